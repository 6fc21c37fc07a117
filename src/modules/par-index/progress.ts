import type { Tx } from '#platform/db/province.ts';
import { appraisedLeaves, byLeafAndStage, type RoundContext, selfLeaves, successorOf } from './acting.ts';
import { leavesOf } from './domain/criteria-set.ts';
import type { Obstacles } from './domain/round-flow.ts';
import { countingValue } from './results.ts';
import type { SheetRow } from './rounds-schema.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import type { FlagRecord, ReplyRecord, SheetRecord, ValueRecord } from './store/rows.ts';
import { listReplies, listSheets } from './store/rounds.ts';
import { listCurrent, listFlags } from './store/values.ts';

/** A round with everything given in it so far. */
export interface RoundState {
  readonly context: RoundContext;
  readonly sheets: readonly SheetRecord[];
  readonly values: ReadonlyMap<string, readonly ValueRecord[]>;
  readonly flags: readonly FlagRecord[];
  readonly replies: readonly ReplyRecord[];
}

export async function loadState(tx: Tx, context: RoundContext): Promise<RoundState> {
  const sheets = await listSheets(tx.db, context.round.id);
  const ids = sheets.map((sheet) => sheet.id);
  const values = new Map<string, ValueRecord[]>(ids.map((id) => [id, []]));
  for (const value of await listCurrent(tx.db, ids)) values.get(value.sheet_id)?.push(value);
  return {
    context,
    sheets,
    values,
    flags: await listFlags(tx.db, ids),
    replies: await listReplies(tx.db, context.round.id),
  };
}

/** How far each sheet is, in leaves. */
export function sheetRows(state: RoundState): SheetRow[] {
  const { context } = state;
  const self = selfLeaves(context);
  const appraised = appraisedLeaves(context);
  return state.sheets.map((sheet) => {
    const current = byLeafAndStage(state.values.get(sheet.id) ?? []);
    const flags = state.flags.filter((flag) => flag.sheet_id === sheet.id);
    const count = (codes: readonly { code: string }[], stage: string) =>
      codes.filter(({ code }) => current.has(`${code} ${stage}`)).length;
    const flagged = flags.map((flag) => ({ code: flag.leaf }));
    return {
      id: sheet.id,
      agency: { id: sheet.agency_id, name: sheet.agency_name },
      answeredBy: successorOf(sheet, context),
      lockedAt: sheet.locked_at && toVietnamIso(sheet.locked_at),
      lockedBecause: sheet.locked_because,
      explainedAt: sheet.explained_at && toVietnamIso(sheet.explained_at),
      toScore: self.length,
      scored: count(self, 'self'),
      toAppraise: appraised.length,
      appraised: count(appraised, 'appraisal-1'),
      flagged: flags.length,
      explained: count(flagged, 'explanation'),
      appraisedAgain: count(flagged, 'appraisal-2'),
      missing: leavesOf(context.set.fields).filter(
        (leaf) => !countingValue({ leaves: context.leaves, sheet }, leaf.code, current),
      ).length,
    };
  });
}

/** What stands in the way of the next moves, for the actor of the transaction. */
export function obstaclesOf(tx: Tx, state: RoundState, rows: readonly SheetRow[]): Obstacles {
  const { round } = state.context;
  const sum = (of: (row: SheetRow) => number) => rows.reduce((all, row) => all + of(row), 0);
  const extra = bonusAwaiting(state);
  return {
    openSheets: rows.filter((row) => row.lockedAt === null).length,
    notAppraised: sum((row) => row.toAppraise - row.appraised) + extra,
    openExplanations: rows.filter((row) => row.flagged > 0 && row.explainedAt === null).length,
    notAppraisedAgain: sum((row) => row.flagged - row.appraisedAgain),
    missing: sum((row) => row.missing),
    unanswered: state.replies.filter((reply) => reply.decision === null).length,
    windowOpen: round.reply_until !== null && tx.today <= round.reply_until,
    samePerson: round.closed_by !== null && round.closed_by === tx.actor.personId,
  };
}

/** Bonus and penalty a unit put down itself are appraised like the rest. */
function bonusAwaiting(state: RoundState): number {
  return state.sheets.reduce((count, sheet) => {
    const current = byLeafAndStage(state.values.get(sheet.id) ?? []);
    const waiting = ['+', '-'].filter((code) => current.has(`${code} self`) && !current.has(`${code} appraisal-1`));
    return count + waiting.length;
  }, 0);
}
