import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import test, { after, before } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { type Actor, anonymousActor, systemActor } from '#platform/auth/actor.ts';
import { can, type Permission } from '#platform/auth/permission.ts';
import { createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { staticSite } from '#platform/http/static-site.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { assertAxeClean, assertNoSidewaysScroll, openWatched } from '../../web/testing/audit.ts';
import { buildBundle, launchBrowser } from '../../web/testing/browser.ts';
import { remindersMessages } from './messages.vi.ts';
import { remindersPermissions } from './permissions.ts';
import { policyRoutes } from './routes-policies.ts';
import { remindersRoutes } from './routes.ts';
import { anObligation, at, makeWorld, remindersSeed } from './testing/world.ts';

/** Pictures are kept where DUNGHEN_PICTURES names a folder. */
const PICTURES = process.env['DUNGHEN_PICTURES'];

const province = await testProvince({ at: '2018-02-08T09:00', seed: remindersSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));
let caller: Actor = anonymousActor;
let browser: Browser;
let address: string;

const app = createApp({
  province,
  messages: { ...httpMessages, ...remindersMessages },
  authenticate: async () => caller,
});

before(async () => {
  app.get('/api/session', { config: { permission: 'public' }, schema: { hide: true } }, () =>
    system.run(async (tx) => ({
      person: caller.personId && { id: caller.personId, fullName: caller.name, post: null },
      roles: caller.grants.map(({ role }) => role),
      permissions: Object.values<Permission>(remindersPermissions)
        .filter((permission) => can(caller, permission))
        .map(({ name }) => name),
      agency: { id: world.ids.department, name: 'Sở Thông tin và Truyền thông' },
      province: { code: 'khanh-hoa-2018', name: 'Tỉnh Khánh Hòa', isDemonstration: true },
      clock: toVietnamIso(tx.now),
    })),
  );
  remindersRoutes(app);
  policyRoutes(app);
  staticSite(app, await buildBundle('production'));
  address = await app.listen({ port: 0, host: '127.0.0.1' });
  browser = await launchBrowser();
  await anObligation(province, world, { kind: 'bao-cao-quy', dueAt: at('2018-03-30T17:00') });
});
after(async () => {
  await browser?.close();
  await app.close();
});

async function open(path: string, width = 1280, colorScheme: 'light' | 'dark' = 'light') {
  caller = world.administrator.actor;
  // On a phone tall enough for the page to end above the bottom bar.
  const height = width < 400 ? 12_000 : 900;
  const { page, faults } = await openWatched(browser, { viewport: { width, height }, colorScheme });
  await page.goto(`${address}${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('output').waitFor({ state: 'detached' });
  return { page, faults };
}

async function picture(page: Page, name: string): Promise<void> {
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
}

const EDITOR = '/quan-tri/chinh-sach-nhac/mac-dinh';

test('list and editor: axe finds nothing, nothing scrolls sideways, on a desk and on a phone', async () => {
  for (const [width, scheme] of [
    [1280, 'light'],
    [360, 'light'],
    [320, 'dark'],
  ] as const) {
    for (const [name, path] of [
      ['chinh-sach', '/quan-tri/chinh-sach-nhac'],
      ['thang-nhac', EDITOR],
    ] as const) {
      const { page, faults } = await open(path, width, scheme);
      if (path === EDITOR) await page.getByText('những tin này tới những người này').waitFor();
      await picture(page, `${name}-${width}`);
      await assertNoSidewaysScroll(page, `${name} at ${width}`);
      await assertAxeClean(page, `${name} at ${width}`);
      assert.deepEqual(faults, []);
      await page.context().close();
    }
  }
});

test('a step is added by keyboard, its mistake is named at the field, the preview draws it, and it is issued with a reason', async () => {
  const { page, faults } = await open(EDITOR);
  const short = page.getByRole('region', { name: 'Mọi việc ngắn hơn' });
  await short.getByRole('button', { name: /Thêm mốc/ }).focus();
  await page.keyboard.press('Enter');
  // The new step stands open with the focus in it.
  const step = short.getByRole('listitem').last();
  const when = step.getByLabel('Nhắc khi nào');
  assert.equal(await step.locator('select:focus').count(), 1);
  await when.selectOption('hoursBefore');
  await step.getByLabel('Số giờ làm việc').fill('');
  await page.getByText('Còn chỗ chưa hợp lệ').waitFor();
  await page.getByRole('button', { name: 'Ban hành bản 2' }).click();
  const summary = page.getByRole('alert');
  await summary.getByText('Nhập số giờ làm việc, từ 1 đến 80.').waitFor();
  await summary.getByText('Ghi lý do ban hành.').waitFor();
  await picture(page, 'thang-nhac-loi');
  await assertAxeClean(page, 'mistakes');
  await summary.getByRole('link', { name: /Nhập số giờ/ }).click();
  await page.keyboard.type('4');

  // The draft is there after a reload.
  await page.reload();
  await page.getByText('Đây là bản nháp bạn đang soạn dở').waitFor();
  const preview = page.getByRole('region', { name: 'Xem trước' });
  await preview.getByText('những tin này tới những người này').waitFor();
  const due = preview.getByLabel('Hạn ngày');
  await due.fill('09/02/2018');
  await due.press('Enter');
  await page.keyboard.press('Escape');
  await preview.getByText('Nhắc trước hạn 4 giờ làm việc').waitFor();
  const told = (await preview.textContent()) ?? '';
  for (const words of ['thứ Sáu 11:00 09/02/2018', 'Võ Chuyên Viên', 'Ngô Văn Thư', 'Bùi Phó Chủ Tịch'])
    assert.ok(told.includes(words), `${words}: ${told}`);
  await picture(page, 'thang-nhac-sua');

  await page.getByText('Việc ngắn hơn các mức trên, trước hạn 4 giờ làm việc').waitFor();
  await page.getByLabel('Lý do ban hành').fill('Việc gấp cần nhắc trong ngày');
  await page.getByLabel('Áp dụng cả cho 1 việc đang mở').check();
  await page.getByRole('button', { name: 'Ban hành bản 2' }).click();
  await page.getByText('Đã ban hành bản 2. Đang áp dụng cho 1 việc đang mở.').waitFor();
  await page.getByText('Việc gấp cần nhắc trong ngày').waitFor();
  await page.getByText('Chưa có gì khác.').waitFor();
  assert.deepEqual(faults, []);
  await page.context().close();
});
