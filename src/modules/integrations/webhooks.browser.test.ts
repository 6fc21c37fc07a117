import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { after } from 'node:test';
import type { Page } from 'playwright-core';
import { makeWorld, remindersSeed } from '#modules/reminders/testing/world.ts';
import { anonymousActor, systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { assertAxeClean, assertNoSidewaysScroll, openWatched } from '../../web/testing/audit.ts';
import { aSite } from './testing/site.ts';
import { aKey, anApplication } from './testing/world.ts';
import { testWebhook } from './webhooks.ts';

const PICTURES = process.env['DUNGHEN_PICTURES'];
const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);
const { address, browser, signIn, work } = await aSite(province, world);
await anApplication(province, { source: 'hscv' });
await aKey(province, 'hscv', ['obligations.write', 'webhooks']);

/** Another application's server, for real: keeps what it is sent and answers as it is told. */
const got: { headers: IncomingHttpHeaders; body: string }[] = [];
const takes: RequestListener = (_request, reply) => reply.writeHead(204).end();
let behave: RequestListener = takes;
const server = createServer((request, reply) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    got.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
    behave(request, reply);
    server.emit('told');
  });
}).listen(0, '127.0.0.1');
await once(server, 'listening');
after(() => {
  server.closeAllConnections();
  server.close();
});
const { port } = server.address() as AddressInfo;
const receiver = `http://127.0.0.1:${port}/tin`;

/** As the specification has a receiver check it. */
function isSignedBy(secret: string, one: (typeof got)[number] | undefined): boolean {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const text = `${String(one?.headers['webhook-id'])}.${String(one?.headers['webhook-timestamp'])}.${one?.body ?? ''}`;
  return String(one?.headers['webhook-signature'])
    .split(' ')
    .includes(`v1,${createHmac('sha256', key).update(text).digest('base64')}`);
}

async function look(page: Page, name: string): Promise<void> {
  await assertAxeClean(page, name);
  await picture(page, `${name}-1280`);
  await page.setViewportSize({ width: 360, height: 740 });
  await assertNoSidewaysScroll(page, `${name} on a phone`);
  await assertAxeClean(page, `${name} on a phone`);
  await picture(page, `${name}-360`);
  await page.setViewportSize({ width: 1280, height: 800 });
}

