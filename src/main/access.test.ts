import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { systemClock } from '#kernel/clock.ts';
import { aKey, anApplication } from '#modules/integrations/testing/world.ts';
import { anAccount, Browser } from '#modules/accounts/testing/fixture.ts';
import { doIt, issueOne, makeWorld, partOf, workSeed } from '#modules/directives/testing/world.ts';
import { type Role, ROLES } from '#platform/auth/actor.ts';
import type { Permission, ScopeNeeded } from '#platform/auth/permission.ts';
import { openProvince } from '#platform/db/province.ts';
import { TEST_PROVINCE, testProvince } from '#platform/testing/test-province.ts';
import { buildServer } from './server.ts';

/** Everything that can be asked of the program, by everybody: who is heard and who is turned away. */
const database = await testProvince({ seed: workSeed });
const demonstration = openProvince(
  database.appUrl,
  { ...TEST_PROVINCE, isDemonstration: true },
  { clock: database.clock, poolSize: 8 },
);
after(() => demonstration.close());
const app = buildServer({ province: demonstration, jobs: [] });

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
interface Route {
  readonly method: Method;
  readonly url: string;
  readonly permission: Permission | 'signed-in' | 'public';
  readonly plainForm?: boolean;
  readonly signedBody?: boolean;
}
/** A call of an application outside: its key is all that counts. */
interface MachineRoute {
  readonly method: Method;
  readonly url: string;
  readonly permission: ScopeNeeded;
}
const routes: Route[] = [];
const machineRoutes: MachineRoute[] = [];
app.addHook('onRoute', (route) => {
  const { permission, plainForm = false, signedBody = false } = route.config ?? {};
  for (const method of [route.method].flat() as (Method | 'HEAD')[])
    if (method === 'HEAD' || permission === undefined || route.url.startsWith('/api/docs')) continue;
    else if (typeof permission === 'object' && 'scope' in permission)
      machineRoutes.push({ method, url: route.url, permission });
    else routes.push({ method, url: route.url, permission, plainForm, signedBody });
});
await app.ready();

const AGENCY_ROLES = ['agency-head', 'agency-clerk', 'officer'] as const;
const PROVINCE_ROLES = ['provincial-leader', 'office-clerk', 'reform-monitor', 'auditor'] as const;
const WORK: readonly Role[] = [...AGENCY_ROLES, ...PROVINCE_ROLES];

/** Who may what, written a second time by hand: the permissions of the modules are checked against it. */
const MAY: Readonly<Record<string, readonly Role[]>> = {
  'accounts.manage': ['administrator'],
  'accounts.read': ['administrator', 'auditor'],
  'audit.read': ['administrator', 'auditor'],
  'calendar.manage': ['administrator'],
  'channels.manage': ['administrator'],
  'demo.move-clock': ROLES,
  'directives.answer': ['office-clerk', 'provincial-leader'],
  'directives.confirm': ['office-clerk'],
  'directives.issue': ['office-clerk'],
  'directives.manage': ['agency-head', 'agency-clerk'],
  'directives.overview': PROVINCE_ROLES,
  'directives.read': WORK,
  'directives.work': AGENCY_ROLES,
  'dossiers.answer': ['agency-head', 'agency-clerk'],
  'dossiers.decide': ['agency-head', 'provincial-leader'],
  'dossiers.directory': ['agency-head', 'agency-clerk', 'provincial-leader', 'auditor'],
  'dossiers.export': ['office-clerk', 'reform-monitor', 'auditor'],
  'dossiers.import': ['administrator', 'reform-monitor'],
  'dossiers.letters': ['administrator'],
  'dossiers.process': [...AGENCY_ROLES, 'office-clerk', 'provincial-leader'],
  'dossiers.read': WORK,
  'dossiers.receive': ['agency-clerk'],
  'dossiers.urge': ['office-clerk', 'reform-monitor'],
  'dossiers.watch': PROVINCE_ROLES,
  'integrations.manage': ['administrator'],
  'integrations.read': ['administrator', 'auditor'],
  'notices.edit': ['office-clerk'],
  'notices.read': WORK,
  'org.manage': ['administrator'],
  'org.read': ROLES,
  'par-index.adopt': ['provincial-leader', 'reform-monitor'],
  'par-index.appraise': ['reform-monitor', ...AGENCY_ROLES],
  'par-index.approve': ['provincial-leader'],
  'par-index.manage': ['reform-monitor'],
  'par-index.read': WORK,
  'par-index.score': AGENCY_ROLES,
  'par-index.speak': ['agency-head', 'agency-clerk'],
  'procedures.manage': ['reform-monitor', 'administrator'],
  'procedures.read': ROLES,
  'reminders.agency-work': WORK,
  'reminders.measures': ['administrator', 'reform-monitor'],
  'reminders.outbox': ['administrator'],
  'reminders.policies': ['administrator', 'reform-monitor'],
  'reminders.read': ROLES,
  'reminders.templates': ['administrator', 'reform-monitor'],
  'reminders.substitutes': ['administrator', 'agency-head', 'agency-clerk', 'office-clerk'],
};

