import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Binaries, findBinaries, SHARED_HOME } from './binaries.ts';
import { makeFolders } from './make-folder.ts';
import { waitTurn } from './scheduling.ts';
import { isReachableByOthers, postgresUser, type SystemUser } from './system-user.ts';

/** A running PostgreSQL of our own. `url` is its superuser's, for the database `postgres`. */
export interface Cluster {
  readonly url: string;
  /** Where its files are; not under the data folder when only root could reach that. */
  readonly folder: string;
  readonly movedOutOfRootsHome: boolean;
  /** It was not running before. */
  readonly launched: boolean;
  stop(): Promise<void>;
}

/** The data folder cannot be used as it is; the sentence is for the person who started the program. */
export class DataFolderError extends Error {}

interface Options {
  /** Tests give up durability for speed; nothing else may. */
  readonly durable?: boolean;
  readonly maxConnections?: number;
}

/**
 * Starts the PostgreSQL that lives in `dataDir`, making it first when the folder is empty. A server left
 * running by a program that was killed is taken over as it is: it has lost nothing. One that is about to stop, or has
 * not finished starting, is waited for.
 * @throws DataFolderError when the folder holds something else, or a server that will not start or stop
 */
export async function startCluster(dataDir: string, options: Options = {}): Promise<Cluster> {
  const user = postgresUser();
  const binaries = await findBinaries(user);
  const place = placeFor(dataDir, user);
  const { folder } = place;
  const password = await ensureInitialised(binaries, folder, user);
  const running = await settledPort(binaries, folder, user);
  const port = running ?? (await launch(binaries, folder, user, options));
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres${socketQuery(folder, port)}`,
    folder,
    movedOutOfRootsHome: place.moved,
    launched: running === undefined,
    stop: async () => {
      const done = await run(binaries.pgCtl, ['stop', '-D', folder, '-m', 'fast', '-w', '-t', '60'], user);
      if (done.code !== 0 && (await runningPort(binaries, folder, user)) !== undefined) throw new Error(done.output);
    },
  };
}

/** Half the cost of a question beside TCP; a server that was started without it, or on Windows, is asked by TCP. */
function socketQuery(folder: string, port: number): string {
  return existsSync(join(folder, `.s.PGSQL.${port}`)) ? `?host=${encodeURIComponent(folder)}` : '';
}

/** The longest address of a socket that every system takes. */
const LONGEST_SOCKET = 100;

/** Sockets are made inside the folder, which nobody but its owner enters. */
function socketFolder(folder: string): string {
  const fits = process.platform !== 'win32' && `${folder}/.s.PGSQL.65535`.length <= LONGEST_SOCKET;
  return fits && !/[\s',"]/.test(folder) ? folder : '';
}

/** Whether a PostgreSQL is running on the data folder now. */
export async function isClusterRunning(dataDir: string): Promise<boolean> {
  const user = postgresUser();
  return (await runningPort(await findBinaries(user), placeFor(dataDir, user).folder, user)) !== undefined;
}

/** Stops the PostgreSQL of the data folder if one runs. @returns the folder its files are in */
export async function stopCluster(dataDir: string): Promise<string> {
  const { folder } = placeFor(dataDir, postgresUser());
  if (await isClusterRunning(dataDir)) await (await startCluster(dataDir)).stop();
  return folder;
}

function placeFor(dataDir: string, user: SystemUser | undefined): { folder: string; moved: boolean } {
  const wanted = resolve(dataDir);
  try {
    makeFolders(wanted);
  } catch {
    throw new DataFolderError(
      `Không tạo được thư mục dữ liệu ${wanted}: đường dẫn bị một tệp khác chiếm hoặc không có quyền ghi.`,
    );
  }
  if (!user || isReachableByOthers(wanted)) return { folder: join(wanted, 'postgres'), moved: false };
  const name = createHash('sha256').update(wanted).digest('hex').slice(0, 16);
  return { folder: join(SHARED_HOME, `data-${name}`, 'postgres'), moved: true };
}

const FLAGS = [
  '--username=postgres',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C.UTF-8',
  '--locale-provider=icu',
  '--icu-locale=vi',
];

async function ensureInitialised(binaries: Binaries, folder: string, user: SystemUser | undefined): Promise<string> {
  const secretFile = `${folder}.secret`;
  const marker = join(folder, 'PG_VERSION');
  if (existsSync(marker)) {
    if (!existsSync(secretFile))
      throw new DataFolderError(
        `Thư mục dữ liệu ${folder} thiếu tệp mật khẩu ${secretFile}. Hãy khôi phục từ bản sao lưu.`,
      );
    return readFileSync(secretFile, 'utf8').trim();
  }
  if (existsSync(folder) && existsSync(secretFile) && existsSync(`${folder}.ready`)) {
    throw new DataFolderError(
      `Thư mục dữ liệu ${folder} bị hỏng: thiếu tệp PG_VERSION. Hãy khôi phục từ bản sao lưu hoặc chọn thư mục khác bằng --data.`,
    );
  }
  rmSync(folder, { recursive: true, force: true }); // what an initdb that was cut off has left
  mkdirSync(dirname(folder), { recursive: true, mode: 0o755 });
  mkdirSync(folder, { mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  writeFileSync(secretFile, `${password}\n`, { mode: 0o600 });
  for (const path of [folder, secretFile]) if (user) chownSync(path, user.uid, user.gid);
  const made = await run(binaries.initdb, ['-D', folder, `--pwfile=${secretFile}`, ...FLAGS], user);
  if (made.code !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw new DataFolderError(`Không khởi tạo được cơ sở dữ liệu trong ${folder}: ${lastLine(made.output)}`);
  }
  writeFileSync(`${folder}.ready`, '');
  if (user) chownSync(secretFile, 0, 0);
  return password;
}

/** A server that runs: its port, and what it says of itself in its lock file. */
interface Running {
  readonly port: number;
  readonly status: string;
}

/** The server that runs on `folder`, if one does. */
async function findRunning(
  binaries: Binaries,
  folder: string,
  user: SystemUser | undefined,
): Promise<Running | undefined> {
  const lock = join(folder, 'postmaster.pid');
  if (!existsSync(lock)) return undefined;
  const { code } = await run(binaries.pgCtl, ['status', '-D', folder], user);
  if (code !== 0 || !existsSync(lock)) return undefined;
  const lines = readFileSync(lock, 'utf8').split('\n');
  const port = Number(lines[3]);
  return Number.isInteger(port) && port > 0 ? { port, status: lines[7]?.trim() ?? '' } : undefined;
}

async function runningPort(binaries: Binaries, folder: string, user: SystemUser | undefined) {
  return (await findRunning(binaries, folder, user))?.port;
}

/** As long as this program lets its own server take to stop, or to start after a power cut, and a little more. */
const PATIENCE_MS = 130_000;
const LOOK_AGAIN_MS = 100;

/**
 * The port of the server that runs and goes on running; undefined once none does.
 * @throws DataFolderError when it neither stops nor starts
 */
async function settledPort(
  binaries: Binaries,
  folder: string,
  user: SystemUser | undefined,
): Promise<number | undefined> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const found = await findRunning(binaries, folder, user);
    if (!found || !(found.status in UNSETTLED)) return found?.port;
    if (performance.now() > until)
      throw new DataFolderError(
        `Cơ sở dữ liệu trong ${folder} ${UNSETTLED[found.status]} từ lần chạy trước, đã đợi ${PATIENCE_MS / 1000} giây mà chưa xong. Hãy đợi thêm rồi chạy lại, hoặc chọn thư mục khác bằng --data.`,
      );
    await wait(LOOK_AGAIN_MS);
  }
}

const UNSETTLED: Readonly<Record<string, string>> = { stopping: 'đang dừng', starting: 'đang khởi động' };

async function launch(
  binaries: Binaries,
  folder: string,
  user: SystemUser | undefined,
  options: Options,
): Promise<number> {
  const log = `${folder}.log`;
  writeFileSync(log, '');
  if (user) chownSync(log, user.uid, user.gid);
  const port = await freePort();
  const settings = [
    `-p ${port}`,
    '-h 127.0.0.1',
    `-c unix_socket_directories='${socketFolder(folder)}'`,
    `-c max_connections=${options.maxConnections ?? 60}`,
    '-c timezone=UTC',
    ...sizes(),
    ...(options.durable === false ? ['-c fsync=off', '-c synchronous_commit=off', '-c full_page_writes=off'] : []),
  ];
  const started = await run(
    binaries.pgCtl,
    ['start', '-D', folder, '-l', log, '-w', '-t', '120', '-o', settings.join(' ')],
    user,
  );
  if (started.code === 0) {
    await waitTurn(Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]));
    return port;
  }
  const reason = lastLine(readFileSync(log, 'utf8')) || lastLine(started.output);
  throw new DataFolderError(`Không khởi động được cơ sở dữ liệu trong ${folder}: ${reason} (chi tiết trong ${log}).`);
}

/** Memory by what the machine has, and few, large check points: a year of dossiers is read in by the million. */
function sizes(): string[] {
  const megabytes = totalmem() / 2 ** 20;
  const shared = Math.round(Math.min(1024, Math.max(128, megabytes / 16)));
  return [
    `-c shared_buffers=${shared}MB`,
    `-c effective_cache_size=${Math.round(Math.max(256, megabytes / 2))}MB`,
    '-c work_mem=16MB',
    '-c maintenance_work_mem=256MB',
    '-c max_wal_size=4GB',
    // A new file of the log is written whole and synchronised while everybody waits: used ones are kept to be used again.
    '-c min_wal_size=1GB',
    // Of what grows and moves all day the distribution hardly changes; reading it anew takes a processor for seconds.
    '-c autovacuum_analyze_scale_factor=0.3',
    // Cleaning up behind changes reads as fast as the disk gives while somebody's COMMIT waits for the same disk: with pauses of
    // 20 ms (as before PostgreSQL 12) instead of 2 it reads 40 MB a second at most.
    '-c autovacuum_vacuum_cost_delay=20ms',
    '-c checkpoint_timeout=15min',
    '-c random_page_cost=1.1',
    // Who bears a name is spread over millions of rows: read twelve at once, a name nobody looked for today takes a third of
    // the time (95th percentile of 60 names in five million, nothing in memory: 50-64 ms, now 12-23).
    '-c io_workers=12',
    '-c effective_io_concurrency=64',
    '-c jit=off',
    // One step of a dossier touches some seventy tables and indexes: with the default a third of their locks find no place of
    // their own and go through the table all processes share.
    '-c max_locks_per_transaction=256',
  ];
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? done(address.port) : fail(new Error('no port'))));
    });
  });
}

function lastLine(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.findLast((line) => /FATAL|PANIC|ERROR|error:/.test(line)) ?? lines.at(-1) ?? '';
}

/** Runs one of PostgreSQL's programs as `user`; the daemon it may leave behind keeps no pipe of ours open. */
function run(program: string, args: string[], user: SystemUser | undefined): Promise<{ code: number; output: string }> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, {
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
      ...(user ? { uid: user.uid, gid: user.gid } : {}),
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', fail);
    child.once('exit', (code) => done({ code: code ?? 1, output }));
  });
}
