import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isClusterRunning, startCluster, stopCluster } from '#platform/db/embedded/cluster.ts';
import { newDataDir, removeDataDir, startProgram } from '../e2e/support/program.ts';
import { databaseTime } from './dossiers/processor.ts';
import { type BookCounts, MAPPING, writeBook } from './import/book.ts';
import type { BenchOptions, BenchRow } from './row.ts';

const ROOT = resolve(import.meta.dirname, '..');
const SIZE = 1_000_000;

/** What `dunghen dossiers import --json` prints, as far as it is looked at here. */
interface Printed {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly byDate: { readonly onTime: number; readonly late: number };
  readonly open: { readonly inTime: number; readonly overdue: number };
  readonly took: {
    readonly seconds: number;
    readonly perSecond: number;
    readonly peakMemoryMb: number;
    readonly processorSeconds: number;
  };
}

/** One import, with the seconds of processor time the database had for it. */
interface Measured extends Printed {
  readonly databaseSeconds: number | undefined;
}

/**
 * A made-up follow-up book of `--size` dossiers (a million) taken in by the command line, on a durable PostgreSQL: the
 * first time, again unchanged, and killed in the middle and run again. Every count is checked against the generator's.
 */
export async function run({ quick, size = quick ? 4_000 : SIZE, data }: BenchOptions): Promise<BenchRow[]> {
  const dataDir = data ?? newDataDir();
  mkdirSync(dataDir, { recursive: true });
  chmodSync(dataDir, 0o755);
  if (await isClusterRunning(dataDir)) throw new Error(`${dataDir} is in use`);
  const program = await startProgram({ dataDir, province: 'khanh-hoa-2018' });
  await program.stop();
  await startCluster(dataDir);
  try {
    return await measure(dataDir, size);
  } finally {
    await stopCluster(dataDir);
    if (data === undefined) removeDataDir(dataDir);
  }
}

async function measure(dataDir: string, size: number): Promise<BenchRow[]> {
  const book = join(dataDir, 'book.csv');
  const told = await writeBook(book, size);
  // A source of its own each time: a folder that is used again holds what was taken in before.
  const first = importing(dataDir, book, `${MAPPING.source}-${Date.now()}-a`);
  const second = importing(dataDir, book, `${MAPPING.source}-${Date.now()}-b`);

  const fresh = await first.toTheEnd();
  check(fresh, told, { created: size, unchanged: 0 });
  const again = await first.toTheEnd();
  check(again, told, { created: 0, unchanged: size });
  const there = await second.killedHalfWay(size);
  const rest = await second.toTheEnd();
  if (rest.unchanged < there) throw new Error(`${there} were told to be in, ${rest.unchanged} were found`);
  check(rest, told, { created: size - rest.unchanged, unchanged: rest.unchanged });

  return [
    ...rowsOf(`${size} dossiers, the first time`, fresh),
    ...rowsOf(`${size} dossiers, unchanged`, again),
    ...rowsOf(`${size} dossiers, after being killed at ${there}`, rest),
  ];
}

function check(printed: Printed, told: BookCounts, wanted: { created: number; unchanged: number }): void {
  const found = {
    created: printed.created,
    unchanged: printed.unchanged,
    other: printed.updated + printed.rejected,
    onTime: printed.byDate.onTime,
    late: printed.byDate.late,
    open: printed.open.inTime + printed.open.overdue,
  };
  const right = JSON.stringify({ ...wanted, other: 0, ...told });
  if (JSON.stringify(found) !== right) throw new Error(`counted ${JSON.stringify(found)}, written were ${right}`);
}

function importing(dataDir: string, book: string, source: string) {
  const mapping = join(dataDir, `${source}.json`);
  writeFileSync(mapping, JSON.stringify({ ...MAPPING, source }));
  const postmaster = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const start = () =>
    spawn(
      process.execPath,
      ['src/main/cli.ts', '--data', dataDir, 'dossiers', 'import', book, '--mapping', mapping, '--json', '--details'],
      { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, DATABASE_URL: undefined } },
    );
  return {
    toTheEnd: async (): Promise<Measured> => {
      const before = databaseTime(postmaster);
      const { code, output, errors } = await ended(start());
      const after = databaseTime(postmaster);
      if (code !== 0) throw new Error(`the import ended with ${code}: ${errors}`);
      const databaseSeconds = before === undefined || after === undefined ? undefined : after - before;
      return { ...(JSON.parse(output) as Printed), databaseSeconds };
    },
    /** kill -9 at half of the rows. @returns how many it had told to be in */
    killedHalfWay: async (size: number): Promise<number> => {
      const child = start();
      let there = 0;
      await ended(child, (text) => {
        const told = /Đã đọc ([\d.]+) hồ sơ/.exec(text)?.[1];
        if (told !== undefined) there = Number(told.replaceAll('.', ''));
        if (there >= size / 2) child.kill('SIGKILL');
      });
      return there;
    },
  };
}

async function ended(child: ChildProcess, onNote: (text: string) => void = () => undefined) {
  let output = '';
  let errors = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-4000);
    onNote(chunk.toString());
  });
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, output, errors };
}

/** Processor time does not grow when others use the machine too, as the rate shrinks. */
function rowsOf(name: string, { read, took, databaseSeconds }: Measured): BenchRow[] {
  const row = (metric: string, value: number, unit: string): BenchRow => ({
    bench: 'import',
    case: name,
    metric,
    value,
    unit,
    peer: null,
    ratio: null,
  });
  const each = (seconds: number) => (seconds / read) * 1e6;
  return [
    row('rate', took.perSecond, '1/s'),
    row('peak memory', took.peakMemoryMb, 'MB'),
    row('processor, program', each(took.processorSeconds), 'µs'),
    ...(databaseSeconds === undefined ? [] : [row('processor, database', each(databaseSeconds), 'µs')]),
  ];
}
