import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeTyped, readDay, writeDay } from './day-text.ts';

const TODAY = '2018-02-26';

test('a day is read in every way clerks type it, always day before month', () => {
  for (const text of [
    '30/3/2018',
    '30/03/2018',
    '30-3-2018',
    '30.3.18',
    '30 3 2018',
    '30032018',
    '30/3',
    '2018-03-30',
    ' 30/3 ',
  ]) {
    assert.equal(readDay(text, TODAY), '2018-03-30', text);
  }
});

test('what is no day is not made into one', () => {
  for (const text of ['31/2/2018', '30/13/2018', '3/30/2018', '30', '', '30/3/2', 'mai', '99999999']) {
    assert.equal(readDay(text, TODAY), undefined, text);
  }
});

test('what is written can be read again', () => {
  assert.equal(readDay(writeDay('2016-02-29'), TODAY), '2016-02-29');
  assert.equal(writeDay(''), '');
});

test('what was typed is judged before it is lost: nothing, no day, a day that may not be chosen, a day', () => {
  assert.equal(judgeTyped('  ', TODAY), 'empty');
  assert.equal(judgeTyped('31/2', TODAY), 'unreadable');
  assert.equal(judgeTyped('25/2', TODAY, TODAY), 'outside');
  assert.equal(judgeTyped('26/2', TODAY, TODAY, TODAY), 'day');
  assert.equal(judgeTyped('27/2', TODAY, undefined, TODAY), 'outside');
});
