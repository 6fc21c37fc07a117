import assert from 'node:assert/strict';
import test from 'node:test';
import { orgSeed } from '#modules/org/testing/seeds.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { openProvince } from '#platform/db/province.ts';
import { TEST_PROVINCE, testProvince } from '#platform/testing/test-province.ts';
import { seedDemoPeople } from '#modules/org/public.ts';
import { demoAccountsRoutes } from './routes/demo.ts';
import { bootstrapAdministrator, listDemoAccounts, seedDemoAccounts } from './public.ts';
import type { AccountsPage, CurrentSession, DemoAccounts } from './schema.ts';
import { accountsApp, anAccount, aPerson, Browser, PASSWORD, realClock } from './testing/fixture.ts';

const province = await testProvince({ seed: orgSeed });
const realTime = realClock();
const app = accountsApp(province, realTime);
const program = province.as(systemActor('Thử nghiệm'));

test('a new province has no account; the first administrator comes in by a one-time link, and only once', async () => {
  assert.equal((await new Browser(app).signIn('quantri', 'quantri')).statusCode, 401);
  const { token, login } = await program.run(bootstrapAdministrator);
  assert.equal(login, 'quantri');
  const browser = new Browser(app);
  // The link is made on the machine's own clock, as dunghen init makes it.
  realTime.set(new Date());
  const used = await browser.send('POST', `/api/invites/${token}`, { body: { password: PASSWORD } });
  assert.equal(used.statusCode, 204, used.body);
  const me = (await browser.send('GET', '/api/session')).json<CurrentSession>();
  assert.deepEqual(me.roles, ['administrator']);
  assert.match(me.agency?.name ?? '', /Ủy ban nhân dân tỉnh/);
  await assert.rejects(program.run(bootstrapAdministrator), { code: 'accounts.already_set_up' });
});

test('a province made without any agency gets its People’s Committee with the first administrator', async () => {
  const empty = await testProvince();
  const { token } = await empty.as(systemActor('Khởi tạo')).run(bootstrapAdministrator);
  const browser = new Browser(accountsApp(empty, realTime));
  await browser.send('POST', `/api/invites/${token}`, { body: { password: PASSWORD } });
  const me = (await browser.send('GET', '/api/session')).json<CurrentSession>();
  assert.deepEqual([me.agency?.name, me.roles], ['Ủy ban nhân dân tỉnh thử nghiệm', ['administrator']]);
});

test('administrators and auditors list accounts with state, roles and last sign-in; never a hash', async () => {
  const active = await anAccount(province, realTime, 'dang.dung', { name: 'Hồ Đang Dùng', role: 'agency-head' });
  await new Browser(app).signIn('dang.dung');
  const off = await anAccount(province, realTime, 'da.khoa');
  const waiting = await aPerson(province, { name: 'Ngô Chưa Đặt' });
  const admin = new Browser(app);
  await admin.signIn('quantri');
  await admin.send('POST', `/api/accounts/${off.personId}/disable`);
  await admin.send('POST', '/api/accounts/invites', { body: { personId: waiting, login: 'chua.dat' } });
  const reply = await admin.send(
    'GET',
    `/api/accounts?personIds=${[active.personId, off.personId, waiting].join(',')}`,
  );
  assert.ok(!reply.body.includes('argon2'));
  const rows = reply.json<AccountsPage>().accounts.sort((a, b) => a.login.localeCompare(b.login));
  assert.deepEqual(
    rows.map(({ login, state, roles, fullName }) => ({ login, state, roles, fullName })),
    [
      { login: 'chua.dat', state: 'invited', roles: ['officer'], fullName: 'Ngô Chưa Đặt' },
      { login: 'da.khoa', state: 'disabled', roles: ['officer'], fullName: 'Nguyễn Văn Bình' },
      { login: 'dang.dung', state: 'active', roles: ['agency-head'], fullName: 'Hồ Đang Dùng' },
    ],
  );
  assert.ok(rows[0]?.inviteUntil && !rows[1]?.inviteUntil);
  assert.ok(rows[2]?.lastSignedInAt && !rows[0]?.lastSignedInAt);
});

