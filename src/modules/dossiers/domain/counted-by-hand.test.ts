import assert from 'node:assert/strict';
import test from 'node:test';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { lawById } from '#modules/procedures/domain/law.ts';
import { at, calendar, COMPETENT, History } from '../testing/history.ts';
import { baseEvent } from './decide.ts';
import type { Limit } from './due.ts';
import { faultsOf } from './ledger.ts';

/*
 * Dossiers counted on paper with the calendar of the year beside it, before the program was asked. Hours 07:00–11:30
 * and 13:30–17:00: 270 and 210 minutes, 480 a day.
 */
const iso = (moment: Date | null) => moment && toVietnamIso(moment).slice(0, 16);
const workingDays = (amount: number): Limit => ({ text: `${amount} ngày làm việc`, amount, unit: 'working-day' });
const hours = (amount: number): Limit => ({ text: `${amount} giờ`, amount, unit: 'working-hour' });
const days = (amount: number): Limit => ({ text: `${amount} ngày`, amount, unit: 'calendar-day' });
const received = (when: string, limit: Limit, law = '2018') =>
  new History(when, { limit, law: lawById(law) }).do(when, 'accept');
const due = (history: History, now: string) => iso(history.ledger(now).dueAt);
const clean = (history: History, now: string) => assert.deepEqual(faultsOf(history.events, calendar, at(now)), []);
const supplement = (history: History, asked: string, back: string) =>
  history
    .do(asked, 'draft-supplement', { data: { supplementId: 's' } })
    .do(asked, 'issue-supplement')
    .do(back, 'take-supplement');

test('a payment waited for over Tết 2018: what was left on the 13th is left on the 21st', () => {
  // Five days from Monday 12/2 09:30: 13, 21, 22, 23, 26 (14 to 20 is Tết).
  const history = received('2018-02-12T09:30', workingDays(5), '2015');
  assert.equal(due(history, '2018-02-12T09:30'), '2018-02-26T09:30');
  // Left at 15:30 on the 13th: 90 + 3 × 480 + 150 = 1680. From 21/2 08:00: 420 + 480 + 480 = 1380, then 270 + 30.
  history.do('2018-02-13T15:30', 'require-payment').do('2018-02-21T08:00', 'confirm-payment');
  const ledger = history.ledger('2018-02-21T08:00');
  assert.equal(iso(ledger.dueAt), '2018-02-26T14:00');
  assert.equal(ledger.stoppedMinutes, 90 + 60);
  // 12/2 09:30 to 13/2 15:30: 120 + 210, then 270 + 120.
  assert.equal(ledger.elapsedMinutes, 720);
  clean(history, '2018-02-21T08:00');
});

test('a payment that begins and ends inside Tết takes no working time and moves nothing', () => {
  const history = received('2018-02-12T09:30', workingDays(5), '2015')
    .do('2018-02-15T09:00', 'require-payment')
    .do('2018-02-19T09:00', 'confirm-payment');
  assert.equal(due(history, '2018-02-21T08:00'), '2018-02-26T09:30');
});

test('quarters of a day and hours run over lunch, night, weekend and Giỗ Tổ', () => {
  const ends: [string, Limit, string][] = [
    ['2018-03-16T16:00', workingDays(0.25), '2018-03-19T08:00'],
    // Monday 23/4: two days are the 24th and the 26th (25/4 is Giỗ Tổ); two hours more: 90 minutes, then 30.
    ['2018-04-23T10:00', workingDays(2.25), '2018-04-26T14:00'],
    ['2018-03-14T10:00', hours(4), '2018-03-14T16:00'],
    ['2018-03-14T16:00', hours(4), '2018-03-15T10:00'],
    ['2018-03-14T11:30', hours(1), '2018-03-14T14:30'],
    ['2018-03-14T11:30', workingDays(0.25), '2018-03-14T15:30'],
    ['2018-03-17T09:00', workingDays(3), '2018-03-22T07:00'],
    // Twelve days are ninety-six hours.
    ['2018-06-01T09:15', hours(96), '2018-06-19T09:15'],
    ['2018-06-01T09:15', workingDays(12), '2018-06-19T09:15'],
  ];
  for (const [from, limit, end] of ends) assert.equal(due(received(from, limit), from), end, `${from} ${limit.text}`);
});

