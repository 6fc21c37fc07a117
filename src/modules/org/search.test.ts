import assert from 'node:assert/strict';
import test from 'node:test';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { searchAgencies } from './public.ts';
import { orgSeed } from './testing/seeds.ts';

const work = (await testProvince({ seed: orgSeed })).as(systemActor());
const find = (query: string, on = '2018-02-26') => work.run((tx) => searchAgencies(tx, query, on, 20));
const names = async (query: string, on?: string) => (await find(query, on)).map((hit) => hit.agency.name);

const STTTT = 'Sở Thông tin và Truyền thông';
const FIRST: readonly (readonly [query: string, expected: string, why: string])[] = [
  ['stttt', STTTT, 'the symbol of document numbers, in small letters'],
  ['so tttt', STTTT, 'half an abbreviation'],
  ['Sở TT&TT', STTTT, 'as documents print it'],
  ['sở tt-tt', STTTT, 'another sign between the letters'],
  ['KH&ĐT', 'Sở Kế hoạch và Đầu tư', 'without "Sở"'],
  ['khdt', 'Sở Kế hoạch và Đầu tư', 'letters alone, no marks'],
  ['ubnd cam lam', 'Ủy ban nhân dân huyện Cam Lâm', 'the kind of place left out'],
  ['UBND H.Cam Lâm', 'Ủy ban nhân dân huyện Cam Lâm', 'abbreviated, no space'],
  ['thong tin va truyen thong', STTTT, 'no marks, no "Sở"'],
  ['Sở Thông tin va Truyền thông', STTTT, 'one word without marks'],
  ['so thong tin va truyen thonh', STTTT, 'a wrong letter'],
  ['so thong tin va tuyen thong', STTTT, 'a letter missing'],
  ['sở nội cụ', 'Sở Nội vụ', 'a neighbouring key'],
  ['ubnd can lam', 'Ủy ban nhân dân huyện Cam Lâm', 'a slip in an abbreviated name'],
  ['sttt', STTTT, 'a letter of the symbol missing'],
  ['Uỷ ban nhân dân tỉnh Khánh Hoà', 'Ủy ban nhân dân tỉnh Khánh Hòa', 'the older placing of tones'],
  ['so noi vu'.normalize('NFD'), 'Sở Nội vụ', 'plain letters'],
  ['Sở Nội vụ'.normalize('NFD'), 'Sở Nội vụ', 'decomposed letters'],
  ['truyền thông sở thông tin', STTTT, 'words in another order'],
  ['bqlkkt', 'Ban Quản lý Khu kinh tế Vân Phong', 'an abbreviation without marks'],
];

for (const [query, expected, why] of FIRST) {
  test(`"${query.normalize('NFC')}" finds ${expected} first: ${why}`, async () => {
    assert.equal((await names(query))[0], expected);
  });
}

test('the name as typed comes before one that differs in tones, and that before one without marks', async () => {
  const hits = await find('Ủy ban nhân dân phường Vạn Thắng');
  assert.equal(hits[0]?.agency.name, 'Ủy ban nhân dân phường Vạn Thắng');
  assert.equal(hits[0]?.tier, 'exact');
  const toneless = await find('ubnd phường vạn thăng');
  assert.ok(['tone-only', 'unmarked'].includes(toneless[0]?.tier ?? ''), toneless[0]?.tier);
  const tiers = (await find('van thanh')).map((hit) => hit.tier);
  const order = ['exact', 'tone-only', 'unmarked', 'similar'];
  assert.deepEqual(
    tiers.map((tier) => order.indexOf(tier)),
    tiers.map((tier) => order.indexOf(tier)).sort((a, b) => a - b),
  );
});

test('a phường of Nha Trang and a xã of Vạn Ninh of one name are both found, marked ambiguous, each with its parent', async () => {
  const hits = (await find('vạn thắng')).filter((hit) => hit.tier === 'exact');
  assert.deepEqual(
    hits.map((hit) => [hit.agency.parentName, hit.ambiguous]),
    [
      ['Ủy ban nhân dân thành phố Nha Trang', true],
      ['Ủy ban nhân dân huyện Vạn Ninh', true],
    ],
  );
});

test('a search finds what exists on its day: Sở Thông tin và Truyền thông is gone in July 2025', async () => {
  assert.deepEqual(
    (await names('sở thông tin và truyền thông', '2025-07-02')).filter((name) => name === STTTT),
    [],
  );
  assert.equal((await names('Sở KH&CN', '2025-07-02'))[0], 'Sở Khoa học và Công nghệ');
});

test('agencies of Ninh Thuận are not found while it was another province', async () => {
  assert.deepEqual(await names('Phan Rang'), []);
});

test('nothing, signs alone, and words of no agency find nothing; a long or hostile query is answered quickly', async () => {
  for (const query of ['', '   ', '%%%', "'; drop table org_agency; --", 'xyzzy plugh'])
    assert.deepEqual(await find(query), [], query);
  const started = performance.now();
  await find('a'.repeat(100_000));
  await find('%_\\'.repeat(500));
  assert.ok(performance.now() - started < 2000);
});
