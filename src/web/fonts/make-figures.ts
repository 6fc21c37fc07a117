/**
 * Makes the tabular figures of Be Vietnam Pro, which has none of its own (no `tnum` feature): the ten
 * digits on one common width, each drawn in the middle of it, and nothing else. Run after the font package
 * has changed: `node src/web/fonts/make-figures.ts`. The results are kept beside this file, under the
 * licence of the original (OFL.txt).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { readWoff, type Tables, writeWoff } from './sfnt.ts';

const DIGITS = Array.from({ length: 10 }, (_, digit) => 0x30 + digit);
const source = (weight: number) =>
  new URL(
    `../../../node_modules/@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-${weight}-normal.woff`,
    import.meta.url,
  );

function table(tables: Tables, name: string): Buffer {
  const found = tables.get(name);
  if (!found) throw new Error(`the font has no ${name} table`);
  return found;
}

/** The glyph of a character, from a format 4 cmap (the one every font for the Basic Multilingual Plane has). */
function glyphIndex(cmap: Buffer, code: number): number {
  for (let record = 0; record < cmap.readUInt16BE(2); record += 1) {
    const at = cmap.readUInt32BE(4 + record * 8 + 4);
    if (cmap.readUInt16BE(at) !== 4) continue;
    const segments = cmap.readUInt16BE(at + 6) / 2;
    for (let index = 0; index < segments; index += 1) {
      const end = cmap.readUInt16BE(at + 14 + 2 * index);
      const start = cmap.readUInt16BE(at + 16 + 2 * (segments + index));
      if (code < start || code > end) continue;
      const delta = cmap.readUInt16BE(at + 16 + 2 * (2 * segments + index));
      const rangeAt = at + 16 + 2 * (3 * segments + index);
      const range = cmap.readUInt16BE(rangeAt);
      if (range === 0) return (code + delta) & 0xffff;
      return (cmap.readUInt16BE(rangeAt + range + 2 * (code - start)) + delta) & 0xffff;
    }
  }
  throw new Error(`no glyph for U+${code.toString(16)}`);
}

/**
 * A simple glyph moved sideways: its points are read and written again with two-byte steps, its hints are
 * left out, since they belong to a program that is left out too.
 */
function moved(glyph: Buffer, by: number): Buffer {
  const contours = glyph.readInt16BE(0);
  if (contours < 0) throw new Error('a digit is a composite glyph: this program moves simple ones only');
  const points = glyph.readUInt16BE(10 + 2 * (contours - 1)) + 1;
  let at = 10 + 2 * contours;
  at += 2 + glyph.readUInt16BE(at);
  const flags: number[] = [];
  while (flags.length < points) {
    const flag = glyph.readUInt8(at++);
    let times = 1;
    if (flag & 8) times += glyph.readUInt8(at++);
    for (; times > 0; times -= 1) flags.push(flag);
  }
  const steps = (short: number, same: number): number[] =>
    flags.map((flag) => {
      if (flag & short) return glyph.readUInt8(at++) * (flag & same ? 1 : -1);
      if (flag & same) return 0;
      at += 2;
      return glyph.readInt16BE(at - 2);
    });
  const x = steps(2, 16);
  const y = steps(4, 32);
  x[0] = (x[0] ?? 0) + by;

  const head = Buffer.from(glyph.subarray(0, 10 + 2 * contours));
  head.writeInt16BE(glyph.readInt16BE(2) + by, 2);
  head.writeInt16BE(glyph.readInt16BE(6) + by, 6);
  const body = Buffer.alloc(2 + points * 5);
  flags.forEach((flag, index) => {
    // Only "on the curve" and "contours overlap" are kept; both coordinates are two-byte steps.
    body.writeUInt8(flag & 0x41, 2 + index);
    body.writeInt16BE(x[index] ?? 0, 2 + points + 2 * index);
    body.writeInt16BE(y[index] ?? 0, 2 + points * 3 + 2 * index);
  });
  const whole = Buffer.concat([head, body]);
  return Buffer.concat([whole], (whole.length + 3) & ~3);
}

/** A format 4 cmap of one segment: the digits are glyphs 1 to 10. */
function digitsCmap(): Buffer {
  const words = [0, 1, 3, 1, 0, 12, 4, 32, 0, 4, 4, 1, 0, 0x39, 0xffff, 0, 0x30, 0xffff, (1 - 0x30) & 0xffff, 1, 0, 0];
  const cmap = Buffer.alloc(words.length * 2);
  words.forEach((word, index) => cmap.writeUInt16BE(word, index * 2));
  return cmap;
}

