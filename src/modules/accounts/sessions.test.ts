import assert from 'node:assert/strict';
import test from 'node:test';
import { orgSeed } from '#modules/org/testing/seeds.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { CurrentSession, OpenSessions } from './schema.ts';
import { accountsApp, anAccount, Browser, PASSWORD, realClock } from './testing/fixture.ts';

const province = await testProvince({ seed: orgSeed });
const realTime = realClock();
const app = accountsApp(province, realTime);
const lan = await anAccount(province, realTime, 'lan', { name: 'Trần Thị Lan', role: 'agency-clerk' });
const admin = await anAccount(province, realTime, 'admin', { role: 'administrator', agency: 'KH.UBND' });

const whoIs = async (browser: Browser) => (await browser.send('GET', '/api/session')).json<CurrentSession>();

test('a visitor learns the province and its time, and that nobody is signed in', async () => {
  const reply = await new Browser(app).send('GET', '/api/session');
  assert.equal(reply.statusCode, 200);
  const body = reply.json<CurrentSession>();
  assert.equal(body.person, null);
  assert.equal(body.session, null);
  assert.deepEqual(body.permissions, []);
  assert.equal(body.clock, '2018-02-26T15:00:00+07:00');
});

test('who signs in is told with name, post, agency, roles and permissions', async () => {
  const browser = new Browser(app);
  const reply = await browser.signIn('  LAN ');
  assert.equal(reply.statusCode, 204, reply.body);
  const body = await whoIs(browser);
  assert.deepEqual(body.person, {
    id: lan.personId,
    fullName: 'Trần Thị Lan',
    post: 'Vị trí thử nghiệm',
    login: 'lan',
  });
  assert.equal(body.agency?.name, 'Sở Thông tin và Truyền thông');
  assert.deepEqual(body.roles, ['agency-clerk']);
  assert.deepEqual(body.permissions, []);
  const boss = new Browser(app);
  await boss.signIn(admin.login);
  assert.deepEqual((await whoIs(boss)).permissions, ['accounts.manage', 'accounts.read']);
});

test('the session cookie is HttpOnly, SameSite and for the whole host; over https Secure under the __Host- prefix', async () => {
  const plain = await new Browser(app).signIn('lan');
  const cookie = plain.cookies.find((one) => one.name === 'dunghen');
  assert.equal(cookie?.httpOnly, true);
  assert.equal(cookie?.sameSite, 'Lax');
  assert.equal(cookie?.path, '/');
  assert.equal(cookie?.secure, undefined);
  assert.equal(cookie?.domain, undefined);

  const secure = accountsApp(province, realTime, { https: true });
  const browser = new Browser(secure, '127.0.0.1');
  const headers = { 'x-forwarded-proto': 'https', host: 'dunghen.example.vn' };
  const reply = await browser.send('POST', '/api/session', { body: { login: 'lan', password: PASSWORD }, headers });
  assert.equal(reply.statusCode, 204, reply.body);
  for (const one of reply.cookies) {
    assert.match(one.name, /^__Host-dunghen/);
    assert.equal(one.secure, true);
    assert.equal(one.path, '/');
    assert.equal(one.domain, undefined);
  }
  assert.equal(reply.headers['strict-transport-security'], 'max-age=31536000; includeSubDomains');
  const seen = await browser.send('GET', '/api/session', { headers });
  assert.equal(seen.json<CurrentSession>().person?.id, lan.personId);
  // The same secret under the name that any neighbour host could set is not looked at.
  const token = reply.cookies.find((one) => one.name === '__Host-dunghen')?.value ?? '';
  const renamed = await new Browser(secure, '127.0.0.1').send('GET', '/api/session', {
    headers: { ...headers, cookie: `dunghen=${token}` },
  });
  assert.equal(renamed.json<CurrentSession>().person, null);
});

test('where the operator says https, cookies are Secure even if the proxy in between tells nothing', async () => {
  const secure = accountsApp(province, realTime, { https: true });
  const reply = await new Browser(secure, '192.0.2.1').send('POST', '/api/session', {
    body: { login: 'lan', password: PASSWORD },
    headers: { 'x-forwarded-proto': 'http' },
  });
  assert.deepEqual(
    reply.cookies.map(({ name, secure: isSecure }) => [name, isSecure]),
    [
      ['__Host-dunghen', true],
      ['__Host-dunghen-device', true],
    ],
  );
});

