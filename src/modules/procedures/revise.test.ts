import assert from 'node:assert/strict';
import test from 'node:test';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { getProcedureVersion, procedureOn } from './public.ts';
import type { RevisionBody, RevisionStart } from './revision-schema.ts';
import type { ProcedureDetail, ProcedureList } from './schema.ts';
import { makeWorld, procedureSeed } from './testing/world.ts';

const world = await makeWorld(await testProvince({ at: '2018-02-26T15:00', seed: procedureSeed }));
const monitor = world.as('monitor');
const system = world.province.as(systemActor());
const find = async (code: string) =>
  (await monitor.get<ProcedureList>(`/api/procedures?tim=${code}`)).procedures.find((one) => one.centralCode === code);
const idOf = async (code: string) => (await find(code))?.id ?? assert.fail(code);
const begin = (id: string) => monitor.get<RevisionStart>(`/api/procedures/${id}/revision`);
const bodyFrom = (
  start: RevisionStart,
  content: Partial<RevisionBody['content']>,
  more: object = {},
): RevisionBody => ({
  seen: start.seen,
  validFrom: '2018-03-01',
  ownCatalogue: false,
  content: { ...start.content, source: 'Quyết định 45/QĐ-UBND ngày 22/02/2018', ...content },
  ...more,
});
const revise = (id: string, body: object) => monitor.post<ProcedureDetail>(`/api/procedures/${id}/versions`, body);
const END = { decisionNumber: '99/QĐ-UBND', decisionOn: '2018-02-20', validFrom: '2018-03-05' };

test('a correction holds from its day; what was received before stays on its version; what was changed counts as read', async () => {
  const id = await idOf('1.001806');
  const before = await monitor.get<ProcedureDetail>(`/api/procedures/${id}`);
  const start = await begin(id);
  const papers = [{ name: 'Đơn đề nghị', originals: 1, copies: 2, required: true }];
  await revise(
    id,
    bodyFrom(start, { limit: '7 ngày làm việc', papers, fee: '150.000 đồng/lần', feeAmountVnd: 150_000 }),
  );
  const again = await begin(id);
  assert.deepEqual(
    [again.content.fee, again.content.feeAmountVnd],
    ['150.000 đồng/lần', 150_000],
    'text and amount both',
  );

  const today = await monitor.get<ProcedureDetail>(`/api/procedures/${id}`);
  assert.equal(today.versionId, before.versionId, 'its day has not come');
  const next = await system.run((tx) => procedureOn(tx, id, '2018-03-01'));
  assert.deepEqual(
    [next?.version, next?.limit.minutes, next?.papers.map(({ name, copies }) => [name, copies]), next?.isSample],
    [start.seen + 1, 7 * 480, [['Đơn đề nghị', 2]], true],
  );
  assert.equal(next?.source, 'Quyết định 45/QĐ-UBND ngày 22/02/2018');
  assert.deepEqual([next?.verified.limit, next?.verified.papers], [true, true]);
  assert.equal(next?.verified.fee, true);
  assert.equal(next?.verified.onlineLevel, before.verified.onlineLevel, 'what was not touched keeps its mark');
  const kept = await system.run((tx) => getProcedureVersion(tx, before.versionId));
  assert.equal(kept.limit.text, before.limit.text);
  assert.deepEqual([kept.validTo, next?.validFrom], ['2018-02-28', '2018-03-01']);
});

test('two people at once: the second is told who was quicker, and nothing of the first is lost', async () => {
  const id = await idOf('2.000927');
  const start = await begin(id);
  await revise(id, bodyFrom(start, { fee: 'Miễn phí' }));
  assert.equal(
    await world
      .as('monitor2')
      .refused('POST', `/api/procedures/${id}/versions`, bodyFrom(start, { note: 'Ghi chú khác' })),
    '409 procedures.changed',
  );
  assert.equal((await begin(id)).content.fee, 'Miễn phí');
});

test('refused for what it is: another central code, an unread limit, an agency nobody knows, a day too early, nothing new', async () => {
  const id = await idOf('1.000894');
  const start = await begin(id);
  const tell = (content: Partial<RevisionBody['content']>, more: object = {}) =>
    monitor.send<{ code: string; fields?: Record<string, string> }>(
      'POST',
      `/api/procedures/${id}/versions`,
      bodyFrom(start, content, more),
    );
  const fieldsOf = async (content: Partial<RevisionBody['content']>) => {
    const { status, body } = await tell(content);
    return [status, body.code, ...Object.keys(body.fields ?? {})];
  };
  assert.deepEqual(await fieldsOf({ code: '1.999999' }), [422, 'procedures.other_central_code', 'code']);
  assert.deepEqual(await fieldsOf({ limit: 'tùy trường hợp' }), [422, 'procedures.limit_unread', 'limit']);
  assert.deepEqual(await fieldsOf({ competent: { kind: 'code', code: 'KH.KHONG' } }), [
    422,
    'procedures.unknown_agency',
    'competent',
  ]);
  assert.equal((await tell({ fee: 'x' }, { validFrom: '2010-01-01' })).body.code, 'procedures.valid_before_last');
  assert.equal((await tell({})).body.code, 'procedures.nothing_changed');
  assert.equal((await begin(id)).seen, start.seen, 'nothing was kept');
  for (const path of ['revision', 'versions', 'end'])
    assert.equal(
      await world
        .as('officer')
        .refused(
          path === 'revision' ? 'GET' : 'POST',
          `/api/procedures/${id}/${path}`,
          path === 'revision' ? undefined : {},
        ),
      '403 auth.forbidden',
    );
});

test('abolished from a day: received until the day before, gone from it, its versions still read; listed again it can come back', async () => {
  const id = await idOf('1.013934');
  const { seen } = await begin(id);
  const versionId = (await find('1.013934'))?.versionId ?? assert.fail();
  const end = (body: object) => monitor.refused('POST', `/api/procedures/${id}/end`, body);
  assert.equal(await end({ ...END, seen, decisionOn: '2018-03-06' }), '422 procedures.decided_later');
  const detail = await monitor.post<ProcedureDetail>(`/api/procedures/${id}/end`, { ...END, seen });
  assert.deepEqual(detail.ended, { from: '2018-03-05', source: 'Quyết định 99/QĐ-UBND ngày 20/02/2018' });
  assert.equal(await end({ ...END, seen: seen + 1 }), '409 procedures.ended_already');
  const on = (day: string) => system.run((tx) => procedureOn(tx, id, day));
  assert.deepEqual([(await on('2018-03-04'))?.versionId, await on('2018-03-05')], [versionId, undefined]);
  const listed = async () => (await monitor.get<ProcedureList>('/api/procedures?tinhTrang=bai-bo')).procedures;
  assert.deepEqual(await listed(), [], 'its day has not come');
  world.province.clock.set('2018-03-05T08:00');
  assert.equal(await find('1.013934'), undefined);
  assert.deepEqual(
    (await listed()).map((one) => [one.id, one.validFrom]),
    [[id, '2018-03-05']],
    'found among the abolished, with its day',
  );
  const kept = await system.run((tx) => getProcedureVersion(tx, versionId));
  assert.equal(kept.validTo, '2018-03-04');
  const start = await begin(id);
  assert.equal(start.ended?.from, '2018-03-05');
  await revise(id, bodyFrom(start, {}, { validFrom: '2018-04-02', ownCatalogue: true }));
  const back = await on('2018-04-02');
  assert.deepEqual([back?.version, back?.isSample], [seen + 2, false]);
  assert.equal(await on('2018-04-01'), undefined, 'nothing holds in between');
});
