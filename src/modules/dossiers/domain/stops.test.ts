import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { buildCalendar, type WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { isWorkingDay } from '#modules/calendar/domain/days.ts';
import { nextWorkingMoment, workingMinutesBetween } from '#modules/calendar/domain/moments.ts';
import { lawById } from '#modules/procedures/domain/law.ts';
import { addDays, dayNumber, type LocalDate } from '#kernel/local-date.ts';
import { dateInVietnam, instantAt, toVietnamIso } from '#kernel/vietnam-time.ts';
import { at, calendar as national, History } from '../testing/history.ts';
import type { Limit } from './due.ts';
import { fold } from './facts.ts';
import { faultsOf } from './ledger.ts';

/*
 * What a stop leaves. By hand first, with the calendar of 2018: Tết is 14 to 20/2; hours 07:00–11:30, 13:30–17:00. Then
 * over made-up calendars beside a book that counts days on its fingers and has never heard of days off.
 */
const iso = (moment: Date | null) => moment && toVietnamIso(moment).slice(0, 16);
const workingDays = (amount: number): Limit => ({ text: '', amount, unit: 'working-day' });
const days = (amount: number): Limit => ({ text: '', amount, unit: 'calendar-day' });
const received = (when: string, limit: Limit, law = '2018') =>
  new History(when, { limit, law: lawById(law) }).do(when, 'accept');
const stopped = (history: History, from: string, to: string) =>
  history.do(from, 'require-payment').do(to, 'confirm-payment');
const due = (history: History, now: string) => iso(history.ledger(now).dueAt);

test('fifteen plain days stopped four times are fifteen: Tết is handed out at no stop', () => {
  const history = received('2018-01-30T10:00', days(15));
  // Six days by 5/2; nine from 7/2 end on 16/2, in Tết.
  assert.equal(due(stopped(history, '2018-02-05T08:00', '2018-02-07T09:00'), '2018-02-07T09:00'), '2018-02-21T10:00');
  // One more by 8/2; eight from 22/2.
  assert.equal(due(stopped(history, '2018-02-08T08:00', '2018-02-22T09:00'), '2018-02-22T09:00'), '2018-03-02T09:00');
  // Four more by 26/2; four from 28/2 end on Sunday 4/3.
  assert.equal(due(stopped(history, '2018-02-26T08:00', '2018-02-28T09:00'), '2018-02-28T09:00'), '2018-03-05T09:00');
  // One more by 1/3; three from 12/3: 6 + 1 + 4 + 1 + 3.
  assert.equal(due(stopped(history, '2018-03-01T08:00', '2018-03-12T08:00'), '2018-03-12T08:00'), '2018-03-15T08:00');
  assert.deepEqual(faultsOf(history.events, national, at('2018-03-12T08:00')), []);
});

test('plain days begun again after a supplement are known by their own end, not by the day a holiday moved it to', () => {
  const history = received('2018-01-25T10:00', days(15))
    .do('2018-01-29T08:00', 'draft-supplement', { data: { supplementId: 's' } })
    .do('2018-01-29T08:00', 'issue-supplement')
    .do('2018-01-30T10:00', 'take-supplement');
  assert.equal(due(history, '2018-01-30T10:00'), '2018-02-21T10:00');
  assert.equal(due(stopped(history, '2018-02-05T08:00', '2018-02-07T09:00'), '2018-02-07T09:00'), '2018-02-21T10:00');
  assert.equal(due(stopped(history, '2018-02-08T08:00', '2018-02-22T09:00'), '2018-02-22T09:00'), '2018-03-02T09:00');
});

test('a new promise of an apology is its own day: what it has left after a stop is counted from it', () => {
  const history = received('2018-01-30T10:00', days(15))
    .do('2018-02-02T08:00', 'draft-apology', { data: { apologyId: 'a' } })
    .do('2018-02-02T09:00', 'approve-apology', { newDueAt: at('2018-02-26T10:00') });
  // On 5/2 nine lawful days are left and 21 of the promise; from 1/3: 10/3 is a Saturday, 22/3 a Thursday.
  const { lawfulDueAt, dueAt } = stopped(history, '2018-02-05T08:00', '2018-03-01T10:00').ledger('2018-03-01T10:00');
  assert.deepEqual([iso(lawfulDueAt), iso(dueAt)], ['2018-03-12T10:00', '2018-03-22T10:00']);
});

test('a stop on a day off that ends on it gives no day more', () => {
  // Saturday 3/3/2018; ten plain days from 26/2 end on Thursday 8/3.
  const history = stopped(received('2018-02-26T10:00', days(10)), '2018-03-03T09:00', '2018-03-03T09:05');
  assert.equal(due(history, '2018-03-03T09:05'), '2018-03-08T10:00');
});

test('stopped on its day after its hour it was in time, and is so until the end of the day on which it goes on', () => {
  // Monday 5/3 09:00 and five days: Monday 12/3 09:00.
  for (const limit of [workingDays(5), days(7)]) {
    const begun = () => received('2018-03-05T09:00', limit);
    const history = stopped(begun(), '2018-03-12T15:00', '2018-03-20T14:00');
    const { status, dueAt, lateByMoment, lateByDate } = history.ledger('2018-03-20T14:00');
    assert.deepEqual([iso(dueAt), status, lateByMoment, lateByDate], ['2018-03-20T14:00', 'running', false, false]);
    assert.equal(history.ledger('2018-03-20T23:59').status, 'running');
    assert.equal(history.ledger('2018-03-21T00:00').status, 'running-overdue');
    const finished = history.do('2018-03-20T16:00', 'finish').ledger('2018-04-01T08:00');
    assert.deepEqual([finished.status, finished.lateByMoment], ['on-time', true]);
    // Going on upon the same day it gains nothing, not a minute.
    assert.equal(due(stopped(begun(), '2018-03-12T15:00', '2018-03-12T16:00'), '2018-03-12T16:00'), '2018-03-12T09:00');
    // Closed for the day, but the day was not over; going on after hours, or on a Saturday, is the next opening.
    const evening = stopped(begun(), '2018-03-12T18:00', '2018-03-20T17:30');
    assert.equal(due(evening, '2018-03-20T17:30'), '2018-03-21T07:00');
    assert.equal(due(stopped(begun(), '2018-03-12T23:59', '2018-03-24T09:00'), '2018-03-24T09:00'), '2018-03-26T07:00');
    // A minute after midnight it was late, and nothing cures it.
    const late = stopped(begun(), '2018-03-13T00:00', '2018-03-20T14:00').ledger('2018-03-20T14:00');
    assert.deepEqual([iso(late.dueAt), late.status], ['2018-03-12T09:00', 'running-overdue']);
  }
  // A minute before its hour it has that minute left.
  const minute = stopped(received('2018-03-05T09:00', workingDays(5)), '2018-03-12T08:59', '2018-03-20T14:00');
  assert.equal(due(minute, '2018-03-20T14:00'), '2018-03-20T14:01');
});

test('due at an opening and stopped the evening before, it has no minute left and is not overdue when it goes on', () => {
  // Submitted on Saturday 17/3, counted from Monday 07:00: Thursday 22/3 07:00.
  const history = stopped(received('2018-03-17T09:00', workingDays(3)), '2018-03-21T18:00', '2018-03-26T10:00');
  const { dueAt, status } = history.ledger('2018-03-26T10:00');
  assert.deepEqual([iso(dueAt), status], ['2018-03-26T10:00', 'running']);
});

const HOURS = {
  validFrom: null,
  validTo: null,
  weekdays: [1, 2, 3, 4, 5],
  periods: [
    { from: 420, to: 690 },
    { from: 810, to: 1020 },
  ],
  assumed: false,
  source: { title: 'Giờ của bài thử' },
};
/** Weeks of Monday to Friday with breaks of up to twelve days strewn over the year. */
const someBreaks = fc.array(fc.tuple(fc.nat(150), fc.integer({ min: 1, max: 12 })), { maxLength: 8 });
const calendarOf = (breaks: readonly (readonly [number, number])[]): WorkCalendar =>
  buildCalendar({
    years: [2018, 2019, 2020, 2021, 2022],
    hours: [HOURS],
    days: breaks.flatMap(([from, length]) =>
      Array.from({ length }, (_, index) => ({
        date: addDays('2018-01-02', from + index),
        kind: 'statutory' as const,
        name: 'Nghỉ',
        sources: [],
      })),
    ),
  });
/** When the clock is stopped, as a share of what runs until the end of the due day, and for how many minutes. */
const someStops = fc.array(
  fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), minutes: fc.nat(30 * 1440), undo: fc.boolean() }),
  { minLength: 1, maxLength: 6 },
);
const beginning = fc.integer({ min: 0, max: 60 * 1440 }).map((minute) => instantAt('2018-01-02', minute));
const text = (moment: Date) => toVietnamIso(moment);
const minuteOf = (moment: Date) => new Date(Math.floor(moment.getTime() / 60_000) * 60_000);

