import assert from 'node:assert/strict';
import test from 'node:test';
import { parseInstant, toVietnamIso } from '#kernel/vietnam-time.ts';
import { nationalCalendar } from '#modules/calendar/data.ts';
import { moveTarget } from './clock-move.ts';

const cases = [
  { from: '2018-02-26T15:00', by: 'hour', to: '2018-02-26T16:00:00+07:00', why: 'an hour is an hour, worked or not' },
  {
    from: '2018-02-26T15:00',
    by: 'next-morning',
    to: '2018-02-27T07:00:00+07:00',
    why: 'the opening of the next working day',
  },
  {
    from: '2018-02-27T05:00',
    by: 'next-morning',
    to: '2018-02-27T07:00:00+07:00',
    why: 'before opening, the same morning is still to come',
  },
  {
    from: '2018-02-27T07:00',
    by: 'next-morning',
    to: '2018-02-28T07:00:00+07:00',
    why: 'at opening, the morning has begun',
  },
  { from: '2018-02-13T15:00', by: 'next-morning', to: '2018-02-21T07:00:00+07:00', why: 'Tết lies between' },
  {
    from: '2018-12-28T15:00',
    by: 'next-morning',
    to: '2019-01-02T07:00:00+07:00',
    why: 'a weekend, an exchanged day and New Year',
  },
  {
    from: '2019-01-04T15:00',
    by: 'next-morning',
    to: '2019-01-05T07:00:00+07:00',
    why: 'a make-up Saturday is worked',
  },
  { from: '2018-02-26T15:00', by: 'week', to: '2018-03-05T15:00:00+07:00', why: 'the same hour a week later' },
] as const;

for (const { from, by, to, why } of cases) {
  test(`${by} from ${from}: ${why}`, () => {
    const now = parseInstant(from);
    assert.ok(now);
    assert.equal(toVietnamIso(moveTarget(nationalCalendar(), now, { by })), to);
  });
}
