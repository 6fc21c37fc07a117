import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** The operating-system user PostgreSQL runs as when the program itself is root. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

function lookUp(name: string): SystemUser | undefined {
  try {
    const ask = (flag: string) =>
      Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
    return { uid: ask('-u'), gid: ask('-g'), name };
  } catch {
    return undefined; // `id` answers with an error for a user that does not exist
  }
}

/**
 * PostgreSQL refuses to run as root. As root this gives the user to run it as: `dunghen`, made when it is
 * missing, or `nobody` where users cannot be made. Otherwise undefined: the program's own user serves.
 */
export function postgresUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const known = lookUp('dunghen');
  if (known) return known;
  try {
    execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'dunghen'], {
      stdio: 'ignore',
    });
  } catch {
    // A system without useradd, or with a read-only user list: `nobody` exists everywhere.
  }
  return lookUp('dunghen') ?? lookUp('nobody');
}

/** Whether another user may walk down to `path`: every existing folder on the way is open to others. */
export function isReachableByOthers(path: string): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const mode = statSync(folder, { throwIfNoEntry: false })?.mode;
    if (mode !== undefined && (mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
