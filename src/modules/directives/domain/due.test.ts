import assert from 'node:assert/strict';
import test from 'node:test';
import { nationalCalendar } from '#modules/calendar/data.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { cooperatingDueOn, dueMomentOf } from './due.ts';

const calendar = nationalCalendar();
const due = (day: string, time: string | null = null, words: string | null = null) => {
  const { dueAt, explanation } = dueMomentOf(calendar, day, time, words);
  return { at: toVietnamIso(dueAt), why: explanation.join('\n') };
};

test('a due day ends with office hours, and the words of the document come first', () => {
  const { at, why } = due('2018-03-30', null, 'trước ngày 30/3/2018');
  assert.equal(at, '2018-03-30T17:00:00+07:00');
  assert.match(why, /^Văn bản ghi: “trước ngày 30\/3\/2018”\./);
});

test('a day off moves to the next working day, and says why', () => {
  const { at, why } = due('2018-03-31');
  assert.equal(at, '2018-04-02T17:00:00+07:00');
  assert.match(why, /ngày nghỉ \(nghỉ hằng tuần\)/);
});

test('Tết moves a due day to the first day of work after it', () => {
  assert.equal(due('2018-02-16').at, '2018-02-21T17:00:00+07:00');
});

test('an hour that is named stands, also on a Sunday', () => {
  assert.equal(due('2018-04-01', '16:00').at, '2018-04-01T16:00:00+07:00');
});

test('a year without days-off data is taken as written and named', () => {
  const { at, why } = due('2099-12-31');
  assert.equal(at, '2099-12-31T23:59:59+07:00');
  assert.match(why, /năm 2099/);
});

test('cooperating work is due a fifth of the term earlier, one to five working days', () => {
  assert.equal(cooperatingDueOn(calendar, '2018-03-01', '2018-03-07'), '2018-03-07', 'four working days: the same day');
  assert.equal(cooperatingDueOn(calendar, '2018-03-01', '2018-03-08'), '2018-03-07', 'five: one before');
  assert.equal(cooperatingDueOn(calendar, '2018-02-26', '2018-12-28'), '2018-12-21', 'never more than five');
  assert.equal(cooperatingDueOn(calendar, '2018-03-10', '2018-03-01'), '2018-03-01', 'past already');
});
