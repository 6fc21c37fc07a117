import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import test from 'node:test';
import { messages } from './modules.ts';

const SRC = resolve(import.meta.dirname, '..');

test('every refusal code in the program has a Vietnamese sentence', () => {
  const missing = globSync('{platform,modules}/**/*.ts', { cwd: SRC })
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) =>
      [...readFileSync(resolve(SRC, file), 'utf8').matchAll(/new Refusal\(\s*'([a-z_.-]+)'/g)].map((match) => ({
        file,
        code: match[1] ?? '',
      })),
    )
    .filter(({ code }) => !messages[code]);
  assert.deepEqual(missing, []);
});

test('sentences are Vietnamese, short, and end as sentences do', () => {
  const odd = Object.entries(messages).filter(
    ([, text]) => text.length > 260 || !/[.?!…]$/.test(text.trim()) || text !== text.normalize('NFC'),
  );
  assert.deepEqual(odd, []);
});
