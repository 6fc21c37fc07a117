import assert from 'node:assert/strict';
import test from 'node:test';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { at, calendar, COMPETENT, COUNTER, History, LAW_2018 } from '../testing/history.ts';
import { faultsOf } from './ledger.ts';

const iso = (moment: Date | null) => moment && toVietnamIso(moment).slice(0, 16);
const refuses = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
/** Monday 5 March 2018, nine o'clock; five working days end on Monday 12 at nine. */
const received = () => new History('2018-03-05T09:00').do('2018-03-05T09:00', 'accept');
const clean = (history: History, now: string) => assert.deepEqual(faultsOf(history.events, calendar, at(now)), []);

test('a new dossier is in time on its first day, due at the hour it was received', () => {
  const ledger = received().ledger('2018-03-05T09:01');
  assert.equal(ledger.status, 'running');
  assert.equal(iso(ledger.dueAt), '2018-03-12T09:00');
  assert.equal(ledger.elapsedMinutes, 1);
  assert.ok(ledger.dueExplanation.length > 0);
});

test('before it is received no clock runs, however long the applicant takes to complete it', () => {
  const history = new History('2018-03-05T09:00').do('2018-03-05T09:10', 'request-completion');
  assert.deepEqual(history.ledger('2018-04-05T09:00').intervals, []);
  history.do('2018-04-05T09:00', 'accept');
  assert.equal(iso(history.ledger('2018-04-05T09:00').dueAt), '2018-04-12T09:00');
  clean(history, '2018-04-06T09:00');
});

test('finished on the due day but after its hour: on time by the day, late by the moment, both told', () => {
  const ledger = received()
    .do('2018-03-05T10:00', 'forward')
    .do('2018-03-12T16:00', 'finish')
    .ledger('2018-05-01T09:00');
  assert.equal(ledger.status, 'on-time');
  assert.equal(ledger.lateByMoment, true);
  assert.equal(ledger.lateByDate, false);
  // 09:00–11:30 and 13:30–16:00
  assert.equal(ledger.latenessMinutes, 300);
});

test('a result nobody collects makes no dossier late', () => {
  const history = received().do('2018-03-08T09:00', 'finish').do('2018-06-01T09:00', 'hand-over-result');
  assert.equal(history.ledger('2018-06-02T09:00').status, 'early');
  clean(history, '2018-06-02T09:00');
});

test('a supplement after reception stops the clock and the limit begins again from zero', () => {
  const history = received()
    .do('2018-03-07T09:00', 'draft-supplement', { data: { supplementId: 's' } })
    .do('2018-03-07T09:00', 'issue-supplement', { cause: null })
    .do('2018-03-20T14:00', 'take-supplement');
  const ledger = history.ledger('2018-03-20T15:00');
  assert.equal(iso(ledger.dueAt), '2018-03-27T14:00');
  assert.equal(iso(ledger.firstDueAt), '2018-03-12T09:00');
  assert.equal(ledger.elapsedMinutes, 60);
  assert.deepEqual(
    ledger.intervals.map(({ kind, restarted, cause }) => [kind, restarted, cause]),
    [
      ['running', false, 'agency'],
      ['stopped', false, 'applicant'],
      ['running', true, 'agency'],
    ],
  );
  assert.equal(ledger.facts.supplementRounds, 1);
  clean(history, '2018-03-20T15:00');
});

test('where the law says resume, what remained remains', () => {
  const history = new History('2018-03-05T09:00', { law: { ...LAW_2018, afterSupplement: 'resume' } })
    .do('2018-03-05T09:00', 'accept')
    .do('2018-03-07T09:00', 'draft-supplement', { data: { supplementId: 's' } })
    .do('2018-03-07T09:00', 'issue-supplement')
    .do('2018-03-20T14:00', 'take-supplement');
  assert.equal(iso(history.ledger('2018-03-20T14:00').dueAt), '2018-03-23T14:00');
});

test('waiting for a payment stops the clock; waiting for an opinion does not', () => {
  const history = received()
    .do('2018-03-05T10:00', 'forward')
    .do('2018-03-06T09:00', 'ask-opinion', { data: { opinion: { id: 'o', agencyId: 'x', dueAt: null } } });
  assert.equal(history.ledger('2018-03-08T09:00').stoppedMinutes, 0);
  assert.equal(history.ledger('2018-03-08T09:00').facts.opinions.length, 1);
  history.do('2018-03-08T09:00', 'require-payment').do('2018-03-09T09:00', 'confirm-payment');
  assert.equal(iso(history.ledger('2018-03-09T09:00').dueAt), '2018-03-13T09:00');
  assert.equal(iso(history.ledger('2018-03-09T09:00').firstDueAt), '2018-03-12T09:00');
  assert.equal(history.ledger('2018-03-09T09:00').stoppedMinutes, 480);
});

test('a stop after the due day cures nothing: it was late and stays late, also when the clock begins again', () => {
  const history = received()
    .do('2018-03-14T09:00', 'draft-supplement', { data: { supplementId: 's' } })
    .do('2018-03-14T09:00', 'issue-supplement')
    .do('2018-03-20T09:00', 'take-supplement')
    .do('2018-03-21T09:00', 'finish');
  const ledger = history.ledger('2018-03-22T09:00');
  assert.equal(ledger.status, 'late');
  assert.equal(ledger.latenessMinutes, 960);
  clean(history, '2018-03-22T09:00');
});

