import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import test, { after } from 'node:test';
import type { Page } from 'playwright-core';
import { type Actor, anonymousActor, systemActor } from '#platform/auth/actor.ts';
import { createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { assertAxeClean, assertNoSidewaysScroll, openWatched } from '../../web/testing/audit.ts';
import { openPages } from '../../web/testing/pages.ts';
import { deliverMessages } from './deliver.ts';
import { findPeople } from './digest.ts';
import { writeMornings } from './mornings.ts';
import { remindersMessages } from './messages.vi.ts';
import { remindersPermissions } from './permissions.ts';
import { fireDue, seedReminders, smtpTransport } from './public.ts';
import { liveRoutes } from './routes-live.ts';
import { templateRoutes } from './routes-templates.ts';
import { remindersRoutes } from './routes.ts';
import { smtpPeer } from './testing/smtp-peer.ts';
import { anObligation, at, makeWorld, remindersSeed } from './testing/world.ts';

/** Pictures are kept where DUNGHEN_PICTURES names a folder. */
const PICTURES = process.env['DUNGHEN_PICTURES'];

const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));
await system.run(seedReminders);
const peer = await smtpPeer();
const transport = smtpTransport({ url: peer.url, from: 'nhac-viec@tinh.invalid', publicUrl: 'https://x.invalid' });
let caller: Actor = anonymousActor;
const authenticate = async () => caller;
const app = createApp({ province, messages: { ...httpMessages, ...remindersMessages }, authenticate });

remindersRoutes(app);
liveRoutes(app, province, authenticate, { gatherMs: 10 });
templateRoutes(app);
const { address, browser } = await openPages(app, {
  province,
  caller: () => caller,
  permissions: Object.values(remindersPermissions),
  agency: { id: world.ids.department, name: 'Sở Thông tin và Truyền thông' },
});
after(async () => {
  await transport.close();
  await peer.close();
});

