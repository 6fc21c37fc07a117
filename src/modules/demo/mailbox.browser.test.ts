import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import test, { after } from 'node:test';
import nodemailer from 'nodemailer';
import type { Page } from 'playwright-core';
import { newId } from '#kernel/id.ts';
import type { Actor } from '#platform/auth/actor.ts';
import { createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { assertAxeClean, assertNoSidewaysScroll, openWatched } from '../../web/testing/audit.ts';
import { openPages } from '../../web/testing/pages.ts';
import { mailboxRoutes } from './mailbox-routes.ts';
import { startMailbox } from './mailbox.ts';
import { demoMessages } from './messages.vi.ts';

/** Pictures are kept where DUNGHEN_PICTURES names a folder. */
const PICTURES = process.env['DUNGHEN_PICTURES'];

const province = await testProvince({ at: '2018-03-21T07:00' });
const caller: Actor = { kind: 'person', personId: newId(), name: 'Người xem', grants: [] };
const app = createApp({ province, messages: { ...httpMessages, ...demoMessages }, authenticate: async () => caller });
const mailbox = await startMailbox(province);
const sender = nodemailer.createTransport({ url: mailbox.url });

mailboxRoutes(app);
const { address, browser } = await openPages(app, {
  province,
  caller: () => caller,
  permissions: [],
  agency: null,
});
after(async () => {
  sender.close();
  await mailbox.close();
});

async function open(path: string, width = 1280, colorScheme: 'light' | 'dark' = 'light') {
  const { page, faults } = await openWatched(browser, { viewport: { width, height: 800 }, colorScheme });
  await page.goto(`${address}${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('output').waitFor({ state: 'detached' });
  return { page, faults };
}

async function check(page: Page, name: string, faults: readonly string[]): Promise<void> {
  if (PICTURES) {
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
  }
  await assertNoSidewaysScroll(page, name);
  await assertAxeClean(page, name);
  assert.deepEqual(faults, []);
  await page.context().close();
}

test('without a mail the page says how one comes about', async () => {
  const { page, faults } = await open('/hop-thu');
  await page.getByRole('heading', { name: 'Chưa có thư nào' }).waitFor();
  await check(page, 'hop-thu-trong', faults);
});

test('a mail opens beside the list and its button leads to the matter; on a phone it takes the list’s place', async () => {
  const text = [
    'Sắp đến hạn: Tự đánh giá, chấm điểm Chỉ số cải cách hành chính năm 2017',
    '',
    'Hạn thứ Sáu, 30/03/2018',
    'Còn 7 ngày làm việc',
    '',
    'Báo cáo kết quả: http://cho-khac.invalid/nhiem-vu/1',
    '',
    'Vì sao tôi nhận được?',
    '- Bạn nhận với tư cách người được giao việc.',
  ].join('\n');
  for (const to of ['van.thu@thu.invalid', 'chuyen.vien@thu.invalid', 'giam.doc@thu.invalid'])
    await sender.sendMail({
      from: 'Đúng Hẹn <nhac-viec@tinh.invalid>',
      to,
      subject:
        'Tự đánh giá, chấm điểm Chỉ số cải cách hành chính năm 2017 · hạn thứ Sáu, 30/03/2018 · còn 7 ngày làm việc',
      text,
      date: new Date('2018-03-21T00:00:00Z'),
    });
  for (const [width, scheme] of [
    [1280, 'light'],
    [360, 'light'],
    [320, 'dark'],
  ] as const) {
    const { page, faults } = await open('/hop-thu', width, scheme);
    await page.getByLabel('Người nhận').selectOption('van.thu@thu.invalid');
    const mail = page.getByRole('list', { name: 'Thư' }).getByRole('link');
    await mail.nth(1).waitFor({ state: 'detached' });
    await mail.click();
    const detail = page.getByRole('region', { name: 'Nội dung thư' });
    const button = detail.getByRole('link', { name: 'Báo cáo kết quả' });
    await button.waitFor();
    assert.equal(await button.getAttribute('href'), '/nhiem-vu/1');
    await check(page, `hop-thu-mot-thu-${width}`, faults);
  }
});
