import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { writeCriteriaSet } from '#modules/par-index/domain/set-json.ts';
import type { RoundDetail } from '#modules/par-index/rounds-schema.ts';
import type { SheetDetail } from '#modules/par-index/sheets-schema.ts';
import type { SetDetail } from '#modules/par-index/sets-schema.ts';
import { smallSet } from '#modules/par-index/testing/world.ts';
import {
  assertAccessible,
  assertNoSidewaysScroll,
  openBrowser,
  openWindow,
  PHONE,
  enterAs,
} from './support/browser.ts';
import { signedIn } from './support/client.ts';
import { removeDataDir, type RunningProgram, startProgram } from './support/program.ts';
import { moveClock } from './support/steps.ts';

const TITLE = 'Chấm điểm thử năm 2015';
const IT = 'Sở Thông tin và Truyền thông';
const TOWN = 'Ủy ban nhân dân thành phố Nha Trang';

let program: RunningProgram;
let browser: Browser;
before(async () => {
  program = await startProgram();
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await program.stop();
  removeDataDir(program.dataDir);
});

/** A person signed in, in a window of his own. */
async function enter(login: string) {
  const window = await openWindow(browser, program.address);
  await enterAs(window.page, program.address, login);
  return window;
}

/** Presses what opens a question and says yes in the dialog: both buttons have the same words. */
async function confirm(page: Page, name: string, fill?: (page: Page) => Promise<unknown>): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await fill?.(page);
  await dialog.getByRole('button', { name, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

test('a round from its opening to a citizen who reads the ranking on a phone', async () => {
  const [office, unit, leader] = await Promise.all([enter('snv.cchc'), enter('stttt.vanthu'), enter('ubnd.chutich')]);
  const monitor = await signedIn(program.address, 'snv.cchc');
  const town = await signedIn(program.address, 'ubnd.nhatrang.vanthu');

  // The table is taken in and adopted by two people; that has a journey of its own.
  const file = writeCriteriaSet(smallSet({ id: 'thu-2015', year: 2015, title: 'Bộ tiêu chí thử 2015' }));
  const draft = await monitor.call<SetDetail>('POST', '/api/par/sets', { file });
  await (await signedIn(program.address, 'ubnd.chutich')).call('POST', `/api/par/sets/${draft.id}/adopt`, {
    revision: draft.revision,
  });

  // Sở Nội vụ opens the round in the page: two units, five dates, a mistake told at its field.
  await office.page.goto('/chi-so');
  await office.page.getByRole('link', { name: 'Mở đợt chấm điểm' }).click();
  await office.page.getByRole('combobox', { name: 'Bộ tiêu chí' }).selectOption(draft.id);
  await office.page.getByLabel('Tên đợt').fill(TITLE);
  const day = async (label: string, text: string) => {
    const field = office.page.getByRole('textbox', { name: label, exact: false });
    await field.fill(text);
    // The calendar closes when the field is left.
    await field.blur();
  };
  await day('Hạn tự chấm', '06/03/2018');
  await day('Hạn thẩm định lần 1', '05/03/2018');
  await day('Hạn giải trình', '20/03/2018');
  await day('Hạn thẩm định lần 2', '27/03/2018');
  await day('Ngày công bố', '06/04/2018');
  const units = office.page.getByRole('textbox', { name: 'Đơn vị được chấm' });
  await units.focus();
  const chosen = office.page.getByText(/Đã chọn \d+ đơn vị/);
  const many = Number(/\d+/.exec((await chosen.textContent()) ?? '')?.[0]);
  assert.ok(many > 10, `${many} departments are proposed`);
  for (let left = many; left > 0; left -= 1) await units.press('Backspace');
  for (const name of [IT, TOWN]) {
    await units.fill(name);
    await office.page.getByRole('option', { name }).first().click();
  }
  await office.page.getByText('Đã chọn 2 đơn vị').waitFor();
  // Sở Nội vụ appraises, and the IT department gives the blind second score of the town's sheet.
  const appraisers = office.page.getByRole('textbox', { name: '1. Chỉ đạo' });
  await appraisers.press('Backspace');
  await appraisers.press('Backspace');
  await appraisers.fill(IT);
  await office.page.getByRole('option', { name: IT }).first().click();
  await appraisers.blur();
  await office.page.getByRole('button', { name: 'Dùng cho mọi lĩnh vực' }).click();
  await office.page.getByRole('button', { name: 'Mở đợt chấm điểm' }).click();
  await office.page.getByRole('alert').getByText('Không được trước hạn của bước đứng trước.').waitFor();
  await day('Hạn thẩm định lần 1', '13/03/2018');
  await assertAccessible(office.page, 'opening a round');
  await office.page.getByRole('button', { name: 'Mở đợt chấm điểm' }).click();
  await office.page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
  const roundUrl = office.page.url();
  const roundId = roundUrl.split('/').at(-1) ?? '';
  const round = await monitor.call<RoundDetail>('GET', `/api/par/rounds/${roundId}`);
  const sheetOf = (name: string) => round.sheets.find(({ agency }) => agency.name === name)?.id ?? '';
  const sheet = `/chi-so/phieu/${sheetOf(IT)}`;

  // A deadline is moved, with its reason for everybody.
  await confirm(office.page, 'Dời hạn', async (page) => {
    await page.getByRole('dialog').getByRole('textbox', { name: 'Hạn tự chấm' }).fill('08/03/2018');
    await page.getByLabel('Lý do dời hạn').fill('Đơn vị đề nghị thêm thời gian');
  });
  await office.page.getByText('Các lần dời hạn (1)').click();
  await office.page.getByText('Hạn tự chấm: 06/03/2018 → 08/03/2018').waitFor();
  // The sample for the blind second score.
  await office.page.getByRole('button', { name: 'Rút mẫu' }).click();
  await office.page.getByLabel('Tỷ lệ rút (%)').fill('50');
  await office.page.getByLabel('Số rút thăm').fill('4');
  await office.page.getByRole('button', { name: 'Rút mẫu' }).click();
  await office.page.getByText('Mẫu chấm lại độc lập: 2 tiêu chí.').waitFor();
  await assertAccessible(office.page, 'a round just opened');

  // The unit scores itself, with a document, and locks.
  await unit.page.goto('/chi-so');
  await unit.page.getByRole('link', { name: TITLE }).first().click();
  await unit.page.goto(`${sheet}?tc=1.1`);
  await unit.page.getByRole('button', { name: 'Thêm tài liệu' }).click();
  await unit.page.getByLabel('Số, ký hiệu').fill('12/KH-STTTT');
  await unit.page.getByRole('textbox', { name: 'Ngày ban hành' }).fill('15/01/2015');
  await unit.page.getByLabel('Cơ quan ban hành').fill(IT);
  await unit.page.getByLabel('Trích yếu').fill('Kế hoạch cải cách hành chính năm 2015');
  await unit.page.getByLabel('Tài liệu chứng minh điều gì').fill('Ban hành trước ngày 31/01');
  await unit.page.getByRole('button', { name: 'Thêm tài liệu' }).last().click();
  await unit.page.getByText('12/KH-STTTT').first().waitFor();
  await unit.page.getByRole('radio', { name: 'Đúng hạn' }).check();
  await assertAccessible(unit.page, 'self-scoring a leaf');
  await unit.page.getByRole('button', { name: 'Lưu, sang tiêu chí tiếp' }).click();
  await unit.page.getByLabel('Số đạt').fill('9');
  await unit.page.getByLabel('Tổng số phải thực hiện').fill('10');
  await unit.page.getByText('Được 2,70 / 3,00 điểm').waitFor();
  await unit.page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await confirm(unit.page, 'Chốt phiếu');
  const give = (leaf: string, stage: string, input: object, as = town) =>
    as.call<SheetDetail>('POST', `/api/par/sheets/${sheetOf(TOWN)}/values`, {
      leaf,
      stage,
      input,
      reason: 'Theo hồ sơ',
      after: 0,
    });
  const ratio = { type: 'ratio', ratio: { numerator: 8, denominator: 10 } };
  await give('1.1', 'self', { type: 'timeliness', state: 'late' });
  await give('1.2', 'self', ratio);
  await town.call('POST', `/api/par/sheets/${sheetOf(TOWN)}/lock`);

  // The appraiser adjusts and asks for an explanation.
  await office.page.goto(roundUrl);
  await confirm(office.page, 'Chuyển sang thẩm định lần 1');
  await office.page.goto(`${sheet}?tc=1.1`);
  await office.page.getByRole('button', { name: 'Yêu cầu giải trình' }).click();
  await office.page.getByLabel('Cần đơn vị làm rõ điều gì').fill('Nêu ngày văn bản đến Sở Nội vụ');
  await office.page.getByRole('button', { name: 'Gửi yêu cầu' }).click();
  await office.page.getByText('Nêu ngày văn bản đến Sở Nội vụ').first().waitFor();
  await office.page.getByRole('checkbox', { name: 'Đã xem: 12/KH-STTTT' }).check();
  await office.page.getByRole('button', { name: 'Điều chỉnh' }).click();
  await office.page.getByRole('radio', { name: 'Trễ hạn' }).check();
  await office.page.getByRole('textbox', { name: 'Lý do' }).fill('Văn bản đến ngày 20/02');
  await assertAccessible(office.page, 'the first appraisal of a leaf');
  await office.page.getByRole('button', { name: 'Lưu, sang tiêu chí tiếp' }).click();
  await office.page.getByRole('button', { name: /^Chấp nhận 2,70 điểm/ }).click();
  await office.page.getByRole('textbox', { name: /^Điểm/ }).fill('0,9');
  await office.page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await office.page.getByText('Đã lưu tiêu chí 2.1.').waitFor();
  await give('1.1', 'appraisal-1', { type: 'timeliness', state: 'late' }, monitor);
  await give('1.2', 'appraisal-1', ratio, monitor);
  await give('2.1', 'appraisal-1', { type: 'points', points: 60 }, monitor);
  // The second appraiser sees the town's claim, not the first score, and scores the two leaves that were drawn.
  await unit.page.goto(`/chi-so/phieu/${sheetOf(TOWN)}?tc=1.1`);
  await unit.page.getByRole('heading', { name: 'Chấm lại độc lập' }).waitFor();
  assert.equal(await unit.page.getByRole('rowheader', { name: 'Thẩm định lần 1' }).count(), 0);
  await unit.page.getByRole('radio', { name: 'Trễ hạn' }).check();
  await assertAccessible(unit.page, 'a blind second score');
  await unit.page.getByRole('button', { name: 'Lưu, sang tiêu chí tiếp' }).click();
  await unit.page.getByRole('textbox', { name: /^Điểm/ }).fill('0,5');
  await unit.page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await unit.page.getByText('Đã lưu tiêu chí 2.1.').waitFor();
  await office.page.goto(roundUrl);
  await office.page.getByRole('heading', { name: 'Chất lượng thẩm định' }).waitFor();
  await office.page.getByText(/2 cặp chấm độc lập đã đủ. Số cặp trùng đến từng phần trăm điểm: 1\/2/).waitFor();
  await assertAccessible(office.page, 'a round appraised once');
  await confirm(office.page, 'Chuyển sang giải trình');

  // The unit explains, only where it was asked.
  await unit.page.goto(`${sheet}?tc=1.1`);
  await unit.page.getByText('Nêu ngày văn bản đến Sở Nội vụ').first().waitFor();
  await unit.page.getByLabel('Nội dung giải trình').fill('Gửi trên trục liên thông ngày 16/01, có dấu thời gian');
  await assertAccessible(unit.page, 'an explanation');
  await unit.page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await confirm(unit.page, 'Chốt giải trình');

  // The second appraisal, and what was surveyed.
  await office.page.goto(roundUrl);
  await confirm(office.page, 'Chuyển sang thẩm định lần 2');
  await office.page.goto(`${sheet}?tc=1.1`);
  await office.page.getByText('Gửi trên trục liên thông').first().waitFor();
  await office.page.getByRole('radio', { name: 'Đúng hạn' }).check();
  await office.page.getByRole('textbox', { name: 'Lý do' }).fill('Đã đối chiếu dấu thời gian');
  await office.page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await office.page.getByText('Đã lưu tiêu chí 1.1.').waitFor();
  await office.page.goto(roundUrl);
  await confirm(office.page, 'Chuyển sang hội đồng thẩm định');
  await office.page.getByRole('link', { name: 'Nhập kết quả khảo sát, số liệu thống kê' }).click();
  const table = (index: string) =>
    [
      'Đơn vị;Mã tiêu chí;Chỉ số (%);Số phiếu hợp lệ;Số đạt;Tổng số',
      `${IT};2.2;${index};400;;`,
      `${TOWN};2.2;75,5;380;;`,
      `${IT};2.3;;;6;10`,
      `${TOWN};2.3;;;4;10`,
    ].join('\n');
  await office.page.getByLabel('Hoặc dán bảng vào đây').fill(table('0,9'));
  await office.page.getByRole('button', { name: 'Kiểm tra bảng' }).click();
  await office.page.getByText(/Dòng 2, cột "Chỉ số \(%\)"/).waitFor();
  await assertAccessible(office.page, 'a table of results with a mistake');
  await office.page.getByLabel('Hoặc dán bảng vào đây').fill(table('90'));
  await office.page.getByLabel('Nguồn').fill('Báo cáo 12/BC-SNV');
  await office.page.getByRole('textbox', { name: 'Khảo sát từ ngày' }).fill('05/01/2018');
  await office.page.getByRole('textbox', { name: 'Đến ngày' }).fill('25/01/2018');
  await office.page.getByRole('button', { name: 'Kiểm tra bảng' }).click();
  await office.page.getByRole('button', { name: 'Ghi 4 kết quả' }).click();
  await office.page.getByText('Đã đủ số liệu cho mọi đơn vị.').waitFor();

  // The council closes; the unit replies and is answered.
  await office.page.goto(roundUrl);
  await confirm(office.page, 'Chốt kết quả của hội đồng', async (page) => {
    const until = page.getByRole('dialog').getByRole('textbox', { name: 'Đơn vị phản hồi đến hết ngày' });
    await until.fill('26/02/2018');
    await until.blur();
  });
  await unit.page.goto(`${sheet}?tc=2.1`);
  await unit.page.getByLabel('Phản hồi của cơ quan').fill('Báo cáo có đủ nội dung, đề nghị xem lại');
  await unit.page.getByRole('button', { name: 'Gửi phản hồi' }).click();
  await unit.page.getByText('Chờ trả lời').waitFor();
  await assertAccessible(unit.page, 'the right of reply');
  await town.call('POST', `/api/par/sheets/${sheetOf(TOWN)}/seen`);
  await office.page.goto(`${sheet}?tc=2.1`);
  await office.page.getByRole('radio', { name: 'Tiếp thu' }).check();
  await office.page.getByLabel('Điểm sửa lại').fill('1');
  await office.page.getByLabel('Trả lời').last().fill('Đã xem lại, nội dung đầy đủ');
  await office.page.getByRole('button', { name: 'Gửi trả lời' }).click();
  await office.page.getByText('Đã trả lời phản hồi.').waitFor();

  // Another person approves when the window is over; then it is public.
  await leader.page.goto('/');
  await moveClock(leader.page, 'Sáng làm việc kế tiếp', /27\/02\/2018/);
  await leader.page.goto(roundUrl);
  await confirm(leader.page, 'Phê duyệt kết quả', (page) =>
    page.getByLabel('Số, ký hiệu quyết định').fill('141/QĐ-UBND'),
  );
  await office.page.goto(roundUrl);
  await confirm(office.page, 'Công bố kết quả');
  await office.page.getByText('Tiền lệ của đợt này', { exact: false }).click();
  await office.page.getByText('Tự chấm 2,00, thẩm định lần 1 1,00, lần 2 2,00; kết quả 2,00.').waitFor();
  await assertAccessible(office.page, 'a published round');

  const citizen = await openWindow(browser, program.address, PHONE);
  await citizen.page.goto(`/cong-khai/xep-hang/${roundId}`);
  await citizen.page.getByText(TOWN).first().waitFor();
  await citizen.page.getByText(IT).first().waitFor();
  // 2.00 + 2.70 + 1.00 + 2.70 + 1.00 of ten points.
  await citizen.page
    .getByText(/94,00\s?%/)
    .first()
    .waitFor();
  await assertAccessible(citizen.page, 'the ranking on a phone');
  await assertNoSidewaysScroll(citizen.page, 'the ranking on a phone');
  assert.deepEqual(
    [office, unit, leader, citizen].flatMap(({ faults }) => faults),
    [],
  );
});
