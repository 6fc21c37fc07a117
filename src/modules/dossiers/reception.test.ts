import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test from 'node:test';
import { sql } from 'kysely';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { DossierDetail } from './detail-schema.ts';
import type { DossierPage } from './list-schema.ts';
import type { ApplicantList } from './person-schema.ts';
import { aDossier, dossierSeed, makeWorld, reception } from './testing/world.ts';

const province = await testProvince({ at: '2018-07-02T09:00', seed: dossierSeed });
const world = await makeWorld(province);
const count = (table: string) =>
  province.as(systemActor()).run(async (tx) => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(tx.db);
    return rows[0]?.n ?? -1;
  });

test('a complete dossier gets a code, a promised moment with its reasons, and its papers', async () => {
  const dossier = await aDossier(world);
  assert.match(dossier.code ?? '', /^\d{3}\.\d{2}\.\d{2}\.H32-180702-0001$/);
  assert.equal(dossier.state, 'received');
  assert.ok(dossier.dueAt && dossier.dueAt === dossier.firstDueAt && dossier.dueAt > dossier.asOf);
  assert.ok(dossier.explanation.length > 1);
  assert.equal(dossier.papers.length, world.procedure.papers.length);
  assert.equal(dossier.law.id, '2018');
  assert.equal(dossier.status, 'running');
  assert.deepEqual(
    dossier.events.map(({ action }) => action),
    ['submit', 'accept'],
  );
});

test('64 identical submissions at once make one dossier and one number', async () => {
  const dossiers = await count('dossier');
  const first = await aDossier(world);
  const before = Number(first.code?.slice(-4));
  const body = reception(world);
  const replies = await Promise.all(
    Array.from({ length: 64 }, () => world.as('clerk').send('POST', '/api/dossiers', body)),
  );
  assert.deepEqual(new Set(replies.map(({ status }) => status)), new Set([200]));
  assert.equal(new Set(replies.map(({ body: made }) => (made as DossierDetail).id)).size, 1);
  assert.equal(await count('dossier'), dossiers + 2);
  const next = await aDossier(world);
  assert.equal(Number(next.code?.slice(-4)), before + 2, 'the 64 took one number');
});

test('24 different submissions at once get 24 different codes', async () => {
  const replies = await Promise.all(
    Array.from({ length: 24 }, (_, index) =>
      world
        .as(index % 2 ? 'clerk' : 'clerk2')
        .send('POST', '/api/dossiers', reception(world, { applicant: { name: `Người ${index}` } })),
    ),
  );
  assert.deepEqual(new Set(replies.map(({ status }) => status)), new Set([200]));
  assert.equal(new Set(replies.map(({ body }) => (body as DossierDetail).code)).size, 24);
});

test('one submission with other contents is refused, also from another clerk', async () => {
  const submissionId = randomUUID();
  await world.as('clerk').post('/api/dossiers', reception(world, { submissionId }));
  const reply = await world.as('clerk2').refused('POST', '/api/dossiers', reception(world, { submissionId, sets: 2 }));
  assert.deepEqual([reply.status, reply.code], [422, 'dossiers.submission_reused']);
});

test('incomplete at the counter: one request with its reason, no code, no clock; complete later: the clock begins then', async () => {
  const without = await world
    .as('clerk')
    .refused('POST', '/api/dossiers', reception(world, { decision: 'request-completion', reason: 'Thiếu' }));
  assert.equal(without.code, 'dossiers.needs_papers');
  const waiting = await aDossier(world, {
    decision: 'request-completion',
    reason: 'Thiếu bản vẽ',
    missing: [{ name: 'Bản vẽ', originals: 1 }],
  });
  assert.deepEqual([waiting.state, waiting.code, waiting.dueAt], ['awaiting-completion', null, null]);
  assert.equal(waiting.supplements[0]?.atReception, true);
  province.clock.set('2018-07-05T10:00');
  const accepted = await world.as('clerk').act(waiting, 'accept');
  assert.equal(accepted.receivedAt, '2018-07-05T10:00:00+07:00');
  assert.match(accepted.code ?? '', /-180705-0001$/);
  province.clock.set('2018-07-02T09:00');
});

