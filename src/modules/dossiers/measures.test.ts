import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { listMeasures, type MeasureValue, readMeasure, readOutlook, readThings } from '#modules/measures/public.ts';
import { parseInstant } from '#kernel/vietnam-time.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { Tx } from '#platform/db/province.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { dossierMeasures, publishDossierMeasures } from './measures.ts';
import { writeDossier } from './testing/month-rows.ts';
import { dossierSeed, makeWorld } from './testing/world.ts';

const province = await testProvince({ at: '2018-03-30T10:00', seed: dossierSeed });
const world = await makeWorld(province);
publishDossierMeasures();
const system = province.as(systemActor('Thử nghiệm'));
const agency = world.agency('KH.STC');
const MARCH = { from: '2018-03-01', to: '2018-03-31' };
const at = (text: string): Date => {
  const instant = parseInstant(text);
  assert.ok(instant);
  return instant;
};

const ids: Record<string, string> = {};
await system.run(async (tx: Tx) => {
  const write = async (
    name: string,
    channel: 'counter' | 'online',
    ...events: Parameters<typeof writeDossier>[1]['events'][number][]
  ) => {
    ids[name] = await writeDossier(tx, { code: `H-${name}`, agencyId: agency, channel, events });
  };
  const due = '2018-03-12T09:00';
  await write('early', 'online', ['2018-03-01T09:00', 'processing', due], ['2018-03-08T09:00', 'result-ready', due]);
  await write(
    'same-day',
    'counter',
    ['2018-03-01T09:00', 'processing', due],
    ['2018-03-12T16:00', 'result-ready', due],
  );
  await write('late', 'counter', ['2018-03-01T09:00', 'processing', due], ['2018-03-13T09:00', 'result-ready', due]);
  await write('over', 'counter', ['2018-03-01T09:00', 'processing', due]);
  await write('in-time', 'online', ['2018-03-20T09:00', 'processing', '2018-03-30T16:00']);
  await write('next-month', 'counter', ['2018-03-20T09:00', 'processing', '2018-04-10T16:00']);
  await write('withdrawn', 'counter', ['2018-03-01T09:00', 'processing', due], ['2018-03-05T09:00', 'withdrawn', due]);
  await write(
    'no-due',
    'counter',
    ['2018-03-01T09:00', 'processing', null],
    ['2018-03-05T09:00', 'result-ready', null],
  );
  await write(
    'february',
    'online',
    ['2018-02-01T09:00', 'processing', '2018-02-12T09:00'],
    ['2018-02-09T09:00', 'result-ready', '2018-02-12T09:00'],
  );
});

const read = (id: string, asOf: Date, period = MARCH): Promise<MeasureValue> =>
  system.run(async (tx) => {
    const [value] = await readMeasure(tx, id, { agencyIds: [agency], period, asOf });
    assert.ok(value);
    return value;
  });
const names = (of: readonly string[]) =>
  of.map((id) => Object.entries(ids).find(([, known]) => known === id)?.[0] ?? id).toSorted((a, b) => (a < b ? -1 : 1));
const { onTime, onTimeMoment, reappointed, onlineShare } = dossierMeasures;
const NOW = at('2018-03-30T10:00');

test('on time by the day: finished in the period and overdue at its end; what is withdrawn or without a due date is left out and said', async () => {
  const value = await read(onTime.id, NOW);
  assert.deepEqual(names(value.denominatorIds), ['early', 'late', 'over', 'same-day']);
  assert.deepEqual(names(value.numeratorIds), ['early', 'same-day']);
  assert.deepEqual(value.remarks, [
    'Kỳ chưa kết thúc ở thời điểm lấy số liệu.',
    '1 hồ sơ có kết quả nhưng không có hạn, không tính.',
  ]);
});

test('on time to the hour is another number of another name', async () => {
  const value = await read(onTimeMoment.id, NOW);
  assert.deepEqual(names(value.numeratorIds), ['early']);
  assert.equal(value.denominator, 4);
});

test('the share received online is of what came in in the period, whatever became of it', async () => {
  const value = await read(onlineShare.id, NOW);
  assert.deepEqual(names(value.numeratorIds), ['early', 'in-time']);
  assert.equal(value.denominator, 8);
  assert.equal((await read(onlineShare.id, NOW, { from: '2018-02-01', to: '2018-02-28' })).numerator, 1);
});

test('a past moment answers the same for ever, whatever happened since', async () => {
  const moments = ['2018-02-20T08:00', '2018-03-05T09:00', '2018-03-12T12:00', '2018-03-30T10:00'].map(at);
  const all = () =>
    Promise.all(
      moments.flatMap((moment) => [onTime, onTimeMoment, reappointed, onlineShare].map(({ id }) => read(id, moment))),
    );
  const before = await all();
  await system.run(async (tx) => {
    await sql`insert into dossier_event (dossier_id, seq, at, action, state, clock, agency_id, due_at, lawful_due_at, actor_name, data)
      values (${ids['over']}, 2, '2018-03-30T11:00+07', 'finish', 'result-ready', 'ended', ${agency},
        '2018-03-12T09:00+07', '2018-03-12T09:00+07', 'Người Thử', '{}')`.execute(tx.db);
    await sql`update dossier set state = 'result-ready', clock = 'ended', ended_at = '2018-03-30T11:00+07', version = 2,
      changed_at = '2018-03-30T11:00+07' where id = ${ids['over']}`.execute(tx.db);
    await sql`insert into dossier_event (dossier_id, seq, at, action, state, clock, agency_id, due_at, lawful_due_at, actor_name, data)
      values (${ids['next-month']}, 2, '2018-03-30T11:00+07', 'approve-apology', 'processing', 'running', ${agency},
        '2018-04-20T09:00+07', '2018-04-10T16:00+07', 'Người Thử', '{}')`.execute(tx.db);
    await sql`update dossier set due_at = '2018-04-20T09:00+07', reappointments = 1, version = 2,
      changed_at = '2018-03-30T11:00+07' where id = ${ids['next-month']}`.execute(tx.db);
  });
  assert.deepEqual(await all(), before);
  const later = await read(onTime.id, at('2018-03-30T12:00'));
  assert.deepEqual([later.numerator, later.denominator], [2, 4], 'finished late it stays in the denominator alone');
  const again = await read(reappointed.id, at('2018-03-30T12:00'));
  assert.deepEqual(names(again.numeratorIds), ['next-month']);
  assert.equal((await read(reappointed.id, NOW)).numerator, 0);
});

test('what would gain: dossiers still in time, to be done by their day; the things behind a number can be opened', async () => {
  const outlook = await system.run((tx) => readOutlook(tx, onTime.id, { agencyIds: [agency], period: MARCH }));
  const [mine] = outlook ?? [];
  assert.deepEqual([mine?.numerator, mine?.denominator], [2, 5]);
  assert.deepEqual(
    mine?.open.map(({ title, link, doBy }) => [title, link, doBy?.toISOString()]),
    [['H-in-time: Thủ tục thử', `/ho-so/${ids['in-time']}`, at('2018-03-30T23:59:59').toISOString()]],
  );
  const things = await system.run((tx) => readThings(tx, onTime.id, [ids['late'] ?? '', ids['early'] ?? '']));
  assert.deepEqual(
    things?.map(({ state }) => state),
    ['Đã có kết quả', 'Đã có kết quả'],
  );
});

test('each number is published once, under a name of this module, with its formula in words', () => {
  const mine = listMeasures().filter(({ id }) => id.startsWith('dossiers.'));
  assert.equal(mine.length, 4);
  assert.throws(() => publishDossierMeasures(), /published twice/);
});