/** Lives through the stops of a dossier, each before the end of its day; tells what stands after each. */
function live(
  world: WorkCalendar,
  limit: Limit,
  begin: Date,
  stops: readonly { share: number; minutes: number; undo: boolean }[],
  after: (history: History, dueBefore: Date, stop: Date, resume: Date) => void,
): History {
  const history = new History(text(begin), { limit, calendar: world }).do(text(begin), 'accept');
  let now = begin;
  for (const { share, minutes, undo } of stops) {
    const before = fold(history.events);
    assert.ok(before.dueAt);
    const end = instantAt(dateInVietnam(before.dueAt), 1439).getTime();
    const stop = minuteOf(new Date(now.getTime() + share * (end - now.getTime())));
    const resume = new Date(stop.getTime() + minutes * 60_000);
    if (undo) {
      history.do(text(stop), 'require-payment').undo(text(stop));
      assert.deepEqual(
        { ...fold(history.events), version: 0 },
        { ...before, version: 0 },
        'a stop taken back was none',
      );
    }
    history.do(text(stop), 'require-payment');
    if (undo) {
      const still = fold(history.events);
      history.do(text(stop), 'confirm-payment').undo(text(stop));
      assert.deepEqual(
        { ...fold(history.events), version: 0 },
        { ...still, version: 0 },
        'going on taken back was none',
      );
    }
    history.do(text(resume), 'confirm-payment');
    after(history, before.dueAt, stop, resume);
    now = resume;
  }
  return history;
}

