import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { AlignmentType, Document, LevelFormat, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import { Refusal } from '#kernel/refusal.ts';
import { formatNumber } from './docx-numbering.ts';
import { readDocxText } from './docx.ts';
import { makeDocx, makeZip, paragraph } from './testing/zip-maker.ts';

const cell = (...lines: string[]): TableCell => new TableCell({ children: lines.map((line) => new Paragraph(line)) });
const row = (...cells: string[]): TableRow => new TableRow({ children: cells.map((text) => cell(text)) });
const item = (level: number, text: string): Paragraph =>
  new Paragraph({ text, numbering: { reference: 'viec', level } });

async function packed(children: (Paragraph | Table)[]): Promise<Uint8Array> {
  const level = (at: number, format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) =>
    ({ level: at, format, text, alignment: AlignmentType.LEFT }) as const;
  const document = new Document({
    numbering: {
      config: [
        {
          reference: 'viec',
          levels: [
            level(0, LevelFormat.UPPER_ROMAN, '%1.'),
            level(1, LevelFormat.DECIMAL, '%2.'),
            level(2, LevelFormat.LOWER_LETTER, '%3)'),
            level(3, LevelFormat.BULLET, '\uf0b7'),
            level(4, LevelFormat.DECIMAL, '%2.%5.'),
          ],
        },
      ],
    },
    sections: [{ children }],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

const refusedWith =
  (code: string) =>
  (error: unknown): boolean =>
    error instanceof Refusal && error.code === code;

test('numbers that Word makes by itself are written out, each level counting on and starting anew', async () => {
  const text = await readDocxText(
    await packed([
      item(0, 'Mục tiêu'),
      item(0, 'Nhiệm vụ'),
      item(1, 'Sở Y tế'),
      item(2, 'Kiểm tra'),
      item(2, 'Báo cáo'),
      item(3, 'Chi tiết'),
      item(1, 'Sở Nội vụ'),
      item(2, 'Tổng hợp'),
      item(4, 'Việc nhỏ'),
    ]),
  );
  assert.deepEqual(text.split('\n'), [
    'I. Mục tiêu',
    'II. Nhiệm vụ',
    '1. Sở Y tế',
    'a) Kiểm tra',
    'b) Báo cáo',
    '- Chi tiết',
    '2. Sở Nội vụ',
    'a) Tổng hợp',
    '2.1. Việc nhỏ',
  ]);
});

test('the cells of a table come joined by bars, one row a line', async () => {
  const rows = [row('TT', 'Nội dung', 'Chủ trì'), row('1', 'Tập huấn', 'Sở Nội vụ')];
  assert.equal(
    await readDocxText(await packed([new Table({ rows })])),
    'TT | Nội dung | Chủ trì\n1 | Tập huấn | Sở Nội vụ',
  );
});

test('the layout tables of head and foot come cell after cell, line by line', async () => {
  const head = new Table({
    rows: [
      new TableRow({ children: [cell('ỦY BAN NHÂN DÂN', 'TỈNH CÀ MAU'), cell('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')] }),
      row('Số: 5/TB-UBND', 'Cà Mau, ngày 05 tháng 3 năm 2019'),
    ],
  });
  const foot = new Table({
    rows: [new TableRow({ children: [cell('Nơi nhận:', '- Như trên;'), cell('CHỦ TỊCH', '', 'Lê Văn Hai')] })],
  });
  assert.deepEqual((await readDocxText(await packed([head, new Paragraph('Thân'), foot]))).split('\n'), [
    'ỦY BAN NHÂN DÂN',
    'TỈNH CÀ MAU',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Số: 5/TB-UBND',
    'Cà Mau, ngày 05 tháng 3 năm 2019',
    'Thân',
    'Nơi nhận:',
    '- Như trên;',
    'CHỦ TỊCH',
    'Lê Văn Hai',
  ]);
});

test('runs cut inside a word, breaks and tabs make one paragraph of text', async () => {
  const runs = [
    new TextRun('Khánh H'),
    new TextRun({ text: 'òa', bold: true }),
    new TextRun({ text: 'dòng hai', break: 1 }),
  ];
  assert.equal(await readDocxText(await packed([new Paragraph({ children: runs })])), 'Khánh Hòa\ndòng hai');
});

test('deleted text, the second copy of a drawing and hidden codes are left out; boxes of text are kept', async () => {
  const text = await readDocxText(
    makeDocx(
      '<w:p><w:r><w:t>Trước ngày </w:t></w:r><w:del><w:r><w:delText>30/3</w:delText><w:t>x</w:t></w:r></w:del>' +
        '<w:ins><w:r><w:t>15/4</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>' +
        `<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>${paragraph('Trong khung')}</w:txbxContent></mc:Choice>` +
        `<mc:Fallback><w:txbxContent>${paragraph('Trong khung')}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>` +
        '<w:r><w:t>A &amp; B &#7913; &lt;1&gt;</w:t></w:r></w:p>',
    ),
  );
  assert.equal(text, 'Trước ngày 15/4\nTrong khung\nA & B ứ <1>');
});

test('a list number that comes with the paragraph style is written out, and switched off by number 0', async () => {
  const numbering =
    '<w:numbering><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/>' +
    '<w:lvlText w:val="Điều %1."/></w:lvl></w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>' +
    '<w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>';
  const styles =
    '<w:styles><w:style w:styleId="Goc"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>' +
    '<w:style w:styleId="Dieu"><w:basedOn w:val="Goc"/></w:style></w:styles>';
  const styled = (text: string, pPr = ''): string =>
    `<w:p><w:pPr><w:pStyle w:val="Dieu"/>${pPr}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
  const none = '<w:numPr><w:numId w:val="0"/></w:numPr>';
  const anew = '<w:numPr><w:numId w:val="4"/></w:numPr>';
  const bytes = makeDocx(
    [styled('Một'), styled('Không', none), styled('Hai'), styled('Lại', anew), styled('Nữa', anew)].join(''),
    '',
    [
      { name: 'word/numbering.xml', data: Buffer.from(numbering) },
      { name: 'word/styles.xml', data: Buffer.from(styles) },
    ],
  );
  assert.deepEqual((await readDocxText(bytes)).split('\n'), [
    'Điều 3. Một',
    'Không',
    'Điều 4. Hai',
    'Điều 1. Lại',
    'Điều 2. Nữa',
  ]);
});

test('numbers in Roman and letters, past z too', () => {
  assert.deepEqual(
    [4, 9, 14, 40, 1999].map((n) => formatNumber(n, 'upperRoman')),
    ['IV', 'IX', 'XIV', 'XL', 'MCMXCIX'],
  );
  assert.deepEqual(
    [1, 26, 27, 53].map((n) => formatNumber(n, 'lowerLetter')),
    ['a', 'z', 'aa', 'aaa'],
  );
  assert.equal(formatNumber(1_000_000, 'upperRoman'), '1000000');
});

test('a document type with entities is refused before it is read', async () => {
  const laughs =
    '<!DOCTYPE w:document [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>';
  await assert.rejects(readDocxText(makeDocx(paragraph('&b;&c;'), laughs)), refusedWith('notices.file_xml_forbidden'));
});

test('an entity never declared stays as written', async () => {
  assert.equal(await readDocxText(makeDocx(paragraph('&xxe; &nosuch;'))), '&xxe; &nosuch;');
});

test('a part that unpacks out of all proportion is refused, also when the directory lies about it', async () => {
  const huge = Buffer.alloc(40 * 1024 * 1024, 'a');
  await assert.rejects(
    readDocxText(makeZip([{ name: 'word/document.xml', data: huge }])),
    refusedWith('notices.file_zip_bomb'),
  );
  const dense = Buffer.alloc(8 * 1024 * 1024, 'a');
  await assert.rejects(
    readDocxText(makeZip([{ name: 'word/document.xml', data: dense }])),
    refusedWith('notices.file_zip_bomb'),
  );
  await assert.rejects(
    readDocxText(makeZip([{ name: 'word/document.xml', data: dense, claimedSize: 1000 }])),
    (error) => error instanceof Refusal && /zip_bomb|damaged/.test(error.code),
  );
});

test('thousands of entries are refused', async () => {
  const entries = Array.from({ length: 2500 }, (_, i) => ({ name: `word/${i}`, data: Buffer.from('x') }));
  await assert.rejects(readDocxText(makeZip(entries)), refusedWith('notices.file_zip_bomb'));
});

test('another kind of zip, a cut file and broken XML are refused', async () => {
  const workbook = makeZip([
    { name: '[Content_Types].xml', data: Buffer.from('<Types/>') },
    { name: 'xl/workbook.xml', data: Buffer.from('<x/>') },
  ]);
  await assert.rejects(readDocxText(workbook), refusedWith('notices.file_type_unsupported'));
  const whole = makeDocx(paragraph('Chữ'));
  await assert.rejects(readDocxText(whole.subarray(0, whole.length - 30)), refusedWith('notices.file_damaged'));
  await assert.rejects(readDocxText(makeDocx('<w:p><w:t>abc</w:t')), (e) => e instanceof Refusal);
  await assert.rejects(readDocxText(makeDocx('<w:p>'.repeat(5000))), refusedWith('notices.file_damaged'));
});

test('tags and tables swollen to the bounds are read in bounded time', async () => {
  const started = performance.now();
  const wide = `<w:p><w:pPr><w:pStyle ${'a'.repeat(400_000)} w:val="x"/></w:pPr><w:r><w:t>Chữ</w:t></w:r></w:p>`;
  assert.equal(await readDocxText(makeDocx(wide + randomTail())), 'Chữ');
  const cells = `<w:tbl><w:tr><w:tc>${'<w:p/>'.repeat(100_000)}${paragraph('Ô')}</w:tc></w:tr></w:tbl>`;
  assert.equal(await readDocxText(makeDocx(cells)), 'Ô');
  const rows = `<w:tbl>${`<w:tr><w:tc>${paragraph('1')}</w:tc></w:tr>`.repeat(40_000)}</w:tbl>${randomTail()}`;
  assert.equal((await readDocxText(makeDocx(rows))).split('\n').length, 40_000);
  assert.ok(performance.now() - started < 5000, `${performance.now() - started} ms`);
});

/** A comment that hardly packs, so that the archive's ratio stays that of an honest file. */
function randomTail(): string {
  return `<!-- ${randomBytes(150_000).toString('base64')} -->`;
}
