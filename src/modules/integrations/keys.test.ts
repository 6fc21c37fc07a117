import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { remindersSeed, makeWorld } from '#modules/reminders/testing/world.ts';
import { type Actor, anonymousActor, systemActor } from '#platform/auth/actor.ts';
import { createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { testClock, testProvince } from '#platform/testing/test-province.ts';
import type { ApplicationList, MadeKey } from './admin-schema.ts';
import { authenticateApplication } from './authenticate.ts';
import { integrationsMessages } from './messages.vi.ts';
import { integrationsRoutes } from './routes.ts';
import { aKey, anApplication, testSecrets } from './testing/world.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);
const realTime = testClock('2026-11-22T09:00');
const messages = { ...httpMessages, ...integrationsMessages };
let person: Actor = anonymousActor;
const app = createApp({
  province,
  messages,
  authenticate: async () => person,
  authenticateApplication: (request) => authenticateApplication(province, request, realTime),
});
integrationsRoutes(app, messages, { secrets: testSecrets, realTime });

let calls = 0;
async function admin<T>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  body?: object,
  idempotencyKey = `lan-thu-${(calls += 1)}`,
) {
  person = world.administrator.actor;
  const reply = await app.inject({
    method,
    url: `/api/${url}`,
    headers: { 'x-dunghen-request': '1', 'idempotency-key': idempotencyKey },
    ...(body ? { payload: body } : {}),
  });
  return { status: reply.statusCode, text: reply.body, body: reply.json<T & { fields?: Record<string, string> }>() };
}
const use = (key: string, source: string) =>
  app.inject({ url: `/api/obligations/${source}/khong-co`, headers: { authorization: `Bearer ${key}` } });
/** 404 is what a good key is told of a matter that is not there. */
const opens = async (key: string, source: string) => (await use(key, source)).statusCode === 404;
const keyBody = { label: 'Máy chủ chính', scopes: ['obligations.read'], expiresOn: '2027-11-22' };

test('an application is connected and given a key, told once: a retry tells nothing, lists and database hold no secret', async () => {
  const added = await admin('POST', 'applications', { source: 'mot', name: 'Một', contact: 'Tổ CNTT', baseUrl: null });
  assert.equal(added.status, 201, added.text);
  const made = await admin<MadeKey>('POST', 'applications/mot/keys', keyBody, 'cap-khoa');
  assert.equal(made.status, 201, made.text);
  assert.match(made.body.key, /^dh_[A-Za-z0-9_-]{43}$/);
  assert.equal(made.body.expiresAt, '2027-11-22T23:59:59+07:00');
  assert.ok(await opens(made.body.key, 'mot'));
  const again = await admin<MadeKey>('POST', 'applications/mot/keys', keyBody, 'cap-khoa');
  assert.notEqual(again.body.key, made.body.key, 'no answer with a secret is kept for a retry');
  const list = await admin<ApplicationList>('GET', 'applications');
  const secret = made.body.key.slice(9);
  assert.ok(!list.text.includes(secret));
  const kept = await province.as(systemActor()).run((tx) =>
    sql<{ all: string }>`select (select string_agg(k::text, '') from integration_key k)
      || (select string_agg(a::text, '') from audit_entry a) || coalesce((select string_agg(i::text, '') from http_idempotency i), '') as all`.execute(
      tx.db,
    ),
  );
  assert.ok(!kept.rows[0]?.all.includes(secret), 'neither in the key, nor in the log, nor in an answer kept');
  assert.match(kept.rows[0]?.all ?? '', /integrations\.key_made/);
});

test('a source is taken once and not from the program itself; a key lives two years at most', async () => {
  for (const source of ['mot', 'directives', 'dossiers']) {
    const reply = await admin('POST', 'applications', { source, name: 'Khác', contact: 'Ai đó' });
    assert.deepEqual([reply.status, Object.keys(reply.body.fields ?? {})], [409, ['source']]);
  }
  for (const expiresOn of ['2026-11-21', '2029-01-01'])
    assert.equal((await admin('POST', 'applications/mot/keys', { ...keyBody, expiresOn })).status, 422);
  assert.equal((await admin('POST', 'applications/mot/keys', { ...keyBody, scopes: [] })).status, 422);
  assert.equal((await admin('POST', 'applications/khong-co/keys', keyBody)).status, 404);
});

