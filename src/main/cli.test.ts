import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { test } from 'node:test';

const CLI = resolve(import.meta.dirname, 'cli.ts');
const run = (...args: string[]) => spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8' });

for (const [args, sentence] of [
  [['nonsense'], 'Không có lệnh "nonsense".'],
  [['calendar', 'nonsense'], 'Không có lệnh "nonsense".'],
  [['clock', 'show', '--nope'], 'Không có tùy chọn "--nope".'],
  [['calendar', 'due', '--from'], 'Tùy chọn "--from" thiếu giá trị.'],
  [['init', '--name', 'Tỉnh A'], 'Thiếu tùy chọn "--code".'],
  [['calendar', 'year'], 'Thiếu đối số "year".'],
] as const)
  test(`${args.join(' ')}: one Vietnamese sentence on standard error, nothing on standard output`, () => {
    const { status, stdout, stderr } = run(...args);
    assert.equal(stderr, `${sentence} Xem cách dùng bằng --help.\n`);
    assert.deepEqual([status, stdout], [1, '']);
  });

test('a province without a name is refused before anything is made', () => {
  const { status, stdout, stderr } = run('--data', '/nonexistent/data', 'init', '--code', 'x', '--name', '  ');
  assert.equal(stderr, 'Tên tỉnh phải có từ 1 đến 100 chữ, ví dụ --name "Tỉnh Khánh Hòa".\n');
  assert.deepEqual([status, stdout], [1, '']);
});

test('a data folder where nothing can be made is told at once, also under /proc', () => {
  const { status, stdout, stderr } = run(
    '--data',
    '/proc/du-lieu/khanh-hoa',
    'init',
    '--code',
    'x',
    '--name',
    'Tỉnh X',
  );
  assert.match(stderr, /^Không tạo được thư mục dữ liệu \/proc\/du-lieu\/khanh-hoa: .*không có quyền ghi\..*\n$/);
  assert.deepEqual([status, stdout], [1, '']);
});

test('help speaks Vietnamese throughout', () => {
  for (const args of [['--help'], ['calendar', '--help'], ['notices', 'extract', '--help'], ['accounts', '--help']]) {
    const { status, stdout } = run(...args);
    assert.equal(status, 0);
    assert.match(stdout, /Cách dùng: dunghen/);
    assert.doesNotMatch(stdout, /Usage|Options:|Commands:|Arguments:|default:|\[options\]|\[command\]/);
  }
});

test('a reader that closes its end early is no fault', async () => {
  const child = spawn(process.execPath, [CLI, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise((done) => child.once('close', done));
  assert.deepEqual([code, stderr], [0, '']);
});
