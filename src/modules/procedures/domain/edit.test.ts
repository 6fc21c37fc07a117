import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { anyFlow, aStep, flow } from '../testing/flows.ts';
import { malformed } from './check.ts';
import { diffWorkflows } from './diff.ts';
import { insertStep, moveStep, removeStep } from './edit.ts';
import { inOrder } from './graph.ts';
import { layOut } from './layout.ts';
import type { WorkflowBody } from './workflow.ts';

const row = flow(aStep('b1', 120, 'b2'), aStep('b2', 240, 'b3'), aStep('b3', null));
const drawn = (body: WorkflowBody) =>
  body.steps.map(({ key, next }) => `${key}>${next.map(({ to, when }) => (when ? `${to}:${when}` : to)).join('+')}`);
const added = { name: 'Lấy ý kiến', role: 'officer', agency: { kind: 'competent' }, level: null } as const;

test('a step put in takes over the ways of the one before it, at the start it leads to the first', () => {
  assert.deepEqual(drawn(insertStep(row, 'b1', added)), ['b1>b4', 'b4>b2', 'b2>b3', 'b3>']);
  assert.deepEqual(drawn(insertStep(row, null, added)), ['b4>b1', 'b1>b2', 'b2>b3', 'b3>']);
  assert.deepEqual(drawn(insertStep(flow(), null, added)), ['b1>']);
});

test('a step taken out joins what it stood between and keeps the name of the case that led to it', () => {
  assert.deepEqual(drawn(removeStep(row, 'b2')), ['b1>b3', 'b3>']);
  const branched = flow(aStep('a', 0, 'b: có, c: không'), aStep('b', 0, 'd'), aStep('c', 0, 'd'), aStep('d', 0));
  assert.deepEqual(drawn(removeStep(branched, 'b')), ['a>d:có+c:không', 'c>d', 'd>']);
  assert.deepEqual(removeStep(row, 'khong'), row);
});

test('a step moved in a plain row takes its place in the way, too; at the ends nothing moves', () => {
  assert.deepEqual(drawn(moveStep(row, 'b3', -1)), ['b1>b3', 'b3>b2', 'b2>']);
  assert.deepEqual(moveStep(row, 'b1', -1), row);
  assert.deepEqual(moveStep(row, 'b3', 1), row);
});

test('whatever is put in or taken out of a workflow, it can be kept and goes in no circle', () => {
  fc.assert(
    fc.property(anyFlow, fc.nat(8), (body, at) => {
      const key = body.steps[at % body.steps.length]?.key ?? '';
      for (const changed of [insertStep(body, key, added), insertStep(body, null, added), removeStep(body, key)]) {
        assert.equal(malformed(changed), undefined);
        assert.ok(inOrder(changed));
      }
      assert.equal(insertStep(body, key, added).steps.length, body.steps.length + 1);
      assert.equal(removeStep(body, key).steps.length, body.steps.length - 1);
    }),
  );
});

test('in the picture every step has a place of its own in its lane, below what leads to it', () => {
  fc.assert(
    fc.property(anyFlow, (body) => {
      const { places, lanes, rows, columns } = layOut(body);
      const taken = new Set([...places.values()].map(({ row, column }) => `${row}/${column}`));
      assert.equal(taken.size, body.steps.length);
      for (const step of body.steps) {
        const place = places.get(step.key) ?? assert.fail(step.key);
        assert.ok(place.row <= rows && place.column <= columns);
        const lane = lanes.find(({ key }) => step.agency.kind === 'code' && key === step.agency.code) ?? assert.fail();
        assert.ok(lane.from <= place.column && place.column <= lane.to);
        for (const { to } of step.next) assert.ok((places.get(to)?.row ?? 0) > place.row);
      }
    }),
  );
});

test('a version compared with itself shows nothing; each change is named by its part', () => {
  fc.assert(fc.property(anyFlow, (body) => assert.deepEqual(diffWorkflows(body, body), [])));
  const after = flow(
    aStep('b1', 120, 'b2'),
    aStep('b2', 480, 'b4', { role: 'agency-head' }),
    aStep('b4', null, '', { agency: { kind: 'receiving' } }),
  );
  assert.deepEqual(
    diffWorkflows(row, after).map(({ key, kind, parts }) => [key, kind, parts.join()]),
    [
      ['b2', 'changed', 'role,minutes,next'],
      ['b4', 'added', ''],
      ['b3', 'removed', ''],
    ],
  );
});

test('in a branch two steps that follow one another change places, ways and all; the branches stay as they are', () => {
  const branched = flow(
    aStep('a', 120, 'b, c', { split: 'all' }),
    aStep('b', 240, 'd'),
    aStep('c', 240, 'e'),
    aStep('e', 60, 'd'),
    aStep('d', 60, 'f', { join: 'all' }),
    aStep('f', null),
  );
  const up = moveStep(branched, 'e', -1);
  assert.deepEqual(drawn(up), ['a>b+e', 'b>d', 'e>c', 'c>d', 'd>f', 'f>']);
  assert.deepEqual(drawn(moveStep(up, 'e', 1)), drawn(branched), 'moved back it is as before');
  assert.equal(up.steps.find(({ key }) => key === 'd')?.join, 'all');
  assert.deepEqual(
    drawn(moveStep(branched, 'c', -1)),
    ['a>b+c', 'c>e', 'b>d', 'e>d', 'd>f', 'f>'],
    'steps of two branches only change their numbers',
  );
});
