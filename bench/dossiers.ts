import { availableParallelism } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { generateMillions } from '#modules/dossiers/demo/bulk.ts';
import { generateInto } from '#modules/dossiers/demo/generate.ts';
import { progressBar } from '#platform/cli/progress.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { measureCeiling } from './dossiers/ceiling.ts';
import { openDesks, signInMonitor } from './dossiers/desks.ts';
import { measureDisk } from './dossiers/disk.ts';
import { Connection } from './dossiers/http.ts';
import { type Measured, percentile, rateOf } from './dossiers/load.ts';
import { pagesOf, readPages } from './dossiers/pages.ts';
import { startSubject, type Subject } from './dossiers/program.ts';
import type { ProcessorTime } from './dossiers/processor.ts';
import { Work } from './dossiers/transitions.ts';
import type { BenchOptions, BenchRow } from './row.ts';

const CONNECTIONS = [1, 8, 32] as const;
const CEILING = 'one bare SQL statement, same rows, same driver';
const SIZE = 200_000;
const PAGE_METRICS = [
  ['median', 0.5],
  ['95th percentile', 0.95],
  ['99th percentile', 0.99],
] as const;
/** From here on a filling pays to take the indexes away and make them again. */
const MANY = 50_000;
const QUIET_SECONDS = 3;
/** Of one processor. */
const QUIET_SHARE = 0.3;
const MOST_SETTLING_MS = 600_000;

/**
 * The one-stop dossiers of a demonstration province, through HTTP, on a durable PostgreSQL: transitions beside the
 * ceiling of the machine, receptions, queue and search pages, what a transition costs as the table grows, the month.
 * The load generator, the program and the database share the machine. `--size` dossiers (200,000), `--data` keeps the
 * province in a folder: a second run goes on from what is there.
 */
export async function run({ quick, size = quick ? 5_000 : SIZE, data }: BenchOptions): Promise<BenchRow[]> {
  const subject = await startSubject(data);
  const connections = await Promise.all(
    Array.from({ length: Math.max(...CONNECTIONS) }, () => Connection.open(subject.address)),
  );
  try {
    return await measure(subject, connections, size, quick);
  } finally {
    for (const connection of connections) connection.close();
    await subject.end();
  }
}

async function measure(
  subject: Subject,
  connections: readonly Connection[],
  size: number,
  quick: boolean,
): Promise<BenchRow[]> {
  const seconds = quick ? 0.5 : 6;
  const [first] = connections;
  if (!first) throw new Error('no connection');
  const desks = await openDesks(subject, first);
  const monitor = await signInMonitor(first);
  const work = new Work(connections, desks);
  const rows: BenchRow[] = [];

  await work.prepare(8, quick ? 0.2 : 3);
  await work.transitions(8, quick ? 0.2 : 3); // the program's code is compiled while it runs
  for (const step of stepsUpTo(size)) {
    if (step < size && (await countOf(subject)) > step * 1.1) continue; // a kept province is past it
    const there = await fill(subject, step);
    const known = rows.length;
    await work.prepare(8, seconds);
    const measured = await work.transitions(8, seconds);
    rows.push(row(`transition at 8 connections, ${there} dossiers`, 'median', percentile(measured, 0.5), 'ms'));
    rows.push(row(`transition at 8 connections, ${there} dossiers`, 'rate', rateOf(measured), '1/s'));
    for (const page of await pagesOf(subject, desks, monitor)) {
      const read = await readPages(first, page, seconds / 3);
      for (const [metric, part] of PAGE_METRICS)
        rows.push(row(`${page.name}, ${there} dossiers`, metric, percentile(read, part), 'ms'));
    }
    tell(rows.slice(known)); // a long run that is cut off has told what it found
  }

  rows.push(...latencies('reception at 8 connections', await work.receptions(8, seconds)));

  const transitions = new Map<number, Measured>();
  for (const count of CONNECTIONS) {
    await work.prepare(count, seconds);
    const { measured, rows: used } = await withProcessor(
      subject,
      `transition at ${count} connection${count === 1 ? '' : 's'}`,
      () => work.transitions(count, seconds),
    );
    transitions.set(count, measured);
    rows.push(...used);
  }
  const ceiling = await measureCeiling(subject, CONNECTIONS, seconds / 2);
  for (const [count, measured] of transitions) {
    const most = ceiling.get(count);
    if (!most) continue;
    const name = `transition at ${count} connection${count === 1 ? '' : 's'}`;
    rows.push(row(name, 'rate', rateOf(measured), '1/s', rateOf(measured) / rateOf(most)));
    rows.push(row(name, 'median', percentile(measured, 0.5), 'ms', percentile(most, 0.5) / percentile(measured, 0.5)));
    rows.push(row(name, '99th percentile', percentile(measured, 0.99), 'ms'));
    rows.push(row(name, 'ceiling', rateOf(most), '1/s'));
  }
  const best = Math.max(...[...transitions.values()].map(rateOf));
  const halfLoad = `transition at half load (${Math.round(best / 2)}/s)`;
  const disk = await measureDisk(subject.dataDir, best / 2, seconds);
  await work.prepareAt(best / 2, 32, seconds * 2);
  await catchUp(subject); // the letters of what was just taken in by the hundred are not of an even load
  const half = await withProcessor(subject, halfLoad, () => work.transitionsAt(best / 2, 32, seconds * 2));
  rows.push(...half.rows, ...latencies(halfLoad, half.measured));
  for (const part of [0.5, 0.99, 1])
    rows.push(
      row(
        halfLoad,
        `the disk alone, ${part === 0.5 ? 'median' : part === 1 ? 'longest' : '99th percentile'}`,
        percentile(disk, part),
        'ms',
      ),
    );

  const month = { name: 'month', cookie: monitor, paths: ['/api/dossiers/month?month=2018-01'] };
  rows.push(
    row('month table of the province', 'median', percentile(await readPages(first, month, seconds / 3), 0.5), 'ms'),
  );
  return rows;
}

