import assert from 'node:assert/strict';
import test from 'node:test';
import type { Ask } from '../domain/proposal.ts';
import type { Rule } from '../domain/rule.ts';
import { askOf, conditionsOf, NO_LEAST, typedOf, WAYS } from './proposal-typed.ts';

const RULES: readonly Rule[] = [
  { type: 'yes-no', condition: 'Ban hành trước 31/01' },
  { type: 'all-of', conditions: ['Ban hành', 'Công khai'] },
  { type: 'timeliness', late: 50 },
  {
    type: 'step',
    unit: 'per-cent',
    bands: [
      { gt: 90, points: 200 },
      { ge: 70, le: 90, points: 100 },
    ],
    nothingDue: 'full',
  },
  { type: 'step', unit: 'count', bands: [{ ge: 3, points: 200 }], nothingDue: 'not-applicable' },
  { type: 'count-capped', each: 50 },
  { type: 'proportional', floorPerCent: 50, fullFromPerCent: 95.5, nothingDue: 'zero' },
  {
    type: 'banded-formula',
    variables: [{ name: 'x', label: 'Tỷ lệ', unit: 'per-cent' }],
    of: 'x',
    bands: [{ ge: 50, lt: 80, formula: 'x / 100.0' }],
  },
  { type: 'survey' },
  { type: 'points' },
];
const READINGS: Partial<Record<Rule['type'], Extract<Ask, { kind: 'replace-rule' }>['reading']>> = {
  'yes-no': { conditions: [{ fact: 'per-cent', atLeast: 90.5 }] },
  'all-of': { conditions: [null, { fact: 'count', atLeast: 3 }] },
  timeliness: { timeliness: { onTime: { fact: 'met', atLeast: 1 }, late: { fact: 'met', atLeast: 0 } } },
  'banded-formula': { variables: { x: 'per-cent' } },
};

const proposal = (ask: Ask) => ({
  content: { ask, name: 'Tên', ruleWords: '', reasons: [], precedents: [] },
  rule: null,
  max: 200,
});

const asks: readonly Ask[] = [
  { kind: 'drop' },
  ...(['reweight', 'bonus', 'penalty'] as const).map((kind): Ask => ({ kind, max: 150 })),
  ...RULES.map((rule): Ask => ({ kind: 'replace-rule', max: 200, rule })),
  ...RULES.flatMap((rule): Ask[] => {
    const reading = READINGS[rule.type];
    return reading ? [{ kind: 'replace-rule', max: 200, rule, reading }] : [];
  }),
];

test('whatever can be asked is typed again as it was kept, edges of steps included', () => {
  for (const ask of asks) assert.deepEqual(askOf(typedOf(proposal(ask))), ask, JSON.stringify(ask));
  assert.deepEqual(new Set(asks.map(({ kind }) => kind)), new Set(WAYS));
});

test('a figure without a number, or half of a reading, is told at its field', () => {
  const typed = typedOf(proposal({ kind: 'replace-rule', max: 200, rule: RULES[0] ?? assert.fail() }));
  const half = { fact: 'per-cent', atLeast: 'chín mươi' };
  assert.deepEqual(askOf({ ...typed, conditions: [half] }), { faults: [{ field: 'reading' }] });
  const late = typedOf(proposal({ kind: 'replace-rule', max: 200, rule: { type: 'timeliness', late: 50 } }));
  const whole = { fact: 'per-cent', atLeast: '90' };
  assert.deepEqual(askOf({ ...late, onTime: whole }), { faults: [{ field: 'late' }] });
  assert.deepEqual(askOf({ ...late, late: whole }), { faults: [{ field: 'onTime' }] });
  assert.deepEqual(askOf({ ...typed, way: 'bonus', max: '0' }), { faults: [{ field: 'max' }] });
  assert.deepEqual(askOf({ ...typed, max: 'hai' }), { faults: [{ field: 'max' }] });
  assert.deepEqual(askOf({ ...typed, rule: { ...typed.rule, kind: '' } }), { faults: [{ field: 'kind' }] });
});

test('conditions are lines, and figures left from conditions taken away are not asked for', () => {
  const typed = typedOf(proposal({ kind: 'replace-rule', max: 200, rule: RULES[1] ?? assert.fail() }));
  const fewer = { ...typed, rule: { ...typed.rule, conditions: 'Ban hành\n\n' } };
  assert.deepEqual(conditionsOf(fewer), ['Ban hành']);
  const ask = askOf({ ...fewer, conditions: [NO_LEAST, { fact: 'count', atLeast: '3' }] });
  assert.ok(!('faults' in ask) && ask.kind === 'replace-rule' && ask.reading === undefined);
});
