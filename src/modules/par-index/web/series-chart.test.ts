import assert from 'node:assert/strict';
import test from 'node:test';
import { chartOf } from './series-chart.ts';

const point = (year: number, indexHundredths: number, backCast = false) => ({ year, indexHundredths, backCast });

test('no line crosses a break, and the recast year stands on its far side', () => {
  const chart = chartOf(
    [
      { points: [point(2016, 7000), point(2017, 7500)] },
      { points: [point(2017, 7200, true), point(2018, 8000), point(2019, 8100)] },
    ],
    [{ year: 2018, confirmed: true }],
  );
  assert.equal(chart.lines.length, 2);
  const cut = chart.breaks[0]?.x ?? 0;
  const xs = chart.lines.map((line) => [...line.matchAll(/[ML]?([\d.]+) [\d.]+/g)].map(([, x]) => Number(x)));
  assert.ok(
    xs[0]?.every((x) => x < cut),
    'the old years end before the break',
  );
  assert.ok(
    xs[1]?.every((x) => x > cut),
    'the new ones begin after it',
  );
});

test('one year tried under a draft is two points without a line, drawn apart', () => {
  const chart = chartOf(
    [{ points: [point(2017, 7500)] }, { points: [point(2017, 7200, true)] }],
    [{ year: 2018, confirmed: false }],
  );
  assert.deepEqual(chart.lines, []);
  const [was, tried] = chart.points;
  assert.ok(was && tried && was.x < (chart.breaks[0]?.x ?? 0) && (chart.breaks[0]?.x ?? 0) < tried.x);
  assert.notEqual(was.above, tried.above);
});
