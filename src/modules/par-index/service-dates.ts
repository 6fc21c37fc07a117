import { record } from '#modules/audit/public.ts';
import { newId } from '#kernel/id.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Work } from '#platform/db/province.ts';
import { contextOf } from './acting.ts';
import { faultsOfMove, ROUND_DATES, type RoundDate, type RoundDates } from './domain/round-dates.ts';
import { refuseFaults } from './opening.ts';
import { parIndexPermissions } from './permissions.ts';
import { loadState } from './progress.ts';
import { oweStep } from './round-duties.ts';
import type { MoveDatesBody, RoundDetail } from './rounds-schema.ts';
import { roundDetail } from './service-rounds.ts';
import type { RoundRecord } from './store/rows.ts';
import { insertDateMove, lockRound, updateRound } from './store/rounds.ts';

const COLUMNS = {
  selfDueOn: 'self_due_on',
  appraisal1DueOn: 'appraisal1_due_on',
  explanationDueOn: 'explanation_due_on',
  appraisal2DueOn: 'appraisal2_due_on',
  publishOn: 'publish_on',
} as const satisfies Record<RoundDate, keyof RoundRecord>;

/**
 * Moves deadlines of a round that runs: those of steps that are not over, and the end of the right of reply while it is
 * open. The reason is kept for everybody to read; what is owed and the locking at the deadline follow the new days.
 *
 * @throws Refusal `par-index.not_found` (404), `par-index.round_changed`, `par-index.wrong_state`,
 *   `par-index.nothing_moved` (409), `par-index.dates_out_of_order` (422) with a sentence at each field
 */
export async function moveDates(work: Work, id: string, body: MoveDatesBody): Promise<RoundDetail> {
  requirePermission(work.actor, parIndexPermissions.manage);
  return work.run(async (tx) => {
    const round = await lockRound(tx.db, id);
    if (!round) throw new Refusal('par-index.not_found', 404);
    if (round.revision !== body.revision) throw new Refusal('par-index.round_changed', 409);
    if (round.state === 'published' || round.state === 'cancelled') throw new Refusal('par-index.wrong_state', 409);
    const before = datesOf(round);
    const after: RoundDates = Object.fromEntries(
      ROUND_DATES.map((name) => [name, body.dates[name] ?? before[name]]),
    ) as RoundDates;
    refuseFaults(faultsOfMove({ ...before, cutOffOn: round.cut_off_on }, after, round.state, tx.today));
    const change: Partial<RoundRecord> = {};
    const moved: Record<string, readonly [LocalDate | null, LocalDate]> = {};
    for (const name of ROUND_DATES)
      if (after[name] !== before[name]) {
        change[COLUMNS[name]] = after[name];
        moved[name] = [before[name], after[name]];
      }
    const until = body.dates.replyUntil;
    if (until !== undefined && until !== round.reply_until) {
      refuseWindow(round, until, tx.today);
      change.reply_until = until;
      moved['replyUntil'] = [round.reply_until, until];
    }
    if (Object.keys(moved).length === 0) throw new Refusal('par-index.nothing_moved', 409);
    await updateRound(tx.db, id, { ...change, revision: round.revision + 1 });
    const reason = body.reason.normalize('NFC');
    await insertDateMove(tx.db, {
      id: newId(),
      round_id: id,
      dates: moved,
      reason,
      moved_at: tx.now,
      moved_by: tx.actor.personId,
      moved_by_name: tx.actor.name,
    });
    await record(tx, {
      action: 'par-index.dates_moved',
      subject: { kind: 'par-round', id },
      data: { title: round.title, reason, dates: moved },
    });
    await oweStep(tx, await loadState(tx, await contextOf(tx, { ...round, ...change })));
    return roundDetail(tx, id);
  });
}

/** Only an open window can be moved: what has ended for one unit has ended for all. */
function refuseWindow(round: RoundRecord, until: LocalDate, today: LocalDate): void {
  const fault =
    round.state !== 'reply' || round.window_ended_at !== null ? 'step_done' : until < today ? 'passed' : null;
  if (fault)
    throw new Refusal('par-index.dates_out_of_order', 422, { fields: { replyUntil: `par-index.date_${fault}` } });
}

function datesOf(round: RoundRecord): RoundDates {
  return Object.fromEntries(ROUND_DATES.map((name) => [name, round[COLUMNS[name]]])) as RoundDates;
}
