import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import iconv from 'iconv-lite';
import { Refusal } from '#kernel/refusal.ts';
import { loadDocuments } from '../corpus/corpus.ts';
import { noticesMessages } from '../messages.vi.ts';
import { tidyText } from './plain-text.ts';
import { MAX_FILE_BYTES, readFileText } from './read-file.ts';
import { encodeTcvn3 } from './tcvn3.ts';
import { makePdf, onePage } from './testing/pdf-maker.ts';
import { makeDocx, paragraph } from './testing/zip-maker.ts';
import { toVni } from './vni.ts';

const SAMPLE =
  'THÔNG BÁO\nKết luận của Chủ tịch UBND tỉnh\n\n1. Sở Thông tin và Truyền thông hoàn thiện hạ tầng kỹ thuật, phần mềm nhắc việc trước ngày 30/3/2018.\n';
const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const refusedWith =
  (code: string) =>
  (error: unknown): boolean =>
    error instanceof Refusal && error.code === code;
const refuses = (bytes: Uint8Array, code: string, name = 'a.txt'): Promise<void> =>
  assert.rejects(readFileText(bytes, name), refusedWith(code));

test('one text in every encoding met in offices comes out the same', async () => {
  const utf16 = iconv.encode(SAMPLE, 'utf-16le');
  const cases: [string, Uint8Array, string][] = [
    ['UTF-8', utf8(SAMPLE), 'utf-8'],
    ['UTF-8 with mark', utf8(`\ufeff${SAMPLE}`), 'utf-8'],
    ['UTF-8 decomposed', utf8(SAMPLE.normalize('NFD')), 'utf-8'],
    ['UTF-8 with CRLF', utf8(SAMPLE.replaceAll('\n', '\r\n')), 'utf-8'],
    ['UTF-16 with mark', new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])), 'utf-16le'],
    ['UTF-16 without mark', new Uint8Array(utf16), 'utf-16le'],
    [
      'UTF-16 big end first',
      new Uint8Array(Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()])),
      'utf-16be',
    ],
    ['windows-1258', new Uint8Array(iconv.encode(forWindows1258(SAMPLE), 'windows-1258')), 'windows-1258'],
    ['VNI bytes', new Uint8Array(iconv.encode(toVni(SAMPLE), 'windows-1252')), 'vni'],
    ['VNI shown as Latin, in UTF-8', utf8(toVni(SAMPLE)), 'vni'],
    ['TCVN3 shown as Latin, in UTF-8', utf8(iconv.decode(Buffer.from(encodeTcvn3(ABC)), 'latin1')), 'tcvn3'],
    ['TCVN3 bytes', encodeTcvn3(ABC), 'tcvn3'],
  ];
  for (const [name, bytes, encoding] of cases) {
    const read = await readFileText(bytes, 'van-ban.txt');
    assert.equal(read.text, SAMPLE, name);
    assert.equal(read.encoding, encoding, name);
    assert.equal(read.format, 'txt', name);
  }
});

/** As ABC fonts were typed: capital plain letters, small marked ones. */
const ABC = SAMPLE.replace(/\p{Lu}/gu, (letter) =>
  /[A-ZĂÂĐÊÔƠƯ]/u.test(letter) ? letter : letter.toLowerCase(),
).replace('THÔNG', 'TH¤NG'.replace('¤', 'Ô'));

/** windows-1258 has base letters and combining tones only. */
function forWindows1258(text: string): string {
  return text
    .normalize('NFD')
    .replace(
      /([aeiouAEIOU])([\u0323]?)([\u0302\u0306\u031b])/g,
      (_, base: string, dot: string, hat: string) => (base + hat).normalize('NFC') + dot,
    );
}

test('a conversion leaves a remark, plain Unicode none', async () => {
  assert.deepEqual((await readFileText(utf8(SAMPLE), 'a.txt')).notes, []);
  assert.deepEqual((await readFileText(utf8(toVni(SAMPLE)), 'a.txt')).notes, ['converted-vni']);
  const french = new Uint8Array(
    Buffer.from("L'\u00e9t\u00e9 d\u00e9j\u00e0 fini, les \u00e9l\u00e8ves \u00e9taient fatigu\u00e9s", 'latin1'),
  );
  assert.deepEqual((await readFileText(french, 'a.txt')).notes, ['encoding-uncertain']);
});

