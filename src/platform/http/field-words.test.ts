import assert from 'node:assert/strict';
import test from 'node:test';
import { fieldWord } from './field-words.ts';

test('a field is called by the word people use for it, in a list by its place; one without a word by none', () => {
  for (const [path, word] of [
    ['year', 'Năm'],
    ['papers.2.originals', 'Bản chính (mục 3)'],
    ['agencyIds.0', 'Cơ quan (mục 1)'],
    ['owner.phone', 'Số điện thoại'],
    ['indexHundredths', undefined],
    ['constructor', undefined],
    ['__proto__', undefined],
    ['(nội dung)', undefined],
    ['', undefined],
  ] as const)
    assert.equal(fieldWord(path), word, path);
});
