import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { accountsApp, anAccount, Browser, realClock } from '#modules/accounts/testing/fixture.ts';
import { disableAccount } from '#modules/accounts/service/administration.ts';
import { orgSeed } from '#modules/org/testing/seeds.ts';
import { newId } from '#kernel/id.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { passingEquipment } from './equipment.ts';
import { pushTo } from './push.ts';
import { channelsRoutes } from './routes.ts';
import { subscribeChannels } from './subscriptions.ts';
import { pushPeer } from './testing/push-peer.ts';

const province = await testProvince({ seed: orgSeed });
const realTime = realClock();
const peer = await pushPeer();
after(() => peer.close());
const equipment = {
  ...passingEquipment('https://dunghen.tinh.invalid'),
  net: { ca: peer.ca, allowed: [{ host: '127.0.0.1', port: peer.port }], timeoutMs: 2_000 },
};
subscribeChannels();
const app = accountsApp(province, realTime);
void app.register(async (scope) => channelsRoutes(scope as typeof app, province, equipment));
const lan = await anAccount(province, realTime, 'lan', { name: 'Trần Thị Lan' });
const minh = await anAccount(province, realTime, 'minh', { name: 'Lê Minh' });

let made = 0;
/** A browser at which Lan has signed in and switched notifications on. */
async function atLans(): Promise<{ browser: Browser; path: string; endpoint: string }> {
  made += 1;
  const path = `/may-${made}`;
  const browser = new Browser(app);
  await browser.signIn('lan');
  const subscription = peer.subscribe(path);
  const reply = await browser.send('POST', '/api/channels/devices', { body: subscription });
  assert.equal(reply.statusCode, 200);
  return { browser, path, endpoint: subscription.endpoint };
}

/** Which browsers a message to somebody appears at. */
async function shownAt({ personId }: { personId: string }): Promise<string[]> {
  peer.taken.length = 0;
  await pushTo(province, equipment, personId, { id: newId(), title: 'Việc mới', body: '', path: '/' });
  return peer.taken.map(({ path }) => path);
}
const here = async (browser: Browser, endpoint: string) =>
  (await browser.send('POST', '/api/channels/devices/here', { body: { endpoint } })).json<{ mine: boolean }>().mine;

test('signing out ends the messages at that browser, and at no other of the same person', async () => {
  const left = await atLans();
  const kept = await atLans();
  assert.deepEqual((await shownAt(lan)).sort(), [left.path, kept.path].sort());
  assert.equal((await left.browser.send('DELETE', '/api/session')).statusCode, 204);
  assert.deepEqual(await shownAt(lan), [kept.path]);
  await kept.browser.send('DELETE', '/api/session');
});

test('signing in again as oneself keeps them, whether or not the session before had ended', async () => {
  const { browser, path, endpoint } = await atLans();
  await browser.signIn('lan');
  assert.deepEqual(await shownAt(lan), [path]);
  for (const [name] of browser.cookies) if (!name.includes('device')) browser.cookies.delete(name);
  await browser.signIn('lan');
  assert.deepEqual(await shownAt(lan), [path]);
  assert.equal(await here(browser, endpoint), true);
  await browser.send('DELETE', '/api/session');
});

test('who signs in after somebody never sees a message of his, also where nobody signed out', async () => {
  const { browser, endpoint } = await atLans();
  await browser.signIn('minh');
  assert.deepEqual(await shownAt(lan), []);
  assert.deepEqual(await shownAt(minh), [], 'nor is the browser his before he says so');
  assert.equal(await here(browser, endpoint), false);
});

test('a browser that lost its mark is known by its address as soon as a page is open', async () => {
  const { browser, path, endpoint } = await atLans();
  browser.cookies.clear();
  await browser.signIn('minh');
  assert.deepEqual(await shownAt(lan), [path]);
  assert.equal(await here(browser, endpoint), false);
  assert.deepEqual(await shownAt(lan), []);
});

test('a closed account is told nothing on any device', async () => {
  await atLans();
  await province.as(systemActor('Thử nghiệm')).run((tx) => disableAccount(tx, lan.personId, realTime.now()));
  assert.deepEqual(await shownAt(lan), []);
});
