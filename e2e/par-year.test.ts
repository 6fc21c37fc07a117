import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import yauzl from 'yauzl';
import {
  assertAccessible,
  assertNoSidewaysScroll,
  DESKTOP,
  openBrowser,
  openWindow,
  PHONE,
  enterAs,
} from './support/browser.ts';
import type { RoundDetail, RoundList } from '#modules/par-index/rounds-schema.ts';
import { removeDataDir, type RunningProgram, startProgram } from './support/program.ts';
import { issueTheNotice } from './support/steps.ts';

let program: RunningProgram;
let browser: Browser;
before(async () => {
  program = await startProgram();
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await program.stop();
  removeDataDir(program.dataDir);
});

/** The parts of a downloaded zip (Office files are zips too), as text. */
async function download(page: Page, link: string): Promise<Map<string, string>> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: link, exact: true }).click();
  const path = await (await waiting).path();
  const parts = new Map<string, string>();
  const zip = await yauzl.fromBufferPromise(readFileSync(path), { lazyEntries: true });
  for await (const entry of zip.eachEntry())
    parts.set(entry.fileName, await text(await zip.openReadStreamPromise(entry)));
  return parts;
}

/** The sheet of the clerk's own agency in the departments' round of a year. */
const openSheet = async (page: Page, year: number) => {
  const read = async <T>(path: string) => (await (await page.request.get(path)).json()) as T;
  const { rounds } = await read<RoundList>('/api/par/rounds');
  const round = rounds.find((one) => one.year === year && one.block === 'so-ban-nganh');
  assert.ok(round);
  const { sheets } = await read<RoundDetail>(`/api/par/rounds/${round.id}`);
  const sheet = sheets.find(({ agency }) => agency.name === 'Sở Thông tin và Truyền thông');
  assert.ok(sheet);
  await page.goto(`/chi-so/phieu/${sheet.id}`);
  await page.getByRole('link', { name: 'Khó khăn, vướng mắc và kiến nghị', exact: true }).waitFor();
};

test('a unit takes all evidence of a year home in one archive, with an index and every file', async () => {
  const { page, context, faults } = await openWindow(browser, program.address, DESKTOP);
  await enterAs(page, program.address, 'stttt.vanthu');
  await openSheet(page, 2017);
  const parts = await download(page, 'Tải tất cả tài liệu kiểm chứng (.zip)');
  const files = [...parts.keys()].filter((name) => name.includes('/'));
  assert.equal(files.length, 6);
  for (const name of files) assert.match(parts.get(name) ?? '', /TÀI LIỆU TRÌNH DIỄN/, name);
  const index = parts.get('Danh muc tai lieu.html') ?? '';
  for (const name of files) assert.ok(index.includes(name), name);
  assert.match(index, /Bộ tiêu chí minh họa/);
  assert.equal((parts.get('SHA256SUMS.txt') ?? '').trim().split('\n').length, 8);
  assert.deepEqual(faults, []);
  await context.close();
});

