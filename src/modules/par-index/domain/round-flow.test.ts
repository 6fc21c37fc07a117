import assert from 'node:assert/strict';
import test from 'node:test';
import {
  appraiserOf,
  denialOfValue,
  finalStage,
  type LeafStanding,
  moveFrom,
  MOVES,
  type Obstacles,
  obstacleTo,
  ROUND_STATES,
  type Stage,
  visibleStages,
} from './round-flow.ts';

const none: Obstacles = {
  openSheets: 0,
  notAppraised: 0,
  openExplanations: 0,
  notAppraisedAgain: 0,
  missing: 0,
  unanswered: 0,
  windowOpen: false,
  samePerson: false,
};
const leaf: LeafStanding = { scorer: 'unit', sheetLocked: false, flagged: false, explained: false };

test('a round goes one way, step by step, and a published one goes nowhere', () => {
  const way = ['self-scoring'];
  for (const move of ['advance', 'advance', 'advance', 'advance', 'close', 'approve', 'publish'] as const)
    way.push(moveFrom(way.at(-1) as 'council', move) ?? 'stuck');
  assert.deepEqual(way, ROUND_STATES.slice(0, 8));
  for (const state of ['published', 'cancelled'] as const)
    assert.deepEqual(
      MOVES.filter((move) => moveFrom(state, move)),
      [],
      state,
    );
  assert.equal(moveFrom('approved', 'cancel'), undefined, 'what was approved is not quietly called off');
});

test('each move names the first thing in its way and how many there are', () => {
  const cases = [
    ['self-scoring', 'advance', { openSheets: 3 }, 'open-sheets', 3],
    ['appraisal-1', 'advance', { notAppraised: 12 }, 'not-appraised', 12],
    ['explanation', 'advance', { openExplanations: 2 }, 'open-explanations', 2],
    ['appraisal-2', 'advance', { notAppraisedAgain: 1 }, 'not-appraised-again', 1],
    ['council', 'close', { missing: 5 }, 'missing-values', 5],
    ['reply', 'approve', { unanswered: 2 }, 'unanswered-replies', 2],
    ['reply', 'approve', { windowOpen: true, unanswered: 2 }, 'reply-window-open', 1],
    ['reply', 'approve', { samePerson: true, windowOpen: true }, 'same-person', 1],
  ] as const;
  for (const [state, move, found, what, count] of cases)
    assert.deepEqual(obstacleTo(state, move, { ...none, ...found }), { what, count });
  assert.equal(obstacleTo('explanation', 'advance', { ...none, openSheets: 9 }), undefined);
  assert.equal(obstacleTo('reply', 'approve', none), undefined);
});

test('a unit scores its open sheet, not a locked one, not a survey, not after the deadline', () => {
  const self = (state: 'self-scoring' | 'appraisal-1', change: Partial<LeafStanding>) =>
    denialOfValue('self', state, ['unit'], { ...leaf, ...change });
  assert.equal(self('self-scoring', {}), undefined);
  assert.equal(self('self-scoring', { scorer: 'bonus' }), undefined);
  assert.equal(self('self-scoring', { sheetLocked: true }), 'locked');
  assert.equal(self('appraisal-1', {}), 'wrong-state');
  for (const scorer of ['survey', 'appraiser', 'system'] as const)
    assert.equal(self('self-scoring', { scorer }), 'not-self-scored', scorer);
  assert.equal(denialOfValue('self', 'self-scoring', ['appraiser', 'manager'], leaf), 'not-yours');
});

test('explanation and second appraisal are open on flagged leaves alone', () => {
  for (const [stage, state, party] of [
    ['explanation', 'explanation', 'unit'],
    ['appraisal-2', 'appraisal-2', 'appraiser'],
  ] as const) {
    assert.equal(denialOfValue(stage, state, [party], leaf), 'not-flagged');
    assert.equal(denialOfValue(stage, state, [party], { ...leaf, flagged: true }), undefined);
    assert.equal(denialOfValue(stage, 'council', [party], { ...leaf, flagged: true }), 'wrong-state');
    assert.equal(denialOfValue(stage, state, [], { ...leaf, flagged: true }), 'not-yours');
  }
  const locked = { ...leaf, flagged: true, explained: true };
  assert.equal(denialOfValue('explanation', 'explanation', ['unit'], locked), 'locked');
});

test('surveys are entered by the manager and nothing moves any more once the council has closed', () => {
  assert.equal(denialOfValue('survey', 'council', ['manager'], { ...leaf, scorer: 'survey' }), undefined);
  assert.equal(denialOfValue('survey', 'reply', ['manager'], { ...leaf, scorer: 'survey' }), 'wrong-state');
  assert.equal(denialOfValue('survey', 'council', ['manager'], leaf), 'not-a-survey');
  assert.equal(denialOfValue('survey', 'council', ['unit'], { ...leaf, scorer: 'survey' }), 'not-yours');
});

test('nobody appraises himself: the next agency takes the leaf, and none is found where all are the unit', () => {
  assert.equal(appraiserOf(['finance', 'home', 'office'], new Set(['finance'])), 'home');
  assert.equal(appraiserOf(['finance', 'home'], new Set(['unit'])), 'finance');
  assert.equal(appraiserOf(['finance', 'home'], new Set(['finance', 'home'])), undefined);
});

test('a unit does not see an appraisal while it is going on, and never a blind score', () => {
  const unit = (state: (typeof ROUND_STATES)[number]) => visibleStages(state, ['unit'], false);
  assert.equal(unit('appraisal-1').has('appraisal-1'), false);
  assert.equal(unit('explanation').has('appraisal-1'), true);
  assert.equal(unit('council').has('appraisal-2'), false);
  assert.equal(unit('reply').has('final'), true);
  for (const state of ROUND_STATES) assert.equal(unit(state).has('blind'), false, state);
  for (const state of ROUND_STATES)
    assert.equal(visibleStages(state, ['blind-appraiser'], false).has('appraisal-1'), false, state);
  assert.equal(visibleStages('council', [], false).size, 0);
});

test('the second appraisal stands before the first, a survey leaf takes nothing but the survey', () => {
  const has =
    (...stages: Stage[]) =>
    (stage: Stage) =>
      stages.includes(stage);
  assert.equal(finalStage('unit', has('self', 'appraisal-1', 'appraisal-2')), 'appraisal-2');
  assert.equal(finalStage('unit', has('self', 'appraisal-1')), 'appraisal-1');
  assert.equal(finalStage('unit', has('self', 'live')), undefined, 'what nobody appraised has no final value');
  assert.equal(finalStage('survey', has('self', 'appraisal-1')), undefined);
  assert.equal(finalStage('system', has('live')), 'live');
});
