import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test, { after, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { systemClock } from '#kernel/clock.ts';
import { anAccount, PASSWORD } from '#modules/accounts/testing/fixture.ts';
import type { DossierDetail } from '#modules/dossiers/detail-schema.ts';
import { aDossier, dossierSeed, makeWorld, reception } from '#modules/dossiers/testing/world.ts';
import { openProvince, type Province } from '#platform/db/province.ts';
import { Turns } from '#platform/db/turns.ts';
import { TEST_PROVINCE, testProvince } from '#platform/testing/test-province.ts';
import { buildServer } from './server.ts';

/** What is waited for does not come, however long: so not long. */
const SOON_MS = 200;
const database = await testProvince({ at: '2018-07-02T09:00', seed: dossierSeed });
const world = await makeWorld(database);
for (const login of ['van.thu', 'van.thu.hai'])
  await anAccount(database, { ...systemClock, set: () => {} }, login, { role: 'agency-clerk', agency: 'KH.SKHCN' });

async function serve(province: Province, turns?: Turns) {
  const app = buildServer({ province, jobs: [], ...(turns ? { turns } : {}) });
  after(() => app.close());
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const ask = (cookie: string, method: string, path: string, body?: object, key?: string) =>
    fetch(address + path, {
      method,
      headers: {
        cookie,
        'x-dunghen-request': '1',
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(key ? { 'idempotency-key': key } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  /** Somebody at his desk: he has just looked at a page. */
  const signIn = async (login: string) => {
    const reply = await ask('', 'POST', '/api/session', { login, password: PASSWORD });
    const cookie = reply.headers.getSetCookie().map((one) => one.split(';')[0]);
    const desk = {
      get: async <T>(path: string) => (await (await ask(cookie.join('; '), 'GET', path)).json()) as T,
      post: (path: string, body: object, key: string) => ask(cookie.join('; '), 'POST', path, body, key),
      forward: ({ id, version }: DossierDetail, key: string) =>
        desk.post(`/api/dossiers/${id}/actions`, { action: 'forward', version }, key),
    };
    await desk.get('/api/session');
    return desk;
  };
  return { signIn, visit: (path: string) => ask('', 'GET', path) };
}

/** Somebody else holds a dossier in the database; he lets go before a server is closed, which waits for its requests. */
async function hold(during: TestContext, { id }: DossierDetail) {
  const holder = new pg.Client({ connectionString: database.ownerUrl });
  await holder.connect();
  during.after(() => holder.end());
  await holder.query(`set search_path = ${TEST_PROVINCE.schema}`);
  await holder.query('begin');
  await holder.query('select from dossier where id = $1 for update', [id]);
  const waiting = 'select from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))';
  return {
    untilSomebodyWaits: async () => {
      while ((await holder.query(waiting)).rowCount === 0) await wait(5);
    },
    release: () => holder.query('rollback'),
    /** What the province holds, as far as a dossier and a retry are concerned. */
    written: async () => {
      const { rows } = await holder.query(
        `select (select count(*) from dossier) as dossiers, (select sum(version) from dossier) as versions,
          (select count(*) from audit_entry) as audited, (select count(*) from http_idempotency) as answers`,
      );
      return rows as unknown;
    },
  };
}

async function assertBusy(reply: Response): Promise<void> {
  assert.equal(reply.status, 503);
  assert.equal(reply.headers.get('retry-after'), '5');
  const { code, title, detail } = (await reply.json()) as Record<string, string>;
  assert.deepEqual(
    { code, title, detail },
    {
      code: 'http.busy',
      title: 'Máy chủ đang bận',
      detail: 'Máy chủ đang bận, việc này chưa được ghi nhận. Hãy thử lại sau ít giây.',
    },
  );
}

test('who gets no turn is told so, nothing of his is written, and the same request succeeds afterwards', async (during) => {
  const [held, other] = [await aDossier(world), await aDossier(world)];
  const holder = await hold(during, held);
  const { signIn } = await serve(database, new Turns(1, SOON_MS));
  const [first, second] = [await signIn('van.thu'), await signIn('van.thu.hai')];
  const slow = first.forward(held, randomUUID());
  await holder.untilSomebodyWaits();
  const before = await holder.written();

  const key = randomUUID();
  await assertBusy(await second.forward(other, key));
  assert.deepEqual(await holder.written(), before);
  assert.equal((await second.get<DossierDetail>(`/api/dossiers/${other.id}`)).version, other.version, 'lists go on');

  await holder.release();
  assert.equal((await slow).status, 200);
  const again = await second.forward(other, key);
  assert.equal(again.status, 200);
  assert.equal(again.headers.get('idempotent-replay'), null, 'a refusal is not kept as the answer');
  assert.equal(((await again.json()) as DossierDetail).version, other.version + 1);
});

test('who gets no connection is told so too: nothing is written, and the same request succeeds afterwards', async (during) => {
  const held = await aDossier(world);
  const holder = await hold(during, held);
  const narrow = openProvince(database.appUrl, TEST_PROVINCE, {
    clock: database.clock,
    poolSize: 1,
    patienceMs: SOON_MS,
  });
  const { signIn, visit } = await serve(narrow);
  after(() => narrow.close());
  const [first, second] = [await signIn('van.thu'), await signIn('van.thu.hai')];
  const slow = first.forward(held, randomUUID());
  await holder.untilSomebodyWaits();
  const before = await holder.written();

  const [key, received] = [randomUUID(), reception(world)];
  await assertBusy(await second.post('/api/dossiers', received, key));
  assert.deepEqual(await holder.written(), before);
  const tracked = await visit(held.trackingPath);
  assert.deepEqual([tracked.status, tracked.headers.get('retry-after')], [503, '5']);
  assert.match(await tracked.text(), /Máy chủ đang bận\. Hãy thử lại sau ít giây\./);

  await holder.release();
  assert.equal((await slow).status, 200);
  assert.equal((await visit(held.trackingPath)).status, 200);
  assert.equal((await second.post('/api/dossiers', received, key)).status, 200);
});
