import assert from 'node:assert/strict';
import test from 'node:test';
import { at, calendar, COMPETENT, History } from '../../testing/history.ts';
import { pastDossier, standingOf } from './from-history.ts';

const kin = { procedureId: 'p', agencyId: COMPETENT };
const step = (key: string) => ({ step: { key, name: key, minutes: 480, agencyId: COMPETENT } });
/** Received Monday 05/03/2018 08:00 with five working days: due Monday 12/03/2018 08:00. */
const begun = () => new History('2018-03-05T08:00').do('2018-03-05T08:00', 'accept', step('s1'));

test('finished at half of its time: it teaches that it was open before and not after', () => {
  const history = begun().do('2018-03-07T13:30', 'finish');
  const past = pastDossier(kin, history.events, calendar, at('2018-03-20T08:00'));
  assert.equal(past?.isLate, false);
  assert.ok(Math.abs((past?.finishedAtShare ?? 0) - 0.5) < 0.05, String(past?.finishedAtShare));
  assert.deepEqual(past?.passages[0], { stepKey: 's1', from: 0, to: past?.finishedAtShare });
});

test('before its promised day is over it teaches nothing, even when it is finished', () => {
  const history = begun().do('2018-03-06T08:00', 'finish');
  assert.equal(pastDossier(kin, history.events, calendar, at('2018-03-12T16:00')), undefined);
});

test('still open after its day: late, and its finish is not known', () => {
  const past = pastDossier(kin, begun().events, calendar, at('2018-03-20T08:00'));
  assert.deepEqual([past?.isLate, past?.finishedAtShare], [true, null]);
});

test('what happened later is not known: a dossier late to this day is not excused by its finish tomorrow', () => {
  const history = begun().do('2018-03-21T08:00', 'finish');
  const past = pastDossier(kin, history.events, calendar, at('2018-03-20T08:00'));
  assert.deepEqual([past?.isLate, past?.finishedAtShare], [true, null]);
});

test('a re-appointment does not make it punctual', () => {
  const history = begun()
    .do('2018-03-08T08:00', 'draft-apology', { data: { apologyId: 'a' } })
    .do('2018-03-09T08:00', 'approve-apology', { newDueAt: at('2018-03-15T08:00') })
    .do('2018-03-14T08:00', 'finish');
  assert.equal(pastDossier(kin, history.events, calendar, at('2018-03-20T08:00'))?.isLate, true);
});

test('where an open dossier stands is the share of its running time, after a restart from zero again', () => {
  const history = begun();
  const standing = standingOf(kin, history.ledger('2018-03-07T13:30'), calendar, at('2018-03-07T13:30'));
  assert.ok(Math.abs((standing?.share ?? 0) - 0.5) < 0.05, String(standing?.share));
  history
    .do('2018-03-07T14:00', 'draft-supplement', { data: { supplementId: 's' } })
    .do('2018-03-07T15:00', 'issue-supplement', { data: { supplementId: 's' } });
  assert.equal(standingOf(kin, history.ledger('2018-03-08T08:00'), calendar, at('2018-03-08T08:00')), undefined);
  history.do('2018-03-12T08:00', 'take-supplement', { data: { supplementId: 's' } });
  const again = standingOf(kin, history.ledger('2018-03-12T08:00'), calendar, at('2018-03-12T08:00'));
  assert.equal(again?.share, 0);
});
