import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { isQuiet, wholeOrder } from './carried.ts';
import { maskedNumber, mobileNumber, writeNumber } from './phone.ts';
import { areDeviceKeys, payloadOf, topicOf } from './push.ts';
import { asSms, withoutMarks } from './sms-text.ts';
import { fillPlaces, placesOf } from './template.ts';

const LENGTHS: { why: string; text: string; marks?: boolean; is: [string, number, number] }[] = [
  { why: '160 plain letters are one message', text: 'a'.repeat(160), is: ['gsm-7', 160, 1] },
  { why: 'the 161st makes two', text: 'a'.repeat(161), is: ['gsm-7', 161, 2] },
  { why: '306 still are two', text: 'a'.repeat(306), is: ['gsm-7', 306, 2] },
  { why: '307 are three', text: 'a'.repeat(307), is: ['gsm-7', 307, 3] },
  { why: 'a bracket takes two places', text: '['.repeat(80), is: ['gsm-7', 160, 1] },
  { why: 'one bracket more and it is two', text: `${'['.repeat(80)}a`, is: ['gsm-7', 161, 2] },
  { why: 'a sign of two places is not parted', text: `${'a'.repeat(152)}[${'a'.repeat(152)}`, is: ['gsm-7', 306, 3] },
  { why: 'Vietnamese without marks is plain', text: 'ế'.repeat(160), is: ['gsm-7', 160, 1] },
  { why: 'with marks 70 are one', text: 'ế'.repeat(70), marks: true, is: ['ucs-2', 70, 1] },
  { why: 'with marks the 71st makes two', text: 'ế'.repeat(71), marks: true, is: ['ucs-2', 71, 2] },
  {
    why: 'decomposed marks count as they are sent, composed',
    text: 'ế'.normalize('NFD').repeat(70),
    marks: true,
    is: ['ucs-2', 70, 1],
  },
  {
    why: 'an emoji takes two places and is not parted',
    text: `${'ế'.repeat(66)}😀${'ế'.repeat(66)}`,
    marks: true,
    is: ['ucs-2', 134, 3],
  },
  { why: 'nothing is one message of nothing', text: '', is: ['gsm-7', 0, 1] },
];
for (const { why, text, marks = false, is } of LENGTHS)
  test(`SMS: ${why}`, () => {
    const { encoding, length, parts } = asSms(text, { marks });
    assert.deepEqual([encoding, length, parts], is);
  });

test('marks come off and nothing else changes', () => {
  assert.equal(withoutMarks('Đến hạn: “Báo cáo” – 17:00… ưỡ'), 'Den han: "Bao cao" - 17:00... uo');
});

test('without marks any text fits the 7-bit alphabet, and parts hold what they must', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 700 }), fc.boolean(), (text, marks) => {
      const sms = asSms(text, { marks });
      if (!marks) assert.equal(sms.encoding, 'gsm-7');
      const [alone, together] = sms.encoding === 'gsm-7' ? [160, 153] : [70, 67];
      assert.ok(sms.length <= (sms.parts === 1 ? alone : sms.parts * together));
      assert.ok(sms.parts === 1 || sms.length > alone);
    }),
  );
});

test('numbers are taken as people write them; landlines and foreign ones are not mobiles', () => {
  for (const typed of ['0905123456', '0905 123 456', '+84 905.123.456', '84905123456', '(0905) 123-456'])
    assert.equal(mobileNumber(typed), '84905123456', typed);
  for (const typed of ['', '0258 382 1234', '+1 202 555 0100', '090512345', '09051234567', 'abc', '84 0905123456'])
    assert.equal(mobileNumber(typed), undefined, typed);
  assert.deepEqual(
    (['plain', 'plus', 'local'] as const).map((form) => writeNumber('84905123456', form)),
    ['84905123456', '+84905123456', '0905123456'],
  );
  assert.equal(maskedNumber('84905123456'), '0905 ••• 456');
});

test('no value can break out of its place in a template', () => {
  const hostile = '"},{"to":"1"\\ & = \r\nX: y {{secret}}';
  const json = fillPlaces('{"text":"{{text}}","to":"{{ to }}"}', { text: hostile, to: '849' }, 'json');
  assert.deepEqual(JSON.parse(json), { text: hostile, to: '849' });
  const form = new URLSearchParams(fillPlaces('a=1&text={{text}}', { text: hostile }, 'form'));
  assert.deepEqual([form.get('text'), [...form.keys()]], [hostile, ['a', 'text']]);
  assert.ok(!/[\r\n]/.test(fillPlaces('Bearer {{text}}', { text: hostile }, 'header')));
  assert.throws(() => fillPlaces('{{constructor}}', {}, 'text'), RangeError);
  assert.deepEqual(placesOf('{{a}} {{ b_2 }} {{a}} {{A}}'), ['a', 'b_2']);
});

test('a payload stays under what push services take, whatever was written', () => {
  const payload = payloadOf({ id: 'x', title: 'ế'.repeat(5000), body: '😀 '.repeat(3000), path: '/nhac-viec' });
  assert.ok(Buffer.byteLength(payload) <= 3000);
  const { title, body } = JSON.parse(payload) as { title: string; body: string };
  assert.ok(title.endsWith('…') && body.endsWith('…') && body.isWellFormed());
  assert.match(topicOf('01900000-0000-7000-8000-000000000401'), /^[0-9a-f]{32}$/);
});

test('only keys a browser could have given are taken', () => {
  const auth = Buffer.alloc(16, 7).toString('base64url');
  const real = 'BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM';
  assert.equal(areDeviceKeys({ p256dh: real, auth }), true);
  const offCurve = Buffer.from(real, 'base64url');
  offCurve[64] = (offCurve[64] ?? 0) ^ 1;
  assert.equal(areDeviceKeys({ p256dh: offCurve.toString('base64url'), auth }), false);
  assert.equal(areDeviceKeys({ p256dh: real.slice(0, 40), auth }), false);
  assert.equal(areDeviceKeys({ p256dh: real, auth: 'AAAA' }), false);
});

test('quiet hours run over midnight, and a chosen order is always whole', () => {
  const night = { from: 21 * 60, to: 6 * 60 };
  assert.deepEqual(
    [20 * 60 + 59, 21 * 60, 0, 6 * 60 - 1, 6 * 60].map((minute) => isQuiet(night, minute)),
    [false, true, true, true, false],
  );
  assert.equal(isQuiet(null, 0), false);
  assert.deepEqual(wholeOrder(['sms', 'sms']), ['sms', 'push', 'email', 'zalo']);
});