test('not accepted needs a reason; answered on the spot is one step', async () => {
  assert.equal(
    (await world.as('clerk').refused('POST', '/api/dossiers', reception(world, { decision: 'deny' }))).code,
    'dossiers.needs_reason',
  );
  const denied = await aDossier(world, { decision: 'deny', reason: 'Không thuộc thẩm quyền' });
  assert.deepEqual([denied.state, denied.code, denied.urgency], ['denied', null, 'ended']);
  const done = await aDossier(world, { decision: 'on-spot' });
  assert.deepEqual([done.state, done.outcome, done.finishedAt], ['returned', 'granted', done.receivedAt]);
});

test('a person who came before is found by name without marks, phone and identity number; another counter finds him by the whole number alone', async () => {
  await aDossier(world, {
    applicant: { name: 'Phạm Thị Đào', identityNumber: '056301004321', phone: '+84 914 000 111' },
  });
  for (const q of [
    'pham thi dao',
    '0914000111',
    '056301004321',
    '056301004321||Phạm Thị Đào|01022001|Nữ|Nha Trang|01012018',
  ]) {
    const { applicants } = await world
      .as('clerk')
      .get<ApplicantList>(`/api/dossiers/applicants?q=${encodeURIComponent(q)}`);
    assert.deepEqual(
      applicants.map(({ name }) => name),
      ['Phạm Thị Đào'],
      q,
    );
  }
  const stranger = world.as('strangerClerk');
  assert.deepEqual((await stranger.get<ApplicantList>('/api/dossiers/applicants?q=pham%20thi%20dao')).applicants, []);
  assert.equal((await stranger.get<ApplicantList>('/api/dossiers/applicants?q=056301004321')).applicants.length, 1);
});

test('an identity number that cannot be one is refused in words', async () => {
  const reply = await world
    .as('clerk')
    .refused('POST', '/api/dossiers', reception(world, { applicant: { name: 'A', identityNumber: '056990001234' } }));
  assert.deepEqual([reply.status, reply.code], [422, 'dossiers.identity_number']);
  assert.match(reply.detail, /Chữ số thứ tư/);
});

test('submitter and owner are kept apart, with what authorises him', async () => {
  const dossier = await aDossier(world, {
    owner: { name: 'Công ty Biển Xanh', kind: 'enterprise' },
    authorisation: 'Giấy ủy quyền 01/2018',
  });
  assert.deepEqual(
    [dossier.applicantName, dossier.ownerName, dossier.authorisation],
    ['Nguyễn Thị Hòa', 'Công ty Biển Xanh', 'Giấy ủy quyền 01/2018'],
  );
});

test('searched without marks and with a slip of the finger, by code too; an agency without a part finds nothing', async () => {
  const dossier = await aDossier(world, { applicant: { name: 'Huỳnh Tấn Phúc Lộc' } });
  const ids = async (who: 'clerk' | 'monitor' | 'strangerClerk', q: string) =>
    (await world.as(who).get<DossierPage>(`/api/dossiers?q=${encodeURIComponent(q)}`)).dossiers.map(({ id }) => id);
  const code = dossier.code ?? 'no code';
  const exchanged = `${code.slice(0, 10)}${code[11]}${code[10]}${code.slice(12)}`;
  const names = ['huynh tan phuc loc', 'Huỳnh Tấn', 'huynh tan puc loc', 'huynh tanp huc loc', 'huynh tan phuc'];
  for (const q of [...names, code, code.toLowerCase(), exchanged]) {
    assert.ok((await ids('clerk', q)).includes(dossier.id), q);
    assert.ok((await ids('monitor', q)).includes(dossier.id), q);
    assert.deepEqual(await ids('strangerClerk', q), [], q);
  }
  assert.equal((await world.as('strangerClerk').refused('GET', `/api/dossiers/${dossier.id}`)).status, 404);
});
