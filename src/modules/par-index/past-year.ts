import type { Tx } from '#platform/db/province.ts';
import type { SheetContext } from './acting.ts';
import { leavesOf } from './domain/criteria-set.ts';
import type { PastEvidence } from './domain/evidence-foresight.ts';
import { mappingOf } from './service-mapping.ts';
import { listEvidence } from './store/evidence.ts';
import { findRoundOf, listResults, listSheets } from './store/rounds.ts';
import { findSet } from './store/sets.ts';

/** What a unit had the year before, by this year's codes. */
export interface PastYear {
  readonly evidence: readonly PastEvidence[];
  /** Final points of leaves that are the same one for one; split and merged ones are not guessed. */
  readonly results: ReadonlyMap<string, { points: number; max: number; deviation: number }>;
}

const NOTHING: PastYear = { evidence: [], results: new Map() };

/** The same unit's sheet of the year before, carried over by the mapping of the two sets; empty when there is none. */
export async function pastYearOf(tx: Tx, { round, sheet, set }: SheetContext): Promise<PastYear> {
  const before = await findRoundOf(tx.db, round.year - 1, round.block);
  if (!before) return NOTHING;
  const old = (await listSheets(tx.db, before.id)).find((one) => one.agency_id === sheet.agency_id);
  const oldSet = (await findSet(tx.db, before.set_id))?.content;
  if (!old || !oldSet) return NOTHING;
  const links =
    before.set_id === round.set_id
      ? leavesOf(set.fields).map(({ code }) => ({ change: 'same', from: [code], to: [code] }))
      : (await mappingOf(tx, before.set_id, round.set_id)).links;
  const heirs = new Map<string, string[]>();
  for (const { from, to } of links) for (const code of from) heirs.set(code, [...(heirs.get(code) ?? []), ...to]);
  const alone = new Map(
    links.flatMap(({ from: [code, ...others], to: [heir, ...more] }) =>
      code !== undefined && heir !== undefined && others.length + more.length === 0 ? [[code, heir] as const] : [],
    ),
  );
  const maxima = new Map(leavesOf(oldSet.fields).map(({ code, max }) => [code, max]));
  const result = (await listResults(tx.db, before.id, before.result_version)).find((row) => row.sheet_id === old.id);
  const results = new Map<string, { points: number; max: number; deviation: number }>();
  for (const [code, [points, deviation]] of Object.entries(result?.leaves ?? {})) {
    const heir = alone.get(code);
    const max = maxima.get(code);
    if (heir !== undefined && max && points !== null) results.set(heir, { points, max, deviation });
  }
  const evidence = (await listEvidence(tx.db, old.id)).flatMap(({ leaves, number, issued_on, subject }) =>
    leaves.flatMap(({ leaf }) =>
      (heirs.get(leaf) ?? []).map((heir) => ({ leaf: heir, number, issuedOn: issued_on, subject })),
    ),
  );
  return { evidence, results };
}
