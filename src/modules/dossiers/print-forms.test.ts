import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import { extractText, getDocumentProxy } from 'unpdf';
import { partsOf, shownText } from '#modules/documents/testing/parts.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { papersNow } from './domain/papers.ts';
import type { FormName } from './domain/forms.ts';
import type { DossierDetail } from './detail-schema.ts';
import { aDossier, dossierSeed, makeWorld, reception } from './testing/world.ts';

/** The files are kept where DUNGHEN_PICTURES names a folder, to be looked at. */
const PICTURES = process.env['DUNGHEN_PICTURES'];
const province = await testProvince({ at: '2018-07-02T09:05', seed: dossierSeed });
const world = await makeWorld(province);
const clerk = world.as('clerk');
const officer = world.as('officer');
const head = world.as('head');
const paper = { name: 'Bản vẽ thiết kế, có chữ ký', originals: 1, copies: 2 };
const owner = { name: 'Công ty TNHH Ưu Việt', kind: 'enterprise', address: '7 Yersin, Nha Trang' };

/** What both files say; the same words in each, on one size of paper. */
async function printed(id: string, name: FormName, year = 2018, by = clerk): Promise<string> {
  const url = `/api/dossiers/${id}/forms/${name}`;
  const pdf = await by.file(`${url}.pdf`);
  const docx = await by.file(`${url}.docx`);
  if (PICTURES) {
    mkdirSync(PICTURES, { recursive: true });
    writeFileSync(`${PICTURES}/${year}-${name}.pdf`, pdf.bytes);
    writeFileSync(`${PICTURES}/${year}-${name}.docx`, docx.bytes);
  }
  assert.match(String(pdf.headers['content-type']), /^application\/pdf/);
  assert.match(String(docx.headers['content-type']), /wordprocessingml/);
  // Shown to be printed at once; a Word file is saved.
  assert.match(String(pdf.headers['content-disposition']), /^inline; filename=/);
  assert.doesNotMatch(String(pdf.headers['content-security-policy']), /sandbox|script/);
  assert.match(String(docx.headers['content-disposition']), /^attachment/);
  assert.match(String(docx.headers['content-security-policy']), /sandbox/);
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf.bytes)), { mergePages: true });
  const word = shownText((await partsOf(docx.bytes)).get('word/document.xml') ?? '');
  const squeezed = (value: string) => value.normalize('NFC').replaceAll(/\s+/gu, ' ');
  assert.ok(squeezed(word).includes('Mã hồ sơ'), word);
  return squeezed(text);
}

const says = (text: string, ...parts: readonly string[]) => {
  for (const part of parts) assert.ok(text.includes(part), `${part}\n${text}`);
};
const cannotPrint = async (dossier: DossierDetail, name: FormName, by = clerk) => {
  const refusal = await by.refused('GET', `/api/dossiers/${dossier.id}/forms/${name}.pdf`);
  assert.deepEqual([refusal.status, refusal.code], [409, 'dossiers.form_not_ready']);
  return refusal.detail;
};

async function withOfficer(): Promise<DossierDetail> {
  const sent = await clerk.act(await aDossier(world, { owner, sets: 2 }), 'forward');
  return head.act(sent, 'advance', { officerId: world.actors.officer.personId });
}

test('the receipt says what came, when, until when, for how much and who took it, in Word and PDF alike', async () => {
  const dossier = await aDossier(world, { owner, sets: 2 });
  const text = await printed(dossier.id, 'giay-tiep-nhan');
  const [first] = world.procedure.papers;
  says(
    text,
    'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
    `Mã hồ sơ: ${dossier.code}`,
    'Tiếp nhận hồ sơ của: Nguyễn Thị Hòa',
    '056190001234',
    'Chủ hồ sơ: Công ty TNHH Ưu Việt',
    'Số lượng hồ sơ (bộ): 02',
    `theo quy định: ${world.procedure.limit.text}`,
    'Thời gian nhận hồ sơ: 09 giờ 05 phút, ngày 02 tháng 07 năm 2018',
    'Thời gian trả kết quả: 09 giờ 05 phút, ngày 16 tháng 07 năm 2018',
    'Phí, lệ phí',
    'Ngô Văn Thư',
    (first?.name ?? '').slice(0, 20),
  );
  if (world.procedure.fee.amountVnd)
    says(text, `${String(world.procedure.fee.amountVnd).replace(/\B(?=(\d{3})+$)/g, '.')} đồng`);
});

