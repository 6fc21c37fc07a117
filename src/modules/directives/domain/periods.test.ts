import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { addDays, fromDayNumber } from '#kernel/local-date.ts';
import { type Period, periodsFrom, type Rhythm } from './periods.ts';

function take(count: number, rhythm: Rhythm, day: string | null, from: string): Period[] {
  const periods: Period[] = [];
  for (const period of periodsFrom(rhythm, day, from)) {
    periods.push(period);
    if (periods.length === count) break;
  }
  return periods;
}

const brief = (periods: readonly Period[]) => periods.map(({ label, dueOn }) => `${label}: ${dueOn}`);

test('months without a report day end on their last day', () => {
  assert.deepEqual(brief(take(3, 'monthly', null, '2018-02-26')), [
    'Tháng 2/2018: 2018-02-28',
    'Tháng 3/2018: 2018-03-31',
    'Tháng 4/2018: 2018-04-30',
  ]);
});

test('the 31st of a shorter month is its last day', () => {
  assert.deepEqual(brief(take(2, 'monthly', 'ngày 31', '2018-01-31')), [
    'Tháng 1/2018: 2018-01-31',
    'Tháng 2/2018: 2018-02-28',
  ]);
});

test('two report days make two periods of one month, each with its own key', () => {
  const periods = take(3, 'monthly', '05 và 20', '2018-03-10');
  assert.deepEqual(brief(periods), [
    'Tháng 3/2018, kỳ ngày 05: 2018-03-05',
    'Tháng 3/2018, kỳ ngày 20: 2018-03-20',
    'Tháng 4/2018, kỳ ngày 05: 2018-04-05',
  ]);
  assert.equal(new Set(periods.map(({ key }) => key)).size, 3);
});

test('a day of a quarter is that of its last month', () => {
  assert.deepEqual(brief(take(2, 'quarterly', 'ngày 18 của tháng cuối quý', '2018-02-01')), [
    'Quý I/2018: 2018-03-18',
    'Quý II/2018: 2018-06-18',
  ]);
});

test('a yearly day may name its month', () => {
  assert.deepEqual(brief(take(2, 'yearly', '05/12', '2018-12-31')), ['Năm 2018: 2018-12-05', 'Năm 2019: 2019-12-05']);
});

test('half years are named as clerks name them', () => {
  assert.deepEqual(brief(take(2, 'half-yearly', null, '2018-06-30')), [
    '6 tháng đầu năm 2018: 2018-06-30',
    '6 tháng cuối năm 2018: 2018-12-31',
  ]);
});

test('weeks end on the day named, Friday when none is, and carry the ISO number of their year', () => {
  assert.deepEqual(brief(take(2, 'weekly', 'thứ Ba hằng tuần', '2018-12-30')), [
    'Tuần 52/2018: 2018-12-25',
    'Tuần 1/2019: 2019-01-01',
  ]);
  assert.deepEqual(brief(take(1, 'weekly', null, '2018-02-26')), ['Tuần 9/2018: 2018-03-02']);
});

test('words that name no day mean the last day', () => {
  assert.deepEqual(brief(take(1, 'monthly', 'ngày cuối tháng', '2018-02-01')), ['Tháng 2/2018: 2018-02-28']);
});

test('periods follow each other without a gap, contain their report day, and repeat no key', () => {
  const rhythm = fc.constantFrom<Rhythm>('weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly');
  const day = fc.constantFrom(null, '25', '31', '15/6', 'thứ Sáu', 'lạ');
  fc.assert(
    fc.property(rhythm, day, fc.integer({ min: 15_000, max: 25_000 }), (each, words, start) => {
      const from = fromDayNumber(start);
      const periods = take(8, each, words, from);
      const [first] = periods;
      assert.ok(first && first.from <= from && from <= first.to);
      for (const [index, period] of periods.entries()) {
        assert.ok(period.from <= period.dueOn && period.dueOn <= period.to);
        const next = periods[index + 1];
        if (next) assert.equal(next.from, addDays(period.to, 1));
      }
      assert.equal(new Set(periods.map(({ key }) => key)).size, periods.length);
    }),
  );
});
