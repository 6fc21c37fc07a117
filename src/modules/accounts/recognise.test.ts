import assert from 'node:assert/strict';
import test from 'node:test';
import { assign, createPost, endMembership, findAgencyByCode, postsOf } from '#modules/org/public.ts';
import { orgSeed } from '#modules/org/testing/seeds.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { accountsPermissions } from './permissions.ts';
import { disableAccount } from './service/administration.ts';
import { deleteSessionsOf, listSessions, raiseEpoch, replaceToken } from './store/sessions.ts';
import { accountsApp, anAccount, Browser, realClock } from './testing/fixture.ts';

const province = await testProvince({ seed: orgSeed });
const realTime = realClock();
const app = accountsApp(province, realTime);
/** What was done, by whom, as the transaction saw him. */
const done: string[] = [];
const record = async (tx: { actor: { name: string } }) => {
  done.push(tx.actor.name);
  return { by: tx.actor.name };
};
app.post('/api/things', { config: { permission: accountsPermissions.manage, inWork: true } }, ({ work }) =>
  work.run(record),
);
app.post('/api/any', { config: { permission: 'signed-in', inWork: true } }, ({ work }) => work.run(record));
const system = province.as(systemActor('Thử nghiệm'));

async function onTheNextDay(what: () => Promise<void>): Promise<void> {
  const now = province.clock.now();
  province.clock.set(new Date(now.getTime() + 86_400_000));
  await what().finally(() => province.clock.set(now));
}

async function signedIn(login: string, role: 'administrator' | 'officer' = 'administrator') {
  const who = await anAccount(province, realTime, login, { name: login, role, agency: 'KH.UBND' });
  const browser = new Browser(app);
  await browser.signIn(login);
  return { ...who, browser, act: (url = '/api/things') => browser.send('POST', url, { body: {} }) };
}

test('who was let in a moment ago is let in again, and is who he was', async () => {
  const { act } = await signedIn('mot');
  for (let time = 0; time < 3; time += 1) assert.deepEqual((await act()).json(), { by: 'mot' });
});

for (const [login, what, end] of [
  [
    'het-phien',
    'whose session was ended',
    (id: string) => system.run(async (tx) => void (await deleteSessionsOf(tx.db, id))),
  ],
  ['bi-khoa', 'whose account was disabled', (id: string) => system.run((tx) => disableAccount(tx, id, realTime.now()))],
  [
    'doi-ma',
    'whose secret was replaced',
    (id: string) =>
      system.run(async (tx) => {
        const [session] = await listSessions(tx.db, id, realTime.now(), new Date(0));
        await replaceToken(tx.db, session?.id ?? '', Buffer.alloc(32, 7), realTime.now());
      }),
  ],
] as const) {
  test(`somebody ${what} a moment ago is asked to sign in, and nothing is done`, async () => {
    const { act, personId } = await signedIn(login);
    assert.equal((await act()).statusCode, 200);
    await end(personId);
    const before = done.length;
    const reply = await act();
    assert.equal(reply.statusCode, 401, reply.body);
    assert.equal(done.length, before);
  });
}

test('a right that ended yesterday is refused today, and nothing is done', async () => {
  const { act, personId } = await signedIn('mat-quyen');
  await system.run(async (tx) => {
    const [post] = (await postsOf(tx, [personId], tx.today)).get(personId) ?? [];
    await endMembership(tx, post?.membershipId ?? '', tx.today);
    await raiseEpoch(tx.db);
  });
  assert.equal((await act()).statusCode, 200);
  assert.equal((await act()).statusCode, 200);
  await onTheNextDay(async () => {
    const before = done.length;
    const reply = await act();
    assert.equal(reply.statusCode, 403, reply.body);
    assert.equal(done.length, before);
  });
});

test('a right given a moment ago counts at once', async () => {
  const { act, personId } = await signedIn('duoc-quyen', 'officer');
  assert.equal((await act('/api/any')).statusCode, 200);
  assert.equal((await act()).statusCode, 403);
  await system.run(async (tx) => {
    const agency = await findAgencyByCode(tx, 'KH.UBND');
    const post = await createPost(tx, { agencyId: agency?.id ?? '', title: 'Quản trị', role: 'administrator' });
    await assign(tx, { personId, postId: post.id });
    await raiseEpoch(tx.db);
  });
  assert.equal((await act()).statusCode, 200);
});

test('a session past its hours is not believed', async () => {
  const { act } = await signedIn('het-gio');
  assert.equal((await act()).statusCode, 200);
  const now = realTime.now();
  realTime.set(new Date(now.getTime() + 13 * 3_600_000));
  assert.equal((await act()).statusCode, 401);
  realTime.set(now);
});

test('a retry under one key, believed or looked up, does one thing', async () => {
  const { browser } = await signedIn('mot-khoa');
  const send = () => browser.send('POST', '/api/any', { body: {}, headers: { 'idempotency-key': 'mot-lan-thoi-8' } });
  assert.equal((await send()).statusCode, 200);
  await system.run((tx) => raiseEpoch(tx.db));
  const before = done.length;
  const again = await send();
  assert.equal(again.statusCode, 200);
  assert.equal(again.headers['idempotent-replay'], 'true');
  assert.equal(done.length, before);
});