test('the receipt says how the fee is paid and what to bring, as far as the counter knows it', async () => {
  const paid = world.procedures.find(
    ({ fee, competent }) => fee.text.includes('trực tuyến') && competent.kind === 'code',
  );
  const free = world.procedures.find(({ fee }) => fee.amountVnd === 0);
  assert.ok(paid && free);
  const receiptOf = async (more: object) => {
    const { id } = await aDossier(world, { papers: [], ...more });
    return printed(id, 'giay-tiep-nhan');
  };
  const procedureVersionId = paid.versionId;
  const told = await receiptOf({ procedureVersionId, feeWay: 'on-return', content: 'Cấp lại do mất' });
  says(told, 'Cách thu: khi nhận kết quả', 'mang theo: giấy này, giấy tờ tùy thân, phí, lệ phí', 'Cấp lại do mất');
  const owner = { name: 'Nguyễn Văn Chủ' };
  const unsaid = await receiptOf({ procedureVersionId, owner, authorisation: 'Giấy ủy quyền số 1' });
  says(unsaid, 'mang theo: giấy này, giấy tờ tùy thân, giấy ủy quyền', 'Cách thu: Đăng ký nhận kết quả');
  says(await receiptOf({ returnWay: 'post' }), 'không phải đến, kết quả gửi qua bưu chính');
  // A fee by channel is none of one amount: all of it is printed.
  says(unsaid, paid.fee.text.slice(0, 40));
  says(await receiptOf({ procedureVersionId: free.versionId }), 'Phí, lệ phí: Không thu', 'không có khoản thu');
});

test('the receipt of a completed dossier lists what completed it, certified copies apart from plain ones', async () => {
  const [first, second] = world.procedure.papers;
  const papers = [
    { key: first?.key, name: 'Đơn đề nghị', originals: 1 },
    { key: second?.key, name: 'Hợp đồng công chứng', certified: 3, received: false },
  ];
  const missing = [{ key: second?.key, name: 'Hợp đồng công chứng', certified: 3 }];
  const asked = await clerk.post<DossierDetail>(
    '/api/dossiers',
    reception(world, { decision: 'request-completion', reason: 'Thiếu hợp đồng', papers, missing }),
  );
  assert.deepEqual(
    papersNow(asked.papers).map(({ received }) => received),
    [true, false],
  );
  const accepted = await clerk.act(asked, 'accept');
  assert.deepEqual(
    papersNow(accepted.papers).map(({ name, received, round, certified }) => [name, received, round, certified]),
    [
      ['Đơn đề nghị', true, 0, 0],
      ['Hợp đồng công chứng', true, 1, 3],
    ],
  );
  const text = await printed(accepted.id, 'giay-tiep-nhan');
  says(text, 'Đơn đề nghị 1', 'Hợp đồng công chứng', 'Bản sao chứng thực');
  // What is brought when the dossier has its receipt is a paper of the dossier, not of that receipt.
  let dossier = await head.act(await clerk.act(accepted, 'forward'), 'advance', {
    officerId: world.actors.officer.personId,
  });
  dossier = await officer.act(dossier, 'draft-supplement', { reason: 'Bản vẽ chưa ký', papers: [paper] });
  dossier = await clerk.act(await clerk.act(dossier, 'issue-supplement'), 'take-supplement');
  assert.deepEqual(
    dossier.papers.map(({ round }) => round),
    [0, 0, 1, 2],
  );
  const later = await printed(dossier.id, 'giay-tiep-nhan');
  assert.ok(!later.includes('Bản vẽ'), later);
});

