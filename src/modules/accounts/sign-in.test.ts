import assert from 'node:assert/strict';
import { argon2, randomBytes } from 'node:crypto';
import test, { mock } from 'node:test';
import { promisify } from 'node:util';
import pg from 'pg';
import { orgSeed } from '#modules/org/testing/seeds.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { events } from '#platform/events/events.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { findPasswordHash, savePasswordHash } from './store/accounts.ts';
import { accountsApp, anAccount, aPerson, Browser, PASSWORD, realClock } from './testing/fixture.ts';

const province = await testProvince({ seed: orgSeed });
const realTime = realClock();
const app = accountsApp(province, realTime);
const lan = await anAccount(province, realTime, 'lan', { name: 'Trần Thị Lan' });

interface Told {
  readonly name: string;
  readonly payload: Record<string, unknown>;
}
const told: Told[] = [];
events.onAny(async (_tx, name, payload) => {
  told.push({ name, payload: payload as Record<string, unknown> });
});

const minute = 60_000;
const later = (ms: number) => realTime.set(new Date(realTime.now().getTime() + ms));

test('unknown login, wrong password, disabled account and account without a password get one and the same answer', async () => {
  const off = await anAccount(province, realTime, 'bikhoa');
  const waiting = await aPerson(province);
  const { addAccount } = await import('./service/invites.ts');
  const { disableAccount } = await import('./service/administration.ts');
  await province.as(systemActor()).run(async (tx) => {
    await disableAccount(tx, off.personId, realTime.now());
    await addAccount(tx, waiting, 'chuadat', realTime.now());
  });
  told.length = 0;
  const answers = [];
  for (const [login, password] of [
    ['khongaica', PASSWORD],
    ['lan', 'sai mật khẩu rồi'],
    ['bikhoa', PASSWORD],
    ['chuadat', PASSWORD],
    ['tên lạ; drop table account', PASSWORD],
  ] as const) {
    const reply = await new Browser(app, '198.51.100.20').signIn(login, password);
    const { reference: _, ...body } = reply.json<Record<string, unknown>>();
    const { date: _date, ...headers } = reply.headers;
    answers.push(JSON.stringify([reply.statusCode, body, headers]));
    assert.equal(reply.cookies.length, 0);
  }
  assert.equal(new Set(answers).size, 1, answers.join('\n'));
  assert.match(answers[0] ?? '', /^\[401,.*accounts\.sign_in_refused/);
  assert.deepEqual(
    told.map(({ payload }) => payload['reason']),
    ['unknown', 'wrong-password', 'disabled', 'no-password', 'unknown'],
  );
});

test('an unknown login costs a hash like a known one', async () => {
  const hash = await hashPassword(PASSWORD);
  const cost = async (work: () => Promise<boolean>) => {
    const before = process.cpuUsage();
    assert.equal(await work(), false);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  const known = await cost(() => verifyPassword(hash, 'x'));
  const unknown = await cost(() => verifyPassword(undefined, 'x'));
  // Processor time, not the clock on the wall: 46 MiB take more than 5 ms of it on any machine, no hash takes none.
  assert.ok(known > 5 && unknown > 5, `${known} ms and ${unknown} ms`);
});

test('known and unknown logins ask the database the same number of questions', async () => {
  const questions = async (login: string) => {
    const asked = mock.method(pg.Client.prototype, 'query');
    try {
      await new Browser(app, '198.51.100.21').signIn(login, 'sai mật khẩu rồi');
      return asked.mock.callCount();
    } finally {
      asked.mock.restore();
    }
  };
  const known = await questions('lan');
  assert.ok(known > 3);
  assert.equal(await questions('khongaica'), known);
});

test('a password typed with decomposed marks is the same password', async () => {
  assert.equal((await new Browser(app).signIn('lan', PASSWORD.normalize('NFD'))).statusCode, 204);
});

test('a password hashed with earlier settings is hashed anew when its owner signs in', async () => {
  const { personId } = await anAccount(province, realTime, 'lau.nam', { name: 'Cao Văn Lâu' });
  const stored = () => province.as(systemActor()).run(async (tx) => (await findPasswordHash(tx.db, personId)) ?? '');
  const nonce = randomBytes(16);
  const settings = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
  const tag = await promisify(argon2)('argon2id', { message: PASSWORD, nonce, ...settings });
  const old = `$argon2id$v=19$m=19456,t=2,p=1$${nonce.toString('base64').replaceAll('=', '')}$${tag.toString('base64').replaceAll('=', '')}`;
  await province.as(systemActor()).run((tx) => savePasswordHash(tx.db, personId, old, realTime.now()));
  assert.equal((await new Browser(app).signIn('lau.nam', 'sai mật khẩu rồi')).statusCode, 401);
  assert.equal(await stored(), old, 'only its owner renews it');
  assert.equal((await new Browser(app).signIn('lau.nam')).statusCode, 204);
  assert.match(await stored(), /m=47104,t=1,p=1/);
  assert.equal((await new Browser(app).signIn('lau.nam')).statusCode, 204);
});

test('guessing at one login is answered 429 with Retry-After; the person signs in from their device and from a new place', async () => {
  const victim = new Browser(app, '203.0.113.50');
  assert.equal((await victim.signIn('lan')).statusCode, 204);
  await victim.send('DELETE', '/api/session');
  const attacker = new Browser(app, '203.0.113.50'); // the same office address, behind one router
  const statuses: number[] = [];
  for (let n = 0; n < 120; n += 1) {
    const reply = await attacker.signIn('lan', `mật khẩu đoán số ${n}`);
    statuses.push(reply.statusCode);
    if (reply.statusCode === 429) {
      assert.ok(Number(reply.headers['retry-after']) >= 1);
      assert.equal(reply.json<{ code: string }>().code, 'accounts.too_many_attempts');
    }
    later(50);
  }
  const looked = statuses.filter((status) => status === 401).length;
  assert.ok(looked <= 21, `${looked} of 120 guesses were looked at`);
  assert.equal(statuses.at(-1), 429);
  assert.equal((await attacker.signIn('lan')).statusCode, 429, 'the right password is not even tried from there');
  assert.equal((await victim.signIn('lan')).statusCode, 204, 'the device that signed in before');
  assert.equal((await new Browser(app, '192.0.2.99').signIn('lan')).statusCode, 204, 'a new telephone elsewhere');
  later(30_000);
  assert.equal((await attacker.signIn('lan')).statusCode, 204, 'once the guessing stops, the wait is short');
});

test('guesses made at the same instant are counted one by one', async () => {
  later(60 * minute);
  const replies = await Promise.all(
    Array.from({ length: 40 }, (_, n) => new Browser(app, '198.51.100.77').signIn('lan', `cùng một lúc ${n}`)),
  );
  const looked = replies.filter((reply) => reply.statusCode === 401).length;
  assert.equal(looked, 10);
});

test('a forged forwarded-for header moves no guess to another address', async () => {
  later(60 * minute);
  const statuses = [];
  for (let n = 0; n < 15; n += 1) {
    const reply = await new Browser(app, '198.51.100.88').send('POST', '/api/session', {
      body: { login: 'lan', password: `đoán lần thứ ${n}` },
      headers: { 'x-forwarded-for': `10.0.0.${n}` },
    });
    statuses.push(reply.statusCode);
  }
  assert.deepEqual(statuses.slice(10), [429, 429, 429, 429, 429]);
});

test('neither the typed login, the password nor a full address is told to the log', async () => {
  told.length = 0;
  await new Browser(app, '198.51.100.99').signIn('mat-khau-go-nham-o', 'bí mật tuyệt đối số 9');
  const text = JSON.stringify(told);
  assert.match(text, /accounts\.sign_in_failed/);
  assert.ok(!/mat-khau-go-nham|bí mật tuyệt đối|198\.51\.100\.99/.test(text), text);
});

test('every outcome of a sign-in is told once, under the person', async () => {
  told.length = 0;
  await new Browser(app).signIn('lan');
  await new Browser(app).signIn('lan', 'sai mật khẩu rồi');
  assert.deepEqual(
    told.map(({ name, payload }) => [name, (payload['subject'] as { id: string } | undefined)?.id]),
    [
      ['accounts.signed_in', lan.personId],
      ['accounts.sign_in_failed', lan.personId],
    ],
  );
});

test('arrays, objects and missing fields in place of login and password are refused with the field’s name', async () => {
  for (const body of [
    {},
    { login: ['lan'], password: PASSWORD },
    { login: 'lan', password: { $ne: '' } },
    { login: '', password: '' },
  ]) {
    const reply = await new Browser(app).send('POST', '/api/session', { body });
    assert.equal(reply.statusCode, 422, JSON.stringify(body));
    assert.ok(reply.json<{ fields: object }>().fields);
  }
});

test('a sign-in without our header, from another origin or another site is refused before anything is tried', async () => {
  told.length = 0;
  const body = { login: 'lan', password: PASSWORD };
  for (const headers of [
    { 'x-dunghen-request': '' },
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'null' },
  ] as Record<string, string>[]) {
    const bare = headers['x-dunghen-request'] === '';
    const reply = await app.inject({
      method: 'POST',
      url: '/api/session',
      payload: body,
      headers: bare ? {} : { 'x-dunghen-request': '1', ...headers },
    });
    assert.equal(reply.statusCode, 403, JSON.stringify(headers));
    assert.equal(reply.cookies.length, 0);
  }
  assert.deepEqual(told, []);
});
