import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { makeWorld, workSeed } from '#modules/directives/testing/world.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { asProgram } from '#platform/db/province.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { BookPageQuery } from './book-schema.ts';
import { readBookPage } from './service-book-page.ts';
import { exportBook, readBook } from './service-books.ts';
import { noteSearch } from './store/search.ts';
import { writeDossier } from './testing/month-rows.ts';

const province = await testProvince({ at: '2018-03-20T10:00', seed: workSeed });
const { actors, agency } = await makeWorld(province);
const as = (who: keyof typeof actors) => province.as(actors[who]);
const system = province.as(systemActor('Thử nghiệm'));
const IT = agency('KH.STTTT');
const FINANCE = agency('KH.STC');
const HEALTH = agency('KH.SYT');

/** A dossier received at a moment, found by its code and its owner's name. */
async function received(code: string, at: string, agencyId = IT): Promise<string> {
  return system.run(async (tx) => {
    const id = await writeDossier(tx, { code, agencyId, events: [[at, 'received', '2018-12-28 09:00']] });
    await asProgram(tx, () => noteSearch(tx.db, [id]));
    return id;
  });
}

for (const [index, at] of ['2018-01-08 09:00', '2018-01-31 16:59', '2018-02-01 00:10', '2018-02-20 08:00'].entries())
  await received(`000.00.01.H32-180${index + 1}01-000${index + 1}`, at);
await received('000.00.02.H32-180301-0001', '2018-03-01 09:00', FINANCE);
const lastYear = await received('000.00.01.H32-171229-0007', '2017-12-29 09:00');

const page = (who: keyof typeof actors, query: Record<string, unknown> = {}) =>
  readBookPage(as(who), BookPageQuery.parse(query));
const numbers = async (query: Record<string, unknown> = {}) =>
  (await page('itClerk', query)).lines.map(({ number }) => number);
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

test('the book opens on the reader’s own unit and this year, each line with the dossier it opens', async () => {
  const book = await page('itClerk');
  assert.deepEqual([book.agency?.id, book.year, book.month, book.total], [IT, 2018, null, 4]);
  assert.deepEqual(
    book.lines.map(({ number, code }) => [number, code?.slice(-4)]),
    [
      [1, '0001'],
      [2, '0002'],
      [3, '0003'],
      [4, '0004'],
    ],
  );
  assert.deepEqual(book.years, [2018, 2017]);
  const old = await page('itClerk', { year: 2017 });
  assert.deepEqual(
    old.lines.map(({ id }) => id),
    [lastYear],
  );
});

test('a month is that of the reception in Việt Nam, with the numbers of the whole book', async () => {
  assert.deepEqual(await numbers({ month: 1 }), [1, 2]);
  assert.deepEqual(await numbers({ month: 2 }), [3, 4]);
  assert.deepEqual(await numbers({ month: 3 }), []);
});

test('pages follow each other without losing a line, forwards and back', async () => {
  const first = await page('itClerk', { limit: 2 });
  assert.deepEqual([first.previous, first.next, first.end], [null, 3, 3]);
  const second = await page('itClerk', { limit: 2, from: 3 });
  assert.deepEqual(
    second.lines.map(({ number }) => number),
    [3, 4],
  );
  assert.deepEqual([second.previous, second.next, second.end], [1, null, null]);
  assert.deepEqual(await numbers({ from: 1_000 }), []);
});

test('it is the book of the file, line by line', async () => {
  const { lines } = await readBook(as('itClerk'), IT, 2018);
  assert.deepEqual(
    (await page('itClerk')).lines.map(({ number, code, ownerName, officer }) => [number, code, ownerName, officer]),
    lines.map(({ number, code, ownerName, officer }) => [number, code, ownerName, officer]),
  );
});

