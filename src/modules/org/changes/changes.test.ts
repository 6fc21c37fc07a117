import assert from 'node:assert/strict';
import test from 'node:test';
import { systemActor } from '#platform/auth/actor.ts';
import { type EventMap, events } from '#platform/events/events.ts';
import { orgJobs } from '../jobs.ts';
import { findAgency, findAgencyByCode, grantsOf, holdersOf, listAgencies, resolveBody, subtreeIds } from '../public.ts';
import { aProvince as province, merge, refuses } from '../testing/changes.ts';
import { aDepartment, agencyOf, decided, somebody, touched } from '../testing/world.ts';
import { addAgency } from './add.ts';
import { endAgency } from './end.ts';
import { announceHandover } from './handover.ts';
import { mergeAgencies } from './merge.ts';
import { moveAgency, renameAgency } from './rename.ts';
import { splitAgency } from './split.ts';
import { previewChange } from '../service.ts';

const heard: { name: string; payload: EventMap[keyof EventMap] }[] = [];
for (const name of ['org.agencies_merged', 'org.agency_split', 'org.agency_ended', 'org.agency_renamed'] as const)
  events.on(name, async (_tx, payload) => {
    heard.push({ name, payload });
  });
const told = (name: string) => heard.filter((one) => one.name === name).map((one) => one.payload);

/** Each test begins with nothing heard. */
async function aProvince(at?: string) {
  const made = await province(at);
  heard.length = 0;
  return made;
}

test('two departments merged today end yesterday, and the new one has their place, people and open work', async () => {
  const { province, work } = await aProvince();
  const clerk = await somebody(province, systemActor(), { code: 'KH.STTTT', role: 'agency-clerk' });
  const { agencyIds } = await work.run((tx) =>
    merge(tx, ['KH.STTTT', 'KH.SKHCN'], 'Sở Khoa học và Truyền thông', '2018-02-26'),
  );
  await work.run(async (tx) => {
    const [id = ''] = agencyIds;
    const heir = await findAgency(tx, id);
    assert.deepEqual(
      [heir?.name, heir?.validFrom, heir?.rankedBlock],
      ['Sở Khoa học và Truyền thông', '2018-02-26', 'so_ban_nganh'],
    );
    assert.equal((await findAgencyByCode(tx, 'KH.STTTT'))?.validTo, '2018-02-25');
    const departments = await resolveBody(tx, 'các sở, ban, ngành', '2018-02-26');
    assert.equal(departments.agencyIds.length, 20);
    assert.ok(departments.agencyIds.includes(id));
    assert.equal((await resolveBody(tx, 'các sở, ban, ngành', '2018-02-25')).agencyIds.length, 21);
    assert.deepEqual((await resolveBody(tx, 'Sở Thông tin và Truyền thông', '2018-02-26')).agencyIds, [id]);
    assert.deepEqual(
      (await grantsOf(tx, clerk.personId, '2018-02-26')).map((grant) => grant.agencyId),
      [id],
    );
    assert.deepEqual(
      (await grantsOf(tx, clerk.personId, '2018-02-25')).map((grant) => grant.agencyId),
      [clerk.agencyId],
    );
    assert.deepEqual(
      (await holdersOf(tx, id, ['agency-clerk'])).map((holder) => holder.personId),
      [clerk.personId],
    );
  });
  const [event] = told('org.agencies_merged') as EventMap['org.agencies_merged'][];
  assert.equal(event?.toId, agencyIds[0]);
  assert.equal(event?.fromIds.length, 2);
  assert.equal(event?.document, '12/NQ-HĐND ngày 09/12/2024');
});

test('a merger decided for later tells nobody yet; when its day comes the work is handed over once', async () => {
  const { province, work } = await aProvince();
  await work.run((tx) => merge(tx, ['KH.STTTT', 'KH.SKHCN'], 'Sở Khoa học và Truyền thông', '2018-05-01'));
  assert.deepEqual(told('org.agencies_merged'), []);
  const [job] = orgJobs();
  assert.ok(job);
  assert.equal((await work.run((tx) => job.nextMoment(tx)))?.toISOString(), '2018-04-30T17:00:00.000Z');
  province.clock.set('2018-04-30T23:59');
  assert.equal(await job.run(province), 0);
  province.clock.set('2018-05-01T00:00');
  assert.deepEqual([await job.run(province), await job.run(province)], [1, 0]);
  assert.equal(told('org.agencies_merged').length, 1);
});

