import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { after } from 'node:test';
import { sql } from 'kysely';
import { completeObligation, fireDue } from '#modules/reminders/public.ts';
import { anObligation, at, makeWorld, remindersSeed } from '#modules/reminders/testing/world.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testClock, testProvince } from '#platform/testing/test-province.ts';
import type { Work } from '#platform/db/province.ts';
import { clearArrived } from './clear.ts';
import { deliverWebhooks } from './deliver.ts';
import { listDeliveries, resend, resendAll } from './deliveries.ts';
import { KEPT_DAYS } from './domain/keeping.ts';
import { MOST_ATTEMPTS } from './domain/signature.ts';
import { isNeverReached, isPublicAddress } from '#platform/net/private-networks.ts';
import { allowHost } from './hosts.ts';
import { integrationsJobs } from './jobs.ts';
import { requireReachable } from './reach.ts';
import { send } from './send.ts';
import { integrationsMessages } from './messages.vi.ts';
import { subscribeIntegrations } from './subscriptions.ts';
import { anApplication, testSecrets } from './testing/world.ts';
import * as webhooks from './webhooks.ts';

subscribeIntegrations();
const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));
const realTime = testClock('2026-11-22T09:00');

interface Got {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver as others write them: a small HTTP server that answers as it is told. */
async function receiver(answer: RequestListener = (_request, reply) => reply.writeHead(204).end()) {
  const got: Got[] = [];
  let behave = answer;
  const server = createServer((request, reply) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      got.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
      behave(request, reply);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  await allowHost(system, { host: '127.0.0.1', port, reason: 'Máy thử' }, realTime.now());
  return { got, port, url: `http://127.0.0.1:${port}/tin`, answers: (next: RequestListener) => (behave = next) };
}

/** The receiver's side of the specification, written from it and apart from ours. */
function isSigned({ headers, body }: Got, secret: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const right = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(right);
}

const deliver = (timeoutMs = 5000) =>
  deliverWebhooks(province, { secrets: testSecrets, realTime, timeoutMs, chance: () => 0 });
const later = (ms: number) => realTime.set(new Date(realTime.now().getTime() + ms));
const statesOf = async (id: string) =>
  (await listDeliveries(system, { limit: 50 }, id)).deliveries.map(({ state, error, attempts }) => ({
    state,
    error,
    attempts,
  }));
async function subscribed(url: string) {
  const { source } = await anApplication(province);
  const hook = await webhooks.addWebhook(
    system,
    source,
    { url, events: ['obligation.closed', 'reminder.fired', 'obligation.registered', 'webhook.test'] },
    { now: realTime.now(), secrets: testSecrets },
  );
  return hook;
}

test('what happens to an obligation is told once, signed, thin, under an id that stays; who did not ask hears nothing', async () => {
  const peer = await receiver();
  const hook = await subscribed(peer.url);
  const { key } = await anObligation(province, world, { source: hook.source, dueAt: at('2018-03-30T17:00') });
  await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  await fireDue(province);
  await system.run((tx) => completeObligation(tx, hook.source, key, tx.now));
  assert.equal(await deliver(), 3);
  assert.equal(await deliver(), 0, 'nothing is sent twice');
  const told = peer.got.map(
    ({ body }) => JSON.parse(body) as { type: string; timestamp: string; data: Record<string, unknown> },
  );
  assert.deepEqual(told.map(({ type }) => type).sort(), [
    'obligation.closed',
    'obligation.registered',
    'reminder.fired',
  ]);
  for (const one of peer.got) {
    assert.ok(isSigned(one, hook.secret));
    assert.match(String(one.headers['webhook-id']), /^msg_[0-9a-f-]{36}$/);
    assert.equal(Number(one.headers['webhook-timestamp']), realTime.now().getTime() / 1000);
    assert.ok(!one.body.includes('Báo cáo kết quả rà soát'), 'titles are read with a key');
  }
  assert.equal(told.find(({ type }) => type === 'obligation.closed')?.data['key'], key);
});

test('what was rolled back is not told', async () => {
  const peer = await receiver();
  const hook = await subscribed(peer.url);
  const { key } = await anObligation(province, world, { source: hook.source, dueAt: null });
  await deliver();
  await assert.rejects(
    system.run(async (tx) => {
      await completeObligation(tx, hook.source, key, tx.now);
      throw new Error('rolled back');
    }),
  );
  assert.equal(await deliver(), 0);
});

test('a receiver that fails is tried again further and further apart, under the same id, until a person must look; resending helps', async () => {
  const peer = await receiver((_request, reply) => reply.writeHead(500).end('bí mật bên trong'));
  const hook = await subscribed(peer.url);
  await webhooks.testWebhook(system, hook.id);
  for (let n = 1; n <= MOST_ATTEMPTS; n += 1) {
    assert.equal(await deliver(), 1, `attempt ${n}`);
    assert.equal(await deliver(), 0, 'not before its time');
    later(25 * 3_600_000);
  }
  assert.deepEqual(await statesOf(hook.id), [{ state: 'dead', error: 'http-500', attempts: MOST_ATTEMPTS }]);
  assert.equal(new Set(peer.got.map(({ headers }) => headers['webhook-id'])).size, 1);
  const listed = await listDeliveries(system, { state: 'dead', limit: 10 }, hook.id);
  assert.ok(!JSON.stringify(listed).includes('bí mật'), 'nothing a receiver writes is kept');
  peer.answers((_request, reply) => reply.writeHead(200).end());
  await resend(system, listed.deliveries[0]?.id ?? '', realTime.now());
  assert.equal(await deliver(), 1);
  assert.deepEqual(await statesOf(hook.id), [{ state: 'delivered', error: null, attempts: 1 }]);
  await assert.rejects(resend(system, listed.deliveries[0]?.id ?? '', realTime.now()), {
    code: 'integrations.not_dead',
  });
});

test('a redirect is not followed, a silent receiver is given up in time, a broken line is a failure', async () => {
  const elsewhere = await receiver();
  const peer = await receiver((_request, reply) => reply.writeHead(302, { location: elsewhere.url }).end());
  const hook = await subscribed(peer.url);
  const attempt = async () => {
    later(25 * 3_600_000);
    await deliver(400);
    return (await statesOf(hook.id))[0]?.error;
  };
  await webhooks.testWebhook(system, hook.id);
  assert.equal(await attempt(), 'redirect');
  assert.equal(elsewhere.got.length, 0);
  peer.answers(() => undefined);
  assert.equal(await attempt(), 'timeout');
  peer.answers((request) => request.socket.destroy());
  assert.equal(await attempt(), 'connection');
  // An endless answer is no reason to read on.
  peer.answers((_request, reply) => {
    reply.writeHead(200);
    const more = () => {
      while (reply.write('x'.repeat(65_536)));
      reply.once('drain', more);
    };
    more();
  });
  assert.equal(await attempt(), null);
});

test('410 ends a subscription and what waits for it; taken up again it is told anew; paused it waits', async () => {
  const peer = await receiver((_request, reply) => reply.writeHead(410).end());
  const hook = await subscribed(peer.url);
  await webhooks.testWebhook(system, hook.id);
  await deliver();
  assert.deepEqual(await statesOf(hook.id), [{ state: 'dead', error: 'gone', attempts: 1 }]);
  await anObligation(province, world, { source: hook.source, dueAt: null });
  assert.equal((await statesOf(hook.id)).length, 1, 'who is gone is told nothing more');
  peer.answers((_request, reply) => reply.writeHead(200).end());
  await webhooks.changeWebhook(system, hook.id, { state: 'paused' });
  await anObligation(province, world, { source: hook.source, dueAt: null });
  assert.equal(await deliver(), 0);
  await webhooks.changeWebhook(system, hook.id, { state: 'active' });
  assert.equal(await deliver(), 1);
});

test('a copy of the database tells no secret: what is kept is sealed, and for its own address alone', async () => {
  const hook = await subscribed('https://may-nhan.vn/tin');
  const { rows } = await system.run((tx) =>
    sql<{ secret: string }>`select secret from integration_webhook_secret where webhook_id = ${hook.id}`.execute(tx.db),
  );
  const kept = rows[0]?.secret ?? '';
  assert.ok(kept.startsWith('v1.') && !kept.includes(hook.secret.slice(6)));
  assert.throws(() => testSecrets.open(kept, 'integrations.webhook another'));
  assert.equal(testSecrets.open(kept, `integrations.webhook ${hook.id}`), hook.secret);
});

test('a secret kept in plain is sealed when a process starts, once, and goes on signing; one that no longer opens is told, not passed over', async () => {
  const peer = await receiver();
  const hook = await subscribed(peer.url);
  const kept = async () => {
    const { rows } = await system.run((tx) =>
      sql<{ secret: string }>`
        select secret from integration_webhook_secret where webhook_id = ${hook.id}`.execute(tx.db),
    );
    return rows[0]?.secret ?? '';
  };
  const write = (secret: string) =>
    system.run((tx) =>
      sql`update integration_webhook_secret set secret = ${secret} where webhook_id = ${hook.id}`.execute(tx.db),
    );
  const starting = () => integrationsJobs(testSecrets).find(({ name }) => name === 'integrations.seal-secrets');
  await write(hook.secret);
  const first = starting();
  assert.equal(await first?.run(province), 1);
  const sealed = await kept();
  assert.ok(sealed.startsWith('v1.'));
  assert.equal(await first?.run(province), 0);
  assert.equal(await starting()?.run(province), 0, 'the next process finds nothing to do');
  assert.equal(await kept(), sealed, 'and writes nothing');
  await webhooks.testWebhook(system, hook.id);
  await deliver();
  assert.ok(peer.got[0] && isSigned(peer.got[0], hook.secret));
  await write(testSecrets.seal(hook.secret, 'integrations.webhook another'));
  await webhooks.testWebhook(system, hook.id);
  await deliver();
  assert.equal((await statesOf(hook.id))[0]?.error, 'secret-lost');
  assert.equal(peer.got.length, 1, 'nothing leaves unsigned');
  const { secret } = await webhooks.rotateSecret(system, hook.id, 0, { now: realTime.now(), secrets: testSecrets });
  later(6000);
  await deliver();
  assert.deepEqual((await statesOf(hook.id))[0], { state: 'delivered', error: null, attempts: 2 });
  assert.ok(peer.got[1] && isSigned(peer.got[1], secret));
});

test('what arrived is cleared when its days are over; what did not arrive, what waits and the newest of each address stay', async () => {
  const peer = await receiver();
  const hook = await subscribed(peer.url);
  const states = async () => (await statesOf(hook.id)).map(({ state }) => state);
  const arrive = async () => {
    await webhooks.testWebhook(system, hook.id);
    await deliver();
  };
  await arrive();
  await arrive();
  peer.answers((_request, reply) => reply.writeHead(410).end());
  await arrive();
  const whole = ['dead', 'delivered', 'delivered'];
  assert.deepEqual(await states(), whole);
  const day = 86_400_000;
  const clear = async () => {
    while ((await clearArrived(province, realTime.now())) > 0);
  };
  later(KEPT_DAYS * day - 1000);
  await clear();
  assert.deepEqual(await states(), whole, 'to the last moment');
  later(2000);
  await clear();
  assert.deepEqual(await states(), ['dead']);
  await webhooks.changeWebhook(system, hook.id, { state: 'active' });
  assert.deepEqual(await resendAll(system, hook.id, realTime.now()), { queued: 1 }, 'and is still sent again');
  peer.answers((_request, reply) => reply.writeHead(204).end());
  await deliver();
  await webhooks.testWebhook(system, hook.id);
  later(2 * KEPT_DAYS * day);
  await clear();
  assert.deepEqual(await states(), ['queued', 'delivered'], 'the page still tells when the address was reached last');
});

test('nobody but the program clears messages, and it only those that arrived', async () => {
  const peer = await receiver();
  const hook = await subscribed(peer.url);
  await webhooks.testWebhook(system, hook.id);
  const remove = (work: Work) =>
    work.run(async (tx) => {
      const { numAffectedRows } = await sql`delete from integration_delivery where webhook_id = ${hook.id}`.execute(
        tx.db,
      );
      return numAffectedRows;
    });
  assert.equal(await remove(system), 0n, 'one that waits');
  await deliver();
  assert.equal(await remove(province.as(world.administrator.actor)), 0n);
  assert.equal(await remove(system), 1n);
});

test('an address that can never work is refused at its field, in words; one where nobody answers yet is taken', async () => {
  const elsewhere = await receiver();
  const peer = await receiver();
  const refusal = async (url: string, addresses: string[] = []) => {
    const resolve = async () => addresses.map((address) => ({ address, family: 4 }));
    const outcome = await requireReachable(system, url, realTime.now(), { resolve, timeoutMs: 400 }).then(
      () => undefined,
      (error: unknown) => error as { code: string; status: number; details: { fields: { url: string }; host: string } },
    );
    if (!outcome) return 'taken';
    assert.deepEqual([outcome.status, outcome.details.fields.url], [422, outcome.code]);
    assert.ok(integrationsMessages[outcome.code], outcome.code);
    return outcome.code;
  };
  assert.equal(await refusal('may-nhan/tin'), 'integrations.webhook_bad_address');
  assert.equal(await refusal('https://ten:mat-khau@may-nhan.vn/'), 'integrations.webhook_bad_address');
  assert.equal(await refusal('http://may-nhan.vn/tin', ['8.8.8.8']), 'integrations.webhook_not_https');
  assert.equal(await refusal('https://may-nhan.vn/tin'), 'integrations.webhook_unknown_name');
  assert.equal(await refusal('https://may-nhan.vn/tin', ['10.1.2.3']), 'integrations.webhook_private_network');
  assert.equal(await refusal('https://[fd00::1]/tin'), 'integrations.webhook_private_network');
  peer.answers((_request, reply) => reply.writeHead(301, { location: elsewhere.url }).end());
  assert.equal(await refusal(peer.url), 'integrations.webhook_redirect');
  assert.equal(elsewhere.got.length, 0, 'never followed');
  for (const answer of [401, 500]) {
    peer.answers((_request, reply) => reply.writeHead(answer).end());
    assert.equal(await refusal(peer.url), 'taken', String(answer));
  }
  peer.answers(() => undefined);
  assert.equal(await refusal(peer.url), 'taken', 'silence');
  const [knock] = peer.got;
  assert.equal((JSON.parse(knock?.body ?? '{}') as { type: string }).type, 'webhook.test');
  assert.match(String(knock?.headers['webhook-signature']), /^v1,/);
});

test('all that an address did not take is sent again together; what was removed is sent no more', async () => {
  const peer = await receiver((_request, reply) => reply.writeHead(410).end());
  const hook = await subscribed(peer.url);
  for (let n = 0; n < 3; n += 1) await webhooks.testWebhook(system, hook.id);
  await deliver();
  const fares = async () => {
    const { webhooks: all } = await webhooks.listWebhooks(system, realTime.now());
    return all.find(({ id }) => id === hook.id);
  };
  assert.deepEqual([(await fares())?.dead, (await fares())?.state, (await fares())?.last?.status], [3, 'gone', 410]);
  peer.answers((_request, reply) => reply.writeHead(204).end());
  await webhooks.changeWebhook(system, hook.id, { state: 'active' });
  assert.deepEqual(await resendAll(system, hook.id, realTime.now()), { queued: 3 });
  assert.deepEqual(await resendAll(system, hook.id, realTime.now()), { queued: 0 });
  assert.equal(await deliver(), 3);
  assert.deepEqual([(await fares())?.dead, (await fares())?.last?.errorText], [0, null]);
  await webhooks.testWebhook(system, hook.id);
  const waiting = await listDeliveries(system, { state: 'queued', limit: 10 }, hook.id);
  await webhooks.removeWebhook(system, hook.id, realTime.now());
  assert.equal(await deliver(), 0);
  await assert.rejects(resend(system, waiting.deliveries[0]?.id ?? '', realTime.now()), {
    code: 'integrations.not_dead',
  });
  const dead = await listDeliveries(system, { state: 'dead', limit: 200 });
  assert.ok(!dead.deliveries.some(({ webhookId }) => webhookId === hook.id), 'and asks for nobody’s attention');
});

test('while a secret is changed both sign; after the overlap the new one alone', async () => {
  const peer = await receiver();
  const hook = await subscribed(peer.url);
  const { secret } = await webhooks.rotateSecret(system, hook.id, 24, { now: realTime.now(), secrets: testSecrets });
  await webhooks.testWebhook(system, hook.id);
  await deliver();
  later(24 * 3_600_000);
  await webhooks.testWebhook(system, hook.id);
  await deliver();
  const [during, afterwards] = peer.got as [Got, Got];
  assert.deepEqual([isSigned(during, hook.secret), isSigned(during, secret)], [true, true]);
  assert.deepEqual([isSigned(afterwards, hook.secret), isSigned(afterwards, secret)], [false, true]);
});

test('no address inside a network is reached: by number, by name, by a name with one private address, by a name that changes', async () => {
  const peer = await receiver();
  const attempt = (url: string, addresses: string[], allowed = [] as { host: string; port: number }[]) => {
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return addresses.map((address) => ({
        address: asked > 1 ? '127.0.0.1' : address,
        family: address.includes(':') ? 6 : 4,
      }));
    };
    return send(url, {}, '{}', { allowed, resolve, timeoutMs: 1500 });
  };
  for (const host of [
    '127.0.0.1',
    '10.0.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '2130706433',
    '0x7f.1',
    '[::1]',
    '[::ffff:10.0.0.1]',
    '[fe80::1]',
    '[fd00::1]',
    '[64:ff9b::a00:1]',
    '[2002:a00:1::]',
  ])
    assert.equal((await attempt(`https://${host}:${peer.port}/`, [])).error, 'private-network', host);
  for (const addresses of [['127.0.0.1'], ['8.8.8.8', '10.0.0.1'], ['::1'], ['không phải địa chỉ']])
    assert.equal((await attempt('https://hscv.example.vn/', addresses)).error, 'private-network', addresses.join());
  assert.equal((await attempt('https://hscv.example.vn/', [])).error, 'unknown-name');
  assert.equal((await attempt('http://hscv.example.vn/', ['8.8.8.8'])).error, 'not-https');
  assert.equal((await attempt('https://a:b@hscv.example.vn/', ['8.8.8.8'])).error, 'bad-address');
  const named = { host: 'hscv.noi-bo', port: peer.port };
  assert.equal(
    (await attempt(`http://hscv.noi-bo:${peer.port}/`, ['127.0.0.1'], [named])).status,
    204,
    'let in by name and port',
  );
  assert.equal(
    (await attempt(`http://hscv.noi-bo:${peer.port}/`, ['169.254.169.254'], [named])).error,
    'private-network',
    'never',
  );
  assert.equal(
    (await attempt(`http://hscv.noi-bo:${peer.port + 1}/`, ['127.0.0.1'], [named])).error,
    'not-https',
    'another port',
  );
  assert.equal(peer.got.length, 1, 'the one that was let in, resolved once');
  assert.deepEqual(['8.8.8.8', '2606:4700::1111', '1.1.1.1'].map(isPublicAddress), [true, true, true]);
  assert.equal(isNeverReached('::ffff:169.254.169.254'), true);
});

test('a slow receiver holds up neither another nor the firing', async () => {
  const slow = await receiver(() => undefined);
  const quick = await receiver();
  const [one, two] = [await subscribed(slow.url), await subscribed(quick.url)];
  for (let n = 0; n < 10; n += 1) await webhooks.testWebhook(system, one.id);
  await webhooks.testWebhook(system, two.id);
  const running = deliver(1500);
  await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  assert.ok((await fireDue(province)).fired >= 1);
  await running;
  assert.equal(quick.got.length, 1);
  assert.equal(slow.got.length, 4, 'few at once to each address');
});
