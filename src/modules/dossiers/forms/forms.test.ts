import assert from 'node:assert/strict';
import test from 'node:test';
import { extractText, getDocumentProxy } from 'unpdf';
import { instantAt } from '#kernel/vietnam-time.ts';
import { type PaperForm, renderFormDocx, renderFormPdf, renderXlsx } from '#modules/documents/public.ts';
import { partsOf, shownText } from '#modules/documents/testing/parts.ts';
import { lawOn, formsOn } from '#modules/procedures/domain/law.ts';
import {
  apologyForm,
  bookForm,
  bookWorkbook,
  checkBook,
  controlForm,
  FORM_NUMBERS,
  receiptForm,
  refusalForm,
  stopForm,
  supplementForm,
} from './index.ts';
import { bareDossier, sampleBook, sampleDossier } from './testing/sample.ts';

const dossier = sampleDossier();
const newer = sampleDossier({ set: 'TT03/2025' });
const agency = { parent: 'Ủy ban nhân dân tỉnh', name: 'Sở Xây dựng', place: 'Khánh Hòa', contact: null };
const apology = {
  number: '03/PXL-SXD',
  on: '2019-04-01',
  agency,
  reason: 'Chờ ý kiến của Sở Tài nguyên và Môi trường.',
  newDueAt: instantAt('2019-04-09', 16 * 60),
  newPlace: 'Bộ phận Tiếp nhận và Trả kết quả',
  signerTitle: 'Giám đốc',
  signer: 'Trần Văn Minh Họa',
  superior: 'Ủy ban nhân dân tỉnh',
};
const stop = {
  number: null,
  on: null,
  agency,
  reason: 'Người nộp không bổ sung giấy tờ.',
  document: null,
  signerTitle: null,
  signer: null,
};

