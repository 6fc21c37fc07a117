import assert from 'node:assert/strict';
import test from 'node:test';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { agenciesById, resolveBody } from './public.ts';
import { orgSeed } from './testing/seeds.ts';

const work = (await testProvince({ seed: orgSeed })).as(systemActor());
const THEN = '2018-02-26';
const NOW = '2025-07-02';
const resolve = (name: string, on = THEN) =>
  work.run(async (tx) => {
    const found = await resolveBody(tx, name, on);
    return { ...found, codes: (await agenciesById(tx, found.agencyIds, on)).map((agency) => agency.code) };
  });

const BODIES: readonly (readonly [name: string, code: string])[] = [
  ['Sở Thông tin và Truyền thông', 'KH.STTTT'],
  ['Sở Nội vụ', 'KH.SNV'],
  ['Sở Lao động - Thương binh và Xã hội', 'KH.SLDTBXH'],
  ['Sở Lao động, Thương binh và Xã hội', 'KH.SLDTBXH'],
  ['Sở KH&ĐT', 'KH.SKHDT'],
  ['STTTT', 'KH.STTTT'],
  ['Văn phòng UBND tỉnh', 'KH.VPUBND'],
  ['VP UBND tỉnh', 'KH.VPUBND'],
  ['Văn phòng Ủy ban nhân dân tỉnh Khánh Hòa', 'KH.VPUBND'],
  ['Chánh Văn phòng UBND tỉnh', 'KH.VPUBND'],
  ['UBND tỉnh', 'KH.UBND'],
  ['Uỷ ban nhân dân tỉnh Khánh Hoà', 'KH.UBND'],
  ['TT. UBND tỉnh', 'KH.UBND'],
  ['UBND huyện Cam Lâm', 'KH.UBND.570.1'],
  ['Chủ tịch UBND huyện Cam Lâm', 'KH.UBND.570.1'],
  ['UBND thành phố Nha Trang', 'KH.UBND.568.1'],
  ['UBND TP.Nha Trang', 'KH.UBND.568.1'],
  ['UBND TP Nha Trang', 'KH.UBND.568.1'],
  ['UBND thị xã Ninh Hòa', 'KH.UBND.572.1'],
  ['UBND TX. Ninh Hoà', 'KH.UBND.572.1'],
  ['Sở Nội vụ tỉnh Khánh Hòa', 'KH.SNV'],
  ['Giám đốc Sở Nội vụ', 'KH.SNV'],
  ['so noi vu', 'KH.SNV'],
  ['Thanh tra tỉnh', 'KH.TTR'],
  ['Công an tỉnh', 'KH.CA'],
  ['Cục Thuế tỉnh', 'KH.CT'],
  ['Bảo hiểm xã hội tỉnh', 'KH.BHXH'],
  ['BHXH tỉnh', 'KH.BHXH'],
  ['Đài Phát thanh và Truyền hình', 'KH.PTTH'],
  ['Đài PT-TH', 'KH.PTTH'],
  ['Báo Khánh Hòa', 'KH.BAO'],
  ['Ban Tổ chức Tỉnh ủy', 'KH.BTCTU'],
  ['Ban Quản lý Khu kinh tế Vân Phong', 'KH.BQLKKTVP'],
  ['Cổng TTĐT tỉnh', 'KH.CTTDT'],
  ['UBND xã Vạn Thắng', 'KH.UBND.22516.1'],
  ['UBND phường Vạn Thắng', 'KH.UBND.22345.1'],
  ['UBND xã Ninh Sơn, thị xã Ninh Hòa', 'KH.UBND.22531.1'],
  ['Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh', 'KH.MTTQ'],
];

for (const [name, code] of BODIES) {
  test(`"${name}" in a document of 2018 is ${code}`, async () => {
    const found = await resolve(name);
    assert.deepEqual([found.codes, found.certain, found.group], [[code], true, false], found.note ?? '');
  });
}

test('"các sở, ban, ngành" are the 21 departments and equivalents of the ranking in 2018, the 14 bodies of 2025', async () => {
  const then = await resolve('các sở, ban, ngành');
  assert.equal(then.agencyIds.length, 21);
  assert.ok(then.group && then.certain);
  assert.ok(then.codes.includes('KH.VPUBND') && then.codes.includes('KH.BQLKKTVP'));
  assert.equal(then.codes.includes('KH.CT'), false);
  const now = await resolve('các sở, ban, ngành', NOW);
  assert.equal(now.agencyIds.length, 14);
  assert.ok(now.codes.every((code) => code.startsWith('KH25.')) && !now.codes.includes('KH25.VPDBQH'));
});

