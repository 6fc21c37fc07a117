import assert from 'node:assert/strict';
import test from 'node:test';
import type { EventView, IntervalView, LegView } from '../history-schema.ts';
import { ledgerModel } from './ledger-model.ts';

const at = (day: number, hour = 8) =>
  `2018-03-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00+07:00`;
const agency = { id: '0190a0a0-0000-7000-8000-000000000001', name: 'Sở A' };

const event = (seq: number, action: string, more: Partial<EventView> = {}): EventView => ({
  seq,
  at: at(seq),
  action,
  label: action,
  state: 'processing',
  stateLabel: '',
  clock: 'running',
  actor: 'An',
  agency: 'Sở A',
  stepName: null,
  dueAt: at(11),
  cause: null,
  causeAgency: null,
  reason: null,
  text: null,
  document: null,
  undoes: null,
  undone: false,
  ...more,
});
const interval = (from: string, to: string | null, more: Partial<IntervalView> = {}): IntervalView => ({
  kind: 'running',
  restarted: false,
  from,
  to,
  workingMinutes: 480,
  reason: null,
  cause: null,
  actor: 'An',
  document: null,
  ...more,
});
const leg = (enteredAt: string, leftAt: string | null, budgetMinutes: number | null): LegView => ({
  agency,
  stepName: 'Thẩm định',
  officer: null,
  enteredAt,
  leftAt,
  budgetMinutes,
  elapsedMinutes: 240,
  faultMinutes: 0,
  dueAt: null,
  late: false,
  sideBySide: false,
  part: '0',
});
const times = {
  receivedAt: at(1),
  dueAt: at(11),
  firstDueAt: at(11),
  finishedAt: null as string | null,
  asOf: at(6),
  events: [event(1, 'submit'), event(2, 'accept')],
  intervals: [interval(at(1), null)],
  legs: [leg(at(1), at(6), 480), leg(at(6), null, null)],
};

test('a dossier whose clock never began has no line', () => {
  assert.equal(ledgerModel({ ...times, receivedAt: null }), undefined);
});

test('everything is placed between reception and the due moment, an open leg ends now', () => {
  const model = ledgerModel(times);
  assert.deepEqual(
    model?.legs.map(({ pieces, used }) => [pieces, used]),
    [
      [[{ left: 0, width: 50 }], 0.5],
      [[{ left: 50, width: 0.8 }], undefined],
    ],
  );
  assert.deepEqual(model?.marks, []);
});

test('past the due moment the line goes on until the end', () => {
  const model = ledgerModel({ ...times, finishedAt: at(21), legs: [leg(at(1), at(11), 480)] });
  assert.deepEqual(model?.legs[0]?.pieces, [{ left: 0, width: 50 }]);
  assert.equal(model?.endedAt, at(21));
});

test('the first promise stays marked when it was moved, and so does what moved it', () => {
  const events = [
    event(1, 'accept'),
    event(3, 'approve-apology', { dueAt: at(21) }),
    event(4, 'correct', { dueAt: at(21) }),
  ];
  const model = ledgerModel({ ...times, dueAt: at(21), events });
  assert.deepEqual(
    model?.marks.map(({ kind, place }) => [kind, place]),
    [
      ['reappointed', 10],
      ['correction', 15],
      ['first-due', 50],
    ],
  );
});

test('an apology without a new day moves nothing, what was taken back is not drawn', () => {
  const events = [
    event(1, 'accept'),
    event(2, 'approve-apology'),
    event(3, 'note-fault', { undone: true }),
    event(4, 'undo', { undoes: 3 }),
  ];
  assert.deepEqual(ledgerModel({ ...times, events })?.marks, []);
});

test('a stop is hatched with its reason, an open one until now; a new beginning is marked', () => {
  const intervals = [
    interval(at(1), at(3)),
    interval(at(3), at(5), { kind: 'stopped', reason: 'thiếu bản vẽ' }),
    interval(at(5), null, { restarted: true }),
  ];
  const model = ledgerModel({ ...times, intervals });
  assert.deepEqual(model?.pauses, [{ from: at(3), to: at(5), name: 'thiếu bản vẽ' }]);
  assert.deepEqual(
    model?.marks.map(({ kind }) => kind),
    ['restart'],
  );
  const open = ledgerModel({ ...times, intervals: [interval(at(3), null, { kind: 'stopped' })] });
  assert.deepEqual(open?.pauses, [{ from: at(3), to: at(6) }]);
});

test('of an agency’s part only the time in which the clock ran is drawn, a place at least', () => {
  const intervals = [
    interval(at(1), at(3)),
    interval(at(3), at(5), { kind: 'stopped' }),
    interval(at(5), at(9)),
    interval(at(9), null, { kind: 'stopped' }),
  ];
  const legs = [leg(at(1), at(7), 480), leg(at(7), null, 480), leg(at(3), at(5), 480)];
  const model = ledgerModel({ ...times, asOf: at(11), intervals, legs });
  assert.deepEqual(
    model?.legs.map(({ pieces }) => pieces.map(({ left, width }) => [left, width])),
    [
      [
        [0, 20],
        [40, 20],
      ],
      [[60, 20]],
      [[20, 0.8]],
    ],
  );
  assert.equal(model?.stoppedSince, at(9));
  assert.equal(ledgerModel(times)?.stoppedSince, null);
});
