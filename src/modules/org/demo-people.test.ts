import assert from 'node:assert/strict';
import test from 'node:test';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { findAgencyByCode, grantsOf, holdersOf, listAgencies, listDemoPeople, seedDemoPeople } from './public.ts';
import { orgSeed } from './testing/seeds.ts';

const work2018 = (await testProvince({ seed: orgSeed, at: '2018-02-26T15:00' })).as(systemActor());
const work2025 = (await testProvince({ seed: orgSeed, at: '2025-07-02T08:00' })).as(systemActor());
const started = performance.now();
const people2018 = await work2018.run(seedDemoPeople);
const took = performance.now() - started;
const people2025 = await work2025.run(seedDemoPeople);

test('every provincial agency and district of 2018 has a head, a deputy, a clerk and two officers', async () => {
  await work2018.run(async (tx) => {
    const agencies = (await listAgencies(tx, { on: tx.today })).filter((agency) => agency.level !== 'xa');
    assert.equal(agencies.length, 55);
    for (const agency of agencies.filter((one) => one.code !== 'KH.UBND')) {
      const heads = await holdersOf(tx, agency.id, ['agency-head']);
      const others = await holdersOf(tx, agency.id, ['agency-clerk', 'officer']);
      assert.deepEqual([heads.length, others.length], [2, 3], agency.name);
      assert.match(heads[1]?.title ?? '', /^Phó /);
    }
  });
});

test('the communes of the first district of 2018 have people too, those of the others none', async () => {
  const communes = people2018.filter((one) => one.login.startsWith('ubndxa.'));
  assert.equal(communes.length, 27 * 5);
  await work2018.run(async (tx) => {
    const town = await findAgencyByCode(tx, 'KH.UBND.568.1');
    const below = (await listAgencies(tx, { on: tx.today })).filter(({ parentId }) => parentId === town?.id);
    const own = new Set(below.map(({ id }) => id));
    assert.ok(communes.every(({ agencyId }) => own.has(agencyId)));
  });
});

test('without districts the communes of 2025 get people', () => {
  assert.equal(people2025.filter((one) => one.login.startsWith('ubndxa.')).length, 65 * 5);
});

test('no two people share a name or a sign-in, and each is marked as invented by name', () => {
  for (const people of [people2018, people2025]) {
    assert.equal(new Set(people.map((one) => one.fullName)).size, people.length);
    assert.equal(new Set(people.map((one) => one.login)).size, people.length);
    assert.ok(people.every((one) => / Mẫu /.test(one.fullName) && /^[a-z0-9][a-z0-9.]{2,63}$/.test(one.login)));
  }
});

test('the leaders, the Office, the reform monitor, the administrator and the auditor are there in both years', () => {
  for (const people of [people2018, people2025]) {
    const by = (role: string) => people.filter((one) => one.role === role).map((one) => one.agencyName);
    assert.deepEqual(by('provincial-leader'), Array(4).fill('Ủy ban nhân dân tỉnh Khánh Hòa'));
    assert.deepEqual(by('office-clerk'), Array(2).fill('Văn phòng Ủy ban nhân dân tỉnh'));
    assert.deepEqual(by('reform-monitor'), ['Sở Nội vụ']);
    assert.deepEqual(by('administrator'), ['Văn phòng Ủy ban nhân dân tỉnh']);
    assert.deepEqual(by('auditor'), ['Thanh tra tỉnh']);
  }
});

test('the list read back is the list that was made', async () => {
  const again = await work2018.run(listDemoPeople);
  const key = (one: { login: string; fullName: string; title: string }) => `${one.login} ${one.fullName} ${one.title}`;
  assert.deepEqual(again.map(key).sort(), people2018.map(key).sort());
});

test('a person of a district is entitled to the district and its communes and nothing else', async () => {
  const head = people2018.find((one) => one.login === 'ubnd.camlam.truong');
  assert.ok(head);
  await work2018.run(async (tx) => {
    const [grant, ...more] = await grantsOf(tx, head.personId, tx.today);
    assert.equal(more.length, 0);
    assert.equal(grant?.agencyIds.length, 15);
    const committee = await findAgencyByCode(tx, 'KH.UBND');
    assert.equal(grant?.agencyIds.includes(committee?.id ?? ''), false);
  });
});

test('filling takes under a second', () => {
  assert.ok(took < 1000, `${took} ms`);
});
