import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { events } from '#platform/events/events.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { pairsOf, wordsOf } from './domain/search-query.ts';
import type { DossierDetail } from './detail-schema.ts';
import type { DossierPage } from './list-schema.ts';
import { subscribeDossiers } from './subscriptions.ts';
import { aDossier, dossierSeed, makeWorld, reception, type Who } from './testing/world.ts';

const province = await testProvince({ at: '2018-04-19T09:00', seed: dossierSeed });
const world = await makeWorld(province);
subscribeDossiers();
const search = (q: string, who: Who = 'clerk', more = '') =>
  world.as(who).get<DossierPage>(`/api/dossiers?q=${encodeURIComponent(q)}${more}`);
const found = async (q: string, who: Who = 'clerk', more = ''): Promise<string[]> =>
  (await search(q, who, more)).dossiers.map(({ id }) => id);
const named = (name: string, more: object = {}) => aDossier(world, { applicant: { name, ...more } });

const duc = await named('Đặng Đức Đạt', { phone: '0905 123 456', identityNumber: '056099001234' });
const hoa = await named('Trần Thị Hòa');
const hoai = await named('Trần Thị Hoài Thương');
const company = await aDossier(world, {
  applicant: { name: 'Lương Gia Bảo' },
  owner: { name: 'Công ty TNHH Biển Xanh (Nha Trang)', kind: 'enterprise' },
  authorisation: 'Giấy ủy quyền 01/2018',
});

test('names are found without marks, đ typed as d, tone marks in either place, in any case', async () => {
  for (const q of ['Đặng Đức Đạt', 'dang duc dat', 'DANG DUC DAT', 'đặng đức đat', 'duc dat', 'dang duc d', '  dat '])
    assert.deepEqual(await found(q), [duc.id], q);
  for (const q of ['Trần Thị Hoà', 'tran thi hoa', 'Trần Thị Hòa']) assert.deepEqual(await found(q), [hoa.id], q);
});

test('what is half typed goes on to every name it may become, newest first; what is a whole word is that word', async () => {
  assert.deepEqual(await found('tran thi ho'), [hoai.id, hoa.id]);
  assert.deepEqual(await found('tran thi'), [hoai.id, hoa.id]);
  assert.deepEqual(await found('tran t'), [hoai.id, hoa.id]);
  const page = await search('thi ho');
  assert.deepEqual([page.search?.way, page.dossiers.length], ['beginning', 2]);
});

test('the owner is found like the applicant, a company by words with brackets; words of one name are no other name', async () => {
  for (const q of ['bien xanh', 'Biển Xanh (Nha Trang)', 'luong gia bao', 'cong ty tnhh bien'])
    assert.deepEqual(await found(q), [company.id], q);
  const apart = await search('bao bien');
  assert.equal(apart.search?.way, 'words', 'applicant and owner together: said to be no name');
});

test('by phone as people write it, by the whole identity number, not by a part of either', async () => {
  for (const q of ['0905123456', '0905 123 456', '0905.123.456', '+84 905 123 456', '056099001234', '056 099 001 234'])
    assert.deepEqual(await found(q), [duc.id], q);
  assert.deepEqual(await found('905123'), []);
});

test('by the whole code, its end, its number alone, in any case and with one slip', async () => {
  const code = duc.code ?? '';
  const [, day, number] = code.split('-');
  for (const q of [code, code.toLowerCase(), ` ${code} `, `${day}-${number}`, `H32-${day}-${number}`, `${number}`])
    assert.ok((await found(q)).includes(duc.id), q);
  const slip = `${code.slice(0, 4)}${code.slice(5)}`;
  const page = await search(slip);
  assert.deepEqual([page.search?.way, page.dossiers[0]?.id], ['code-slip', duc.id], slip);
  assert.deepEqual(await found(`X99-${day}-${number}`), [], 'the end must be the end of the code');
});

test('one slip of the finger in a name still finds it, and it is said that it is not what was typed', async () => {
  const slips = [
    'dang duc dta',
    'dang dc dat',
    'dangd uc dat',
    'dang ducdat',
    'dang duuc dat',
    'dsng duc dat',
    'thuongg',
  ];
  for (const q of slips) {
    const page = await search(q);
    assert.equal(page.search?.way, 'slip', q);
    assert.ok(
      page.dossiers.some(({ id }) => id === (q === 'thuongg' ? hoai.id : duc.id)),
      q,
    );
  }
});

