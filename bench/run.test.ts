import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import test from 'node:test';
import type { BenchRow } from './row.ts';

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function bench(...words: string[]): Promise<Ended> {
  return new Promise((done) => {
    execFile(process.execPath, [join(import.meta.dirname, 'run.ts'), ...words], (error, out, err) =>
      done({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

test('an unknown name is refused with the names there are, and nothing on standard output', async () => {
  const { code, out, err } = await bench('nothing', '--json');
  assert.deepEqual([code, out], [1, '']);
  assert.match(err, /"nothing".*calendar/);
  assert.equal((await bench('--wrong')).code, 1);
});

test('due dates are measured as one JSON object a line, all of ours right and faster than each peer', async () => {
  const { code, out } = await bench('calendar', '--json', '--quick');
  assert.equal(code, 0);
  const rows = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as BenchRow);
  for (const row of rows) {
    assert.deepEqual(Object.keys(row), ['bench', 'case', 'metric', 'value', 'unit', 'peer', 'ratio']);
    if (row.metric === 'correct_share') assert.equal(row.value, 1);
  }
  const faster = rows.filter(({ metric, peer }) => metric === 'per_second' && peer !== null);
  assert.ok(new Set(faster.map(({ peer }) => peer)).size >= 2);
  assert.ok(faster.every(({ ratio }) => ratio !== null && ratio > 10));
});
