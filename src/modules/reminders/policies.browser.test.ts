import assert from 'node:assert/strict';
import test from 'node:test';
import { testProvince } from '#platform/testing/test-province.ts';
import { assertAxeClean, assertNoSidewaysScroll } from '../../web/testing/audit.ts';
import { policyRoutes } from './routes-policies.ts';
import { openSite } from './testing/site.ts';
import { anObligation, at, makeWorld, remindersSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-02-08T09:00', seed: remindersSeed });
const world = await makeWorld(province);

const site = await openSite(province, {
  agency: { id: world.ids.department, name: 'Sở Thông tin và Truyền thông' },
  routes: policyRoutes,
});
await anObligation(province, world, { kind: 'bao-cao-quy', dueAt: at('2018-03-30T17:00') });

const open = (path: string, how = {}) => site.open(path, world.administrator.actor, how);
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
      const { page, faults } = await open(path, { width, colorScheme: scheme });
      if (path === EDITOR) await page.getByText('những tin này tới những người này').waitFor();
      await site.picture(page, `${name}-${width}`);
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
  await site.picture(page, 'thang-nhac-loi');
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
  await site.picture(page, 'thang-nhac-sua');

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