test('re-appointed and finished by the new day is late, re-appointed; the first promise stays to be seen', () => {
  const apology = { newDueAt: at('2018-03-16T09:00') };
  const history = received()
    .do('2018-03-09T09:00', 'draft-apology', { data: { apologyId: 'a' } })
    .do('2018-03-11T09:00', 'approve-apology', apology)
    .do('2018-03-15T09:00', 'finish');
  const ledger = history.ledger('2018-03-20T09:00');
  assert.equal(ledger.status, 'late-reappointed');
  assert.equal(ledger.lateAgain, false);
  assert.deepEqual(
    [iso(ledger.firstDueAt), iso(ledger.lawfulDueAt), iso(ledger.dueAt)],
    ['2018-03-12T09:00', '2018-03-12T09:00', '2018-03-16T09:00'],
  );
  clean(history, '2018-03-20T09:00');
});

test('a re-appointment is lawful once, and not later than the day before', () => {
  const drafted = () => received().do('2018-03-09T09:00', 'draft-apology', { data: { apologyId: 'a' } });
  const newDueAt = at('2018-03-16T09:00');
  assert.throws(
    () => drafted().do('2018-03-12T07:00', 'approve-apology', { newDueAt }),
    refuses('dossiers.reappointment_too_late'),
  );
  assert.throws(
    () => drafted().do('2018-03-11T07:00', 'approve-apology', { newDueAt: at('2018-03-12T09:00') }),
    refuses('dossiers.new_due_not_later'),
  );
  const once = drafted()
    .do('2018-03-11T17:00', 'approve-apology', { newDueAt })
    .do('2018-03-12T17:00', 'draft-apology', { data: { apologyId: 'b' } });
  assert.throws(
    () => once.do('2018-03-13T09:00', 'approve-apology', { newDueAt: at('2018-03-20T09:00') }),
    refuses('dossiers.reappointed_already'),
  );
  assert.equal(once.do('2018-03-15T09:00', 'approve-apology').ledger('2018-03-15T09:00').facts.reappointments, 1);
});

test('the result is finished once: neither a correction nor a second finish moves it', () => {
  const history = received().do('2018-03-14T09:00', 'finish');
  assert.throws(() => history.do('2018-03-14T10:00', 'finish'), refuses('dossiers.wrong_state'));
  history.do('2018-03-15T09:00', 'correct', {
    data: { correction: { field: 'finishedAt', before: '2018-03-14T09:00', after: '2018-03-12T08:00' } },
  });
  const ledger = history.ledger('2018-03-16T09:00');
  assert.equal(iso(ledger.finishedAt), '2018-03-14T09:00');
  assert.equal(ledger.status, 'late');
  assert.equal(ledger.corrections.length, 1);
});

test('each agency answers for its own part, and a fault of the software for itself', () => {
  const history = received()
    .do('2018-03-05T10:00', 'forward')
    .do('2018-03-07T10:00', 'note-fault', {
      data: { fault: { from: at('2018-03-05T14:00').toISOString(), to: at('2018-03-06T16:00').toISOString() } },
    });
  const [counter, competent] = history.ledger('2018-03-07T10:00').legs;
  assert.deepEqual([counter?.agencyId, counter?.elapsedMinutes], [COUNTER, 60]);
  // Two working days less the fault (180 + 270 + 150 minutes).
  assert.deepEqual(
    [competent?.agencyId, competent?.faultMinutes, competent?.elapsedMinutes, competent?.late],
    [COMPETENT, 600, 360, false],
  );
  assert.equal(iso(competent?.dueAt ?? null), '2018-03-07T14:00');
  assert.equal(
    iso(history.ledger('2018-03-07T10:00').dueAt),
    '2018-03-12T09:00',
    'the promise to the applicant stands',
  );
  clean(history, '2018-03-07T10:00');
});

test('what is taken back counts as not done and stays to be seen', () => {
  const history = received().do('2018-03-06T09:00', 'finish').undo('2018-03-06T09:00');
  const ledger = history.ledger('2018-03-14T09:00');
  assert.equal(ledger.facts.state, 'received');
  assert.equal(ledger.finishedAt, null);
  assert.equal(ledger.status, 'running-overdue');
  assert.equal(ledger.facts.version, 4);
  history.do('2018-03-14T10:00', 'finish');
  assert.equal(history.ledger('2018-03-15T09:00').status, 'late');
  clean(history, '2018-03-15T09:00');
});

test('a procedure without a known limit has no due moment and is never told to be on time', () => {
  const history = new History('2018-03-05T09:00', { limit: { text: 'Không quy định', amount: null, unit: 'none' } })
    .do('2018-03-05T09:00', 'accept')
    .do('2018-03-06T09:00', 'finish');
  assert.equal(history.ledger('2018-03-07T09:00').status, 'no-due');
});

test('answered on the spot: received, finished and handed over at one moment', () => {
  const history = new History('2018-03-05T09:00').do('2018-03-05T09:05', 'complete-on-spot');
  const { facts, status } = history.ledger('2018-03-06T09:00');
  assert.deepEqual(
    [facts.state, iso(facts.receivedAt), iso(facts.finishedAt), iso(facts.returnedAt), status],
    ['returned', '2018-03-05T09:05', '2018-03-05T09:05', '2018-03-05T09:05', 'early'],
  );
  clean(history, '2018-03-06T09:00');
});

test('a part that was asked like a question, as older histories have it, must come back before the dossier moves on', () => {
  const step = { key: 's', name: 'Thẩm định', minutes: 480, agencyId: COMPETENT };
  const branches = [{ id: 'b', agencyId: 'x', branch: true }];
  const history = received().do('2018-03-05T10:00', 'forward', { step, data: { branches } });
  assert.throws(() => history.do('2018-03-06T09:00', 'advance'), refuses('dossiers.branch_open'));
  history.do('2018-03-06T10:00', 'answer-opinion', { data: { opinion: { id: 'b', agencyId: 'x', dueAt: null } } });
  assert.equal(history.do('2018-03-06T11:00', 'advance').ledger('2018-03-06T11:00').facts.opinions.length, 0);
});
