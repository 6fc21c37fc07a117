import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { subscribeReminders } from '#modules/reminders/subscriptions.ts';
import { newId } from '#kernel/id.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { events } from '#platform/events/events.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { RoundDetail } from './rounds-schema.ts';
import type { SheetDetail } from './sheets-schema.ts';
import { countOpenRounds } from './service-successors.ts';
import { subscribeParIndex } from './subscriptions.ts';
import { adoptedSet, give, makeWorld, roundBody, sheetOf, workSeed } from './testing/world.ts';

subscribeReminders();
subscribeParIndex();
const province = await testProvince({ at: '2018-03-01T08:00', seed: workSeed });
const world = await makeWorld(province);
const monitor = world.as('monitor');
const it = world.agency('KH.STTTT');
const health = world.agency('KH.SYT');
const finance = world.agency('KH.STC');
const set = await adoptedSet(world);
let round = await monitor.post<RoundDetail>(
  '/api/par/rounds',
  roundBody(world, set.id, {
    agencyIds: [it, health, finance],
    monitors: [{ code: '', agencyIds: ['KH.STTTT', 'KH.STC', 'KH.SNV'].map(world.agency) }],
  }),
);
const url = `/api/par/rounds/${round.id}`;
const sheet = { it: sheetOf(round, it), health: sheetOf(round, health), finance: sheetOf(round, finance) };
const onTime = { type: 'timeliness', state: 'on-time' } as const;
await give(world, 'itClerk', sheet.it, { leaf: '1.1', stage: 'self', input: onTime });
const counted = await province.as(systemActor()).run((tx) => countOpenRounds(tx, [it]));

/** IT goes into Health while the units score themselves, by an administrator who sees nothing of the round. */
await province.as(world.actors.get('administrator') ?? assert.fail()).run(async (tx) => {
  const decision = { changeId: newId(), effectiveOn: tx.today, reason: 'Sáp nhập', document: '1/QĐ', decidedBy: null };
  const from = { id: it, code: 'KH.STTTT', name: 'Sở Thông tin và Truyền thông' };
  const to = { id: health, code: 'KH.SYT', name: 'Sở Y tế' };
  await events.emit(tx, 'org.agencies_merged', { ...decision, fromIds: [it], toId: health, from: [from], to });
  const seen = await sql<{ n: number }>`select count(*)::int as n from par_sheet`.execute(tx.db);
  assert.equal(seen.rows[0]?.n, 0, 'the wall is shut again behind the hand-over');
});

test('before it is confirmed a merger says how many rounds it touches', () => {
  assert.equal(counted, 1);
});

test('the old sheet stays under its own name with what it holds, and the successor goes on with it', async () => {
  round = await monitor.get<RoundDetail>(url);
  assert.equal(round.sheets.length, 3);
  const row = round.sheets.find((one) => one.id === sheet.it);
  assert.deepEqual(row?.agency.name, 'Sở Thông tin và Truyền thông');
  assert.deepEqual(row?.answeredBy, { id: health, name: 'Sở Y tế' });
  const mine = await world.as('healthClerk').get<SheetDetail>(`/api/par/sheets/${sheet.it}`);
  assert.equal(mine.leaves.find((one) => one.code === '1.1')?.values[0]?.author, 'Ngô Văn Thư');
  for (const id of [sheet.it, sheet.health]) {
    for (const [leaf, input] of [
      ['1.1', onTime],
      ['1.2', { type: 'ratio', ratio: { numerator: 9, denominator: 10 } }],
    ] as const)
      await give(world, 'healthClerk', id, { leaf, stage: 'self', input });
    await world.as('healthClerk').post(`/api/par/sheets/${id}/lock`);
  }
  const owing = await province.as(systemActor()).run((tx) =>
    sql<{ state: string; code: string }>`
      select o.state, a.code from reminder_obligation o join org_agency a on a.id = o.agency_id
      where o.key = ${`self:${sheet.it}`}`.execute(tx.db),
  );
  assert.deepEqual(owing.rows, [{ state: 'done', code: 'KH.SYT' }]);
});

test('the successor appraises where the old agency was named, but neither its own sheet nor the one it took over', async () => {
  for (const [leaf, input] of [
    ['1.1', onTime],
    ['1.2', { type: 'ratio', ratio: { numerator: 9, denominator: 10 } }],
  ] as const)
    await give(world, 'financeClerk', sheet.finance, { leaf, stage: 'self', input });
  await world.as('financeClerk').post(`/api/par/sheets/${sheet.finance}/lock`);
  round = await monitor.get<RoundDetail>(url);
  round = await monitor.post<RoundDetail>(`${url}/advance`, { revision: round.revision });
  const appraiserOf = async (id: string) =>
    (await monitor.get<SheetDetail>(`/api/par/sheets/${id}`)).leaves[0]?.appraiser?.id;
  assert.equal(await appraiserOf(sheet.finance), health);
  assert.equal(await appraiserOf(sheet.health), finance);
  assert.equal(await appraiserOf(sheet.it), finance);
  const value = { leaf: '1.1', stage: 'appraisal-1', input: onTime, evidence: [], after: 0 };
  await world.as('healthClerk').post(`/api/par/sheets/${sheet.finance}/values`, value);
  assert.equal(
    await world.as('healthClerk').refused('POST', `/api/par/sheets/${sheet.it}/values`, value),
    '403 par-index.not_yours',
  );
});

test('the log says who took over from whom, and a second merger moves the sheets on', async () => {
  const logged = await province.as(systemActor()).run((tx) =>
    sql<{ data: { to: string; rounds: number } }>`
      select data from audit_entry where action = 'par-index.rounds_handed_over'`.execute(tx.db),
  );
  assert.deepEqual(
    logged.rows.map(({ data }) => [data.to, data.rounds]),
    [['Sở Y tế', 1]],
  );
  await province.as(systemActor()).run(async (tx) => {
    const decision = { changeId: newId(), effectiveOn: tx.today, reason: null, document: null, decidedBy: null };
    const from = { id: health, code: 'KH.SYT', name: 'Sở Y tế' };
    const to = { id: world.agency('KH.SXD'), code: 'KH.SXD', name: 'Sở Xây dựng' };
    await events.emit(tx, 'org.agencies_merged', { ...decision, fromIds: [health], toId: to.id, from: [from], to });
  });
  round = await monitor.get<RoundDetail>(url);
  const answering = new Map(round.sheets.map((one) => [one.id, one.answeredBy?.name ?? null]));
  assert.deepEqual(
    [sheet.it, sheet.health, sheet.finance].map((id) => answering.get(id)),
    ['Sở Xây dựng', 'Sở Xây dựng', null],
  );
});