test('an administrator subscribes an address, is told in words what is wrong with a bad one, sees the secret once, tries it, mends a failure by hand, changes the secret and switches it off', async (t) => {
  work(t);
  const { page } = await openWatched(browser, { viewport: { width: 1280, height: 800 } });
  await page.goto(`${address}/quan-tri/khoa-ung-dung`);
  await page.getByRole('link', { name: 'Hồ sơ công việc' }).waitFor();
  await page.getByText('Mọi tin đều đã tới nơi').waitFor();
  await look(page, 'list');
  const dialog = page.getByRole('dialog');

  // The receiver stands inside the network: refused at its field until the administrator lets it in.
  await page.getByRole('link', { name: 'Hồ sơ công việc' }).click();
  await page.getByText('Chưa có nơi nhận tin nào').waitFor();
  await look(page, 'application-empty');
  const subscribe = async (url: string) => {
    await dialog.getByLabel('Địa chỉ nhận').fill(url);
    await dialog.getByRole('button', { name: 'Thêm nơi nhận tin' }).click();
  };
  await page.getByRole('button', { name: 'Thêm nơi nhận tin' }).click();
  await dialog.getByLabel('Tên gọi').fill('Máy chủ chính');
  for (const [url, sentence] of [
    ['', 'Cần ghi địa chỉ nhận tin.'],
    ['may-nhan.vn/tin', 'Đây chưa phải địa chỉ web đầy đủ.'],
    [receiver, 'Địa chỉ phải bắt đầu bằng https://.'],
    ['https://10.0.0.8/tin', '10.0.0.8 nằm trong mạng nội bộ.'],
  ] as const) {
    await subscribe(url);
    await dialog.getByRole('alert').getByText(sentence, { exact: false }).waitFor();
    assert.equal(await dialog.getByLabel('Địa chỉ nhận').getAttribute('aria-invalid'), 'true');
  }
  await look(page, 'refused');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Ứng dụng kết nối' }).first().click();
  await page.getByRole('button', { name: 'Cho phép máy nội bộ' }).click();
  await dialog.getByLabel('Tên máy hoặc địa chỉ IP').fill('127.0.0.1');
  await dialog.getByLabel('Cổng').fill(String(port));
  await dialog.getByLabel('Lý do').fill('Máy của Sở');
  await dialog.getByRole('button', { name: 'Cho phép máy nội bộ' }).click();
  await page.getByText(`127.0.0.1:${port}`).first().waitFor();

  // A redirect is an address at fault too; then the right one, and the secret is told once.
  await page.getByRole('link', { name: 'Hồ sơ công việc' }).click();
  await page.getByRole('button', { name: 'Thêm nơi nhận tin' }).click();
  await dialog.getByLabel('Tên gọi').fill('Máy chủ chính');
  behave = (_request, reply) => reply.writeHead(302, { location: '/khac' }).end();
  await subscribe(receiver);
  await dialog.getByRole('alert').getByText('chuyển tin sang địa chỉ khác', { exact: false }).waitFor();
  behave = takes;
  await dialog.getByRole('button', { name: 'Thêm nơi nhận tin' }).click();
  await page.getByText('Khóa chỉ hiện lần này', { exact: false }).waitFor();
  const secret = await dialog.getByLabel('Khóa ký').inputValue();
  assert.match(secret, /^whsec_/);
  await look(page, 'secret');
  await dialog.getByRole('button', { name: 'Đã cất giữ' }).click();
  await page.getByRole('link', { name: 'Máy chủ chính' }).click();
  await page.getByText('Chưa có tin nào').waitFor();
  assert.ok(!(await page.content()).includes(secret), 'never shown again');
  await look(page, 'webhook-empty');

  // A trial that arrives, and one that does not.
  await page.getByRole('button', { name: 'Gửi tin thử' }).click();
  await page.getByText('Máy chủ chính đã nhận tin (trả lời 204).').waitFor();
  assert.ok(isSignedBy(secret, got.at(-1)));
  behave = (_request, reply) => reply.writeHead(500).end('bí mật bên trong');
  await page.getByRole('button', { name: 'Gửi tin thử' }).click();
  await page.getByText('Máy chủ chính chưa nhận được.').waitFor();
  await page.getByText('Máy nhận trả lời mã 500.').first().waitFor();
  await page.getByText('Chưa tới, sẽ thử lại').waitFor();

  // The receiver says it is gone: what waits is given up, until it is resumed and all is sent again.
  behave = (_request, reply) => reply.writeHead(410).end();
  await page.getByRole('button', { name: 'Gửi tin thử' }).click();
  await page.getByText('Máy nhận thôi nhận').waitFor();
  await page.getByRole('button', { name: 'Gửi lại tất cả 2 tin' }).waitFor();
  assert.ok(await page.getByRole('button', { name: 'Gửi tin thử' }).isDisabled());
  await look(page, 'webhook-full');
  await page.goto(`${address}/quan-tri/khoa-ung-dung`);
  await page.getByText('Máy nhận báo không nhận nữa (410).').first().waitFor();
  await look(page, 'list-dead');
  behave = takes;
  await page.getByRole('link', { name: 'Hồ sơ công việc' }).click();
  await page.getByRole('link', { name: 'Máy chủ chính' }).click();
  await page.getByRole('button', { name: 'Bật lại' }).click();
  await dialog.getByRole('button', { name: 'Bật lại' }).click();
  await page.getByText('Đang gửi', { exact: true }).waitFor();
  await page
    .getByRole('button', { name: /^Gửi lại ?:/ })
    .first()
    .click();
  await page.getByText('Máy chủ chính đã nhận tin (trả lời 204).').waitFor();
  await page.getByRole('button', { name: 'Gửi lại tất cả 1 tin' }).click();
  await dialog.getByRole('button', { name: 'Gửi lại tất cả 1 tin' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Gửi lại tất cả 1 tin' }).waitFor({ state: 'detached' });
  await page.getByText('Đang chờ gửi', { exact: true }).last().waitFor({ state: 'hidden' });
  assert.ok(isSignedBy(secret, got.at(-1)));

  // A new secret: both sign while they overlap, and the page says until when.
  await page.getByRole('button', { name: 'Đổi khóa ký' }).click();
  await dialog.getByRole('button', { name: 'Đổi khóa ký' }).click();
  await page.getByText('Khóa chỉ hiện lần này', { exact: false }).waitFor();
  const next = await dialog.getByLabel('Khóa ký').inputValue();
  await dialog.getByRole('button', { name: 'Đã cất giữ' }).click();
  await page.getByText('khóa mới đang dùng; khóa cũ còn ký đến', { exact: false }).waitFor();
  const told = once(server, 'told');
  await page.getByRole('button', { name: 'Gửi tin thử' }).click();
  await told;
  assert.deepEqual([isSignedBy(secret, got.at(-1)), isSignedBy(next, got.at(-1))], [true, true]);

  // Paused, what is told waits; resumed, it goes.
  await page.getByRole('button', { name: 'Tạm dừng' }).click();
  await dialog.getByRole('button', { name: 'Tạm dừng' }).click();
  await page.getByText('Tin chờ tại đây', { exact: false }).waitFor();
  const before = got.length;
  const id = page.url().split('/').at(-1) ?? '';
  await testWebhook(province.as(systemActor('Thử nghiệm')), id);
  await page.reload();
  await page.getByText('Đang chờ gửi', { exact: true }).last().waitFor();
  assert.equal(got.length, before);
  await page.getByRole('button', { name: 'Bật lại' }).click();
  await dialog.getByRole('button', { name: 'Bật lại' }).click();
  await page.getByText('Đang chờ gửi', { exact: true }).last().waitFor({ state: 'hidden' });
  assert.equal(got.length, before + 1);
  await page
    .getByRole('button', { name: /^Xem tin ?:/ })
    .first()
    .click();
  await dialog.getByText('"type": "webhook.test"', { exact: false }).waitFor();
  await look(page, 'message');
});

test('the guide for outside developers opens without signing in, from the page of applications too', async () => {
  const { page } = await openWatched(browser, { viewport: { width: 1280, height: 800 } });
  await page.goto(`${address}/quan-tri/khoa-ung-dung`);
  await page.getByRole('link', { name: 'Hướng dẫn kết nối' }).click();
  await page.getByRole('heading', { name: 'Webhook' }).waitFor();
  signIn(anonymousActor);
  await page.goto(`${address}/tai-lieu/ket-noi`);
  await page.getByRole('heading', { name: 'Webhook' }).waitFor();
  await look(page, 'guide');
});

async function picture(page: Page, name: string): Promise<void> {
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: `${PICTURES}/hook-${name}.png`, fullPage: true });
}
