import assert from 'node:assert/strict';
import test from 'node:test';
import { addDays } from '#kernel/local-date.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { readOrgData } from './data-files.ts';
import { heirsOf } from './domain/succession.ts';
import { agencyTree, findAgencyByCode, listAgencies, subtreeIds } from './public.ts';
import { seedOrg } from './seed.ts';
import { listInForce } from './store/agencies.ts';
import { allEdges } from './store/succession.ts';
import { orgSeed } from './testing/seeds.ts';

const province = await testProvince({ seed: orgSeed });
const work = province.as(systemActor());
const THEN = '2018-02-26';
const NOW = '2025-07-02';

test('on 26/02/2018 there are 46 provincial agencies, 9 districts and 140 communes, and none of Ninh Thuận', async () => {
  const agencies = await work.run((tx) => listAgencies(tx, { on: THEN }));
  const count = (level: string) => agencies.filter((agency) => agency.level === level).length;
  assert.deepEqual([count('tinh'), count('huyen'), count('xa')], [46, 9, 140]);
  assert.equal(
    agencies.some((agency) => agency.outside || agency.code.startsWith('NT.')),
    false,
  );
});

test('on 02/07/2025 there are only the 29 provincial agencies and 65 communes of the new structure', async () => {
  const agencies = await work.run((tx) => listAgencies(tx, { on: NOW }));
  assert.deepEqual(
    agencies.map((agency) => agency.code).filter((code) => !code.startsWith('KH25.')),
    [],
  );
  assert.equal(agencies.filter((agency) => agency.level === 'tinh').length, 29);
  assert.equal(agencies.filter((agency) => agency.level === 'xa').length, 65);
});

test('the four layers of communes have 140, 139, 132 and 65', async () => {
  for (const [on, expected] of [
    ['2020-02-29', 140],
    ['2020-03-01', 139],
    ['2024-10-31', 139],
    ['2024-11-01', 132],
    ['2025-06-30', 132],
    ['2025-07-01', 65],
  ] as const) {
    const communes = await work.run((tx) => listAgencies(tx, { on, level: 'xa' }));
    assert.equal(communes.length, expected, on);
  }
});

test('every commune of 2018 reaches communes in force on 02/07/2025, 133 of the 140 exactly one; so does all of Ninh Thuận', async () => {
  const { old, edges, living, neighbours } = await work.run(async (tx) => ({
    old: (await listAgencies(tx, { on: THEN, level: 'xa' })).map((agency) => agency.id),
    edges: await allEdges(tx.db),
    living: new Set((await listAgencies(tx, { on: NOW })).map((agency) => agency.id)),
    neighbours: (await listInForce(tx.db, { on: '2018-02-26', outside: true, level: 'xa' })).filter(
      (one) => one.outside,
    ),
  }));
  const heirs = old.map((id) => heirsOf(id, edges, NOW, (other) => living.has(other)));
  assert.equal(heirs.filter((one) => one.ids.length === 0).length, 0);
  assert.equal(heirs.filter((one) => one.whole).length, 133);
  assert.equal(heirs.filter((one) => one.dividedBy === 'territory').length, 7);
  assert.equal(neighbours.length, 65);
  for (const { id, name } of neighbours)
    assert.ok(heirsOf(id, edges, NOW, (other) => living.has(other)).ids.length > 0, name);
});

test('on every day on which anything changes, each agency in force stands under one in force or at the top', async () => {
  const data = readOrgData();
  const days = new Set<string>();
  for (const { valid_from, valid_to } of data.agencies) {
    if (valid_from?.length === 10) days.add(valid_from).add(addDays(valid_from, -1));
    if (valid_to?.length === 10) days.add(valid_to).add(addDays(valid_to, 1));
  }
  assert.ok(days.size >= 10);
  for (const on of days) {
    const orphans = await work.run(async (tx) => {
      const agencies = await listAgencies(tx, { on });
      const known = new Set(agencies.map((agency) => agency.id));
      return agencies.filter((agency) => agency.parentId !== null && !known.has(agency.parentId));
    });
    assert.deepEqual(
      orphans.map((agency) => agency.code),
      [],
      on,
    );
  }
});

test('the tree of a day holds every agency of the list once', async () => {
  for (const on of [THEN, '2025-04-30', NOW]) {
    const { tree, list } = await work.run(async (tx) => ({
      tree: await agencyTree(tx, on),
      list: await listAgencies(tx, { on }),
    }));
    const inTree: string[] = [];
    const walk = (nodes: typeof tree): void => {
      for (const node of nodes) {
        inTree.push(node.code);
        walk([...node.children]);
      }
    };
    walk(tree);
    assert.deepEqual([...inTree].sort(), list.map((agency) => agency.code).sort(), on);
  }
});

test('a date known to the year or month is kept as that, and an end of our own making is marked', async () => {
  const { culture, foreign, university } = await work.run(async (tx) => ({
    culture: await findAgencyByCode(tx, 'KH.SVHTT', THEN),
    foreign: await findAgencyByCode(tx, 'KH.SNGV', THEN),
    university: await findAgencyByCode(tx, 'KH.DHKH', THEN),
  }));
  assert.deepEqual([culture?.validFrom, culture?.fromPrecision], ['2016-01-01', 'year']);
  assert.deepEqual([foreign?.validFrom, foreign?.fromPrecision], ['2008-10-01', 'month']);
  assert.deepEqual([university?.validTo, university?.toPrecision], ['2025-06-30', 'assumed']);
});

test('the flag of verification is kept: Ban Dân tộc of 2018 is inferred, Sở Nội vụ is not', async () => {
  const [inferred, sure] = await work.run(async (tx) => [
    await findAgencyByCode(tx, 'KH.BDT', THEN),
    await findAgencyByCode(tx, 'KH.SNV', THEN),
  ]);
  assert.deepEqual([inferred?.verified, sure?.verified], ['C', 'A']);
});

test('remarks in the files are not part of a name, and an agency older than its parent stood under the one before', async () => {
  const { snv, paper } = await work.run(async (tx) => ({
    snv: await findAgencyByCode(tx, 'KH03.SNV', '2025-04-01'),
    paper: [await findAgencyByCode(tx, 'KH25.BAO', '2025-05-01'), await findAgencyByCode(tx, 'KH25.BAO', NOW)],
  }));
  assert.equal(snv?.name, 'Sở Nội vụ');
  assert.match(snv?.note ?? '', /trước hợp nhất/);
  assert.notEqual(paper[0]?.parentId, paper[1]?.parentId);
  assert.equal(paper[0]?.name, 'Báo Khánh Hòa');
});

test('the subtree of a district holds its communes, and is empty once the district has ended', async () => {
  const [then, now] = await work.run(async (tx) => {
    const district = await findAgencyByCode(tx, 'KH.UBND.570.1', THEN);
    assert.ok(district);
    return [await subtreeIds(tx, district.id, THEN), await subtreeIds(tx, district.id, NOW)];
  });
  assert.equal(then?.length, 15); // itself and 14 communes of Cam Lâm
  assert.deepEqual(now, []);
});

test('the data files are refused for a province that already has agencies', async () => {
  await assert.rejects(
    work.run((tx) => seedOrg(tx, '2018')),
    /already has agencies/,
  );
});
