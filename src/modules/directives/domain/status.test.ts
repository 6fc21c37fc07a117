import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseInstant } from '#kernel/vietnam-time.ts';
import { allowedActions, denialOf } from './lifecycle.ts';
import { type Facts, ratesOf, type Status, statusOf, type Step, stepOf } from './status.ts';

const at = (text: string | undefined): Date | null => {
  if (text === undefined) return null;
  const instant = parseInstant(text);
  assert.ok(instant, text);
  return instant;
};

interface Told {
  readonly due?: string;
  readonly received?: string;
  readonly progressed?: string;
  readonly reported?: string;
  readonly confirmed?: string;
  readonly returned?: string;
  readonly withdrawn?: string;
  readonly superseded?: string;
}

const facts = (told: Told): Facts => ({
  dueAt: at(told.due),
  receivedAt: at(told.received),
  progressedAt: at(told.progressed),
  reportedAt: at(told.reported),
  confirmedAt: at(told.confirmed),
  returnedAt: at(told.returned),
  withdrawnAt: at(told.withdrawn),
  supersededAt: at(told.superseded),
});

const due = '2018-03-30T17:00';
const CASES: readonly { why: string; told: Told; now: string; status: Status | null; step: Step }[] = [
  {
    why: 'the last minute is still in time',
    told: { due },
    now: '2018-03-30T17:00',
    status: 'OPEN_IN_TIME',
    step: 'new',
  },
  { why: 'a minute after it is not', told: { due }, now: '2018-03-30T17:01', status: 'OPEN_OVERDUE', step: 'new' },
  { why: 'no due date is never overdue', told: {}, now: '2099-01-01', status: 'OPEN_IN_TIME', step: 'new' },
  {
    why: 'a report in time holds the clock while it waits',
    told: { due, received: '2018-03-01', reported: '2018-03-29' },
    now: '2018-04-10',
    status: 'OPEN_IN_TIME',
    step: 'reported',
  },
  {
    why: 'accepted later it counts by its own time',
    told: { due, reported: '2018-03-30T16:59', confirmed: '2018-04-20' },
    now: '2018-05-01',
    status: 'DONE_ON_TIME',
    step: 'confirmed',
  },
  {
    why: 'a late report accepted is late for ever',
    told: { due, reported: '2018-04-02', confirmed: '2018-04-02' },
    now: '2018-04-02',
    status: 'DONE_LATE',
    step: 'confirmed',
  },
  {
    why: 'a late report that waits is overdue work',
    told: { due, reported: '2018-04-02' },
    now: '2018-04-03',
    status: 'OPEN_OVERDUE',
    step: 'reported',
  },
  {
    why: 'a returned report leaves no report: the clock has been running all along',
    told: { due, progressed: '2018-03-20', returned: '2018-04-05' },
    now: '2018-04-05',
    status: 'OPEN_OVERDUE',
    step: 'returned',
  },
  {
    why: 'returned before the due day it is open in time again',
    told: { due, returned: '2018-03-20' },
    now: '2018-03-21',
    status: 'OPEN_IN_TIME',
    step: 'returned',
  },
  {
    why: 'reported again after a return',
    told: { due, returned: '2018-04-05', reported: '2018-04-06', confirmed: '2018-04-07' },
    now: '2018-04-08',
    status: 'DONE_LATE',
    step: 'confirmed',
  },
  {
    why: 'done without a due date is done on time',
    told: { reported: '2018-04-06', confirmed: '2018-04-07' },
    now: '2018-04-08',
    status: 'DONE_ON_TIME',
    step: 'confirmed',
  },
  {
    why: 'withdrawn counts nowhere',
    told: { due, withdrawn: '2018-04-01' },
    now: '2018-05-01',
    status: null,
    step: 'withdrawn',
  },
  {
    why: 'merged away counts nowhere',
    told: { due, superseded: '2018-04-01' },
    now: '2018-05-01',
    status: null,
    step: 'withdrawn',
  },
  {
    why: 'a note makes it work in progress',
    told: { due, received: '2018-03-01', progressed: '2018-03-02' },
    now: '2018-03-03',
    status: 'OPEN_IN_TIME',
    step: 'in-progress',
  },
];

for (const one of CASES) {
  test(one.why, () => {
    const now = at(one.now);
    assert.ok(now);
    assert.equal(statusOf(facts(one.told), now), one.status);
    assert.equal(stepOf(facts(one.told)), one.step);
  });
}

test('the published figures of report 1270/BC-TCTTTg come out of its own counts', () => {
  const rates = ratesOf({ doneOnTime: 14_068, doneLate: 1_983, openInTime: 5_640, openOverdue: 223 });
  assert.deepEqual([rates.completion.numerator, rates.completion.denominator], [16_051, 16_274]);
  assert.equal(rates.completion.value?.toFixed(4), '0.9863');
  assert.equal(rates.overdue.value?.toFixed(4), '0.0137');
  assert.equal(rates.strict.numerator, 14_068);
});

test('nothing to divide by is no rate, not nought', () => {
  const rates = ratesOf({ doneOnTime: 0, doneLate: 0, openInTime: 7, openOverdue: 0 });
  assert.deepEqual([rates.completion.value, rates.strict.value], [null, null]);
});

const someFacts = fc.record({
  dueAt: fc.option(fc.date({ min: new Date('2018-01-01'), max: new Date('2018-12-31'), noInvalidDate: true })),
  receivedAt: fc.option(fc.constant(new Date('2018-02-01'))),
  progressedAt: fc.option(fc.constant(new Date('2018-02-02'))),
  reportedAt: fc.option(fc.date({ min: new Date('2018-01-01'), max: new Date('2018-12-31'), noInvalidDate: true })),
  confirmedAt: fc.option(fc.constant(new Date('2018-12-31'))),
  returnedAt: fc.option(fc.constant(new Date('2018-05-02'))),
  withdrawnAt: fc.constant(null),
  supersededAt: fc.constant(null),
});

test('time alone never makes done work late, nor overdue work timely', () => {
  fc.assert(
    fc.property(someFacts, fc.nat(10_000), (told, hours) => {
      const now = new Date('2018-12-31');
      const later = new Date(now.getTime() + hours * 3_600_000);
      const before = statusOf(told, now);
      const after = statusOf(told, later);
      if (told.confirmedAt || before === 'OPEN_OVERDUE') assert.equal(after, before);
    }),
  );
});

test('finished, withdrawn and merged work allows nothing to anybody', () => {
  const over = [
    facts({ reported: '2018-03-01', confirmed: '2018-03-02' }),
    facts({ withdrawn: '2018-03-01' }),
    facts({ superseded: '2018-03-01' }),
  ];
  for (const one of over) assert.deepEqual(allowedActions(['office', 'agency', 'officer'], one), []);
});

test('the Office judges and the agency works, never the other way round', () => {
  const reported = facts({ reported: '2018-03-01' });
  assert.deepEqual(allowedActions(['agency', 'officer'], reported), []);
  assert.deepEqual(allowedActions(['office'], reported), ['confirm', 'return', 'withdraw']);
  assert.equal(denialOf('report', ['office'], facts({})), 'not-yours');
  assert.equal(denialOf('confirm', ['office'], facts({})), 'wrong-step');
  assert.deepEqual(allowedActions(['officer'], facts({ received: '2018-03-01' })), ['note', 'report']);
});
