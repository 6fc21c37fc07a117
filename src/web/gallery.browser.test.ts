import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAxeClean, assertNoSidewaysScroll, openWatched } from './testing/audit.ts';
import { buildBundle, launchBrowser, serveBundle } from './testing/browser.ts';

let browser: Browser;
let server: { url: string; close: () => void };

before(async () => {
  server = await serveBundle(await buildBundle('gallery'), 'src/web/gallery/index.html', () => undefined);
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  server?.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 360, 320]) {
    test(`every component, ${colorScheme}, ${width} px: axe finds nothing, nothing scrolls sideways, the policy holds`, async () => {
      const { page, faults } = await openWatched(browser, { viewport: { width, height: 800 }, colorScheme });
      await page.goto(server.url);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await assertAxeClean(page, `${colorScheme} ${width}`);
      await assertNoSidewaysScroll(page, `${colorScheme} ${width}`);
      assert.deepEqual(faults, []);
      await page.context().close();
    });
  }

  test(`open dialogs, calendar, pickers and toasts, ${colorScheme}: axe finds nothing`, async () => {
    const { page, faults } = await openWatched(browser, { viewport: { width: 1280, height: 900 }, colorScheme });
    await page.goto(server.url);
    await page.getByRole('button', { name: 'Bỏ đề xuất' }).click();
    await page.getByRole('button', { name: 'Hỏng' }).click();
    await page.getByText('Đã bỏ một đề xuất.').first().waitFor();
    await assertAxeClean(page, 'toasts');

    await page.getByLabel('Hạn', { exact: true }).click();
    await page.getByRole('button', { name: 'Tháng sau' }).waitFor();
    await assertAxeClean(page, 'the calendar');
    await page.keyboard.press('Escape');

    await page.getByRole('textbox', { name: 'Phối hợp' }).click();
    await page.getByRole('option', { name: /Sở Kế hoạch và Đầu tư/ }).waitFor();
    await assertAxeClean(page, 'the picker');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Thu hồi việc' }).click();
    await page.getByRole('dialog', { name: 'Thu hồi việc này?' }).waitFor();
    await assertAxeClean(page, 'the confirmation');
    await page.keyboard.press('Escape');
    assert.deepEqual(faults, []);
    await page.context().close();
  });
}

test('the time line says in words what it draws', async () => {
  const { page } = await openWatched(browser);
  await page.goto(server.url);
  const line = page.getByRole('img', { name: /Đã quá hạn, nay là 09:15 03\/04\/2018/ });
  await line.first().waitFor();
  await page.getByRole('img', { name: /Tạm dừng: Chờ ý kiến Bộ Nội vụ 13\/03\/2018 – 16\/03\/2018\./ }).waitFor();
  await page.context().close();
});

test('figures in tables and fields stand in columns: every digit is as wide as every other', async () => {
  const { page } = await openWatched(browser);
  await page.goto(server.url);
  for (const weight of [400, 600]) {
    const widths = (await page.evaluate(`(async () => {
      await document.fonts.load('${weight} 15px "Dung Hen Figures"', '0');
      return [...'0123456789'].map((digit) => {
        const cell = document.createElement('span');
        cell.className = 'dh-tabular';
        cell.style.fontWeight = '${weight}';
        cell.textContent = digit.repeat(40);
        document.body.append(cell);
        const { width } = cell.getBoundingClientRect();
        cell.remove();
        return Math.round(width);
      });
    })()`)) as number[];
    assert.equal(new Set(widths).size, 1, `${weight}: ${widths.join(' ')}`);
  }
  await page.context().close();
});

test('the table: arrow keys go from row to row, a click on a head sorts in Vietnamese order', async () => {
  const { page } = await openWatched(browser, { viewport: { width: 1280, height: 800 } });
  await page.goto(server.url);
  const table = page.getByRole('table', { name: 'Nhiệm vụ được giao' });
  await table.getByRole('link').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  assert.match((await page.evaluate('document.activeElement.textContent')) as string, /Xây dựng phần mềm nhắc việc/);
  await page.keyboard.press('End');
  assert.match((await page.evaluate('document.activeElement.textContent')) as string, /Báo cáo kết quả/);

  await table.getByRole('button', { name: 'Chủ trì' }).click();
  assert.equal(await table.getByRole('columnheader', { name: 'Chủ trì' }).getAttribute('aria-sort'), 'ascending');
  const leads = await table.locator('tbody td[data-label="Chủ trì"]').allTextContents();
  assert.deepEqual(leads, [
    'Sở Nội vụ',
    'Sở Nội vụ',
    'Sở Thông tin và Truyền thông',
    'UBND huyện Cam Lâm',
    'Văn phòng UBND tỉnh',
  ]);
  await page.context().close();
});