test('what has not happened is not printed, and the sentence says what is missing', async () => {
  const dossier = await withOfficer();
  assert.match(await cannotPrint(dossier, 'phieu-bo-sung'), /chưa có yêu cầu bổ sung/);
  assert.match(await cannotPrint(dossier, 'phieu-tu-choi'), /không bị từ chối tiếp nhận/);
  assert.match(await cannotPrint(dossier, 'phieu-xin-loi'), /chưa có văn bản xin lỗi được ký duyệt/);
  assert.match(await cannotPrint(dossier, 'thong-bao-dung'), /TT 01\/2018\/TT-VPCP\) không có thông báo dừng/);
  const submitted = await clerk.post<DossierDetail>(
    '/api/dossiers',
    reception(world, { decision: 'request-completion', reason: 'Thiếu', missing: [paper] }),
  );
  assert.match(await cannotPrint(submitted, 'giay-tiep-nhan'), /chưa được tiếp nhận/);
  assert.match(await cannotPrint(submitted, 'phieu-kiem-soat'), /chưa được tiếp nhận/);
});

test('a supplement is printed once the counter sent it: papers, reason, who asked; a draft is not', async () => {
  let dossier = await withOfficer();
  dossier = await officer.act(dossier, 'draft-supplement', { reason: 'Bản vẽ chưa ký', papers: [paper] });
  assert.match(await cannotPrint(dossier, 'phieu-bo-sung'), /mới là dự thảo/);
  dossier = await clerk.act(dossier, 'issue-supplement');
  says(
    await printed(dossier.id, 'phieu-bo-sung'),
    'PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ',
    'Bản vẽ thiết kế, có chữ ký',
    'Lý do: Bản vẽ chưa ký',
    'Võ Chuyên Viên',
    'ngày 02 tháng 7 năm 2018',
  );
});

test('the apology is printed when it is signed, with the first promise and the new one', async () => {
  let dossier = await withOfficer();
  const draft = { reason: 'Chờ ý kiến thẩm định', cause: 'agency', dueOn: '2018-07-30' };
  dossier = await officer.act(dossier, 'draft-apology', draft);
  assert.match(await cannotPrint(dossier, 'phieu-xin-loi'), /mới là dự thảo, chưa được ký duyệt/);
  dossier = await head.act(dossier, 'approve-apology');
  const text = await printed(dossier.id, 'phieu-xin-loi');
  says(
    text,
    'PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ',
    'Lý do: Chờ ý kiến thẩm định',
    'Lê Giám Đốc',
    'Công ty TNHH Ưu Việt (người nộp: Nguyễn Thị Hòa)',
  );
  assert.match(text, /Thời gian hẹn trả kết quả: .{0,30}ngày 16 tháng 07 năm 2018/u);
  assert.match(text, /Thời gian trả kết quả mới: .{0,30}ngày 30 tháng 07 năm 2018/u);
  says(await printed(dossier.id, 'giay-tiep-nhan'), 'ngày 16 tháng 07 năm 2018');
});

test('the control slip has each hand-over with hour, people and whether the part before was in time', async () => {
  let dossier = await withOfficer();
  province.clock.set('2018-07-03T10:00');
  dossier = await officer.act(dossier, 'advance');
  says(
    await printed(dossier.id, 'phieu-kiem-soat'),
    'PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ',
    'Chủ hồ sơ: Công ty TNHH Ưu Việt',
    '10 giờ 00 phút, ngày 03 tháng 07 năm 2018',
    'Võ Chuyên Viên',
    'Trước hạn',
  );
});

test('a refusal at the counter is printed with its reason and both to sign', async () => {
  const dossier = await clerk.post<DossierDetail>(
    '/api/dossiers',
    reception(world, { decision: 'deny', reason: 'Không thuộc thẩm quyền' }),
  );
  says(
    await printed(dossier.id, 'phieu-tu-choi'),
    'PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ',
    'Lý do: Không thuộc thẩm quyền',
    'NGƯỜI NỘP HỒ SƠ',
  );
});

