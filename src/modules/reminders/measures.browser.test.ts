import assert from 'node:assert/strict';
import test from 'node:test';
import type { Page } from 'playwright-core';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { assertAxeClean, assertNoSidewaysScroll } from '../../web/testing/audit.ts';
import { acknowledgeObligation, completeObligation, fireDue, nextMoment } from './public.ts';
import { reconcile } from './reconcile.ts';
import { openSite } from './testing/site.ts';
import { anObligation, at, makeWorld, remindersSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));
const site = await openSite(province, { agency: { id: world.ids.office, name: 'Văn phòng' } });

/** A month in which new work is answered the same day, what is due is done a day late, and nobody minds the first warning. */
async function fill(): Promise<void> {
  const keys: string[] = [];
  for (let n = 0; n < 24; n += 1) {
    const due = `2018-03-${String(9 + (n % 4) * 7).padStart(2, '0')}T17:00`;
    keys.push((await anObligation(province, world, { dueAt: at(due), title: `Báo cáo rà soát thủ tục số ${n}` })).key);
  }
  await fireDue(province);
  province.clock.set('2018-02-26T16:00');
  for (const key of keys.slice(0, 18))
    await system.run((tx) => acknowledgeObligation(tx, 'test', key, world.clerk.personId));
  for (let n = 0; ; n += 1) {
    const next = await system.run(nextMoment);
    if (!next || next > at('2018-04-04T12:00')) break;
    // Now and then the program was busy: a step leaves seconds or minutes late.
    const lateMs = n % 7 === 0 ? 4000 : n % 11 === 0 ? 120_000 : 0;
    province.clock.set(new Date(next.getTime() + lateMs));
    while ((await fireDue(province)).fired > 0);
    const done = keys[n % keys.length] ?? '';
    if (n % 3 === 0 && n > 6) await system.run((tx) => completeObligation(tx, 'test', done, tx.now));
  }
  province.clock.set('2018-04-05T09:00');
  await reconcile(province);
}

test('every number of the figures opens a list of as many rows; one place is marked; a rule nobody obeys says so', async () => {
  const { page } = await site.open('/nhac-viec/do-luong', world.administrator.actor);
  await page.getByText('Chưa có mốc nhắc nào trong kỳ này').waitFor();
  await look(page, 'empty');
  await fill();
  await page.goto(`${site.address}/nhac-viec/do-luong?ky=90`);
  await page.getByRole('heading', { name: 'Độ trễ của mốc nhắc' }).waitFor();
  await page.getByText('Hầu như không ai làm theo').first().waitFor();
  assert.deepEqual(await page.locator('nav [aria-current="page"]:visible').allInnerTexts(), ['Đo lường nhắc việc']);
  await look(page, 'full');
  const links = page.locator('main ol a, main table a');
  const numbers = await links.evaluateAll((all) =>
    all.map((one) => ({
      href: one.getAttribute('href') ?? '',
      count: Number((/^[\d.]+/.exec(one.textContent.trim())?.[0] ?? '').replaceAll('.', '')),
    })),
  );
  assert.ok(numbers.length > 15, String(numbers.length));
  assert.ok(numbers.some(({ href }) => href.includes('muc=')) && numbers.some(({ href }) => href.includes('quy-tac=')));
  for (const { href, count } of numbers) {
    await page.goto(site.address + href);
    await page
      .getByText(new RegExp(`^${count} dòng`))
      .first()
      .waitFor();
    assert.equal(await page.locator('tbody tr').count(), Math.min(count, 50), href);
  }
  await page.goto(`${site.address}/nhac-viec/do-luong/da-nhac?ky=90`);
  await page.getByRole('button', { name: 'Xem thêm' }).click();
  await page.locator('tbody tr').nth(50).waitFor();
  assert.deepEqual(await page.locator('nav [aria-current="page"]:visible').allInnerTexts(), ['Đo lường nhắc việc']);
  await look(page, 'list');
});

test('the time is chosen on the page and goes along to the lists; a clerk is turned away', async () => {
  const { page } = await site.open('/nhac-viec/do-luong', world.administrator.actor);
  await page.getByLabel('Kỳ').selectOption('7');
  await page.getByText('Từ 00:00 30/03/2018', { exact: false }).waitFor();
  await page.getByRole('link', { name: 'mốc đã nhắc', exact: false }).click();
  await page.getByText('từ 00:00 30/03/2018 đến nay', { exact: false }).waitFor();
  await page.locator('main').getByRole('link', { name: 'Đo lường nhắc việc' }).click();
  await page.getByLabel('Kỳ').waitFor();
  assert.equal(await page.getByLabel('Kỳ').inputValue(), '7');
  site.actAs(world.clerk.actor);
  const refused = await site.app.inject({ url: '/api/reminders/measures' });
  assert.equal(refused.statusCode, 403);
});

async function look(page: Page, name: string): Promise<void> {
  await assertAxeClean(page, name);
  await assertNoSidewaysScroll(page, name);
  await site.picture(page, `measures-${name}-1280`);
  await page.setViewportSize({ width: 360, height: 740 });
  await assertNoSidewaysScroll(page, `${name} on a phone`);
  await assertAxeClean(page, `${name} on a phone`);
  await site.picture(page, `measures-${name}-360`);
  await page.setViewportSize({ width: 1280, height: 900 });
}
