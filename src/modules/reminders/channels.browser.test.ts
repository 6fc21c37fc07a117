import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import test, { after } from 'node:test';
import ICAL from 'ical.js';
import type { Page } from 'playwright-core';
import { addAccount } from '#modules/accounts/service/invites.ts';
import { passingEquipment } from '#modules/channels/equipment.ts';
import { channelsMessages } from '#modules/channels/messages.vi.ts';
import { channelsPermissions } from '#modules/channels/permissions.ts';
import { channelsRoutes } from '#modules/channels/routes.ts';
import { gatewayPeer } from '#modules/channels/testing/gateway-peer.ts';
import { pushPeer } from '#modules/channels/testing/push-peer.ts';
import { type Actor, anonymousActor, systemActor } from '#platform/auth/actor.ts';
import { createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { assertAxeClean, assertNoSidewaysScroll, openWatched } from '../../web/testing/audit.ts';
import { openPages } from '../../web/testing/pages.ts';
import { pushesTo, shownBy } from '../../web/testing/pushed.ts';
import { remindersMessages } from './messages.vi.ts';
import { remindersPermissions } from './permissions.ts';
import { smtpTransport } from './public.ts';
import { channelRoutes } from './routes-channels.ts';
import { feedRoutes } from './routes-feed.ts';
import { remindersRoutes } from './routes.ts';
import { smtpPeer } from './testing/smtp-peer.ts';
import { anObligation, at, makeWorld, remindersSeed } from './testing/world.ts';

/** Pictures are kept where DUNGHEN_PICTURES names a folder. */
const PICTURES = process.env['DUNGHEN_PICTURES'];

const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));
const [letters, push, gateway] = [await smtpPeer(), await pushPeer(), await gatewayPeer()];
const mail = smtpTransport({ url: letters.url, from: 'x@tinh.invalid', publicUrl: 'https://dunghen.tinh.invalid' });
const equipment = {
  ...passingEquipment('https://dunghen.tinh.invalid'),
  net: { ca: push.ca, allowed: [{ host: '127.0.0.1', port: push.port }] },
};
let caller: Actor = anonymousActor;

const app = createApp({
  province,
  messages: { ...httpMessages, ...channelsMessages, ...remindersMessages },
  authenticate: async () => caller,
});

remindersRoutes(app);
channelsRoutes(app, province, equipment);
channelRoutes(app, province, { mail, equipment });
feedRoutes(app, province);
const { address, browser } = await openPages(app, {
  province,
  caller: () => caller,
  permissions: [...Object.values(remindersPermissions), ...Object.values(channelsPermissions)],
  agency: { id: world.ids.department, name: 'Sở Thông tin và Truyền thông' },
});
await system.run((tx) => addAccount(tx, world.clerk.personId, 'vanthu', at('2026-11-22T09:00')));
after(async () => {
  await mail.close();
  await letters.close();
  push.close();
  gateway.close();
});

