import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import test from 'node:test';
import { createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { assertAxeClean, assertNoSidewaysScroll, openWatched } from '../../web/testing/audit.ts';
import { openPages } from '../../web/testing/pages.ts';
import { dossiersMessages } from './messages.vi.ts';
import { dossiersPermissions } from './permissions.ts';
import { letterRoutes } from './routes-letters.ts';
import { aDossier, dossierSeed, makeWorld } from './testing/world.ts';

/** Pictures are kept where DUNGHEN_PICTURES names a folder. */
const PICTURES = process.env['DUNGHEN_PICTURES'];
const province = await testProvince({ at: '2018-07-02T09:00', seed: dossierSeed });
const world = await makeWorld(province);
const admin = world.actors.administrator;
const app = createApp({
  province,
  messages: { ...httpMessages, ...dossiersMessages },
  authenticate: async () => admin,
});

await aDossier(world);
letterRoutes(app);
const { address, browser } = await openPages(app, {
  province,
  caller: () => admin,
  permissions: [dossiersPermissions.letters],
  agency: { id: world.agency('KH.VPUBND'), name: 'Văn phòng UBND tỉnh' },
});

for (const width of [1280, 360])
  test(`the administrator words a moment and enters a number to call at ${width} px`, async () => {
    const { page, faults } = await openWatched(browser, { viewport: { width, height: 900 } });
    page.setDefaultTimeout(10_000);
    const look = async (what: string) => {
      await assertAxeClean(page, `${what} ${width}`);
      await assertNoSidewaysScroll(page, `${what} ${width}`);
      if (!PICTURES) return;
      mkdirSync(PICTURES, { recursive: true });
      await page.screenshot({ path: `${PICTURES}/letters-${what}-${width}.png` });
    };
    await page.goto(`${address}/quan-tri/tin-bao`);
    await page.getByText('Đã tiếp nhận, có ngày hẹn').first().waitFor();
    await look('list');
    await page.getByRole('button', { name: /^Sửa ?: Đã tiếp nhận, có ngày hẹn/ }).click();
    const sms = page.getByLabel('Tin nhắn SMS (gửi không dấu)');
    await sms.fill('Chào {nguoi_nop}');
    await page.getByRole('button', { name: 'Lưu mẫu tin' }).click();
    await page.getByText('Tin nhắn SMS không được chứa “{nguoi_nop}”.').first().waitFor();
    await look('fault');
    await sms.fill(`Đã nhận hồ sơ {ma_ho_so} (${width})`);
    await page.getByText(`Da nhan ho so 000.00.06.H32-180312-0001 (${width})`).waitFor();
    await page.getByRole('button', { name: 'Lưu mẫu tin' }).click();
    await page.getByText('Đã lưu mẫu tin.').first().waitFor();
    // By keyboard: on a phone the message that it was saved lies over the last row for a while.
    await page.getByRole('button', { name: /^Sửa ?: Sở Khoa học và Công nghệ/ }).press('Enter');
    await page.getByLabel('Điện thoại').fill(`0258 3 82${width}`);
    await page.getByRole('button', { name: 'Lưu liên hệ' }).click();
    await page.getByText(`0258 3 82${width}`).first().waitFor();
    await look('saved');
    assert.deepEqual(faults, []);
    await page.context().close();
  });
