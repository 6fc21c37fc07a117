import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Actor, type Role, systemActor } from '#platform/auth/actor.ts';
import type { Tx } from '#platform/db/province.ts';
import { findAgencyByCode } from '#modules/org/public.ts';
import { orgSeed } from '#modules/org/testing/seeds.ts';
import { events } from '#platform/events/events.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { nationalCalendar } from './data.ts';
import { hoursOn, periodsOn, specialDay, type WorkCalendar } from './domain/calendar.ts';
import { addWorkingDays, isWorkingDay } from './domain/days.ts';
import { DEFAULT_HOURS } from './domain/types.ts';
import type { CalendarChanged } from './events.ts';
import { loadCalendar, seedCalendar } from './public.ts';
import { addDay, type DayInput, removeDay, replaceDay } from './service/days.ts';
import { addHours, removeHours, replaceHours } from './service/hours.ts';
import { readYear } from './service/questions.ts';
import { importYear } from './service/year.ts';
import { listDays, listHours, type StoredDay } from './store/calendar-store.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: orgSeed });
const system = province.as(systemActor('Thử nghiệm'));
const person = (role: Role): Actor => ({
  kind: 'person',
  personId: newId(),
  name: 'Nguyễn Văn A',
  grants: [{ role, agencyId: newId(), agencyIds: [] }],
});
const admin = province.as(person('administrator'));
const officer = province.as(person('officer'));

const heard: CalendarChanged[] = [];
events.on('calendar.changed', async (_tx, change) => {
  if (change.reason === 'làm hỏng giao dịch') throw new Error('a handler failed');
  heard.push(change);
});

await system.run(seedCalendar);
const [hospital, school] = await Promise.all([anAgency('KH.SYT'), anAgency('KH.STTTT')]);

async function anAgency(code: string): Promise<string> {
  const agency = await system.run((tx) => findAgencyByCode(tx, code));
  assert.ok(agency, code);
  return agency.id;
}
const calendarOf = (agencyId?: string): Promise<WorkCalendar> => system.run((tx) => loadCalendar(tx, agencyId));
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
const all = (days: readonly StoredDay[]) => days;
const storm = (date: string, more: Partial<DayInput> = {}): DayInput => ({
  date,
  kind: 'local',
  name: 'Bão số 9',
  sources: [{ title: 'Công điện 12/CĐ-UBND' }],
  ...more,
});
const reason = 'theo công điện của tỉnh';

test('a seeded province counts as the calendar of record does, and seeding again adds nothing', async () => {
  const calendar = await calendarOf();
  for (let start = 0; start < 3000; start += 7) {
    const date = new Date(Date.UTC(2017, 0, 2 + start)).toISOString().slice(0, 10);
    assert.equal(addWorkingDays(calendar, date, 20), addWorkingDays(nationalCalendar(), date, 20));
  }
  assert.equal(hoursOn(calendar, '2018-02-26').assumed, true);
  assert.equal(specialDay(calendar, '2019-01-05')?.sources[0]?.code, 'VPCP-6519-2018');
  assert.deepEqual(await system.run(seedCalendar), []);
  const days = await system.run((tx) => listDays(tx.db));
  assert.equal(days.filter(({ scope }) => scope === 'national').length, 146);
});

test('a program with a newer holiday file adds the missing year alone and leaves what was entered by hand', async () => {
  const owner = new pg.Client({ connectionString: province.ownerUrl });
  await owner.connect();
  await owner.query('set search_path = p_test; delete from calendar_year where year = 2026');
  await owner.query("delete from calendar_day where on_date between '2026-01-01' and '2026-12-31'");
  await owner.end();
  await addDay(admin, { ...storm('2025-11-20'), reason }, all);
  await assert.rejects(async () => isWorkingDay(await calendarOf(), '2026-11-24'), { details: { year: 2026 } });
  assert.deepEqual(await system.run(seedCalendar), [2026]);
  const calendar = await calendarOf();
  assert.equal(isWorkingDay(calendar, '2026-11-24'), false);
  assert.equal(isWorkingDay(calendar, '2026-08-22'), true, 'its make-up Saturdays too');
  assert.equal(isWorkingDay(calendar, '2025-11-20'), false, 'entered by hand');
});

