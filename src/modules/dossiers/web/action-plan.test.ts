import assert from 'node:assert/strict';
import test from 'node:test';
import { ACTION_FACTS, ACTIONS } from '../domain/actions.ts';
import { fieldsOf, othersOf, passesOn, primaryOf } from './action-plan.ts';

const agency = { id: '0190a0a0-0000-7000-8000-000000000001', name: 'Sở A' };
const step = (key: string, when: string | null = null) => ({
  key,
  name: key,
  when,
  agency,
  minutes: 240,
  besides: [],
  waits: false,
});
const situation = {
  urgency: 'later' as 'later' | 'soon',
  actions: [] as (typeof ACTIONS)[number][],
  nextSteps: [] as ReturnType<typeof step>[],
  officers: [],
  agency,
  officer: null,
  returnWay: 'counter' as const,
  reappointUntil: null as string | null,
};

test('whatever the machine needs for an action, its form asks for', () => {
  const asked: Partial<Record<(typeof ACTIONS)[number], readonly string[]>> = {
    correct: ['correction', 'reason', 'document'],
  };
  for (const action of ACTIONS) {
    const fields = fieldsOf(action, { ...situation, reappointUntil: '2018-03-01' });
    const wanted = asked[action] ?? ACTION_FACTS[action].needs;
    assert.deepEqual(
      wanted.filter((need) => !(fields as readonly string[]).includes(need)),
      [],
      action,
    );
  }
  assert.deepEqual(fieldsOf('finish', situation), []);
});

test('no new day is asked for once none may lawfully be promised', () => {
  assert.deepEqual(fieldsOf('draft-apology', situation), ['reason', 'cause']);
});

test('a step with one way on needs no form, with several the case is chosen', () => {
  assert.deepEqual(fieldsOf('advance', { ...situation, nextSteps: [step('a')] }), []);
  assert.deepEqual(fieldsOf('advance', { ...situation, nextSteps: [step('a', 'đủ'), step('b', 'thiếu')] }), ['way']);
});

test('what presses most is primary, everything else stays within reach, undo is not a button', () => {
  const dossier = {
    ...situation,
    actions: ['advance', 'approve-apology', 'undo', 'suspend'] as typeof situation.actions,
  };
  assert.equal(primaryOf(dossier), 'approve-apology');
  assert.deepEqual(othersOf(dossier), ['advance', 'suspend']);
  assert.equal(primaryOf(situation), undefined);
});

test('where time runs out the apology stands before other acts', () => {
  const actions = ['advance', 'send-back', 'assign', 'draft-apology'] as typeof situation.actions;
  assert.deepEqual(othersOf({ ...situation, actions }), ['send-back', 'assign', 'draft-apology']);
  assert.deepEqual(othersOf({ ...situation, actions, urgency: 'soon' }), ['draft-apology', 'send-back', 'assign']);
});

test('a result that goes by post is posted first', () => {
  const actions = ['hand-over-result', 'post-result'] as typeof situation.actions;
  assert.equal(primaryOf({ ...situation, actions }), 'hand-over-result');
  assert.equal(primaryOf({ ...situation, actions, returnWay: 'post' as never }), 'post-result');
});

test('a desk stays with a dossier it has only written on', () => {
  for (const action of [
    'record-verification',
    'ask-opinion',
    'draft-apology',
    'correct',
    'note-fault',
    'assign',
  ] as const)
    assert.equal(passesOn(action), false, action);
});
