import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { ProcedureChoices } from '../src/modules/dossiers/desk-schema.ts';
import type { DossierDetail } from '../src/modules/dossiers/detail-schema.ts';
import {
  assertAccessible,
  assertNoSidewaysScroll,
  enterAs,
  openBrowser,
  openWindow,
  PHONE,
} from './support/browser.ts';
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

test('directory: a clerk puts a phone right in the page and reads there what the directory said before, and why', async () => {
  const clerk = await signedIn(program.address, 'stttt.vanthu');
  const { procedures } = await clerk.call<ProcedureChoices>('GET', '/api/dossiers/procedures?q=CFS');
  const applicant = {
    name: 'Đặng Thị Danh Bạ',
    identityNumber: '056190000777',
    phone: '0905 000 011',
    address: '12 Trần Phú, phường Lộc Thọ, thành phố Nha Trang, tỉnh Khánh Hòa',
  };
  const bring = (more: object = {}) =>
    clerk.call<DossierDetail>('POST', '/api/dossiers', {
      submissionId: randomUUID(),
      procedureVersionId: procedures[0]?.versionId,
      channel: 'counter',
      applicant: { ...applicant, ...more },
    });
  const first = await bring();
  const second = await bring({
    phone: '0905 000 099',
    email: 'mot.dia.chi.rat.dai.khong.xuong.dong@thu-dien-tu.invalid',
  });

  const { page, context, faults } = await openWindow(browser, program.address);
  await enterAs(page, program.address, 'stttt.vanthu');
  await page.goto(`/ho-so/${second.id}`);
  await page.getByRole('button', { name: 'Việc khác' }).click();
  await page.getByRole('menuitem', { name: 'Đính chính' }).click();
  await page.getByLabel('Chỗ cần đính chính').selectOption('phone');
  await page.getByLabel('Nội dung đúng').fill('0905 000 012');
  await page.getByLabel('Lý do').fill('Nhập nhầm hai số cuối');
  await page.getByLabel('Số văn bản').fill('9/ĐC');
  await page.getByLabel('Ngày văn bản').fill('26/02/2018');
  await page.keyboard.press('Tab');
  await page.locator('form button[type=submit]').click();
  await page.getByText('Danh bạ người nộp cũng đã sửa.').waitFor();

  // From the other dossier of the same person: it still says what was told then, the directory says what is right.
  await page.goto(`/ho-so/${first.id}`);
  await page.getByRole('link', { name: 'Lịch sử danh bạ người nộp' }).click();
  await page.getByRole('heading', { level: 1, name: 'Lịch sử danh bạ người nộp' }).waitFor();
  await page.getByRole('row', { name: /Điện thoại 0905 000 012 \(khác hồ sơ\) 0905 000 011/ }).waitFor();
  const [corrected, told] = await page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ hasText: 'H32' })
    .allInnerTexts();
  assert.match(
    corrected ?? '',
    /đính chính hồ sơ .*\n.*văn bản 9\/ĐC[^]*“0905\s000\s099” thành “0905\s000\s012”[^]*Nhập nhầm/,
  );
  assert.match(told ?? '', /tiếp nhận hồ sơ[^]*“0905\s000\s011” thành “0905\s000\s099”[^]*Thư điện tử: chưa có thành/);
  for (const [where, viewport] of [
    ['on a desktop', page.viewportSize() ?? PHONE],
    ['on a phone', PHONE],
  ] as const) {
    await page.setViewportSize(viewport);
    await assertNoSidewaysScroll(page, `the history of the directory ${where}`);
    await assertAccessible(page, `the history of the directory ${where}`);
  }

  // Somebody who works on it without correcting it is offered no way there, and is told so at the address.
  const other = await openWindow(browser, program.address);
  await enterAs(other.page, program.address, 'snv.cchc');
  await other.page.goto(`/ho-so/${first.id}`);
  await other.page.getByText('Thông tin hồ sơ').waitFor();
  assert.equal(await other.page.getByRole('link', { name: 'Lịch sử danh bạ người nộp' }).count(), 0);
  await other.page.goto(`/ho-so/${first.id}/nguoi-nop`);
  await other.page.getByText('Bạn không có quyền xem trang này').waitFor();
  assert.equal(await other.page.getByText('0905 000').count(), 0);
  assert.deepEqual([...faults, ...other.faults], []);
  await context.close();
  await other.context.close();
});
