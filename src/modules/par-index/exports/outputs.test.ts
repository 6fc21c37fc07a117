import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import test from 'node:test';
import excel from 'exceljs';
import { extractText } from 'unpdf';
import type { Attachment } from '#platform/http/attachment.ts';
import { DEMONSTRATION_LABEL, leavesOf } from '../domain/criteria-set.ts';
import { leavesToExplain } from './explanations.ts';
import {
  exportCommentAnswers,
  exportCommentAnswersXlsx,
  exportDifficulties,
  exportEvidence,
  exportEvidenceXlsx,
  exportExplanations,
  exportMinistrySheetXlsx,
  exportProposalLetter,
  exportSelfReport,
  exportSummaryXlsx,
} from './index.ts';
import { OFFICIAL, sampleComments, sampleProposal, sampleSheet } from './testing/sample.ts';

const data = sampleSheet();

async function pdfPages(file: Promise<Attachment>): Promise<string[]> {
  const { text } = await extractText((await file).bytes.slice(), { mergePages: false });
  return text.map((page) => page.replace(/\s+/g, ' '));
}

async function sheetOf(file: Promise<Attachment>): Promise<excel.Worksheet> {
  const book = new excel.Workbook();
  await book.xlsx.read(Readable.from([(await file).bytes]));
  const [sheet] = book.worksheets;
  assert.ok(sheet);
  return sheet;
}

test('every output of a demonstration says so on every page and sheet', async () => {
  const documents = [
    exportSelfReport(data, OFFICIAL, 'pdf'),
    exportExplanations(data, OFFICIAL, 'pdf'),
    exportDifficulties(data, OFFICIAL, 'pdf'),
    exportEvidence(data, OFFICIAL, 'pdf'),
    exportProposalLetter(sampleProposal(), OFFICIAL, 'pdf'),
    exportCommentAnswers(sampleComments(), OFFICIAL, 'pdf'),
  ];
  for (const one of documents) {
    const pages = await pdfPages(one);
    for (const [at, page] of pages.entries())
      assert.ok(page.includes(DEMONSTRATION_LABEL), `${(await one).name}, page ${at + 1}`);
  }
  const sheets = [
    exportSummaryXlsx(data),
    exportMinistrySheetXlsx(data),
    exportEvidenceXlsx(data),
    exportCommentAnswersXlsx(sampleComments()),
  ];
  for (const one of sheets) {
    const sheet = await sheetOf(one);
    assert.equal(sheet.getCell('A1').value, DEMONSTRATION_LABEL, (await one).name);
    assert.ok(sheet.headerFooter.oddFooter?.includes(DEMONSTRATION_LABEL));
  }
});

test('the dossier has its three parts, and the result up front', async () => {
  const whole = (await pdfPages(exportSelfReport(data, OFFICIAL, 'pdf'))).join(' ');
  for (const part of [
    'BẢNG TỔNG HỢP KẾT QUẢ TỰ ĐÁNH GIÁ, CHẤM ĐIỂM',
    'GIẢI TRÌNH TIÊU CHÍ KHÔNG CÓ HOẶC CHƯA ĐỦ TÀI LIỆU KIỂM CHỨNG',
    'KHÓ KHĂN, VƯỚNG MẮC VÀ KIẾN NGHỊ (Kèm theo Báo cáo',
  ])
    assert.ok(whole.includes(part), part);
  assert.match(whole, /đạt 72,57\/98,75 điểm, chỉ số 73,49%/);
  assert.match(whole, /Tiêu chí 1\.1\.1: Tính thời hạn từ ngày nhận được kế hoạch/);
});

test('a unit without difficulties and with all its evidence has neither annex, and the report says so', async () => {
  const evidence = leavesOf(data.set.fields).map(({ code }) => ({
    number: '1/BC',
    issuedOn: '2017-12-01',
    issuer: data.unit,
    subject: 'Báo cáo',
    file: null,
    leaves: [{ code, fact: 'Mục I' }],
  }));
  const missing = leavesOf(data.set.fields).filter(({ scorer, code }) => scorer === 'unit' && !data.leaves.has(code));
  const leaves = new Map(data.leaves);
  for (const { code } of missing) leaves.set(code, { self: 0 });
  const whole = (
    await pdfPages(exportSelfReport({ ...data, evidence, leaves, difficulties: [] }, OFFICIAL, 'pdf'))
  ).join(' ');
  assert.ok(whole.includes('Không có tiêu chí phải giải trình.'));
  assert.ok(!whole.includes('Phụ lục II'));
});

