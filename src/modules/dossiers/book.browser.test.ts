import { mkdirSync } from 'node:fs';
import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { makeWorld, workSeed } from '#modules/directives/testing/world.ts';
import { orgMessages } from '#modules/org/messages.vi.ts';
import { newId } from '#kernel/id.ts';
import { type Actor, systemActor } from '#platform/auth/actor.ts';
import { asProgram } from '#platform/db/province.ts';
import { createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { assertAxeClean, assertNoSidewaysScroll } from '../../web/testing/audit.ts';
import { openPages } from '../../web/testing/pages.ts';
import { dossierMonthMessages } from './month-messages.vi.ts';
import { dossiersPermissions } from './permissions.ts';
import { dossierMonthRoutes } from './routes-month.ts';
import { noteSearch } from './store/search.ts';
import { writeDossier } from './testing/month-rows.ts';

/** Pictures are kept where DUNGHEN_PICTURES names a folder. */
const PICTURES = process.env['DUNGHEN_PICTURES'];
const LINES = 60;
const province = await testProvince({ at: '2018-03-20T10:00', seed: workSeed });
const { actors, agency } = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));
let caller: Actor = actors.itClerk;
const app = createApp({
  province,
  messages: { ...httpMessages, ...orgMessages, ...dossierMonthMessages },
  authenticate: async () => caller,
});

dossierMonthRoutes(app);
await system.run(async (tx) => {
  const ids: string[] = [];
  for (let number = 1; number <= LINES; number += 1) {
    const day = `2018-0${number <= 40 ? 2 : 3}-${String(1 + (number % 19)).padStart(2, '0')}`;
    ids.push(
      await writeDossier(tx, {
        code: `000.00.01.H32-${day.slice(2).replaceAll('-', '')}-${String(number).padStart(4, '0')}`,
        agencyId: agency('KH.STTTT'),
        sector: 'Báo chí',
        events: [
          [`${day} 09:00`, 'received', '2018-04-10 09:00'],
          ...(number % 3 === 0 ? ([[`${day} 15:00`, 'result-ready', '2018-04-10 09:00']] as const) : []),
          ...(number % 11 === 0 ? ([[`${day} 16:00`, 'withdrawn', '2018-04-10 09:00']] as const) : []),
        ],
      }),
    );
  }
  // As people write them: long procedures, long addresses.
  await sql`update dossier set sets = 2,
      procedure_name = 'Cấp giấy phép hoạt động in xuất bản phẩm cho cơ sở in thuộc địa phương quản lý',
      owner = jsonb_build_object('name', 'Công ty TNHH Thương mại Dịch vụ Phước Hải', 'phone', '0258 3 822 115',
        'address', '112 Trần Phú, phường Lộc Thọ, thành phố Nha Trang')
    where code like '%7'`.execute(tx.db);
  await sql`update dossier set finished_at = received_at + interval '30 hours', outcome = 'granted',
      returned_at = received_at + interval '32 hours' where code like '%2' or code like '%7'`.execute(tx.db);
  await asProgram(tx, () => noteSearch(tx.db, ids));
});
const { address, browser } = await openPages(app, {
  province,
  caller: () => caller,
  permissions: Object.values(dossiersPermissions),
  agency: { id: agency('KH.STTTT'), name: 'Sở Thông tin và Truyền thông' },
});

/** @param sign what stands on the page once it is there */
async function opened(path: string, width: number, name: string, sign: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  await page.goto(`${address}${path}`);
  await page.getByText(sign).first().waitFor();
  await assertAxeClean(page, name);
  await assertNoSidewaysScroll(page, name);
  await picture(page, `${name}-${width}`);
  return page;
}

async function picture(page: Page, name: string): Promise<void> {
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
}

/** Nothing of the table is cut off at its right edge. */
async function assertWholeTable(page: Page): Promise<void> {
  const [inner, frame] = await page
    .getByRole('table')
    .evaluate((table) => [table.scrollWidth, table.parentElement?.clientWidth ?? 0]);
  assert.ok((inner ?? 0) <= (frame ?? 0), `a table of ${inner} px in ${frame} px`);
}

const BOOK = '/mot-cua/so-theo-doi';
const rowsOf = (page: Page) => page.getByRole('table').getByRole('row').count();

