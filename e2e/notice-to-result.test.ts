import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import {
  assertAccessible,
  assertNoSidewaysScroll,
  DESKTOP,
  openBrowser,
  openWindow,
  PHONE,
  signIn,
} from './support/browser.ts';
import { removeDataDir, type RunningProgram, startProgram } from './support/program.ts';
import { issueTheNotice, moveClock } from './support/steps.ts';

/** The task of conclusion 5 of the real notice. */
const TASK = /hoàn thiện hạ tầng kỹ thuật/;

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

test('the notice goes in, the task comes out, is received, reminded of, reported late, confirmed and counted', async () => {
  const office = await openWindow(browser, program.address, DESKTOP);
  await signIn(office.page, 'vpubnd.theodoi');
  await issueTheNotice(office.page);

  const agency = await openWindow(browser, program.address, PHONE);
  await signIn(agency.page, 'stttt.vanthu');
  await agency.page.getByRole('link', { name: TASK }).first().waitFor();
  await assertAccessible(agency.page, 'Việc của tôi on a phone');
  await assertNoSidewaysScroll(agency.page, 'Việc của tôi');
  await agency.page.getByRole('link', { name: TASK }).first().click();
  await agency.page.getByRole('button', { name: 'Đã nhận việc' }).click();
  await agency.page.getByText('Đã ghi nhận cơ quan nhận việc.').waitFor();
  await agency.page.getByRole('button', { name: 'Báo cáo kết quả' }).first().waitFor();
  await assertAccessible(agency.page, 'a task on a phone');
  await assertNoSidewaysScroll(agency.page, 'a task');

  for (const shows of [/05\/03\/2018/, /12\/03\/2018/, /19\/03\/2018/, /26\/03\/2018/, /02\/04\/2018/])
    await moveClock(office.page, '+ 1 tuần', shows);
  // Whose head hears of it; the whole box of that morning is longer than its first page.
  await office.page.goto('/hop-thu?nguoi-nhan=stttt.truong@khanhhoa.example');
  await office.page
    .getByText(/hạn 17:00, thứ Sáu, 30\/03\/2018 · quá hạn 1 ngày làm việc/)
    .first()
    .waitFor();
  await assertAccessible(office.page, 'the mailbox');

  await agency.page.goto('/');
  await agency.page
    .getByText(/quá hạn 1 ngày làm việc/i)
    .first()
    .waitFor();
  await agency.page.getByRole('link', { name: TASK }).first().click();
  await agency.page.getByRole('button', { name: 'Báo cáo kết quả' }).first().click();
  await agency.page
    .getByLabel('Kết quả', { exact: false })
    .first()
    .fill('Đã đưa phần mềm nhắc việc vào vận hành tại các sở.');
  await agency.page.getByLabel('Số văn bản báo cáo').fill('412/BC-STTTT');
  await agency.page.getByRole('button', { name: 'Gửi báo cáo' }).click();
  await agency.page.getByText(/Đã gửi báo cáo/).waitFor();

  await office.page.goto('/nhiem-vu');
  await office.page.getByRole('link', { name: TASK }).first().waitFor();
  await assertAccessible(office.page, 'the table of tasks');
  await office.page.getByLabel('Tìm').first().fill('hạ tầng kỹ thuật');
  await office.page.getByText('1 phần việc', { exact: true }).waitFor();
  await office.page.getByRole('link', { name: TASK }).first().click();
  await office.page.getByRole('button', { name: 'Xác nhận hoàn thành' }).first().click();
  await office.page.getByRole('dialog').getByRole('button', { name: 'Xác nhận hoàn thành' }).click();
  await office.page.getByText(/Đã xác nhận kết quả/).waitFor();

  const leader = await openWindow(browser, program.address, DESKTOP);
  await signIn(leader.page, 'ubnd.chutich');
  await leader.page.goto('/tong-quan');
  await leader.page.getByText('Xong trễ hạn').first().waitFor();
  await assertAccessible(leader.page, 'the overview');
  const overview = await leader.page.evaluate<{ counts: { doneLate: number; openOverdue: number } }>(
    "fetch('/api/overview').then((reply) => reply.json())",
  );
  assert.equal(overview.counts.doneLate, 1, 'reported on the working day after its date, it counts as done late');
  assert.deepEqual([...office.faults, ...agency.faults, ...leader.faults], []);
});
