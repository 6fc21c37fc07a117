import type { Tx } from '#platform/db/province.ts';
import { getRoundContext, type RoundContext } from './acting.ts';
import type { BlindRecord, ValueRecord } from './store/rows.ts';
import { listBlind, listSheets } from './store/rounds.ts';
import { listCurrent } from './store/values.ts';

export interface BlindPairs {
  readonly context: RoundContext;
  readonly sample: readonly BlindRecord[];
  /** First and second score as shares of the leaf's maximum; "does not apply" counts in no pair. */
  readonly pairs: readonly (readonly [number, number])[];
  readonly identical: number;
  readonly first: readonly ValueRecord[];
  readonly self: readonly ValueRecord[];
}

/** The leaves of the sample that both appraisers have scored. */
export async function blindPairs(tx: Tx, roundId: string): Promise<BlindPairs> {
  const context = await getRoundContext(tx, roundId);
  const sheets = await listSheets(tx.db, roundId);
  const values = await listCurrent(
    tx.db,
    sheets.map((sheet) => sheet.id),
    ['self', 'appraisal-1', 'blind'],
  );
  const at = new Map(values.map((value) => [`${value.sheet_id} ${value.leaf} ${value.stage}`, value]));
  const sample = await listBlind(tx.db, roundId);
  let identical = 0;
  const pairs = sample.flatMap(({ sheet_id, leaf }): [number, number][] => {
    const first = at.get(`${sheet_id} ${leaf} appraisal-1`)?.points;
    const second = at.get(`${sheet_id} ${leaf} blind`)?.points;
    const max = context.leaves.get(leaf)?.max;
    if (typeof first !== 'number' || typeof second !== 'number' || !max) return [];
    if (first === second) identical += 1;
    return [[first / max, second / max]];
  });
  return {
    context,
    sample,
    pairs,
    identical,
    first: values.filter((value) => value.stage === 'appraisal-1'),
    self: values.filter((value) => value.stage === 'self'),
  };
}