/** A name table: family, weight, full and PostScript name, licence; Windows, English. */
function nameTable(weight: number): Buffer {
  const names: [number, string][] = [
    [0, 'Derived from Be Vietnam Pro. Copyright 2021 The Be Vietnam Pro Project Authors'],
    [1, 'Dung Hen Figures'],
    [2, weight === 600 ? 'Bold' : 'Regular'],
    [3, `Dung Hen Figures ${weight}`],
    [4, `Dung Hen Figures ${weight}`],
    [5, 'Version 1.0'],
    [6, `DungHenFigures-${weight}`],
    [13, 'SIL Open Font License, Version 1.1'],
    [14, 'https://openfontlicense.org'],
  ];
  const strings = names.map(([, text]) => Buffer.from(text, 'utf16le').swap16());
  const head = Buffer.alloc(6 + 12 * names.length);
  head.writeUInt16BE(names.length, 2);
  head.writeUInt16BE(head.length, 4);
  let offset = 0;
  names.forEach(([id], index) => {
    const length = strings[index]?.length ?? 0;
    [3, 1, 0x409, id, length, offset].forEach((word, part) => head.writeUInt16BE(word, 6 + 12 * index + 2 * part));
    offset += length;
  });
  return Buffer.concat([head, ...strings]);
}

function makeFigures(weight: number): Buffer {
  const font = readWoff(readFileSync(source(weight)));
  const head = Buffer.from(table(font, 'head'));
  const long = head.readInt16BE(50) === 1;
  const loca = table(font, 'loca');
  const glyf = table(font, 'glyf');
  const metrics = table(font, 'hmtx');
  const wide = table(font, 'hhea').readUInt16BE(34);
  const offsetOf = (glyph: number) => (long ? loca.readUInt32BE(glyph * 4) : loca.readUInt16BE(glyph * 2) * 2);
  const digits = DIGITS.map((code) => {
    const index = glyphIndex(table(font, 'cmap'), code);
    const outline = glyf.subarray(offsetOf(index), offsetOf(index + 1));
    return {
      outline,
      advance: metrics.readUInt16BE(4 * Math.min(index, wide - 1)),
      left: outline.readInt16BE(2),
      right: outline.readInt16BE(6),
    };
  });

  // The width of the zero, the digit that numbers in columns are made of; wider ones lose a little white.
  const advance = digits[0]?.advance ?? 0;
  const tightest = Math.min(...digits.map(({ left, right }) => advance - (right - left)));
  if (tightest < 0) throw new Error('a digit is wider than the common width');
  const glyphs = digits.map(({ outline, left, right }) =>
    moved(outline, Math.round((advance - (right - left)) / 2) - left),
  );
  const all = [Buffer.alloc(0), ...glyphs];

  const newLoca = Buffer.alloc(4 * (all.length + 1));
  const newMetrics = Buffer.alloc(4 * all.length);
  let offset = 0;
  all.forEach((glyph, index) => {
    newLoca.writeUInt32BE(offset, 4 * index);
    offset += glyph.length;
    newMetrics.writeUInt16BE(advance, 4 * index);
    newMetrics.writeInt16BE(glyph.length === 0 ? 0 : glyph.readInt16BE(2), 4 * index + 2);
  });
  newLoca.writeUInt32BE(offset, 4 * all.length);
  head.writeInt16BE(1, 50);

  const hhea = Buffer.from(table(font, 'hhea'));
  hhea.writeUInt16BE(advance, 10);
  hhea.writeUInt16BE(all.length, 34);
  const maxp = Buffer.from(table(font, 'maxp'));
  maxp.writeUInt16BE(all.length, 4);
  // No hinting program is left, so nothing of its stack, storage or functions is needed.
  for (const at of [16, 18, 20, 22, 24, 26]) maxp.writeUInt16BE(0, at);
  const post = Buffer.alloc(32);
  table(font, 'post').copy(post, 0, 0, 32);
  post.writeUInt32BE(0x00030000, 0);

  return writeWoff(
    new Map([
      ['OS/2', Buffer.from(table(font, 'OS/2'))],
      ['cmap', digitsCmap()],
      ['glyf', Buffer.concat(all)],
      ['head', head],
      ['hhea', hhea],
      ['hmtx', newMetrics],
      ['loca', newLoca],
      ['maxp', maxp],
      ['name', nameTable(weight)],
      ['post', post],
    ]),
  );
}

for (const weight of [400, 600]) {
  const file = makeFigures(weight);
  writeFileSync(new URL(`./figures-${weight}.woff`, import.meta.url), file);
  console.log(`figures-${weight}.woff: ${file.length} bytes`);
}
