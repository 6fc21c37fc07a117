import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import test, { after } from 'node:test';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { calendarMessages } from '#modules/calendar/messages.vi.ts';
import { calendarRoutes } from '#modules/calendar/routes.ts';
import { seedCalendar } from '#modules/calendar/public.ts';
import { grantsOf, listDemoPeople, seedDemoPeople } from '#modules/org/public.ts';
import { orgSeed } from '#modules/org/testing/seeds.ts';
import { seedProcedures } from '#modules/procedures/public.ts';
import { seedReminders } from '#modules/reminders/public.ts';
import { searchKey } from '#kernel/vietnamese.ts';
import { type Actor, systemActor } from '#platform/auth/actor.ts';
import { openProvince } from '#platform/db/province.ts';
import { createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { TEST_PROVINCE, testProvince } from '#platform/testing/test-province.ts';
import { assertAxeClean, assertNoSidewaysScroll, openWatched } from '../../web/testing/audit.ts';
import { openPages } from '../../web/testing/pages.ts';
import { seedDossiers } from './demo/seed.ts';
import { exchangeMessages } from './exchange-messages.vi.ts';
import type { RiskPage } from './forecast-schema.ts';
import { dossiersMessages } from './messages.vi.ts';
import { dossiersPermissions } from './permissions.ts';
import { exchangeRoutes } from './routes-exchange.ts';
import { forecastRoutes } from './routes-forecast.ts';
import { dossiersRoutes } from './routes.ts';
import type { DossierPage } from './list-schema.ts';
import { learnDaily } from './learning.ts';

/** Pictures are kept where DUNGHEN_PICTURES names a folder. */
const PICTURES = process.env['DUNGHEN_PICTURES'];
const SCREENS = [1280, 360] as const;

const made = await testProvince({ at: '2018-02-26T15:00', seed: orgSeed });
const province = openProvince(
  made.appUrl,
  { ...TEST_PROVINCE, isDemonstration: true },
  { clock: made.clock, poolSize: 4 },
);
const system = province.as(systemActor('Thử nghiệm'));
const monitor = await system.run(async (tx): Promise<Actor> => {
  await seedCalendar(tx);
  await seedReminders(tx);
  await seedDemoPeople(tx);
  await seedProcedures(tx);
  await seedDossiers(tx, { count: 900, seed: 2018 });
  const person = (await listDemoPeople(tx)).find(({ role }) => role === 'reform-monitor') ?? assert.fail();
  const { personId, fullName: name } = person;
  return { kind: 'person', personId, name, grants: await grantsOf(tx, personId, tx.today) };
});
let caller = monitor;
const app = createApp({
  province,
  messages: { ...httpMessages, ...calendarMessages, ...dossiersMessages, ...exchangeMessages },
  authenticate: async () => caller,
});

calendarRoutes(app);
dossiersRoutes(app, province);
forecastRoutes(app);
exchangeRoutes(app, province);
const { address, browser } = await openPages(app, {
  province,
  caller: () => caller,
  permissions: Object.values(dossiersPermissions),
  agency: null,
});
after(() => province.close());

async function open(path: string, width: number) {
  const { page, faults } = await openWatched(browser, { viewport: { width, height: 900 } });
  page.setDefaultTimeout(10_000);
  await page.goto(`${address}${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { page, faults };
}

async function look(page: Page, name: string): Promise<void> {
  const where = `${name} at ${page.viewportSize()?.width}`;
  await page.waitForLoadState('networkidle');
  if (PICTURES) {
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: `${PICTURES}/${where.replaceAll(' ', '-')}.png`, fullPage: true });
  }
  await assertNoSidewaysScroll(page, where);
  await assertAxeClean(page, where);
}

const QUEUE = '/ho-so?hang=tat-ca';
const MARK = /^(Nhiều khả năng|Có nguy cơ) trễ\s*\d+\s%$/;

test('before anything was learned no page speaks of a forecast, and asking for those at risk says so', async () => {
  const { page, faults } = await open(QUEUE, 1280);
  await page.getByRole('table').getByRole('link').first().waitFor();
  await page.waitForLoadState('networkidle');
  assert.equal(await page.getByText(MARK).count(), 0);
  assert.equal(await page.getByLabel('Dự báo', { exact: true }).count(), 0);
  await page.goto(`${address}${QUEUE}&du-bao=nguy-co`);
  await page.getByText('Chưa dự báo được').waitFor();
  await look(page, 'risk nothing learned');
  await page.getByRole('link', { name: 'Xem cả hàng việc' }).click();
  await page.getByRole('table').getByRole('link').first().waitFor();
  assert.deepEqual(faults, []);
  await page.context().close();
});

for (const width of SCREENS)
  test(`those at risk are marked in their queue, listed the likeliest first, and explained: ${width} px`, async () => {
    await learnDaily(province);
    const { page, faults } = await open(QUEUE, width);
    await page.getByText(MARK).first().waitFor();
    await look(page, 'queue with forecasts');
    if (width < 1000) await page.getByRole('button', { name: /^Thêm bộ lọc/ }).click();
    await page.getByLabel('Dự báo', { exact: true }).selectOption({ label: 'Có nguy cơ trễ, cao trước' });
    await page.getByText(/\d+ hồ sơ có nguy cơ trong \d+ hồ sơ đang chạy và còn hạn\./).waitFor();
    await look(page, 'those at risk');
    const told = (await page.getByText(MARK).allInnerTexts()).map((text) => Number(/(\d+)\s%/.exec(text)?.[1]));
    const { forecasts, dossiers } = await page.evaluate<RiskPage>(
      "fetch('/api/dossiers/risks?queue=all').then((reply) => reply.json())",
    );
    assert.deepEqual(
      told,
      forecasts.map(({ probability }) => Math.round(probability * 100)),
    );
    assert.deepEqual(
      told,
      told.toSorted((a, b) => b - a),
    );
    assert.equal(await page.locator('[data-risk][data-tone="late"]').count(), 0);
    await page.goto(`${address}/ho-so/${dossiers[0]?.id}`);
    const box = page.getByRole('region', { name: 'Dự báo trễ hạn' });
    await box.getByText(/Khả năng trễ từ .+% đến .+%\./).waitFor();
    await box.getByText('Vì sao dự báo như vậy?').click();
    await box
      .getByText(/hồ sơ sau đó trễ hạn/)
      .first()
      .waitFor();
    await box.getByText(/Học từ [\d.]+ hồ sơ đã qua hạn, tính đến 26\/02\/2018\./).waitFor();
    await look(page, 'dossier with its forecast');
    assert.deepEqual(faults, []);
    await page.context().close();
  });

const SHEET = [
  'Mã hồ sơ,Tên thủ tục,Người nộp,Ngày tiếp nhận,Ngày hẹn trả,Ngày có kết quả,Cơ quan giải quyết',
  'NG-1,Cấp bản sao trích lục,Nguyễn Thị Nhập,05/02/2018 08:00,08/02/2018 17:00,07/02/2018 16:00,Sở Nội vụ',
  'NG-2,Cấp bản sao trích lục,Trần Văn Nhập,05/02/2018 08:00,08/02/2018 17:00,12/02/2018 09:00,Sở Nội vụ',
  'NG-3,Cấp bản sao trích lục,Lê Văn Nhập,hôm qua,08/02/2018 17:00,,Sở Nội vụ',
].join('\n');

test('a sheet from other software: tried out with errors by row, taken in, and the same again changes nothing', async () => {
  for (const width of SCREENS) {
    const { page, faults } = await open('/mot-cua/nhap', width);
    const source = `mot-cua-${width}`;
    await look(page, 'import empty');
    await page.getByRole('button', { name: 'Xem tệp' }).click();
    await page.getByRole('link', { name: /Hãy chọn tệp/ }).waitFor();
    await page
      .getByLabel('Tệp hồ sơ')
      .setInputFiles({ name: 'so-theo-doi.csv', mimeType: 'text/csv', buffer: Buffer.from(SHEET) });
    await page.getByRole('button', { name: 'Xem tệp' }).click();
    await page.getByRole('heading', { name: 'Cột nào là gì' }).waitFor();
    assert.equal(await page.getByLabel('Mã hồ sơ', { exact: true }).inputValue(), 'Mã hồ sơ', 'guessed by its heading');
    await page.getByLabel('Tên phần mềm nguồn').fill(source);
    await page.getByLabel('Ngày hẹn trả', { exact: true }).selectOption('Ngày hẹn trả');
    const figures = (words: RegExp) => page.locator('output').filter({ hasText: words }).innerText();
    await page.getByRole('button', { name: 'Chạy thử' }).click();
    await page.getByText('Kết quả chạy thử, chưa ghi hồ sơ nào').waitFor();
    assert.match(await figures(/đọc được/), /3\s*đọc được\s*2\s*mới\s*0\s*thay đổi\s*0\s*như cũ\s*1\s*không nhập được/);
    await page.getByText('Các dòng không nhập được').first().waitFor();
    await page.getByText('NG-3', { exact: true }).first().waitFor();
    await look(page, 'import tried out');
    await page.getByRole('button', { name: 'Nhập hồ sơ', exact: true }).click();
    await page.getByText('Kết quả nhập', { exact: true }).waitFor();
    assert.match(await figures(/đọc được/), /2\s*mới\s*0\s*thay đổi\s*0\s*như cũ/);
    await page.getByText('Đã xong: đúng hạn 1, trễ hạn 1 (tính theo ngày).').waitFor();
    await look(page, 'import taken in');
    const before = await figures(/đọc được/);
    await page.getByRole('button', { name: 'Nhập hồ sơ', exact: true }).click();
    await page
      .locator('output')
      .filter({ hasText: /0\s*mới\s*0\s*thay đổi\s*2\s*như cũ/ })
      .waitFor();
    assert.notEqual(await figures(/đọc được/), before);
    assert.deepEqual(faults, []);
    await page.context().close();
  }
});

const LOG = `<?xml version="1.0" encoding="UTF-8"?><log xes.version="1.0">${[
  ['XL-1', 'G', '2018-02-08T17:00:00+07:00'],
  ['XL-2', 'O', '2018-02-06T10:00:00+07:00'],
]
  .map(
    ([code, status, last]) => `<trace><string key="concept:name" value="${code}"/>
      <date key="endDatePlanned" value="2018-02-08T16:00:00+07:00"/><string key="caseStatus" value="${status}"/>
      <event><string key="concept:name" value="Tiếp nhận"/><date key="time:timestamp" value="2018-02-05T08:00:00+07:00"/></event>
      <event><string key="concept:name" value="Trả"/><date key="time:timestamp" value="${last}"/></event></trace>`,
  )
  .join('')}</log>`;
const RULES = {
  source: 'nhat-ky-xes',
  fields: {
    code: 'concept:name',
    start: { event: 'first', attribute: 'time:timestamp' },
    plannedEnd: 'endDatePlanned',
    end: { event: 'last', attribute: 'time:timestamp', if: { caseStatus: 'G' } },
  },
};

test('an event log: its first and last steps are moments to choose, a mapping file says what the page cannot', async () => {
  const { page, faults } = await open('/mot-cua/nhap', SCREENS[0]);
  await page
    .getByLabel('Tệp hồ sơ')
    .setInputFiles({ name: 'nhat-ky.xes', mimeType: 'text/xml', buffer: Buffer.from(LOG) });
  await page.getByRole('button', { name: 'Xem tệp' }).click();
  await page.getByLabel('Ngày có kết quả', { exact: true }).selectOption('Thời điểm của bước cuối cùng');
  await page.getByLabel('Ngày tiếp nhận', { exact: true }).selectOption('Thời điểm của bước đầu tiên');
  await page.getByLabel('Trạng thái', { exact: true }).selectOption('Không có trong tệp');
  await page.getByLabel('Tên phần mềm nguồn').fill('nhat-ky-xes');
  await page.getByRole('button', { name: 'Chạy thử' }).click();
  await page.getByText('Đã xong: đúng hạn 2, trễ hạn 0 (tính theo ngày).').waitFor();
  const rules = page.getByLabel('Tệp ánh xạ (.json), nếu có');
  await rules.setInputFiles({ name: 'hong.json', mimeType: 'application/json', buffer: Buffer.from('{') });
  await page.getByText('Tệp này không phải ánh xạ dạng JSON.').waitFor();
  await rules.setInputFiles({
    name: 'cap-phep.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(RULES)),
  });
  await page.getByText('Đã lưu ánh xạ.').waitFor();
  assert.equal(await page.getByLabel('Tên ánh xạ', { exact: true }).inputValue(), 'cap-phep');
  await page.getByRole('button', { name: 'Chạy thử' }).click();
  await page.getByText('Đã xong: đúng hạn 1, trễ hạn 0 (tính theo ngày).').waitFor();
  await page.getByText('Chưa xong: trong hạn 0, quá hạn 1.').waitFor();
  assert.equal(await page.getByLabel('Ánh xạ đã lưu').inputValue(), 'cap-phep');
  assert.deepEqual(faults, []);
  await page.context().close();
});

const STEPS = [
  'Số hồ sơ,Việc,Lúc,Người làm',
  'NK-1,Tiếp nhận,05/02/2018 08:00,Nguyễn Thị Nhập',
  'NK-2,Tiếp nhận,05/02/2018 08:30,Nguyễn Thị Nhập',
  'NK-1,Thẩm định,06/02/2018 10:00,Trần Văn Nhập',
  'NK-1,Trả kết quả,07/02/2018 16:00,Nguyễn Thị Nhập',
].join('\n');

test('a log of steps as a table: what was not chosen is named beside its list, and two dossiers come of four rows', async () => {
  for (const width of SCREENS) {
    const { page, faults } = await open('/mot-cua/nhap', width);
    await page
      .getByLabel('Tệp hồ sơ')
      .setInputFiles({ name: 'nhat-ky.csv', mimeType: 'text/csv', buffer: Buffer.from(STEPS) });
    await page.getByRole('button', { name: 'Xem tệp' }).click();
    await page.getByRole('heading', { name: 'Cột nào là gì' }).waitFor();
    const tryIt = page.getByRole('button', { name: 'Chạy thử' });
    await tryIt.click();
    const summary = page.getByRole('alert');
    await summary.getByText('Tên phần mềm nguồn: Hãy ghi tên phần mềm').waitFor();
    await page.getByLabel('Tên phần mềm nguồn').fill(`nhat-ky-${width}`);
    await page.getByLabel('Mỗi dòng của tệp là').selectOption('Một bước xử lý (nhật ký)');
    await tryIt.click();
    await summary.getByText('Bước đã làm: Hãy chọn cột ghi việc đã làm ở mỗi bước.').waitFor();
    await summary.getByText('Thời điểm của bước: Hãy chọn cột ghi ngày giờ làm mỗi bước.').waitFor();
    await look(page, 'import of steps not chosen');
    await page.getByLabel('Bước đã làm').selectOption('Việc');
    await page.getByLabel('Thời điểm của bước', { exact: true }).selectOption('Lúc');
    await page.getByLabel('Người làm bước').selectOption('Người làm');
    await tryIt.click();
    await summary.getByRole('link', { name: /Ngày tiếp nhận: .*"Thời điểm của bước đầu tiên"/ }).click();
    const start = page.getByLabel('Ngày tiếp nhận', { exact: true });
    assert.equal(
      await page.locator(':focus').getAttribute('id'),
      await start.getAttribute('id'),
      'the sentence leads to its list',
    );
    await start.selectOption('Thời điểm của bước đầu tiên');
    await tryIt.click();
    await page.getByText('Kết quả chạy thử, chưa ghi hồ sơ nào').waitFor();
    await page.getByRole('button', { name: 'Nhập hồ sơ', exact: true }).click();
    await page.getByText('Kết quả nhập', { exact: true }).waitFor();
    assert.match(await page.locator('output').filter({ hasText: 'đọc được' }).innerText(), /2\s*đọc được\s*2\s*mới/);
    await look(page, 'import of steps taken in');
    assert.deepEqual(faults, []);
    await page.context().close();
  }
});

for (const width of SCREENS)
  test(`a slip of the finger is forgiven and said; nothing found offers names that are borne, and to look everywhere: ${width} px`, async () => {
    const { page, faults } = await open(QUEUE, width);
    const { dossiers } = await page.evaluate<DossierPage>(
      "fetch('/api/dossiers?queue=all&limit=1').then((reply) => reply.json())",
    );
    const name = searchKey(dossiers[0]?.applicantName ?? '');
    const typed = `${name}${name.at(-1)}`;
    await page.goto(`${address}${QUEUE}&da-xong=ca&tim=${encodeURIComponent(typed)}`);
    await page.getByText('Không có tên đúng như đã gõ. Đây là tên gần giống nhất.').waitFor();
    await page
      .getByRole('table')
      .getByText(dossiers[0]?.applicantName ?? '')
      .first()
      .waitFor();
    await look(page, 'search forgave a slip');

    await page.goto(`${address}${QUEUE}&tim=${encodeURIComponent('nguyễn văn qqqqqq')}`);
    await page.getByRole('heading', { name: 'Không thấy “nguyễn văn qqqqqq”' }).waitFor();
    await page.getByRole('link', { name: 'Tìm trong tất cả hồ sơ, kể cả đã xong' }).waitFor();
    await look(page, 'search found nothing');
    await page.getByRole('link', { name: 'nguyen van', exact: true }).click();
    await page.getByRole('table').getByRole('link').first().waitFor();
    assert.deepEqual(faults, []);
    await page.context().close();
  });

test('the desk waits longer for a supplement: a reason and a later day, then the page says whose decision it is', async () => {
  const { rows: waiting } = await system.run((tx) =>
    sql<{ id: string; agency: string }>`
      select id, receiving_agency_id as agency from dossier
      where state = 'awaiting-supplement' and wait_until is not null order by id limit 1`.execute(tx.db),
  );
  const { id, agency } = waiting[0] ?? assert.fail('nobody is waited for');
  caller = { ...monitor, grants: [{ role: 'agency-clerk', agencyId: agency, agencyIds: [agency] }] };
  for (const [index, width] of SCREENS.entries()) {
    const until = ['30/03/2018', '06/04/2018'][index] ?? '';
    const { page, faults } = await open(`/ho-so/${id}`, width);
    const act = page.getByRole('button', { name: 'Chờ thêm' }).first();
    await act.click();
    const day = page.getByLabel('Chờ đến hết ngày');
    await day.waitFor();
    await page.getByRole('button', { name: 'Thôi', exact: true }).press('Enter');
    await page.waitForFunction(`document.activeElement.textContent.includes('Chờ thêm')`);
    await act.press('Enter');
    await day.waitFor();
    await look(page, 'waiting longer asked');
    await day.fill(until);
    await page.getByLabel(/^Lý do/).fill('Người nộp đi công tác, xin nộp sau');
    await page.getByRole('button', { name: 'Chờ thêm' }).last().click();
    await page.getByText(`Chờ đến hết ${until}, do cơ quan quyết định chờ thêm.`).waitFor();
    await page.waitForFunction(`document.activeElement !== document.body`, undefined, { timeout: 5_000 });
    await look(page, 'waiting longer done');
    assert.deepEqual(faults, []);
    await page.context().close();
  }
  caller = monitor;
});
