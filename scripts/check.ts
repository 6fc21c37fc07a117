/**
 * Everything CI runs, in order from quick to slow; the first failure ends it. With arguments it runs less:
 * `npm test -- src/modules/calendar` the tests under a path, `npm test -- browser` or `faults` one kind.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { stopTestCluster } from '../src/platform/testing/test-cluster.ts';

const BIN = 'node_modules/.bin';
const all = globSync(['src/**/*.test.ts', 'e2e/**/*.test.ts', 'bench/**/*.test.ts', 'scripts/**/*.test.ts']).sort();
const isFault = (file: string) => file.endsWith('.faults.test.ts');
const isBrowser = (file: string) => !isFault(file) && (file.endsWith('.browser.test.ts') || file.startsWith('e2e/'));

const wanted = process.argv.slice(2);
const failed = wanted.length === 0 ? everything() : some(wanted);
await stopTestCluster();
process.exit(failed ? 1 : 0);

function everything(): boolean {
  const steps: [string, () => boolean][] = [
    ['khóa phiên bản', lockIsUnchanged],
    ['định dạng', () => run(`${BIN}/biome`, ['format', '.'])],
    ['kiểu (máy chủ)', () => run(`${BIN}/tsc`, ['--noEmit', '-p', 'tsconfig.json'])],
    ['kiểu (trình duyệt)', () => run(`${BIN}/tsc`, ['--noEmit', '-p', 'tsconfig.web.json'])],
    ['kiểu (kiểm thử trình duyệt)', () => run(`${BIN}/tsc`, ['--noEmit', '-p', 'tsconfig.web-tests.json'])],
    ['lint', () => run(`${BIN}/oxlint`, ['--type-aware'])],
    ['bản web', () => run(`${BIN}/node`, ['src/main/build-web.ts'])],
    [
      'kiểm thử',
      () =>
        tests(
          all.filter((file) => !isBrowser(file) && !isFault(file)),
          2,
        ),
    ],
    ['kiểm thử lỗi máy', () => tests(all.filter(isFault), 1)],
    ['kiểm thử trình duyệt', () => tests(all.filter(isBrowser), 1)],
  ];
  for (const [name, step] of steps) {
    const start = Date.now();
    console.log(`\n== ${name}`);
    if (!step()) {
      console.error(`\nKhông đạt: ${name}`);
      return true;
    }
    console.log(`== ${name}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
  }
  return false;
}

function some(words: readonly string[]): boolean {
  // `faults reminders`: of the fault tests those of a module.
  const modules = words[0] === 'faults' ? words.slice(1) : [];
  const chosen = all.filter((file) =>
    modules.length > 0
      ? isFault(file) && modules.some((name) => file.startsWith(`src/modules/${name}/`))
      : words.some((word) =>
          word === 'browser' ? isBrowser(file) : word === 'faults' ? isFault(file) : file.startsWith(word),
        ),
  );
  if (chosen.length === 0) {
    console.error(`Không có kiểm thử nào ở: ${words.join(', ')}`);
    return true;
  }
  if (chosen.some(isBrowser) && !run(`${BIN}/node`, ['src/main/build-web.ts'])) return true;
  return !tests(chosen, 1);
}

function tests(files: readonly string[], concurrency: number): boolean {
  return (
    files.length === 0 ||
    run(`${BIN}/node`, [
      '--test',
      `--test-concurrency=${concurrency}`,
      '--test-timeout=600000',
      '--test-reporter=spec',
      ...files,
    ])
  );
}

/** `npm install` may rewrite the lock file; then the clone would not be what was tested. */
function lockIsUnchanged(): boolean {
  const head = spawnSync('git', ['show', 'HEAD:package-lock.json'], { maxBuffer: 100_000_000 });
  if (head.status !== 0) return true; // not a checkout: nothing to compare with
  const hash = (data: Buffer) => createHash('sha256').update(data).digest('hex');
  const same = hash(head.stdout) === hash(readFileSync('package-lock.json'));
  if (!same) console.error('package-lock.json khác bản đã ghi nhận.');
  return same;
}

function run(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}