test('the merger the data files tell of happens when the clock passes 01/3/2025, and moves posts with it', async () => {
  const { province, work } = await aProvince('2025-02-28T15:00');
  const [job] = orgJobs();
  assert.ok(job);
  assert.ok((await job.run(province)) > 0); // 2020 and 2024 were still waiting in a filling of 2018
  const clerk = await somebody(province, systemActor(), { code: 'KH.STTTT', role: 'agency-clerk' });
  heard.length = 0;
  province.clock.set('2025-03-01T08:00');
  await job.run(province);
  const merged = told('org.agencies_merged') as EventMap['org.agencies_merged'][];
  const event = merged.find((one) => one.to.code === 'KH03.SKHCN');
  assert.deepEqual(event?.from.map((one) => one.code).sort(), ['KH.SKHCN', 'KH.STTTT']);
  const grants = await work.run((tx) => grantsOf(tx, clerk.personId, tx.today));
  assert.deepEqual(
    grants.map((grant) => grant.agencyId),
    [event?.toId],
  );
});

test('after a merger decided here, the agency stays on the way the data files know: in 2025 it is in the department of 2025', async () => {
  const { work } = await aProvince();
  await work.run((tx) => merge(tx, ['KH.STTTT', 'KH.SKHCN'], 'Sở Khoa học và Truyền thông', '2018-05-01'));
  await work.run(async (tx) => {
    const found = await resolveBody(tx, 'Sở Khoa học và Truyền thông', '2025-07-02');
    const [id = ''] = found.agencyIds;
    assert.equal((await findAgency(tx, id))?.code, 'KH25.SKHCN');
    assert.deepEqual((await resolveBody(tx, 'Sở Thông tin và Truyền thông', '2025-07-02')).agencyIds, [id]);
  });
});

test('a merger into an agency that exists keeps that agency and brings what stood under the others', async () => {
  const { work } = await aProvince();
  await work.run(async (tx) => {
    const home = await agencyOf(tx, 'KH.SNV');
    await mergeAgencies(tx, {
      ...decided('2018-03-01'),
      from: [await touched(tx, 'KH.SNV')],
      into: { existing: await touched(tx, 'KH.VPUBND') },
      posts: 'move',
    });
    const office = await agencyOf(tx, 'KH.VPUBND');
    const section = await agencyOf(tx, 'KH.SNV.CCHC');
    assert.ok((await subtreeIds(tx, office.id, '2018-03-01')).includes(section.id));
    assert.deepEqual((await subtreeIds(tx, office.id, '2018-02-28')).includes(section.id), false);
    assert.ok((await subtreeIds(tx, home.id, '2018-02-28')).includes(section.id));
  });
});

test('two agencies divided out of one: subordinate agencies and posts go to the one named first, the rest is told', async () => {
  const { province, work } = await aProvince();
  const officer = await somebody(province, systemActor(), { code: 'KH.SNV', role: 'officer' });
  const { agencyIds } = await work.run(async (tx) =>
    splitAgency(tx, {
      ...decided('2018-02-26'),
      agency: await touched(tx, 'KH.SNV'),
      rule: 'function',
      heirs: [await aDepartment(tx, 'Sở Công vụ'), await aDepartment(tx, 'Sở Cải cách hành chính')],
      main: 1,
      posts: 'move',
    }),
  );
  const [first = '', main = ''] = agencyIds;
  await work.run(async (tx) => {
    const section = await agencyOf(tx, 'KH.SNV.CCHC');
    assert.ok((await subtreeIds(tx, main, '2018-02-26')).includes(section.id));
    assert.deepEqual(await subtreeIds(tx, first, '2018-02-26'), [first]);
    assert.equal((await grantsOf(tx, officer.personId, tx.today))[0]?.agencyId, main);
    const asked = await resolveBody(tx, 'Sở Nội vụ', '2018-02-26');
    assert.deepEqual([asked.agencyIds, asked.noteCode, asked.candidates.length], [[], 'org.body_divided', 2]);
  });
  const [event] = told('org.agency_split') as EventMap['org.agency_split'][];
  assert.deepEqual([event?.mainId, event?.rule, event?.toIds.length], [main, 'function', 2]);
});

test('a renamed agency is the same agency: one name a day, the old name leads to it', async () => {
  const { work } = await aProvince();
  await work.run(async (tx) => {
    const before = await agencyOf(tx, 'KH.SDL');
    await renameAgency(tx, {
      ...decided('2018-02-26'),
      agency: await touched(tx, 'KH.SDL'),
      name: 'Sở Du lịch và Biển đảo',
    });
    assert.equal((await findAgency(tx, before.id, '2018-02-25'))?.name, 'Sở Du lịch');
    assert.equal((await findAgency(tx, before.id, '2018-02-26'))?.name, 'Sở Du lịch và Biển đảo');
    const found = await resolveBody(tx, 'Sở Du lịch', '2018-02-26');
    assert.deepEqual([found.agencyIds, found.certain], [[before.id], true]);
  });
  assert.equal(told('org.agency_renamed').length, 1);
});