for (const width of [1280, 360])
  test(`the book is read from its first page to its last at ${width} px, and a line opens its dossier`, async () => {
    const page = await opened(BOOK, width, 'book', 'Số 01 đến 50, trong 60 hồ sơ');
    await page.getByText('Số thứ tự liền nhau, không thiếu số nào.').waitFor();
    await assertWholeTable(page);
    await page.getByRole('link', { name: 'Trang sau' }).last().click();
    await page.getByText('Số 51 đến 60, trong 60 hồ sơ').waitFor();
    await page.getByRole('link', { name: 'Đầu sổ' }).last().click();
    await page.getByText('Số 01 đến 50, trong 60 hồ sơ').waitFor();
    await page.getByRole('link', { name: 'Cuối sổ' }).last().click();
    await page.getByText('Số 11 đến 60, trong 60 hồ sơ').waitFor();
    await page.getByRole('rowheader').last().getByRole('link').click();
    await page.waitForURL(/\/ho-so\/[0-9a-f-]{36}$/);
    await page.close();
  });

for (const width of [1280, 360])
  test(`a month, a search and what is not in the book are said at ${width} px`, async () => {
    const page = await opened(`${BOOK}?thang=3`, width, 'book-month', 'trong 20 hồ sơ');
    await page.getByLabel('Tìm trong sổ').fill('0055');
    await page.getByText('Tìm thấy 1 hồ sơ trong sổ.').waitFor();
    assert.equal(await rowsOf(page), 2);
    await picture(page, `book-found-${width}`);
    await page.getByLabel('Tìm trong sổ').fill('không ai tên thế');
    await page.getByText('Sổ này không có “không ai tên thế”').waitFor();
    await assertAxeClean(page, 'nothing found in the book');
    await picture(page, `book-not-found-${width}`);
    await page.getByRole('link', { name: 'Xem cả sổ' }).click();
    await page.getByText('Số 01 đến 50, trong 60 hồ sơ').waitFor();
    await page.close();
    await (await opened(`${BOOK}?thang=1`, width, 'book-empty', 'Sổ chưa có dòng nào')).close();
    await (await opened(`${BOOK}?tu=500`, width, 'book-beyond', 'Sổ không có số nào từ đây trở đi')).close();
  });

test('an address that cannot be meant says in words what is wrong, and leads to the reader’s own book', async () => {
  for (const [path, sign] of [
    ['?nam=0', '“0” không phải là năm. Năm viết bằng bốn chữ số, từ 2000 đến 2200.'],
    ['?thang=13', '“13” không phải là tháng. Tháng viết từ 1 đến 12.'],
    ['?co-quan=la', 'Không có cơ quan nào như trong địa chỉ.'],
    [`?co-quan=${newId()}`, 'Bạn không xem được hồ sơ của cơ quan này.'],
    ['?nam=2019', 'Sổ năm 2019 chưa mở.'],
  ] as const) {
    const page = await opened(`${BOOK}${path}`, 360, `book-wrong-${path.slice(1, 5)}`, sign);
    await page.getByRole('link', { name: 'Mở sổ năm nay' }).click();
    await page.getByText('Số 01 đến 50, trong 60 hồ sơ').waitFor();
    await page.close();
  }
});

test('who watches the province picks a book, and one of an agency nobody knows is said to be none', async () => {
  caller = actors.monitor;
  try {
    const page = await opened(`${BOOK}?co-quan=${newId()}`, 1280, 'book-unknown', 'Không có cơ quan này.');
    await page.goto(`${address}${BOOK}`);
    await page.getByText('Sở Thông tin và Truyền thông, năm 2018').waitFor();
    await page.close();
  } finally {
    caller = actors.itClerk;
  }
});

test('the counter finds the book in its list of places and above its queue, and takes it as a file', async () => {
  const page = await opened('/mot-cua/thang?month=2018-03', 1280, 'book-from-month', 'Mở sổ theo dõi');
  await page.getByRole('navigation').getByRole('link', { name: 'Sổ theo dõi hồ sơ' }).first().click();
  await page.getByText('trong 60 hồ sơ').waitFor();
  const file = page.getByRole('link', { name: 'Sổ theo dõi hồ sơ, docx' });
  const [answer] = await Promise.all([page.waitForEvent('download'), file.click()]);
  assert.match(answer.suggestedFilename(), /2018\.docx$/);
  await page.goBack();
  await page.getByRole('link', { name: 'Mở sổ theo dõi' }).click();
  await page.waitForURL(/so-theo-doi\?co-quan=[0-9a-f-]{36}&nam=2018/);
  await page.close();
});

test('printed it lies across an A4 sheet and nothing is cut off at its edge', async () => {
  const page = await opened(BOOK, 1280, 'book-screen', 'trong 60 hồ sơ');
  await page.emulateMedia({ media: 'print' });
  // The width of A4 lying across between its margins, in CSS pixels.
  await page.setViewportSize({ width: 1020, height: 700 });
  await assertNoSidewaysScroll(page, 'the printed book');
  await assertWholeTable(page);
  if (PICTURES) await page.pdf({ path: `${PICTURES}/book.pdf`, preferCSSPageSize: true });
  await page.close();
});