test('the list is paged by login, each account once, and filters by state and part of the login', async () => {
  for (let n = 10; n < 17; n += 1) await anAccount(province, realTime, `trang_${n}`);
  const admin = new Browser(app);
  await admin.signIn('quantri');
  const logins: string[] = [];
  let next: string | null = null;
  do {
    const url: string = `/api/accounts?limit=3${next ? `&cursor=${next}` : ''}`;
    const page: AccountsPage = (await admin.send('GET', url)).json<AccountsPage>();
    logins.push(...page.accounts.map((account) => account.login));
    next = page.next;
  } while (next);
  assert.deepEqual(logins, [...new Set(logins)].toSorted());
  assert.equal(logins.length, 11);
  const named = async (query: string) =>
    (await admin.send('GET', `/api/accounts?${query}`)).json<AccountsPage>().accounts.map((account) => account.login);
  assert.equal((await named('login=TRANG_')).length, 7);
  assert.deepEqual(await named('login=%25'), [], 'a percent sign is a sign, not a pattern');
  assert.deepEqual(await named('state=disabled'), ['da.khoa']);
  assert.deepEqual(await named('state=invited'), ['chua.dat']);
  assert.equal((await admin.send('GET', '/api/accounts?cursor=xx')).statusCode, 400);
  assert.equal((await admin.send('GET', '/api/accounts?personIds=1,2')).statusCode, 422);
});

test('a command-line invitation opens the way back in for an administrator who was locked out', async () => {
  const { inviteByLogin, listForOperator } = await import('./service/operator.ts');
  const { disableAccount } = await import('./service/administration.ts');
  const lost = await anAccount(province, realTime, 'mat.loi', { role: 'administrator', agency: 'KH.UBND' });
  await program.run((tx) => disableAccount(tx, lost.personId, realTime.now()));
  const made = await program.run((tx) => inviteByLogin(tx, 'Mat.Loi'));
  const browser = new Browser(app);
  assert.equal(
    (await browser.send('POST', `/api/invites/${made.token}`, { body: { password: PASSWORD } })).statusCode,
    204,
  );
  const rows = await program.run(listForOperator);
  assert.equal(rows.find((row) => row.login === 'mat.loi')?.state, 'active');
  await assert.rejects(
    program.run((tx) => inviteByLogin(tx, 'khong.co')),
    { code: 'accounts.account_unknown' },
  );
});

test('demonstration accounts are refused in a real province, and in a demonstration every role can sign in', async () => {
  await assert.rejects(
    program.run((tx) => seedDemoAccounts(tx, PASSWORD)),
    { code: 'accounts.not_demonstration' },
  );
  assert.deepEqual(await program.run(listDemoAccounts), []);
  const realApp = accountsApp(province, realTime);
  demoAccountsRoutes(realApp, province, PASSWORD);
  assert.equal((await new Browser(realApp).send('GET', '/api/demo/accounts')).statusCode, 404);

  const database = await testProvince({ seed: orgSeed });
  const demonstration = openProvince(
    database.appUrl,
    { ...TEST_PROVINCE, isDemonstration: true },
    { clock: database.clock, poolSize: 4 },
  );
  try {
    const all = await demonstration.as(systemActor()).run(async (tx) => {
      await seedDemoPeople(tx);
      return seedDemoAccounts(tx, PASSWORD);
    });
    assert.ok(all.length > 200, String(all.length));
    const shown = await demonstration.as(systemActor()).run(listDemoAccounts);
    assert.ok(shown.length >= 8 && shown.length <= 12, JSON.stringify(shown));
    const demoApp = accountsApp({ ...database, ...demonstration }, realTime);
    demoAccountsRoutes(demoApp, demonstration, PASSWORD);
    const told = (await new Browser(demoApp).send('GET', '/api/demo/accounts')).json<DemoAccounts>();
    assert.deepEqual(
      told.accounts.map(({ login, role }) => [login, role.vi]),
      shown.map(({ login, role }) => [login, role]),
    );
    assert.equal(told.password, PASSWORD);
    const roles = new Set<string>();
    for (const { login } of shown) {
      const browser = new Browser(demoApp, '127.0.0.1');
      assert.equal((await browser.signIn(login)).statusCode, 204, login);
      for (const role of (await browser.send('GET', '/api/session')).json<CurrentSession>().roles) roles.add(role);
    }
    assert.equal(roles.size, 8);
  } finally {
    await demonstration.close();
  }
});