/** Each form with what one-stop practice reads on it (TT 01/2018/TT-VPCP, TT 03/2025/TT-VPCP). */
const FORMS: readonly { name: string; form: PaperForm; size: readonly number[]; says: readonly string[] }[] = [
  {
    name: '01 giấy tiếp nhận',
    form: receiptForm(dossier),
    size: [148, 210],
    says: [
      'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
      'BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ',
      'Mã hồ sơ: 000.00.06.H32-190312-0001',
      'Khánh Hòa, ngày 12 tháng 3 năm 2019',
      'Tiếp nhận hồ sơ của: Đặng Thị Ưỡn',
      '056190000001',
      'Địa chỉ: 12 Lý Tự Trọng, phường Lộc Thọ',
      'Số điện thoại: 0905 000 001',
      'Email: uon@example.vn',
      'Nội dung yêu cầu giải quyết: Cấp giấy phép xây dựng nhà ở riêng lẻ',
      'Chủ hồ sơ: Nguyễn Hữu Nghĩa',
      'Địa chỉ chủ hồ sơ: 7 Yersin',
      'Giấy tờ chứng minh quyền sử dụng đất',
      'Số lượng hồ sơ (bộ): 02',
      'theo quy định: 15 ngày làm việc',
      'Thời gian nhận hồ sơ: 09 giờ 05 phút, ngày 12 tháng 03 năm 2019',
      'Thời gian trả kết quả: 09 giờ 05 phút, ngày 02 tháng 04 năm 2019',
      'Phí, lệ phí: 75.000 đồng',
      'Cách thu: Khi nhận kết quả',
      'Đăng ký nhận kết quả tại: Bộ phận Tiếp nhận và Trả kết quả Sở Xây dựng',
      'mang theo: Giấy này và giấy tờ tùy thân',
      'NGƯỜI NỘP HỒ SƠ',
      'NGƯỜI TIẾP NHẬN HỒ SƠ',
      'Lê Ngọc Ánh',
    ],
  },
  {
    name: '02 phiếu yêu cầu bổ sung',
    form: supplementForm(dossier, {
      number: '12/PYC-BPMC',
      on: '2019-03-13',
      papers: dossier.papers.slice(2),
      reason: 'Bản vẽ chưa có chữ ký của người thiết kế.',
      guide: 'Lê Ngọc Ánh',
    }),
    size: [148, 210],
    says: [
      'PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ',
      'Số: 12/PYC-BPMC',
      'Khánh Hòa, ngày 13 tháng 3 năm 2019',
      'Hồ sơ của: Đặng Thị Ưỡn',
      'Bản vẽ thiết kế xây dựng',
      'Lý do: Bản vẽ chưa có chữ ký của người thiết kế.',
      'liên hệ: Điện thoại 0258 000 000',
      'NGƯỜI HƯỚNG DẪN',
    ],
  },
  {
    name: '03 phiếu từ chối',
    form: refusalForm(dossier, {
      number: '01/PTC',
      on: '2019-03-12',
      reason: 'Không thuộc thẩm quyền.',
      officer: 'Lê Ngọc Ánh',
    }),
    size: [148, 210],
    says: [
      'PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ',
      'Lý do: Không thuộc thẩm quyền.',
      'NGƯỜI NỘP HỒ SƠ',
      'NGƯỜI TIẾP NHẬN HỒ SƠ',
    ],
  },
  {
    name: '04 phiếu xin lỗi (2018)',
    form: apologyForm(dossier, apology),
    size: [148, 210],
    says: [
      'PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ',
      'Số: 03/PXL-SXD',
      'Kính gửi: Nguyễn Hữu Nghĩa (người nộp: Đặng Thị Ưỡn)',
      'Ngày 12 tháng 03 năm 2019',
      'Mã hồ sơ: 000.00.06.H32-190312-0001',
      'Thời gian hẹn trả kết quả: 09 giờ 05 phút, ngày 02 tháng 04 năm 2019',
      'Cơ quan giải quyết: Sở Xây dựng',
      'Sở Xây dựng không giải quyết xong hồ sơ kịp thời gian đã hẹn.',
      'Lý do: Chờ ý kiến của Sở Tài nguyên và Môi trường.',
      'Thời gian trả kết quả mới: 16 giờ 00 phút, ngày 09 tháng 04 năm 2019',
      'GIÁM ĐỐC',
      'Trần Văn Minh Họa',
      'Ủy ban nhân dân tỉnh (để báo cáo)',
    ],
  },
  {
    name: '04 không hẹn ngày mới',
    form: apologyForm(dossier, { ...apology, newDueAt: null, on: '2019-04-03' }),
    size: [148, 210],
    says: [
      'THƯ XIN LỖI VỀ VIỆC CHẬM TRẢ KẾT QUẢ',
      'Đến nay, Sở Xây dựng chưa trả được kết quả',
      'xin lỗi Ông/Bà, tổ chức về sự chậm trễ này và sẽ báo ngay khi có kết quả.',
    ],
  },
  {
    name: '04 văn bản xin lỗi (2025)',
    form: apologyForm(newer, apology),
    size: [148, 210],
    says: ['VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT'],
  },
  {
    name: '05 thông báo dừng (2025)',
    form: stopForm(newer, stop),
    size: [148, 210],
    says: ['THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ', 'Lý do: Người nộp không bổ sung giấy tờ.', 'THỦ TRƯỞNG CƠ QUAN'],
  },
  {
    name: '05 / 06 phiếu kiểm soát',
    form: controlForm(dossier, {
      agencyName: 'Sở Xây dựng',
      coordinating: ['Sở Tài nguyên và Môi trường', 'UBND thành phố Nha Trang'],
      handOvers: [
        {
          from: 'Bộ phận Một cửa',
          to: 'Phòng Quản lý xây dựng',
          at: instantAt('2019-03-12', 10 * 60 + 20),
          fromPerson: 'Lê Ngọc Ánh',
          toPerson: 'Võ Thành',
          result: 'late',
          note: 'Lỗi kết nối',
        },
      ],
    }),
    size: [148, 210],
    says: [
      'PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ',
      'Chủ hồ sơ: Nguyễn Hữu Nghĩa',
      'Cơ quan chủ trì giải quyết: Sở Xây dựng',
      'Sở Tài nguyên và Môi trường; UBND thành phố Nha Trang',
      '1. Giao: Bộ phận Một cửa',
      '2. Nhận: Phòng Quản lý xây dựng',
      '10 giờ 20 phút, ngày 12 tháng 03 năm 2019',
      'Quá hạn',
      'Lỗi kết nối',
    ],
  },
  {
    name: '06 / 07 sổ theo dõi',
    form: bookForm(sampleBook(30)),
    size: [297, 210],
    says: ['SỔ THEO DÕI HỒ SƠ', 'Năm 2019', '09:00 12/03/2019', '15:00 29/03/2019', '30'],
  },
];

const flat = (text: string) => text.replace(/\s+/g, ' ');

for (const { name, form, size, says } of FORMS) {
  test(`${name}: the PDF has its paper and says what the form asks for`, async () => {
    const pdf = await renderFormPdf(form);
    const { text } = await extractText(pdf.slice(), { mergePages: true });
    for (const one of says) assert.ok(flat(text).includes(one), `${one} in ${flat(text)}`);
    const page = await (await getDocumentProxy(pdf.slice())).getPage(1);
    assert.deepEqual(
      page.view.slice(2).map((points) => Math.round((points / 72) * 25.4)),
      size,
    );
  });

  test(`${name}: the Word file says the same`, async () => {
    const xml = (await partsOf(await renderFormDocx(form))).get('word/document.xml') ?? '';
    const shown = flat(shownText(xml.replaceAll('<w:br/>', ' ')));
    for (const one of says) assert.ok(shown.includes(one), `${one} in ${shown}`);
    assert.equal(xml, xml.normalize('NFC'));
  });
}

