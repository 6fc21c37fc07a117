import assert from 'node:assert/strict';
import test from 'node:test';
import { findInRegister, takeInDocument } from '#modules/notices/public.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { contradictionsOf, faultsOfEvidence, symbolSet } from './domain/evidence-check.ts';
import type { RoundDetail } from './rounds-schema.ts';
import type { SheetDetail } from './sheets-schema.ts';
import { adoptedSet, Form, give, makeWorld, roundBody, sheetOf, workSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-03-01T08:00', seed: workSeed });
const world = await makeWorld(province);
const set = await adoptedSet(world);
const round = await world.as('monitor').post<RoundDetail>('/api/par/rounds', roundBody(world, set.id));
const sheetId = sheetOf(round, world.agency('KH.STTTT'));
const url = `/api/par/sheets/${sheetId}/evidence`;
const clerk = world.as('itClerk');
const fields = {
  number: '12/KH-STTTT',
  issuedOn: '2017-01-15',
  issuer: 'Sở Thông tin và Truyền thông',
  subject: 'Kế hoạch cải cách hành chính năm 2017',
  leaf: '1.1',
  fact: 'Ban hành ngày 15/01/2017',
};
const form = (bytes: string, change: Partial<typeof fields> = {}) => {
  const sent = new Form();
  for (const [name, value] of Object.entries({ ...fields, ...change })) sent.field(name, value);
  return sent.file('file', 'ke-hoach.pdf', Buffer.from(bytes));
};

test('a document proves a fact for a leaf, serves further leaves, and its file comes back to the byte', async () => {
  const bare = await clerk.get<SheetDetail>(`/api/par/sheets/${sheetId}`);
  assert.deepEqual(bare.withoutEvidence, ['1.1', '1.2'], 'missing evidence is told before anybody asks');
  let sheet = await clerk.post<SheetDetail>(url, form('%PDF-1.4 thử'));
  const [document] = sheet.evidence;
  assert.ok(document);
  assert.deepEqual(document.warnings, []);
  assert.deepEqual(sheet.withoutEvidence, ['1.2']);
  sheet = await clerk.post<SheetDetail>(`${url}/${document.id}/leaves`, { leaf: '1.2', fact: 'Có 20 nhiệm vụ' });
  assert.deepEqual(
    sheet.evidence.map((one) => one.leaves.map(({ leaf }) => leaf)),
    [['1.1', '1.2']],
  );
  sheet = await clerk.post<SheetDetail>(url, form('%PDF-1.4 thử', { leaf: '2.1', fact: 'Đủ nội dung' }));
  assert.equal(sheet.evidence.length, 1, 'the same document is one document');
  sheet = await clerk.post<SheetDetail>(`${url}/${document.id}/remove`, { leaf: '2.1' });
  assert.equal(await clerk.refused('POST', `${url}/${document.id}/remove`, { leaf: '2.1' }), '404 par-index.not_found');
  const file = await clerk.send('GET', `${url}/${document.id}/file`);
  assert.equal(file.raw.toString('utf8'), '%PDF-1.4 thử');
});

test('what speaks against a document is told: outside the year, no file, an unknown issuer, a number used otherwise', async () => {
  const sheet = await clerk.post<SheetDetail>(url, {
    ...fields,
    number: '9/CV',
    issuedOn: '2016-12-31',
    issuer: 'Công ty không có thật',
    fact: 'Đã trình lãnh đạo',
  });
  assert.deepEqual(sheet.evidence.find((one) => one.number === '9/CV')?.warnings, [
    'Ngày ban hành không nằm trong kỳ đánh giá.',
    'Chưa có tệp văn bản.',
    'Tên cơ quan ban hành không có trong danh mục.',
  ]);
  const twice = await clerk.post<SheetDetail>(url, form('%PDF-1.4 khác', { issuedOn: '2017-02-20' }));
  const same = twice.evidence.filter((one) => one.number === fields.number);
  assert.equal(same.length, 2);
  for (const one of same)
    assert.ok(
      one.warnings.some((text) => /khai ở nơi khác/.test(text)),
      one.issuedOn,
    );
});

test('evidence of nobody’s own: others cannot add, see or open it; who appraises the leaf can see it', async () => {
  const sheet = await clerk.get<SheetDetail>(`/api/par/sheets/${sheetId}`);
  const id = sheet.evidence.find((one) => one.file !== null)?.id ?? '';
  assert.equal(await world.as('healthClerk').refused('GET', `${url}/${id}/file`), '404 par-index.not_found');
  assert.equal(await world.as('healthClerk').refused('POST', url, fields), '404 par-index.not_found');
  assert.equal(await world.as('financeClerk').refused('POST', url, fields), '403 par-index.not_yours');
  assert.equal((await world.as('financeClerk').send('GET', `${url}/${id}/file`)).status, 200);
  assert.equal(await clerk.refused('POST', url, { ...fields, leaf: '7' }), '422 par-index.unknown_leaf');
  assert.equal(await clerk.refused('POST', url, form('')), '422 par-index.empty_file');
  const elsewhere = {
    leaf: '1.2',
    stage: 'self',
    input: { type: 'ratio', ratio: { numerator: 1, denominator: 2 } },
  } as const;
  await assert.rejects(
    give(world, 'itClerk', sheetId, { ...elsewhere, evidence: [sheetId] }),
    /par-index.evidence_elsewhere/,
  );
  const noted = await give(world, 'itClerk', sheetId, { ...elsewhere, evidence: [id] });
  assert.deepEqual(noted.leaves.find((one) => one.code === '1.2')?.values[0]?.evidence, [id]);
});

test('after the sheet is locked no document comes or goes', async () => {
  await give(world, 'itClerk', sheetId, {
    leaf: '1.1',
    stage: 'self',
    input: { type: 'timeliness', state: 'on-time' },
  });
  await clerk.post(`/api/par/sheets/${sheetId}/lock`);
  assert.equal(await clerk.refused('POST', url, fields), '409 par-index.evidence_closed');
});

test('the edges of the year are in it, tomorrow is not, and other issuers may use the same number', () => {
  const document = { id: 'a', number: '1/KH', issuedOn: '2017-01-01', issuer: 'Sở A', issuerKnown: true, sha256: 'x' };
  const year = { from: '2017-01-01', to: '2017-12-31' };
  const check = (change: Partial<typeof document>, others: Partial<typeof document>[] = []) =>
    faultsOfEvidence(
      { ...document, ...change },
      year,
      '2018-03-01',
      others.map((other) => ({ ...document, id: 'b', ...other })),
    );
  assert.deepEqual(check({}), []);
  assert.deepEqual(check({ issuedOn: '2017-12-31' }), []);
  assert.deepEqual(check({ issuedOn: '2018-03-02' }), ['in-the-future']);
  assert.deepEqual(check({}, [{ issuer: 'Sở B', issuedOn: '2017-05-05', sha256: 'y' }]), []);
  assert.deepEqual(check({}, [{ number: '2/KH' }]), ['file-contradicts'], 'one file, two numbers');
  assert.deepEqual(check({}, [{ number: '1 / kh', sha256: 'y' }]), ['number-contradicts']);
  assert.deepEqual(check({}, [{ id: 'a', sha256: 'y' }]), [], 'not against itself');
});

test('an issuer could have issued it under that number: groups, another’s sign, a year that is not its own', () => {
  const year = { from: '2017-01-01', to: '2017-12-31' };
  const issuer = { isGroup: false, makesLaw: false, symbol: 'STTTT' };
  const symbols = symbolSet(['STTTT', 'STC', 'UBND', null]);
  const check = (number: string, facts = issuer, name = 'Sở Thông tin và Truyền thông', known = true) =>
    faultsOfEvidence(
      { id: 'a', number, issuedOn: '2017-05-05', issuer: name, issuerKnown: known, sha256: 'x' },
      year,
      '2018-03-01',
      [],
      facts,
      symbols,
    );
  assert.deepEqual(check('12/KH-STTTT'), []);
  assert.deepEqual(check('12/KH-STTTT-VP'), []);
  assert.deepEqual(check('12/KH-stc'), ['symbol-of-another']);
  assert.deepEqual(check('12/CV'), [], 'a number without any known sign says nothing');
  assert.deepEqual(check('12/2017/QĐ-UBND'), ['not-competent', 'symbol-of-another']);
  assert.deepEqual(check('12/2016/QĐ-UBND', { isGroup: false, makesLaw: true, symbol: 'UBND' }), [
    'number-year-differs',
  ]);
  assert.deepEqual(check('12/KH', { ...issuer, isGroup: true }, 'các sở, ngành', false), ['issuer-group']);
  assert.deepEqual(check('1/TT-BNV', { ...issuer, symbol: 'BNV' }, 'Bộ Nội vụ', false), []);
});

test('one document for claims that cannot both be true: another day of issue, another count of the same thing', () => {
  const claims = (...facts: [string, string][]) =>
    contradictionsOf(
      '2017-01-15',
      facts.map(([leaf, fact]) => ({ leaf, fact })),
    );
  assert.deepEqual(claims(['1.1', 'Ban hành ngày 15/01/2017'], ['1.2', 'Ký ngày 15/1/2017']), []);
  assert.deepEqual(claims(['1.1', 'Ban hành ngày 16/01/2017']), [
    'Tiêu chí 1.1 nêu ngày ban hành 16/1/2017, khác ngày của văn bản.'.replace('16/1/', '16/01/'),
  ]);
  assert.deepEqual(claims(['1.1', 'Giao 20 nhiệm vụ'], ['1.2', 'Có 25 nhiệm vụ']), [
    'Văn bản chứng minh "20 nhiệm vụ" ở tiêu chí 1.1 và "25 nhiệm vụ" ở tiêu chí 1.2.',
  ]);
  assert.deepEqual(claims(['1.1', '20 nhiệm vụ'], ['1.2', '25 nhiệm vụ đã xong']), [], 'another thing');
  assert.deepEqual(claims(['1.1', '1.200 hồ sơ'], ['1.2', '1200 hồ sơ']), [], 'the same count, written otherwise');
  assert.deepEqual(claims(['1.1', 'Điều 5 Kế hoạch 12/KH-STTTT'], ['1.2', 'Điều 6']), []);
});

test('the register of documents answers: found, the same number with another day, not there', async () => {
  await province.as(world.actors.get('office') ?? assert.fail()).run(async (tx) => {
    await takeInDocument(tx, {
      fileName: 'cong-van.txt',
      bytes: Buffer.from(
        [
          'ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
          '                                        Độc lập - Tự do - Hạnh phúc',
          'Số: 99/KH-UBND                          Khánh Hòa, ngày 05 tháng 6 năm 2017',
          '',
          'KẾ HOẠCH',
          'Cải cách hành chính năm 2017',
          '',
          '1. Giao Sở Nội vụ báo cáo trước ngày 30/9/2017.',
          '',
          'Nơi nhận:',
          '- Sở Nội vụ;',
        ].join('\n'),
      ),
    });
  });
  const papers = [
    { number: '99/KH-UBND', issuedOn: '2017-06-05', issuer: 'UBND tỉnh Khánh Hòa' },
    { number: '99 / KH-UBND', issuedOn: '2017-06-06', issuer: 'UBND tỉnh Khánh Hòa' },
    { number: '100/KH-UBND', issuedOn: '2017-06-05', issuer: 'UBND tỉnh Khánh Hòa' },
  ];
  const asked = await province.as(world.actors.get('itClerk') ?? assert.fail()).run((tx) => findInRegister(tx, papers));
  assert.deepEqual(asked, ['found', 'differs', 'not-found']);
});