test('the content decides what a file is, its name only earns a remark', async () => {
  const docx = await readFileText(makeDocx(paragraph('Sở Y tế kiểm tra.')), 'thong-bao.pdf');
  assert.deepEqual([docx.format, docx.text, docx.notes], ['docx', 'Sở Y tế kiểm tra.\n', ['name-differs']]);
  const text = await readFileText(utf8(SAMPLE), 'thong-bao.docx');
  assert.deepEqual([text.format, text.notes], ['txt', ['name-differs']]);
});

test('a Word document typed with TCVN3 fonts is converted like a text', async () => {
  const shown = iconv.decode(
    Buffer.from(encodeTcvn3('Sở Nội vụ theo dõi, kiểm tra, nhắc nhở các việc còn tồn đọng.')),
    'latin1',
  );
  const read = await readFileText(makeDocx(paragraph(shown)), 'a.docx');
  assert.equal(read.text, 'Sở Nội vụ theo dõi, kiểm tra, nhắc nhở các việc còn tồn đọng.\n');
  assert.deepEqual(read.notes, ['converted-tcvn3']);
});

test('kinds that cannot be read are refused by name', async () => {
  const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');
  await refuses(new Uint8Array(0), 'notices.file_empty');
  await refuses(utf8(' \r\n\t \n'), 'notices.file_empty');
  await refuses(new Uint8Array(MAX_FILE_BYTES + 1), 'notices.file_too_large');
  await refuses(new Uint8Array(Buffer.concat([ole, Buffer.alloc(600)])), 'notices.file_doc', 'a.docx');
  await refuses(
    new Uint8Array(Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')])),
    'notices.file_encrypted',
    'a.docx',
  );
  await refuses(utf8('{\\rtf1\\ansi Xin'), 'notices.file_rtf', 'a.doc');
  await refuses(new Uint8Array(Buffer.from('89504e470d0a1a0a0000', 'hex')), 'notices.file_image', 'a.pdf');
  await refuses(utf8('<!DOCTYPE html><html><body>Xin</body></html>'), 'notices.file_type_unsupported', 'a.txt');
  await refuses(makePdf(onePage('/Im1 Do')), 'notices.file_scanned', 'a.pdf');
  await refuses(makeDocx('<w:p/>'), 'notices.file_no_text', 'a.docx');
});

test('whole documents of all kinds come through plain, VNI and TCVN3 unharmed', async () => {
  for (const { id, text } of loadDocuments('dev')) {
    const want = tidyText(text).replaceAll('–', '-');
    for (const [encoding, bytes] of [
      ['utf-8', utf8(text.replaceAll('–', '-'))],
      ['vni', utf8(toVni(want))],
      ['vni', new Uint8Array(iconv.encode(toVni(want), 'windows-1252'))],
      ['tcvn3', encodeTcvn3(want)],
    ] as const) {
      const read = await readFileText(bytes, 'a.txt');
      const plain = encoding !== 'utf-8' && !/\P{ASCII}/u.test(want);
      assert.equal(read.encoding, plain ? 'utf-8' : encoding, id);
      assert.equal(read.text, want, `${id} ${encoding}`);
    }
  }
});

test('binary junk is refused, whatever its name', async () => {
  let seed = 7;
  const junk = Uint8Array.from({ length: 50_000 }, () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) >> 16);
  await refuses(junk, 'notices.file_binary');
  await refuses(new Uint8Array(5000), 'notices.file_binary');
  await refuses(utf8('abc\u0000\u0000def\u0000'), 'notices.file_binary');
});

test('long runs of one sign are read in bounded time', async () => {
  for (const sign of ['.', ' ', '\u2013', '\u201c', 'ắ', 'é', '¸', '\t', '-\u2026', '\n', '|', '\r', '<', '&']) {
    const text = `Điều 1 ${sign.repeat(100_000 / sign.length)} hết\n`;
    const started = performance.now();
    await readFileText(utf8(text), 'a.txt');
    await readFileText(makeDocx(paragraph(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'))), 'a.docx');
    assert.ok(performance.now() - started < 1000, `${JSON.stringify(sign)} took ${performance.now() - started} ms`);
  }
});

test('every refusal and every remark of this folder has its sentence', () => {
  const folder = new URL('.', import.meta.url);
  const sources = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const codes = new Set(
    sources
      .join('\n')
      .match(/notices\.file_[a-z_]+/g)
      ?.filter((code) => !code.endsWith('_')),
  );
  assert.ok(codes.size >= 15);
  for (const code of codes) assert.ok(noticesMessages[code], code);
  for (const note of [
    'converted-tcvn3',
    'converted-vni',
    'converted-windows-1258',
    'encoding-uncertain',
    'pages-without-text',
    'name-differs',
  ])
    assert.ok(noticesMessages[`notices.note.${note}`], note);
});
