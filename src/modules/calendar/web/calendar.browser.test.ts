import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '#kernel/id.ts';
import { orgMessages } from '#modules/org/messages.vi.ts';
import { orgRoutes } from '#modules/org/routes.ts';
import { orgSeed } from '#modules/org/testing/seeds.ts';
import { type Actor, systemActor } from '#platform/auth/actor.ts';
import { createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { assertAxeClean, assertNoSidewaysScroll, openWatched } from '#web/testing/audit.ts';
import { openPages } from '#web/testing/pages.ts';
import { calendarMessages } from '../messages.vi.ts';
import { calendarPermissions } from '../permissions.ts';
import { seedCalendar } from '../public.ts';
import { calendarRoutes } from '../routes.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: orgSeed });
await province.as(systemActor()).run(seedCalendar);
const admin: Actor = {
  kind: 'person',
  personId: newId(),
  name: 'Trần Thị Bình',
  grants: [{ role: 'administrator', agencyId: newId(), agencyIds: [] }],
};

const app = createApp({
  province,
  messages: { ...httpMessages, ...orgMessages, ...calendarMessages },
  authenticate: async () => admin,
});

calendarRoutes(app);
orgRoutes(app);
const { address, browser } = await openPages(app, {
  province,
  caller: () => admin,
  permissions: Object.values(calendarPermissions),
  agency: null,
  isDemonstration: false,
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 320]) {
    test(`the calendar page, ${colorScheme}, ${width} px: axe finds nothing and nothing scrolls sideways`, async () => {
      const { page, faults } = await openWatched(browser, { viewport: { width, height: 800 }, colorScheme });
      await page.goto(`${address}/quan-tri/lich?nam=2018`);
      await page.getByRole('heading', { name: 'Lịch làm việc 2018' }).waitFor();
      await page.getByText('31/12/2018').first().waitFor();
      await assertAxeClean(page, 'the year');
      await assertNoSidewaysScroll(page, 'the year');
      await page.getByRole('button', { name: 'Thêm ngày' }).click();
      await page.getByRole('dialog').getByLabel('Căn cứ').waitFor();
      await assertAxeClean(page, 'the form');
      assert.deepEqual(faults, []);
      await page.context().close();
    });
  }
}

test('a storm closes the province for a day: entered, seen in the year, moves a due date, and is taken out with a reason', async () => {
  const { page, faults } = await openWatched(browser, { viewport: { width: 1280, height: 900 } });
  await page.goto(`${address}/quan-tri/lich`);

  const tryDue = async () => {
    await page.getByLabel('Tính từ ngày').fill('14/03/2018');
    await page.getByLabel('Lúc').fill('08:00');
    await page.getByLabel('Số lượng').fill('1');
    const answer = page.waitForResponse((reply) => reply.url().includes('/api/calendar/due'));
    await page.getByRole('button', { name: 'Tính hạn' }).click();
    await answer;
  };
  await tryDue();
  await page.getByText('Hạn: 08:00 thứ Năm, 15/03/2018.').waitFor();

  await page.getByRole('button', { name: 'Thêm ngày' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('button', { name: 'Thêm ngày' }).click();
  await form.getByRole('link', { name: /Hãy chọn ngày/ }).waitFor();
  await form.getByLabel('Ngày nghỉ hoặc đóng cửa').fill('15/03/2018');
  await form.getByLabel('Tên').fill('Nghỉ tránh bão số 1');
  await form.getByLabel('Căn cứ').fill('Công điện 3/CĐ-UBND');
  await form.getByLabel('Lý do sửa lịch').fill('bão vào Khánh Hòa');
  await form.getByRole('button', { name: 'Thêm ngày' }).click();
  await page.getByText('Đã thêm vào lịch').waitFor();
  await page.getByRole('cell', { name: /Nghỉ tránh bão số 1/ }).waitFor();

  await tryDue();
  await page.getByText('Hạn: 08:00 thứ Sáu, 16/03/2018.').waitFor();
  await page.getByText(/Không tính thứ Năm, 15\/03\/2018: Nghỉ tránh bão số 1/).waitFor();

  await page.getByRole('button', { name: 'Bỏ: 15/03/2018' }).click();
  const question = page.getByRole('dialog');
  await question.getByRole('button', { name: 'Bỏ khỏi lịch' }).click();
  await question.getByRole('link', { name: /Hãy ghi lý do/ }).waitFor();
  await question.getByLabel('Lý do sửa lịch').fill('bão tan sớm');
  await question.getByRole('button', { name: 'Bỏ khỏi lịch' }).click();
  await page.getByText('Đã bỏ khỏi lịch').waitFor();
  await page.getByRole('cell', { name: /Nghỉ tránh bão số 1/ }).waitFor({ state: 'detached' });
  assert.deepEqual(faults, []);
  await page.context().close();
});

test('a year nobody has announced says so, and a due date that touches it is refused in words', async () => {
  const { page } = await openWatched(browser, { viewport: { width: 1280, height: 900 } });
  await page.goto(`${address}/quan-tri/lich?nam=2026`);
  await page.getByRole('link', { name: 'Năm 2027 ›' }).click();
  await page.getByText('Năm 2027 chưa có lịch nghỉ chính thức').waitFor();
  await page.getByLabel('Tính từ ngày').fill('31/12/2026');
  await page.getByLabel('Lúc').fill('08:00');
  await page.getByRole('button', { name: 'Tính hạn' }).click();
  await page.getByText(/Chưa có lịch nghỉ chính thức của năm 2027/).waitFor();
  await page.context().close();
});
