import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const CACHE = join(ROOT, '.cache');
const PREFIX = 'e2e-province-';

/**
 * The data folder of a demonstration province nobody has worked in yet, made once for the code as it stands: journeys
 * begin with a copy of it. What a first start itself must do is `set-up.test.ts`'s matter, which uses no copy.
 *
 * @param make starts the program on an empty folder and ends it properly
 */
export async function copyOfFreshProvince(to: string, make: (dataDir: string) => Promise<void>): Promise<void> {
  const template = join(CACHE, `${PREFIX}${stateOfCode()}`);
  if (!existsSync(template)) {
    mkdirSync(CACHE, { recursive: true });
    for (const old of globSync(`${PREFIX}*`, { cwd: CACHE }))
      rmSync(join(CACHE, old), { recursive: true, force: true });
    const fresh = `${template}.${process.pid}`;
    await make(fresh);
    renameSync(fresh, template);
  }
  // `cp -a`: the files of PostgreSQL keep the owner it insists on.
  const copied = spawnSync('cp', ['-a', `${template}/.`, to], { encoding: 'utf8' });
  if (copied.status !== 0) throw new Error(`could not copy the fresh province: ${copied.stderr}`);
}

/** Of everything a first start reads; a change of any makes a province anew. */
function stateOfCode(): string {
  const hash = createHash('sha256');
  const files = ['package-lock.json', ...globSync(['src/**/*.{ts,sql,json}', 'data/**/*'], { cwd: ROOT }).sort()];
  for (const file of files) {
    if (/\.(test|browser)\.ts$|\/web\//.test(file) || !/\.\w+$/.test(file)) continue;
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(ROOT, file)));
  }
  return hash.digest('hex').slice(0, 16);
}