test('after a rotation both keys open for the overlap, then the new one alone', async () => {
  const { source } = await anApplication(province);
  const old = await aKey(province, source, ['obligations.read'], 'active', { now: realTime.now() });
  const made = await admin<MadeKey>('POST', `application-keys/${old.id}/rotate`, { overlapHours: 24 });
  assert.equal(made.status, 201, made.text);
  assert.deepEqual([await opens(old.key, source), await opens(made.body.key, source)], [true, true]);
  realTime.set('2026-11-23T09:00:01');
  assert.deepEqual([await opens(old.key, source), await opens(made.body.key, source)], [false, true]);
  assert.equal((await admin('POST', `application-keys/${old.id}/rotate`, {})).status, 409);
});

test('a revoked key opens nothing from the next call on, nor does any key of a closed application; opening it again helps', async () => {
  const { source } = await anApplication(province);
  const [one, two] = [
    await aKey(province, source, ['obligations.read'], 'active', { now: realTime.now() }),
    await aKey(province, source, ['obligations.read'], 'active', { now: realTime.now() }),
  ];
  assert.equal((await admin('DELETE', `application-keys/${one.id}`)).status, 200);
  assert.deepEqual([await opens(one.key, source), await opens(two.key, source)], [false, true]);
  const change = { name: 'Một', contact: 'Tổ CNTT', baseUrl: null };
  await admin('PUT', `applications/${source}`, { ...change, disabled: true });
  assert.equal(await opens(two.key, source), false);
  await admin('PUT', `applications/${source}`, { ...change, disabled: false });
  assert.deepEqual([await opens(one.key, source), await opens(two.key, source)], [false, true]);
  const reply = await use(one.key, source);
  assert.deepEqual([reply.statusCode, reply.headers['www-authenticate']], [401, 'Bearer realm="dunghen"']);
});

test('past its rate a key is told how long to wait; other keys and refused calls are not counted', async () => {
  const { source } = await anApplication(province);
  const slow = await aKey(province, source, ['obligations.read'], 'active', { now: realTime.now(), ratePerMinute: 3 });
  for (let n = 0; n < 3; n += 1) assert.ok(await opens(slow.key, source));
  for (let n = 0; n < 5; n += 1) {
    const reply = await use(slow.key, source);
    assert.deepEqual([reply.statusCode, reply.headers['retry-after']], [429, '20']);
  }
  const other = await aKey(province, source, ['obligations.read'], 'active', { now: realTime.now() });
  assert.ok(await opens(other.key, source));
  realTime.set(new Date(realTime.now().getTime() + 20_000));
  assert.ok(await opens(slow.key, source), 'the wait that was told is the whole wait');
  assert.equal((await use(slow.key, source)).statusCode, 429);
});

test('the list tells how a key stands and when it was last used', async () => {
  const { source } = await anApplication(province);
  const key = await aKey(province, source, ['obligations.read'], 'active', { now: realTime.now() });
  await opens(key.key, source);
  const { body } = await admin<ApplicationList>('GET', 'applications');
  const told = body.applications.find((one) => one.source === source)?.keys[0];
  assert.deepEqual(
    [told?.state, told?.uses, Date.parse(told?.lastUsedAt ?? '')],
    ['active', 1, realTime.now().getTime()],
  );
});

test('the second wall: an application sees and writes rows of its own source alone, people other than those who administer see no key', async () => {
  const mine = await anApplication(province);
  const other = await anApplication(province);
  const key = await aKey(province, mine.source, ['obligations.write'], 'active', { now: realTime.now() });
  const application: Actor = {
    kind: 'application',
    personId: null,
    name: 'Một',
    grants: [],
    application: { source: mine.source, keyId: key.id, scopes: ['obligations.write'] },
  };
  const count = (actor: Actor, table: string) =>
    province.as(actor).run(async (tx) => {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(tx.db);
      return rows[0]?.n;
    });
  assert.equal(await count(application, 'integration_application'), 1);
  for (const table of ['integration_key', 'integration_key_use', 'org_person_contact', 'account', 'reminder_message'])
    assert.equal(await count(application, table), 0, table);
  for (const who of [world.officer, world.head, world.chair])
    assert.equal(await count(who.actor, 'integration_key'), 0);
  const write = (source: string) =>
    province
      .as(application)
      .run((tx) =>
        sql`insert into integration_obligation values (${source}, 'k', 1, '{}', null, null, now(), ${key.id})`.execute(
          tx.db,
        ),
      );
  await write(mine.source);
  await assert.rejects(write(other.source), /row-level security/);
});