test('the make-up Saturday of 5/1/2019 is a working day: counted, begun on, and stopped on', () => {
  const history = received('2018-12-28T16:00', workingDays(5));
  assert.equal(due(history, '2018-12-28T16:00'), '2019-01-07T16:00');
  assert.equal(due(received('2019-01-05T10:00', workingDays(1)), '2019-01-05T10:00'), '2019-01-07T10:00');
  // Stopped Saturday 08:00 to 10:00: two hours more after Monday 16:00 are 60 minutes, then Tuesday 08:00.
  history.do('2019-01-05T08:00', 'require-payment').do('2019-01-05T10:00', 'confirm-payment');
  assert.equal(due(history, '2019-01-05T10:00'), '2019-01-08T08:00');
  assert.equal(history.ledger('2019-01-05T10:00').stoppedMinutes, 120);
});

test('after a supplement ten days begin from zero under each rule set; done at the very moment it is in time', () => {
  const history = supplement(received('2018-10-03T08:15', workingDays(10)), '2018-10-11T10:00', '2018-10-29T13:45');
  const open = history.ledger('2018-10-29T13:45');
  assert.deepEqual([iso(open.firstDueAt), iso(open.dueAt)], ['2018-10-17T08:15', '2018-11-12T13:45']);
  // Six days from 3/10 08:15 to 11/10 08:15, then 105; twelve days to 29/10 10:00, then 90 + 15.
  assert.deepEqual([open.totalMinutes, open.stoppedMinutes, open.elapsedMinutes], [2985, 5865, 0]);
  const finished = (moment: string) => {
    const one = supplement(received('2018-10-03T08:15', workingDays(10)), '2018-10-11T10:00', '2018-10-29T13:45');
    const { status, lateByMoment, lateByDate, latenessMinutes } = one.do(moment, 'finish').ledger('2018-12-01T08:00');
    return [status, lateByMoment, lateByDate, latenessMinutes];
  };
  assert.deepEqual(finished('2018-11-12T13:45'), ['on-time', false, false, 0]);
  assert.deepEqual(finished('2018-11-12T13:46'), ['on-time', true, false, 1]);
  assert.deepEqual(finished('2018-11-12T23:59'), ['on-time', true, false, 195]);
  assert.deepEqual(finished('2018-11-13T00:00'), ['late', true, true, 195]);
  assert.deepEqual(finished('2018-11-09T16:59'), ['early', false, false, 0]);
  // National Day 2025 is 1 and 2/9: 29/8, 3, 4, 5, 8/9. Back on 10/9 16:59: 11, 12, 15, 16, 17.
  const y2025 = received('2025-08-28T14:00', workingDays(5), '2025');
  assert.equal(due(y2025, '2025-08-28T14:00'), '2025-09-08T14:00');
  assert.equal(due(supplement(y2025, '2025-08-29T09:00', '2025-09-10T16:59'), '2025-09-11T08:00'), '2025-09-17T16:59');
  // 24/11 is a day off from 2026 on, and was none in 2025.
  assert.equal(due(received('2026-11-19T08:00', workingDays(5), '2026'), '2026-11-19T08:00'), '2026-11-27T08:00');
  assert.equal(due(received('2025-11-20T08:00', workingDays(5), '2025'), '2025-11-20T08:00'), '2025-11-27T08:00');
  // Under 2015, before it was read: the same, and marked so where it is said.
  const y2015 = supplement(
    received('2018-02-01T08:00', workingDays(5), '2015'),
    '2018-02-05T08:00',
    '2018-02-12T08:00',
  );
  assert.equal(due(y2015, '2018-02-12T08:00'), '2018-02-26T08:00');
});