test('what is searched for is found in this book alone, in its order, by the end of a code and by a name', async () => {
  const found = await page('itClerk', { q: '0002' });
  assert.deepEqual(
    found.lines.map(({ number }) => number),
    [2],
  );
  // Everybody of this world bears a name that begins so: only those of the unit, the year and the month are found.
  assert.deepEqual(await numbers({ q: 'chủ hồ sơ' }), [1, 2, 3, 4]);
  assert.deepEqual(await numbers({ q: 'chu ho so', month: 2 }), [3, 4]);
  assert.deepEqual(
    (await page('monitor', { agency: FINANCE, q: 'chủ hồ sơ' })).lines.map(({ code }) => code),
    ['000.00.02.H32-180301-0001'],
  );
  const none = await page('itClerk', { q: 'khong co ai' });
  assert.deepEqual([none.lines, none.total, none.search?.way], [[], 0, null]);
});

test('a book of another unit, and of a unit nobody knows, are one and the same refusal for who sees only his own', async () => {
  for (const agencyId of [FINANCE, newId()])
    await assert.rejects(page('itClerk', { agency: agencyId }), refused('dossiers.agency_not_seen'));
  await assert.rejects(page('monitor', { agency: newId() }), refused('org.agency_not_found'));
  await assert.rejects(exportBook(as('monitor'), newId(), 2018, 'xlsx'), refused('org.agency_not_found'));
  await assert.rejects(page('administrator'), refused('auth.forbidden'));
});

test('a year to come has no book; a year, a month or a number that is none is refused with a sentence', async () => {
  await assert.rejects(page('itClerk', { year: 2019 }), refused('dossiers.book_not_begun'));
  for (const [query, sentence] of [
    [{ year: '0' }, 'Năm phải từ 2000 đến 2200.'],
    [{ year: 'nay' }, 'Năm viết bằng bốn chữ số, ví dụ 2018.'],
    [{ month: '13' }, 'Tháng phải từ 1 đến 12.'],
    [{ month: '1.5' }, 'Tháng phải từ 1 đến 12.'],
  ] as const)
    assert.equal(BookPageQuery.safeParse(query).error?.issues[0]?.message, sentence);
});

test('a unit that never received anything has an empty book', async () => {
  const empty = await page('monitor', { agency: HEALTH });
  assert.deepEqual([empty.agency?.id, empty.lines, empty.missing], [HEALTH, [], []]);
  assert.ok(!empty.agencies.some(({ id }) => id === HEALTH));
});

test('a number that is missing is named on the page, and such a book is not printed', async () => {
  const id = await received('000.00.02.H32-180302-0002', '2018-03-02 09:00', FINANCE);
  await system.run((tx) =>
    sql`insert into dossier_book (agency_id, year, month, number, dossier_id, entered_at)
      values (${FINANCE}, 2018, 3, 5, ${id}, ${tx.now})`.execute(tx.db),
  );
  const book = await page('monitor', { agency: FINANCE });
  assert.deepEqual(book.missing, ['2 đến 4']);
  await assert.rejects(exportBook(as('monitor'), FINANCE, 2018, 'pdf'), refused('dossiers.book_with_gap'));
});

test('a reception taken back keeps its line and its month, and the line says so', async () => {
  const id = await received('000.00.01.H32-180315-0009', '2018-03-15 09:00');
  assert.deepEqual(await numbers({ month: 3 }), [5]);
  await system.run((tx) =>
    sql`update dossier set received_at = null, state = 'submitted', clock = 'none' where id = ${id}`.execute(tx.db),
  );
  const { lines } = await page('itClerk', { month: 3 });
  assert.deepEqual(
    lines.map(({ number, note }) => [number, note]),
    [[5, 'Đã hủy tiếp nhận']],
  );
});

test('readers at once and what comes between them leave no gap and no double', async () => {
  await Promise.all(
    Array.from({ length: 6 }, async (_, index) => {
      await received(`000.00.01.H32-180316-010${index}`, `2018-03-16 09:0${index}`);
      await page('itClerk');
    }),
  );
  const book = await page('itClerk');
  assert.deepEqual(
    book.lines.map(({ number }) => number),
    Array.from({ length: book.total }, (_, index) => index + 1),
  );
  assert.equal(book.total, 11);
  assert.deepEqual(book.missing, []);
});
