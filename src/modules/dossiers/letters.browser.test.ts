import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import test, { after, before } from 'node:test';
import type { Browser } from 'playwright-core';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { staticSite } from '#platform/http/static-site.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { assertAxeClean, assertNoSidewaysScroll, openWatched } from '../../web/testing/audit.ts';
import { buildBundle, launchBrowser } from '../../web/testing/browser.ts';
import { dossiersMessages } from './messages.vi.ts';
import { letterRoutes } from './routes-letters.ts';
import { aDossier, dossierSeed, makeWorld } from './testing/world.ts';

/** Pictures are kept where DUNGHEN_PICTURES names a folder. */
const PICTURES = process.env['DUNGHEN_PICTURES'];
const province = await testProvince({ at: '2018-07-02T09:00', seed: dossierSeed });
const world = await makeWorld(province);
const admin = world.actors.administrator;
let browser: Browser;
let address: string;
const app = createApp({
  province,
  messages: { ...httpMessages, ...dossiersMessages },
  authenticate: async () => admin,
});

before(async () => {
  await aDossier(world);
  app.get('/api/session', { config: { permission: 'public' }, schema: { hide: true } }, async () => ({
    person: { id: admin.personId, fullName: admin.name, post: null },
    roles: ['administrator'],
    permissions: ['dossiers.letters'],
    agency: { id: world.agency('KH.VPUBND'), name: 'Văn phòng UBND tỉnh' },
    province: { code: 'khanh-hoa-2018', name: 'Tỉnh Khánh Hòa', isDemonstration: true },
    clock: toVietnamIso(province.clock.now()),
  }));
  letterRoutes(app);
  staticSite(app, await buildBundle('production'));
  address = await app.listen({ port: 0, host: '127.0.0.1' });
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await app.close();
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
