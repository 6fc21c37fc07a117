import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type Mark, segmentsOf } from './text-segments.ts';

const mark = (from: number, to: number, owner = 'a'): Mark => ({ from, to, owner, role: 'task' });

test('the segments joined are the text, whatever is marked', () => {
  const marks = fc.array(
    fc.tuple(fc.integer({ min: -5, max: 60 }), fc.integer({ min: -5, max: 60 })).map(([from, to]) => mark(from, to)),
  );
  fc.assert(
    fc.property(fc.string({ maxLength: 50 }), marks, (text, given) => {
      const segments = segmentsOf(text, given);
      assert.equal(segments.map((segment) => segment.text).join(''), text);
      for (const segment of segments)
        assert.equal(text.slice(segment.from, segment.from + segment.text.length), segment.text);
    }),
  );
});

test('a field inside a task carries both marks', () => {
  const segments = segmentsOf('Sở Nội vụ báo cáo', [
    mark(0, 17, 'task'),
    { from: 0, to: 9, owner: 'task', role: 'lead' },
  ]);
  assert.deepEqual(
    segments.map((segment) => [segment.text, segment.marks.map((one) => one.role)]),
    [
      ['Sở Nội vụ', ['task', 'lead']],
      [' báo cáo', ['task']],
    ],
  );
});
