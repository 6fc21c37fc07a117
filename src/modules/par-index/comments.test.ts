import assert from 'node:assert/strict';
import test from 'node:test';
import { testProvince } from '#platform/testing/test-province.ts';
import type { CommentRoundDetail } from './comments-schema.ts';
import { writeCriteriaSet } from './domain/set-json.ts';
import type { SetDetail } from './sets-schema.ts';
import { adoptedSet, makeWorld, smallSet, workSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-03-01T08:00', seed: workSeed });
const world = await makeWorld(province);
const monitor = world.as('monitor');
const it = world.agency('KH.STTTT');
const finance = world.agency('KH.STC');

const draft = await monitor.post<SetDetail>('/api/par/sets', { file: writeCriteriaSet(smallSet()) });
const opened = await monitor.post<CommentRoundDetail>('/api/par/comment-rounds', {
  setId: draft.id,
  title: 'Lấy ý kiến',
  dueOn: '2018-03-10',
});
const url = `/api/par/comment-rounds/${opened.id}`;
const comment = (agencyId: string, leaf: string, text: string) => ({ agencyId, leaf, text, proposal: 'Bỏ mức trễ' });

test('agencies comment, see their own comments only, and nobody speaks for another', async () => {
  const mine = await world
    .as('itClerk')
    .post<CommentRoundDetail>(`${url}/comments`, comment(it, '1.1', 'Hạn quá ngắn'));
  assert.deepEqual(
    mine.comments.map((one) => [one.agency.id, one.leafName]),
    [[it, 'Kế hoạch']],
  );
  await world.as('financeClerk').post(`${url}/comments`, comment(finance, '', 'Nên bỏ cả phần thống kê'));
  assert.equal((await world.as('itClerk').get<CommentRoundDetail>(url)).comments.length, 1);
  assert.equal((await world.as('auditor').get<CommentRoundDetail>(url)).comments.length, 2);
  assert.equal(
    await world.as('itClerk').refused('POST', `${url}/comments`, comment(finance, '1.1', 'x')),
    '403 par-index.not_yours',
  );
  assert.equal(
    await world.as('itOfficer').refused('POST', `${url}/comments`, comment(it, '1.1', 'x')),
    '403 auth.forbidden',
  );
  assert.equal(
    await world.as('itClerk').refused('POST', `${url}/comments`, comment(it, '9', 'x')),
    '422 par-index.unknown_leaf',
  );
});

test('an accepted comment names the change it led to, and the change has to be real', async () => {
  const { comments } = await monitor.get<CommentRoundDetail>(url);
  const [general, planned] = comments;
  assert.ok(general && planned);
  const answers = `${url}/comments/${planned.id}/answers`;
  const [field, results] = smallSet().fields;
  assert.ok(field?.kind === 'branch' && results);
  const [plan, done] = field.children;
  assert.ok(plan?.kind === 'leaf' && done);
  const changed = { ...plan, rule: { type: 'timeliness', late: 150 } as const };
  const next = await monitor.post<SetDetail>('/api/par/sets', {
    file: writeCriteriaSet(smallSet({ fields: [{ ...field, children: [changed, done] }, results] })),
  });
  assert.equal(
    await monitor.refused('POST', answers, { decision: 'accepted', reason: 'Đúng' }),
    '422 par-index.change_missing',
  );
  for (const change of [
    { setId: next.id, leaf: '1.2' },
    { setId: draft.id, leaf: '1.1' },
  ])
    assert.equal(
      await monitor.refused('POST', answers, { decision: 'accepted', reason: 'Đúng', change }),
      '422 par-index.change_not_found',
    );
  const answered = await monitor.post<CommentRoundDetail>(answers, {
    decision: 'accepted',
    reason: 'Nới mức trễ',
    change: { setId: next.id, leaf: '1.1' },
  });
  assert.deepEqual(answered.counts, { accepted: 1, partly: 0, explained: 0, unanswered: 1 });
  assert.equal(await monitor.refused('POST', `${url}/close`), '409 par-index.comments_unanswered');
  await monitor.post(`${url}/comments/${general.id}/answers`, { decision: 'explained', reason: 'Bộ Nội vụ yêu cầu' });
  const again = await monitor.post<CommentRoundDetail>(`${url}/comments/${general.id}/answers`, {
    decision: 'explained',
    reason: 'Theo hướng dẫn của Bộ',
  });
  assert.equal(again.comments.find((one) => one.id === general.id)?.answers.length, 2, 'the former answer stays');
  assert.equal(
    await world.as('itClerk').refused('POST', answers, { decision: 'explained', reason: 'x' }),
    '403 auth.forbidden',
  );
  const closed = await monitor.post<CommentRoundDetail>(`${url}/close`);
  assert.notEqual(closed.closedAt, null);
  assert.equal((await world.as('itClerk').get<CommentRoundDetail>(url)).comments.length, 2, 'then everybody reads all');
  assert.equal(await monitor.refused('POST', `${url}/close`), '409 par-index.comment_round_closed');
});

test('comments are taken until the last day, and only on a draft', async () => {
  const set = await adoptedSet(world, smallSet({ id: 'thu-adopted' }));
  const open = { setId: set.id, title: 'x', dueOn: '2018-03-10' };
  assert.equal(await monitor.refused('POST', '/api/par/comment-rounds', open), '409 par-index.not_a_draft');
  const another = await monitor.post<CommentRoundDetail>('/api/par/comment-rounds', { ...open, setId: draft.id });
  const to = `/api/par/comment-rounds/${another.id}/comments`;
  province.clock.set('2018-03-10T23:30');
  await world.as('itHead').post(to, comment(it, '1.1', 'Kịp'));
  province.clock.set('2018-03-11T00:10');
  assert.equal(
    await world.as('itHead').refused('POST', to, comment(it, '1.1', 'Muộn')),
    '409 par-index.comment_round_closed',
  );
});
