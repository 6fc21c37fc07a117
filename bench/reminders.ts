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
  await makePeerTables(ownerUrl);
  await fillObligations(ownerUrl, scheduled, due);
  const load = loadavg()[0] ?? 0;
  const ours = await child('ours', appUrl, due, {});
  const sample = await sampleOf(ownerUrl, due);
  const theirs = new Map<string, Measured>();
  await fillGraphile(ownerUrl, scheduled, due);
  theirs.set('graphile-worker', await child('graphile-worker', ownerUrl, due, sample));
  await statement(ownerUrl, 'drop schema graphile_worker cascade');
  await makePeerTables(ownerUrl);
  await fillBoss(ownerUrl, scheduled, due);
  theirs.set('pg-boss', await child('pg-boss', ownerUrl, due, sample));
  await statement(ownerUrl, 'drop schema pgboss cascade');
  await makePeerTables(ownerUrl);
  const name = `${scheduled} scheduled, ${due} due at once`;
  return [
    ...compared(name, 'firings per second', '1/s', (one) => due / one.seconds, ours, theirs, 'more'),
    ...compared(name, 'median lateness', 'ms', (one) => one.medianMs, ours, theirs, 'less'),
    ...compared(name, '99th percentile lateness', 'ms', (one) => one.p99Ms, ours, theirs, 'less'),
    ...compared(name, 'idle poll', 'ms', (one) => one.pollMs, ours, theirs, 'less'),
    ...compared(name, 'most memory', 'MB', (one) => one.memoryMb, ours, theirs, 'less'),
    ...compared(
      name,
      'processor time a firing, the engine alone',
      'µs',
      (one) => (one.cpuMs * 1000) / due,
      ours,
      theirs,
      'less',
    ),
    {
      bench: 'reminders',
      case: name,
      metric: 'load of the machine before',
      value: load,
      unit: '',
      peer: null,
      ratio: null,
    },
  ];
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
