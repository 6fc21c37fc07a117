import assert from 'node:assert/strict';
import test from 'node:test';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { seedParDemo } from './demo.ts';
import { DEMONSTRATION_LABEL } from './domain/criteria-set.ts';
import type { PublicRanking, PublicRankingList, RoundDetail, RoundList } from './schema.ts';
import type { SetList } from './sets-schema.ts';
import { makeWorld, workSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: workSeed });
const started = performance.now();
await province.as(systemActor('Dữ liệu trình diễn')).run(seedParDemo);
const took = performance.now() - started;
const world = await makeWorld(province);

test('departments and districts have a published round with believable, labelled results', async () => {
  const { rankings } = await world.as('visitor').get<PublicRankingList>('/api/public/par/rankings');
  assert.deepEqual(rankings.map((one) => one.block).sort(), ['huyen', 'so-ban-nganh']);
  for (const { id, block } of rankings) {
    const ranking = await world.as('visitor').get<PublicRanking>(`/api/public/par/rankings/${id}`);
    assert.equal(ranking.round.label, DEMONSTRATION_LABEL);
    assert.equal(ranking.units.length, block === 'huyen' ? 8 : 21);
    const indexes = ranking.units.map((unit) => unit.indexHundredths ?? 0);
    assert.ok(Math.min(...indexes) > 4500 && Math.max(...indexes) < 9900, indexes.join());
    assert.ok(new Set(indexes).size > indexes.length / 2, 'units differ');
    assert.ok(new Set(ranking.units.map((unit) => unit.className)).size > 1, 'and stand in more than one class');
    for (const [row, unit] of ranking.units.entries()) {
      const sum = (ranking.points[row] ?? []).reduce<number>((all, one) => all + (one ?? 0), 0);
      assert.equal(sum, unit.points);
    }
  }
});

test('our sets are adopted and carry their label, what is known of the real ones stays a draft', async () => {
  const { sets } = await world.as('monitor').get<SetList>('/api/par/sets');
  assert.equal(sets.filter((set) => set.isDemonstration && set.state === 'adopted').length, 3);
  assert.ok(sets.filter((set) => !set.isDemonstration).length >= 9);
  assert.ok(sets.every((set) => set.isDemonstration || set.state === 'draft'));
});

test('nobody appraised himself, and some leaves were flagged, explained and appraised again', async () => {
  const { rounds } = await world.as('monitor').get<RoundList>('/api/par/rounds');
  assert.equal(rounds.length, 2);
  for (const { id } of rounds) {
    const round = await world.as('monitor').get<RoundDetail>(`/api/par/rounds/${id}`);
    assert.equal(round.state, 'published');
    for (const sheet of round.sheets) {
      assert.deepEqual([sheet.missing, sheet.explained, sheet.appraisedAgain], [0, sheet.flagged, sheet.flagged]);
      const { leaves } = await world
        .as('monitor')
        .get<{ leaves: { appraiser: { id: string } | null }[] }>(`/api/par/sheets/${sheet.id}`);
      assert.ok(leaves.every((leaf) => leaf.appraiser?.id !== sheet.agency.id));
    }
    assert.ok(round.sheets.some((sheet) => sheet.flagged > 0));
  }
});

test('filling takes little of the making of a province', () => {
  assert.ok(took < 5000, `${Math.round(took)} ms`);
});
