import assert from 'node:assert/strict';
import test from 'node:test';
import { orgSeed } from '#modules/org/testing/seeds.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { accountsApp, anAccount, Browser, OTHER_PASSWORD, PASSWORD, realClock } from './testing/fixture.ts';

const province = await testProvince({ seed: orgSeed });
const realTime = realClock();
const app = accountsApp(province, realTime);
await anAccount(province, realTime, 'admin', { role: 'administrator', agency: 'KH.UBND' });

const change = (browser: Browser, currentPassword: string, newPassword: string) =>
  browser.send('POST', '/api/password', { body: { currentPassword, newPassword } });

test('a changed password ends the other sessions and keeps this one, under a new secret', async () => {
  await anAccount(province, realTime, 'lan');
  const here = new Browser(app);
  const there = new Browser(app);
  await here.signIn('lan');
  await there.signIn('lan');
  const old = here.cookies.get('dunghen') ?? '';
  const reply = await change(here, PASSWORD, OTHER_PASSWORD);
  assert.deepEqual([reply.statusCode, reply.json()], [200, { ended: 1 }], reply.body);
  assert.equal((await there.send('GET', '/api/sessions')).statusCode, 401);
  assert.equal((await here.send('GET', '/api/sessions')).statusCode, 200);
  assert.equal((await app.inject({ url: '/api/sessions', cookies: { dunghen: old } })).statusCode, 401);
  assert.equal((await new Browser(app).signIn('lan')).statusCode, 401);
  assert.equal((await new Browser(app).signIn('lan', OTHER_PASSWORD)).statusCode, 204);
});

test('the current password is asked for, and guessing it from an open session is slowed', async () => {
  await anAccount(province, realTime, 'hoa', { name: 'Lê Thị Hoa' });
  const browser = new Browser(app);
  await browser.signIn('hoa');
  const wrong = await change(browser, 'không phải cái này', OTHER_PASSWORD);
  assert.equal(wrong.statusCode, 422, 'not 401: the session is still good');
  assert.match(wrong.json<{ fields: { currentPassword: string } }>().fields.currentPassword, /không đúng/);
  const statuses = [];
  for (let n = 0; n < 12; n += 1) statuses.push((await change(browser, `đoán mò lần ${n}`, OTHER_PASSWORD)).statusCode);
  assert.deepEqual(statuses.slice(-3), [429, 429, 429]);
});

test('a new password has to pass the rules, and pasting a long phrase is fine', async () => {
  await anAccount(province, realTime, 'minh', { name: 'Đỗ Văn Minh' });
  const browser = new Browser(app);
  await browser.signIn('minh');
  for (const bad of ['short', '123456789012', 'dovanminh1990', 'khanhhoa@2018', 'a'.repeat(200)]) {
    const reply = await change(browser, PASSWORD, bad);
    assert.equal(reply.statusCode, 422, bad);
    assert.ok(reply.json<{ fields: { newPassword: string } }>().fields.newPassword);
  }
  const long = 'một câu dài được dán từ trình giữ mật khẩu, có dấu phẩy và 64 ký tự trở lên: @#!';
  assert.equal((await change(browser, PASSWORD, long)).statusCode, 200);
  assert.equal((await new Browser(app).signIn('minh', long)).statusCode, 204);
});

test('two changes of one password at once: one wins, the other is told', async () => {
  await anAccount(province, realTime, 'tam', { name: 'Võ Thị Tâm' });
  const here = new Browser(app);
  const there = new Browser(app);
  await here.signIn('tam');
  await there.signIn('tam');
  const replies = await Promise.all([
    change(here, PASSWORD, OTHER_PASSWORD),
    change(there, PASSWORD, 'gió nồm trên vịnh Cam Ranh'),
  ]);
  const statuses = replies.map((reply) => reply.statusCode).sort((a, b) => a - b);
  assert.equal(statuses[0], 200);
  assert.ok([401, 409, 422].includes(statuses[1] ?? 0), String(statuses));
});

test('a disabled account is out at once, in the middle of its work, and cannot sign in or use a link', async () => {
  const dung = await anAccount(province, realTime, 'dung', { name: 'Bùi Văn Dũng' });
  const browser = new Browser(app);
  await browser.signIn('dung');
  const admin = new Browser(app);
  await admin.signIn('admin');
  const link = (await admin.send('POST', '/api/accounts/invites', { body: { personId: dung.personId } })).json<{
    path: string;
  }>();
  const off = await admin.send('POST', `/api/accounts/${dung.personId}/disable`);
  assert.equal(off.statusCode, 204, off.body);
  assert.equal((await browser.send('GET', '/api/sessions')).statusCode, 401);
  assert.equal((await browser.signIn('dung')).statusCode, 401);
  const used = await new Browser(app).send('POST', link.path.replace('/moi/', '/api/invites/'), {
    body: { password: PASSWORD },
  });
  assert.equal(used.statusCode, 410);
  const refused = await admin.send('POST', '/api/accounts/invites', { body: { personId: dung.personId } });
  assert.equal(refused.json<{ code: string }>().code, 'accounts.disabled');
  assert.equal((await admin.send('POST', `/api/accounts/${dung.personId}/enable`)).statusCode, 204);
  assert.equal((await new Browser(app).signIn('dung')).statusCode, 204);
  assert.equal((await browser.send('GET', '/api/sessions')).statusCode, 401, 'the old session stays dead');
});

test('an administrator cannot disable themselves', async () => {
  const admin = new Browser(app);
  await admin.signIn('admin');
  const me = (await admin.send('GET', '/api/session')).json<{ person: { id: string } }>().person.id;
  const reply = await admin.send('POST', `/api/accounts/${me}/disable`);
  assert.deepEqual([reply.statusCode, reply.json<{ code: string }>().code], [409, 'accounts.own_account']);
});

test('a sign-in that began before the account was disabled opens no session', async () => {
  const som = await anAccount(province, realTime, 'som', { name: 'Cao Thị Sớm' });
  const admin = new Browser(app);
  await admin.signIn('admin');
  const browser = new Browser(app);
  await Promise.all([browser.signIn('som'), admin.send('POST', `/api/accounts/${som.personId}/disable`)]);
  assert.equal((await browser.send('GET', '/api/sessions')).statusCode, 401);
});
