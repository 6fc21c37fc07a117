import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DEFAULT_FORMATS, fromSerial, momentReader } from './moment-formats.ts';
import { instantOf, zoneOf } from './time-zone.ts';

const vietnam = zoneOf(undefined);

for (const [format, text, expected] of [
  ['dd/MM/yyyy HH:mm', '30/03/2018 17:00', '2018-03-30T10:00:00.000Z'],
  ['dd/MM/yyyy HH:mm', '5/3/2018 8:05', '2018-03-05T01:05:00.000Z'],
  ['dd/MM/yyyy HH:mm', '29/02/2019 08:00', undefined],
  ['dd/MM/yyyy HH:mm', '30/13/2018 08:00', undefined],
  ['dd/MM/yyyy HH:mm', '30/03/2018 24:00', '2018-03-30T17:00:00.000Z'],
  ['dd/MM/yyyy HH:mm', '30/03/2018 24:01', undefined],
  ['dd/MM/yyyy HH:mm', '30/03/2018', undefined],
  ['dd/MM/yyyy', '30/03/2018', '2018-03-29T17:00:00.000Z'],
  ['HH:mm dd/MM/yyyy', '07:30  30/03/2018', '2018-03-30T00:30:00.000Z'],
  ["HH 'giờ' mm, 'ngày' dd/MM/yyyy", '07 giờ 30, ngày 30/03/2018', '2018-03-30T00:30:00.000Z'],
  ['d/M/yy h:mm a', '5/3/18 1:05 CH', '2018-03-05T06:05:00.000Z'],
  ['d/M/yy h:mm a', '5/3/18 12:05 SA', '2018-03-04T17:05:00.000Z'],
  ['M/d/yyyy', '3/30/2018', '2018-03-29T17:00:00.000Z'],
  ['yyyyMMddHHmm', '201803301700', '2018-03-30T10:00:00.000Z'],
  ['ISO', '2011-10-11T13:45:40.276+02:00', '2011-10-11T11:45:40.276Z'],
  ['ISO', '2011-10-11T13:45:40.276123456Z', '2011-10-11T13:45:40.276Z'],
  ['ISO', '2018-03-30 17:00', '2018-03-30T10:00:00.000Z'],
  ['ISO', '2018-03-30', '2018-03-29T17:00:00.000Z'],
  ['ISO', '2018-02-30T10:00:00Z', undefined],
  ['ISO', '0001-01-01T00:00:00Z', undefined],
  ['epoch-ms', '1522404000000', '2018-03-30T10:00:00.000Z'],
  ['epoch-s', '1522404000', '2018-03-30T10:00:00.000Z'],
  ['excel', '43189.7083333333', '2018-03-30T10:00:00.000Z'],
  ['excel', '43189,7083333333', '2018-03-30T10:00:00.000Z'],
  ['excel', '0.5', undefined],
  ['dd.MM.yyyy', '30x03x2018', undefined],
] as const)
  test(`${format} reads "${text}" as ${expected ?? 'nothing'}`, () => {
    const read = momentReader(format)(text);
    assert.equal(read && instantOf(read, vietnam).toISOString(), expected);
  });

test('a bare day is told apart from a midnight', () => {
  assert.equal(momentReader('dd/MM/yyyy')('30/03/2018')?.dayOnly, true);
  assert.equal(momentReader('ISO')('2018-03-30T00:00:00')?.dayOnly, false);
  assert.equal(fromSerial(43189)?.dayOnly, true);
  assert.equal(fromSerial(43189.5)?.dayOnly, false);
});

test('a workbook of the 1904 system counts four years later', () => {
  const read = fromSerial(43189 - 1462, true);
  assert.equal(read && instantOf(read, vietnam).toISOString(), '2018-03-29T17:00:00.000Z');
});

for (const format of ['dd/MM', 'yyyy', 'dd/dd/MM/yyyy', 'ngày'])
  test(`"${format}" is no format of a date`, () => {
    assert.throws(() => momentReader(format), RangeError);
  });

test('a zone with summer time: the same wall hour is another instant in winter', () => {
  const zone = zoneOf('Europe/Amsterdam');
  const iso = momentReader('ISO');
  const at = (text: string) => instantOf(iso(text) ?? assert.fail(), zone).toISOString();
  assert.equal(at('2014-07-01T12:00'), '2014-07-01T10:00:00.000Z');
  assert.equal(at('2014-01-01T12:00'), '2014-01-01T11:00:00.000Z');
  assert.equal(at('2014-03-30T02:30'), '2014-03-30T01:30:00.000Z');
  assert.throws(() => zoneOf('Atlantis/Capital'), RangeError);
});

test('any minute written in any default format with a time is read back to itself', () => {
  const formats = DEFAULT_FORMATS.filter((format) => /HH:mm/.test(format));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000 }), fc.constantFrom(...formats), (quarter, format) => {
      const wall = new Date(Date.UTC(1950, 0, 1) + quarter * 900_000);
      const two = (number: number) => String(number).padStart(2, '0');
      const text = format
        .replace('yyyy', String(wall.getUTCFullYear()))
        .replace('MM', two(wall.getUTCMonth() + 1))
        .replace('dd', two(wall.getUTCDate()))
        .replace('HH', two(wall.getUTCHours()))
        .replace('mm', two(wall.getUTCMinutes()))
        .replace('ss', '00');
      assert.equal(momentReader(format)(text)?.wallMs, wall.getTime());
    }),
  );
});

test('a hostile text costs no more than its length', () => {
  const started = performance.now();
  for (const format of DEFAULT_FORMATS) momentReader(format)(`${'1'.repeat(100_000)} ${' '.repeat(100_000)}x`);
  assert.ok(performance.now() - started < 500);
});
