import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { newId } from '#kernel/id.ts';
import { anonymousActor, systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { RoundDetail } from './rounds-schema.ts';
import type { SheetDetail } from './sheets-schema.ts';
import { adoptedSet, give, makeWorld, roundBody, sheetOf, workSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-03-01T08:00', seed: workSeed });
const world = await makeWorld(province);
const set = await adoptedSet(world);
const body = roundBody(world, set.id, { agencyIds: ['KH.STTTT', 'KH.STC', 'KH.SNV', 'KH.SYT'].map(world.agency) });
const round = await world.as('monitor').post<RoundDetail>('/api/par/rounds', body);
const sheet = sheetOf(round, world.agency('KH.STTTT'));
await give(world, 'itClerk', sheet, { leaf: '1.1', stage: 'self', input: { type: 'timeliness', state: 'late' } });
const added = await world.as('itClerk').post<SheetDetail>(`/api/par/sheets/${sheet}/evidence`, {
  number: '1',
  issuedOn: '2017-02-02',
  issuer: 'Sở Thông tin và Truyền thông',
  subject: 'x',
  leaf: '1.1',
  fact: 'Bí mật nội bộ',
});
const evidence = added.evidence[0]?.id ?? '';

const value = { leaf: '1.1', stage: 'self', input: { type: 'timeliness', state: 'late' }, after: 0 };
/** Every route that names a sheet, as a unit may call it. */
const CALLS: readonly (readonly ['GET' | 'POST', (sheet: string, evidence: string) => string, object?])[] = [
  ['GET', (id) => `/api/par/sheets/${id}`],
  ['GET', (id) => `/api/par/sheets/${id}/history?leaf=1.1`],
  ['GET', (id) => `/api/par/sheets/${id}/outputs/bang-tong-hop.xlsx`],
  ['POST', (id) => `/api/par/sheets/${id}/values`, value],
  ['POST', (id) => `/api/par/sheets/${id}/values`, { ...value, stage: 'appraisal-1' }],
  ['POST', (id) => `/api/par/sheets/${id}/values`, { ...value, stage: 'blind' }],
  ['POST', (id) => `/api/par/sheets/${id}/flags`, { leaf: '1.1', reason: 'x' }],
  ['POST', (id) => `/api/par/sheets/${id}/lock`, {}],
  ['POST', (id) => `/api/par/sheets/${id}/replies`, { leaf: '1.1', text: 'x' }],
  [
    'POST',
    (id) => `/api/par/sheets/${id}/evidence`,
    { number: '1', issuedOn: '2017-01-01', issuer: 'x', subject: 'x', leaf: '1.1', fact: 'x' },
  ],
  ['POST', (id, one) => `/api/par/sheets/${id}/evidence/${one}/leaves`, { leaf: '1.2', fact: 'x' }],
  ['POST', (id, one) => `/api/par/sheets/${id}/evidence/${one}/remove`, { leaf: '1.1' }],
  ['GET', (id, one) => `/api/par/sheets/${id}/evidence/${one}/file`],
];

test('the sheet of another unit answers exactly as one that does not exist, on every route', async () => {
  for (const [method, url, payload] of CALLS) {
    const foreign = await world.as('healthClerk').send(method, url(sheet, evidence), payload);
    const unknown = await world.as('healthClerk').send(method, url(newId(), newId()), payload);
    const bare = (reply: { status: number; body: unknown }) => {
      const { reference: _, ...rest } = reply.body as Record<string, unknown>;
      return [reply.status, rest];
    };
    assert.deepEqual(bare(foreign), bare(unknown), url('…', '…'));
    assert.equal(foreign.status, 404, url('…', '…'));
  }
});

test('an appraiser reads the leaves he is named for and changes nothing that is the unit’s', async () => {
  const seen = await world.as('financeClerk').get<SheetDetail>(`/api/par/sheets/${sheet}`);
  assert.equal(seen.leaves[0]?.values.length, 1);
  assert.deepEqual([seen.scores, seen.canLock], [{ self: null, appraisal1: null, final: null }, false]);
  assert.ok(seen.leaves.every((leaf) => !leaf.can.includes('self')));
  for (const [method, url, payload] of CALLS.filter(
    ([method, , payload]) => method === 'POST' && payload !== undefined,
  )) {
    const refused = await world.as('financeClerk').refused(method, url(sheet, evidence), payload);
    assert.match(refused, /^(403 par-index.not_yours|409 par-index.(value_closed|wrong_state))$/, url('…', '…'));
  }
});

test('a unit sees its own sheet in the round and nobody else’s; auditors see all and write nothing', async () => {
  const own = await world.as('healthClerk').get<RoundDetail>(`/api/par/rounds/${round.id}`);
  assert.deepEqual(
    own.sheets.map((one) => one.agency.id),
    [world.agency('KH.SYT')],
  );
  assert.deepEqual(own.moves, []);
  const all = await world.as('auditor').get<RoundDetail>(`/api/par/rounds/${round.id}`);
  assert.equal(all.sheets.length, 4);
  for (const [method, url, payload] of CALLS.filter(([method]) => method === 'POST'))
    assert.equal(
      await world.as('auditor').refused(method, url(sheet, evidence), payload),
      '403 auth.forbidden',
      url('…', '…'),
    );
  for (const [method, url, payload] of CALLS) {
    assert.equal(await world.as('visitor').refused(method, url(sheet, evidence), payload), '401 auth.required');
    assert.equal(await world.as('administrator').refused(method, url(sheet, evidence), payload), '403 auth.forbidden');
  }
});

test('managing a round is the monitor’s, approving the leader’s, and neither is anybody else’s', async () => {
  const moves = [
    ['advance', { revision: 1 }],
    ['close', { revision: 1, replyUntil: '2018-05-01' }],
    ['publish', { revision: 1 }],
    ['cancel', { revision: 1, reason: 'x' }],
    ['surveys', { source: 'x', results: [{ agencyId: newId(), leaf: '2.2', input: { type: 'points', points: 1 } }] }],
    ['blind-sample', { percent: 10, seed: 1 }],
    ['live', {}],
  ] as const;
  for (const who of ['itHead', 'leader', 'office', 'auditor', 'administrator'] as const)
    for (const [move, payload] of moves)
      assert.equal(
        await world.as(who).refused('POST', `/api/par/rounds/${round.id}/${move}`, payload),
        '403 auth.forbidden',
        `${who} ${move}`,
      );
  const approve = { revision: 1, decision: 'x' };
  assert.equal(
    await world.as('monitor').refused('POST', `/api/par/rounds/${round.id}/approve`, approve),
    '403 auth.forbidden',
  );
  assert.equal(
    await world.as('leader').refused('POST', `/api/par/rounds/${round.id}/approve`, approve),
    '409 par-index.wrong_state',
  );
  for (const move of ['advance', 'close', 'publish', 'cancel', 'surveys', 'blind-sample', 'live'] as const) {
    const payload = moves.find(([name]) => name === move)?.[1];
    assert.equal(
      await world.as('monitor').refused('POST', `/api/par/rounds/${newId()}/${move}`, payload),
      '404 par-index.not_found',
      move,
    );
  }
  for (const path of ['agreement', 'ranking', 'live/check'])
    assert.equal(
      await world.as('healthClerk').refused('GET', `/api/par/rounds/${round.id}/${path}`),
      '404 par-index.not_found',
      path,
    );
});

test('the second wall: rows of another unit are not there, even to a query that asks for everything', async () => {
  const count = (actor: Parameters<typeof province.as>[0], table: string) =>
    province.as(actor).run(async (tx) => {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(tx.db);
      return rows[0]?.n;
    });
  const health = world.actors.get('healthClerk');
  const clerk = world.actors.get('itClerk');
  assert.ok(health && clerk);
  for (const table of ['par_value', 'par_evidence', 'par_evidence_leaf']) {
    assert.equal(await count(health, table), 0, table);
    assert.equal(await count(clerk, table), 1, table);
    assert.equal(await count(anonymousActor, table), 0, table);
  }
  for (const table of ['par_sheet', 'par_round', 'par_result', 'par_monitor', 'par_comment', 'par_reply'])
    assert.equal(await count(anonymousActor, table), 0, table);
});

test('what was written stays written: the program has no right to change or delete a value', async () => {
  for (const statement of [
    'update par_value set points = 0',
    'delete from par_value',
    'delete from par_sheet',
    'update par_result set rank = 1',
    'delete from par_precedent',
  ])
    await assert.rejects(
      province.as(systemActor()).run((tx) => sql.raw(statement).execute(tx.db)),
      /permission denied/,
      statement,
    );
});
