import { mkdirSync } from 'node:fs';
import test from 'node:test';
import type { Page } from 'playwright-core';
import { makeWorld, workSeed } from '#modules/directives/testing/world.ts';
import { type Actor, systemActor } from '#platform/auth/actor.ts';
import { createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { assertAxeClean, assertNoSidewaysScroll } from '../../web/testing/audit.ts';
import { openPages } from '../../web/testing/pages.ts';
import { dossierMonthMessages } from './month-messages.vi.ts';
import { dossiersPermissions } from './permissions.ts';
import { dossierMonthRoutes } from './routes-month.ts';
import { writeDossier } from './testing/month-rows.ts';

/** Pictures are kept where DUNGHEN_PICTURES names a folder. */
const PICTURES = process.env['DUNGHEN_PICTURES'];
const province = await testProvince({ at: '2018-03-20T10:00', seed: workSeed });
const { actors, agency } = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));
let caller: Actor = actors.monitor;
const app = createApp({
  province,
  messages: { ...httpMessages, ...dossierMonthMessages },
  authenticate: async () => caller,
});

dossierMonthRoutes(app);
await system.run(async (tx) => {
  for (const [index, code] of ['KH.STTTT', 'KH.STC', 'KH.SYT'].entries())
    for (let number = 0; number < 4 + index; number += 1)
      await writeDossier(tx, {
        code: `000.00.0${index}.H32-1803${String(number + 1).padStart(2, '0')}-0001`,
        agencyId: agency(code),
        sector: number % 2 === 0 ? 'Báo chí' : 'Xuất bản',
        channel: number % 3 === 0 ? 'online' : 'counter',
        events: [
          [`2018-03-0${number + 1} 09:00`, 'received', `2018-03-1${number + 1} 09:00`],
          number % 2 === 0
            ? [`2018-03-0${number + 2} 09:00`, 'processing', `2018-03-1${number + 1} 09:00`, 'other-agency']
            : [`2018-03-1${number + 1} 09:00`, 'result-ready', `2018-03-1${number + 1} 09:00`],
        ],
      });
});
const { address, browser } = await openPages(app, {
  province,
  caller: () => caller,
  permissions: Object.values(dossiersPermissions),
  agency: { id: agency('KH.SNV'), name: 'Sở Nội vụ' },
});

/** @param sign what stands on the page once it is there; a table unless told */
async function opened(path: string, width: number, name: string, sign?: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  await page.goto(`${address}${path}`);
  await (sign === undefined ? page.getByRole('table').first() : page.getByText(sign)).waitFor();
  await assertAxeClean(page, name);
  await assertNoSidewaysScroll(page, name);
  if (PICTURES) {
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: `${PICTURES}/${name}-${width}.png`, fullPage: true });
  }
  return page;
}

/** Nothing of a list is cut off at its right edge. */
async function assertWholeTable(page: Page): Promise<void> {
  const [inner, frame] = await page
    .getByRole('table')
    .evaluate((table) => [table.scrollWidth, table.parentElement?.clientWidth]);
  if ((inner ?? 0) > (frame ?? 0)) throw new Error(`a table of ${inner} px in ${frame} px`);
}

for (const width of [1280, 360])
  test(`the month, a number's list and the backlog are read at ${width} px`, async () => {
    const page = await opened('/mot-cua/thang', width, 'month');
    const link = page
      .getByRole('row', { name: /^Tổng cộng/ })
      .getByRole('link')
      .last();
    const count = Number(await link.textContent());
    await link.click();
    await page.getByText(`Mọi cơ quan · tháng 03/2018: ${count} hồ sơ, theo tình trạng ở cuối kỳ.`).waitFor();
    await page.goBack();
    // The large numbers open their lists too.
    await page.getByRole('link', { name: /^\d+ Tiếp nhận$/ }).click();
    await page.getByRole('heading', { name: '(3) Tổng số tiếp nhận' }).waitFor();
    await assertNoSidewaysScroll(page, 'the list behind a number');
    await assertWholeTable(page);
    await page.close();
    await (await opened('/mot-cua/ton-dong', width, 'backlog')).close();
  });

