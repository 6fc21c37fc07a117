import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
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

test('a marked passage becomes a task; adding, merging, splitting and dropping can each be taken back', async () => {
  const { page, context, faults } = await openWindow(browser, program.address);
  await signIn(page, 'vpubnd.theodoi');
  await page.goto('/van-ban');
  await page.getByRole('link', { name: /Kết luận cuộc họp Ban chỉ đạo/ }).click();
  await page.getByRole('heading', { name: 'Nhiệm vụ đề xuất' }).waitFor();
  const shown = (count: number) => page.locator(`ol > li:nth-child(${count}):last-child`).waitFor();
  const dropped = page.locator('li[data-state=dropped]');
  await shown(7);

  await mark(page, 'Thống nhất với dự thảo Báo cáo', 'chuẩn bị');
  await page.getByRole('button', { name: 'Thêm nhiệm vụ từ đoạn đã chọn' }).click();
  await shown(8);
  await page.keyboard.press('u');
  await shown(7);

  await page.getByRole('button', { name: /Nhiệm vụ 1/ }).click();
  await page.keyboard.press('m');
  await dropped.waitFor();
  await page.keyboard.press('u');
  await dropped.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: /Nhiệm vụ 2/ }).click();
  await mark(page, 'khai thác triệt để', 'khai thác triệt để');
  await page.getByRole('button', { name: 'Tách đề xuất tại chỗ này' }).click();
  await shown(8);
  await page.keyboard.press('u');
  await shown(7);

  await page.getByRole('button', { name: /Nhiệm vụ 3/ }).click();
  await page.keyboard.press('x');
  await dropped.waitFor();
  await page.getByRole('button', { name: 'Hoàn tác' }).last().click();
  await dropped.waitFor({ state: 'detached' });
  assert.deepEqual(faults, []);
  await context.close();
});

/** Marks the words from the first text to the second in the document, as a mouse would. */
async function mark(page: Page, from: string, to: string): Promise<void> {
  await page.evaluate(`(() => {
    const walker = document.createTreeWalker(document.querySelector('.dh-document'), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let begun = false;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!begun && node.data.includes(${JSON.stringify(from)})) {
        range.setStart(node, node.data.indexOf(${JSON.stringify(from)}));
        begun = true;
      }
      if (begun && node.data.includes(${JSON.stringify(to)})) {
        range.setEnd(node, node.data.indexOf(${JSON.stringify(to)}) + ${to.length});
        break;
      }
    }
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  })()`);
}

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
