import { Refusal } from '#kernel/refusal.ts';
import { findAgencyByCode } from '#modules/org/public.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { addProcedureVersion, contentOf, endProcedure } from './catalogue.ts';
import { type Difference, differencesOf } from './domain/compare.ts';
import { centralCode, type ProcedureContent, type VerifiedParts } from './domain/procedure.ts';
import { readTimeLimit } from './domain/time-limit.ts';
import { proceduresPermissions } from './permissions.ts';
import type { EndBody, RevisionBody, RevisionStart } from './revision-schema.ts';
import type { ProcedureDetail } from './schema.ts';
import { detailOf } from './service-read.ts';
import { lastVersionRow, lockProcedure } from './store/procedures.ts';
import type { ProcedureRow, VersionRow } from './store/rows.ts';

/**
 * The newest version of a procedure to begin a correction with.
 * @throws Refusal `procedures.not_found` (404)
 */
export async function startRevision(work: Work, id: string): Promise<RevisionStart> {
  requirePermission(work.actor, proceduresPermissions.manage);
  return work.run(async (tx) => {
    const last = await lastVersionRow(tx.db, id);
    if (!last) throw new Refusal('procedures.not_found', 404);
    const { papers, fee, limit, competent, code, name, sector, level, onlineLevel, source, note, isSample } =
      contentOf(last);
    return {
      seen: last.version,
      earliestFrom: last.valid_from,
      ended: last.is_end ? { from: last.valid_from, source } : null,
      isSample,
      competentName: competent.kind === 'code' ? ((await findAgencyByCode(tx, competent.code))?.name ?? null) : null,
      content: {
        papers: papers.map((paper) => ({ ...paper })),
        fee: fee.text,
        feeAmountVnd: fee.amountVnd,
        limit: limit.text,
        competent,
        code,
        name,
        sector,
        level,
        onlineLevel,
        source,
        note,
      },
    };
  });
}

/**
 * The next version of one procedure, written by hand; it holds from its day, and dossiers received before keep theirs.
 * A procedure that was abolished comes back by it. The central part of the code stays: with another it is another one.
 * @throws Refusal `procedures.changed` (409) when somebody was quicker; `procedures.valid_before_last`,
 *   `procedures.other_central_code`, `procedures.limit_unread`, `procedures.unknown_agency`,
 *   `procedures.nothing_changed` (422); `procedures.not_found` (404)
 */
export async function reviseProcedure(work: Work, id: string, body: RevisionBody): Promise<ProcedureDetail> {
  requirePermission(work.actor, proceduresPermissions.manage);
  return work.run(async (tx) => {
    const { procedure, last } = await hold(tx, id, body);
    const before = contentOf(last);
    const { competent } = body.content;
    if (centralCode(body.content.code) !== procedure.central_code) throw wrong('code', 'procedures.other_central_code');
    if (competent.kind === 'code' && !(await findAgencyByCode(tx, competent.code)))
      throw wrong('competent', 'procedures.unknown_agency');
    const after = revised(before, body);
    const differences = differencesOf(before, after);
    if (differences.length === 0 && before.note === after.note && !last.is_end)
      throw new Refusal('procedures.nothing_changed', 422);
    await addProcedureVersion(tx, id, after, body.validFrom);
    return detailOf(tx, id);
  });
}

/**
 * Bãi bỏ: from its day on the procedure is received no more; dossiers under way are carried to their end.
 * @throws Refusal `procedures.ended_already` (409), `procedures.decided_later` (422), and as `reviseProcedure`
 */
export async function abolishProcedure(work: Work, id: string, body: EndBody): Promise<ProcedureDetail> {
  requirePermission(work.actor, proceduresPermissions.manage);
  return work.run(async (tx) => {
    const { last } = await hold(tx, id, body);
    if (last.is_end) throw new Refusal('procedures.ended_already', 409);
    if (body.decisionOn > body.validFrom) throw wrong('decisionOn', 'procedures.decided_later');
    const source = `Quyết định ${body.decisionNumber} ngày ${dayVi(body.decisionOn)}`;
    await endProcedure(tx, id, { ...contentOf(last), source }, body.validFrom);
    return detailOf(tx, id);
  });
}

const dayVi = (day: string) => day.split('-').reverse().join('/');
const wrong = (field: string, code: string) => new Refusal(code, 422, { fields: { [field]: code } });

interface Held {
  readonly procedure: ProcedureRow;
  readonly last: VersionRow;
}

async function hold(tx: Tx, id: string, { seen, validFrom }: { seen: number; validFrom: string }): Promise<Held> {
  const procedure = await lockProcedure(tx.db, id);
  const last = await lastVersionRow(tx.db, id);
  if (!procedure || !last) throw new Refusal('procedures.not_found', 404);
  if (last.version !== seen) throw new Refusal('procedures.changed', 409, { by: last.made_by_name });
  if (validFrom < last.valid_from)
    throw new Refusal('procedures.valid_before_last', 422, { last: dayVi(last.valid_from) });
  return { procedure, last };
}

/** What was changed was read in the named source; the rest keeps the mark it had. */
function revised(
  before: ProcedureContent,
  { content: { fee, feeAmountVnd, ...content }, ownCatalogue }: RevisionBody,
): ProcedureContent {
  const limit = content.limit === before.limit.text ? before.limit : readTimeLimit(content.limit);
  if (limit !== before.limit && limit.unit === 'unknown') throw wrong('limit', 'procedures.limit_unread');
  const after: ProcedureContent = {
    ...content,
    limit,
    fee: { text: fee, amountVnd: feeAmountVnd },
    papers: content.papers.map((paper, at) => ({ ...paper, key: `p${at + 1}` })),
    note: content.note || null,
    code: content.code || null,
    verified: before.verified,
    isSample: before.isSample && !ownCatalogue,
  };
  const changed = new Set<Difference>(differencesOf(before, after));
  const parts = Object.entries(before.verified) as [keyof VerifiedParts, boolean][];
  const verified = Object.fromEntries(parts.map(([part, known]) => [part, known || changed.has(part)]));
  return { ...after, verified: verified as unknown as VerifiedParts };
}