test('"UBND cấp huyện" are all 9 in 2018, the unranked Trường Sa too, and nobody after 01/7/2025, with the reason', async () => {
  for (const words of ['UBND cấp huyện', 'UBND huyện, thị xã, thành phố', 'UBND các huyện, thị xã, thành phố']) {
    const then = await resolve(words);
    assert.equal(then.agencyIds.length, 9, words);
    assert.ok(then.codes.includes('KH.UBND.576.1'));
  }
  const now = await resolve('UBND cấp huyện', NOW);
  assert.deepEqual([now.agencyIds, now.certain, now.group, now.noteCode], [[], false, true, 'org.body_level_ended']);
  assert.equal(now.note, 'Cấp huyện kết thúc hoạt động từ 01/07/2025. Việc ở địa phương do UBND cấp xã nhận.');
});

test('"UBND cấp xã" are 140 in 2018 and 65 in 2025', async () => {
  assert.equal((await resolve('UBND cấp xã')).agencyIds.length, 140);
  assert.equal((await resolve('UBND các xã, phường, thị trấn')).agencyIds.length, 140);
  assert.equal((await resolve('UBND cấp xã', NOW)).agencyIds.length, 65);
});

test('"các sở, ngành, địa phương" are departments and districts, after 01/7/2025 departments and communes', async () => {
  for (const words of [
    'các sở, ngành, địa phương',
    'Các sở, ban, ngành, địa phương',
    'các cơ quan, đơn vị, địa phương',
  ]) {
    assert.equal((await resolve(words)).agencyIds.length, 21 + 9, words);
  }
  assert.equal((await resolve('các sở, ngành, địa phương', NOW)).agencyIds.length, 14 + 65);
});

test('"các phòng, ban cấp huyện" are not in the register: nobody is chosen and somebody has to be asked', async () => {
  const found = await resolve('các phòng, ban cấp huyện');
  assert.deepEqual([found.agencyIds, found.certain, found.group], [[], false, true]);
  assert.match(found.note ?? '', /chưa có trong danh mục/);
});

test('a department that has ended gives its successor with a remark', async () => {
  const found = await resolve('Sở Thông tin và Truyền thông', NOW);
  assert.deepEqual([found.codes, found.certain, found.noteCode], [['KH25.SKHCN'], true, 'org.body_succeeded']);
  assert.equal(
    found.note,
    'Sở Thông tin và Truyền thông kết thúc ngày 28/02/2025. Việc do Sở Khoa học và Công nghệ nhận.',
  );
  const between = await resolve('Sở Thông tin và Truyền thông', '2025-04-01');
  assert.deepEqual(between.codes, ['KH03.SKHCN']);
});

test('a body that kept its name through the merger of provinces is the new one, without a remark', async () => {
  const found = await resolve('Sở Nội vụ', NOW);
  assert.deepEqual([found.codes, found.certain, found.note], [['KH25.SNV'], true, null]);
});

test('a district that has ended is not turned into its communes: it says why and offers them', async () => {
  const found = await resolve('UBND huyện Cam Lâm', NOW);
  assert.deepEqual([found.agencyIds, found.certain, found.noteCode], [[], false, 'org.body_by_competence']);
  assert.equal(found.candidates.length, 4);
});

test('a commune that went whole gives its successor, one that was divided offers the parts', async () => {
  const whole = await resolve('UBND xã Vĩnh Lương', NOW);
  assert.deepEqual([whole.candidates.length, whole.codes], [0, ['KH25.UBND.22333.2']]);
  const divided = await resolve('UBND xã Cam Tân', NOW);
  assert.deepEqual([divided.agencyIds, divided.noteCode, divided.candidates.length], [[], 'org.body_by_territory', 3]);
});

test('a body of Ninh Thuận is unknown before the provinces merged and has a successor after', async () => {
  assert.equal((await resolve('UBND xã Phước Thắng')).noteCode, 'org.body_unknown');
  assert.deepEqual((await resolve('UBND xã Phước Thắng', NOW)).codes, ['KH25.UBND.22795.2']);
});

test('a body that begins later, one nobody knows, and a bare "UBND" give nobody and say so', async () => {
  assert.equal((await resolve('Sở Nông nghiệp và Môi trường')).noteCode, 'org.body_later');
  for (const name of ['Sở Vũ trụ', 'UBND', 'các', '   ', 'Bộ Nội vụ']) {
    const found = await resolve(name);
    assert.deepEqual([found.agencyIds, found.certain], [[], false], name);
  }
});

test('a name of 100 000 signs is answered quickly', async () => {
  const started = performance.now();
  await resolve('ubnd xã '.repeat(12_500));
  await resolve('các sở, '.repeat(12_500));
  assert.ok(performance.now() - started < 2000);
});