test('a calendar is compiled once for a version, shared by agencies without entries of their own, and renewed by a change', async () => {
  const before = await calendarOf();
  assert.equal(await calendarOf(), before);
  assert.equal(await calendarOf(school), before);
  await addDay(admin, { ...storm('2018-11-19'), agencyId: hospital, reason }, all);
  const after = await calendarOf();
  assert.notEqual(after, before);
  assert.equal(await calendarOf(school), after);
  assert.notEqual(await calendarOf(hospital), after);
});

test('a closure of one agency leaves the others at work, one of the province closes all, and the agency may still work', async () => {
  await addDay(admin, { ...storm('2018-11-26'), agencyId: hospital, reason }, all);
  assert.deepEqual(
    [isWorkingDay(await calendarOf(hospital), '2018-11-26'), isWorkingDay(await calendarOf(), '2018-11-26')],
    [false, true],
  );
  await addDay(admin, { ...storm('2018-11-27'), reason }, all);
  await addDay(
    admin,
    { ...storm('2018-11-27', { kind: 'make-up', name: 'Trực cứu nạn' }), agencyId: hospital, reason },
    all,
  );
  assert.deepEqual(
    [isWorkingDay(await calendarOf(hospital), '2018-11-27'), isWorkingDay(await calendarOf(school), '2018-11-27')],
    [true, false],
  );
  const noon = [{ from: 420, to: 690 }];
  await addDay(admin, { ...storm('2018-11-28', { periods: noon }), reason }, all);
  assert.deepEqual(periodsOn(await calendarOf(), '2018-11-28'), noon);
});

test('an exchange is entered with its make-up day, and leaves with it whichever half is taken out', async () => {
  const exchange: DayInput = {
    date: '2018-08-31',
    kind: 'exchanged',
    name: 'Hoán đổi dịp Quốc khánh',
    sources: [{ title: 'Quyết định 99/QĐ-UBND' }],
    pairedWith: '2018-08-25',
  };
  const [off, work] = await addDay(admin, { ...exchange, reason }, all);
  assert.ok(off && work);
  assert.equal(work.name, 'Làm bù cho ngày 31/08/2018 (Hoán đổi dịp Quốc khánh)');
  const calendar = await calendarOf();
  assert.deepEqual([isWorkingDay(calendar, '2018-08-31'), isWorkingDay(calendar, '2018-08-25')], [false, true]);
  const moved = await replaceDay(admin, off.id, { ...exchange, pairedWith: '2018-08-18', reason });
  assert.deepEqual(
    moved.map(({ date }) => date),
    ['2018-08-31', '2018-08-18'],
  );
  assert.equal(moved[0]?.id, off.id);
  assert.equal(isWorkingDay(await calendarOf(), '2018-08-25'), false);
  const makeUp = moved[1];
  assert.ok(makeUp);
  await removeDay(admin, makeUp.id, reason);
  assert.equal(isWorkingDay(await calendarOf(), '2018-08-31'), true);
});

test('days that contradict themselves or another are refused by the field', async () => {
  const add = (input: Partial<DayInput>) => addDay(admin, { ...storm('2018-05-07', input), reason }, all);
  await assert.rejects(add({ kind: 'exchanged' }), refused('calendar.pair_missing'));
  await assert.rejects(add({ kind: 'exchanged', pairedWith: '2018-05-07' }), refused('calendar.pair_same_day'));
  await assert.rejects(add({ pairedWith: '2018-05-12' }), refused('calendar.pair_not_exchanged'));
  await assert.rejects(
    add({ kind: 'statutory', periods: [{ from: 0, to: 9 }] }),
    refused('calendar.periods_not_allowed'),
  );
  await assert.rejects(add({ periods: [{ from: 9, to: 9 }] }), refused('calendar.periods_invalid'));
  await add({});
  await assert.rejects(add({}), refused('calendar.day_taken'));
  await assert.rejects(removeDay(admin, newId(), reason), refused('calendar.day_not_found'));
  const tet = (await readYear(admin, 2018)).days.find(({ date }) => date === '2018-02-14');
  assert.ok(tet);
  await assert.rejects(removeDay(admin, tet.id, reason), refused('calendar.day_is_national'));
  await assert.rejects(
    addDay(admin, { ...storm('2018-05-08'), agencyId: newId(), reason }, all),
    refused('calendar.agency_not_found'),
  );
});