test('a forwarded protocol from anybody but the trusted proxy is not believed', async () => {
  const reply = await new Browser(app).send('POST', '/api/session', {
    body: { login: 'lan', password: PASSWORD },
    headers: { 'x-forwarded-proto': 'https' },
  });
  assert.ok(reply.cookies.every((cookie) => !cookie.name.startsWith('__Host-')));
});

test('a session id is 256 random bits, new at each sign-in, and one planted before is never taken over', async () => {
  const browser = new Browser(app);
  const planted = 'A'.repeat(43);
  browser.cookies.set('dunghen', planted);
  await browser.signIn('lan');
  const first = browser.cookies.get('dunghen') ?? '';
  assert.notEqual(first, planted);
  assert.equal(Buffer.from(first, 'base64url').length, 32);
  await browser.signIn('lan');
  const second = browser.cookies.get('dunghen') ?? '';
  assert.notEqual(second, first);
  const old = await app.inject({ url: '/api/sessions', cookies: { dunghen: first } });
  assert.equal(old.statusCode, 401, 'the session this browser had before is over');
});

test('after signing out the old cookie is refused at once', async () => {
  const browser = new Browser(app);
  await browser.signIn('lan');
  const old = browser.cookies.get('dunghen') ?? '';
  assert.equal((await browser.send('GET', '/api/sessions')).statusCode, 200);
  assert.equal((await browser.send('DELETE', '/api/session')).statusCode, 204);
  assert.equal(browser.cookies.has('dunghen'), false);
  assert.equal((await app.inject({ url: '/api/sessions', cookies: { dunghen: old } })).statusCode, 401);
});

test('a session nobody uses ends after four hours, one in use after twelve', async () => {
  realTime.set('2026-11-22T10:00');
  const idle = new Browser(app);
  const busy = new Browser(app);
  await idle.signIn('lan');
  await busy.signIn('lan');
  for (const hour of ['13', '16', '19']) {
    realTime.set(`2026-11-22T${hour}:59:00`);
    assert.equal((await busy.send('GET', '/api/sessions')).statusCode, 200, `at ${hour}:59`);
  }
  realTime.set('2026-11-22T14:00:30');
  assert.equal((await idle.send('GET', '/api/sessions')).statusCode, 401);
  realTime.set('2026-11-22T22:00:00');
  assert.equal((await busy.send('GET', '/api/sessions')).statusCode, 401);
});

test('a page that only asks every minute who is signed in does not keep the session alive', async () => {
  realTime.set('2026-11-22T10:00');
  const browser = new Browser(app);
  await browser.signIn('lan');
  for (let minute = 0; minute < 240; minute += 20) {
    realTime.set(new Date(Date.parse('2026-11-22T10:00:00+07:00') + minute * 60_000));
    assert.equal((await whoIs(browser)).person?.id, lan.personId);
  }
  realTime.set('2026-11-22T14:00:01');
  assert.equal((await whoIs(browser)).person, null);
});

test('a session tells how long it has left, and whether using it gives it more', async () => {
  realTime.set('2026-11-22T10:00');
  const browser = new Browser(app);
  await browser.signIn('lan');
  const left = async () => {
    const { session } = await whoIs(browser);
    return [session?.secondsLeft, session?.canExtend];
  };
  realTime.set('2026-11-22T13:55:00');
  assert.deepEqual(await left(), [300, true]);
  await browser.send('GET', '/api/sessions');
  assert.deepEqual(await left(), [4 * 3600, true]);
  realTime.set('2026-11-22T17:50:00');
  await browser.send('GET', '/api/sessions');
  realTime.set('2026-11-22T21:45:00');
  await browser.send('GET', '/api/sessions');
  assert.deepEqual(await left(), [900, false], 'the end of the twelve hours does not move');
});

test('moving the province’s clock by a year ends no session', async () => {
  realTime.set('2026-11-22T10:00');
  const browser = new Browser(app);
  await browser.signIn('lan');
  province.clock.set('2019-02-26T15:00');
  assert.equal((await whoIs(browser)).person?.id, lan.personId);
  province.clock.set('2018-02-26T15:00');
});

test('I see my open sessions with device, shortened address and which one this is', async () => {
  realTime.set('2026-11-22T10:00');
  const office = new Browser(app, '203.0.113.7');
  const phone = new Browser(app, '2405:4802:1a2b:77::9');
  await office.signIn('lan');
  await office.send('DELETE', '/api/sessions');
  await phone.signIn('lan');
  const { sessions } = (await phone.send('GET', '/api/sessions')).json<OpenSessions>();
  assert.deepEqual(
    sessions.map(({ device, address, current }) => ({ device, address, current })).sort((a) => (a.current ? -1 : 1)),
    [
      { device: 'Chrome 141, Windows', address: '2405:4802:1a2b:…', current: true },
      { device: 'Chrome 141, Windows', address: '203.0.113.…', current: false },
    ],
  );
});