test('difficulties are written on a phone, changed, and leave as Excel and Word', async () => {
  const { page, context, faults } = await openWindow(browser, program.address, PHONE);
  await enterAs(page, program.address, 'stttt.vanthu');
  await openSheet(page, 2018);
  await page.getByRole('link', { name: 'Khó khăn, vướng mắc và kiến nghị', exact: true }).click();
  await page.getByText('Chưa ghi khó khăn nào').waitFor();
  await assertAccessible(page, 'no difficulties');
  await page.getByRole('button', { name: 'Ghi khó khăn, kiến nghị' }).click();
  await page.getByRole('combobox', { name: 'Tiêu chí' }).selectOption('1.4.2');
  await page.getByRole('textbox', { name: 'Khó khăn, vướng mắc' }).fill('Nhiều việc đến hạn cùng một ngày');
  await page.getByRole('textbox', { name: 'Kiến nghị' }).fill('Giãn hạn báo cáo quý');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await page.getByText('Hãy ghi nội dung này.').first().waitFor();
  await page.getByRole('textbox', { name: 'Cơ quan giải quyết' }).fill('Sở Nội vụ');
  await assertAccessible(page, 'the form of a difficulty');
  await assertNoSidewaysScroll(page, 'the form of a difficulty');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await page.getByRole('heading', { name: /1\.4\.2\./ }).waitFor();
  await page.getByRole('button', { name: /^Sửa: 1\.4\.2/ }).click();
  await page.getByRole('textbox', { name: 'Cơ quan giải quyết' }).fill('UBND tỉnh');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await page.getByText('UBND tỉnh', { exact: true }).waitFor();
  await assertAccessible(page, 'difficulties');
  await assertNoSidewaysScroll(page, 'difficulties');
  for (const [link, part] of [
    ['Xuất Excel', 'xl/sharedStrings.xml'],
    ['Xuất Word', 'word/document.xml'],
  ] as const) {
    const parts = await download(page, link);
    const words = `${parts.get(part) ?? ''}${parts.get('xl/worksheets/sheet1.xml') ?? ''}`;
    for (const said of ['Nhiều việc đến hạn cùng một ngày', 'Giãn hạn báo cáo quý', 'UBND tỉnh'])
      assert.ok(words.includes(said), `${link}: ${said}`);
    assert.ok(!words.includes('Cơ quan giải quyết: Sở Nội vụ'));
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test('what would gain points becomes work with one click, is seen in Việc của tôi, and is taken back', async () => {
  const office = await openWindow(browser, program.address, DESKTOP);
  await enterAs(office.page, program.address, 'vpubnd.theodoi');
  await issueTheNotice(office.page);

  const { page, context, faults } = await openWindow(browser, program.address, DESKTOP);
  await enterAs(page, program.address, 'stttt.vanthu');
  await page.goto('/chi-so');
  await page.getByRole('link', { name: /^Dự báo \d/ }).click();
  await page.getByRole('heading', { name: 'Điều gì sẽ thêm điểm' }).waitFor();
  const take = page.getByRole('button', { name: /^Đưa \d+ việc vào Việc của tôi$/ }).first();
  await take.waitFor();
  await assertAccessible(page, 'the year');
  await assertNoSidewaysScroll(page, 'the year');
  await take.click();
  await page.getByRole('heading', { name: 'Việc đã nhận để thêm điểm' }).waitFor();
  await assertAccessible(page, 'the year with work taken up');

  const phone = await openWindow(browser, program.address, PHONE);
  await enterAs(phone.page, program.address, 'stttt.vanthu');
  await phone.page.goto('/');
  await phone.page
    .getByRole('link', { name: /Để thêm điểm chỉ số/ })
    .first()
    .waitFor();
  await phone.page.goto(new URL(page.url()).pathname);
  await phone.page.getByRole('heading', { name: 'Việc đã nhận để thêm điểm' }).waitFor();
  await assertAccessible(phone.page, 'the year on a phone');
  await assertNoSidewaysScroll(phone.page, 'the year on a phone');

  await page.getByRole('button', { name: /^Bỏ: / }).first().waitFor();
  for (let left = await page.getByRole('button', { name: /^Bỏ: / }).count(); left > 0; left -= 1) {
    await page.getByRole('button', { name: /^Bỏ: / }).first().click();
    await page
      .getByRole('button', { name: /^Bỏ: / })
      .nth(left - 1)
      .waitFor({ state: 'detached' });
  }
  await page.getByRole('heading', { name: 'Việc đã nhận để thêm điểm' }).waitFor({ state: 'detached' });
  await phone.page.goto('/');
  await phone.page.getByRole('heading', { name: 'Việc của tôi' }).first().waitFor();
  await phone.page.waitForLoadState('networkidle');
  assert.equal(await phone.page.getByRole('link', { name: /Để thêm điểm chỉ số/ }).count(), 0);
  assert.deepEqual([...faults, ...phone.faults, ...office.faults], []);
  for (const one of [context, phone.context, office.context]) await one.close();
});
