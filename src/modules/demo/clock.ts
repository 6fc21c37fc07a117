import { sql } from 'kysely';
import { Refusal } from '#kernel/refusal.ts';
import { dateInVietnam } from '#kernel/vietnam-time.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { Province, Tx, Work } from '#platform/db/province.ts';
import type { Job } from '#platform/jobs/job.ts';
import { loadCalendar } from '../calendar/public.ts';
import { type ClockMove, moveTarget } from './domain/clock-move.ts';

/** More than this many planned moments in one move is a runaway plan, not a demonstration. */
const MAX_STEPS = 20_000;

const MOVER = systemActor('Đồng hồ trình diễn');

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

/** How far a move is: told at every stop. */
export interface ClockProgress {
  readonly from: Date;
  readonly now: Date;
  readonly to: Date;
}

/** Moves of a province that this process does, one after the other. */
const turns = new Map<string, Promise<unknown>>();

/**
 * Moves the demonstration clock forward and lets everything planned on the way happen at its own moment, in
 * order: the clock stops at each, the jobs that have a part in it run (`Passing`), then it goes on. Two moves at once
 * take turns.
 *
 * Nothing waits for the disk on the way; the end does, and keeps all of it. One that was cut off leaves a clock that
 * stands where everything has happened but, at most, what belongs to its own moment; the next move begins with that.
 *
 * @param told hears at every stop how far it is
 * @returns where the clock stands and how many planned moments lay on the way
 * @throws Refusal `demo.backwards` (422) when the target is not later than the clock
 */
export async function moveDemoClock(
  province: Province,
  jobs: readonly Job[],
  move: ClockMove,
  told: (progress: ClockProgress) => void = () => undefined,
): Promise<{ now: Date; moments: number }> {
  const { code } = province.info;
  const before = turns.get(code);
  const turn = (async () => {
    await before?.catch(() => undefined); // its own caller hears of it
    return moveInTurn(province, jobs, move, told);
  })();
  turns.set(code, turn);
  try {
    return await turn;
  } finally {
    if (turns.get(code) === turn) turns.delete(code);
  }
}

async function moveInTurn(
  province: Province,
  jobs: readonly Job[],
  move: ClockMove,
  told: (progress: ClockProgress) => void,
): Promise<{ now: Date; moments: number }> {
  const work = province.as(MOVER);
  const { from, to } = await work.run(async (tx) => {
    requireDemonstration(tx);
    const wanted = moveTarget(await loadCalendar(tx), tx.now, move);
    if (wanted <= tx.now) throw new Refusal('demo.backwards', 422, { fields: { to: 'demo.backwards' } });
    return { from: tx.now, to: wanted };
  });
  const passing = province.hasty();
  const onTheWay = passing.as(MOVER);
  let moments = 0;
  await runAll(passing, jobs);
  let day = dateInVietnam(from);
  for (; moments < MAX_STEPS; moments += 1) {
    const next = await onTheWay.run((tx) => firstMoment(tx, jobs));
    if (!next || next.at > to) break;
    await setClock(onTheWay, next.at);
    told({ from, now: next.at, to });
    const isFirstOfDay = dateInVietnam(next.at) !== day;
    day = dateInVietnam(next.at);
    const concerned = jobs.filter(
      ({ name, passing: part = 'stop' }) =>
        part === 'stop' || next.planned.has(name) || (isFirstOfDay && part !== 'rest'),
    );
    await runAll(passing, concerned);
  }
  await setClock(onTheWay, to);
  await runAll(passing, jobs);
  await setClock(work, to); // waits for the disk, and with it for everything on the way
  told({ from, now: to, to });
  return { now: to, moments };
}

/** The earliest planned moment after now, and whose it is; what is due now has just been run. */
async function firstMoment(tx: Tx, jobs: readonly Job[]): Promise<{ at: Date; planned: ReadonlySet<string> } | null> {
  let first: { at: Date; planned: Set<string> } | null = null;
  for (const job of jobs) {
    const at = await job.nextMoment(tx);
    if (!at || at <= tx.now) continue;
    if (!first || at < first.at) first = { at, planned: new Set() };
    if (at.getTime() === first.at.getTime()) first.planned.add(job.name);
  }
  return first;
}

/** Forward only, also against another move that was faster. It writes in any case, so that its commit is one to wait for. */
async function setClock(work: Work, to: Date): Promise<void> {
  await work.run((tx) => sql`update demo_clock set now_at = greatest(now_at, ${to}::timestamptz)`.execute(tx.db));
}

/** Round after round until none finds anything to do: what one did may be another's to go on with. */
async function runAll(province: Province, jobs: readonly Job[]): Promise<void> {
  for (let done = 1; done > 0; ) {
    done = 0;
    for (const job of jobs) done += await job.run(province);
  }
}

function requireDemonstration(tx: Tx): void {
  if (!tx.province.isDemonstration) throw new Refusal('demo.not_a_demonstration', 404);
}
