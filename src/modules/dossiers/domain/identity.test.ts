import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { phoneKey, readCardText, readIdentityNumber, secondFacts } from './identity.ts';

test('an identity number tells sex and year of birth, and what cannot be one is named', () => {
  assert.deepEqual(readIdentityNumber('056 090 001234', 2018), {
    number: '056090001234',
    sex: 'male',
    birthYear: 1990,
  });
  assert.deepEqual(readIdentityNumber('056305.001234', 2018), {
    number: '056305001234',
    sex: 'female',
    birthYear: 2005,
  });
  assert.equal(readIdentityNumber('056219001234', 2018), 'future');
  assert.equal(readIdentityNumber('056990001234', 2018), 'century');
  assert.equal(readIdentityNumber('225123456', 2018), 'length');
  assert.equal(readIdentityNumber('05609000123O', 2018), 'not-digits');
});

test('the text of a card becomes its fields, in one Unicode form, with an old number or without', () => {
  const name = 'Nguyễn Thị Hòa'.normalize('NFD');
  const card = readCardText(
    `056190001234|225123456|${name}|05121990|Nữ|Thôn 2, Vĩnh Thái, Nha Trang, Khánh Hòa|02052021`,
    2026,
  );
  assert.deepEqual(card, {
    number: '056190001234',
    oldNumber: '225123456',
    name: 'Nguyễn Thị Hòa',
    birthOn: '1990-12-05',
    sex: 'female',
    address: 'Thôn 2, Vĩnh Thái, Nha Trang, Khánh Hòa',
    issuedOn: '2021-05-02',
    doubts: [],
  });
  assert.equal(readCardText('056190001234||Lê An|05121990|Nữ|X|02052021', 2026)?.oldNumber, null);
});

test('a card whose number says another year or sex is read with its doubt', () => {
  assert.deepEqual(readCardText('056090001234||Lê An|05121991|Nữ|X|02052021', 2026)?.doubts, ['year', 'sex']);
});

test('what is no card is none: a web address, a day that does not exist, too few digits', () => {
  for (const text of [
    'https://dichvucong.gov.vn',
    '',
    '||||||',
    '056190001234||Lê An|31021990|Nữ|X|',
    '12345||A|05121990|Nam|X|',
  ])
    assert.equal(readCardText(text, 2026), undefined, text);
});

test('no text whatever makes the reader fall', () => {
  fc.assert(fc.property(fc.string(), (text) => void readCardText(text, 2026)));
});

test('one phone number in several spellings is one', () => {
  assert.equal(phoneKey('+84 905 123 456'), '0905123456');
  assert.equal(phoneKey('0905.123.456'), '0905123456');
  assert.equal(phoneKey('12'), null);
});

test('second facts are last fours, of what is long enough to have them', () => {
  assert.deepEqual(secondFacts('0905 123 456', '056190001234', null, '12'), ['3456', '1234']);
});
