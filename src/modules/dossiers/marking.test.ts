import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { systemActor } from '#platform/auth/actor.ts';
import { openProvince } from '#platform/db/province.ts';
import { TEST_PROVINCE, testProvince } from '#platform/testing/test-province.ts';
import { seedDossiers } from './demo/seed.ts';
import { periodOf } from './domain/month.ts';
import { markMonths } from './marking.ts';
import { indicatorCounts } from './store/indicators.ts';
import { demoSeed } from './testing/demo-seed.ts';

const made = await testProvince({ at: '2018-02-26T15:00', seed: demoSeed });
const province = openProvince(
  made.appUrl,
  { ...TEST_PROVINCE, isDemonstration: true },
  { clock: made.clock, poolSize: 2 },
);
test.after(() => province.close());
const work = province.as(systemActor('Thử nghiệm'));
await work.run((tx) => seedDossiers(tx, { count: 900, seed: 31 }));
const MONTHS = [
  '2017-02',
  '2017-03',
  '2017-04',
  '2017-05',
  '2017-06',
  '2017-07',
  '2017-08',
  '2017-09',
  '2017-10',
  '2017-11',
  '2017-12',
  '2018-01',
  '2018-02',
];

/** All that is to be read on a day, in pieces. */
async function piecesOf(mark: (of: typeof province) => Promise<number>): Promise<number[]> {
  const pieces: number[] = [];
  for (let round = 0; round < 60; round += 1) pieces.push(await mark(province));
  return pieces.filter((read) => read > 0);
}
const sum = (list: readonly number[]): number => list.reduce((total, one) => total + one, 0);

const tableOf = (month: string) =>
  work.run(async (tx) => {
    const { counts, fresh } = await indicatorCounts(tx.db, periodOf(month, tx.now), 'all');
    const lines = counts.map(({ cell, agency_id: agency, count }) => `${agency} ${cell} ${count}`);
    return { counts: lines.toSorted(), fresh };
  });
const all = async () => Promise.all(MONTHS.map(tableOf));

test('every month is read before anybody asks, a piece at a time, and says what it said', async () => {
  const before = await all();
  const ended = sum(before.map(({ fresh }) => fresh));
  assert.ok(ended > 500, String(ended));
  assert.deepEqual(await piecesOf(markMonths(100, 1)), [], 'months too large for pieces are left to who looks');
  const pieces = await piecesOf(markMonths(100));
  assert.ok(pieces.length >= 6 && pieces.every((read) => read <= 100), pieces.join());
  assert.equal(sum(pieces), ended, 'each history is read once');
  const after = await all();
  assert.deepEqual(
    after.map(({ counts }) => counts),
    before.map(({ counts }) => counts),
  );
  assert.deepEqual(
    after.map(({ fresh }) => fresh),
    MONTHS.map(() => 0),
    'nobody who looks waits for a history',
  );
});

test('the next day reads what changed since and nothing else; the same day asks nothing again', async () => {
  const mark = markMonths();
  assert.deepEqual(await piecesOf(mark), []);
  await work.run((tx) =>
    sql`update dossier set version = version + 1 where id in (
      select id from dossier where state = 'returned' order by id limit 7)`.execute(tx.db),
  );
  assert.deepEqual(await piecesOf(mark), [], 'not twice a day');
  made.clock.set('2018-02-27T08:00');
  assert.equal(sum(await piecesOf(mark)), 7);
  assert.deepEqual(await piecesOf(markMonths()), [], 'nor does another process read them again');
});
