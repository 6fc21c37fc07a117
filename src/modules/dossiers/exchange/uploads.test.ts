import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import test, { type TestContext } from 'node:test';
import { systemClock } from '#kernel/clock.ts';
import { Uploads } from './uploads.ts';

const BOOK = 'Mã hồ sơ;Ngày tiếp nhận\nU-1;01/03/2018\n';
const ME = 'ef0c3b6e-9d53-7d2b-8f4e-0c53c2d0a001';
const LIMIT = 1_000_000;
const gone = { code: 'dossiers.import.upload_gone' };

/** A folder of its own in the place of the machine's one for passing files. */
async function folder(t: TestContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'uploads-test-'));
  t.after(() => rm(path, { recursive: true, force: true }));
  return path;
}
const take = (uploads: Uploads, name = 'so.csv') => uploads.take(Readable.from([BOOK]), name, ME, LIMIT);
/** As old as a file is whose program was killed the day before yesterday. */
async function age(path: string): Promise<void> {
  const then = new Date(systemClock.now().getTime() - 48 * 3_600_000);
  await utimes(path, then, then);
}

test('killed with a file in hand the program leaves it behind, and a start a day later clears it away, not sooner', async (t) => {
  const parent = await folder(t);
  const program = `
    import { Readable } from 'node:stream';
    import { Uploads } from ${JSON.stringify(new URL('./uploads.ts', import.meta.url).href)};
    const uploads = new Uploads(${JSON.stringify(parent)});
    await uploads.take(Readable.from([${JSON.stringify(BOOK)}]), 'so.csv', null, ${LIMIT});
    process.stdout.write('taken');
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: import.meta.dirname,
  });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const [left] = await readdir(parent);
  assert.ok(left !== undefined && left.startsWith('dunghen-import-'));
  await new Uploads(parent).sweep();
  assert.deepEqual(await readdir(parent), [left], 'another program may be reading it');
  await age(join(parent, left));
  await Promise.all([new Uploads(parent).sweep(), new Uploads(parent).sweep()]);
  assert.deepEqual(await readdir(parent), []);
});

test('the sweep takes nothing but folders of its own name: no file, no link, nothing of another user', async (t) => {
  const parent = await folder(t);
  const elsewhere = await folder(t);
  await writeFile(join(elsewhere, 'kept'), 'x');
  await mkdir(join(parent, 'khac'));
  await writeFile(join(parent, 'dunghen-import-tep'), 'x');
  await symlink(elsewhere, join(parent, 'dunghen-import-link'));
  for (const name of ['khac', 'dunghen-import-tep']) await age(join(parent, name));
  await age(elsewhere);
  const kept = ['dunghen-import-link', 'dunghen-import-tep', 'khac'];
  if (process.getuid?.() === 0) {
    const theirs = join(parent, 'dunghen-import-theirs');
    await mkdir(theirs);
    await chown(theirs, 65_534, 65_534);
    await age(theirs);
    kept.push('dunghen-import-theirs');
  }
  await new Uploads(parent).sweep();
  assert.deepEqual((await readdir(parent)).toSorted(), kept.toSorted());
  assert.deepEqual(await readdir(elsewhere), ['kept']);
});

test('a file whose two hours end while a run reads it stays until the run is done, and nobody new gets it', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const parent = await folder(t);
  const uploads = new Uploads(parent);
  const { id } = await take(uploads);
  const [one, other] = [uploads.use(id, ME), uploads.use(id, ME)];
  t.mock.timers.tick(2 * 3_600_000);
  assert.throws(() => uploads.use(id, ME), gone);
  await one.release();
  await one.release();
  assert.equal(await readFile(other.path, 'utf8'), BOOK, 'the second run reads on');
  await other.release();
  assert.deepEqual(await readdir(parent), []);
});

test('a run asked for again after its file went is told to send the file anew; sent anew it is another upload', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const parent = await folder(t);
  const uploads = new Uploads(parent);
  t.after(() => uploads.dropAll());
  const first = await take(uploads);
  await uploads.use(first.id, ME).release();
  assert.equal((await readdir(parent)).length, 1, 'kept for another try');
  t.mock.timers.tick(2 * 3_600_000);
  assert.throws(() => uploads.use(first.id, ME), gone);
  const again = await take(uploads);
  assert.notEqual(again.id, first.id);
  assert.equal(await readFile(uploads.use(again.id, ME).path, 'utf8'), BOOK);
});

test('the twenty-first file pushes out the oldest that nobody reads', async (t) => {
  const parent = await folder(t);
  const uploads = new Uploads(parent);
  t.after(() => uploads.dropAll());
  const ids: string[] = [];
  for (let at = 0; at < 20; at += 1) ids.push((await take(uploads)).id);
  const [oldest, next] = ids as [string, string];
  const reading = uploads.use(oldest, ME);
  const newest = await take(uploads);
  assert.throws(() => uploads.use(next, ME), gone);
  assert.equal(await readFile(reading.path, 'utf8'), BOOK);
  await uploads.use(newest.id, ME).release();
  await reading.release();
  assert.equal((await readdir(parent)).length, 20);
});

test('a file that breaks off, or comes while the program ends, leaves nothing behind', async (t) => {
  const parent = await folder(t);
  const uploads = new Uploads(parent);
  const broken = Readable.from(
    (async function* () {
      yield BOOK;
      throw new Error('line cut');
    })(),
  );
  await assert.rejects(uploads.take(broken, 'so.csv', ME, LIMIT), /line cut/);
  assert.deepEqual(await readdir(parent), []);
  await take(uploads);
  const late = take(uploads);
  await uploads.dropAll();
  await assert.rejects(late, gone);
  assert.deepEqual(await readdir(parent), []);
});
