import assert from 'node:assert/strict';
import test from 'node:test';
import { publishMeasure } from '#modules/measures/public.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { LiveCheck, LiveResult } from './live-schema.ts';
import type { RoundDetail } from './rounds-schema.ts';
import type { SheetDetail } from './sheets-schema.ts';
import { adoptedSet, makeWorld, roundBody, sheetOf, smallSet, workSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-03-01T08:00', seed: workSeed });
const world = await makeWorld(province);
const monitor = world.as('monitor');
const units = ['KH.STTTT', 'KH.STC', 'KH.SNV'].map(world.agency);

/** A fact about a dossier, and when it was written down: it may speak of an earlier day, and correct an earlier fact. */
interface Fact {
  readonly dossier: string;
  readonly agencyId: string;
  readonly onTime: boolean;
  readonly removed: boolean;
  readonly recordedAt: number;
}
const facts: Fact[] = [];
let tamper = false;

publishMeasure(
  {
    id: 'thu.dossiers',
    name: 'Hồ sơ đúng hạn',
    kind: 'share',
    numerator: 'đúng hạn',
    denominator: 'tất cả',
    source: null,
  },
  async (_, { agencyIds, period, asOf }) =>
    (agencyIds ?? []).map((agencyId) => {
      const known = new Map<string, Fact>();
      for (const fact of facts) if (fact.recordedAt <= asOf.getTime()) known.set(fact.dossier, fact);
      const all = [...known.values()].filter((fact) => fact.agencyId === agencyId && !fact.removed);
      const denominatorIds = all.map((fact) => fact.dossier);
      const numeratorIds = all.filter((fact) => fact.onTime !== tamper).map((fact) => fact.dossier);
      return {
        measureId: 'thu.dossiers',
        agencyId,
        period,
        asOf,
        numerator: numeratorIds.length,
        denominator: denominatorIds.length,
        numeratorIds,
        denominatorIds,
        isComplete: true,
        remarks: [],
      };
    }),
);

const [field, results] = smallSet().fields;
assert.ok(field?.kind === 'branch' && results);
const [plan, done] = field.children;
assert.ok(plan && done?.kind === 'leaf');
const set = await adoptedSet(
  world,
  smallSet({ fields: [{ ...field, children: [plan, { ...done, measureId: 'thu.dossiers' }] }, results] }),
);
const round = await monitor.post<RoundDetail>(
  '/api/par/rounds',
  roundBody(world, set.id, {
    cutOffOn: '2018-03-31',
    selfDueOn: '2018-04-10',
    appraisal1DueOn: '2018-04-11',
    explanationDueOn: '2018-04-12',
    appraisal2DueOn: '2018-04-13',
  }),
);
const url = `/api/par/rounds/${round.id}/live`;
const sheetUrl = `/api/par/sheets/${sheetOf(round, units[0] ?? '')}`;
const read = () => monitor.post<LiveResult>(url);
const check = () => world.as('auditor').get<LiveCheck>(`${url}/check`);

test('1,500 random changes with late arrivals and corrections: what was kept is what the history gives, at every moment', async () => {
  let seed = 20_180_301;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  let written = 0;
  for (let change = 0; change < 1500; change += 1) {
    const now = province.clock.now().getTime();
    // One in three speaks of a dossier known already: another unit, another outcome, struck out, brought back.
    const dossier = change > 0 && random(3) === 0 ? (facts[random(facts.length)]?.dossier ?? '') : `hs-${change}`;
    facts.push({
      dossier,
      agencyId: units[random(3)] ?? '',
      onTime: random(10) < 8,
      removed: random(12) === 0,
      recordedAt: now,
    });
    province.clock.set(new Date(now + 60_000 * (1 + random(20))));
    if (change % 25 === 24) written += (await read()).written;
  }
  assert.ok(written > 100, `${written} values kept`);
  const { checked, different } = await check();
  assert.equal(checked, written);
  assert.deepEqual(different, []);
});

test('a number that changed in the history afterwards is named with unit, leaf and moment', async () => {
  tamper = true;
  const { different } = await check();
  tamper = false;
  assert.ok(different.length > 100);
  assert.deepEqual([different[0]?.leaf, different.every((one) => one.agency.name !== '')], ['1.2', true]);
});

test('every hundredth opens what is behind it, nothing new writes nothing, and the cut-off stands', async () => {
  const sheet = await world.as('itClerk').get<SheetDetail>(sheetUrl);
  const live = sheet.leaves.find((one) => one.code === '1.2')?.values.find((value) => value.stage === 'live');
  assert.ok(live?.measure);
  assert.equal(live.measure.numeratorIds.length, live.measure.numerator);
  assert.equal(live.measure.denominatorIds.length, live.measure.denominator);
  const { numerator, denominator } = live.measure;
  assert.equal(live.points, Math.floor((600 * numerator + (denominator ?? 1)) / (2 * (denominator ?? 1))));
  await read();
  assert.deepEqual(await read(), { written: 0, unchanged: 3, refused: [] });
  province.clock.set('2018-04-02T08:00');
  await read();
  for (const agencyId of units)
    facts.push({
      dossier: `sau-${agencyId}`,
      agencyId,
      onTime: false,
      removed: false,
      recordedAt: province.clock.now().getTime(),
    });
  province.clock.set('2018-04-03T08:00');
  assert.deepEqual(
    await read(),
    { written: 0, unchanged: 3, refused: [] },
    'what happened after the cut-off does not count',
  );
});

test('reading and checking are for those who answer for the round', async () => {
  assert.equal(await world.as('itHead').refused('POST', url), '403 auth.forbidden');
  assert.equal(await world.as('itHead').refused('GET', `${url}/check`), '404 par-index.not_found');
});
