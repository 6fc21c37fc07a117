import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const OUTPUT = join(ROOT, 'dist', 'web');
const STAMP = '.built-from';

/** Where the browser bundle is served from. */
export const WEB_FOLDER = OUTPUT;

/** Builds the browser bundle unless the one there came from the same sources. @returns whether it was built now */
export async function ensureWebBuilt(): Promise<boolean> {
  const wanted = fingerprint();
  const stamp = join(OUTPUT, STAMP);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false;
  const { build } = await import('vite');
  const fresh = `${OUTPUT}.${process.pid}`;
  await build({ root: ROOT, logLevel: 'warn', build: { outDir: fresh, emptyOutDir: true } });
  writeFileSync(join(fresh, STAMP), wanted);
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  rmSync(OUTPUT, { recursive: true, force: true });
  renameSync(fresh, OUTPUT);
  return true;
}

/** What the bundle is made of: every source a page may import, and the tools that bundle it. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const files = globSync(
    [
      'src/web/**',
      'src/kernel/**',
      'src/modules/*/web/**',
      'src/modules/*/domain/**',
      'src/modules/*/schema.ts',
      'vite.config.ts',
      'index.html',
      'package-lock.json',
    ],
    { cwd: ROOT, withFileTypes: true },
  )
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

if (import.meta.main) console.error((await ensureWebBuilt()) ? 'Đã dựng bản web.' : 'Bản web đã có sẵn.');
