import assert from 'node:assert/strict';
import test from 'node:test';
import { extractText, getDocumentProxy } from 'unpdf';
import yauzl from 'yauzl';
import { buffer } from 'node:stream/consumers';
import { renderFormDocx, renderFormPdf } from './render.ts';
import { partsOf, shownText } from './testing/parts.ts';
import { readMarks } from './testing/read-marks.ts';
import { LABEL } from './testing/sample.ts';
import { sampleForm } from './testing/sample-form.ts';

const pdf = await renderFormPdf(sampleForm());
const docx = await renderFormDocx(sampleForm());
const xml = (await partsOf(docx)).get('word/document.xml') ?? '';

async function pdfWords(file: Uint8Array): Promise<string> {
  const { text } = await extractText(file.slice(), { mergePages: true });
  return text.replace(/\s+/g, ' ').trim();
}

async function pdfSize(file: Uint8Array): Promise<number[]> {
  const page = await (await getDocumentProxy(file.slice())).getPage(1);
  return page.view.slice(2).map((points) => Math.round((points / 72) * 25.4));
}

function wordSize(part: string): (string | undefined)[] {
  return /<w:pgSz w:w="(\d+)" w:h="(\d+)" w:orient="(\w+)"\/>/.exec(part)?.slice(1) ?? [];
}

test('each paper has its measures in both formats', async () => {
  assert.deepEqual(await pdfSize(pdf), [148, 210]);
  assert.deepEqual(wordSize(xml), ['8391', '11906', 'portrait']);
  for (const [paper, millimetres, twips] of [
    ['A4', [210, 297], ['11906', '16838', 'portrait']],
    ['A4-wide', [297, 210], ['16838', '11906', 'landscape']],
  ] as const) {
    assert.deepEqual(await pdfSize(await renderFormPdf(sampleForm({ paper }))), millimetres);
    const parts = await partsOf(await renderFormDocx(sampleForm({ paper })));
    assert.deepEqual(wordSize(parts.get('word/document.xml') ?? ''), twips);
  }
});

test('the same words stand in both formats, composed, and what looks like code is only text', async () => {
  for (const words of [await pdfWords(pdf), shownText(xml).replace(/\s+/g, ' ')])
    for (const text of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Mã hồ sơ: 000.00.06.H32-180312-0001',
      'Khánh Hòa, ngày 12 tháng 3 năm 2018',
      'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
      'Tiếp nhận hồ sơ của: Đặng Thị Ưỡn',
      'Số điện thoại: 0905 000 000',
      '#read("/etc/passwd") *sao* <nhãn>',
      'NGƯỜI NỘP HỒ SƠ',
      'NGƯỜI TIẾP NHẬN',
      'Lê Ngọc Ánh',
    ])
      assert.ok(words.includes(text), `${text} in ${words}`);
});

test('a field without a value leaves a dotted line, one of blanks alone as well, a value none', () => {
  const paragraphs = xml.split('</w:p>');
  const dotted = (label: string) => paragraphs.find((one) => one.includes(label))?.includes('w:leader="dot"');
  assert.equal(dotted('Email: '), true);
  assert.equal(dotted('Ghi chú: '), true);
  assert.equal(dotted('Tiếp nhận hồ sơ của: '), false);
});

test('the barcodes of the Word file are pictures a scanner reads, with words for who cannot see them', async () => {
  const zip = await yauzl.fromBufferPromise(Buffer.from(docx), { lazyEntries: true });
  const read: string[] = [];
  for await (const entry of zip.eachEntry())
    if (entry.fileName.startsWith('word/media/'))
      read.push(...(await readMarks(await buffer(await zip.openReadStreamPromise(entry)))));
  assert.deepEqual(read.sort(), [
    'Code128 000.00.06.H32-180312-0001',
    'QRCode https://dunghen.example/tra-cuu/000.00.06.H32-180312-0001?k=AB12CD',
  ]);
  assert.match(xml, /<wp:docPr [^>]*descr="Quét để xem hồ sơ đến đâu"/);
});

test('the PDF is tagged, in Vietnamese, and one half sheet long', async () => {
  const document = await getDocumentProxy(pdf.slice());
  assert.equal((await document.getMarkInfo())?.Marked, true);
  assert.equal(document.numPages, 1);
  const info = (await document.getMetadata()).info as Record<string, unknown>;
  assert.equal(info.Language, 'vi-VN');
});

test('the demonstration label is on the form, and not on one of real data', async () => {
  assert.ok((await pdfWords(pdf)).includes(LABEL));
  assert.ok(!(await pdfWords(await renderFormPdf(sampleForm({ demonstration: null })))).includes(LABEL));
  const footers = async (file: Uint8Array) =>
    [...(await partsOf(file))].some(([name, part]) => name.includes('footer') && part.includes(LABEL));
  assert.equal(await footers(docx), true);
  assert.equal(await footers(await renderFormDocx(sampleForm({ demonstration: null }))), false);
});

test('a Code 128 of letters it cannot carry is refused instead of printed wrong', async () => {
  const wrong = sampleForm({ marks: [{ kind: 'code-128', text: 'Hồ sơ', caption: '' }] });
  await assert.rejects(renderFormPdf(wrong), RangeError);
});
