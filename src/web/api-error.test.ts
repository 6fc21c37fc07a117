import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toApiError } from './api-error.ts';

test('a problem becomes a sentence, its fields and a reference', () => {
  const error = toApiError(
    422,
    {
      title: 'Cần sửa nội dung nhập',
      detail: 'Chưa giao được việc.',
      code: 'directives.invalid',
      reference: 'ab12cd34',
      fields: { dueOn: 'Hạn trước ngày ban hành.', bad: 3 },
    },
    'không đọc được',
  );
  assert.equal(error.sentence, 'Chưa giao được việc.');
  assert.equal(error.code, 'directives.invalid');
  assert.equal(error.reference, 'ab12cd34');
  assert.deepEqual(error.fields, [{ field: 'dueOn', sentence: 'Hạn trước ngày ban hành.' }]);
  assert.equal(error.isOffline, false);
});

test('an answer that is no problem still gives a sentence', () => {
  for (const body of [undefined, null, 'Bad gateway', 42, {}, { detail: '   ' }]) {
    const error = toApiError(502, body, 'không đọc được');
    assert.deepEqual([error.status, error.code, error.sentence], [502, 'unreadable', 'không đọc được']);
  }
});
