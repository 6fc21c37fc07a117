import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { hindsight, qualityOf } from './evaluate.ts';
import { explainForecast } from './explain.ts';
import { forecastOf, learn, Learner } from './model.ts';
import type { PastDossier } from './past.ts';

const standing = { procedureId: 'p', agencyId: 'a', stepKey: 's', share: 0.5 } as const;
const dossier = (isLate: boolean, over: Partial<PastDossier> = {}): PastDossier => ({
  procedureId: 'p',
  agencyId: 'a',
  isLate,
  finishedAtShare: isLate ? 1.4 : 0.9,
  passages: [{ stepKey: 's', from: 0, to: null }],
  ...over,
});

test('with no history nothing is foretold and the reader is told so', () => {
  const forecast = forecastOf(learn([]), standing);
  assert.equal(forecast.basis.length, 0);
  assert.match(explainForecast(forecast).join(' '), /Chưa có hồ sơ nào/);
});

test('one late dossier in a small office does not make the office hopeless: it leans on the others', () => {
  const others = Array.from({ length: 200 }, (_, at) =>
    dossier(at % 10 === 0, { agencyId: `b${Math.floor(at / 50)}` }),
  );
  const { probability, basis } = forecastOf(learn([...others, dossier(true)]), standing);
  assert.ok(probability > 0.1 && probability < 0.5, String(probability));
  assert.deepEqual(
    basis.map(({ level, open }) => [level, open]),
    [
      ['all', 201],
      ['procedure', 201],
      ['agency', 1],
      ['step', 1],
    ],
  );
});

test('an office with a long history of its own is judged by it, and the interval is narrower', () => {
  const others = Array.from({ length: 200 }, (_, at) => dossier(at % 10 === 0, { agencyId: `b${at % 4}` }));
  const own = Array.from({ length: 300 }, (_, at) => dossier(at % 10 < 8));
  const much = forecastOf(learn([...others, ...own]), standing);
  const little = forecastOf(learn([...others, ...own.slice(0, 5)]), standing);
  assert.ok(Math.abs(much.probability - 0.8) < 0.03, String(much.probability));
  assert.ok(much.high - much.low < little.high - little.low);
});

test('those already finished at this share are no comparison: the later and still open, the worse', () => {
  const past = [
    ...Array.from({ length: 90 }, () => dossier(false, { finishedAtShare: 0.3 })),
    ...Array.from({ length: 10 }, () => dossier(true)),
  ];
  const model = learn(past);
  assert.ok(forecastOf(model, { ...standing, share: 0.1 }).probability < 0.15);
  assert.ok(forecastOf(model, { ...standing, share: 0.5 }).probability > 0.7);
});

test('a dossier not finished to this day counts among the late ones', () => {
  const model = learn([dossier(true, { finishedAtShare: null }), dossier(false)]);
  assert.deepEqual([model.cells.all['']?.open[20], model.cells.all['']?.late[20]], [1, 1]);
});

test('the step it lies at tells more than the share alone', () => {
  const past = Array.from({ length: 400 }, (_, at) => {
    const isStuck = at % 4 === 0;
    return dossier(isStuck, { passages: [{ stepKey: isStuck ? 'wait' : 'sign', from: 0, to: null }] });
  });
  const model = learn(past);
  assert.ok(forecastOf(model, { ...standing, stepKey: 'wait' }).probability > 0.9);
  assert.ok(forecastOf(model, { ...standing, stepKey: 'sign' }).probability < 0.1);
  assert.ok(Math.abs(forecastOf(model, { ...standing, stepKey: null }).probability - 0.25) < 0.05);
});

test('a probability always lies inside its interval and between 0 and 1', () => {
  const pastArbitrary = fc.record({
    procedureId: fc.constantFrom('p', 'q'),
    agencyId: fc.constantFrom('a', 'b'),
    isLate: fc.boolean(),
    finishedAtShare: fc.option(fc.double({ min: 0, max: 3, noNaN: true })),
    passages: fc.constant([{ stepKey: 's', from: 0, to: null }]),
  });
  fc.assert(
    fc.property(
      fc.array(pastArbitrary, { maxLength: 60 }),
      fc.double({ min: 0, max: 2, noNaN: true }),
      (past, share) => {
        const { probability, low, high } = forecastOf(learn(past), { ...standing, share });
        assert.ok(low >= 0 && low <= probability + 1e-9 && probability <= high + 1e-9 && high <= 1);
      },
    ),
    { numRuns: 200 },
  );
});

test('what is taken back leaves nothing behind, in whatever order dossiers came and went', () => {
  const pastArbitrary = fc.record({
    procedureId: fc.constantFrom('p', 'q'),
    agencyId: fc.constantFrom('a', 'b'),
    isLate: fc.boolean(),
    finishedAtShare: fc.option(fc.double({ min: 0, max: 3, noNaN: true })),
    passages: fc.array(
      fc.record({
        stepKey: fc.constantFrom('s', 't'),
        from: fc.double({ min: 0, max: 1, noNaN: true }),
        to: fc.constant(null),
      }),
    ),
  });
  const many = fc.array(pastArbitrary, { maxLength: 30 });
  fc.assert(
    fc.property(many, many, (stay, go) => {
      const learner = new Learner(JSON.parse(JSON.stringify(learn([...go, ...stay]))));
      for (const one of go.toReversed()) learner.remove(one);
      assert.deepEqual(learner.model(), learn(stay));
    }),
    { numRuns: 200 },
  );
});

test('quality is measured by hand-counted cases, ties included', () => {
  const outcomes = [
    { probability: 0.9, isLate: true },
    { probability: 0.5, isLate: true },
    { probability: 0.5, isLate: false },
    { probability: 0.1, isLate: false },
  ];
  const { auc, brier, brierOfBase, bands } = qualityOf(outcomes);
  // Pairs (late, on time): 0.9>0.5, 0.9>0.1, 0.5=0.5 counts a half, 0.5>0.1: 3.5 of 4.
  assert.equal(auc, 3.5 / 4);
  assert.ok(Math.abs(brier - (0.01 + 0.25 + 0.25 + 0.01) / 4) < 1e-12);
  assert.equal(brierOfBase, 0.25);
  assert.deepEqual(
    bands.map(({ count, happened }) => [count, happened]),
    [
      [1, 0],
      [2, 0.5],
      [1, 1],
    ],
  );
});

test('on held-back dossiers of a world with known habits it ranks well and promises what happens', () => {
  // A small seeded generator (mulberry32), so that the world is the same each time.
  let state = 7;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const world = Array.from({ length: 8000 }, (): PastDossier => {
    const [procedure, agency] = [Math.floor(random() * 12), Math.floor(random() * 8)];
    const share = 0.25 + random() * (0.55 + 0.05 * procedure + 0.04 * agency);
    return dossier(share > 1, { procedureId: `p${procedure}`, agencyId: `a${agency}`, finishedAtShare: share });
  });
  const quality = qualityOf(hindsight(learn(world.slice(0, 6000)), world.slice(6000), [0.2, 0.5, 0.8]));
  assert.ok(quality.auc > 0.75, `AUC ${quality.auc}`);
  assert.ok(quality.brier < quality.brierOfBase * 0.85, `Brier ${quality.brier} against ${quality.brierOfBase}`);
  assert.ok(quality.calibrationError < 0.03, `calibration ${quality.calibrationError}`);
});
