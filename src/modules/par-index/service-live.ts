import { record } from '#modules/audit/public.ts';
import { Refusal } from '#kernel/refusal.ts';
import { visibleAgencies } from '#platform/auth/actor.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { contextOf, getRoundContext } from './acting.ts';
import { FAULT_WORDS } from './fault-words.ts';
import { boundLeaves, liveQuestion, liveValue, sameReading, sorted } from './live.ts';
import { parIndexPermissions } from './permissions.ts';
import type { LiveCheck, LiveResult } from './live-schema.ts';
import type { RoundRecord, SheetRecord, ValueRecord } from './store/rows.ts';
import { listSheets, lockRound } from './store/rounds.ts';
import { insertValues, listCurrent, listStage } from './store/values.ts';

/**
 * Reads every measure the round's leaves are bound to, as of now or of the cut-off, and keeps what has changed with
 * numerator, denominator and the ids behind both. Figures whose parts do not add up are refused and named.
 * @throws Refusal `par-index.not_found` (404), `par-index.wrong_state` (409) once the council has closed
 */
export async function readLive(work: Work, roundId: string): Promise<LiveResult> {
  requirePermission(work.actor, parIndexPermissions.manage);
  return work.run(async (tx) => {
    const round = await lockRound(tx.db, roundId);
    if (!round) throw new Refusal('par-index.not_found', 404);
    return readLiveIn(tx, round);
  });
}

export async function readLiveIn(tx: Tx, round: RoundRecord): Promise<LiveResult> {
  if (!['self-scoring', 'appraisal-1', 'explanation', 'appraisal-2', 'council'].includes(round.state))
    throw new Refusal('par-index.wrong_state', 409);
  const context = await contextOf(tx, round);
  const sheets = new Map((await listSheets(tx.db, round.id)).map((sheet) => [sheet.agency_id, sheet]));
  const kept = await listCurrent(
    tx.db,
    [...sheets.values()].map((sheet) => sheet.id),
    ['live'],
  );
  const last = new Map(kept.map((value) => [`${value.sheet_id} ${value.leaf}`, value]));
  const question = liveQuestion(round, tx.now);
  const values: ValueRecord[] = [];
  const refused: LiveResult['refused'] = [];
  let unchanged = 0;
  for (const leaf of boundLeaves(context)) {
    const { readings, refused: broken } = await sorted(tx, leaf, [...sheets.keys()], question);
    for (const { agencyId, faults } of broken) {
      const sheet = sheets.get(agencyId);
      const why = faults.map((fault) => FAULT_WORDS[fault]);
      if (sheet) refused.push({ agency: { id: agencyId, name: sheet.agency_name }, leaf: leaf.code, why });
    }
    for (const reading of readings) {
      const sheet = sheets.get(reading.agencyId);
      if (!sheet) continue;
      const before = last.get(`${sheet.id} ${leaf.code}`);
      if (sameReading(before?.measure ?? null, reading.trace)) unchanged += 1;
      else values.push(liveValue(tx, sheet, leaf, (before?.seq ?? 0) + 1, reading));
    }
  }
  await insertValues(tx.db, values);
  if (values.length > 0 || refused.length > 0)
    await record(tx, {
      action: 'par-index.live_read',
      subject: { kind: 'par-round', id: round.id },
      data: { written: values.length, unchanged, refused: refused.length, asOf: question.asOf.toISOString() },
    });
  return { written: values.length, unchanged, refused };
}

/**
 * Reckons every live value that was ever kept in the round again, from the raw history as of its own moment, and
 * names those that do not come out the same to the last id.
 */
export async function checkLive(work: Work, roundId: string): Promise<LiveCheck> {
  requirePermission(work.actor, parIndexPermissions.read);
  return work.run(async (tx) => {
    if (visibleAgencies(tx.actor) !== 'all') throw new Refusal('par-index.not_found', 404);
    const context = await getRoundContext(tx, roundId);
    const sheets = new Map((await listSheets(tx.db, roundId)).map((sheet) => [sheet.id, sheet]));
    const values = await listStage(tx.db, [...sheets.keys()], 'live');
    const different: LiveCheck['different'] = [];
    for (const group of readings(values)) {
      const [first] = group;
      const leaf = context.leaves.get(first?.leaf ?? '');
      if (!first?.measure || !leaf) continue;
      const question = { from: first.measure.from, to: first.measure.to, asOf: new Date(first.measure.asOf) };
      const units = group.flatMap((value) => sheets.get(value.sheet_id)?.agency_id ?? []);
      const { readings: again } = await sorted(tx, leaf, units, question);
      const now = new Map(again.map((one) => [one.agencyId, one]));
      for (const value of group) {
        const sheet = sheets.get(value.sheet_id) as SheetRecord;
        const found = now.get(sheet.agency_id);
        if (found && found.points === value.points && sameReading(value.measure, found.trace)) continue;
        different.push({
          agency: { id: sheet.agency_id, name: sheet.agency_name },
          leaf: value.leaf,
          asOf: first.measure.asOf,
          kept: value.points,
          found: found?.points ?? null,
        });
      }
    }
    return { checked: values.length, different };
  });
}

/** Values that were read together: one leaf at one moment. */
function readings(values: readonly ValueRecord[]): ValueRecord[][] {
  const groups = new Map<string, ValueRecord[]>();
  for (const value of values) {
    const key = `${value.leaf} ${value.measure?.measureId} ${value.measure?.asOf}`;
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return [...groups.values()];
}
