import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import test, { after } from 'node:test';
import { promisify } from 'node:util';
import { makeWorld, remindersSeed } from '#modules/reminders/testing/world.ts';
import { anonymousActor } from '#platform/auth/actor.ts';
import { createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { authenticateApplication } from './authenticate.ts';
import { integrationsMessages } from './messages.vi.ts';
import { integrationsRoutes } from './routes.ts';
import { aKey, anApplication, testSecrets } from './testing/world.ts';

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