test('the table is copied with its types', async () => {
  const { page } = await openWatched(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(server.url);
  await page.getByRole('button', { name: 'Chép bảng' }).click();
  await page.getByText('Đã chép 5 dòng', { exact: false }).waitFor();
  const html = (await page.evaluate(
    `navigator.clipboard.read().then(([item]) => item.getType('text/html')).then((blob) => blob.text())`,
  )) as string;
  assert.match(html, /<td>2018-03-20<\/td>/);
  await page.context().close();
});

test('a toast with undo counts down, waits under the pointer, and takes the thing back', async () => {
  const { page } = await openWatched(browser);
  await page.clock.install();
  await page.goto(server.url);
  await page.getByRole('button', { name: 'Bỏ đề xuất' }).click();
  const undo = page.getByRole('button', { name: /^Hoàn tác/ });
  await undo.hover();
  await page.clock.runFor(15_000);
  assert.equal(await undo.isVisible(), true, 'it went away under the pointer');
  await undo.click();
  await page.getByText('Đã hoàn tác.').waitFor();
  await page.context().close();
});

test('"?" lists the keys and turns them off, and a letter typed into a field is a letter', async () => {
  const { page } = await openWatched(browser);
  await page.goto(server.url);
  await page.getByLabel('Tên việc', { exact: true }).focus();
  await page.keyboard.type('?');
  assert.equal(await page.getByRole('dialog').count(), 0);
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.type('?');
  await page.getByRole('dialog', { name: 'Phím tắt' }).waitFor();
  await page.getByRole('switch').click();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.type('?');
  assert.equal(await page.getByRole('dialog').count(), 0);
  await page.context().close();
});

test('a day is typed day first and understood', async () => {
  const { page } = await openWatched(browser);
  await page.goto(server.url);
  const field = page.getByLabel('Hạn', { exact: true });
  await field.fill('30/3');
  await field.press('Tab');
  assert.equal(await field.inputValue(), '30/03/2018');
  await page.context().close();
});

test('what is no day stays as it was typed, is told of, and keeps the form from being sent until it is one', async () => {
  const { page } = await openWatched(browser);
  await page.goto(server.url);
  const field = page.getByLabel('Hạn', { exact: true });
  await field.fill('30/3');
  await field.press('Tab');
  await field.fill('31/2/2018');
  await field.press('Tab');
  assert.equal(await field.inputValue(), '31/2/2018', 'nothing typed is lost');
  const told = '“31/2/2018” không phải là một ngày. Gõ ngày/tháng/năm, như 30/03/2018.';
  await page.getByText(told).waitFor();
  const described = await field.getAttribute('aria-describedby');
  assert.ok(described, 'a screen reader hears the sentence');
  const form = page.locator('form').filter({ has: field });
  await form.locator('button[type="submit"]').click();
  const summary = form.getByRole('alert');
  await page.waitForFunction("document.activeElement.getAttribute('role') === 'alert'");
  await summary.getByRole('link', { name: told }).click();
  assert.equal(await page.evaluate('document.activeElement.id'), await field.getAttribute('id'));
  // Key by key, through text that is a day and text that is none: nobody is taken away from what he types.
  await field.press('ControlOrMeta+a');
  await field.pressSequentially('28/2/20188');
  await field.press('Backspace');
  assert.equal(await field.inputValue(), '28/2/2018');
  await field.press('Tab');
  assert.equal(await field.inputValue(), '28/02/2018');
  assert.equal(await page.getByText('không phải là một ngày').count(), 0);
  await page.context().close();
});

test('on paper: no navigation, black on white, tables fit A4, demonstration data says so', async () => {
  const { page } = await openWatched(browser, { colorScheme: 'dark' });
  await page.goto(server.url);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.getByRole('button', { name: 'Giao 7 việc' }).isVisible(), false);
  assert.equal(await page.evaluate('getComputedStyle(document.body).color'), 'rgb(0, 0, 0)');

  // 175 mm is what A4 leaves between the margins: a table of five columns must fit it, and say that it is a demonstration.
  await page.setViewportSize({ width: 661, height: 900 });
  await page.goto(`${server.url}/#/nhiem-vu`);
  await page.reload();
  await page.getByText('Trình diễn').last().waitFor();
  await assertNoSidewaysScroll(page, 'A4');
  assert.equal(await page.getByRole('navigation').first().isVisible(), false);
  await page.context().close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [width, height] of [
    [1440, 900],
    [360, 740],
    [320, 256],
  ] as const) {
    test(`a list inside the frame with a detail beside it, ${colorScheme}, ${width} × ${height}: axe finds nothing, nothing scrolls sideways`, async () => {
      const { page, faults } = await openWatched(browser, { viewport: { width, height }, colorScheme });
      await page.goto(`${server.url}/#/nhiem-vu`);
      await page.getByRole('heading', { level: 1, name: 'Nhiệm vụ' }).waitFor();
      await assertAxeClean(page, 'the list');
      await page.getByRole('link', { name: /Xây dựng phần mềm nhắc việc/ }).click();
      await page.getByRole('region', { name: 'Chi tiết nhiệm vụ' }).waitFor();
      await assertAxeClean(page, 'the detail');
      await assertNoSidewaysScroll(page, 'the detail');
      assert.deepEqual(faults, []);
      await page.context().close();
    });
  }
}

