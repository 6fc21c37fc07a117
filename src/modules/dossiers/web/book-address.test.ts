import assert from 'node:assert/strict';
import test from 'node:test';
import { bookAsked } from './book-address.ts';

test('a year, a month, a number or an agency that cannot be meant is named, not asked of the server', () => {
  const cases: readonly (readonly [search: Record<string, string>, wrong: string])[] = [
    [{ nam: '0' }, 'year'],
    [{ nam: '18' }, 'year'],
    [{ nam: '2201' }, 'year'],
    [{ nam: '2018.5' }, 'year'],
    [{ thang: '13' }, 'month'],
    [{ thang: '0' }, 'month'],
    [{ thang: 'một' }, 'month'],
    [{ tu: '-1' }, 'from'],
    [{ tu: '9999999999' }, 'from'],
    [{ 'co-quan': "x' or 1=1" }, 'agency'],
  ];
  for (const [search, wrong] of cases) assert.equal(bookAsked(search).wrong, wrong, JSON.stringify(search));
});

test('nothing in the address asks for nothing in particular; a search begins at the front', () => {
  const none = { agency: undefined, year: undefined, month: undefined, q: undefined, from: undefined };
  assert.deepEqual(bookAsked({}), { wrong: null, query: none });
  assert.deepEqual(bookAsked({ nam: '2018', tim: 'Lê Văn An', tu: '51' }), {
    wrong: null,
    query: { ...none, year: '2018', q: 'Lê Văn An' },
  });
});