const people = new Map<Role, Browser>();
/** The same roles at an agency that has nothing to do with the work of the others. */
const strangers = new Map<Role, Browser>();
const realTime = { ...systemClock, set: () => {} };
const signedIn = async (login: string, role: Role, agency: string): Promise<Browser> => {
  await anAccount(database, realTime, login, { name: 'Người Thử', role, agency });
  const browser = new Browser(app);
  assert.equal((await browser.signIn(login)).statusCode, 204);
  return browser;
};
for (const role of ROLES) people.set(role, await signedIn(role, role, 'KH.STTTT'));
for (const role of [...AGENCY_ROLES, 'administrator'] as const)
  strangers.set(role, await signedIn(`la.${role}`, role, 'KH.STC'));
const who = (role: Role, among = people): Browser => among.get(role) ?? assert.fail(role);

const NOBODY = '01900000-0000-7000-8000-0000000000ff';
const filled = (url: string) => url.replace(':year', '2018').replace('/*', '/khong-co').replaceAll(/:\w+/g, NOBODY);
const ask = (browser: Browser, { method, url }: Pick<Route, 'method' | 'url'>, headers = {}) =>
  browser.send(method as 'GET', filled(url), {
    headers,
    ...(method === 'GET' || method === 'DELETE' ? {} : { body: {} }),
  });

test('what a visitor may ask is this and nothing else', () => {
  const open = routes.filter(({ permission }) => permission === 'public').map(({ method, url }) => `${method} ${url}`);
  assert.deepEqual(open.sort(), [
    'DELETE /api/session',
    'GET /api/demo/accounts',
    'GET /api/invites/:token',
    'GET /api/public/par/rankings',
    'GET /api/public/par/rankings/:id',
    'GET /api/public/tracking',
    'GET /api/session',
    'GET /healthz',
    'GET /lich/:name',
    'GET /metrics',
    'GET /phan-hoi.css',
    'GET /r/:token',
    'GET /readyz',
    'GET /t/:token',
    'GET /tra-cuu',
    'GET /tra-cuu.css',
    'POST /api/channels/receipts/sms',
    'POST /api/channels/receipts/zalo',
    'POST /api/invites/:token',
    'POST /api/session',
    'POST /r/:token',
    'POST /tra-cuu',
  ]);
});