test('filters stand in the address and are taken back with one press', async () => {
  const { page } = await openWatched(browser, { viewport: { width: 1280, height: 800 } });
  await page.goto(`${server.url}/#/nhiem-vu?tinh-trang=qua-han`);
  const status = page.getByLabel('Tình trạng', { exact: true });
  assert.equal(await status.inputValue(), 'qua-han');
  await page.getByLabel('Từ ngày').fill('1/3');
  await page.getByLabel('Từ ngày').press('Tab');
  assert.equal(await page.getByLabel('Từ ngày').inputValue(), '01/03/2018');
  await page.getByRole('button', { name: 'Xóa bộ lọc' }).click();
  assert.equal(await status.inputValue(), '');
  assert.equal(await page.getByLabel('Từ ngày').inputValue(), '');
  await page.context().close();
});

test('what was typed and not sent is still there after a reload, and is said to be', async () => {
  const { page } = await openWatched(browser);
  await page.goto(server.url);
  await page.getByLabel('Ghi chú').fill('Đã xong phần khảo sát');
  await page.reload();
  assert.equal(await page.getByLabel('Ghi chú').inputValue(), 'Đã xong phần khảo sát');
  await page.getByText('Lấy lại từ lần trước.').waitFor();
  await page.context().close();
});

test('another person signing in on the same machine finds no draft', async () => {
  const { page } = await openWatched(browser);
  await page.goto(server.url);
  await page.getByLabel('Ghi chú').fill('Chuyện riêng');
  await page.evaluate(`sessionStorage.setItem('dunghen.draft-owner', 'somebody-else')`);
  await page.reload();
  await page.getByLabel('Ghi chú').waitFor();
  assert.equal(await page.evaluate(`sessionStorage.getItem('dunghen.draft.gallery.note')`), null);
  await page.context().close();
});

test('a file is chosen, named, taken out and chosen again; one of another kind is refused in words, dropped or chosen', async () => {
  const { page } = await openWatched(browser, { viewport: { width: 360, height: 800 } });
  await page.goto(server.url);
  const field = page.getByLabel('Văn bản kèm theo');
  const chosen = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.alloc(2048) });
  const long = `${'cong-van-dinh-kem_'.repeat(8)}.pdf`;
  for (const round of ['first', 'again']) {
    await field.setInputFiles(chosen(long));
    await page.getByText(`${long}, 2 kB`).waitFor();
    await page.getByText('Chọn tệp khác').waitFor();
    await assertNoSidewaysScroll(page, `a long name, ${round}`);
    await assertAxeClean(page, `a file chosen, ${round}`);
    await page.getByRole('button', { name: `Bỏ ${long}` }).click();
    await page.getByText('Chọn tệp', { exact: true }).waitFor();
    assert.equal(await field.evaluate((input) => input === document.activeElement), true, 'the keyboard goes on there');
  }
  await field.setInputFiles(chosen('anh.JPG'));
  await page.getByText('Ở đây chỉ nhận tệp .docx, .pdf; “anh.JPG” là loại khác.').waitFor();
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  await assertAxeClean(page, 'a file refused');
  const drop = async (name: string) => {
    const data = await page.evaluateHandle((fileName) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['x'], fileName));
      return transfer;
    }, name);
    await page.getByText('Chọn tệp', { exact: true }).dispatchEvent('drop', { dataTransfer: data });
  };
  await drop('bang.xlsx');
  await page.getByText('“bang.xlsx” là loại khác.').waitFor();
  await drop('Thong bao.PDF');
  await page.getByText('Thong bao.PDF, 1').waitFor();
  assert.equal(await field.getAttribute('aria-invalid'), 'false');
  await page.context().close();
});
