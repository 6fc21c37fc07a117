import assert from 'node:assert/strict';
import test from 'node:test';
import { opening, shownDue } from './due.ts';

test('a due day without an hour is shown as a day, one with an hour as a moment', () => {
  assert.equal(shownDue('2018-03-30T23:59:59+07:00'), '2018-03-30');
  assert.equal(shownDue('2018-03-30T17:00:00+07:00'), '2018-03-30T17:00:00+07:00');
  assert.equal(shownDue(null), undefined);
});

test('the opening of an order ends between words, without the comma before the cut', () => {
  assert.equal(opening('Giao Sở  Nội vụ\nchủ trì', 40), 'Giao Sở Nội vụ chủ trì');
  assert.equal(opening('Giao Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp', 26), 'Giao Sở Nội vụ chủ trì…');
  assert.equal(opening('x'.repeat(50), 10), `${'x'.repeat(10)}…`);
});