test('explained is what has no evidence, a document without a fact, or no score; never a survey or what does not apply', () => {
  const found = new Map(leavesToExplain(data).map(({ leaf, because }) => [leaf.code, because]));
  const leaves = leavesOf(data.set.fields);
  for (const [at, leaf] of leaves.entries()) {
    const line = data.leaves.get(leaf.code) ?? {};
    const expected =
      leaf.scorer !== 'unit' || line.self === null
        ? undefined
        : line.self === undefined
          ? 'not-scored'
          : at % 3 === 0
            ? 'no-evidence'
            : at % 5 === 0
              ? 'no-fact'
              : undefined;
    assert.equal(found.get(leaf.code), expected, leaf.code);
  }
  assert.equal(new Set(found.values()).size, 3, 'the sample has all three');
});

test('the sheet for the Ministry has one row a leaf in the order of the set, with evidence in words', async () => {
  const sheet = await sheetOf(exportMinistrySheetXlsx(data));
  const codes = leavesOf(data.set.fields).map(({ code }) => code);
  const first = 7;
  assert.deepEqual(
    codes.map((_, at) => sheet.getCell(`A${first + at}`).value),
    codes,
  );
  const proved = codes.indexOf(data.evidence[0]?.leaves[0]?.code ?? '');
  assert.match(
    sheet.getCell(`I${first + proved}`).text,
    /^2\/BC-STTTT ngày 15\/12\/2017 của Sở Thông tin và Truyền thông: /,
  );
  const own = data.leaves.get(codes[0] ?? '')?.self ?? 0;
  assert.equal(sheet.getCell(`G${first}`).value, own / 100);
});

test('the letter holds reason, precedent, request and effect; its annex every unit before and after', async () => {
  const proposal = sampleProposal();
  const pages = await pdfPages(exportProposalLetter(proposal, OFFICIAL, 'pdf'));
  const whole = pages.join(' ');
  assert.equal(proposal.effect.reason.before?.kind, 'noise');
  for (const text of [
    'V/v kiến nghị điều chỉnh tiêu chí 8.3.2',
    'Kính gửi: Bộ Nội vụ.',
    'chênh lệch điểm giữa các đơn vị là do sai số',
    'Thông báo kết luận ngày 26/02/2018 của Ban Chỉ đạo: xác định tiêu chí chưa hợp lý.',
    'Không sử dụng tiêu chí 8.3.2',
    `${proposal.effect.moved} đơn vị thay đổi thứ hạng`,
  ])
    assert.ok(whole.includes(text), text);
  for (const name of proposal.unitNames.values()) assert.ok(pages.at(-1)?.includes(name), name);
});

test('a proposal says what it asks: another weight, another rule', async () => {
  const reweighted = (await pdfPages(exportProposalLetter(sampleProposal('reweight'), OFFICIAL, 'pdf'))).join(' ');
  assert.match(reweighted, /Điều chỉnh điểm tối đa của tiêu chí 8\.3\.2 từ 1,50 điểm thành 0,75 điểm\./);
  const ruled = (await pdfPages(exportProposalLetter(sampleProposal('replace-rule'), OFFICIAL, 'pdf'))).join(' ');
  assert.match(ruled, /Quy tắc đề nghị: Đạt từ 90% trở lên được điểm tối đa\./);
});

test('comments stand in the order of the set with what became of each; a formula in one stays text', async () => {
  const sheet = await sheetOf(exportCommentAnswersXlsx(sampleComments()));
  const rows = [6, 7, 8].map((row) => [2, 4, 5].map((column) => sheet.getRow(row).getCell(column).text));
  assert.deepEqual(
    rows.map(([leaf = '', , answer]) => [leaf.split('.')[0], answer]),
    [
      ['Chung', 'Chưa trả lời'],
      ['1', 'Giải trình'],
      ['1', 'Tiếp thu một phần'],
    ],
  );
  assert.equal(sheet.getCell('D8').value, '=Đề nghị bỏ điều kiện bố trí kinh phí');
  const whole = (await pdfPages(exportCommentAnswers(sampleComments(), OFFICIAL, 'pdf'))).join(' ');
  assert.match(whole, /Nhận 3 ý kiến: tiếp thu 0, tiếp thu một phần 1, giải trình 1, chưa trả lời 1\./);
  assert.match(whole, /Chưa có ý kiến: Thanh tra tỉnh\./);
});

test('evidence is listed by the criterion it proves, with the day as a day', async () => {
  const sheet = await sheetOf(exportEvidenceXlsx(data));
  const order = data.evidence.map((_, at) => sheet.getCell(`F${7 + at}`).text.split(':')[0]);
  const codes = leavesOf(data.set.fields).map(({ code }) => code);
  const places = order.map((code) => codes.indexOf(code ?? ''));
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  );
  assert.ok(sheet.getCell('C7').value instanceof Date);
});

test('files have names that are safe in a header, and the right media type', async () => {
  const file = await exportSelfReport(data, OFFICIAL, 'docx');
  assert.equal(file.name, 'bao-cao-tu-danh-gia-2017-so-thong-tin-va-truyen-thong.docx');
  assert.match(file.mediaType, /wordprocessingml/);
  assert.equal(Buffer.from(file.bytes.subarray(0, 2)).toString(), 'PK');
});