test('of two administrators who close the same day at once one is told that it is taken', async () => {
  const results = await Promise.allSettled(
    [1, 2, 3, 4].map(() => addDay(admin, { ...storm('2018-06-04'), reason }, all)),
  );
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  assert.equal(failures.length, 3);
  assert.ok(failures.every(refused('calendar.day_taken')));
});

test('hours of an agency hold from their day on, the common ones elsewhere and before', async () => {
  const hours = {
    validFrom: '2018-04-01',
    validTo: null,
    weekdays: [6, 1, 2, 3, 4, 5],
    periods: [
      { from: 390, to: 690 },
      { from: 810, to: 990 },
    ],
    assumed: false,
    source: { title: 'Quyết định 7/QĐ-BV' },
  };
  const added = await addHours(admin, { ...hours, agencyId: hospital, reason }, (each) => each);
  const calendar = await calendarOf(hospital);
  assert.deepEqual(hoursOn(calendar, '2018-04-02').periods, hours.periods);
  assert.deepEqual(hoursOn(calendar, '2018-03-30').periods, DEFAULT_HOURS.periods);
  assert.equal(isWorkingDay(calendar, '2018-04-07'), true, 'a Saturday it works');
  assert.deepEqual(hoursOn(await calendarOf(), '2018-04-02').periods, DEFAULT_HOURS.periods);
  await assert.rejects(
    addHours(admin, { ...hours, agencyId: hospital, reason }, all_),
    refused('calendar.hours_taken'),
  );
  await replaceHours(admin, added.id, { ...hours, validTo: '2018-06-30', reason });
  assert.deepEqual(hoursOn(await calendarOf(hospital), '2018-07-02').periods, DEFAULT_HOURS.periods);
  await assert.rejects(
    replaceHours(admin, added.id, { ...hours, validTo: '2018-01-01', reason }),
    refused('calendar.hours_range'),
  );
  await removeHours(admin, added.id, reason);
  assert.deepEqual(hoursOn(await calendarOf(hospital), '2018-04-02').periods, DEFAULT_HOURS.periods);
  await assert.rejects(removeHours(admin, added.id, reason), refused('calendar.hours_not_found'));
});
const all_ = (hours: unknown) => hours;

test('the common hours can be confirmed but never ended, so that no day is without hours', async () => {
  const common = (await system.run((tx) => listHours(tx.db)))[0];
  assert.ok(common);
  await assert.rejects(removeHours(admin, common.id, reason), refused('calendar.hours_needed'));
  await assert.rejects(
    replaceHours(admin, common.id, { ...DEFAULT_HOURS, validTo: '2018-12-31', reason }),
    refused('calendar.hours_needed'),
  );
  await replaceHours(admin, common.id, {
    ...DEFAULT_HOURS,
    assumed: false,
    source: { title: 'Quyết định 1/QĐ-UBND' },
    reason,
  });
  assert.equal(hoursOn(await calendarOf(), '2018-02-26').assumed, false);
});

test('importing a year makes it known; the same again tells nobody; a late swap tells the days it touched', async () => {
  const announced = {
    sources: [{ title: 'Công văn 1/VPCP-KGVX' }],
    days: [
      { date: '2027-01-01', kind: 'statutory' as const, name: 'Tết Dương lịch' },
      { date: '2027-02-08', kind: 'statutory' as const, name: 'Tết Nguyên đán' },
    ],
    reason: 'thông báo chính thức năm 2027',
  };
  assert.equal((await readYear(admin, 2027)).hasData, false);
  await assert.rejects(async () => addWorkingDays(await calendarOf(), '2026-12-31', 1), { details: { year: 2027 } });
  const first = await importYear(admin, 2027, announced);
  assert.deepEqual([first.isNew, first.added], [true, ['2027-01-01', '2027-02-08']]);
  assert.equal(addWorkingDays(await calendarOf(), '2026-12-31', 1), '2027-01-04');
  const told = heard.at(-1);
  assert.deepEqual([told?.what, told?.from, told?.to, told?.agencyId], ['year', '2027-01-01', '2027-12-31', undefined]);

  const before = heard.length;
  const kept = (await readYear(admin, 2027)).days.map(({ id }) => id);
  const again = await importYear(admin, 2027, announced);
  assert.deepEqual([again.isNew, again.added, again.removed, again.altered], [false, [], [], []]);
  assert.equal(heard.length, before);
  assert.deepEqual(
    (await readYear(admin, 2027)).days.map(({ id }) => id),
    kept,
  );

  const swap = {
    date: '2027-12-31',
    kind: 'exchanged' as const,
    name: 'Tết Dương lịch (hoán đổi)',
    pairedWith: '2028-01-08',
  };
  const late = await importYear(admin, 2027, { ...announced, days: [...announced.days, swap] });
  assert.deepEqual(late.added, ['2027-12-31', '2028-01-08']);
  assert.deepEqual([heard.at(-1)?.from, heard.at(-1)?.to], ['2027-12-31', '2028-01-08']);
  assert.equal(isWorkingDay(await calendarOf(), '2027-12-31'), false);
  await assert.rejects(async () => isWorkingDay(await calendarOf(), '2028-01-08'), { details: { year: 2028 } });

  const gone = await importYear(admin, 2027, announced);
  assert.deepEqual(gone.removed, ['2027-12-31', '2028-01-08']);
});

