import { type LawRules, LAW_RULES, lawById } from '#modules/procedures/domain/law.ts';
import { dateInVietnam } from '#kernel/vietnam-time.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { Province } from '#platform/db/province.ts';
import { closingReason, waitUntil } from './domain/waits.ts';
import { act } from './service-actions.ts';
import { findDossier } from './store/dossiers.ts';
import { listParts, waitsOver } from './store/parts.ts';

const CLOSING_ACTOR = systemActor('Dừng theo thời hạn bổ sung');

/**
 * Closes what waited for its supplement longer than a rule lets it, where that rule was read in the law's text. As the
 * rules now stand there is none: then a person decides, with the reason prepared (`DossierDetail.waiting`), reminded by
 * the obligation `dossier-supplement`.
 *
 * @param laws the rule sets a dossier may hold by
 * @returns how many were closed
 */
export async function closeUnsupplemented(
  province: Province,
  laws: readonly LawRules[] = LAW_RULES,
  limit = 100,
): Promise<number> {
  const strict = laws.filter((law) => waitUntil(law, '2000-01-01').automatic);
  if (strict.length === 0) return 0;
  return province.as(CLOSING_ACTOR).run(async (tx) => {
    const ids = strict.map(({ id }) => id);
    const over = await waitsOver(tx.db, tx.today, ids, limit);
    for (const id of over) {
      const row = await findDossier(tx.db, id);
      if (!row?.wait_until) continue;
      const law = strict.find((one) => one.id === row.law_id) ?? lawById(row.law_id);
      const { supplements } = await listParts(tx.db, id);
      const asked = supplements.findLast(({ status }) => status === 'issued');
      const papers = ((asked?.papers ?? []) as { name: string }[]).map(({ name }) => name);
      const on = asked?.issued_at ? dateInVietnam(asked.issued_at) : null;
      const reason = closingReason(waitUntil(law, row.wait_until), on, papers);
      await act(tx, id, { action: 'close-expired', version: row.version, reason });
    }
    return over.length;
  });
}