test('a refusal after appraisal is printed to be signed, then with its number, reason and who decided', async () => {
  let dossier = await withOfficer();
  says(
    await printed(dossier.id, 'thong-bao-tu-choi'),
    'THÔNG BÁO TỪ CHỐI GIẢI QUYẾT HỒ SƠ',
    'SỞ KHOA HỌC VÀ CÔNG NGHỆ',
  );
  const document = { number: '88/SKHCN-QLKH', on: '2018-07-02' };
  dossier = await head.act(dossier, 'refuse', { reason: 'Không đủ điều kiện theo Điều 5', document });
  assert.equal(dossier.refused, true, 'the counter sees what it hands over');
  says(
    await printed(dossier.id, 'thong-bao-tu-choi'),
    'Số: 88/SKHCN-QLKH',
    'Lý do: Không đủ điều kiện theo Điều 5',
    'Lê Giám Đốc',
  );
  const granted = await aDossier(world);
  const withdrawn = await clerk.act(granted, 'withdraw', { reason: 'Theo đơn' });
  assert.match(await cannotPrint(withdrawn, 'thong-bao-tu-choi'), /không bị từ chối giải quyết/);
});

test('a dossier of 2026 prints the later set: a letter that asks for more time, a notice of stopping', async () => {
  const later = await testProvince({ at: '2026-09-07T09:05', seed: dossierSeed });
  const today = await makeWorld(later, 'KH25');
  const [clerk, officer, head] = [today.as('clerk'), today.as('officer'), today.as('head')];
  const print = (id: string, name: FormName) => printed(id, name, 2026, clerk);
  const withOfficer = async () => {
    const sent = await clerk.act(await aDossier(today, { owner, sets: 2 }), 'forward');
    return head.act(sent, 'advance', { officerId: today.actors.officer.personId });
  };
  let dossier = await withOfficer();
  assert.equal(dossier.law.id, '2026');
  const receipt = await print(dossier.id, 'giay-tiep-nhan');
  says(receipt, 'Thời hạn tính từ khi hồ sơ đầy đủ, hợp lệ: thời điểm nhận hồ sơ');
  const first = dossier;
  dossier = await officer.act(dossier, 'draft-apology', { reason: 'Chờ', cause: 'agency', dueOn: '2026-10-15' });
  dossier = await head.act(dossier, 'approve-apology');
  says(await print(first.id, 'phieu-xin-loi'), 'VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT');
  assert.match(await cannotPrint(dossier, 'thong-bao-dung', clerk), /không dừng giải quyết/);
  await print(dossier.id, 'phieu-kiem-soat');

  let stopped = await withOfficer();
  stopped = await officer.act(stopped, 'draft-supplement', { reason: 'Thiếu bản vẽ', papers: [paper] });
  stopped = await clerk.act(stopped, 'issue-supplement');
  says(await print(stopped.id, 'phieu-bo-sung'), 'Thiếu bản vẽ');
  const toSign = await print(stopped.id, 'thong-bao-dung');
  says(toSign, 'THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ', 'Lê Giám Đốc');
  later.clock.set('2026-11-20T09:05');
  const closer = stopped.actions.includes('close-expired') ? clerk : head;
  stopped = await closer.get<DossierDetail>(`/api/dossiers/${stopped.id}`);
  stopped = await closer.act(stopped, 'close-expired', { reason: 'Không bổ sung đúng hạn' });
  says(
    await print(stopped.id, 'thong-bao-dung'),
    'THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ',
    'Không bổ sung đúng hạn',
    'Lê Giám Đốc',
  );
});

test('an office without small sheets prints the same words on A4', async () => {
  const { id } = await aDossier(world);
  const read = async (query: string) => {
    const { bytes } = await clerk.file(`/api/dossiers/${id}/forms/giay-tiep-nhan.pdf${query}`);
    const document = await getDocumentProxy(new Uint8Array(bytes));
    const [, , width = 0, height = 0] = (await document.getPage(1)).view;
    const { text } = await extractText(document, { mergePages: true });
    return {
      millimetres: [width, height].map((points) => Math.round((points / 72) * 25.4)),
      words: text.split(/\s+/u),
    };
  };
  const small = await read('');
  const large = await read('?paper=A4');
  assert.deepEqual(
    [small.millimetres, large.millimetres],
    [
      [148, 210],
      [210, 297],
    ],
  );
  assert.deepEqual(new Set(large.words), new Set(small.words));
});

test('who does not see the dossier gets no form of it', async () => {
  const dossier = await aDossier(world);
  const refused = await world
    .as('strangerClerk')
    .refused('GET', `/api/dossiers/${dossier.id}/forms/giay-tiep-nhan.pdf`);
  assert.equal(refused.status, 404);
});