test('an import that repeats a day or holds another year changes nothing', async () => {
  const one = { date: '2029-01-01', kind: 'statutory' as const, name: 'Tết Dương lịch' };
  const importing = (days: (typeof one)[]) =>
    importYear(admin, 2029, { sources: [{ title: 'Thông báo' }], days, reason: 'thử lịch sai' });
  await assert.rejects(importing([one, one]), refused('calendar.year_repeats_day'));
  await assert.rejects(importing([{ ...one, date: '2030-01-01' }]), refused('calendar.year_holds_other_year'));
  assert.equal((await readYear(admin, 2029)).hasData, false);
});

test('every change is a fact with its reason, its days before and after, and whom it concerns', async () => {
  const [day] = await addDay(admin, { ...storm('2018-07-02'), agencyId: school, reason: '  bão  vào đất liền ' }, all);
  assert.ok(day);
  const added = heard.at(-1);
  assert.deepEqual([added?.agencyId, added?.from, added?.to], [school, '2018-07-02', '2018-07-02']);
  assert.deepEqual(added?.before, []);
  await removeDay(admin, day.id, 'bão tan');
  assert.deepEqual([heard.at(-1)?.after, heard.at(-1)?.reason], [[], 'bão tan']);
  const { rows } = await system.run((tx) =>
    sql<{
      reason: string;
    }>`select payload->>'reason' as reason from event_outbox where name = 'calendar.changed' and payload->>'agencyId' = ${school} order by id`.execute(
      tx.db,
    ),
  );
  assert.deepEqual(
    rows.map((row) => row.reason),
    ['bão  vào đất liền', 'bão tan'],
  );
});

test('a change whose follow-up fails is no change: the calendar stays as it was', async () => {
  const before = await calendarOf();
  await assert.rejects(
    addDay(admin, { ...storm('2018-07-09'), reason: 'làm hỏng giao dịch' }, all),
    /a handler failed/,
  );
  assert.equal(await calendarOf(), before);
  assert.equal(isWorkingDay(before, '2018-07-09'), true);
});

test('only administrators change the calendar, in the program and behind it', async () => {
  await assert.rejects(addDay(officer, { ...storm('2018-07-16'), reason }, all), refused('auth.forbidden'));
  await assert.rejects(importYear(officer, 2018, { sources: [], days: [], reason }), refused('auth.forbidden'));
  await assert.rejects(removeHours(officer, newId(), reason), refused('auth.forbidden'));
  const behind = (tx: Tx) => sql`insert into calendar_year values (2040, '[]')`.execute(tx.db);
  await assert.rejects(officer.run(behind), /row-level security/);
  const erased = await officer.run((tx) => sql`delete from calendar_day`.execute(tx.db));
  assert.equal(erased.numAffectedRows, 0n);
  assert.ok((await readYear(officer, 2018)).days.length > 14, 'but everybody reads it');
});

test('the year of an agency shows what it inherits and what is its own, and counts its working days', async () => {
  const own = await readYear(admin, 2018, hospital);
  const common = await readYear(admin, 2018);
  assert.ok(own.days.some((day) => day.agencyId === hospital));
  assert.equal(
    common.days.some((day) => day.agencyId !== null),
    false,
  );
  assert.deepEqual(
    own.days.map(({ date }) => date),
    own.days.map(({ date }) => date).sort(),
  );
  // The hospital was closed on 19 and 26/11 and worked on 27/11, when the province was closed.
  assert.equal((own.workingDays ?? 0) - (common.workingDays ?? 0), -1);
});
