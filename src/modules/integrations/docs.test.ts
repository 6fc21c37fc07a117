import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import test, { after } from 'node:test';
import { promisify } from 'node:util';
import { makeWorld, remindersSeed } from '#modules/reminders/testing/world.ts';
import { anonymousActor, systemActor } from '#platform/auth/actor.ts';
import { createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { authenticateApplication } from './authenticate.ts';
import { deliverWebhooks } from './deliver.ts';
import { listDeliveries } from './deliveries.ts';
import { allowHost } from './hosts.ts';
import { integrationsMessages } from './messages.vi.ts';
import { integrationsRoutes } from './routes.ts';
import { aKey, anApplication, testSecrets } from './testing/world.ts';
import { KEPT_DAYS } from './domain/keeping.ts';
import { addWebhook, rotateSecret, testWebhook } from './webhooks.ts';

const run = promisify(execFile);
const DOCS = readFileSync(resolve(import.meta.dirname, '../../../docs/reminders-api.md'), 'utf8');
const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
await makeWorld(province);
const messages = { ...httpMessages, ...integrationsMessages };
const app = createApp({
  province,
  messages,
  authenticate: async () => anonymousActor,
  authenticateApplication: (request) => authenticateApplication(province, request),
});
integrationsRoutes(app, messages, { secrets: testSecrets });
const address = await app.listen({ port: 0, host: '127.0.0.1' });
const folder = mkdtempSync(join(tmpdir(), 'dunghen-docs-'));
after(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});
const { source } = await anApplication(province);
const { key } = await aKey(province, source, ['obligations.write', 'obligations.read']);
const env = { ...process.env, DUNGHEN: address, DUNGHEN_KEY: key, DUNGHEN_SOURCE: source };
const example = (language: string): string =>
  new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(DOCS)?.[1] ?? assert.fail(`no ${language} example`);

test('the example with curl does what it says', async () => {
  const { stdout } = await run('sh', ['-ec', example('sh')], { env });
  assert.match(stdout, /"dueAt":"2018-03-30T23:59:59\+07:00"/);
  assert.match(stdout, /"key":"viec-1","status":"created"/);
  assert.match(stdout, /"key":"viec-2","status":"refused".*Không có cơ quan/);
  assert.match(stdout, /"state":"done"/);
});

test('the example in TypeScript does what it says', async () => {
  const file = join(folder, 'client.mts');
  writeFileSync(file, example('ts'));
  const { stdout } = await run(process.execPath, [file], { env });
  assert.match(stdout, /^2 2018-/);
});

test('the receiver of the guide takes what we send and refuses what somebody else signed', async () => {
  const file = join(folder, 'receiver.mjs');
  writeFileSync(file, example('js'));
  const port = await freePort();
  const system = province.as(systemActor('Thử nghiệm'));
  await allowHost(system, { host: '127.0.0.1', port, reason: 'Máy thử' }, new Date());
  const hook = await addWebhook(
    system,
    source,
    { url: `http://127.0.0.1:${port}/`, events: ['webhook.test'] },
    { now: new Date(), secrets: testSecrets },
  );
  const receiver = spawn(process.execPath, [file], {
    env: { ...env, PORT: String(port), DUNGHEN_WEBHOOK_SECRET: hook.secret },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  after(() => receiver.kill());
  await once(receiver.stdout, 'data');
  const answer = async () => {
    await testWebhook(system, hook.id);
    await deliverWebhooks(province, { secrets: testSecrets });
    return (await listDeliveries(system, { limit: 1 }, hook.id)).deliveries[0]?.status;
  };
  assert.equal(await answer(), 204);
  await rotateSecret(system, hook.id, 1, { now: new Date(), secrets: testSecrets });
  assert.equal(await answer(), 204, 'during the overlap the old secret still knows it');
  await rotateSecret(system, hook.id, 0, { now: new Date(), secrets: testSecrets });
  assert.equal(await answer(), 401);
});

test('the guide names the days a message is kept that are really kept', () => {
  assert.match(DOCS, new RegExp(`Tin đã nhận được giữ ${KEPT_DAYS} ngày`));
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
