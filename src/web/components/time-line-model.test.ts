import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeLineModel } from './time-line-model.ts';

test('an open task stands between start and due, with today where it is', () => {
  const line = timeLineModel({ start: '2018-03-01', due: '2018-03-10', now: '2018-03-06' });
  assert.equal(line.due, 100);
  assert.equal(line.now, 50);
  assert.equal(line.isOverdue, false);
});

test('a day is due at its end: on the due day itself nothing is overdue, the next minute it is', () => {
  const task = { start: '2018-03-01', due: '2018-03-10' };
  assert.equal(timeLineModel({ ...task, now: '2018-03-10T23:59:00+07:00' }).isOverdue, false);
  const late = timeLineModel({ ...task, now: '2018-03-11T00:01:00+07:00' });
  assert.equal(late.isOverdue, true);
  assert.equal(late.now, 100);
  assert.ok(late.due < 100);
});

test('finished after the due day is late and not overdue; the line ends where it was finished', () => {
  const line = timeLineModel({ start: '2018-03-01', due: '2018-03-05', now: '2019-01-01', finishedAt: '2018-03-11' });
  assert.deepEqual([line.isOverdue, line.isLate, line.finished, line.due], [false, true, 100, 50]);
});

test('a due day before the start, as some documents have it, is drawn and does not throw', () => {
  const line = timeLineModel({ start: '2018-03-10', due: '2018-03-01', now: '2018-03-10' });
  assert.equal(line.isOverdue, false);
  assert.ok(Number.isFinite(line.due) && Number.isFinite(line.now));
});

test('days off outside the line are cut at its ends or left out', () => {
  const line = timeLineModel({
    start: '2018-03-01',
    due: '2018-03-10',
    now: '2018-03-01',
    daysOff: [
      { from: '2018-02-20', to: '2018-02-25' },
      { from: '2018-02-28', to: '2018-03-01' },
      { from: '2018-03-10', to: '2018-03-20' },
    ],
  });
  assert.deepEqual(
    line.daysOff.map(({ left, width }) => [left, Math.round(width)]),
    [
      [0, 10],
      [90, 10],
    ],
  );
});

test('what passes while time does not count is neither overdue nor late, however long it takes', () => {
  const work = { start: '2018-03-01', due: '2018-03-05', stoppedSince: '2018-03-04' };
  const waiting = timeLineModel({ ...work, now: '2018-03-11' });
  assert.deepEqual([waiting.isOverdue, waiting.counted, waiting.due, waiting.now], [false, 30, 50, 100]);
  const withdrawn = timeLineModel({ ...work, now: '2019-01-01', finishedAt: '2018-03-11' });
  assert.deepEqual([withdrawn.isLate, withdrawn.counted, withdrawn.finished], [false, 30, 100]);
});

test('what was overdue when time was stopped stays so, until there and no further', () => {
  const line = timeLineModel({ start: '2018-03-01', due: '2018-03-05', now: '2018-03-11', stoppedSince: '2018-03-08' });
  assert.deepEqual([line.isOverdue, line.due, line.counted, line.now], [true, 50, 70, 100]);
});
