import assert from 'node:assert/strict';
import test from 'node:test';
import type { Mark } from '../domain/form.ts';
import { dotsOf, readMarks } from '../testing/read-marks.ts';
import { drawPng, drawSvg } from './draw.ts';

const CASES: readonly { mark: Mark; read: string; why: string }[] = [
  {
    mark: { kind: 'code-128', text: '000.00.06.H32-180312-0001', caption: '' },
    read: 'Code128 000.00.06.H32-180312-0001',
    why: 'a dossier code of 2018, with dots and dashes between runs of figures',
  },
  {
    mark: { kind: 'code-128', text: 'H32.001.01-261122-010042', caption: '' },
    read: 'Code128 H32.001.01-261122-010042',
    why: 'a dossier code of the shape of 2025',
  },
  {
    mark: { kind: 'code-128', text: '7', caption: '' },
    read: 'Code128 7',
    why: 'a single character still has its check character',
  },
  {
    mark: { kind: 'qr', text: 'https://dunghen.example/tra-cuu/000.00.06.H32-180312-0001?k=AB12CD', caption: '' },
    read: 'QRCode https://dunghen.example/tra-cuu/000.00.06.H32-180312-0001?k=AB12CD',
    why: 'the address of a dossier',
  },
  {
    mark: { kind: 'qr', text: 'Hồ sơ của bà Ưỡn', caption: '' },
    read: 'QRCode Hồ sơ của bà Ưỡn',
    why: 'letters with marks',
  },
];

for (const { mark, read, why } of CASES)
  test(`${mark.kind}, as picture and as lines, is read back by a stranger: ${why}`, async () => {
    assert.deepEqual(await readMarks(await drawPng(mark)), [read]);
    assert.deepEqual(await readMarks(dotsOf(drawSvg(mark))), [read]);
  });

test('a barcode has the quiet zone its standard asks for on both sides', () => {
  const { data, width } = dotsOf(drawSvg({ kind: 'code-128', text: 'H32-180312-0001', caption: '' }));
  const bars = Array.from({ length: width }, (_, x) => data[x * 4] === 0);
  const module = bars.lastIndexOf(true) - bars.lastIndexOf(false, bars.lastIndexOf(true));
  const last = width - 1 - bars.lastIndexOf(true);
  // The last bar of the stop pattern is two modules wide (ISO/IEC 15417).
  assert.ok(bars.indexOf(true) >= 10 * (module / 2), `left ${bars.indexOf(true)}`);
  assert.ok(last >= 10 * (module / 2), `right ${last}`);
});
