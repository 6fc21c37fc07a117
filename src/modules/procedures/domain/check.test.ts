import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import test from 'node:test';
import fc from 'fast-check';
import { anyFlow, aStep, flow } from '../testing/flows.ts';
import { checkWorkflow, malformed, stoppers } from './check.ts';
import { casePaths, circling, inOrder, reachable } from './graph.ts';
import { readSampleSteps, type SampleStep } from './sample-workflow.ts';
import { makeLimit } from './time-limit.ts';
import { stepByKey, type WorkflowBody } from './workflow.ts';

const days = (amount: number) => ({ limit: makeLimit('working-day', amount) });
const codes = (body: WorkflowBody, limit = days(2)) =>
  checkWorkflow(body, limit).map(({ code, step }) => (step ? `${code} ${step}` : code));

test('a row of steps that adds up has nothing to say', () => {
  assert.deepEqual(codes(flow(aStep('a', 240, 'b'), aStep('b', 720, 'c'), aStep('c', null))), []);
});

test('the published document that adds up wrongly is told by how much: 1.003999, 9.5 of 10.5 days', () => {
  const file = JSON.parse(
    readFileSync(resolve(import.meta.dirname, '../../../../data/procedures-sample.json'), 'utf8'),
  ) as { procedures: { code: string | null; steps: SampleStep[]; timeLimit: { value: number } }[] };
  const agencies = { office: 'KH.VPUBND', committee: 'KH.UBND' };
  const wrong = file.procedures
    .filter(({ steps, code }) => steps.length > 0 && code !== null && code !== '1.009645')
    .flatMap(({ code, steps, timeLimit }) =>
      checkWorkflow(readSampleSteps(steps, code === '2.002755' ? 'xa->tinh' : 'tinh', agencies), days(timeLimit.value))
        .filter(({ severity }) => severity === 'warn')
        .map((warning) => ({ code, what: warning.code, ...warning.values })),
    );
  assert.deepEqual(wrong, [{ code: '1.003999', what: 'under-limit', minutes: 9.5 * 480, limit: 10.5 * 480 }]);
});

test('cases are added up one by one: the long one is over, the short one is only noted', () => {
  const body = flow(aStep('a', 480, 'b: có xác minh, c: không xác minh'), aStep('b', 960, 'c'), aStep('c', 480));
  assert.deepEqual(
    checkWorkflow(body, days(2)).map(({ code, values }) => [code, values['cases'], values['minutes']]),
    [['over-limit', 'có xác minh', 1920]],
  );
  assert.deepEqual(
    checkWorkflow(body, days(4)).map(({ code, values }) => [code, values['cases']]),
    [['case-shorter', 'không xác minh']],
  );
});

test('work side by side counts once, as long as its longest branch', () => {
  const body = flow(
    aStep('a', 240, 'b, c', { split: 'all' }),
    aStep('b', 480, 'd'),
    aStep('c', 720, 'd'),
    aStep('d', 0, '', { join: 'all' }),
  );
  assert.deepEqual(codes(body, days(2)), []);
  assert.deepEqual(codes({ ...body, steps: body.steps.map((step) => ({ ...step, join: 'any' as const })) }), [
    'race d',
  ]);
});

test('alternatives that meet again are no race', () => {
  assert.deepEqual(
    codes(flow(aStep('a', 480, 'b: x, c: y'), aStep('b', 480, 'd'), aStep('c', 480, 'd'), aStep('d', 0))),
    [],
  );
});

test('what a dossier cannot pass through stops publishing: nothing, a circle, no end, cases or steps without names', () => {
  const stopped = (body: WorkflowBody) =>
    stoppers(checkWorkflow(body, days(2))).map(({ code, step }) => (step ? `${code} ${step}` : code));
  assert.deepEqual(stopped(flow()), ['empty']);
  assert.deepEqual(stopped(flow(aStep('a', 960, 'b'), aStep('b', 0, 'c'), aStep('c', 0, 'b'))), [
    'circle b',
    'circle c',
    'no-end',
  ]);
  assert.deepEqual(stopped(flow(aStep('a', 960, 'b'), { ...aStep('b', 0), name: ' ' })), ['unnamed-step b']);
  assert.deepEqual(stopped(flow(aStep('a', 960, 'b, c'), aStep('b', 0), aStep('c', 0))), ['unnamed-case a']);
  assert.deepEqual(stopped(flow(aStep('a', 960, 'b: x, c: x'), aStep('b', 0), aStep('c', 0))), ['same-case a']);
});

test('wrong sums, missing people and lost steps warn and never stop', () => {
  const body = flow(aStep('a', 480, 'b'), aStep('b', 240), aStep('lac', 60));
  const staff = new Map([
    ['a', 0],
    ['b', null],
  ]);
  const warnings = checkWorkflow(body, days(2), staff);
  assert.deepEqual(
    warnings.map(({ code, step }) => `${code} ${step ?? ''}`.trim()),
    ['under-limit', 'no-staff a', 'unreachable lac', 'unknown-agency lac'],
  );
  assert.deepEqual(stoppers(warnings), []);
});

