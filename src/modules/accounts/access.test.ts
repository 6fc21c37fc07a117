import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { orgSeed } from '#modules/org/testing/seeds.ts';
import { type Actor, type Role, ROLES, systemActor } from '#platform/auth/actor.ts';
import type { Permission } from '#platform/auth/permission.ts';
import type { App } from '#platform/http/app.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { accountsApp, anAccount, Browser, realClock } from './testing/fixture.ts';

const province = await testProvince({ seed: orgSeed });
const realTime = realClock();
const app = accountsApp(province, realTime);

interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly permission: Permission | 'signed-in' | 'public';
}
const routes: Route[] = [];
app.addHook('onRoute', (route) => {
  const method = String(route.method);
  const permission = route.config?.permission;
  if (method !== 'HEAD' && permission && !(typeof permission === 'object' && 'scope' in permission))
    routes.push({ method: method as Route['method'], url: route.url, permission });
});
await (app as App).ready();

const victim = await anAccount(province, realTime, 'nannhan', { name: 'Trần Thị Nạn Nhân' });
const people = new Map<Role, Browser>();
for (const role of ROLES) {
  await anAccount(province, realTime, role, { name: 'Người Thử', role, agency: 'KH.SNV' });
  const browser = new Browser(app);
  await browser.signIn(role);
  people.set(role, browser);
}

/** What the roles may do here, written a second time by hand: the code's table is checked against it. */
const MAY: Readonly<Record<string, readonly Role[]>> = {
  'accounts.manage': ['administrator'],
  'accounts.read': ['administrator', 'auditor'],
};

const filled = (url: string) =>
  url
    .replace(':personId', victim.personId)
    .replace(':id', '01900000-0000-7000-8000-0000000000ff')
    .replace(':token', 'x');

test('the routes of the module are those this test knows', () => {
  assert.deepEqual(routes.map(({ method, url }) => `${method} ${url}`).sort(), [
    'DELETE /api/accounts/:personId/sessions',
    'DELETE /api/session',
    'DELETE /api/sessions',
    'DELETE /api/sessions/:id',
    'GET /api/accounts',
    'GET /api/accounts/:personId/sessions',
    'GET /api/invites/:token',
    'GET /api/session',
    'GET /api/sessions',
    'POST /api/accounts/:personId/disable',
    'POST /api/accounts/:personId/enable',
    'POST /api/accounts/invites',
    'POST /api/invites/:token',
    'POST /api/password',
    'POST /api/session',
  ]);
});

for (const { method, url, permission } of routes) {
  test(`${method} ${url}: a visitor is ${permission === 'public' ? 'heard' : 'asked to sign in'}`, async () => {
    const reply = await new Browser(app).send(method, filled(url), method === 'POST' ? { body: {} } : {});
    if (permission === 'public') assert.notEqual(reply.statusCode, 403);
    else assert.equal(reply.statusCode, 401);
  });

  if (method !== 'GET') {
    test(`${method} ${url}: refused when it comes from another site, signed in or not`, async () => {
      for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
        const browser: Browser = people.get('administrator') ?? new Browser(app);
        const reply = await browser.send(method, filled(url), { headers, ...(method === 'POST' ? { body: {} } : {}) });
        assert.equal(reply.statusCode, 403);
        assert.equal(reply.json<{ code: string }>().code, 'http.cross_site');
      }
      const bare = await app.inject({
        method,
        url: filled(url),
        cookies: Object.fromEntries(people.get('administrator')?.cookies ?? []),
      });
      assert.equal(bare.statusCode, 403, 'without our header');
    });
  }

  if (typeof permission === 'object') {
    for (const role of ROLES) {
      const allowed = MAY[permission.name]?.includes(role) ?? false;
      test(`${method} ${url}: ${role} ${allowed ? 'may' : 'may not'}`, async () => {
        const reply = await people.get(role)?.send(method, filled(url), method === 'POST' ? { body: {} } : {});
        assert.equal(reply?.statusCode === 403, !allowed, reply?.body);
      });
    }
  }
}

test('answers to anybody are not kept by caches', async () => {
  for (const { url } of routes.filter(({ method }) => method === 'GET')) {
    const reply = await people.get('administrator')?.send('GET', filled(url));
    assert.equal(reply?.headers['cache-control'], 'no-store', url);
  }
});

test('with the checks of the program left out, the database still shows an officer nothing of others', async () => {
  const me = await anAccount(province, realTime, 'mot.chuyen.vien', { name: 'Một Chuyên Viên' });
  await new Browser(app).signIn('nannhan');
  await new Browser(app).signIn('mot.chuyen.vien');
  const officer: Actor = {
    kind: 'person',
    personId: me.personId,
    name: 'Một Chuyên Viên',
    grants: [{ role: 'officer', agencyId: me.personId, agencyIds: [] }],
  };
  const administrator: Actor = {
    ...officer,
    grants: [{ role: 'administrator', agencyId: me.personId, agencyIds: [] }],
  };
  const owners = async (actor: Actor, table: string) =>
    province.as(actor).run(async (tx) => {
      const { rows } = await sql<{ person_id: string }>`select distinct person_id from ${sql.table(table)}`.execute(
        tx.db,
      );
      return rows.map((row) => row.person_id);
    });
  for (const table of ['account', 'account_password', 'account_session', 'account_invite', 'account_known_place']) {
    const seen = await owners(officer, table);
    assert.ok(
      seen.every((id) => id === me.personId),
      `${table}: ${seen.join()}`,
    );
  }
  assert.deepEqual(
    await owners(administrator, 'account_password'),
    [me.personId],
    'an administrator sees no other hash',
  );
  assert.ok((await owners(administrator, 'account')).includes(victim.personId));
  const count = await province
    .as(administrator)
    .run((tx) => sql<{ n: number }>`select count(*)::int as n from account_sign_in_throttle`.execute(tx.db));
  assert.equal(count.rows[0]?.n, 0);

  const ended = await province
    .as(officer)
    .run((tx) => sql`delete from account_session where person_id = ${victim.personId}`.execute(tx.db));
  assert.equal(ended.numAffectedRows, 0n);
  await assert.rejects(
    province
      .as(officer)
      .run((tx) => sql`update account set disabled_at = now() where person_id = ${me.personId}`.execute(tx.db)),
    /row-level security/,
  );
  await assert.rejects(
    province
      .as(officer)
      .run((tx) =>
        sql`insert into account_session values (gen_random_uuid(), ${victim.personId}, sha256('x'), now(), now(), now() + interval '1 hour', '', '')`.execute(
          tx.db,
        ),
      ),
    /row-level security/,
  );
});

test('the program’s database role cannot remove an account, move it to another person, or change the tables', async () => {
  for (const statement of [
    'delete from account',
    'delete from account_invite',
    'delete from account_password',
    'update account set person_id = gen_random_uuid()',
    "update account_invite set token_hash = sha256('x')",
    'update account_session set person_id = gen_random_uuid()',
    'drop table account',
    'alter table account_session disable row level security',
    'truncate account_session',
  ]) {
    await assert.rejects(
      province.as(systemActor()).run((tx) => sql.raw(statement).execute(tx.db)),
      /permission denied|must be owner/,
      statement,
    );
  }
});
