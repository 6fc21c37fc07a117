import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible, assertNoSidewaysScroll, openBrowser, openWindow, signIn } from './support/browser.ts';
import { signedIn } from './support/client.ts';
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

test('the sign-in page of a demonstration offers its accounts; with the keyboard alone one is in', async () => {
  const { page, context, faults } = await openWindow(browser, program.address);
  await page.goto('/');
  const account = page.getByRole('button', { name: /stttt\.vanthu Văn thư cơ quan Sở Thông tin và Truyền thông/ });
  await account.focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.getByLabel('Tên đăng nhập').inputValue(), 'stttt.vanthu');
  await assertAccessible(page, 'sign-in with the accounts to try');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Việc của tôi' }).waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test('markup in a document is text, and a word without end makes no page wider than a small phone', async () => {
  const office = await signedIn(program.address, 'vpubnd.theodoi');
  const hostile = '<script>alert(1)</script><img src=x onerror=alert(1)>';
  const { document } = await office.call<{ document: { documentId: string } }>('POST', '/api/notices', {
    text: `THÔNG BÁO\nVề việc ${hostile} ${'W'.repeat(3000)}\n\n1. Giao Sở Y tế ${hostile} báo cáo ${'M'.repeat(3000)} trước ngày 30/3/2018.`,
  });
  const { page, context, faults } = await openWindow(browser, program.address, { width: 320, height: 700 });
  let ran = false;
  page.on('dialog', (dialog) => {
    ran = true;
    void dialog.dismiss();
  });
  await signIn(page, 'vpubnd.theodoi');
  await page.goto(`/van-ban/${document.documentId}`);
  await page.getByRole('heading', { name: 'Nhiệm vụ đề xuất' }).waitFor();
  assert.ok(
    (await page.locator('main').textContent())?.includes(hostile),
    'the words stand there as they were written',
  );
  await assertNoSidewaysScroll(page, 'the reading page');
  await page.goto('/van-ban');
  await page.getByRole('table').waitFor();
  await assertNoSidewaysScroll(page, 'the documents');
  assert.equal(ran, false, 'a script of the document ran');
  assert.deepEqual(faults, []);
  await context.close();
});

test('a mangled address says that nothing is there, in words', async () => {
  const { page, context } = await openWindow(browser, program.address);
  await signIn(page, 'vpubnd.theodoi');
  for (const path of ['/van-ban/xyz', '/nhiem-vu/xyz', '/co-quan/xyz']) {
    await page.goto(path);
    await page.getByText('Không có trang hoặc dữ liệu này.').waitFor();
    await assertAccessible(page, path);
  }
  await context.close();
});
