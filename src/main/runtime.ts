import { resolve } from 'node:path';
import pg from 'pg';
import { type Cluster, startCluster } from '#platform/db/embedded/cluster.ts';
import { makeFolders } from '#platform/db/embedded/make-folder.ts';
import { type DatabaseAccess, prepareDatabase } from '#platform/db/prepare.ts';
import { SetupError } from '#platform/db/setup-error.ts';

/** The database the program works on, ready for migrations, whoever runs it. */
export interface Runtime extends DatabaseAccess {
  readonly cluster: Cluster | undefined;
  /** Ends what this program started; where it is not the owner, a PostgreSQL that was already running is left alone. */
  stop(): Promise<void>;
}

export interface RuntimeOptions {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  /** Stop the embedded server at the end even where it was found running. A command must not. */
  readonly owner: boolean;
}

const DATABASE = 'dunghen';

/** Connects to DATABASE_URL, or starts the PostgreSQL in the data folder. */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  if (options.databaseUrl) {
    return { ...(await prepareDatabase(options.databaseUrl)), cluster: undefined, stop: async () => {} };
  }
  makeFolder(resolve(options.dataDir));
  const cluster = await startCluster(options.dataDir);
  const url = await ensureDatabase(cluster.url);
  const access = await prepareDatabase(url);
  const stops = options.owner || cluster.launched;
  return { ...access, cluster, stop: () => (stops ? cluster.stop() : Promise.resolve()) };
}

/** @throws SetupError when a file stands there, or the folder cannot be made */
function makeFolder(path: string): void {
  try {
    makeFolders(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason =
      code === 'EEXIST' || code === 'ENOTDIR'
        ? 'có một tệp mang tên đó'
        : code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOENT'
          ? 'không có quyền ghi'
          : `hệ thống báo ${code}`;
    throw new SetupError(`Không tạo được thư mục dữ liệu ${path}: ${reason}. Hãy chọn thư mục khác bằng --data.`);
  }
}

async function ensureDatabase(clusterUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: clusterUrl });
  client.on('error', () => undefined); // a server that goes down: the question it was in the middle of tells it
  await client.connect();
  try {
    const known = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (!known.rowCount) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
  const url = new URL(clusterUrl);
  url.pathname = `/${DATABASE}`;
  return url.href;
}
