import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { unlockLegacyText } from './legacy-text.ts';
import { isVietnameseSyllable } from './syllable.ts';
import { decodeTcvn3, encodeTcvn3, fromTcvn3Lookalike } from './tcvn3.ts';
import { fromVni, toVni } from './vni.ts';

const VOWELS = 'aăâeêioôơuưy';
const LETTERS = Array.from(VOWELS)
  .flatMap((vowel) =>
    ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'].map((tone) => (vowel + tone).normalize('NFC')),
  )
  .concat('đ')
  .flatMap((letter) => [letter, letter.toUpperCase()]);
const SAMPLE =
  'Ủy ban nhân dân tỉnh Khánh Hòa yêu cầu Sở Thông tin và Truyền thông chủ trì, phối hợp với các sở, ngành ' +
  'hoàn thiện hạ tầng kỹ thuật trước ngày 30/3/2018; đồng thời rà soát những hồ sơ trễ hẹn của người dân.';

test('there are 146 Vietnamese letters with and without marks', () => assert.equal(new Set(LETTERS).size, 146));

test('TCVN3 agrees with the published table on every byte a text can hold', () => {
  const bytes = Uint8Array.from({ length: 223 }, (_, i) => i + 33);
  assert.equal(decodeTcvn3(bytes), iconv.decode(Buffer.from(bytes), 'tcvn').replace('\u00a0', ' ').normalize('NFC'));
});

test('TCVN3 bytes and back give every Vietnamese text', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...LETTERS, ' ', '1', ',', 'k', 'H')), (letters) => {
      assert.equal(decodeTcvn3(encodeTcvn3(letters.join(''))), letters.join(''));
    }),
  );
});

test('VNI and back give every Vietnamese text', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...LETTERS, ' ', '1', ',', 'k', 'H')), (letters) => {
      assert.equal(fromVni(toVni(letters.join(''))), letters.join(''));
    }),
  );
});

test('VNI as seen in the wild, capital letters with small or capital marks', () => {
  assert.equal(fromVni('Khaùnh Hoøa'), 'Khánh Hòa');
  assert.equal(fromVni('UÛY BAN NHAÂN DAÂN TÆNH KHAÙNH HOØA'), 'ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA');
  assert.equal(fromVni('AÁp Ñoâng Thaïnh, huyeän Myõ Xuyeân'), 'Ấp Đông Thạnh, huyện Mỹ Xuyên');
  assert.equal(fromVni('Ñöôøng Traàn Höng Ñaïo'), 'Đường Trần Hưng Đạo');
});

test('TCVN3 shown as Latin letters, capitals lost with the capital font brought back', () => {
  assert.equal(fromTcvn3Lookalike('Kh¸nh Hßa'), 'Khánh Hòa');
  const { text, from } = unlockLegacyText(
    'Uû BAN NH¢N D¢N\nTØNH KH¸NH HßA\nSè: 12/TB-UBND\nNha Trang, ngµy 05 th¸ng 3 n¨m 2009',
  );
  assert.equal(from, 'tcvn3');
  assert.equal(text, 'UỶ BAN NHÂN DÂN\nTỈNH KHÁNH HÒA\nSố: 12/TB-UBND\nNha Trang, ngày 05 tháng 3 năm 2009');
});

test('a quotation in TCVN3 text keeps its quotes and dashes', () => {
  assert.equal(
    unlockLegacyText('Phong trµo \u201cXanh \u2013 S¹ch \u2013 §Ñp\u201d cña tØnh').text,
    'Phong trào \u201cXanh \u2013 Sạch \u2013 Đẹp\u201d của tỉnh',
  );
});

test('whole paragraphs in both legacy encodings are recognised', () => {
  const shown = iconv.decode(Buffer.from(encodeTcvn3(SAMPLE)), 'windows-1252');
  assert.deepEqual(unlockLegacyText(shown), { text: SAMPLE, from: 'tcvn3' });
  assert.deepEqual(unlockLegacyText(toVni(SAMPLE)), { text: SAMPLE, from: 'vni' });
});

test('Vietnamese in Unicode, composed or not, and other languages are left alone', () => {
  const texts = [
    SAMPLE,
    SAMPLE.normalize('NFD'),
    'Plain English, with a café, a résumé and some naïve façades.',
    "L'été dernier, où les élèves du lycée étaient déjà très fatigués, il a été décidé de fermer le marché.",
    'Der Bürgermeister grüßt die Größe der Straße; Übermut tut selten gut, schöne Grüße aus Köln.',
    'El niño pequeño comió plátano mañana según la opinión del señor Núñez.',
    'Price 25 £ or 30 €, § 5 ¶ 2, ±3 °C, ½ cup, © 2019',
    'Số: 12/TB-UBND',
    '',
    '~'.repeat(5000),
  ];
  for (const text of texts) assert.deepEqual(unlockLegacyText(text), { text, from: null });
});

test('Vietnamese syllables are told from other words', () => {
  for (const word of [
    'nghiêng',
    'quyết',
    'Uỷ',
    'ủy',
    'giếng',
    'gì',
    'khuya',
    'xoong',
    'ĐƯỜNG',
    'thuở',
    'ươm',
    'Huế',
    'quý',
    'giữa',
    'oẳn',
    'khuỷu',
    'yếu',
  ])
    assert.ok(isVietnameseSyllable(word), word);
  for (const word of ['été', 'niño', 'Größe', 'ngµy', 'trường2', 'Khaùnh', 'ngườiii', 'ắ'.repeat(3), 'zà', 'Kh¸nh'])
    assert.ok(!isVietnameseSyllable(word), word);
});

test('small letters of the capital font stay small in abbreviations, recipients and later words', () => {
  const lines = [
    'Nơi nhận:',
    '- Bộ NN&PTNT (b/c);',
    '- Các sở: TC, KH&ĐT;',
    '- Lưu: VT, TH.',
    'THÔNG BÁO',
    'Ý kiến của Ủy ban nhân dân tỉnh về đô thị và ảnh hưởng của lũ',
  ];
  // As ABC fonts have it: marked letters in small only.
  const typed = lines
    .join('\n')
    .replace(/\p{Lu}/gu, (letter) => (/[A-ZĂÂĐÊÔƠƯ]/u.test(letter) ? letter : letter.toLowerCase()));
  const shown = iconv.decode(Buffer.from(encodeTcvn3(typed)), 'latin1');
  assert.deepEqual(unlockLegacyText(shown).text.split('\n'), lines);
});
