import assert from 'node:assert/strict';
import test from 'node:test';
import { testProvince } from '#platform/testing/test-province.ts';
import type { CommentRoundDetail } from './comments-schema.ts';
import { writeCriteriaSet } from './domain/set-json.ts';
import { readSetFile, writeSetFile } from './set-file.ts';
import type { AddedNode, FileCheck, MappingView, SetDetail, SetList } from './sets-schema.ts';
import { adoptedSet, Form, makeWorld, smallSet, workSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-03-01T08:00', seed: workSeed });
const world = await makeWorld(province);
const monitor = world.as('monitor');
const excel = async (set = smallSet()) => Buffer.from((await writeSetFile(set, 'xlsx', 'bo')).bytes);
const form = (bytes: Buffer, fields: Record<string, string> = {}) => {
  const made = new Form();
  for (const [name, value] of Object.entries(fields)) made.field(name, value);
  return made.file('file', 'bo.xlsx', bytes);
};

test('a set goes out as Excel, is looked at, and comes in as the next version', async () => {
  const first = await monitor.post<SetDetail>('/api/par/sets/files', form(await excel()));
  assert.deepEqual([first.version, first.state, first.faults], [1, 'draft', []]);
  const out = await world.as('itClerk').send('GET', `/api/par/sets/${first.id}/files/xlsx`);
  const looked = await monitor.post<FileCheck>('/api/par/sets/files/check', form(out.raw));
  assert.deepEqual([looked.keepable, looked.adoptable, looked.former?.id], [true, true, first.id]);
  assert.ok(looked.set);
  assert.equal(writeCriteriaSet(looked.set), writeCriteriaSet(smallSet()));
  const next = await monitor.post<SetDetail>('/api/par/sets/files', form(out.raw));
  assert.deepEqual([next.version, next.code], [2, first.code]);
  const replaced = await monitor.post<SetDetail>(
    `/api/par/sets/${next.id}/files`,
    form(await excel(smallSet({ title: 'Sửa' })), { revision: '1' }),
  );
  assert.deepEqual([replaced.title, replaced.revision], ['Sửa', 2]);
});

test('a workbook whose parts do not add up is refused with its cell, and nothing is kept', async () => {
  const bytes = await excel(smallSet({ id: 'thu-sai', total: 900 }));
  const reply = await monitor.send<{ code: string; detail: string; faults: { place: string; text: string }[] }>(
    'POST',
    '/api/par/sets/files',
    form(bytes),
  );
  assert.deepEqual([reply.status, reply.body.code], [422, 'par-index.set_refused']);
  assert.match(reply.body.faults[0]?.place ?? '', /^Trang "Bộ tiêu chí", dòng \d+, cột B \(Giá trị\)$/);
  assert.match(reply.body.faults[0]?.text ?? '', /ghi 9,00 điểm nhưng các mục con cộng lại 10,00 điểm/);
  const looked = await monitor.post<FileCheck>('/api/par/sets/files/check', form(bytes));
  assert.deepEqual([looked.keepable, looked.former], [false, null]);
  assert.equal(await monitor.refused('POST', '/api/par/sets/files'), '422 par-index.set_file_missing');
});

test('a leaf of a draft is edited and the sums above follow; a rule that gives too much is refused with its place', async () => {
  const draft = await monitor.post<SetDetail>('/api/par/sets/files', form(await excel(smallSet({ id: 'thu-sua' }))));
  const url = `/api/par/sets/${draft.id}/leaves`;
  const edited = await monitor.post<SetDetail>(url, {
    revision: 1,
    code: '1.1',
    leaf: { name: 'Kế hoạch năm', max: 250, rule: { type: 'timeliness', late: 150 } },
  });
  assert.deepEqual([edited.set.total, edited.set.fields[0]?.max, edited.revision], [1050, 550, 2]);
  const bad = { revision: 2, code: '1.1', leaf: { rule: { type: 'timeliness', late: 900 } } };
  const reply = await monitor.send<{ faults: { place: string }[] }>('POST', url, bad);
  assert.deepEqual([reply.status, reply.body.faults[0]?.place], [422, 'Tiêu chí 1.1']);
  assert.equal(
    await monitor.refused('POST', url, { revision: 2, code: '1', leaf: { name: 'x' } }),
    '422 par-index.unknown_leaf',
  );
  assert.equal(
    await monitor.refused('POST', url, { revision: 1, code: '1.1', leaf: { name: 'x' } }),
    '409 par-index.set_changed',
  );
});

test('what agencies comment on stays as they read it; the change goes into the next version', async () => {
  const draft = await monitor.post<SetDetail>('/api/par/sets/files', form(await excel(smallSet({ id: 'thu-gop' }))));
  const open = { setId: draft.id, title: 'Góp ý', dueOn: '2018-03-20' };
  await monitor.post<CommentRoundDetail>('/api/par/comment-rounds', open);
  const change = { revision: 1, code: '1.1', leaf: { name: 'Khác' } };
  assert.equal(
    await monitor.refused('POST', `/api/par/sets/${draft.id}/leaves`, change),
    '409 par-index.under_comment',
  );
  const next = await monitor.post<SetDetail>(`/api/par/sets/${draft.id}/next`);
  assert.equal(next.version, 2);
  assert.equal((await monitor.post<SetDetail>(`/api/par/sets/${next.id}/leaves`, change)).revision, 2);
});

test('a draft grows and shrinks criterion by criterion with its sums, and is adopted only when the new one has a rule', async () => {
  const draft = await monitor.post<SetDetail>('/api/par/sets/files', form(await excel(smallSet({ id: 'thu-them' }))));
  const url = `/api/par/sets/${draft.id}/nodes`;
  const body = { parent: '1', name: 'Tiêu chí thêm', first: null, method: 'appraised', max: 100 };
  const grown = await monitor.post<AddedNode>(url, { ...body, revision: draft.revision });
  assert.deepEqual([grown.added, grown.set.total], ['1.3', (draft.set.total ?? 0) + 100]);
  assert.deepEqual(
    grown.faults.map(({ code, blocksKeeping }) => [code, blocksKeeping]),
    [['1.3', false]],
  );
  assert.equal(await monitor.refused('POST', url, { ...body, revision: draft.revision }), '409 par-index.set_changed');
  const revision = grown.revision;
  assert.equal(
    await monitor.refused('POST', url, { ...body, parent: '1.1', revision }),
    '422 par-index.unknown_branch',
  );
  const back = await monitor.post<SetDetail>(`${url}/remove`, { code: '1.3', revision });
  assert.deepEqual(back.set, draft.set);
  assert.equal(
    await monitor.refused('POST', `${url}/remove`, { code: '1.3', revision: back.revision }),
    '422 par-index.unknown_node',
  );
});

test('a new year begins as a copy of the last, labelled as its source is, under a code of its own', async () => {
  const label = 'Bộ tiêu chí minh họa - không phải Quyết định 2948/QĐ-BNV';
  const source = await adoptedSet(world, smallSet({ id: 'thu-nam', isDemonstration: true, label }));
  const url = `/api/par/sets/${source.id}/copy`;
  const body = { code: 'thu-nam-2018', year: 2018, title: 'Bộ năm 2018' };
  const made = await monitor.post<SetDetail>(url, body);
  assert.deepEqual([made.year, made.state, made.isDemonstration, made.set.label], [2018, 'draft', true, label]);
  assert.equal(await monitor.refused('POST', url, { ...body, year: 2019 }), '409 par-index.set_code_taken');
  const { sets } = await monitor.get<SetList>('/api/par/sets');
  assert.equal(
    await monitor.refused('POST', url, body),
    '409 par-index.set_code_exists',
    'never another version unasked',
  );
  assert.equal(await monitor.refused('POST', url, { ...body, follows: 2 }), '409 par-index.set_code_exists');
  assert.deepEqual((await monitor.get<SetList>('/api/par/sets')).sets, sets, 'a refused copy leaves nothing behind');
  const next = await monitor.post<SetDetail>(url, { ...body, title: 'Bộ năm 2018, soạn lại', follows: 1 });
  assert.deepEqual(
    [next.code, next.version, next.state, next.title],
    ['thu-nam-2018', 2, 'draft', 'Bộ năm 2018, soạn lại'],
  );
});

test('a mapping confirmed for one version is carried to the next, and says anew what changed there', async () => {
  const older = await adoptedSet(world, smallSet({ id: 'thu-cu' }));
  const v1 = await monitor.post<SetDetail>(
    '/api/par/sets/files',
    form(await excel(smallSet({ id: 'thu-moi', year: 2018 }))),
  );
  const { links } = await monitor.get<MappingView>(`/api/par/sets/${older.id}/mapping/${v1.id}`);
  const merged = [
    { change: 'merged', from: ['1.1', '1.2'], to: ['1.1'] },
    { change: 'new', from: [], to: ['1.2'] },
    ...links.filter(({ to }) => !['1.1', '1.2'].includes(to[0] ?? '')),
  ];
  await monitor.post(`/api/par/sets/${older.id}/mapping/${v1.id}`, { links: merged });
  const v2 = await monitor.post<SetDetail>(`/api/par/sets/${v1.id}/next`);
  await monitor.post(`/api/par/sets/${v2.id}/leaves`, { revision: 1, code: '2.1', leaf: { name: 'Tên mới' } });
  const carried = await monitor.get<MappingView>(`/api/par/sets/${older.id}/mapping/${v2.id}`);
  assert.equal(carried.confirmed, false);
  assert.deepEqual(
    carried.links.map(({ change, from, to }) => `${change} ${from.join('+')}>${to.join()}`),
    ['merged 1.1+1.2>1.1', 'new >1.2', 'renamed 2.1>2.1', 'same 2.2>2.2', 'same 2.3>2.3'],
  );
});

test('only the monitor takes files in and edits', async () => {
  const set = await adoptedSet(world, smallSet({ id: 'thu-quyen' }));
  for (const who of ['itHead', 'leader', 'office', 'auditor', 'administrator'] as const) {
    for (const url of ['/api/par/sets/files', '/api/par/sets/files/check', `/api/par/sets/${set.id}/files`])
      assert.equal(await world.as(who).refused('POST', url, form(await excel())), '403 auth.forbidden', who);
    for (const path of ['next', 'copy', 'leaves', 'nodes', 'nodes/remove'])
      assert.equal(await world.as(who).refused('POST', `/api/par/sets/${set.id}/${path}`, {}), '403 auth.forbidden');
  }
  const out = await world.as('auditor').send('GET', `/api/par/sets/${set.id}/files/xlsx`);
  assert.equal((await readSetFile(out.raw)).set?.id, 'thu-quyen');
});