test('a receipt of three papers is one half sheet', async () => {
  assert.equal((await getDocumentProxy(await renderFormPdf(receiptForm(dossier)))).numPages, 1);
});

test('what is not known is a line to write on, never a guess', () => {
  const bare = receiptForm(bareDossier());
  const fields = bare.body.flatMap((block) => (block.kind === 'fields' ? block.fields : []));
  const known = fields.filter(({ value }) => value !== null).map(({ label, value }) => `${label}: ${value}`);
  assert.deepEqual(known, [
    'Tiếp nhận hồ sơ của: Mấu Thị Bích',
    'Nội dung yêu cầu giải quyết: Cấp giấy phép xây dựng nhà ở riêng lẻ',
    'Thời gian nhận hồ sơ: ...... giờ ...... phút, ngày ...... tháng ...... năm ..........',
    'Thời gian trả kết quả: ...... giờ ...... phút, ngày ...... tháng ...... năm ..........',
  ]);
  assert.equal(bare.head.date, null);
  assert.deepEqual(
    bare.marks.map(({ kind }) => kind),
    ['code-128'],
  );
});

test('the hour the limit counts from is on the receipt only where the law has it shown', () => {
  const label = 'Thời hạn tính từ khi hồ sơ đầy đủ, hợp lệ';
  const shown = (form: PaperForm) =>
    form.body.some((block) => block.kind === 'fields' && block.fields[0]?.label === label);
  assert.equal(shown(receiptForm(dossier)), false);
  assert.equal(shown(receiptForm(sampleDossier({ clockStartsAt: instantAt('2026-08-06', 8 * 60) }))), true);
});

test('a dossier keeps the set of forms of its day', () => {
  const setOf = (day: string) => formsOn(lawOn(day), day);
  assert.deepEqual(setOf('2018-03-12'), { forms: 'TT01/2018', official: false });
  assert.deepEqual(setOf('2019-01-06'), { forms: 'TT01/2018', official: true });
  assert.deepEqual(setOf('2025-09-14').forms, 'TT01/2018');
  assert.deepEqual(setOf('2025-09-15'), { forms: 'TT03/2025', official: true });
  assert.equal(Object.keys(FORM_NUMBERS['TT01/2018']).length, 6);
  assert.equal(Object.keys(FORM_NUMBERS['TT03/2025']).length, 7);
});

test('a book with a gap or a double is not printed', () => {
  const { lines } = sampleBook(3);
  const [first, second, third] = lines;
  assert.ok(first && second && third);
  const check = (made: typeof lines) => () => checkBook({ lines: made });
  assert.throws(check([first, third]), /number 3/);
  assert.throws(check([first, first]), /number 1/);
  assert.throws(check([second]), /number 2/);
  assert.doesNotThrow(check([first, second, third]));
});

test('the book as a workbook has a figure in its first column and is whole', async () => {
  const parts = await partsOf(await renderXlsx(bookWorkbook(sampleBook(250))));
  const sheet = parts.get('xl/worksheets/sheet1.xml') ?? '';
  assert.match(sheet, /<c r="A\d+"[^>]*><v>250<\/v>/);
  assert.match(parts.get('xl/sharedStrings.xml') ?? '', /SỔ THEO DÕI|Sổ theo dõi hồ sơ/);
});

test('a letter that promises no new day has no line on which one could be written', () => {
  const alone = apologyForm(dossier, { ...apology, newDueAt: null });
  const labels = alone.body.flatMap((block) => (block.kind === 'fields' ? block.fields.map(({ label }) => label) : []));
  assert.ok(!labels.some((label) => /mới|Địa điểm/.test(label)), labels.join('; '));
});

test('a fee that depends on the case has a line of its own, a short one stands beside the way it is paid', () => {
  const linesOf = (fee: string) =>
    receiptForm({ ...dossier, fee }).body.flatMap((block) =>
      block.kind === 'fields' && block.fields[0]?.label === 'Phí, lệ phí' ? [block.fields.length] : [],
    );
  assert.deepEqual(linesOf('75.000 đồng'), [2]);
  assert.deepEqual(linesOf('1.400.000 đồng trực tiếp hoặc bưu chính; 700.000 đồng trực tuyến'), [1]);
});
