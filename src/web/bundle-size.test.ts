import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { buildBundle } from './testing/browser.ts';

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}
type Manifest = Readonly<Record<string, Chunk>>;

let folder = '';
let manifest: Manifest = {};
before(async () => {
  folder = await buildBundle('production');
  manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Manifest;
});

/** The files a browser must have to draw the chunks named: they, what they import at once, and their style sheets. */
function filesOf(keys: readonly string[], seen = new Set<string>()): Set<string> {
  const files = new Set<string>();
  for (const key of keys) {
    const chunk = manifest[key];
    if (!chunk || seen.has(key)) continue;
    seen.add(key);
    for (const file of [chunk.file, ...(chunk.css ?? []), ...filesOf(chunk.imports ?? [], seen)]) files.add(file);
  }
  return files;
}

function gzipped(files: Iterable<string>): number {
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length, 0);
}

const entry = () => Object.keys(manifest).find((key) => manifest[key]?.isEntry) ?? '';

test('the first load of the signed-in application, its first page included, is under 250 kB compressed', (t) => {
  const shell = filesOf([entry()]);
  const home = Object.keys(manifest).find((key) => /modules\/[a-z-]+\/web\/MyWork[A-Za-z]*\.tsx$/.test(key));
  const first = filesOf([entry(), ...(home ? [home] : [])]);
  const bytes = gzipped(first);
  t.diagnostic(`shell ${gzipped(shell)} bytes, with the first page ${bytes} bytes gzipped`);
  assert.ok(shell.size > 0);
  assert.ok(bytes < 250_000, `${bytes} bytes`);
});

test('charts and the calendar are loaded only by pages that draw them', () => {
  for (const file of filesOf([entry()])) {
    const text = readFileSync(join(folder, file), 'utf8');
    assert.doesNotMatch(text, /recharts/, `${file} carries the chart library`);
    assert.doesNotMatch(text, /DatePickerInput|mantine-DateInput-calendar/, `${file} carries the calendar`);
  }
});

test('the letters are few: two weights of Vietnamese, Latin and tabular figures, under 80 kB in all', () => {
  const fonts = new Set(
    Object.values(manifest)
      .map(({ file }) => file)
      .filter((file) => /\.woff2?$/.test(file)),
  );
  const bytes = [...fonts].reduce((sum, file) => sum + readFileSync(join(folder, file)).length, 0);
  assert.equal(fonts.size, 6);
  assert.ok(bytes < 80_000, `${bytes} bytes`);
});

test('the page holds no inline script, no inline style and no foreign address', () => {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)/);
  assert.doesNotMatch(html, /<style|\sstyle=/);
  assert.doesNotMatch(html, /(?:src|href)="(?:https?:)?\/\//);
});