function tell(rows: readonly BenchRow[]): void {
  for (const { case: name, metric, value, unit } of rows)
    console.error(`${name}: ${metric} ${value.toPrecision(3)} ${unit}`);
}

/** Processor time of each of the three that share the machine, for one request: what the load of others does not change. */
async function withProcessor(
  subject: Subject,
  name: string,
  run: () => Promise<Measured>,
): Promise<{ measured: Measured; rows: BenchRow[] }> {
  const before = subject.processorTime();
  const measured = await run();
  const after = subject.processorTime();
  const each = (part: keyof ProcessorTime, who: string) =>
    before && after
      ? [row(name, `processor time, ${who}`, ((after[part] - before[part]) / measured.times.length) * 1000, 'ms')]
      : [];
  const used = before && after ? after.program - before.program + after.database - before.database : 0;
  const room = (measured.times.length / used) * availableParallelism();
  return {
    measured,
    rows: [
      ...each('program', 'program'),
      ...each('database', 'database'),
      ...each('generator', 'load generator'),
      ...(used > 0 ? [row(name, 'room for, with the load generator elsewhere', room, '1/s')] : []),
    ],
  };
}

/** 10 thousand, 100 thousand … up to the size, which is last. */
function stepsUpTo(size: number): number[] {
  return [...[10_000, 100_000, 1_000_000].filter((step) => step < size), size];
}

/** Generates until the province has about `wanted` dossiers. @returns how many it has */
async function fill(subject: Subject, wanted: number): Promise<number> {
  const { province, owner, schema, access } = subject;
  const missing = wanted - (await countOf(subject));
  if (missing > wanted / 100) {
    const bar = progressBar('Hồ sơ mẫu', missing);
    // The seed tells the steps apart; a step that was cut off is finished under its own.
    const year = { count: missing, seed: wanted, onProgress: (there: number) => bar.at(there) };
    if (missing < MANY) await generateInto(province.as(systemActor('Đo tốc độ')), year);
    else await generateMillions(access, year, (what, left) => console.error(`${AFTERWORK[what]}: còn ${left}`));
    bar.end();
  }
  await owner.query(`vacuum analyze ${schema}.dossier, ${schema}.dossier_event, ${schema}.reminder_obligation`);
  await settle(subject);
  return countOf(subject);
}

async function countOf({ owner }: Subject): Promise<number> {
  return (await owner.query<{ count: number }>('select count(*)::int as count from dossier')).rows[0]?.count ?? 0;
}

/**
 * What a filling leaves behind is not what is measured: pages to be written, and the letters and reminders of all that
 * was made up in a minute.
 */
async function settle(subject: Subject): Promise<void> {
  await subject.owner.query('checkpoint');
  await catchUp(subject);
}

/** Waits until the program has caught up with what was put in, or says that it has not. */
async function catchUp(subject: Subject): Promise<void> {
  const began = performance.now();
  for (let quiet = 0; quiet < QUIET_SECONDS; ) {
    const before = subject.processorTime();
    await wait(1000);
    const after = subject.processorTime();
    if (!before || !after) return;
    const busy = after.program - before.program + after.database - before.database;
    quiet = busy < QUIET_SHARE ? quiet + 1 : 0;
    if (performance.now() - began < MOST_SETTLING_MS) continue;
    console.error(`the program is still busy: ${busy.toFixed(2)} processors`);
    return;
  }
}

const AFTERWORK = { indexes: 'Dựng lại chỉ mục', reminders: 'Đặt nhắc cho hồ sơ đang mở' } as const;

function latencies(name: string, measured: Measured): BenchRow[] {
  return [
    row(name, 'rate', rateOf(measured), '1/s'),
    row(name, 'median', percentile(measured, 0.5), 'ms'),
    row(name, '99th percentile', percentile(measured, 0.99), 'ms'),
  ];
}

function row(name: string, metric: string, value: number, unit: string, ratio: number | null = null): BenchRow {
  return { bench: 'dossiers', case: name, metric, value, unit, peer: ratio === null ? null : CEILING, ratio };
}