async function opened(who: { actor: Actor }, path: string, width = 1280) {
  caller = who.actor;
  const permissions = ['clipboard-read', 'clipboard-write', 'notifications'];
  const { page, faults } = await openWatched(browser, { viewport: { width, height: 900 }, permissions });
  await page.goto(`${address}${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('output').first().waitFor({ state: 'detached' });
  return { page, faults };
}

async function looked(page: Page, name: string): Promise<void> {
  if (PICTURES) {
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
  }
  await assertNoSidewaysScroll(page, name);
  await assertAxeClean(page, name);
}

for (const width of [1280, 360])
  test(`empty: my channels and the administrator’s page at ${width} px`, async () => {
    const mine = await opened(world.officer, '/tai-khoan/kenh-nhan', width);
    await looked(mine.page, `kenh-nhan-trong-${width}`);
    const admin = await opened(world.administrator, '/quan-tri/kenh-gui', width);
    await looked(admin.page, `kenh-gui-trong-${width}`);
    assert.deepEqual([...mine.faults, ...admin.faults], []);
    await Promise.all([mine.page.context().close(), admin.page.context().close()]);
  });

test('an administrator sets up the gateway, holds a channel and lets it go on', async () => {
  const { page, faults } = await opened(world.administrator, '/quan-tri/kenh-gui');
  const form = page.locator('form', { has: page.getByRole('button', { name: 'Lưu cổng tin nhắn' }) });
  await form.getByLabel('Địa chỉ gọi').fill(`${gateway.url}/gui`);
  await form.getByLabel('Cổng nằm trong mạng nội bộ của tỉnh').check();
  await form.getByLabel('Khóa {{secret}}', { exact: true }).fill('khoa-cua-cong');
  await form.getByLabel('Đang dùng').check();
  await form.getByRole('button', { name: 'Lưu cổng tin nhắn' }).click();
  await page.getByText('Đã lưu.').first().waitFor();
  const row = page.getByRole('row').filter({ hasText: 'Tin nhắn SMS' });
  await row.getByText('Đang chạy').waitFor();
  await row.getByRole('button', { name: 'Tạm giữ: Tin nhắn SMS' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Tạm giữ' }).click();
  await row.getByText('Tạm giữ bởi Mai Quản Trị').waitFor();
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await looked(page, `kenh-gui-${width}`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await row.getByRole('button', { name: 'Gửi tiếp: Tin nhắn SMS' }).click();
  await row.getByText('Đang chạy').waitFor();
  assert.deepEqual(faults, []);
  await page.context().close();
});

test('a person confirms a number, puts SMS first, is quiet at night, and tries a channel', async () => {
  const { page, faults } = await opened(world.clerk, '/tai-khoan/kenh-nhan');
  await page.getByLabel('Số di động').fill('0258 382 1234');
  await page.getByRole('button', { name: 'Gửi mã xác nhận' }).click();
  await page.getByText('Hãy nhập số di động Việt Nam').first().waitFor();
  await page.getByLabel('Số di động').fill('0905 123 456');
  await page.getByRole('button', { name: 'Gửi mã xác nhận' }).click();
  await page.getByText('Số 0905 ••• 456 đang chờ mã xác nhận.').waitFor();
  const code = /la (\d{6})/.exec(gateway.asked.at(-1)?.body ?? '')?.[1] ?? '';
  await page.getByLabel('Mã 6 chữ số trong tin nhắn').fill(code);
  await page.getByRole('button', { name: 'Xác nhận số' }).click();
  await page.getByText('Số 0905 ••• 456 đã xác nhận.').waitFor();
  const ways = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: /^Đưa .* lên trên$/ }) });
  const first = () => ways.first().getByRole('checkbox').getAttribute('aria-label');
  for (let place = 3; place > 0; place -= 1) {
    await page.getByRole('button', { name: 'Đưa Tin nhắn SMS lên trên' }).click();
    await ways
      .nth(place - 1)
      .filter({ hasText: 'Tin nhắn SMS' })
      .waitFor();
  }
  assert.equal(await first(), 'Dùng Tin nhắn SMS');
  await page.getByLabel('Có giờ yên lặng').check();
  await page.getByLabel('Từ', { exact: true }).selectOption('22:00');
  await page.getByRole('button', { name: 'Lưu giờ yên lặng' }).click();
  await page.getByRole('button', { name: /^Gửi thử ?: Thư điện tử$/ }).click();
  await page.getByText('Đã gửi. Nếu một phút nữa chưa thấy').waitFor();
  assert.match(letters.taken.at(-1)?.text ?? '', /Tin thử kênh nhận/);
  await page.reload();
  await page.getByText('Số 0905 ••• 456 đã xác nhận.').waitFor();
  assert.equal(await first(), 'Dùng Tin nhắn SMS', 'kept');
  assert.equal(await page.getByLabel('Từ', { exact: true }).inputValue(), '1320');
  assert.deepEqual(faults, []);
  await page.context().close();
});

test('a calendar’s address is shown once, copied, and read by a calendar program; revoked it is dead', async () => {
  const one = await anObligation(province, world, {
    title: 'Báo cáo quý I',
    dueAt: at('2018-03-30T17:00'),
    personId: world.clerk.personId,
  });
  const { page, faults } = await opened(world.clerk, '/tai-khoan/kenh-nhan');
  await page.getByRole('button', { name: 'Tạo địa chỉ lịch' }).click();
  const dialog = page.getByRole('dialog');
  const shown = await dialog.getByLabel('Địa chỉ').inputValue();
  await dialog.getByRole('button', { name: 'Chép địa chỉ' }).click();
  await page.getByText('Đã chép.').waitFor();
  assert.equal(await page.evaluate('navigator.clipboard.readText()'), shown);
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/dia-chi-lich.png` });
  await dialog.getByRole('button', { name: 'Tôi đã chép xong' }).click();
  const calendar = new ICAL.Component(ICAL.parse(await (await fetch(shown)).text()) as unknown[]);
  const events = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  assert.ok(events.some(({ uid, summary }) => uid.startsWith(one.id) && summary === 'Hạn · Báo cáo quý I'));
  await page.reload();
  await page.getByText('Ứng dụng lịch đọc lần cuối').waitFor();
  assert.ok(!(await page.content()).includes(shown.slice(-20)));
  await page.getByRole('button', { name: 'Thu hồi' }).click();
  await dialog.getByRole('button', { name: 'Thu hồi' }).click();
  await page.getByText('Đã thu hồi địa chỉ lịch.').waitFor();
  assert.equal((await fetch(shown)).status, 404);
  assert.deepEqual(faults, []);
  await page.context().close();
});

