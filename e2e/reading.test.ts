import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible, assertNoSidewaysScroll, openBrowser, openWindow, PHONE, signIn } from './support/browser.ts';
import { issueTheNotice } from './support/steps.ts';
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

test('the six conclusions of the real notice are checked and given out in under a minute', async () => {
  const { page, context, faults } = await openWindow(browser, program.address);
  await signIn(page, 'vpubnd.theodoi');
  await page.getByRole('link', { name: 'Văn bản' }).first().click();
  await page.getByRole('link', { name: /Kết luận cuộc họp Ban chỉ đạo/ }).click();
  await page.getByRole('heading', { name: 'Nhiệm vụ đề xuất' }).waitFor();
  await assertAccessible(page, 'the reading page');

  const began = Date.now();
  await issueTheNotice(page);
  assert.ok(Date.now() - began < 60_000);
  await page.getByText(/Đã giao việc lúc 15:00 26\/02\/2018/).waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test('a pasted document is read, a doubtful deadline is left open with a warning, and nothing typed is lost on a mistake', async () => {
  const { page, context, faults } = await openWindow(browser, program.address);
  await signIn(page, 'vpubnd.theodoi');
  await page.goto('/van-ban');
  await page.getByRole('button', { name: 'Nhận văn bản' }).click();
  await page.getByRole('button', { name: 'Đọc văn bản' }).click();
  await page.getByText('Hãy chọn một tệp hoặc dán nội dung.').first().waitFor();
  await page
    .getByLabel('Hoặc dán nội dung')
    .fill(
      [
        'ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA',
        'Số: 912/UBND-KT',
        'Khánh Hòa, ngày 12 tháng 3 năm 2018',
        'Kính gửi: Sở Tài chính',
        'Yêu cầu Sở Tài chính khẩn trương rà soát dự toán, báo cáo UBND tỉnh trước ngày 20/02/2017.',
        'TM. ỦY BAN NHÂN DÂN',
        'KT. CHỦ TỊCH',
        'PHÓ CHỦ TỊCH',
        'Nguyễn Văn Thử',
      ].join('\n\n'),
    );
  await page.getByRole('button', { name: 'Đọc văn bản' }).click();
  await page.getByText('912/UBND-KT').first().waitFor();
  await page.getByText('chưa có hạn').first().waitFor();
  assert.ok((await page.getByText('20/02/2017').count()) > 0, 'the words of the doubtful deadline are shown');
  await assertAccessible(page, 'a document with a doubtful deadline');
  assert.deepEqual(faults, []);
  await context.close();
});

test('the reading page can be used on a phone: nothing sticks out, the tasks come first', async () => {
  const { page, context, faults } = await openWindow(browser, program.address, PHONE, 'dark');
  await signIn(page, 'vpubnd.theodoi');
  await page.goto('/van-ban');
  await assertNoSidewaysScroll(page, 'the documents list');
  await page.getByRole('link', { name: /Kết luận cuộc họp Ban chỉ đạo/ }).click();
  await page.getByRole('heading', { name: 'Nhiệm vụ đề xuất' }).waitFor();
  await assertNoSidewaysScroll(page, 'the reading page');
  await assertAccessible(page, 'the reading page on a phone in the dark');
  assert.deepEqual(faults, []);
  await context.close();
});

test('an agency sees no document it was not given', async () => {
  const { page, context } = await openWindow(browser, program.address);
  await signIn(page, 'ubnd.nhatrang.vanthu');
  const mine = await page.evaluate<string>("fetch('/api/notices').then((reply) => reply.text())");
  assert.doesNotMatch(mine, /912\/UBND-KT/);
  await context.close();
});
