import { sql } from 'kysely';
import { Refusal } from '#kernel/refusal.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { Province, Tx, Work } from '#platform/db/province.ts';
import type { Job } from '#platform/jobs/job.ts';
import { loadCalendar } from '../calendar/public.ts';
import { type ClockMove, moveTarget } from './domain/clock-move.ts';

/** More than this many planned moments in one move is a runaway plan, not a demonstration. */
const MAX_STEPS = 20_000;

/** Starts a demonstration province's clock; part of making the province. */
export async function startDemoClock(tx: Tx): Promise<void> {
  await sql`insert into demo_clock (now_at) values (${tx.now}) on conflict do nothing`.execute(tx.db);
}

export async function readDemoClock(work: Work): Promise<Date> {
  return work.run(async (tx) => {
    requireDemonstration(tx);
    return tx.now;
  });
}

/**
 * Moves the demonstration clock forward and lets everything planned on the way happen at its own moment, in
 * order: the clock stops at each, the jobs run, then it goes on. Two moves at once take turns.
 * @returns where the clock stands and how many planned moments lay on the way
 * @throws Refusal `demo.backwards` (422) when the target is not later than the clock
 */
export async function moveDemoClock(
  province: Province,
  jobs: readonly Job[],
  move: ClockMove,
): Promise<{ now: Date; moments: number }> {
  const work = province.as(systemActor('Đồng hồ trình diễn'));
  const target = await work.run(async (tx) => {
    requireDemonstration(tx);
    const wanted = moveTarget(await loadCalendar(tx), tx.now, move);
    if (wanted <= tx.now) throw new Refusal('demo.backwards', 422, { fields: { to: 'demo.backwards' } });
    return wanted;
  });
  let moments = 0;
  await runAll(province, jobs);
  for (; moments < MAX_STEPS; moments += 1) {
    const next = await work.run((tx) => firstMoment(tx, jobs));
    if (!next || next > target) break;
    await setClock(work, next);
    await runAll(province, jobs);
  }
  await setClock(work, target);
  await runAll(province, jobs);
  return { now: target, moments };
}

/** The earliest planned moment after now; what is due now has just been run. */
async function firstMoment(tx: Tx, jobs: readonly Job[]): Promise<Date | null> {
  let first: Date | null = null;
  for (const job of jobs) {
    const moment = await job.nextMoment(tx);
    if (moment && moment > tx.now && (!first || moment < first)) first = moment;
  }
  return first;
}

/** Forward only, also against another move that was faster. */
async function setClock(work: Work, to: Date): Promise<void> {
  await work.run((tx) => sql`update demo_clock set now_at = ${to} where now_at < ${to}`.execute(tx.db));
}

async function runAll(province: Province, jobs: readonly Job[]): Promise<void> {
  for (let done = 1; done > 0; ) {
    done = 0;
    for (const job of jobs) done += await job.run(province);
  }
}

function requireDemonstration(tx: Tx): void {
  if (!tx.province.isDemonstration) throw new Refusal('demo.not_a_demonstration', 404);
}
