import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import test from 'node:test';
import { makeWorld, remindersSeed } from '#modules/reminders/testing/world.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { assertAxeClean, assertNoSidewaysScroll, openWatched } from '../../web/testing/audit.ts';
import { aSite } from './testing/site.ts';

/** Pictures are kept where DUNGHEN_PICTURES names a folder. */
const PICTURES = process.env['DUNGHEN_PICTURES'];
const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);
const { app, address, browser, signIn } = await aSite(province, world);

test('an application is added, given a key that is shown once and works; a matter of it says on a phone where it leads; a revoked key opens nothing', async () => {
  const { page } = await openWatched(browser, { viewport: { width: 1280, height: 800 } });
  await page.goto(`${address}/quan-tri/khoa-ung-dung`);
  await page.getByText('Chưa có ứng dụng nào').waitFor();
  await assertAxeClean(page, 'empty');
  await picture(page, 'empty');
  await page.getByRole('button', { name: 'Thêm ứng dụng' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Tên ứng dụng').fill('Hồ sơ công việc');
  await dialog.getByLabel('Mã nguồn').fill('HSCV');
  await dialog.getByLabel('Người liên hệ').fill('Tổ hệ thống');
  await dialog.getByLabel('Địa chỉ gốc của việc').fill('https://hscv.example.vn/viec/');
  await dialog.getByRole('button', { name: 'Thêm ứng dụng' }).click();
  await dialog.getByText('chữ thường không dấu', { exact: false }).first().waitFor();
  await dialog.getByLabel('Mã nguồn').fill('hscv');
  await dialog.getByRole('button', { name: 'Thêm ứng dụng' }).click();
  await page.getByRole('heading', { name: 'Hồ sơ công việc (hscv)' }).waitFor();
  await page.getByRole('button', { name: 'Cấp khóa' }).click();
  await dialog.getByLabel('Dùng ở đâu').fill('Máy chủ chính');
  const nextYear = new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10);
  await dialog.getByLabel('Hạn dùng đến hết ngày').fill(nextYear);
  await assertAxeClean(page, 'make');
  await picture(page, 'make');
  await dialog.getByRole('button', { name: 'Cấp khóa' }).click();
  await page.getByText('Khóa chỉ hiện lần này', { exact: false }).waitFor();
  const key = await dialog.getByLabel('Khóa', { exact: true }).inputValue();
  await picture(page, 'once');
  const put = await app.inject({
    method: 'PUT',
    url: '/api/obligations/hscv/1',
    headers: { authorization: `Bearer ${key}` },
    payload: {
      kind: 'task',
      title: 'Rà soát quy trình',
      agency: 'KH.STTTT',
      due: '2018-03-30',
      url: 'https://hscv.example.vn/viec/1',
    },
  });
  assert.equal(put.statusCode, 201, put.body);
  await dialog.getByRole('button', { name: 'Đã cất giữ' }).click();
  await page.reload();
  await page.getByText('Máy chủ chính').first().waitFor();
  assert.ok(!(await page.content()).includes(key), 'never shown again');
  await assertAxeClean(page, 'full');
  await assertNoSidewaysScroll(page, 'full');
  await picture(page, 'full');
  await page.setViewportSize({ width: 360, height: 740 });
  await assertNoSidewaysScroll(page, 'phone');
  await picture(page, 'phone');
  await page.getByRole('button', { name: 'Thu hồi' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Thu hồi' }).click();
  await page.getByText('Đã thu hồi khóa.').waitFor();
  const refused = await app.inject({ url: '/api/obligations/hscv/1', headers: { authorization: `Bearer ${key}` } });
  assert.equal(refused.statusCode, 401);
  signIn(world.officer.actor);
  await page.goto(`${address}/viec-ngoai/hscv/1`);
  const link = page.getByRole('link', { name: 'Mở trên Hồ sơ công việc' });
  assert.equal(await link.getAttribute('href'), 'https://hscv.example.vn/viec/1');
  await page.getByText('hscv.example.vn', { exact: false }).first().waitFor();
  await assertAxeClean(page, 'matter');
  await assertNoSidewaysScroll(page, 'matter');
  await picture(page, 'matter');
});

async function picture(page: import('playwright-core').Page, name: string): Promise<void> {
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: `${PICTURES}/integrations-${name}.png`, fullPage: true });
}
