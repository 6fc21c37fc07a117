import assert from 'node:assert/strict';
import test from 'node:test';
import pg from 'pg';
import { orgSeed } from '#modules/org/testing/seeds.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { CurrentSession, InviteView, MadeInvite } from './schema.ts';
import { accountsApp, anAccount, aPerson, Browser, OTHER_PASSWORD, PASSWORD, realClock } from './testing/fixture.ts';

const province = await testProvince({ seed: orgSeed });
const realTime = realClock();
const app = accountsApp(province, realTime);
await anAccount(province, realTime, 'admin', { name: 'Lê Quản Trị', role: 'administrator', agency: 'KH.UBND' });
const admin = new Browser(app);
await admin.signIn('admin');

const inviteOf = async (personId: string, login?: string) =>
  admin.send('POST', '/api/accounts/invites', { body: { personId, ...(login ? { login } : {}) } });
const made = async (personId: string, login?: string) => {
  const reply = await inviteOf(personId, login);
  assert.equal(reply.statusCode, 200, reply.body);
  return reply.json<MadeInvite>();
};
const tokenOf = (one: MadeInvite) => one.path.replace('/moi/', '');
const accept = (one: MadeInvite, password = PASSWORD, browser = new Browser(app)) =>
  browser.send('POST', `/api/invites/${tokenOf(one)}`, { body: { password } });

let n = 0;
const aNewcomer = () =>
  aPerson(province, { name: 'Phạm Thị Mới' }).then((personId) => ({ personId, login: `moi${(n += 1)}` }));

test('an administrator invites; the person sees who is meant, sets a password and is signed in', async () => {
  const { personId } = await aNewcomer();
  const link = await made(personId, 'Pham.Moi');
  assert.equal(link.login, 'pham.moi');
  assert.equal(link.purpose, 'invite');
  const browser = new Browser(app);
  const view = (await browser.send('GET', `/api/invites/${tokenOf(link)}`)).json<InviteView>();
  assert.deepEqual(
    { fullName: view.fullName, login: view.login, purpose: view.purpose },
    { fullName: 'Phạm Thị Mới', login: 'pham.moi', purpose: 'invite' },
  );
  assert.equal((await accept(link, PASSWORD, browser)).statusCode, 204);
  assert.equal((await browser.send('GET', '/api/session')).json<CurrentSession>().person?.id, personId);
  assert.equal((await new Browser(app).signIn('pham.moi')).statusCode, 204);
});

test('a link works once: the second use says so and changes nothing', async () => {
  const { personId, login } = await aNewcomer();
  const link = await made(personId, login);
  await accept(link);
  const again = await accept(link, OTHER_PASSWORD);
  assert.equal(again.statusCode, 410);
  assert.equal(again.json<{ code: string }>().code, 'accounts.invite_used');
  assert.equal((await new Browser(app).send('GET', `/api/invites/${tokenOf(link)}`)).statusCode, 410);
  assert.equal((await new Browser(app).signIn(login, OTHER_PASSWORD)).statusCode, 401);
  assert.equal((await new Browser(app).signIn(login)).statusCode, 204);
});

test('of two who use one link at once, one wins, and the other’s password does not work', async () => {
  const { personId, login } = await aNewcomer();
  const link = await made(personId, login);
  const replies = await Promise.all([accept(link, PASSWORD), accept(link, OTHER_PASSWORD)]);
  assert.deepEqual(
    replies.map((reply) => reply.statusCode).sort((a, b) => a - b),
    [204, 410],
  );
  const winner = replies[0]?.statusCode === 204 ? PASSWORD : OTHER_PASSWORD;
  const loser = winner === PASSWORD ? OTHER_PASSWORD : PASSWORD;
  assert.equal((await new Browser(app).signIn(login, loser)).statusCode, 401);
  assert.equal((await new Browser(app).signIn(login, winner)).statusCode, 204);
});

test('a link ends 72 hours of real time after it was made, whatever the province’s clock says', async () => {
  const { personId, login } = await aNewcomer();
  const link = await made(personId, login);
  province.clock.set('2018-12-31T08:00');
  const began = realTime.now();
  realTime.set(new Date(began.getTime() + 72 * 3_600_000 - 1000));
  assert.equal((await new Browser(app).send('GET', link.path.replace('/moi/', '/api/invites/'))).statusCode, 200);
  realTime.set(new Date(began.getTime() + 72 * 3_600_000));
  const late = await accept(link);
  assert.equal(late.statusCode, 410);
  assert.equal(late.json<{ code: string }>().code, 'accounts.invite_expired');
  realTime.set(began);
  province.clock.set('2018-02-26T15:00');
});

test('a new link voids the one before it', async () => {
  const { personId, login } = await aNewcomer();
  const first = await made(personId, login);
  const second = await made(personId);
  assert.equal((await accept(first)).json<{ code: string }>().code, 'accounts.invite_voided');
  assert.equal((await accept(second)).statusCode, 204);
});

