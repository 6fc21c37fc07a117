import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import test from 'node:test';
import type { Page } from 'playwright-core';
import { orgRoutes } from '#modules/org/routes.ts';
import { orgPermissions } from '#modules/org/permissions.ts';
import { type Actor, anonymousActor, systemActor } from '#platform/auth/actor.ts';
import { createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { assertAxeClean, assertNoSidewaysScroll, openWatched } from '../../web/testing/audit.ts';
import { openPages } from '../../web/testing/pages.ts';
import { proceduresMessages } from './messages.vi.ts';
import { proceduresPermissions } from './permissions.ts';
import { searchProcedures } from './public.ts';
import { proceduresRoutes } from './routes.ts';
import { listWorkflows } from './store/workflows.ts';
import { makeWorld, procedureSeed } from './testing/world.ts';

/** Pictures are kept where DUNGHEN_PICTURES names a folder. */
const PICTURES = process.env['DUNGHEN_PICTURES'];

const province = await testProvince({ at: '2018-02-26T15:00', seed: procedureSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));
const monitor = world.actors.get('monitor') ?? assert.fail();
const officer = world.actors.get('officer') ?? assert.fail();
let caller: Actor = anonymousActor;

const app = createApp({
  province,
  messages: { ...httpMessages, ...proceduresMessages },
  authenticate: async () => caller,
});

orgRoutes(app);
proceduresRoutes(app);
const { address, browser } = await openPages(app, {
  province,
  caller: () => caller,
  permissions: [...Object.values(proceduresPermissions), ...Object.values(orgPermissions)],
  agency: null,
});

async function open(path: string, who: Actor, width = 1280, colorScheme: 'light' | 'dark' = 'light') {
  caller = who;
  const height = width < 400 ? 12_000 : 900;
  const { page, faults } = await openWatched(browser, { viewport: { width, height }, colorScheme });
  await page.goto(`${address}${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('output').filter({ hasText: 'Đang' }).waitFor({ state: 'detached' });
  return { page, faults };
}

async function picture(page: Page, name: string): Promise<void> {
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  const { width = 0 } = page.viewportSize() ?? {};
  const whole = width >= 400;
  await page.screenshot({
    path: `${PICTURES}/${name}.png`,
    fullPage: whole,
    ...(whole ? {} : { clip: { x: 0, y: 0, width, height: 2200 } }),
  });
}

const idOf = (code: string) =>
  system.run(async (tx) => (await searchProcedures(tx, { query: code, on: tx.today }))[0]?.id ?? assert.fail(code));
const workflowOf = async (code: string) => {
  const id = await idOf(code);
  return system.run(async (tx) => (await listWorkflows(tx.db, id))[0]?.id ?? assert.fail(code));
};

const VIEWS: [string, () => Promise<string>, Actor][] = [
  ['danh-muc', async () => '/thu-tuc', monitor],
  ['danh-muc-trong', async () => '/thu-tuc?tim=khong-co-gi-ca', officer],
  ['thu-tuc', async () => `/thu-tuc/${await idOf('2.002755')}`, officer],
  ['quy-trinh', async () => `/thu-tuc/quy-trinh/${await workflowOf('1.003999')}`, officer],
  ['quy-trinh-hai-cap', async () => `/thu-tuc/quy-trinh/${await workflowOf('2.002755')}`, officer],
  ['nhap', async () => '/thu-tuc/nhap', monitor],
  ['sua', async () => `/thu-tuc/${await idOf('2.002755')}/sua`, monitor],
  ['quy-dinh', async () => '/thu-tuc/quy-dinh', officer],
];

for (const [name, path, who] of VIEWS) {
  test(`${name}: axe finds nothing, nothing scrolls sideways, on a desk and on a phone, in both schemes`, async () => {
    for (const [width, scheme] of [
      [1280, 'light'],
      [360, 'light'],
      [320, 'dark'],
    ] as const) {
      const { page, faults } = await open(await path(), who, width, scheme);
      await picture(page, `${name}-${width}`);
      await assertNoSidewaysScroll(page, `${name} at ${width}`);
      await assertAxeClean(page, `${name} at ${width}`);
      assert.deepEqual(faults, []);
      await page.context().close();
    }
  });
}

test('the picture draws every step and every way on, and says the sum error of the published document', async () => {
  const { page, faults } = await open(`/thu-tuc/quy-trinh/${await workflowOf('1.003999')}`, officer);
  assert.equal(await page.locator('[data-step]').count(), 7);
  assert.equal(await page.locator('svg path[marker-end]').count(), 6);
  await page.getByText('Các bước cộng lại 9,5 ngày, chưa đủ thời hạn 10,5 ngày.').waitFor();
  await page.getByRole('button', { name: /^Bước 3\./ }).click();
  await page.getByRole('heading', { level: 2, name: /^Bước 3\./ }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { level: 2, name: 'Cả quy trình' }).waitFor();
  assert.deepEqual(faults, []);
  await page.context().close();
});

test('every line ends at the box it leads to, also after the warnings have made the boxes taller', async () => {
  const { page } = await open(`/thu-tuc/quy-trinh/${await workflowOf('2.002755')}`, officer);
  await page.getByText('1 cảnh báo').first().waitFor();
  // As text: the server's types know no document. Read in a frame that is about to be painted: what a person sees.
  const gaps =
    (await page.evaluate(`new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))).then(() => [...document.querySelectorAll('path[data-to]')].map((path) => {
    const box = document.querySelector('[data-step="' + path.dataset.to + '"]');
    return box.offsetTop - path.getPointAtLength(path.getTotalLength()).y;
  }))`)) as number[];
  assert.equal(gaps.length, 14);
  assert.deepEqual(
    gaps.filter((gap) => gap < 0 || gap > 4),
    [],
  );
  await page.context().close();
});

test('a workflow is changed with the keyboard alone: a step in, moved, given its time, warned of, taken back, saved', async () => {
  const { page, faults } = await open(`/thu-tuc/${await idOf('1.001806')}`, monitor);
  await page.getByRole('button', { name: 'Soạn phiên bản mới' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: /phiên bản 2/ }).waitFor();
  const boxes = page.locator('[data-step]');
  const names = async () =>
    (await boxes.allTextContents()).map((text) => /^Bước \d+\. (.*?)(?=Văn thư|Chuyên viên|Lãnh đạo)/.exec(text)?.[1]);
  await boxes.first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Insert');
  await page.getByRole('heading', { level: 2, name: 'Bước 3. Bước mới' }).waitFor();
  await page.getByLabel('Tên bước').fill('Lấy ý kiến phòng chuyên môn');
  await page.getByLabel('Thời gian', { exact: true }).fill('1,5');
  await page.getByText('Các bước cộng lại 11,5 ngày, quá thời hạn 10 ngày.').waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await page.getByText('Các bước cộng lại 11,5 ngày, quá thời hạn 10 ngày.').waitFor();
  assert.equal((await names())[2], 'Lấy ý kiến phòng chuyên môn');
  await page.keyboard.press('Alt+ArrowDown');
  assert.equal((await names())[3], 'Lấy ý kiến phòng chuyên môn');
  await page.keyboard.press('Delete');
  assert.equal(await boxes.count(), 7);
  await page.keyboard.press('Control+z');
  assert.equal(await boxes.count(), 8);
  await page.getByText('So với phiên bản 1').click();
  await page.getByText('Thêm: Lấy ý kiến phòng chuyên môn').waitFor();
  await picture(page, 'sua-quy-trinh-1280');
  await assertAxeClean(page, 'editor');
  await page.reload();
  await page.getByText('Đây là phần bạn sửa dở lần trước, chưa lưu.').waitFor();
  await page.getByRole('button', { name: 'Lưu bản nháp' }).click();
  await page.getByText('Đã lưu bản nháp.').waitFor();
  assert.equal(await boxes.count(), 8);
  assert.deepEqual(faults, []);
  await page.context().close();
});

test('branches: a case without a name stops publishing, named cases are added up one by one', async () => {
  const { page, faults } = await open(`/thu-tuc/${await idOf('1.013934')}`, monitor);
  await page.getByRole('button', { name: 'Soạn phiên bản mới' }).click();
  await page.getByRole('heading', { level: 1, name: /phiên bản 2/ }).waitFor();
  await page.locator('[data-step="b3"]').click();
  await page.getByRole('button', { name: 'Thêm nhánh' }).click();
  await page.getByText('Có nhánh chưa ghi tên trường hợp.').waitFor();
  await page.getByLabel('Nhánh 2 tới').selectOption('b5');
  await page.getByLabel('Trường hợp của nhánh 1').fill('phải họp');
  await page.getByLabel('Trường hợp của nhánh 2').fill('không phải họp');
  await picture(page, 'nhanh-1280');
  await assertAxeClean(page, 'branches');
  await page.getByRole('button', { name: 'Xem cả quy trình' }).click();
  await page.getByText('phải họp: 10 ngày; thời hạn 10 ngày làm việc', { exact: true }).waitFor();
  await page.getByText('Trường hợp "không phải họp" chỉ mất 9,5 ngày.').waitFor();
  await page.getByRole('button', { name: 'Lưu bản nháp' }).click();
  await page.getByText('Đã lưu bản nháp.').waitFor();
  await page.getByRole('button', { name: 'Ban hành' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Ban hành' }).click();
  await dialog.getByRole('link', { name: 'Số quyết định: Ghi số quyết định.' }).waitFor();
  await dialog.getByLabel('Số quyết định').fill('123/QĐ-UBND');
  await dialog.getByLabel('Ngày quyết định').fill('20/02/2018');
  await dialog.getByLabel('Áp dụng cho hồ sơ nhận từ').fill('15/03/2018');
  await dialog.getByLabel('Áp dụng cho hồ sơ nhận từ').press('Tab'); // the calendar beneath it closes
  await assertAxeClean(page, 'publish');
  await dialog.getByRole('button', { name: 'Ban hành' }).click();
  await page.getByText('Đã ban hành quy trình.').waitFor();
  await page.getByText('Áp dụng cho hồ sơ nhận từ 15/03/2018. Quyết định 123/QĐ-UBND ngày 20/02/2018').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Lưu bản nháp' }).count(), 0);
  assert.deepEqual(faults, []);
  await page.context().close();
});

test('a time that cannot be read is never saved past: the reader is brought to it; a step without a name is told at once', async () => {
  const { page, faults } = await open(`/thu-tuc/${await idOf('1.001193')}`, monitor);
  await page.getByRole('button', { name: 'Soạn phiên bản mới' }).click();
  await page.getByRole('heading', { level: 1, name: /phiên bản 2/ }).waitFor();
  await page.locator('[data-step]').nth(1).click();
  await page.getByLabel('Tên bước').fill('');
  await page.getByText('Bước này chưa ghi tên.').waitFor();
  await page.getByLabel('Thời gian', { exact: true }).fill('hai ngày');
  await page.getByRole('button', { name: 'Lưu bản nháp' }).click();
  await page.locator('input[data-unread]:focus').waitFor();
  assert.equal(await page.getByText('Đã lưu bản nháp.').count(), 0);
  await picture(page, 'buoc-khong-ten-1280');
  // Closed, reloaded and asked to save: what was typed is still there, and the reader is brought to it.
  await page.keyboard.press('Escape');
  await page.getByRole('region', { name: 'Cả quy trình' }).waitFor();
  await page.reload();
  await page.getByText('Có thời gian chưa đọc được.').waitFor();
  await page.getByRole('button', { name: 'Lưu bản nháp' }).click();
  await page.locator('input[data-unread]:focus').waitFor();
  assert.equal(await page.locator('input[data-unread]').inputValue(), 'hai ngày');
  assert.equal(await page.getByText('Đã lưu bản nháp.').count(), 0);
  await page.getByLabel('Thời gian', { exact: true }).fill('2');
  await page.getByRole('button', { name: 'Lưu bản nháp' }).click();
  await page.getByText('Đã lưu bản nháp.').waitFor();
  assert.deepEqual(faults, []);
  await page.context().close();
});

test('the catalogue taken down, one name changed under its code, taken in: asked first, then kept', async () => {
  const { page, faults } = await open('/thu-tuc/nhap', monitor);
  const bytes = await page.evaluate(async () => {
    const reply = await fetch('/api/procedures/export');
    return [...new Uint8Array(await reply.arrayBuffer())];
  });
  const { default: excel } = await import('exceljs');
  const book = new excel.Workbook();
  await book.xlsx.load(Buffer.from(bytes) as never);
  const sheet = book.worksheets[0] ?? assert.fail();
  sheet.eachRow((row) => {
    if (row.getCell(1).text === '2.000927') row.getCell(2).value = 'Tên của thủ tục khác';
  });
  const changed = Buffer.from(await book.xlsx.writeBuffer());
  await page
    .getByLabel('Tệp danh mục (.xlsx)')
    .setInputFiles({ name: 'danh-muc.xlsx', mimeType: 'application/octet-stream', buffer: changed });
  await page.getByRole('button', { name: 'Xem thử' }).click();
  await page.getByText('Mã 2.000927 đang mang tên khác: "Sửa lỗi sai sót trong giao dịch đã chứng thực".').waitFor();
  await page.getByText('Không có dòng nào để nhập.').waitFor();
  await picture(page, 'xem-thu-1280');
  await assertAxeClean(page, 'trial');
  await page.getByRole('checkbox', { name: /Vẫn nhập dòng/ }).check();
  await page.getByRole('button', { name: 'Nhập 1 thủ tục' }).click();
  await page.getByText('Đã nhập 1 thủ tục.').waitFor();
  await page.goto(`${address}/thu-tuc?tim=2.000927`);
  await page.getByRole('link', { name: 'Tên của thủ tục khác' }).waitFor();
  assert.deepEqual(faults, []);
  await page.context().close();
});

test('one procedure corrected by hand: mistakes told at their fields, saved as a version from its day, then abolished', async () => {
  const id = await idOf('1.000894');
  const { page, faults } = await open(`/thu-tuc/${id}`, monitor);
  await page.getByRole('link', { name: 'Sửa thủ tục' }).click();
  await page.getByRole('heading', { level: 1, name: 'Sửa thủ tục' }).waitFor();
  await page.getByLabel('Thời hạn giải quyết').fill('');
  await page.getByRole('button', { name: 'Thêm giấy tờ' }).click();
  await page.getByRole('button', { name: 'Lưu phiên bản mới' }).click();
  for (const told of [/Ghi thời hạn\./, /Ghi tên giấy tờ/, /Ghi nguồn\./, /Ghi ngày\./])
    await page.getByRole('alert').getByRole('link', { name: told }).waitFor();
  await picture(page, 'sua-loi-1280');
  await assertAxeClean(page, 'a correction with mistakes');
  await page.getByLabel('Thời hạn giải quyết').fill('khi nào xong');
  await page
    .getByLabel(/^Giấy tờ \d+$/)
    .last()
    .fill('Giấy xác nhận tình trạng hôn nhân');
  await page.getByLabel('Nguồn').fill('Quyết định 45/QĐ-UBND ngày 22/02/2018');
  await page.getByLabel('Có hiệu lực từ ngày').fill('01/03/2018');
  await page.getByRole('button', { name: 'Lưu phiên bản mới' }).click();
  await page
    .getByRole('alert')
    .getByRole('link', { name: /Không đọc được thời hạn này/ })
    .waitFor();
  await page.getByLabel('Thời hạn giải quyết').fill('2 ngày làm việc');
  await page.getByRole('button', { name: 'Lưu phiên bản mới' }).click();
  await page.getByText('Đã lưu phiên bản mới.').waitFor();
  await page.getByText(/từ 01\/03\/2018.*2 ngày làm việc/).waitFor();

  await page.getByRole('button', { name: 'Bãi bỏ thủ tục' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Bãi bỏ từ ngày').fill('27/02/2018');
  await dialog.getByLabel('Ngày quyết định').fill('20/02/2018');
  await dialog.getByLabel('Số quyết định').fill('99/QĐ-UBND');
  await dialog.getByRole('button', { name: 'Bãi bỏ thủ tục' }).click();
  await dialog.getByRole('link', { name: /Không trước 01\/03\/2018/ }).waitFor();
  await assertAxeClean(page, 'abolishing');
  await dialog.getByLabel('Bãi bỏ từ ngày').fill('01/06/2018');
  await dialog.getByLabel('Số quyết định').focus();
  await dialog.getByRole('button', { name: 'Bãi bỏ thủ tục' }).click();
  await page.getByText('Bãi bỏ từ 01/06/2018. Căn cứ: Quyết định 99/QĐ-UBND ngày 20/02/2018.').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Bãi bỏ thủ tục' }).count(), 0);
  await picture(page, 'bai-bo-1280');
  await assertAxeClean(page, 'an abolished procedure');
  assert.deepEqual(faults, []);
  await page.context().close();
});
