import assert from 'node:assert/strict';
import test from 'node:test';
import { newId } from '#kernel/id.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { writeCriteriaSet } from './domain/set-json.ts';
import type { CheckResult, MappingView, SetDetail, SetList } from './sets-schema.ts';
import { adoptedSet, makeWorld, smallSet, workSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-03-01T08:00', seed: workSeed });
const world = await makeWorld(province);
const monitor = world.as('monitor');

test('a set is written by one person and adopted by another, then never changes', async () => {
  const draft = await monitor.post<SetDetail>('/api/par/sets', { file: writeCriteriaSet(smallSet()) });
  assert.deepEqual([draft.state, draft.version, draft.faults, draft.canAdopt], ['draft', 1, [], false]);
  const url = `/api/par/sets/${draft.id}`;
  assert.equal(await monitor.refused('POST', `${url}/adopt`, { revision: 1 }), '403 par-index.second_person');
  assert.equal((await world.as('monitor2').get<SetDetail>(url)).canAdopt, true);
  const adopted = await world.as('monitor2').post<SetDetail>(`${url}/adopt`, { revision: 1, decision: '12/QĐ-UBND' });
  assert.deepEqual([adopted.state, adopted.adoptedBy, adopted.decision], ['adopted', 'Cao Theo Dõi', '12/QĐ-UBND']);
  const file = writeCriteriaSet(smallSet({ title: 'Khác' }));
  assert.equal(await monitor.refused('POST', `${url}/replace`, { revision: 2, file }), '409 par-index.set_adopted');
  const next = await monitor.post<SetDetail>('/api/par/sets', { file });
  assert.deepEqual([next.version, next.state], [2, 'draft']);
});

test('whoever changed a draft last may not adopt it, and a stale change is refused', async () => {
  const draft = await monitor.post<SetDetail>('/api/par/sets', { file: writeCriteriaSet(smallSet({ id: 'thu-b' })) });
  const file = writeCriteriaSet(smallSet({ id: 'thu-b', title: 'Sửa lần một' }));
  const url = `/api/par/sets/${draft.id}`;
  const changed = await world.as('monitor2').post<SetDetail>(`${url}/replace`, { revision: 1, file });
  assert.deepEqual([changed.title, changed.madeBy], ['Sửa lần một', 'Cao Theo Dõi']);
  assert.equal(await monitor.refused('POST', `${url}/replace`, { revision: 1, file }), '409 par-index.set_changed');
  assert.equal(
    await world.as('monitor2').refused('POST', `${url}/adopt`, { revision: 2 }),
    '403 par-index.second_person',
  );
  const other = writeCriteriaSet(smallSet({ id: 'thu-c' }));
  assert.equal(
    await monitor.refused('POST', `${url}/replace`, { revision: 2, file: other }),
    '422 par-index.other_set',
  );
  assert.equal((await monitor.post<SetDetail>(`${url}/adopt`, { revision: 2 })).state, 'adopted');
});

test('a sum that is wrong is refused with its place; unknown points make a draft nobody can adopt', async () => {
  const wrong = writeCriteriaSet(smallSet({ id: 'thu-d', total: 900 }));
  const reply = await monitor.send<{ code: string; detail: string; faults: { place: string; text: string }[] }>(
    'POST',
    '/api/par/sets',
    { file: wrong },
  );
  assert.deepEqual([reply.status, reply.body.code], [422, 'par-index.set_refused']);
  assert.match(reply.body.detail, /^Bộ tiêu chí: Tổng điểm ghi .*Còn 1 lỗi/);
  assert.match(reply.body.faults[0]?.text ?? '', /ghi 9,00 điểm nhưng các mục con cộng lại 10,00 điểm/);
  const [field, ...rest] = smallSet().fields;
  assert.ok(field?.kind === 'branch');
  const unknown = writeCriteriaSet(
    smallSet({
      id: 'thu-e',
      total: null,
      fields: [{ ...field, max: null, children: field.children.map((one) => ({ ...one, max: null })) }, ...rest],
    }),
  );
  const draft = await monitor.post<SetDetail>('/api/par/sets', { file: unknown });
  assert.equal(draft.faults.length, 3);
  assert.equal(
    await world.as('leader').refused('POST', `/api/par/sets/${draft.id}/adopt`, { revision: 1 }),
    '422 par-index.set_incomplete',
  );
  const checked = await monitor.post<CheckResult>('/api/par/sets/check', { file: wrong });
  assert.deepEqual([checked.readable, checked.keepable, checked.adoptable], [true, false, false]);
  assert.deepEqual(
    (await monitor.get<SetList>('/api/par/sets')).sets.filter((set) => set.code === 'thu-d'),
    [],
    'a checked or refused file leaves nothing',
  );
});

test('what goes out as a file comes in again the same', async () => {
  const set = await adoptedSet(world, smallSet({ id: 'thu-f' }));
  const out = await world.as('itClerk').send('GET', `/api/par/sets/${set.id}/files/json`);
  assert.equal(out.raw.toString('utf8'), writeCriteriaSet(smallSet({ id: 'thu-f' })));
});

test('two years are mapped by proposal until a person confirms, and a bad mapping names its leaf', async () => {
  const older = await adoptedSet(world, smallSet({ id: 'thu-g' }));
  const [field, second] = smallSet().fields;
  assert.ok(field?.kind === 'branch' && second?.kind === 'branch');
  const [plan, done] = field.children;
  assert.ok(plan && done);
  const newer = await adoptedSet(
    world,
    smallSet({
      id: 'thu-g2',
      year: 2018,
      fields: [{ ...field, children: [plan, { ...done, name: 'Mức độ thực hiện' }] }, second],
    }),
  );
  const url = `/api/par/sets/${older.id}/mapping/${newer.id}`;
  const proposed = await world.as('itClerk').get<MappingView>(url);
  assert.deepEqual([proposed.confirmed, proposed.breaksSeries], [false, true]);
  assert.deepEqual(
    proposed.links.map(({ change, from, to }) => `${change} ${from.join()}>${to.join()}`),
    ['same 1.1>1.1', 'renamed 1.2>1.2', 'same 2.1>2.1', 'same 2.2>2.2', 'same 2.3>2.3'],
  );
  const links = proposed.links.slice(1);
  assert.equal(await monitor.refused('POST', url, { links }), '422 par-index.mapping_refused');
  const confirmed = await monitor.post<MappingView>(url, { links: proposed.links });
  assert.deepEqual([confirmed.confirmed, confirmed.madeBy], [true, 'Lý Theo Dõi']);
});

test('only the monitor takes sets in; everybody with work in the index reads them; a visitor and an administrator do not', async () => {
  const set = await adoptedSet(world, smallSet({ id: 'thu-h' }));
  const file = writeCriteriaSet(smallSet({ id: 'thu-i' }));
  for (const who of ['itHead', 'leader', 'office', 'auditor', 'administrator'] as const) {
    for (const [url, body] of [
      ['/api/par/sets', { file }],
      ['/api/par/sets/check', { file }],
      [`/api/par/sets/${set.id}/replace`, { file, revision: 1 }],
      [`/api/par/sets/${set.id}/mapping/${set.id}`, { links: [] }],
    ] as const)
      assert.equal(await world.as(who).refused('POST', url, body), '403 auth.forbidden', `${who} ${url}`);
  }
  for (const who of ['itOfficer', 'leader', 'auditor'] as const)
    assert.equal((await world.as(who).get<SetDetail>(`/api/par/sets/${set.id}`)).id, set.id);
  assert.equal(await world.as('administrator').refused('GET', '/api/par/sets'), '403 auth.forbidden');
  assert.equal(await world.as('visitor').refused('GET', '/api/par/sets'), '401 auth.required');
  assert.equal(await monitor.refused('GET', `/api/par/sets/${newId()}`), '404 par-index.set_not_found');
});
