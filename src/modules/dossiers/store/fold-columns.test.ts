import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Facts } from '../domain/facts.ts';
import { changesOfFacts, rowOfFacts } from './fold-columns.ts';

const AT = new Date('2018-02-26T01:00:00Z');
const LATER = new Date('2018-03-05T09:30:00Z');

const before: Facts = {
  state: 'processing',
  clock: 'running',
  stepKey: 'b2',
  stepName: 'Thẩm định',
  stepMinutes: 480,
  stepEnteredAt: AT,
  stepDueAt: AT,
  agencyId: 'a',
  officerId: null,
  resumeState: null,
  submittedAt: AT,
  receivedAt: AT,
  firstDueAt: AT,
  lawfulDueAt: AT,
  dueAt: AT,
  plainEndOn: null,
  lawfulPlainEndOn: null,
  stoppedAt: null,
  finishedAt: null,
  endedAt: null,
  returnedAt: null,
  outcome: null,
  reappointments: 0,
  supplementRounds: 0,
  wasLate: false,
  opinions: [],
  tracks: null,
  waitUntil: null,
  supplementDraftId: null,
  apologyDraftId: null,
  version: 3,
};

/** Another value for every single fact. */
const others: { readonly [Name in keyof Facts]: Facts[Name] } = {
  state: 'awaiting-supplement',
  clock: 'stopped',
  stepKey: 'b3',
  stepName: 'Ký',
  stepMinutes: null,
  stepEnteredAt: LATER,
  stepDueAt: LATER,
  agencyId: 'b',
  officerId: 'p',
  resumeState: 'processing',
  submittedAt: LATER,
  receivedAt: LATER,
  firstDueAt: LATER,
  lawfulDueAt: LATER,
  dueAt: LATER,
  plainEndOn: '2018-03-05',
  lawfulPlainEndOn: '2018-03-05',
  stoppedAt: LATER,
  finishedAt: LATER,
  endedAt: LATER,
  returnedAt: LATER,
  outcome: 'refused',
  reappointments: 1,
  supplementRounds: 1,
  wasLate: true,
  opinions: [{ id: 'o', agencyId: 'b', branch: false }],
  tracks: { main: 'a', begun: [], others: [] },
  waitUntil: '2018-03-05',
  supplementDraftId: 's',
  apologyDraftId: 'l',
  version: 4,
};

test('whatever single fact changes, what is written makes the row that writing all of it makes', () => {
  for (const name of Object.keys(before) as (keyof Facts)[]) {
    const after: Facts = { ...before, [name]: others[name] };
    assert.notDeepEqual(rowOfFacts(after), rowOfFacts(before), `${name} is kept in no column`);
    assert.deepEqual({ ...rowOfFacts(before), ...changesOfFacts(before, after) }, rowOfFacts(after), name);
  }
});

test('a step that moves no promise writes no moment of the promise again', () => {
  const written = changesOfFacts(before, { ...before, stepKey: 'b3', stepDueAt: LATER, version: 4 });
  assert.deepEqual([written.step_key, written.step_due_at, written.version], ['b3', LATER, 4]);
  for (const column of ['due_at', 'lawful_due_at', 'received_at', 'finished_at', 'opinions'])
    assert.ok(!(column in written), column);
});
