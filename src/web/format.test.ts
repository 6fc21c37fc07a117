import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  formatDue,
  formatMoment,
  formatNumber,
  formatShare,
  relativeDue,
  timeOf,
  workingDaysPhrase,
} from './format.ts';

test('working days are said as people say them, in halves, rounded down so that no time is promised twice', () => {
  const cases: [number, string][] = [
    [0, 'dưới nửa ngày làm việc'],
    [0.25, 'dưới nửa ngày làm việc'],
    [0.5, 'nửa ngày làm việc'],
    [1, '1 ngày làm việc'],
    [1.5, '1 ngày rưỡi làm việc'],
    [1.99, '1 ngày rưỡi làm việc'],
    [2.75, '2 ngày rưỡi làm việc'],
    [17, '17 ngày làm việc'],
  ];
  for (const [days, phrase] of cases) assert.equal(workingDaysPhrase(days, 'vi'), phrase, String(days));
});

test('a number of days that floating point left a hair short still counts as what it is', () => {
  assert.equal(workingDaysPhrase(0.1 + 0.2 + 0.7, 'vi'), '1 ngày làm việc');
  assert.equal(workingDaysPhrase(1.4999999999999, 'vi'), '1 ngày rưỡi làm việc');
});

test('past due is read aloud as "quá hạn 2 ngày làm việc", before it as "còn …"', () => {
  assert.equal(relativeDue(-2, 'vi'), 'quá hạn 2 ngày làm việc');
  assert.equal(relativeDue(-0.1, 'vi'), 'quá hạn dưới nửa ngày làm việc');
  assert.equal(relativeDue(1.5, 'vi'), 'còn 1 ngày rưỡi làm việc');
  assert.equal(relativeDue(1.5, 'en'), '1½ working days left');
  assert.equal(relativeDue(-1, 'en'), '1 working day overdue');
});

test('a due moment carries weekday and day, and the year only when it is not this year', () => {
  assert.equal(formatDue('2026-11-26T16:30:00+07:00', '2026-11-23', 'vi'), '16:30 thứ Năm 26/11');
  assert.equal(formatDue('2027-01-04', '2026-12-31', 'vi'), 'thứ Hai 04/01/2027');
  assert.equal(formatDue('2018-03-04', '2018-02-26', 'vi'), 'Chủ nhật 04/03');
});

test('an instant is shown at its time in Việt Nam whatever zone it came in', () => {
  assert.equal(formatMoment('2018-02-26T23:30:00Z'), '06:30 27/02/2018');
  assert.equal(timeOf('2018-02-26'), undefined);
  assert.equal(formatMoment('không rõ'), 'không rõ');
});

test('figures follow the language', () => {
  assert.equal(formatNumber(12_345.67, 'vi'), '12.345,7');
  assert.equal(formatShare(0.125, 'vi'), '12,5 %');
  assert.equal(formatNumber(12_345.67, 'en'), '12,345.7');
});
