import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { Refusal } from '#kernel/refusal.ts';
import { register } from './cli.ts';

const REAL = fileURLToPath(new URL('../../../data/documents/thong-bao-ket-luan-26-02-2018.txt', import.meta.url));

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'notices-cli-'));
});
after(() => rm(folder, { recursive: true, force: true }));

interface Printed {
  value:
    | { tasks: { text: string; span: [number, number]; deadline: string | null }[]; [more: string]: unknown }
    | undefined;
  table: string;
  notes: string[];
}

async function run(...words: string[]): Promise<Printed> {
  const printed: Printed = { value: undefined, table: '', notes: [] };
  const group = new Command('notices').exitOverride();
  register(group, {
    province: () => Promise.reject(new Error('asked for a database')),
    access: () => Promise.reject(new Error('asked for a database')),
    dataDir: () => assert.fail('asked for the data folder'),
    print: (value, table) => {
      printed.value = JSON.parse(JSON.stringify(value));
      printed.table = table();
    },
    note: (text) => printed.notes.push(text),
  });
  await group.parseAsync(words, { from: 'user' });
  return printed;
}

const refuses = (code: string, ...words: string[]) =>
  assert.rejects(run(...words), (error: unknown) => error instanceof Refusal && error.code === code);

test('the printed reading has exactly the fields scripts rely on', async () => {
  const { value, table } = await run('extract', REAL, '--issued-on', '2018-02-26', '--json');
  assert.deepEqual(Object.keys(value ?? {}), ['number', 'date', 'issuer', 'signer', 'recipients', 'tasks']);
  assert.equal(value?.tasks.length, 7);
  const fields = [
    'text',
    'span',
    'lead',
    'cooperating',
    'deadline',
    'deadlineText',
    'start',
    'recurrence',
    'confidence',
    'warnings',
  ];
  assert.deepEqual(Object.keys(value?.tasks[0] ?? {}), fields);
  assert.match(table, /Hạn: 2018-03-30 \(“trước ngày 30\/3\/2018”\)/);
});

test('the date is the printed one, else the one the caller tells, else none', async () => {
  assert.equal((await run('extract', REAL, '--issued-on', '2018-02-26', '--json')).value?.['date'], '2018-02-26');
  assert.equal((await run('extract', REAL, '--json')).value?.['date'], null);
  const file = join(folder, 'printed.txt');
  await writeFile(
    file,
    'UBND TỈNH AN GIANG\nSố: 3/TB-UBND\nAn Giang, ngày 05 tháng 3 năm 2019\nTHÔNG BÁO\nVề việc A\n',
  );
  assert.equal((await run('extract', file, '--issued-on', '2019-03-09', '--json')).value?.['date'], '2019-03-05');
});

test('working days of a term are counted over Tết', async () => {
  const file = join(folder, 'tet.txt');
  await writeFile(file, 'Giao Sở Y tế báo cáo trong vòng 5 ngày làm việc kể từ ngày ban hành.');
  const { value } = await run('extract', file, '--issued-on', '2018-02-12', '--json');
  assert.equal(value?.tasks[0]?.deadline, '2018-02-26');
});

test('a missing file, a folder, an impossible day and no file at all are each refused by name', async () => {
  await refuses('notices.cli_file_missing', 'extract', join(folder, 'nowhere.txt'));
  await refuses('notices.cli_file_unreadable', 'extract', folder);
  await refuses('notices.cli_bad_day', 'extract', REAL, '--issued-on', '2018-02-30');
  await refuses('notices.cli_no_file', 'extract');
  await refuses('notices.cli_file_and_batch', 'extract', REAL, '--batch', REAL);
});

test('a batch prints a line for each line, tells of the bad ones in their place and ends with an error', async () => {
  const file = join(folder, 'batch.jsonl');
  const lines = [
    { id: 'a', text: 'Sở Nội vụ báo cáo trước ngày 30/4/2018.', issued_date: '2018-02-26' },
    'this is no JSON',
    { id: 7 },
    { id: 'd', text: 'Giao Sở Y tế rà soát.', issued_date: '26/02/2018' },
    { id: 'e', text: 'Giao Sở Y tế rà soát.', issued_date: null },
  ];
  await writeFile(
    file,
    `${lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\r\n')}\n\n`,
  );
  const { stdout, code } = await dunghen('notices', 'extract', '--batch', file, '--json');
  const printed = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.deepEqual(
    printed.map(({ id, line, error }) => [id, line, (error as { code: string } | undefined)?.code]),
    [
      ['a', undefined, undefined],
      [null, 2, 'notices.cli_line_not_json'],
      [7, 3, 'notices.cli_line_without_text'],
      ['d', 4, 'notices.cli_bad_day'],
      ['e', undefined, undefined],
    ],
  );
  assert.equal(
    (printed[3]?.['error'] as { message: string } | undefined)?.message,
    '"26/02/2018" không phải ngày có thật viết theo năm-tháng-ngày, ví dụ 2018-02-26.',
  );
  assert.equal(code, 1);
});

function dunghen(...words: string[]): Promise<{ stdout: string; code: number }> {
  const program = fileURLToPath(new URL('../../main/cli.ts', import.meta.url));
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...words], (error, stdout) =>
      resolve({ stdout, code: error ? Number(error.code) : 0 }),
    );
  });
}