test('permission is asked on a click and not before; the device’s worker shows what is pushed to it', async () => {
  caller = world.clerk.actor;
  const { page, faults } = await openWatched(browser, {
    viewport: { width: 1280, height: 900 },
    permissions: ['notifications'],
  });
  const subscription = push.subscribe('/may-trinh-duyet');
  // Chromium without a push service behind it cannot subscribe: what one would give is put in its place.
  await page.addInitScript(`
    window.asked = 0;
    const ask = Notification.requestPermission.bind(Notification);
    Notification.requestPermission = () => { window.asked += 1; return ask(); };
    PushManager.prototype.subscribe = async () => ({
      toJSON: () => (${JSON.stringify(subscription)}), options: {}, unsubscribe: async () => true });
  `);
  await page.goto(`${address}/tai-khoan/kenh-nhan`);
  const button = page.getByRole('button', { name: 'Nhận thông báo trên thiết bị này' });
  await button.waitFor();
  assert.equal(await page.evaluate('window.asked'), 0);
  await button.click();
  await page.getByRole('button', { name: /^Bỏ ?: / }).waitFor();
  assert.equal(await page.evaluate('window.asked'), 1);
  await page.getByRole('button', { name: /^Gửi thử ?: Thông báo trên thiết bị$/ }).click();
  await page.getByText('Đã gửi. Nếu một phút nữa chưa thấy').waitFor();
  const note = push.taken.at(-1)?.note ?? assert.fail('nothing was pushed');
  assert.match(note.title, /Tin thử kênh nhận/);
  const [worker] = page.context().serviceWorkers();
  assert.ok(worker, 'the device has a worker');
  const pushed = await pushesTo(page, worker);
  await pushed(note);
  await pushed(note);
  const all = (await shownBy(worker, 2)).map(({ title, body, tag }) => ({ title, body, tag }));
  const one = { title: note.title, body: note.body, tag: note.id };
  assert.deepEqual(all, [one, one], 'sent again it has the same tag, so it replaces what stands there');
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await looked(page, `kenh-nhan-${width}`);
  }
  assert.deepEqual(faults, []);
  await page.context().close();
});