test('over any calendar and any number of stops, the plain days before, between and after them are the limit', () => {
  let moved = 0;
  fc.assert(
    fc.property(someBreaks, beginning, fc.integer({ min: 0, max: 40 }), someStops, (breaks, begin, amount, stops) => {
      const world = calendarOf(breaks);
      const off = (day: LocalDate): LocalDate => (isWorkingDay(world, day) ? day : off(addDays(day, 1)));
      let left = amount;
      let since = dateInVietnam(nextWorkingMoment(world, begin));
      live(world, days(amount), begin, stops, (history, dueBefore, stop, resume) => {
        // A stop before the opening from which counting began has used nothing.
        left -= Math.min(left, Math.max(0, dayNumber(dateInVietnam(stop)) - dayNumber(since)));
        since = dateInVietnam(resume);
        const { dueAt, lawfulDueAt, status } = history.ledger(text(resume));
        const wanted = [off(addDays(since, left)), dateInVietnam(dueBefore)];
        // With nothing left it is due where the work of the day goes on, on this day or, after hours, the next opening.
        const opens = dateInVietnam(nextWorkingMoment(world, resume));
        if (opens > (wanted[0] ?? '') && dateInVietnam(dueBefore) < opens) wanted.push(opens);
        const last = wanted.sort().at(-1);
        assert.ok(dueAt);
        const same = dueBefore <= stop && since <= dateInVietnam(dueBefore);
        assert.equal(dateInVietnam(dueAt), same ? dateInVietnam(dueBefore) : last);
        assert.deepEqual(lawfulDueAt, dueAt);
        assert.equal(status, 'running', 'overdue at the moment it goes on');
        if (addDays(since, left) !== last) moved += 1;
      });
    }),
    { numRuns: 150, seed: 3250 },
  );
  assert.ok(moved > 100, `days off moved ${moved} of them`);
});

test('over any calendar and any number of stops, no working minute is handed out twice and nothing goes on overdue', () => {
  let none = 0;
  fc.assert(
    fc.property(someBreaks, beginning, fc.integer({ min: 1, max: 40 }), someStops, (breaks, begin, quarters, stops) => {
      const world = calendarOf(breaks);
      const limit = workingDays(quarters / 4);
      live(world, limit, begin, stops, (history, dueBefore, stop, resume) => {
        const { dueAt, status } = history.ledger(text(resume));
        assert.ok(dueAt);
        const left = Math.max(0, workingMinutesBetween(world, stop, dueBefore));
        if (left === 0) none += 1;
        if (dueAt > dueBefore) assert.equal(Math.max(0, workingMinutesBetween(world, resume, dueAt)), left);
        else assert.ok(workingMinutesBetween(world, resume, dueAt) <= left);
        assert.equal(status, 'running', 'overdue at the moment it goes on');
        if (dueBefore > stop) assert.ok(dueAt >= resume, 'past its hour at the moment it goes on');
      });
    }),
    { numRuns: 150, seed: 3251 },
  );
  assert.ok(none > 20, `${none} had nothing left`);
});