test('nothing found is said at once, with names that do find something', async () => {
  const page = await search('trần thị hoàng mai');
  assert.deepEqual([page.dossiers, page.next, page.search?.way], [[], null, null]);
  for (const name of page.search?.suggestions ?? []) assert.ok((await found(name)).length > 0, name);
  assert.ok((page.search?.suggestions.length ?? 0) > 0);
  const strange = await search('qqqq wwww');
  assert.deepEqual([strange.dossiers, strange.search], [[], { way: null, suggestions: [] }]);
  assert.deepEqual((await search("'; drop table dossier; -- & | ! :* <->")).dossiers, []);
});

test('dossiers of other agencies are never found, nor suggested, in any way', async () => {
  const ways = [
    'dang duc dat',
    'dang duc',
    'dang duc d',
    'dang duc dta',
    'dat dang',
    '0905123456',
    duc.code ?? '',
    duc.code?.slice(-11) ?? '',
    world.procedure.name,
  ];
  for (const q of ways) {
    assert.ok((await found(q)).length > 0, q);
    const page = await search(q, 'strangerClerk');
    assert.deepEqual([page.dossiers, page.next, page.search], [[], null, { way: null, suggestions: [] }], q);
  }
  assert.deepEqual(await found('dang duc dat', 'monitor'), [duc.id]);
});

test('by the words of a procedure when nobody is called so', async () => {
  const page = await search(world.procedure.name.toUpperCase(), 'clerk', '&limit=200');
  assert.equal(page.search?.way, 'procedure');
  assert.ok(page.dossiers.some(({ id }) => id === duc.id));
});

test('a page after the other brings each once, newest first, whatever is received meanwhile', async () => {
  const made: string[] = [];
  for (let at = 0; at < 7; at += 1) {
    province.clock.set(`2018-04-${19 - Number(at === 0)}T10:0${at}`);
    made.unshift((await named('Mai Trang Trải')).id);
  }
  const seen: string[] = [];
  let cursor = '';
  for (let turn = 0; turn < 5; turn += 1) {
    const page = await search('mai trang trai', 'clerk', `&limit=3${cursor}`);
    seen.push(...page.dossiers.map(({ id }) => id));
    if (turn === 0) await named('Mai Trang Trải');
    if (!page.next) break;
    cursor = `&cursor=${page.next}`;
  }
  assert.deepEqual(seen, made);
});

test('what came in long ago at one’s own counter is found in every way of typing it, nothing of another counter is', async () => {
  const own: string[] = [];
  const day = province.clock.now();
  for (const [at, on] of ['2018-01-15', '2018-02-05', '2018-02-26', '2018-03-19', '2018-04-16'].entries()) {
    province.clock.set(`${on}T09:0${at}`);
    const input = reception(world, { applicant: { name: 'Võ Tuần Xa' } });
    own.unshift((await world.as('otherClerk').post<DossierDetail>('/api/dossiers', input)).id);
    await named('Võ Tuần Xa');
    await named('Võ Tuần Khác');
  }
  province.clock.set(day);
  for (const q of ['Võ Tuần Xa', 'vo tuan x', 'vo tuna xa', 'xa tuan vo', 'tuan xa', 'xa']) {
    const seen: string[] = [];
    for (let cursor = '', turn = 0; turn < 4; turn += 1) {
      const page = await search(q, 'otherClerk', `&limit=2${cursor}`);
      seen.push(...page.dossiers.map(({ id }) => id));
      if (!page.next) break;
      cursor = `&cursor=${page.next}`;
    }
    assert.deepEqual(seen, own, q);
    assert.equal((await found(q, 'monitor', '&limit=50')).length, 10, q);
  }
  assert.deepEqual(await found('vo tuan khac', 'otherClerk'), []);
});

test('filters leave what they leave of what was found; a queue keeps its own order', async () => {
  const ended = await aDossier(world, { applicant: { name: 'Phan Lọc Thử' }, decision: 'on-spot' });
  const open = await named('Phan Lọc Thử');
  assert.deepEqual(await found('phan loc thu', 'clerk', '&open=true'), [open.id]);
  assert.deepEqual((await found('phan loc thu')).toSorted(), [ended.id, open.id].toSorted());
  assert.deepEqual(await found('phan loc thu', 'clerk', '&queue=agency'), [open.id]);
  assert.deepEqual(await found('phan loc tuh', 'clerk', '&queue=agency'), [open.id]);
  assert.deepEqual(await found('phan loc thu', 'clerk', '&queue=results'), []);
});