async function open(path: string, who: { actor: Actor }, width = 1280) {
  caller = who.actor;
  const { page, faults } = await openWatched(browser, { viewport: { width, height: width < 400 ? 12_000 : 800 } });
  await page.goto(`${address}${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { page, faults };
}

async function picture(page: Page, name: string): Promise<void> {
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  const { width = 0 } = page.viewportSize() ?? {};
  await page.screenshot({
    path: `${PICTURES}/${name}.png`,
    ...(width >= 400 ? { fullPage: true } : { clip: { x: 0, y: 0, width, height: 1800 } }),
  });
}

const remind = async (title: string) => {
  await anObligation(province, world, { title, dueAt: at('2018-03-30T17:00') });
  await fireDue(province);
};

test('a new reminder appears in two open pages and the number in the navigation changes, without reloading', async () => {
  const first = await open('/nhac-viec', world.officer);
  const second = await open('/', world.officer);
  await first.page.getByText('Chưa có lời nhắc nào').waitFor();
  await remind('Báo cáo quý I');
  await first.page.getByRole('link', { name: 'Báo cáo quý I', exact: true }).waitFor();
  for (const { page } of [first, second])
    await page.getByRole('link', { name: 'Nhắc việc , 1 lời nhắc chưa đọc' }).first().waitFor();
  await second.page
    .getByRole('link', { name: /Báo cáo quý I/ })
    .first()
    .waitFor();
  await picture(first.page, 'nhac-viec-1280');
  await assertAxeClean(first.page, 'reminders with a number');
  await first.page.getByRole('button', { name: 'Đánh dấu đã đọc tất cả' }).click();
  await second.page.getByText('1 lời nhắc chưa đọc').first().waitFor({ state: 'detached' });
  assert.deepEqual([...first.faults, ...second.faults], []);
  await first.page.context().close();
  await second.page.context().close();
});

test('on a phone the number stands at the bell', async () => {
  await remind('Báo cáo quý II');
  const { page, faults } = await open('/nhac-viec', world.officer, 360);
  // The rail of a desk stands hidden in the same page.
  await page.getByText('1 lời nhắc chưa đọc').filter({ visible: true }).first().waitFor();
  await page.getByText('Vì sao tôi nhận được?').first().click();
  await page
    .getByText(/còn \d+ ngày làm việc, không tính/)
    .first()
    .waitFor();
  await picture(page, 'nhac-viec-360');
  await assertAxeClean(page, 'reminders on a phone');
  await assertNoSidewaysScroll(page, 'reminders');
  assert.deepEqual(faults, []);
  await page.context().close();
});

for (const width of [1280, 360])
  test(`the page of texts and one of them at ${width}: what is wrong is named, what SMS costs is counted`, async () => {
    const list = await open('/quan-tri/mau-tin', world.administrator, width);
    await list.page.getByRole('link', { name: /^Quá hạn ?, Tin nhắn SMS$/ }).waitFor();
    await picture(list.page, `mau-tin-${width}`);
    await assertAxeClean(list.page, 'texts');
    await assertNoSidewaysScroll(list.page, 'texts');
    await list.page.context().close();
    const { page, faults } = await open('/quan-tri/mau-tin/sms/overdue', world.administrator, width);
    await page.getByText(/\/160 ký tự \(bảng chữ GSM 7 bit\), tính 1 tin nhắn/).waitFor();
    await page.getByText(/\/70 ký tự \(UCS-2, có dấu\)/).waitFor();
    await page.getByLabel('Nội dung').fill('{loai}: {viec} {hann}');
    await page
      .getByText(/\{viec\} \(Tên việc\) là dữ liệu cá nhân hoặc tên việc/)
      .first()
      .waitFor();
    await page.getByText('Không có biến {hann}. Chọn biến trong danh sách.').first().waitFor();
    await picture(page, `mau-tin-sms-sai-${width}`);
    await assertAxeClean(page, 'a text that is wrong');
    await assertNoSidewaysScroll(page, 'a text');
    assert.deepEqual(faults, []);
    await page.context().close();
  });

test('a text for Zalo shows what is registered there and what is read; other words lose the id', async () => {
  for (const width of [1280, 360]) {
    const { page, faults } = await open('/quan-tri/mau-tin/zalo/overdue', world.administrator, width);
    await page.getByText('<loai> · <han_ngan> · <con_lai>').waitFor();
    await page.getByText(/^Quá hạn · hạn 17:00, 30\/03\/2018 · quá hạn 1 ngày làm việc/).waitFor();
    await page.getByLabel('Mã mẫu ZNS').fill('345678');
    await page.getByLabel('Nội dung').fill('{loai} {noi_cho} {lien_ket}');
    assert.equal(await page.getByLabel('Mã mẫu ZNS').inputValue(), '');
    await page
      .getByText(/có thể để trống, mà Zalo phải điền đủ/)
      .first()
      .waitFor();
    await picture(page, `mau-tin-zalo-${width}`);
    await assertAxeClean(page, 'a text for Zalo');
    await assertNoSidewaysScroll(page, 'a text for Zalo');
    assert.deepEqual(faults, []);
    await page.context().close();
  }
});

test('a text is changed with a preview, issued, and the default is taken back', async () => {
  const { page, faults } = await open('/quan-tri/mau-tin/email/due-soon', world.administrator);
  await page.getByLabel('Tiêu đề').fill('Còn ít ngày: {viec}');
  await page.getByText('Còn ít ngày: Báo cáo kết quả rà soát thủ tục hành chính quý I').waitFor();
  await picture(page, 'mau-tin-thu-1280');
  await assertAxeClean(page, 'a text of a letter');
  await page.getByRole('button', { name: 'Ban hành bản 2' }).click();
  await page.getByText('Hãy ghi lý do sửa.').first().waitFor();
  await page.getByLabel('Lý do sửa').fill('Ngắn hơn');
  await page.getByRole('button', { name: 'Ban hành bản 2' }).click();
  await page.getByText('Đã ban hành bản 2.').waitFor();
  await page.getByRole('button', { name: 'Lấy lại mẫu gốc' }).click();
  assert.equal(await page.getByLabel('Tiêu đề').inputValue(), '{viec} · {han} · {con_lai}');
  assert.deepEqual(faults, []);
  await page.context().close();
});

test('the letters read on a phone: the morning’s and that of one matter', async () => {
  await anObligation(province, world, {
    title: 'Rà soát, lựa chọn thủ tục hành chính cung cấp trực tuyến mức độ 3, mức độ 4',
    urgency: 'urgent',
    startAt: at('2018-02-01T08:00'),
    dueAt: at('2018-03-01T17:00'),
    personId: world.officer.personId,
    action: 'Báo cáo kết quả',
  });
  await anObligation(province, world, {
    title: 'Báo cáo kết quả khắc phục hồ sơ trễ hạn tháng 2/2018',
    startAt: at('2018-02-01T08:00'),
    dueAt: at('2018-02-23T17:00'),
    personId: world.officer.personId,
    action: 'Báo cáo kết quả',
  });
  await fireDue(province);
  province.clock.set('2018-02-27T07:30');
  await fireDue(province);
  await writeMornings(province, await findPeople(province));
  await deliverMessages(province, transport);
  const mine = peer.taken.filter((mail) => JSON.stringify(mail.to).includes('vochuyenvien'));
  const morning = mine.find(({ subject }) => subject?.startsWith('Việc sáng'));
  const one = mine.find(({ subject }) => subject?.startsWith('Rà soát'));
  for (const [name, mail] of [
    ['thu-sang', morning],
    ['thu-mot-viec', one],
  ] as const) {
    assert.ok(mail, name);
    for (const width of [360, 1280]) {
      const context = await browser.newContext({ viewport: { width, height: 800 } });
      const page = await context.newPage();
      await page.setContent(String(mail.html));
      await picture(page, `${name}-${width}`);
      await assertNoSidewaysScroll(page, `${name} at ${width}`);
      await context.close();
    }
  }
});
