import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { copyOfFreshProvince } from './template.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** What `npm start` hands to Node: its options and the program. */
const [, ...START] = (
  JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: { start: string } }
).scripts.start.split(' ');

/** The product as a user starts it: a process of its own with a data folder of its own. */
export interface RunningProgram {
  readonly address: string;
  readonly dataDir: string;
  readonly process: ChildProcess;
  /** Everything it printed so far. */
  output(): string;
  /** Ctrl-C. @returns the exit code */
  stop(): Promise<number | null>;
  /** kill -9 to the program alone; its PostgreSQL stays, as after a crash. */
  kill(): Promise<void>;
}

export interface StartOptions {
  readonly province?: string;
  readonly dataDir?: string;
  readonly port?: number;
  /** Told all it printed, each time it prints more. */
  readonly heard?: (output: string) => void;
}

/**
 * Starts the program and waits until it says that it is ready: on the folder given, or on a copy of a fresh
 * demonstration province. @throws Error with its output when it ends instead
 */
export async function startProgram(options: StartOptions = {}): Promise<RunningProgram> {
  const dataDir = options.dataDir ?? newDataDir();
  if (options.dataDir === undefined && options.province === undefined)
    await copyOfFreshProvince(dataDir, async (fresh) => {
      const first = await startProgram({ dataDir: fresh });
      const code = await first.stop();
      if (code !== 0) throw new Error(`the first start ended with ${code}:\n${first.output()}`);
    });
  const port = options.port ?? (await freePort());
  const args = [
    ...START,
    '--port',
    String(port),
    '--data',
    dataDir,
    ...(options.province ? ['--province', options.province] : []),
  ];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: undefined },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const ready = new Promise<void>((done) => {
    child.stdout.on('data', () => {
      options.heard?.(output);
      if (output.includes('Sẵn sàng sau')) done();
    });
  });
  const first = await Promise.race([ready.then(() => 'ready' as const), ended]);
  if (first !== 'ready') throw new Error(`the program ended with ${first}:\n${output}`);
  return {
    address: `http://127.0.0.1:${port}`,
    dataDir,
    process: child,
    output: () => output,
    stop: async () => {
      child.kill('SIGINT');
      return ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended; // at once when it is gone already
    },
  };
}

/** A fresh folder under the system's temporary one; open to others as a project folder is, so that PostgreSQL may enter it. */
export function newDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dunghen-'));
  chmodSync(folder, 0o755);
  return folder;
}

export function removeDataDir(dataDir: string): void {
  rmSync(dataDir, { recursive: true, force: true });
}

/** Runs one `dunghen` command to its end. */
export async function dunghen(
  dataDir: string,
  ...args: string[]
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, ['src/main/cli.ts', '--data', dataDir, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: undefined },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, stdout, stderr };
}

/** A free port below those the system gives to whoever connects: the program opens it some seconds later. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)));
  });
}