for (const width of [1280, 360])
  test(`the indicators and the list behind a figure are read at ${width} px; what cannot be measured says so`, async () => {
    const page = await opened('/mot-cua/chi-tieu', width, 'indicators');
    await page.getByText('Chưa đo được, để ngoài tổng').first().waitFor();
    const link = page.getByRole('link', { name: /hồ sơ [012] điểm$/ }).first();
    const count = /^\d+/.exec((await link.textContent()) ?? '')?.[0] ?? '';
    await link.focus();
    await page.keyboard.press('Enter');
    await page.getByText(`${count} hồ sơ, theo tình trạng ở cuối kỳ.`).waitFor();
    await page.close();
  });

for (const width of [1280, 360])
  test(`a month without dossiers says so on every page at ${width} px`, async () => {
    const pages = [
      ['/mot-cua/thang', 'month-empty', 'Không có hồ sơ nào trong kỳ này'],
      ['/mot-cua/chi-tieu', 'indicators-empty', 'Không có hồ sơ nào để đánh giá trong kỳ này'],
      ['/mot-cua/ton-dong', 'backlog-empty', 'Không có hồ sơ quá hạn'],
    ] as const;
    for (const [path, name, sign] of pages) await (await opened(`${path}?month=2017-11`, width, name, sign)).close();
  });

test('the month leads to its own backlog, its indicators, and the books of its agencies', async () => {
  const page = await opened('/mot-cua/thang', 1280, 'month-links');
  const book = page.getByRole('link', { name: 'Sổ theo dõi hồ sơ, xlsx' });
  const [answer] = await Promise.all([page.waitForEvent('download'), book.click()]);
  if (!answer.suggestedFilename().endsWith('.xlsx')) throw new Error(answer.suggestedFilename());
  await page.getByRole('link', { name: 'Chỉ tiêu đánh giá' }).click();
  await page.waitForURL(/\/mot-cua\/chi-tieu\?month=2018-03/);
  await page.close();
});

test('the backlog is narrowed by agency in the address, picked at once, and the dialog names whom it goes to', async () => {
  const page = await opened('/mot-cua/ton-dong', 1280, 'backlog-whole');
  await assertWholeTable(page);
  const option = page.getByLabel('Đang ở').locator('option', { hasText: 'Sở Y tế' });
  const [, count = ''] = /\((\d+)\)$/.exec((await option.textContent()) ?? '') ?? [];
  await page.getByLabel('Đang ở').selectOption({ label: `Sở Y tế (${count})` });
  await page.getByText(`${count} hồ sơ quá hạn chưa xong`).waitFor();
  await page.getByRole('button', { name: `Chọn cả ${count} hồ sơ của trang` }).click();
  await page.getByRole('button', { name: `Nhắc ${count} hồ sơ` }).click();
  await page.getByRole('dialog').getByText(`Sở Y tế: ${count} hồ sơ`).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Bỏ chọn tất cả' }).click();
  await page.getByLabel('Đã nhắc, trả lời').selectOption('answered');
  await page.getByText('Không có hồ sơ nào khớp bộ lọc').waitFor();
  await page.getByRole('link', { name: 'Xem tất cả' }).click();
  await page.getByRole('table').waitFor();
  await page.close();
});

test('the monitor asks from the list, the agency answers beside the line', async () => {
  const page = await opened('/mot-cua/ton-dong', 1280, 'backlog-before');
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Nhắc 1 hồ sơ' }).click();
  await page.getByLabel('Trả lời trước hết ngày').fill('23/03/2018');
  await page.getByLabel('Nội dung nhắc').fill('Đề nghị nêu rõ nguyên nhân.');
  await page.getByRole('button', { name: 'Gửi nhắc' }).click();
  await page.getByText('Chờ trả lời đến 23/03/2018').waitFor();
  await page.close();
  caller = actors.itClerk;
  const agencyPage = await opened('/mot-cua/ton-dong', 1280, 'backlog-agency');
  await agencyPage.getByRole('button', { name: 'Trả lời' }).first().click();
  await agencyPage.getByLabel('Cách xử lý').fill('Đã mời họp thẩm định.');
  await agencyPage.getByRole('button', { name: 'Gửi trả lời' }).click();
  await agencyPage.getByText('Đã mời họp thẩm định.').waitFor();
  await agencyPage.close();
  caller = actors.monitor;
});
