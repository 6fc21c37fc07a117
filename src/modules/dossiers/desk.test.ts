import assert from 'node:assert/strict';
import test from 'node:test';
import { partsOf, shownText } from '#modules/documents/testing/parts.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { ApologyDrafts, DaysOff, ProcedureChoices } from './desk-schema.ts';
import type { DossierDetail } from './detail-schema.ts';
import type { MonthTable } from './month-schema.ts';
import { aDossier, dossierSeed, makeWorld, reception } from './testing/world.ts';

const province = await testProvince({ at: '2018-04-19T09:00', seed: dossierSeed });
const world = await makeWorld(province);
const clerk = world.as('clerk');
const head = world.as('head');
const choices = (q = '') => clerk.get<ProcedureChoices>(`/api/dossiers/procedures?q=${encodeURIComponent(q)}`);

test('a counter is offered what it receives most, then the rest; words find others without marks', async () => {
  const before = await choices();
  assert.deepEqual(
    before.counters.map(({ id }) => id),
    [world.agency('KH.SKHCN')],
  );
  assert.ok(before.procedures.every(({ used }) => used === 0));
  const seldom = before.procedures.findLast(({ id }) => id !== world.procedure.id);
  assert.ok(seldom);
  await aDossier(world, { procedureVersionId: seldom.versionId, papers: [] });
  await aDossier(world);
  await aDossier(world);
  const after = (await choices()).procedures;
  assert.deepEqual(
    after.slice(0, 2).map(({ id, used }) => [id, used]),
    [
      [world.procedure.id, 2],
      [seldom.id, 1],
    ],
  );
  assert.equal(new Set(after.map(({ id }) => id)).size, after.length, 'each procedure once');
  assert.equal(after[0]?.limitText, world.procedure.limit.text);
  const words = world.procedure.name
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D');
  assert.equal((await choices(words)).procedures[0]?.id, world.procedure.id);
});

test('what a desk has received is found by its name too, though the catalogue gives it to another level', async () => {
  const { name } = world.procedures.find(({ level }) => level === 'xa') ?? assert.fail('no procedure of the communes');
  const found = async () => (await choices(name)).procedures.some((one) => one.name === name);
  assert.equal(await found(), false, 'a department is not offered what communes receive');
  const versionId = world.procedures.find((one) => one.name === name)?.versionId;
  await aDossier(world, { procedureVersionId: versionId, papers: [] });
  assert.equal(await found(), true);
});

test('what is received stands in the open month at once, though the clock has not moved', async () => {
  const received = async () => {
    const { agencies } = await clerk.get<MonthTable>('/api/dossiers/month');
    return agencies.find(({ agency }) => agency.id === world.agency('KH.SKHCN'))?.counts.direct ?? 0;
  };
  const before = await received();
  await aDossier(world);
  assert.equal(await received(), before + 1);
});

test('only a counter is told what it receives', async () => {
  const refused = await world.as('officer').refused('GET', '/api/dossiers/procedures');
  assert.equal(refused.status, 403);
});

test('a head sees the letters of his agency that wait, with cause and new day; a stranger none; signed, it is gone', async () => {
  const received = await aDossier(world);
  const forwarded = await clerk.act(received, 'forward');
  const drafted = await head.act(forwarded, 'draft-apology', {
    reason: 'Chờ kết quả kiểm định',
    cause: 'other-agency',
    causeAgencyId: world.agency('KH.STC'),
    dueOn: '2018-05-31',
  });
  const { apologies } = await head.get<ApologyDrafts>('/api/dossiers/apologies');
  const [letter, ...others] = apologies;
  assert.deepEqual(others, []);
  assert.deepEqual(
    [letter?.dossierId, letter?.version, letter?.cause, letter?.canSign, letter?.newDueAt?.slice(0, 10)],
    [drafted.id, drafted.version, 'other-agency', true, '2018-05-31'],
  );
  assert.match(letter?.causeAgency ?? '', /Tài chính/);
  const clerks = await clerk.get<ApologyDrafts>('/api/dossiers/apologies');
  assert.deepEqual(
    clerks.apologies.map(({ canSign }) => canSign),
    [false],
  );
  assert.deepEqual((await world.as('strangerClerk').get<ApologyDrafts>('/api/dossiers/apologies')).apologies, []);
  await head.act(drafted, 'approve-apology');
  assert.deepEqual((await head.get<ApologyDrafts>('/api/dossiers/apologies')).apologies, []);
});

test('days off under the clock are named and joined: the weekend, and the four days around 30 April 2018', async () => {
  const dossier = await aDossier(world);
  const { daysOff } = await clerk.get<DaysOff>(`/api/dossiers/${dossier.id}/days-off`);
  assert.deepEqual(daysOff[0], { from: '2018-04-21', to: '2018-04-22', name: null });
  const holiday = daysOff.find(({ from, to }) => from <= '2018-04-30' && to >= '2018-05-01');
  assert.ok(holiday?.name, 'the holiday is named');
  assert.ok(daysOff.every(({ to }) => to <= (dossier.dueAt ?? '').slice(0, 10)));
});

test('days off of a dossier somebody may not see are those of one that does not exist', async () => {
  const dossier = await aDossier(world);
  const refused = await world.as('strangerClerk').refused('GET', `/api/dossiers/${dossier.id}/days-off`);
  assert.deepEqual([refused.status, refused.code], [404, 'dossiers.not_found']);
});

test('a counter whose dossiers another agency decides has its book, though it stands in no line of the month', async () => {
  const counter = world.as('strangerClerk');
  const { code } = await counter.post<DossierDetail>('/api/dossiers', reception(world));
  const { agencies, books } = await counter.get<MonthTable>('/api/dossiers/month');
  assert.deepEqual([agencies.map(({ agency }) => agency.name), books.map(({ name }) => name)], [[], ['Sở Nội vụ']]);
  const { bytes } = await counter.file(`/api/dossiers/book?agency=${books[0]?.id}&year=2018&format=xlsx`);
  assert.ok(shownText((await partsOf(bytes)).get('xl/sharedStrings.xml') ?? '').includes(code ?? '?'));
  // A watcher sees every book; who decides and receives finds his own first.
  const all = await world.as('monitor').get<MonthTable>('/api/dossiers/month');
  assert.ok(all.books.some(({ name }) => name === 'Sở Nội vụ'));
});
