import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Refusal } from '#kernel/refusal.ts';
import { PDF_LIMITS, readPdfText } from './pdf.ts';
import { makePdf, onePage } from './testing/pdf-maker.ts';

const refusedWith =
  (code: string) =>
  (error: unknown): boolean =>
    error instanceof Refusal && error.code === code;
const show = (...lines: string[]): string =>
  `BT /F1 12 Tf 80 760 Td 16 TL ${lines.map((line) => `(${line}) Tj T*`).join(' ')} ET`;

test('a printed notice comes out with its columns, table, joined paragraphs and without page numbers', async () => {
  const bytes = readFileSync(new URL('./fixtures/thong-bao-hai-trang.pdf', import.meta.url));
  const { text, pagesWithoutText } = await readPdfText(new Uint8Array(bytes));
  assert.equal(pagesWithoutText, false);
  assert.ok(text.startsWith('ỦY BAN NHÂN DÂN\nTỈNH KHÁNH HÒA\nSố: 214/TB-UBND\nCỘNG HÒA XÃ HỘI'), text.slice(0, 200));
  assert.match(text, /^1\. Giao Sở Thông tin .* trước ngày 15\/7\/2019; .* đơn vị được giao\.$/mu);
  assert.match(text, /^1 \| Tập huấn lại cho văn thư \| Sở Nội vụ \| Tháng 8\/2019$/mu);
  assert.match(text, /- Lưu: VT, TH\.\nTL\. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n+Trần Minh Khôi$/u);
  assert.doesNotMatch(text, /^\s*[12]\s*$/mu);
});

test('a scan is refused as a scan, also when a digital signature has left its stamp', async () => {
  const picture = 'q 500 0 0 700 40 60 cm /Im1 Do Q';
  await assert.rejects(readPdfText(makePdf(onePage(picture))), refusedWith('notices.file_scanned'));
  const stamp = show(
    'Signed by: Uy ban nhan dan tinh va mot ten co quan rat dai de vuot qua moi nguong dem chu cai thong thuong tren trang giay nay',
    'Email: vanthu@tinh.gov.vn',
    'Date: 19.06.2019 10:21:19 +07:00',
  );
  await assert.rejects(readPdfText(makePdf(onePage(`${picture} ${stamp}`))), refusedWith('notices.file_scanned'));
});

test('a short letter with a crest on it is no scan when its text is there', async () => {
  const letter = Array.from({ length: 6 }, (_, i) => `Dong van ban thu ${i} co du chu de doc duoc`);
  const { text } = await readPdfText(makePdf(onePage(`q 50 0 0 50 40 760 cm /Im1 Do Q ${show(...letter)}`)));
  assert.match(text, /thu 5/);
});

test('a page with nothing on it has no text', async () => {
  await assert.rejects(readPdfText(makePdf(onePage('q Q'))), refusedWith('notices.file_no_text'));
});

test('a file behind a password is refused as such', async () => {
  const key = `<${'41'.repeat(32)}>`;
  const objects = [...onePage(show('Kin')), `<< /Filter /Standard /V 1 /R 2 /O ${key} /U ${key} /P -4 >>`];
  const bytes = makePdf(objects, `/Encrypt 7 0 R /ID [<${'42'.repeat(16)}> <${'42'.repeat(16)}>]`);
  await assert.rejects(readPdfText(bytes), refusedWith('notices.file_encrypted'));
});

test('a file that only begins like a PDF is refused as damaged', async () => {
  await assert.rejects(
    readPdfText(new Uint8Array(Buffer.from(`%PDF-1.7\n${'x'.repeat(5000)}`))),
    refusedWith('notices.file_damaged'),
  );
});

test('pages, letters and time are bounded', async () => {
  const bytes = makePdf(onePage(show('Mot hai ba')));
  await assert.rejects(readPdfText(bytes, { ...PDF_LIMITS, maxPages: 0 }), refusedWith('notices.file_too_many_pages'));
  await assert.rejects(readPdfText(bytes, { ...PDF_LIMITS, maxLetters: 3 }), refusedWith('notices.file_too_long'));
  await assert.rejects(readPdfText(bytes, { ...PDF_LIMITS, timeoutMs: 1 }), refusedWith('notices.file_timeout'));
});
