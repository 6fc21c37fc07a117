import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { addDays } from '#kernel/local-date.ts';
import { nationalCalendar, nationalDays, parseHolidays } from './data.ts';
import { coveredYears, hoursOn, specialDay } from './domain/calendar.ts';
import { isWorkingDay } from './domain/days.ts';

interface HolidayFile {
  years: { year: number; days_off: Record<string, unknown>[]; make_up_workdays: Record<string, unknown>[] }[];
  meta: { counts: Record<string, number> };
}
const read = (): HolidayFile =>
  JSON.parse(readFileSync(new URL('../../../data/holidays-vn.json', import.meta.url), 'utf8')) as HolidayFile;

test('the file gives ten years, 140 days off and six make-up Saturdays, and nothing forecast or proposed', () => {
  const { years, days } = nationalDays();
  assert.deepEqual(years, [2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026]);
  const count = (kind: string) => days.filter((day) => day.kind === kind).length;
  assert.deepEqual(['statutory', 'compensatory', 'exchanged', 'make-up', 'local'].map(count), [107, 27, 6, 6, 0]);
  assert.equal(
    days.some(({ date }) => date >= '2027' || date === '2026-11-23' || date === '2026-11-28'),
    false,
  );
  assert.deepEqual(coveredYears(nationalCalendar()), [...years]);
});

test('the breaks of each year are as long as they were announced', () => {
  const calendar = nationalCalendar();
  const announced: [number, number[]][] = [
    [2018, [3, 7, 1, 4, 3]],
    [2019, [4, 9, 3, 5, 3]],
    [2020, [1, 7, 1, 4, 1]],
    [2021, [3, 7, 1, 4, 4]],
    [2022, [3, 9, 3, 4, 4]],
    [2023, [3, 7, 5, 4]],
    [2024, [3, 7, 1, 5, 4]],
    [2025, [1, 9, 3, 5, 4]],
    [2026, [4, 9, 3, 4, 5, 1]],
  ];
  const breaks = new Map<number, number[]>();
  let length = 0;
  let holiday = false;
  for (let date = '2017-01-03'; date <= '2026-12-31'; date = addDays(date, 1)) {
    if (!isWorkingDay(calendar, date)) {
      length += 1;
      holiday ||= specialDay(calendar, date) !== undefined;
      continue;
    }
    const year = Number(addDays(date, -1).slice(0, 4));
    if (length > 0 && holiday) breaks.set(year, [...(breaks.get(year) ?? []), length]);
    length = 0;
    holiday = false;
  }
  for (const [year, lengths] of announced) assert.deepEqual(breaks.get(year), lengths, String(year));
});

test('a make-up day says what it is for and by which document, and is found by its date', () => {
  const day = specialDay(nationalCalendar(), '2019-01-05');
  assert.equal(day?.name, 'Làm bù cho ngày 31/12/2018 (Tết Dương lịch)');
  assert.equal(day?.pairedWith, '2018-12-31');
  assert.equal(day?.sources[0]?.code, 'VPCP-6519-2018');
});

test('a decision is named before the law in general, and that before an open data set', () => {
  const sources = specialDay(nationalCalendar(), '2017-01-02')?.sources.map(({ code }) => code);
  assert.deepEqual(sources, ['TDL-2017', 'BLLD', 'VACANZA']);
});

test('office hours are the assumed ones and say so', () => {
  const hours = hoursOn(nationalCalendar(), '2018-02-26');
  assert.equal(hours.assumed, true);
  assert.deepEqual(hours.periods, [
    { from: 420, to: 690 },
    { from: 810, to: 1020 },
  ]);
});

test('the standard calendar is built once', () => {
  assert.equal(nationalCalendar(), nationalCalendar());
});

test('a file that contradicts itself is refused at the first wrong entry', () => {
  const changed = (change: (file: HolidayFile) => void): unknown => {
    const file = read();
    change(file);
    return file;
  };
  const of2018 = (file: HolidayFile) => {
    const year = file.years.find((each) => each.year === 2018);
    assert.ok(year);
    return year;
  };
  const wrong: [unknown, RegExp][] = [
    [
      changed((file) => (of2018(file).days_off[0] = { ...of2018(file).days_off[0], weekday: 'T3' })),
      /2018-01-01 is no T3/,
    ],
    [changed((file) => of2018(file).days_off.push({ ...of2018(file).days_off[0] })), /2018-01-01 is named twice/],
    [changed((file) => (of2018(file).make_up_workdays = [])), /exchange of 2018-12-31/],
    [
      changed((file) => (of2018(file).days_off[0] = { ...of2018(file).days_off[0], date: '2018-02-30' })),
      /no such day/,
    ],
    [
      changed((file) => (of2018(file).days_off[0] = { ...of2018(file).days_off[0], sources: ['X'] })),
      /unknown source X/,
    ],
    [changed((file) => (of2018(file).year = 2016)), /2018-01-01 stands in 2016/],
    [changed((file) => (file.meta.counts['days_off'] = 139)), /counts in meta differ/],
    [{}, /invalid/i],
  ];
  for (const [file, message] of wrong) assert.throws(() => parseHolidays(file), message);
});
