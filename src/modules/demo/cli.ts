import { InvalidArgumentError } from 'commander';
import { Refusal } from '#kernel/refusal.ts';
import { parseInstant, toVietnamIso } from '#kernel/vietnam-time.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { CliContext } from '#platform/cli/context.ts';
import { progressBar } from '#platform/cli/progress.ts';
import type { Job } from '#platform/jobs/job.ts';
import type { Province } from '#platform/db/province.ts';
import type { Command } from 'commander';
import { type ClockProgress, moveDemoClock, readDemoClock } from './clock.ts';
import type { ClockMove } from './domain/clock-move.ts';

const STEPS = ['hour', 'next-morning', 'week'] as const;
type Step = (typeof STEPS)[number];

/** Lends the jobs that have to run at each moment the clock passes. */
type WithJobs = <T>(province: Province, use: (jobs: readonly Job[]) => Promise<T>) => Promise<T>;

/** `dunghen clock`: show it, let it go forward. */
export function registerClock(group: Command, context: CliContext, withJobs: WithJobs): void {
  group
    .command('show')
    .description('Xem giờ của tỉnh trình diễn')
    .option('--json', 'in JSON ra đầu ra chuẩn')
    .action(async () => {
      const now = await readDemoClock((await context.province()).as(systemActor('Dòng lệnh')));
      context.print({ now: toVietnamIso(now) }, () => toVietnamIso(now));
    });
  group
    .command('advance')
    .description('Cho đồng hồ đi tới; mọi việc đã hẹn trên đường đi diễn ra đúng lúc của nó')
    .option('--by <step>', `một bước: ${STEPS.join(', ')}`, readStep)
    .option('--to <moment>', 'tới một thời điểm, ví dụ 2018-03-30T08:00', readMoment)
    .option('--json', 'in JSON ra đầu ra chuẩn')
    .action(async (options: { by?: Step; to?: Date }) => {
      if ((options.by === undefined) === (options.to === undefined))
        throw new InvalidArgumentError('Hãy cho đúng một trong hai: --by hoặc --to.');
      const move: ClockMove = options.to ? { to: options.to } : { by: options.by ?? 'hour' };
      const province = await context.province();
      if (!province.info.isDemonstration) throw new Refusal('demo.not_a_demonstration', 404);
      const { now, moments } = await withJobs(province, (jobs) => moveDemoClock(province, jobs, move, daysPassed()));
      context.print(
        { now: toVietnamIso(now), moments },
        () => `${toVietnamIso(now)} (đi qua ${moments} thời điểm đã hẹn)`,
      );
    });
}

const DAY_MS = 24 * 3_600_000;

/** Tells on standard error how many days a move has passed; a short one is over before there is anything to tell. */
function daysPassed(): (progress: ClockProgress) => void {
  let bar: ReturnType<typeof progressBar> | undefined;
  let told = -1;
  return ({ from, now, to }) => {
    const days = (until: Date) => Math.floor((until.getTime() - from.getTime()) / DAY_MS);
    if (days(to) < 2) return;
    bar ??= progressBar('Ngày đã qua', days(to));
    const passed = days(now);
    if (passed !== told) bar.at(passed); // a day has many stops
    told = passed;
    if (now.getTime() === to.getTime()) bar.end();
  };
}

function readStep(text: string): Step {
  const step = STEPS.find((one) => one === text);
  if (!step) throw new InvalidArgumentError(`Bước "${text}" không có. Chọn: ${STEPS.join(', ')}.`);
  return step;
}

function readMoment(text: string): Date {
  const moment = parseInstant(text);
  if (!moment) throw new InvalidArgumentError(`Thời điểm "${text}" không đọc được. Viết như 2018-03-30T08:00.`);
  return moment;
}
