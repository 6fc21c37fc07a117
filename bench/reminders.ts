import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Measured } from './reminders/contender.ts';
import { type Field, fillObligations, openField, statement } from './reminders/field.ts';
import { fillBoss, fillGraphile, makePeerTables, type Sample } from './reminders/peers.ts';
import type { BenchOptions, BenchRow } from './row.ts';

const SIZES = [1000, 100_000, 1_000_000];
const QUICK_SIZES = [1000];
/** Of more than this many scheduled only so many are due at the instant: the rest stand by, as in a province. */
const MOST_DUE = 100_000;
const PEERS = ['graphile-worker', 'pg-boss'] as const;

/**
 * The reminder engine beside graphile-worker and pg-boss, in one run, on one PostgreSQL as durable as the product's:
 * `size` scheduled, those due at one instant (all, or 100,000 of a million) fired. Each writes one unique record, one
 * message in the program and one letter in the queue; ours also plans and stores the next step, the peers do not.
 * Each engine has a process of its own and the settings its manual gives for throughput.
 */
export async function run({ quick, size }: BenchOptions): Promise<BenchRow[]> {
  const field = await openField();
  try {
    const rows: BenchRow[] = [];
    for (const scheduled of size ? [size] : quick ? QUICK_SIZES : SIZES)
      rows.push(...(await measure(field, scheduled)));
    return rows;
  } finally {
    await field.stop();
  }
}

async function measure({ ownerUrl, appUrl }: Field, scheduled: number): Promise<BenchRow[]> {
  const due = Math.min(scheduled, MOST_DUE);
  const stage = stages(scheduled);
  await makePeerTables(ownerUrl);
  const load = loadavg()[0] ?? 0;
  const making = new Map<string, number>();
  making.set('ours', await stage('making ours', (progress) => fillObligations(ownerUrl, scheduled, due, progress)));
  let ours: Measured | undefined;
  await stage('firing ours', async () => (ours = await child('ours', appUrl, due, {})));
  const sample = await sampleOf(ownerUrl, due);
  const theirs = new Map<string, Measured>();
  for (const { name, schema, fill } of PEERS_HERE) {
    making.set(name, await stage(`making ${name}`, (progress) => fill(ownerUrl, scheduled, due, progress)));
    await stage(`firing ${name}`, async () => theirs.set(name, await child(name, ownerUrl, due, sample)));
    await statement(ownerUrl, `drop schema ${schema} cascade`);
    await makePeerTables(ownerUrl);
  }
  if (!ours) throw new Error('ours was not measured');
  return rowsOf(`${scheduled} scheduled, ${due} due at once`, due, ours, theirs, [
    ['load of the machine before', load, ''],
    ...[...making].map(([who, seconds]): Own => [`making the scheduled, ${who}`, seconds, 's']),
  ]);
}

const PEERS_HERE = [
  { name: 'graphile-worker', schema: 'graphile_worker', fill: fillGraphile },
  { name: 'pg-boss', schema: 'pgboss', fill: fillBoss },
] as const;

/** A figure of the run itself, compared with nobody's. */
type Own = readonly [metric: string, value: number, unit: string];

function rowsOf(
  name: string,
  due: number,
  ours: Measured,
  theirs: ReadonlyMap<string, Measured>,
  own: readonly Own[],
): BenchRow[] {
  const row = (metric: string, unit: string, of: (one: Measured) => number, better: 'more' | 'less' = 'less') =>
    compared(name, metric, unit, of, ours, theirs, better);
  return [
    ...row('firings per second', '1/s', (one) => due / one.seconds, 'more'),
    ...row('median lateness', 'ms', (one) => one.medianMs),
    ...row('99th percentile lateness', 'ms', (one) => one.p99Ms),
    ...row('idle poll', 'ms', (one) => one.pollMs),
    ...row('idle poll right after the burst', 'ms', (one) => one.pollAfterMs),
    ...row('most memory', 'MB', (one) => one.memoryMb),
    ...row('processor time a firing, the engine alone', 'µs', (one) => (one.cpuMs * 1000) / due),
    ...own.map(([metric, value, unit]) => ({
      bench: 'reminders',
      case: name,
      metric,
      value,
      unit,
      peer: null,
      ratio: null,
    })),
  ];
}

/** Says on standard error what is going on, so that nobody takes a long run for one that hangs. @returns seconds */
function stages(scheduled: number) {
  return async (what: string, run: (progress: (made: number) => void) => Promise<unknown>): Promise<number> => {
    const begun = performance.now();
    const seconds = () => Math.round((performance.now() - begun) / 100) / 10;
    let told = begun;
    await run((made) => {
      if (performance.now() - told < 5000) return;
      told = performance.now();
      console.error(`  ${scheduled}: ${what}: ${made}, ${seconds()} s`);
    });
    console.error(`  ${scheduled}: ${what}: ${seconds()} s`);
    return seconds();
  };
}

/** What ours wrote, for the peers to write as much; and proof that it wrote it. */
async function sampleOf(ownerUrl: string, due: number): Promise<Sample> {
  const [found] = await statement<{
    told: unknown;
    content: unknown;
    firings: string;
    messages: string;
    letters: string;
  }>(
    ownerUrl,
    `select f.told, f.content, (select count(*) from p_bench.reminder_firing) as firings,
       (select count(*) from p_bench.reminder_message) as messages,
       (select count(*) from p_bench.reminder_message where state in ('queued', 'held')) as letters
     from p_bench.reminder_firing f join p_bench.reminder_message m on m.firing_id = f.id limit 1`,
  );
  if (!found || Number(found.firings) !== due || Number(found.letters) !== due || Number(found.messages) !== 2 * due)
    throw new Error(`not the same work: ${JSON.stringify(found)}`);
  return { told: found.told, content: found.content };
}

function compared(
  name: string,
  metric: string,
  unit: string,
  of: (one: Measured) => number,
  ours: Measured,
  theirs: ReadonlyMap<string, Measured>,
  better: 'more' | 'less',
): BenchRow[] {
  const value = of(ours);
  return PEERS.map((peer) => {
    const measured = theirs.get(peer);
    if (!measured) throw new Error(`no ${peer}`);
    const other = of(measured);
    const ratio = better === 'more' ? value / other : other / value;
    return { bench: 'reminders', case: name, metric, value, unit, peer: `${peer} ${versionOf(peer)}`, ratio };
  });
}

async function child(engine: string, url: string, due: number, sample: unknown): Promise<Measured> {
  const file = join(import.meta.dirname, 'reminders/child.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [
    file,
    engine,
    url,
    String(due),
    JSON.stringify(sample),
  ]);
  const last = stdout.trim().split('\n').at(-1) ?? '';
  return JSON.parse(last) as Measured;
}

function versionOf(name: string): string {
  const file = join(import.meta.dirname, `../node_modules/${name}/package.json`);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
