import assert from 'node:assert/strict';
import test from 'node:test';
import type { AssignmentView, TaskDetail } from '../schema.ts';
import { byPeriod, focusPart, nextToConfirm } from './focus.ts';

type Given = Partial<Pick<AssignmentView, 'id' | 'dueAt' | 'role' | 'status' | 'actions' | 'superseded' | 'period'>>;

function part(given: Given): AssignmentView {
  const facts = {
    dueAt: null,
    role: 'lead',
    status: 'OPEN_IN_TIME',
    actions: [],
    extensionActs: [],
    superseded: false,
    period: null,
  };
  return { ...facts, ...given } as unknown as AssignmentView;
}

function task(...assignments: AssignmentView[]): TaskDetail {
  return { assignments } as unknown as TaskDetail;
}

test('the part an address names is shown, whatever else waits', () => {
  const both = task(part({ id: 'a', actions: ['report'] }), part({ id: 'b' }));
  assert.equal(focusPart(both, 'b')?.id, 'b');
  assert.equal(focusPart(both, 'gone')?.id, 'a', 'an address that names no part of the task');
});

test('of the parts that wait for the reader the one due first is shown, those without a date last', () => {
  const parts = task(
    part({ id: 'none', actions: ['report'] }),
    part({ id: 'late', actions: ['report'], dueAt: '2018-04-02T17:00:00+07:00' }),
    part({ id: 'first', actions: ['receive', 'report'], dueAt: '2018-03-02T17:00:00+07:00' }),
    part({ id: 'other', dueAt: '2018-01-02T17:00:00+07:00' }),
  );
  assert.equal(focusPart(parts, undefined)?.id, 'first');
});

test('where nothing waits for the reader the first open part is shown, then any', () => {
  const done = part({ id: 'done', status: 'DONE_LATE', dueAt: '2018-01-02T17:00:00+07:00' });
  assert.equal(focusPart(task(done, part({ id: 'open', actions: ['hand-over'] })), undefined)?.id, 'open');
  assert.equal(focusPart(task(done), undefined)?.id, 'done');
  assert.equal(focusPart(task(), undefined), undefined);
});

test('after one answer the next report that waits for the Office follows, never the one just answered', () => {
  const parts = task(part({ id: 'a', actions: ['confirm'] }), part({ id: 'b', actions: ['confirm'] }));
  assert.equal(nextToConfirm(parts, 'a')?.id, 'b');
  assert.equal(nextToConfirm(task(part({ id: 'a', actions: ['confirm'] })), 'a'), undefined);
});

test('periods stand latest first, and a task without periods is one group', () => {
  const march = { key: '2018-03', label: 'Tháng 3/2018', from: '2018-03-01', to: '2018-03-31' };
  const april = { key: '2018-04', label: 'Tháng 4/2018', from: '2018-04-01', to: '2018-04-30' };
  const groups = byPeriod([
    part({ id: 'a', period: march }),
    part({ id: 'b', period: april }),
    part({ id: 'c', period: march }),
  ]);
  assert.deepEqual(
    groups.map(({ label, parts }) => [label, parts.map(({ id }) => id)]),
    [
      ['Tháng 4/2018', ['b']],
      ['Tháng 3/2018', ['a', 'c']],
    ],
  );
  assert.equal(byPeriod([part({ id: 'a' }), part({ id: 'b' })]).length, 1);
});