test('a reset by link keeps the old password until it is used, then ends every session', async () => {
  const { personId, login } = await aNewcomer();
  await accept(await made(personId, login));
  const before = new Browser(app);
  await before.signIn(login);
  const link = await made(personId);
  assert.equal(link.purpose, 'reset');
  assert.equal((await new Browser(app).signIn(login)).statusCode, 204, 'the old password still works');
  assert.equal((await accept(link, OTHER_PASSWORD)).statusCode, 204);
  assert.equal((await before.send('GET', '/api/sessions')).statusCode, 401);
  assert.equal((await new Browser(app).signIn(login)).statusCode, 401);
  assert.equal((await new Browser(app).signIn(login, OTHER_PASSWORD)).statusCode, 204);
});

test('a guessed or mangled link is unknown, whatever its shape', async () => {
  for (const token of ['x', 'A'.repeat(43), '%27%20or%201=1', 'A'.repeat(190), `${'A'.repeat(42)}%00`]) {
    const reply = await new Browser(app).send('GET', `/api/invites/${token}`);
    assert.equal(reply.statusCode, 404, token);
    assert.equal(reply.json<{ code: string }>().code, 'accounts.invite_unknown');
  }
});

test('a password the rules refuse leaves the link usable', async () => {
  const { personId, login } = await aNewcomer();
  const link = await made(personId, login);
  for (const [password, sentence] of [
    ['ngắn quá', /ít nhất 12/],
    ['matkhau123456', /hay bị đoán/],
    ['phamthimoi2018', /họ tên/],
  ] as const) {
    const reply = await accept(link, password);
    assert.equal(reply.statusCode, 422);
    assert.match(reply.json<{ fields: { password: string } }>().fields.password, sentence);
  }
  assert.equal((await accept(link)).statusCode, 204);
});

test('logins are unique and well formed, and fixed once a password is set', async () => {
  const one = await aNewcomer();
  const two = await aNewcomer();
  await made(one.personId, one.login);
  const codes = async (personId: string, login?: string) => {
    const reply = await inviteOf(personId, login);
    return [reply.statusCode, reply.json<{ code: string }>().code];
  };
  assert.deepEqual(await codes(two.personId), [422, 'accounts.login_missing']);
  assert.deepEqual(await codes(two.personId, one.login.toUpperCase()), [409, 'accounts.login_taken']);
  assert.deepEqual(await codes(two.personId, 'có dấu'), [422, 'accounts.login_invalid']);
  await made(two.personId, two.login);
  const renamed = await made(two.personId, `${two.login}.khac`);
  assert.equal(renamed.login, `${two.login}.khac`);
  await accept(renamed);
  assert.deepEqual(await codes(two.personId, 'khac.nua'), [409, 'accounts.login_fixed']);
  assert.deepEqual(await codes('01900000-0000-7000-8000-000000000001', 'aido'), [404, 'accounts.person_unknown']);
});

test('inviting one person twice at the same moment leaves one open link', async () => {
  const { personId, login } = await aNewcomer();
  const replies = await Promise.all([inviteOf(personId, login), inviteOf(personId, login), inviteOf(personId, login)]);
  const links = replies.filter((reply) => reply.statusCode === 200).map((reply) => reply.json<MadeInvite>());
  assert.ok(links.length >= 1, replies.map((reply) => reply.body).join('\n'));
  assert.ok(replies.every((reply) => [200, 409].includes(reply.statusCode)));
  const usable = [];
  for (const link of links) {
    const reply = await new Browser(app).send('GET', `/api/invites/${tokenOf(link)}`);
    if (reply.statusCode === 200) usable.push(link);
  }
  assert.equal(usable.length, 1);
});

test('neither a link nor a password is kept anywhere in the database, retries included', async () => {
  const { personId, login } = await aNewcomer();
  const headers = { 'idempotency-key': 'lap-lai-hai-lan' };
  const body = { personId, login };
  const first = await admin.send('POST', '/api/accounts/invites', { body, headers });
  const link = first.json<MadeInvite>();
  await new Browser(app).send('POST', `/api/invites/${tokenOf(link)}`, { body: { password: PASSWORD }, headers });
  await new Browser(app).send('POST', '/api/session', { body: { login, password: PASSWORD }, headers });
  const client = new pg.Client({ connectionString: province.ownerUrl });
  await client.connect();
  const tables = await client.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'p_test'",
  );
  let everything = '';
  for (const { name } of tables.rows)
    everything += JSON.stringify((await client.query(`select * from p_test.${name}`)).rows);
  await client.end();
  assert.ok(everything.includes(login));
  assert.ok(!everything.includes(tokenOf(link)));
  assert.ok(!everything.includes(PASSWORD));
  const { createHash } = await import('node:crypto');
  for (const text of [JSON.stringify({ password: PASSWORD }), JSON.stringify({ login, password: PASSWORD })])
    assert.ok(!everything.includes(createHash('sha256').update(text).digest('hex')), 'no fast hash of a password');
});