test('found by what was put right, no longer by what was wrong; an agency that gets a part finds it', async () => {
  const wrong = await named('Tạ Sai Tên');
  const other = await found('ta sai ten', 'otherClerk');
  assert.deepEqual(other, []);
  const right = await world.as('head').act(wrong, 'correct', {
    field: 'applicantName',
    value: 'Tạ Đúng Tên',
    reason: 'Ghi nhầm',
    document: { number: '01/ĐC', on: '2018-04-19' },
  });
  assert.deepEqual([await found('ta dung ten'), await found('ta sai ten')], [[wrong.id], []]);
  const forwarded = await world.as('clerk').act(right, 'forward');
  await world
    .as('officer')
    .act(forwarded, 'ask-opinion', { agencyId: world.agency('KH.STC'), text: 'Xin ý kiến', dueOn: '2018-04-25' });
  assert.deepEqual(await found('ta dung ten', 'otherClerk'), [wrong.id]);
});

test('dossiers of a merged agency are found by its successor', async () => {
  const [from, to] = [world.agency('KH.SKHCN'), world.agency('KH.SNV')];
  const open = await named('Kiều Sáp Nhập');
  assert.deepEqual(await found('kieu sap nhap', 'strangerClerk'), []);
  await province.as(systemActor('Sáp nhập')).run((tx) =>
    events.emit(tx, 'org.agencies_merged', {
      changeId: from,
      effectiveOn: tx.today,
      reason: 'Nghị quyết sáp nhập',
      document: null,
      decidedBy: null,
      fromIds: [from],
      toId: to,
      from: [{ id: from, code: 'KH.SKHCN', name: 'Sở Khoa học và Công nghệ' }],
      to: { id: to, code: 'KH.SNV', name: 'Sở Nội vụ' },
    }),
  );
  assert.deepEqual(await found('kieu sap nhap', 'strangerClerk'), [open.id]);
  assert.equal((await world.as('strangerClerk').get<DossierDetail>(`/api/dossiers/${open.id}`)).id, open.id);
});

test('the words the database keeps of a name are the words a question is made of', async () => {
  const letter = fc.constantFrom(...Array.from("aăâbcdđeêghiklmnoôơpqrstuưvxyẠẴẮàéỗửỹỳ ĐƠƯ -.'()1"));
  const names = fc.sample(fc.string({ unit: letter, minLength: 1, maxLength: 30 }), { numRuns: 300, seed: 7 });
  const kept = await province.as(systemActor('Thử')).run(async (tx) => {
    const { rows } = await sql<{ name: string; words: string[] }>`
      select name, tsvector_to_array(dossier_search_words(null, jsonb_build_object('name', name), '{}', '', '{}', now())) as words
      from unnest(${names}::text[]) as name`.execute(tx.db);
    return rows;
  });
  for (const { name, words } of kept) {
    if (name.startsWith('(')) continue;
    const own = words.filter((word) => /^[a-z0-9]/.test(word));
    assert.deepEqual(own.toSorted(), [...new Set([...wordsOf(name), ...pairsOf(wordsOf(name))])].toSorted(), name);
  }
});

test('names of both persons, numbers, the end of the code, the week and the agencies are the words of a dossier', async () => {
  const [a, b] = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b'];
  const cases: readonly (readonly [code: string | null, applicant: object, owner: object, words: string[]])[] = [
    [
      'STTTT-180226-7',
      { name: 'Lê  Thị-Ánh' },
      { name: 'Lê  Thị-Ánh' },
      'C180226|C180226-7|C7|anh|le|le thi|thi|thi anh'.split('|'),
    ],
    [
      'H1',
      { name: 'An', phone: '0258 381-2345' },
      { name: 'Đỗ Tư' },
      ['Ch1', 'N02583812345', 'an', 'do', 'do tu', 'tu'],
    ],
    ['--', { name: '(không ghi)', identityNumber: '12345' }, { name: '...', identityNumber: '056-201' }, ['N056201']],
    [null, {}, { name: null }, []],
  ];
  const told = await province.as(systemActor('Thử')).run(async (tx) => {
    const rows = cases.map(([code, applicant, owner]) => ({ code, applicant, owner }));
    const found = await sql<{ words: string[] }>`
      select tsvector_to_array(dossier_search_words(code, applicant, owner, 'Đăng ký', ${[a, b]}::uuid[], '1970-01-15Z')) as words
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (code text, applicant jsonb, owner jsonb)`.execute(
      tx.db,
    );
    return found.rows.map(({ words }) => words);
  });
  for (const [index, [code, , , words]] of cases.entries()) {
    const always = ['A00000000000a', 'A00000000000b', 'P', 'W2'];
    const found = (told[index] ?? []).map((word) => (word.startsWith('P') ? 'P' : word));
    assert.deepEqual(found.toSorted(), [...always, ...words].toSorted(), code ?? 'no code');
  }
});
