import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import excel from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import { partsOf, shownText } from '../src/modules/documents/testing/parts.ts';
import {
  assertAccessible,
  assertNoSidewaysScroll,
  openBrowser,
  openWindow,
  PHONE,
  enterAs,
} from './support/browser.ts';
import { removeDataDir, type RunningProgram, startProgram } from './support/program.ts';

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

const LABEL = 'Bộ tiêu chí minh họa - không phải Quyết định 2948/QĐ-BNV';

test('a comment round from its opening to its sheet of answers: two agencies comment, a change is made, tried and linked', async () => {
  const monitor = await openWindow(browser, program.address);
  const { page } = monitor;
  await enterAs(page, program.address, 'snv.cchc');

  // Sở Nội vụ begins next year's set with this year's and asks for comments on it.
  await page.goto('/chi-so');
  await page.getByRole('link', { name: 'Bộ tiêu chí minh họa sở, ban, ngành năm 2018' }).click();
  await page.getByRole('button', { name: 'Soạn bộ cho năm khác' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Soạn bộ cho năm khác' }).click();
  await page.getByRole('heading', { level: 1, name: /năm 2019/ }).waitFor();
  await page.getByText('Phiên bản 1 ·').waitFor();
  const draft = page.url();
  await page.getByRole('button', { name: 'Lấy ý kiến' }).click();
  await page.getByLabel('Hạn góp ý').fill('20/03/2018');
  await page.getByLabel('Hạn góp ý').press('Tab');
  await page.getByRole('dialog').getByRole('button', { name: 'Lấy ý kiến' }).click();
  await page.getByText('Chưa có góp ý nào').waitFor();
  const round = page.url();

  // One agency on a phone about a component, another about the whole.
  await comment('stttt.vanthu', round, 'Thời hạn ban hành kế hoạch quá sát, nên nới mức điểm khi chậm', '1.1.1');
  await comment('ubnd.nhatrang.vanthu', round, 'Nên bỏ điểm thưởng', '');

  // The change goes into the next version of the draft; the version commented on stays.
  await page.goto(draft);
  await page.getByText('đã đưa ra lấy ý kiến nên giữ nguyên').waitFor();
  await page.getByRole('button', { name: 'Soạn phiên bản sau' }).click();
  await page.getByText('Phiên bản 2 ·').waitFor();
  await page.getByRole('button', { name: 'Sửa tiêu chí 1.1.1' }).click();
  await page.getByLabel('Điểm tối đa').fill('1,5');
  await page.getByLabel('ví dụ 1: Điểm phải ra').fill('1,5');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await page.getByText('Đã sửa tiêu chí 1.1.1.').waitFor();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByText('Khác với phiên bản 1').waitFor();
  await assertAccessible(page, 'the next version with its differences');

  // A criterion comes and goes with its points; the sums are live.
  await page.getByRole('button', { name: 'Thêm tiêu chí vào 1.1', exact: true }).click();
  await page.getByRole('textbox', { name: 'Tên', exact: true }).fill('Công khai kế hoạch trên cổng thông tin');
  await page.getByLabel('Điểm tối đa').fill('0,5');
  await assertAccessible(page, 'adding a criterion');
  await page.getByRole('button', { name: 'Thêm', exact: true }).click();
  await page.getByText('Đã thêm tiêu chí 1.1.4.').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Thôi' }).click();
  await page.getByText('101,00', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Bỏ 1.1.4', exact: true }).click();
  await page.getByRole('button', { name: 'Bỏ khỏi bản nháp' }).click();
  await page.getByText('Đã bỏ 1.1.4.').waitFor();
  await page.getByText('100,50', { exact: true }).first().waitFor();

  // Answers: one names the change it led to, one explains; then the change is tried on last year.
  await page.goto(round);
  await page.getByRole('button', { name: /^Trả lời: 1\.1\.1/ }).click();
  await page.getByRole('radio', { name: 'Tiếp thu', exact: true }).check();
  await page
    .getByLabel('Đã sửa ở')
    .selectOption({ label: 'Phiên bản 2: 1.1.1 Ban hành kế hoạch cải cách hành chính năm' });
  await page.getByLabel('Lý do').fill('Ý kiến hợp lý');
  await page.getByRole('button', { name: 'Gửi trả lời' }).click();
  await page.getByRole('link', { name: 'Đã sửa tiêu chí 1.1.1 ở phiên bản 2' }).waitFor();
  await page.getByText('Còn 1 góp ý chưa trả lời').waitFor();
  await page.getByRole('button', { name: /^Trả lời: Cả bộ/ }).click();
  await page.getByRole('radio', { name: 'Giải trình, giữ nguyên' }).check();
  await page.getByLabel('Lý do').fill('Điểm thưởng theo quy chế của tỉnh');
  await page.getByRole('button', { name: 'Gửi trả lời' }).click();
  const effect = page.getByRole('region', { name: 'Tác động lên kết quả năm trước' });
  await effect.getByText(/đơn vị đổi hạng/).waitFor();
  await effect.getByLabel('Thử chỗ sửa nào').selectOption({ index: 1 });
  await effect.getByText(/đơn vị đổi hạng/).waitFor();
  const first = effect.getByRole('row').nth(1);
  assert.match(await first.innerText(), /\d,\d\d → \d+,\d\d/, 'points before and after');
  await assertAccessible(page, 'a comment round with answers and effect');

  await page.getByRole('button', { name: 'Kết thúc đợt lấy ý kiến' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Kết thúc đợt lấy ý kiến' }).click();
  await page.getByText('Đã kết thúc', { exact: true }).waitFor();

  const cells = await sheetOf(await download(page, 'Bảng tổng hợp (Excel)'));
  for (const said of [
    LABEL,
    'BẢNG TỔNG HỢP Ý KIẾN VÀ TIẾP THU, GIẢI TRÌNH',
    'Thời hạn ban hành kế hoạch quá sát, nên nới mức điểm khi chậm',
    'Tiếp thu',
    'Phiên bản 2, tiêu chí 1.1.1: điểm tối đa 1,00 sửa thành 1,50',
    'Nên bỏ điểm thưởng',
    'Giải trình',
  ])
    assert.ok(cells.includes(said), `${said} in ${cells.join(' | ')}`);
  const word = shownText((await partsOf(await download(page, 'Bảng tổng hợp (Word)'))).get('word/document.xml') ?? '');
  assert.match(word, /Nhận 2 ý kiến: tiếp thu 1, tiếp thu một phần 0, giải trình 1/);
  assert.match(word, /Điểm thưởng theo quy chế của tỉnh/);

  assert.deepEqual(monitor.faults, []);
  await monitor.context.close();
});

async function comment(login: string, round: string, text: string, leaf: string): Promise<void> {
  const window = await openWindow(browser, program.address, PHONE);
  const { page } = window;
  await enterAs(page, program.address, login);
  await page.goto(round);
  await page.getByLabel('Về tiêu chí').selectOption(leaf);
  await page.getByLabel('Nội dung góp ý').fill(text);
  await page.getByRole('button', { name: 'Gửi góp ý' }).click();
  await page.getByText('Chờ trả lời', { exact: true }).waitFor();
  assert.equal(await page.getByText(text).count(), 1, 'its own comment, once');
  await assertNoSidewaysScroll(page, 'a comment round');
  if (leaf !== '') await assertAccessible(page, 'a comment round on a phone');
  assert.deepEqual(window.faults, []);
  await window.context.close();
}

async function download(page: Page, name: string): Promise<Buffer> {
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name }).click();
  return readFileSync(await (await coming).path());
}

async function sheetOf(file: Buffer): Promise<string[]> {
  const workbook = new excel.Workbook();
  await workbook.xlsx.load(file as unknown as Parameters<typeof workbook.xlsx.load>[0]);
  const cells: string[] = [];
  workbook.worksheets[0]?.eachRow((row) => row.eachCell((cell) => cells.push(cell.text)));
  return cells;
}