test('I end another session of mine, or all others at once, and stay signed in', async () => {
  const here = new Browser(app);
  const there = new Browser(app);
  const third = new Browser(app);
  for (const browser of [here, there, third]) await browser.signIn('lan');
  const { sessions } = (await there.send('GET', '/api/sessions')).json<OpenSessions>();
  const its = sessions.find((session) => session.current)?.id ?? '';
  assert.equal((await here.send('DELETE', `/api/sessions/${its}`)).statusCode, 204);
  assert.equal((await there.send('GET', '/api/sessions')).statusCode, 401);
  assert.equal((await here.send('DELETE', `/api/sessions/${its}`)).statusCode, 404, 'it is gone');
  const ended = (await here.send('DELETE', '/api/sessions')).json<{ ended: number }>();
  assert.ok(ended.ended >= 1);
  assert.equal((await third.send('GET', '/api/sessions')).statusCode, 401);
  assert.equal((await here.send('GET', '/api/sessions')).statusCode, 200);
});

test('nobody but an administrator ends or sees another’s sessions', async () => {
  const hoa = await anAccount(province, realTime, 'hoa', { name: 'Lê Thị Hoa' });
  const victim = new Browser(app);
  await victim.signIn('lan');
  const id = (await victim.send('GET', '/api/sessions')).json<OpenSessions>().sessions.find((one) => one.current)?.id;
  const other = new Browser(app);
  await other.signIn(hoa.login);
  assert.equal((await other.send('DELETE', `/api/sessions/${id}`)).statusCode, 404);
  assert.equal((await other.send('GET', `/api/accounts/${lan.personId}/sessions`)).statusCode, 403);
  assert.equal((await other.send('DELETE', `/api/accounts/${lan.personId}/sessions`)).statusCode, 403);
  assert.equal((await victim.send('GET', '/api/sessions')).statusCode, 200);

  const boss = new Browser(app);
  await boss.signIn(admin.login);
  const seen = (await boss.send('GET', `/api/accounts/${lan.personId}/sessions`)).json<OpenSessions>();
  assert.ok(seen.sessions.some((one) => one.id === id));
  assert.equal((await boss.send('DELETE', `/api/sessions/${id}`)).statusCode, 204);
  assert.equal((await victim.send('GET', '/api/sessions')).statusCode, 401);
});

test('what the database keeps of a session cannot be used as one', async () => {
  const browser = new Browser(app);
  await browser.signIn('lan');
  const token = browser.cookies.get('dunghen') ?? '';
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: province.ownerUrl });
  await client.connect();
  const rows = await client.query(
    'select * from p_test.account_session union all select * from p_test.account_session',
  );
  const places = await client.query('select * from p_test.account_known_place');
  const facts = await client.query('select payload from p_test.event_outbox');
  await client.end();
  const everything = JSON.stringify([rows.rows, places.rows, facts.rows]);
  assert.ok(rows.rows.length > 0);
  assert.ok(!everything.includes(token));
  assert.ok(!everything.includes(browser.cookies.get('dunghen-device') ?? ''));
  assert.ok(!everything.includes(Buffer.from(token, 'base64url').toString('hex')));
});

test('changed posts count on the next request, also in a second process that remembers the rights', async () => {
  const { subscribeAccounts } = await import('./subscriptions.ts');
  const { assign, createPost, findAgencyByCode } = await import('#modules/org/public.ts');
  const { systemActor } = await import('#platform/auth/actor.ts');
  const browser = new Browser(app);
  await browser.signIn('lan');
  assert.equal((await browser.send('GET', `/api/accounts/${admin.personId}/sessions`)).statusCode, 403);
  subscribeAccounts();
  await province.as(systemActor()).run(async (tx) => {
    const at = await findAgencyByCode(tx, 'KH.UBND');
    const post = await createPost(tx, { agencyId: at?.id ?? '', title: 'Quản trị', role: 'administrator' });
    await assign(tx, { personId: lan.personId, postId: post.id });
  });
  assert.equal((await browser.send('GET', `/api/accounts/${admin.personId}/sessions`)).statusCode, 200);
});