test('fifteen plain days end on the day after Tết; stopped for two of them they do not grow by the holiday', () => {
  const history = received('2018-01-30T10:00', days(15), '2015');
  assert.equal(due(history, '2018-01-30T10:00'), '2018-02-21T10:00');
  // Six days used by 5/2, nine left: from 7/2 they end on 16/2, in Tết, so on the 21st as before.
  history.do('2018-02-05T08:00', 'require-payment').do('2018-02-07T09:00', 'confirm-payment');
  assert.equal(due(history, '2018-02-07T09:00'), '2018-02-21T10:00');
});

test('a new day may be promised until the end of the day before, a holiday too, and not a minute later', () => {
  // Three days from 24/4 09:00: 26, 27/4 and, after 30/4 and 1/5, 2/5.
  const drafted = () =>
    received('2018-04-24T09:00', workingDays(3)).do('2018-04-26T09:00', 'draft-apology', { data: { apologyId: 'a' } });
  const newDueAt = at('2018-05-07T17:00');
  const last = drafted().do('2018-05-01T23:59', 'approve-apology', { newDueAt });
  assert.throws(() => drafted().do('2018-05-02T00:00', 'approve-apology', { newDueAt }));
  const kept = last.do('2018-05-07T16:00', 'finish').ledger('2018-06-01T08:00');
  assert.deepEqual([kept.status, kept.lateAgain, kept.lateByDate], ['late-reappointed', false, true]);
  // 2/5 09:00 to 17:00 is 360, 3 and 4/5 are 960, 7/5 to 16:00 is 420.
  assert.equal(kept.latenessMinutes, 360 + 960 + 420);
  assert.deepEqual([iso(kept.firstDueAt), iso(kept.dueAt)], ['2018-05-02T09:00', '2018-05-07T17:00']);
  const early = drafted().do('2018-05-01T23:59', 'approve-apology', { newDueAt }).do('2018-05-02T16:59', 'finish');
  assert.equal(early.ledger('2018-06-01T08:00').status, 'on-time');
});

test('an agency merged in the middle: its part ends, its heir’s begins, and the promise does not move', () => {
  const history = received('2018-07-02T09:00', workingDays(5)).do('2018-07-02T10:00', 'forward', {
    step: { key: 'a', name: 'Thẩm định', minutes: 960, agencyId: COMPETENT },
  });
  const facts = history.ledger('2018-07-04T09:00').facts;
  const line = baseEvent(
    facts,
    { action: 'succeed', data: { successor: { from: [COMPETENT], to: 'heir' } } },
    history.rules('2018-07-04T09:00'),
  );
  history.events.push({ ...line, agencyId: 'heir', officerId: null });
  history.do('2018-07-05T09:00', 'finish');
  const { legs, dueAt, firstDueAt, status, totalMinutes } = history.ledger('2018-07-06T09:00');
  assert.deepEqual([iso(dueAt), iso(firstDueAt), status], ['2018-07-09T09:00', '2018-07-09T09:00', 'early']);
  // An hour at the counter; 2/7 10:00 to 4/7 09:00 is two days less one hour; one day.
  assert.deepEqual(
    legs.map(({ agencyId, elapsedMinutes }) => [agencyId, elapsedMinutes]),
    [
      ['agency-counter', 60],
      [COMPETENT, 900],
      ['heir', 480],
    ],
  );
  assert.equal(totalMinutes, 1440);
  clean(history, '2018-07-06T09:00');
});

test('overdue the morning after, not before, however late the evening', () => {
  const history = received('2018-03-05T09:00', workingDays(5));
  assert.equal(history.ledger('2018-03-12T23:59').status, 'running');
  assert.equal(history.ledger('2018-03-13T00:00').status, 'running-overdue');
});
