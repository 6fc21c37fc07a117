import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
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

test('a citizen reads the published ranking on a phone, without an account, labelled as a demonstration', async () => {
  const { page, context, faults } = await openWindow(browser, program.address, PHONE);
  // The reckoning comes late, on a slow phone: what was opened before it is open after it.
  let reckon = () => {};
  const asked = new Promise<void>((resolve) => {
    reckon = resolve;
  });
  await context.route(/analysis\.worker/, async (route) => {
    await asked;
    await route.continue();
  });
  await page.goto('/');
  await page.getByRole('link', { name: 'Xem kết quả cải cách hành chính đã công bố' }).click();
  await page.getByRole('link', { name: /năm 2017: sở, ban, ngành/ }).waitFor();
  await assertAccessible(page, 'all published rankings on a phone');
  await page.getByRole('link', { name: /năm 2017: sở, ban, ngành/ }).click();
  await page.getByRole('heading', { level: 1, name: /năm 2017: sở, ban, ngành/ }).waitFor();
  await page.getByText(LABEL).first().waitFor();
  await page.getByText('Các năm trước').first().click();
  await page
    .getByText(/Năm 2016 chấm theo bộ tiêu chí khác/)
    .first()
    .waitFor();
  reckon();
  await page.getByText('Khoảng hạng', { exact: true }).first().waitFor({ state: 'attached' });
  assert.ok(
    await page
      .getByText(/Năm 2016 chấm theo bộ tiêu chí khác/)
      .first()
      .isVisible(),
  );
  await page.getByRole('link', { name: /năm 2016: sở, ban, ngành/ }).waitFor();
  await assertAccessible(page, 'the published ranking on a phone');
  await assertNoSidewaysScroll(page, 'the published ranking');
  assert.deepEqual(faults, []);
  await context.close();
});

test('Sở Nội vụ sees the ranking with its intervals, and a unit takes its sheet home as Excel', async () => {
  const { page, context, faults } = await openWindow(browser, program.address);
  await enterAs(page, program.address, 'snv.cchc');
  await page.goto('/chi-so');
  await page.getByText(LABEL).first().waitFor();
  await assertAccessible(page, 'rounds and sets');
  const { rounds } = await page.evaluate<{ rounds: { id: string; state: string }[] }>(
    "fetch('/api/par/rounds').then((reply) => reply.json())",
  );
  const published = rounds.find((round) => round.state === 'published');
  assert.ok(published);
  const ranking = await page.evaluate<{ units: { sheetId: string }[] }>(
    `fetch('/api/par/rounds/${published.id}/ranking').then((reply) => reply.json())`,
  );
  await page.goto(`/chi-so/xep-hang/${published.id}`);
  await page.getByText(LABEL).first().waitFor();
  await assertAccessible(page, 'the ranking');

  await page.goto(`/chi-so/phieu/${ranking.units[0]?.sheetId}`);
  await page.getByText('Tải về để nộp').click();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Bảng tổng hợp (Excel)' }).click();
  assert.match((await download).suggestedFilename(), /\.xlsx$/);
  await assertAccessible(page, 'a sheet');
  assert.deepEqual(faults, []);
  await context.close();
});
