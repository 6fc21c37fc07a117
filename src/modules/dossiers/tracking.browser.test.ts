import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import test, { after, before } from 'node:test';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { systemActor } from '#platform/auth/actor.ts';
import { sql } from 'kysely';
import { testProvince } from '#platform/testing/test-province.ts';
import { assertAxeClean, assertNoSidewaysScroll, openWatched } from '../../web/testing/audit.ts';
import { launchBrowser } from '../../web/testing/browser.ts';
import { aDossier, dossierSeed, makeWorld } from './testing/world.ts';

/** Pictures are kept where DUNGHEN_PICTURES names a folder. */
const PICTURES = process.env['DUNGHEN_PICTURES'];
const province = await testProvince({ at: '2018-07-02T09:00', seed: dossierSeed });
const world = await makeWorld(province);
let browser: Browser;
let address: string;

before(async () => {
  address = await world.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await world.app.close();
});

const SCREENS: readonly [string, BrowserContextOptions][] = [
  ['desktop', { viewport: { width: 1280, height: 900 } }],
  ['phone', { viewport: { width: 360, height: 740 }, javaScriptEnabled: false }],
  ['small', { viewport: { width: 320, height: 560 } }],
  ['dark', { viewport: { width: 360, height: 740 }, colorScheme: 'dark' }],
];

for (const [name, options] of SCREENS)
  test(`a citizen finds his dossier by code or QR, is told of a slip, and changes the language: ${name}`, async () => {
    await province.as(systemActor()).run((tx) => sql`delete from dossier_tracking_try`.execute(tx.db));
    const dossier = await aDossier(world);
    const { page, faults } = await openWatched(browser, options);
    page.setDefaultTimeout(8_000);
    const look = async (what: string) => {
      // axe needs script; where there is none the same pages are judged on the other screens.
      if (options.javaScriptEnabled !== false) {
        await assertAxeClean(page, `${what} ${name}`);
        await assertNoSidewaysScroll(page, `${what} ${name}`);
      }
      if (!PICTURES) return;
      mkdirSync(PICTURES, { recursive: true });
      await page.screenshot({ path: `${PICTURES}/tracking-${what}-${name}.png`, fullPage: true });
    };
    await page.goto(`${address}/tra-cuu`);
    await page.getByRole('heading', { name: 'Tra cứu hồ sơ' }).waitFor();
    await look('ask');
    // The word of the other language stands in line with the province's name, or with the other edge of the card.
    const edges = async (selector: string) => {
      const box = await page.locator(selector).boundingBox();
      return box ?? assert.fail(selector);
    };
    const [brand, change, card] = [await edges('.brand'), await edges('.switch'), await edges('main')];
    const beside = change.y < brand.y + brand.height;
    if (beside) assert.ok(change.x + change.width - 8 <= card.x + card.width, 'the word ends where the card does');
    else assert.equal(change.x + 8, brand.x, 'the word begins where the name does');
    await page.getByLabel('Mã hồ sơ').fill(dossier.code ?? '');
    await page.getByLabel('4 số cuối').fill('0000');
    await page.getByRole('button', { name: 'Tra cứu' }).click();
    await page.getByRole('alert').getByText('Không tìm thấy hồ sơ').waitFor();
    assert.equal(await page.getByLabel('Mã hồ sơ').inputValue(), dossier.code);
    await look('unknown');
    await page.getByLabel('4 số cuối').fill('3456');
    await page.getByRole('button', { name: 'Tra cứu' }).click();
    await page.getByText('hẹn trả kết quả ngày 16/07/2018').waitFor();
    assert.doesNotMatch(page.url(), /3456/);
    await look('found');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('the result is promised for 16/07/2018').waitFor();
    await look('found-en');
    await page.goto(`${address}${dossier.trackingPath}`);
    await page.getByText('còn 10 ngày làm việc').waitFor();
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByText('10 working days left').waitFor();
    province.clock.set('2018-07-18T09:00');
    try {
      await page.goto(`${address}${dossier.trackingPath}`);
      await page.getByText('quá hạn 2 ngày làm việc').waitFor();
      await look('late');
    } finally {
      province.clock.set('2018-07-02T09:00');
    }
    assert.deepEqual(faults, []);
    await page.context().close();
  });