test('a level whose steps do not come to its stated subtotal is named with both figures', () => {
  const body: WorkflowBody = {
    steps: [aStep('a', 2400, 'b', { level: 'xa' }), aStep('b', 3000, 'c', { level: 'tinh' }), aStep('c', 360)],
    subtotals: [
      { level: 'xa', minutes: 2400 },
      { level: 'tinh', minutes: 3360 },
    ],
  };
  assert.deepEqual(
    checkWorkflow(body, days(12)).map(({ code, step, values }) => [code, step, values]),
    [
      ['subtotal-differs', null, { level: 'tinh', minutes: 3000, stated: 3360 }],
      ['no-level', 'c', {}],
    ],
  );
});

test('plain days are not compared with working time, a day is for a same-day limit, and no limit means no word', () => {
  const body = flow(aStep('a', 600, 'b'), aStep('b', null));
  assert.deepEqual(codes(body, { limit: makeLimit('calendar-day', 17) }), ['limit-not-comparable']);
  assert.deepEqual(codes(body, { limit: makeLimit('same-day', null) }), ['over-limit']);
  assert.deepEqual(codes(body, { limit: makeLimit('unknown', null) }), []);
  assert.deepEqual(codes(flow(aStep('a', null)), { limit: makeLimit('same-day', null) }), []);
  assert.deepEqual(codes(flow(aStep('a', null))), ['no-times']);
});

test('a body that cannot be kept is refused with the step it is about', () => {
  assert.equal(malformed(flow(aStep('a', 0, 'khong'))), 'bước "Bước a" dẫn tới bước không có');
  assert.equal(malformed(flow(aStep('a', 0, 'a'))), 'bước "Bước a" dẫn về chính nó');
  assert.equal(malformed(flow(aStep('a', 0), aStep('a', 0))), 'hai bước trùng khóa');
  assert.equal(malformed(flow(aStep('a', 0, 'b, b'), aStep('b', 0))), 'bước "Bước a" dẫn hai lần tới cùng một bước');
});

test('whatever is drawn, checking answers, and says the same again', () => {
  fc.assert(
    fc.property(anyFlow, fc.integer({ min: 1, max: 40 }), (body, amount) => {
      const warnings = checkWorkflow(body, days(amount));
      assert.deepEqual(checkWorkflow(body, days(amount)), warnings);
      assert.equal(malformed(body), undefined);
      for (const { step } of warnings) assert.ok(step === null || stepByKey(body, step));
    }),
  );
});

test('a workflow is over its limit exactly when one of its ways is longer', () => {
  fc.assert(
    fc.property(anyFlow, fc.integer({ min: 1, max: 40 }), (body, quarters) => {
      const limit = makeLimit('working-hour', quarters * 2);
      const longer = (casePaths(body) ?? []).some(({ minutes }) => minutes > quarters * 120);
      assert.equal(
        checkWorkflow(body, { limit }).some(({ code }) => code === 'over-limit'),
        longer,
      );
    }),
  );
});

test('a step given more time never makes any way shorter', () => {
  fc.assert(
    fc.property(anyFlow, fc.nat(8), (body, at) => {
      const longer = body.steps.map((step, index) =>
        index === at % body.steps.length ? { ...step, minutes: (step.minutes ?? 0) + 120 } : step,
      );
      const before = casePaths(body) ?? [];
      const after = casePaths({ steps: longer }) ?? [];
      assert.ok(before.every((path, index) => path.minutes <= (after[index]?.minutes ?? -1)));
    }),
  );
});

test('a way opens only what can be reached, begins each step after what leads to it, and stays within all steps added up', () => {
  fc.assert(
    fc.property(anyFlow, (body) => {
      const seen = reachable(body);
      const sum = body.steps.reduce((total, step) => total + (step.minutes ?? 0), 0);
      for (const path of casePaths(body) ?? assert.fail('no circle was drawn')) {
        assert.ok(path.minutes <= sum);
        assert.ok([...path.times.keys()].every((key) => seen.has(key)));
        for (const time of path.times.values()) assert.ok(time.from <= time.to && time.to <= path.minutes);
      }
    }),
  );
});

test('circles are found exactly where no order exists', () => {
  fc.assert(
    fc.property(anyFlow, fc.nat(8), fc.nat(8), (body, from, to) => {
      const size = body.steps.length;
      const back = `b${to % size}`;
      const steps = body.steps.map((step, at) =>
        at === from % size && back !== step.key && !step.next.some((way) => way.to === back)
          ? { ...step, next: [...step.next, { to: back, when: 'quay lại' }] }
          : step,
      );
      assert.equal(inOrder({ steps }) === undefined, circling({ steps }).length > 0);
    }),
  );
});
