import assert from 'node:assert/strict';
import test from 'node:test';
import { testProvince } from '#platform/testing/test-province.ts';
import type { AgreementView } from './ranking-schema.ts';
import type { RoundDetail } from './rounds-schema.ts';
import type { SheetDetail } from './sheets-schema.ts';
import { adoptedSet, give, makeWorld, roundBody, sheetOf, workSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-03-01T08:00', seed: workSeed });
const world = await makeWorld(province);
const monitor = world.as('monitor');
const set = await adoptedSet(world);
const CODES = ['KH.STTTT', 'KH.SYT', 'KH.SXD'] as const;
const units = CODES.map(world.agency);
let round = await monitor.post<RoundDetail>('/api/par/rounds', roundBody(world, set.id, { agencyIds: units }));
const url = `/api/par/rounds/${round.id}`;
const sheets = units.map((unit) => sheetOf(round, unit));
const [it = '', health = ''] = sheets;
const points = (leaf: string, points: number) =>
  ({ leaf, input: { type: 'points', points }, reason: 'Theo tài liệu' }) as const;

for (const [who, sheet] of [
  ['itClerk', it],
  ['healthClerk', health],
] as const)
  for (const leaf of ['1.1', '1.2']) await give(world, who, sheet, { stage: 'self', ...points(leaf, 200) });

test('the sample is drawn once, and the second appraiser sees the claim but not the first score', async () => {
  const drawn = await monitor.post<{ chosen: number }>(`${url}/blind-sample`, { percent: 50, seed: 4 });
  assert.equal(drawn.chosen, 5, 'half of three units × three appraised leaves, rounded');
  assert.equal(
    await monitor.refused('POST', `${url}/blind-sample`, { percent: 50, seed: 5 }),
    '409 par-index.sample_drawn',
  );
  province.clock.set('2018-03-11T08:00');
  const { passDeadlines } = await import('./service-rounds.ts');
  const { systemActor } = await import('#platform/auth/actor.ts');
  await province.as(systemActor()).run(passDeadlines);
  round = await monitor.get<RoundDetail>(url);
  for (const sheet of sheets)
    for (const leaf of ['1.1', '1.2', '2.1'])
      await give(world, 'financeClerk', sheet, { stage: 'appraisal-1', ...points(leaf, leaf === '2.1' ? 90 : 150) });
  const second: string[] = [];
  for (const [at, sheet] of sheets.entries()) {
    const seen = await world.as('homeClerk').get<SheetDetail>(`/api/par/sheets/${sheet}`);
    const blind = seen.leaves.filter((leaf) => leaf.can.includes('blind'));
    assert.ok(seen.leaves.every((leaf) => leaf.values.every((value) => value.stage !== 'appraisal-1')));
    for (const { code } of blind) {
      await give(world, 'homeClerk', sheet, { stage: 'blind', ...points(code, code === '2.1' ? 80 : 150) });
      second.push(`${CODES[at]} ${code}`);
    }
  }
  assert.deepEqual(
    second,
    ['KH.STTTT 2.1', 'KH.SYT 1.1', 'KH.SYT 2.1', 'KH.SXD 1.1', 'KH.SXD 2.1'],
    'what seed 4 draws from the codes of the units and their leaves, on every machine',
  );
  const unit = await world.as('itClerk').get<SheetDetail>(`/api/par/sheets/${it}`);
  assert.ok(unit.leaves.every((leaf) => leaf.values.every((value) => value.stage !== 'blind')));
});

test('agreement and stamps are shown to those who answer for the round', async () => {
  const shown = await world.as('leader').get<AgreementView>(`${url}/agreement`);
  assert.deepEqual([shown.pairs, shown.waiting], [5, 0]);
  // Twice 0.75 and 0.75 of the maximum, three times 0.90 and 0.80: (0.006 − 0.003) / (0.006 + 0.003).
  assert.equal(shown.icc?.toFixed(6), '0.333333');
  assert.deepEqual(shown.identical, { numerator: 2, denominator: 5 });
  const [finance] = shown.rubberStamps;
  assert.deepEqual([finance?.agency.id, finance?.appraised, finance?.unchanged], [world.agency('KH.STC'), 4, 0]);
  assert.equal(await world.as('financeClerk').refused('GET', `${url}/agreement`), '404 par-index.not_found');
});

test('who is not in the sample cannot give a second score, and two at once do not overwrite each other', async () => {
  const value = { ...points('1.1', 100), stage: 'blind', evidence: [], after: 0 };
  assert.equal(
    await world.as('officeClerk').refused('POST', `/api/par/sheets/${it}/values`, value),
    '404 par-index.not_found',
  );
  const stale = { ...points('1.1', 100), stage: 'appraisal-1', evidence: [], after: 0 };
  assert.equal(
    await world.as('financeClerk').refused('POST', `/api/par/sheets/${it}/values`, stale),
    '409 par-index.value_changed',
  );
});