test('an agency that ends without a successor closes its posts and says so', async () => {
  const { province, work } = await aProvince();
  const member = await somebody(province, systemActor(), { code: 'KH.CTTDT', role: 'officer' });
  await work.run(async (tx) => endAgency(tx, { ...decided('2018-02-26'), agency: await touched(tx, 'KH.CTTDT') }));
  await work.run(async (tx) => {
    assert.deepEqual(await grantsOf(tx, member.personId, tx.today), []);
    assert.equal((await resolveBody(tx, 'Cổng TTĐT tỉnh', tx.today)).noteCode, 'org.body_ended');
  });
  assert.equal(told('org.agency_ended').length, 1);
});

test('a new agency added under the committee of 2018 stands under the one of 2025 after the provinces merge', async () => {
  const { work } = await aProvince();
  await work.run(async (tx) => {
    const { agencyIds } = await addAgency(tx, {
      ...decided('2018-03-01'),
      agency: await aDepartment(tx, 'Sở Kinh tế biển'),
    });
    const [id = ''] = agencyIds;
    assert.equal(
      (await listAgencies(tx, { on: '2018-02-28' })).some((agency) => agency.id === id),
      false,
    );
    const now = await agencyOf(tx, 'KH25.UBND');
    assert.ok((await subtreeIds(tx, now.id, '2025-07-02')).includes(id));
  });
});

test('an agency that stood under another only before does not keep that one from ending', async () => {
  const { work } = await aProvince();
  await work.run(async (tx) => {
    const section = await agencyOf(tx, 'KH.SNV.CCHC');
    const office = await agencyOf(tx, 'KH.VPUBND');
    await moveAgency(tx, { ...decided('2018-02-26'), agency: await touched(tx, 'KH.SNV.CCHC'), parentId: office.id });
    const { children } = await merge(tx, ['KH.SNV', 'KH.SKHCN'], 'Sở Mới', '2018-05-01');
    assert.deepEqual(children, []);
    assert.ok((await subtreeIds(tx, office.id, '2018-06-01')).includes(section.id));
  });
});

test('two administrators at the same moment: one change is made, the other is told', async () => {
  const { work } = await aProvince();
  const seen = await work.run((tx) => touched(tx, 'KH.SDL'));
  const rename = (name: string) => work.run((tx) => renameAgency(tx, { ...decided('2018-04-01'), agency: seen, name }));
  const results = await Promise.allSettled([rename('Sở Biển'), rename('Sở Đảo')]);
  assert.deepEqual(results.map((one) => one.status).sort(), ['fulfilled', 'rejected']);
  const failed = results.find((one) => one.status === 'rejected');
  assert.ok(failed && refuses('org.changed_meanwhile')(failed.reason));
});

test('a preview shows people, parts and open work that would go over, and leaves nothing behind', async () => {
  const { province, work } = await aProvince();
  announceHandover({ label: 'Nhiệm vụ thử', count: async (_tx, ids) => ids.length * 3 });
  await somebody(province, systemActor(), {
    code: 'KH.SNV',
    role: 'agency-head',
    title: 'Giám đốc',
    name: 'Lê Mẫu Hà',
  });
  const wanted = await work.run(async (tx) => ({
    ...decided('2018-02-26'),
    from: [await touched(tx, 'KH.SNV'), await touched(tx, 'KH.SNGV')],
    into: { fresh: await aDepartment(tx, 'Sở Nội vụ và Đối ngoại') },
    posts: 'move' as const,
  }));
  const shown = await previewChange(work, { kind: 'merge', input: wanted });
  assert.deepEqual(
    [shown.appliesNow, shown.ending.map((one) => one.name), shown.heirs, shown.children.map((one) => one.name)],
    [
      true,
      ['Sở Nội vụ', 'Sở Ngoại vụ'],
      [{ name: 'Sở Nội vụ và Đối ngoại', isNew: true }],
      ['Phòng Cải cách hành chính - Sở Nội vụ'],
    ],
  );
  assert.deepEqual(shown.posts, [{ title: 'Giám đốc', agencyName: 'Sở Nội vụ', holders: ['Lê Mẫu Hà'] }]);
  assert.deepEqual(shown.work, [{ label: 'Nhiệm vụ thử', count: 6 }]);
  assert.equal(shown.replaces.length, 2);
  const after = await work.run(async (tx) => [await touched(tx, 'KH.SNV'), await touched(tx, 'KH.SNGV')]);
  assert.deepEqual(after, wanted.from);
});
