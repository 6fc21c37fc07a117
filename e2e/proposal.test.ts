import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
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

const LABEL = 'Bộ tiêu chí minh họa - không phải Quyết định 2948/QĐ-BNV';
const REASON = 'Tiêu chí chưa phản ánh đúng nỗ lực của đơn vị';

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

test('a finding becomes a proposal with its effect, a leader approves it, and its letter says all of it', async () => {
  const monitor = await openWindow(browser, program.address);
  const { page } = monitor;
  await enterAs(page, program.address, 'snv.cchc');
  await page.goto(await rankingOf(page));
  const findings = page.getByRole('region', { name: 'Tiêu chí số liệu cho thấy chưa hợp lý' });
  await page.getByRole('region', { name: 'Thứ hạng qua các năm' }).getByText('Vì sao thứ hạng thay đổi').waitFor();
  await assertAccessible(page, 'the ranking with its history');
  await findings.getByRole('button', { name: 'Soạn kiến nghị' }).first().click();

  await page.getByRole('heading', { level: 1, name: /^Kiến nghị về tiêu chí/ }).waitFor();
  await page.getByText(LABEL).first().waitFor();
  await page.getByLabel('Giữ quy tắc, đổi điểm tối đa').check();
  await page.getByLabel('Điểm tối đa đề nghị').fill('0,10');
  await page.getByLabel('Tên tiêu chí đề nghị').fill('Tên tiêu chí đã sửa');
  await page.getByLabel('Lý do', { exact: true }).fill(REASON);
  await page.getByText(/trên 21 đơn vị đổi hạng/).waitFor();
  await assertAccessible(page, 'wording a proposal');
  await page.getByRole('button', { name: 'Lưu bản soạn' }).click();
  await page.getByRole('button', { name: 'Trình lãnh đạo duyệt' }).click();
  await page.getByText('Chờ lãnh đạo UBND tỉnh duyệt.').waitFor();
  const address = new URL(page.url()).pathname;

  const leader = await openWindow(browser, program.address, PHONE);
  await enterAs(leader.page, program.address, 'ubnd.chutich');
  await leader.page.goto(address);
  await leader.page.getByText(REASON).waitFor();
  await assertAccessible(leader.page, 'a proposal before a leader, on a phone');
  await assertNoSidewaysScroll(leader.page, 'a proposal');
  await leader.page.getByRole('button', { name: 'Duyệt kiến nghị' }).click();
  await leader.page.getByRole('dialog').getByRole('button', { name: 'Duyệt kiến nghị' }).click();
  await leader.page.getByText('Lãnh đạo đã duyệt').waitFor();

  await page.reload();
  await page.getByRole('button', { name: 'Ghi số, ngày gửi' }).click();
  await page.getByRole('dialog').getByLabel('Số, ký hiệu').fill('77/UBND-NC');
  await page.getByRole('dialog').getByRole('button', { name: 'Ghi số, ngày gửi' }).click();
  await page.getByText('Đã gửi').first().waitFor();
  const text = await letterOf(page);
  for (const said of ['77/UBND-NC', 'Bộ Nội vụ', REASON, 'Tên tiêu chí đã sửa', 'Phụ lục', LABEL, 'Sở Nông nghiệp'])
    assert.ok(text.toLocaleLowerCase('vi').includes(said.toLocaleLowerCase('vi')), `the letter says "${said}"`);

  await page.goto('/chi-so/kien-nghi');
  await page.getByText(/số 77\/UBND-NC ngày/).waitFor();
  await assertAccessible(page, 'the proposals');
  assert.deepEqual([...monitor.faults, ...leader.faults], []);
  await leader.context.close();
  await monitor.context.close();
});

/** The ranking of the departments of the last year. */
async function rankingOf(page: Page): Promise<string> {
  const { rounds } = (await (await page.request.get('/api/par/rounds')).json()) as {
    rounds: { id: string; block: string; year: number }[];
  };
  const round = rounds.find(({ block, year }) => block === 'so-ban-nganh' && year === 2017);
  assert.ok(round);
  return `/chi-so/xep-hang/${round.id}`;
}

async function letterOf(page: Page): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Tải công văn (Word)' }).click();
  const parts = await partsOf(readFileSync(await (await download).path()));
  return [...parts]
    .filter(([name]) => /word\/(document|header|footer)/.test(name))
    .map(([, xml]) => shownText(xml))
    .join('\n');
}
