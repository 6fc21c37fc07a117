import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { publishDirectivesMeasures } from '#modules/directives/public.ts';
import { doIt, issueOne, makeWorld as makeTaskWorld } from '#modules/directives/testing/world.ts';
import { publishMeasure } from '#modules/measures/public.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { parIndexJobs } from './background.ts';
import type { Leaf } from './domain/criteria-set.ts';
import type { ForesightView, OutlookView, TakenUpResult, ThingsView } from './outlook-schema.ts';
import type { LiveResult } from './live-schema.ts';
import type { RoundDetail } from './rounds-schema.ts';
import type { SheetDetail } from './sheets-schema.ts';
import { adoptedSet, give, makeWorld, roundBody, sheetOf, smallSet, workSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-03-01T08:00', seed: workSeed });
const tasks = await makeTaskWorld(province);
const world = await makeWorld(province);
publishDirectivesMeasures();

/** A publisher whose figures of one agency do not add up. */
const broken = world.agency('KH.STC');
publishMeasure(
  { id: 'thu.broken', name: 'Số liệu thử', kind: 'share', numerator: 'a', denominator: 'b', source: null },
  async (_, { agencyIds, period, asOf }) =>
    (agencyIds ?? []).map((agencyId) => ({
      measureId: 'thu.broken',
      agencyId,
      period,
      asOf,
      numerator: agencyId === broken ? 2 : 1,
      denominator: 2,
      numeratorIds: agencyId === broken ? ['x', 'y'] : ['x'],
      denominatorIds: agencyId === broken ? ['x', 'z'] : ['x', 'z'],
      isComplete: true,
      remarks: [],
    })),
);

const small = smallSet({ id: 'thu-2018-so', year: 2018 });
const bound = (code: string, change: Partial<Leaf>): void => {
  for (const field of small.fields)
    if (field.kind === 'branch') for (const leaf of field.children) if (leaf.code === code) Object.assign(leaf, change);
};
const steps = {
  type: 'step',
  unit: 'per-cent',
  nothingDue: 'not-applicable',
  bands: [
    { ge: 90, points: 300 },
    { ge: 60, lt: 90, points: 100 },
    { lt: 60, points: 0 },
  ],
} as const;
bound('1.2', { measureId: 'directives.completion', rule: steps });
bound('2.3', { measureId: 'thu.broken' });

const old = await adoptedSet(world);
const oldRound = await world.as('monitor').post<RoundDetail>('/api/par/rounds', roundBody(world, old.id));
const clerk = world.as('itClerk');
const unit = world.agency('KH.STTTT');
await clerk.post<SheetDetail>(`/api/par/sheets/${sheetOf(oldRound, unit)}/evidence`, {
  number: '12/KH-STTTT',
  issuedOn: '2017-01-15',
  issuer: 'Sở Thông tin và Truyền thông',
  subject: 'Kế hoạch năm 2017',
  leaf: '1.1',
  fact: 'Đúng hạn',
});
const set = await adoptedSet(world, small);
const round = await world.as('monitor').post<RoundDetail>(
  '/api/par/rounds',
  roundBody(world, set.id, {
    title: 'Chấm điểm năm 2018',
    periodFrom: '2018-01-01',
    periodTo: '2018-12-31',
    cutOffOn: '2018-12-28',
    selfDueOn: '2019-01-10',
    appraisal1DueOn: '2019-01-20',
    explanationDueOn: '2019-01-25',
    appraisal2DueOn: '2019-01-31',
    publishOn: '2019-02-20',
  }),
);
const sheetId = sheetOf(round, unit);
const url = `/api/par/sheets/${sheetId}`;

const first = await issueOne(tasks, { deadlineOn: '2018-03-09' });
await issueOne(tasks, { deadlineOn: '2018-04-30' });
await issueOne(tasks, { deadlineOn: '2018-05-31' });
await issueOne(tasks, { deadlineOn: '2019-01-31' });
const outlook = () => clerk.get<OutlookView>(`${url}/outlook`);
const obligations = (key: string) =>
  province.as(systemActor()).run(async (tx) => {
    const { rows } = await sql<{ title: string; state: string; due: Date; person: string | null }>`
      select title, state, due_at as due, person_id as person from reminder_obligation
      where source = 'par-index' and key like ${`${key}:%`} order by due_at, key`.execute(tx.db);
    return rows;
  });
const runJobs = async () => {
  for (const job of parIndexJobs()) await job.run(province);
};

test('live figures, how they end if nothing is done, and the forecast by stated basis', async () => {
  const view = await outlook();
  const [live] = view.live;
  assert.ok(live);
  assert.deepEqual([live.leaf, live.numerator, live.denominator, live.points], ['1.2', 0, 0, null]);
  assert.deepEqual(live.atEnd, { numerator: 0, denominator: 3, open: 3 }, 'what is due after the cut-off is left out');
  assert.deepEqual(
    view.forecast.leaves.map(({ code, basis, low, high }) => [code, basis, low, high]),
    [
      ['1.1', 'unknown', 0, 200],
      ['1.2', 'live', 0, 300],
      ['2.1', 'unknown', 0, 100],
      ['2.2', 'unknown', 0, 300],
      ['2.3', 'live', 100, 100],
    ],
  );
  assert.equal(view.forecast.max, 1000);
  assert.ok(view.forecast.low < view.forecast.expected && view.forecast.expected < view.forecast.high);
  await give(world, 'itClerk', sheetId, { leaf: '1.1', stage: 'self', input: { type: 'timeliness', state: 'late' } });
  const given = (await outlook()).forecast.leaves[0];
  assert.deepEqual(given, { code: '1.1', max: 200, basis: 'self', expected: 100, low: 100, high: 100 });
});

test('two tasks reach the first step, three the last: the plan buys what a day buys most', async () => {
  const { plans, workingDays, openItems } = await outlook();
  assert.ok(workingDays > 200, `${workingDays}`);
  assert.equal(openItems, 3);
  assert.deepEqual(
    plans.map(({ kind, gain, effort, items }) => [kind, gain, effort, items.length]),
    [['fastest', 300, 12, 3]],
    'a third of 300 a day beats half of 100',
  );
});

test('one click makes the plan into obligations of the unit, again nothing more, and undo ends them', async () => {
  const { plans } = await outlook();
  const items = plans[0]?.items.map(({ id }) => id) ?? [];
  assert.deepEqual((await clerk.post<TakenUpResult>(`${url}/gains`, { items })).changed, 3);
  assert.deepEqual((await clerk.post<TakenUpResult>(`${url}/gains`, { items })).changed, 0);
  let owed = await obligations('gain');
  assert.deepEqual(
    owed.map(({ state }) => state),
    ['open', 'open', 'open'],
  );
  const person = world.actors.get('itClerk')?.personId;
  assert.ok(owed.every((one) => one.person === person && one.title.startsWith('Để thêm điểm chỉ số: ')));
  assert.ok(
    owed.every((one) => one.due.toISOString() === '2018-12-28T16:59:59.000Z'),
    'until the cut-off',
  );
  const view = await outlook();
  assert.deepEqual([view.canTake, view.taken.map(({ state }) => state)], [true, ['open', 'open', 'open']]);

  assert.equal((await clerk.post<TakenUpResult>(`${url}/gains/undo`, { items: items.slice(0, 2) })).changed, 2);
  assert.equal((await clerk.post<TakenUpResult>(`${url}/gains/undo`, { items: items.slice(0, 2) })).changed, 0);
  owed = await obligations('gain');
  assert.deepEqual(owed.map(({ state }) => state).sort(), ['cancelled', 'cancelled', 'open']);
  assert.equal((await clerk.post<TakenUpResult>(`${url}/gains`, { items })).changed, 2, 'taken up again');
  assert.deepEqual(
    (await obligations('gain')).map(({ state }) => state),
    ['open', 'open', 'open'],
  );
});

test('what is taken up ends by itself when it is done where it came from', async () => {
  const reported = await doIt(tasks, 'itClerk', first, 'reports', { text: 'Xong', documentNumber: '1' });
  await runJobs();
  assert.deepEqual((await obligations('gain')).map(({ state }) => state).sort(), ['done', 'open', 'open']);
  await doIt(tasks, 'office', reported, 'confirm', {});
  province.clock.set('2018-03-02T08:00');
  const view = await outlook();
  assert.deepEqual([view.live[0]?.numerator, view.live[0]?.denominator], [1, 1]);
  assert.equal(view.openItems, 2);
});

test('every figure opens the things behind it', async () => {
  const { things, hidden } = await clerk.get<ThingsView>(`${url}/live/1.2`);
  assert.equal(hidden, 0);
  assert.deepEqual(
    things.map(({ link, counts, state }) => [link, counts, state]),
    [[`/nhiem-vu/${first.id}`, true, 'Hoàn thành đúng hạn']],
  );
  assert.equal(await clerk.refused('GET', `${url}/live/1.1`), '404 par-index.not_found');
  assert.equal(await clerk.refused('GET', `${url}/live/1.2?kept=true`), '404 par-index.not_found');
  const read = await world.as('monitor').post<LiveResult>(`/api/par/rounds/${round.id}/live`);
  assert.deepEqual(
    read.refused.map(({ agency, leaf, why }) => [agency.id, leaf, why]),
    [[broken, '2.3', ['Có mục ở tử số mà không ở mẫu số.']]],
    'figures that do not add up are refused and named, the others are taken',
  );
  assert.ok(read.written >= 5);
  const kept = await clerk.get<ThingsView>(`${url}/live/1.2?kept=true`);
  assert.equal(kept.things.length, 1);
  const theirs = await world.as('financeClerk').get<OutlookView>(`/api/par/sheets/${sheetOf(round, broken)}/outlook`);
  assert.deepEqual(theirs.live.find(({ leaf }) => leaf === '2.3')?.refused, ['Có mục ở tử số mà không ở mẫu số.']);
});

test('the year of a unit is its own: strangers and appraisers see nothing of it', async () => {
  for (const path of ['outlook', 'foresight', 'live/1.2'])
    for (const who of ['healthClerk', 'financeClerk'] as const)
      assert.equal(await world.as(who).refused('GET', `${url}/${path}`), '404 par-index.not_found');
  assert.equal(
    await world.as('financeClerk').refused('POST', `${url}/gains`, { items: ['x'] }),
    '403 par-index.not_yours',
  );
  assert.equal(await clerk.refused('POST', `${url}/gains`, { items: ['x'] }), '422 par-index.item_not_open');
});

test('in June each unit is told of evidence still missing, once; filled, the duty is fulfilled', async () => {
  province.clock.set('2018-05-31T08:00');
  await runJobs();
  assert.deepEqual(await obligations('evidence'), []);
  province.clock.set('2018-06-01T08:00');
  await runJobs();
  await runJobs();
  assert.equal((await obligations('evidence')).length, 3);
  const { missing, year } = await clerk.get<ForesightView>(`${url}/foresight`);
  assert.equal(year, 2018);
  assert.deepEqual(
    missing.map(({ leaf, expected, before }) => [leaf, expected, before?.number ?? null]),
    [
      ['1.1', 'usual', '12/KH-STTTT'],
      ['1.2', 'unknown', null],
    ],
  );
  for (const leaf of ['1.1', '1.2'])
    await clerk.post(`${url}/evidence`, {
      number: '20/KH-STTTT',
      issuedOn: '2018-02-01',
      issuer: 'Sở Thông tin và Truyền thông',
      subject: 'Kế hoạch năm 2018',
      leaf,
      fact: 'Đúng hạn',
    });
  province.clock.set('2018-06-02T08:00');
  await runJobs();
  assert.deepEqual((await obligations('evidence')).map(({ state }) => state).sort(), ['done', 'open', 'open']);
});