test('every route is answered to exactly those who may: eight roles and a visitor', async () => {
  assert.ok(routes.length > 80, `${routes.length} routes`);
  const wrong: string[] = [];
  const visitor = new Browser(app);
  for (const route of routes) {
    const name = `${route.method} ${route.url}`;
    if (route.permission !== 'public') {
      const { statusCode } = await ask(visitor, route);
      if (statusCode !== 401) wrong.push(`${name}: a visitor gets ${statusCode}`);
    }
    if (route.signedBody) continue; // opens to no role: what it asks for is tried below
    if (route.url === '/api/session' && route.method !== 'GET') continue; // signs the person in or out
    for (const role of ROLES) {
      const { permission } = route;
      const allowed =
        typeof permission === 'string' || (MAY[permission.name] ?? assert.fail(permission.name)).includes(role);
      const { statusCode } = await ask(who(role), route);
      if (allowed ? statusCode === 401 || statusCode === 403 || statusCode >= 500 : statusCode !== 403)
        wrong.push(`${name}: ${role} ${allowed ? 'may' : 'may not'} and gets ${statusCode}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('what applications call opens to a key of its scope alone: no session, no other key', async () => {
  assert.ok(machineRoutes.length >= 6, `${machineRoutes.length} routes`);
  const { source } = await anApplication(database);
  const foreign = (await anApplication(database)).source;
  const key = (scopes: Parameters<typeof aKey>[2], of = source) => aKey(database, of, scopes);
  const all = await key(['obligations.write', 'obligations.read', 'webhooks']);
  const keys = {
    'no key': undefined,
    'something that is no key': 'dh_khong-phai-khoa',
    'an unknown key': `dh_${'A'.repeat(43)}`,
    'a revoked key': (await aKey(database, source, ['obligations.write', 'obligations.read', 'webhooks'], 'revoked'))
      .key,
    'an expired key': (await aKey(database, source, ['obligations.write', 'obligations.read', 'webhooks'], 'expired'))
      .key,
  };
  const wrong: string[] = [];
  for (const { method, url, permission } of machineRoutes) {
    const name = `${method} ${url}`;
    const call = async (given: string | undefined, cookies = {}) => {
      const upload = method === 'POST' && url.endsWith('/:source');
      const reply = await app.inject({
        method,
        url: filled(url.replace(':source', source)),
        cookies,
        headers: {
          ...(given === undefined ? {} : { authorization: `Bearer ${given}` }),
          ...(upload ? { 'content-type': 'application/x-ndjson' } : {}),
        },
        ...(method === 'GET' || method === 'DELETE' ? {} : { payload: upload ? '' : {} }),
      });
      return { status: reply.statusCode, code: reply.body.startsWith('{') ? reply.json<{ code?: string }>().code : '' };
    };
    for (const [who, given] of Object.entries(keys)) {
      const { status } = await call(given);
      if (status !== 401) wrong.push(`${name}: ${who} gets ${status}`);
    }
    for (const role of ROLES) {
      const { status } = await call(undefined, Object.fromEntries(who(role).cookies));
      if (status !== 401) wrong.push(`${name}: the session of ${role} gets ${status}`);
    }
    const others = (['obligations.write', 'obligations.read', 'webhooks'] as const).filter(
      (scope) => scope !== permission.scope,
    );
    const narrow = await call((await key(others)).key);
    if (narrow.status !== 403 || narrow.code !== 'auth.scope_missing')
      wrong.push(`${name}: a key of other scopes gets ${narrow.status} ${narrow.code}`);
    if (url.includes(':source')) {
      const other = await call((await key(['obligations.write', 'obligations.read', 'webhooks'], foreign)).key);
      if (![403, 422].includes(other.status)) wrong.push(`${name}: a foreign key gets ${other.status}`);
    }
    const right = await call(all.key);
    if ([401, 403].includes(right.status) || right.status >= 500)
      wrong.push(`${name}: its own key gets ${right.status}`);
  }
  assert.deepEqual(wrong, []);
  for (const route of routes.filter(({ permission }) => permission !== 'public')) {
    const reply = await app.inject({
      method: route.method,
      url: filled(route.url),
      headers: { authorization: `Bearer ${all.key}`, 'x-dunghen-request': '1' },
    });
    assert.equal(reply.statusCode, 401, `${route.method} ${route.url}: a key is no session`);
  }
});

test('every change is refused when it comes from another site or carries no proof of ours', async () => {
  const wrong: string[] = [];
  for (const route of routes.filter(({ method }) => method !== 'GET')) {
    if (route.signedBody) {
      // A machine's call: neither a session nor our header counts, only the signature.
      const unsigned = await ask(who('administrator'), route);
      if (unsigned.statusCode !== 401) wrong.push(`${route.method} ${route.url} unsigned: ${unsigned.statusCode}`);
      continue;
    }
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      const reply = await ask(who('administrator'), route, headers);
      if (reply.statusCode !== 403 || reply.json<{ code: string }>().code !== 'http.cross_site')
        wrong.push(`${route.method} ${route.url} ${Object.keys(headers).join()}: ${reply.statusCode}`);
    }
    // A page without script cannot send a header; its form changes nothing.
    if (route.plainForm) continue;
    const bare = await app.inject({
      method: route.method,
      url: filled(route.url),
      cookies: Object.fromEntries(who('administrator').cookies),
    });
    if (bare.statusCode !== 403) wrong.push(`${route.method} ${route.url} without our header: ${bare.statusCode}`);
  }
  assert.deepEqual(wrong, []);
});

test('every answer carries the headers of a careful site, refusals and unknown addresses too', async () => {
  const unknown: Route = { method: 'GET', url: '/api/khong-co', permission: 'public' };
  for (const route of [...routes, unknown]) {
    for (const browser of [new Browser(app), who('office-clerk')]) {
      if (route.url === '/api/session' && route.method !== 'GET') continue;
      const { headers } = await ask(browser, route);
      const name = `${route.method} ${route.url}`;
      // A file that is handed out may run nothing at all.
      const policy = headers['content-disposition']
        ? /^default-src 'none'; sandbox$/
        : /script-src 'self';.*frame-ancestors 'none'/;
      assert.match(String(headers['content-security-policy']), policy, name);
      assert.equal(headers['x-content-type-options'], 'nosniff', name);
      assert.equal(headers['referrer-policy'], 'same-origin', name);
      assert.equal(headers['x-frame-options'], 'DENY', name);
      assert.equal(headers['x-powered-by'] ?? headers['server'], undefined, name);
      if (route.url.startsWith('/api')) assert.equal(headers['cache-control'], 'no-store', name);
    }
  }
});

test('an agency that was given nothing of a work finds none of it, whatever address it knows', async () => {
  const world = await makeWorld(database);
  const issued = await issueOne(world, { deadlineOn: '2018-03-30' });
  const received = await doIt(world, 'itClerk', issued, 'extensions', { dueOn: '2018-04-10', reason: 'Thử' });
  const part = partOf(received);
  const document = received.document.id;
  const proposals = await world.as('office').get<{ proposals: { id: string }[] }>(`/api/notices/${document}`);
  const obligation = await database.as(world.actors.office).run(
    (tx) =>
      tx.db
        .selectFrom('reminder_obligation' as never)
        .selectAll()
        .execute() as Promise<{ id: string }[]>,
  );
  const ids: Readonly<Record<string, string>> = {
    tasks: received.id,
    assignments: part.id,
    extensions: part.extensions[0]?.id ?? assert.fail('no request'),
    notices: document,
    proposals: proposals.proposals[0]?.id ?? assert.fail('no proposal'),
    obligations: obligation[0]?.id ?? assert.fail('no obligation'),
  };
  const real = (url: string) =>
    url
      .replace(/\/new-due$/, '/new-due?dueOn=2018-04-10')
      .replaceAll(/(\w+)\/:\w+/g, (_, kind: string) => `${kind}/${ids[kind] ?? NOBODY}`);
  const objects = routes.filter(({ url }) => /^\/api\/(tasks|notices|obligations)\/:/.test(url));
  assert.ok(objects.length >= 20, `${objects.length} routes`);
  const wrong: string[] = [];
  for (const { method, url } of objects) {
    for (const [role, browser] of strangers) {
      const body =
        method === 'GET'
          ? {}
          : { body: { version: part.version, text: 'Thử', reason: 'Thử', outcome: 'Thử', dueOn: '2018-04-10' } };
      const { statusCode } = await browser.send(method as 'GET', real(url), body);
      // 422: the shape was refused before anything was looked for; it tells nothing either.
      if (![403, 404, 422].includes(statusCode))
        wrong.push(`${method} ${url}: ${role} of another agency gets ${statusCode}`);
      if (method === 'GET' && ![403, 404].includes(statusCode)) wrong.push(`${method} ${url}: ${role} ${statusCode}`);
    }
  }
  assert.deepEqual(wrong, []);
  for (const list of ['/api/tasks', '/api/notices', '/api/my-work', '/api/reminders', '/api/tasks/choices']) {
    const reply = await who('agency-clerk', strangers).send('GET', list);
    assert.equal(reply.statusCode, 200, list);
    for (const id of Object.values(ids)) assert.ok(!reply.body.includes(id), `${list} tells of ${id}`);
  }
  assert.ok((await who('agency-clerk').send('GET', '/api/tasks')).body.includes(received.id), 'its own clerk sees it');
});

test('the figures of the server are told to the machine itself alone', async () => {
  assert.equal((await new Browser(app, '127.0.0.1').send('GET', '/metrics')).statusCode, 200);
  assert.equal((await new Browser(app, '203.0.113.7').send('GET', '/metrics')).statusCode, 404);
  const forged = await new Browser(app, '203.0.113.7').send('GET', '/metrics', {
    headers: { 'x-forwarded-for': '127.0.0.1', forwarded: 'for=127.0.0.1' },
  });
  assert.equal(forged.statusCode, 404);
});
