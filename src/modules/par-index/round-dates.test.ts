import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { RoundDetail } from './rounds-schema.ts';
import type { SheetDetail } from './sheets-schema.ts';
import { passDeadlines } from './service-rounds.ts';
import { adoptedSet, give, makeWorld, roundBody, sheetOf, workSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-03-01T08:00', seed: workSeed });
const world = await makeWorld(province);
const monitor = world.as('monitor');
const it = world.agency('KH.STTTT');
const health = world.agency('KH.SYT');
const set = await adoptedSet(world);

interface Duty {
  readonly what: string;
  readonly agency: string;
  readonly due: string;
}
/** What the engine of reminders holds open of this module: kind, agency's code, day due. */
const owed = () =>
  province.as(systemActor()).run(async (tx) => {
    const { rows } = await sql<Duty>`
      select split_part(o.key, ':', 1) as what, a.code as agency,
        to_char(o.due_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as due
      from reminder_obligation o join org_agency a on a.id = o.agency_id
      where o.source = 'par-index' and o.state = 'open' order by 1, 2`.execute(tx.db);
    return rows.map(({ what, agency, due }) => `${what} ${agency} ${due}`);
  });
const pass = () => province.as(systemActor()).run(passDeadlines);
const points = (n: number) => ({ type: 'points', points: n }) as const;

let round = await monitor.post<RoundDetail>('/api/par/rounds', roundBody(world, set.id, { agencyIds: [it, health] }));
const url = `/api/par/rounds/${round.id}`;
const sheet = { it: sheetOf(round, it), health: sheetOf(round, health) };

test('opening a round owes the self-score, the survey and the publication, each by its own day', async () => {
  assert.deepEqual(await owed(), [
    'publish KH.SNV 2018-04-20',
    'self KH.STTTT 2018-03-10',
    'self KH.SYT 2018-03-10',
    'survey KH.SNV 2018-03-31',
  ]);
});

test('a deadline moved with a reason takes its obligations and the locking along, and everybody reads why', async () => {
  const body = { revision: round.revision, reason: 'Nghỉ lễ Giỗ Tổ', dates: { selfDueOn: '2018-03-15' } };
  assert.equal(await world.as('itHead').refused('POST', `${url}/dates`, body), '403 auth.forbidden');
  assert.equal(
    await monitor.refused('POST', `${url}/dates`, { ...body, dates: { selfDueOn: '2018-03-21' } }),
    '422 par-index.dates_out_of_order',
  );
  assert.equal(
    await monitor.refused('POST', `${url}/dates`, { ...body, dates: { selfDueOn: '2018-03-10' } }),
    '409 par-index.nothing_moved',
  );
  assert.equal(
    await monitor.refused('POST', `${url}/dates`, { ...body, dates: { replyUntil: '2018-04-10' } }),
    '422 par-index.dates_out_of_order',
    'there is no right of reply yet',
  );
  const before = await monitor.send('POST', `${url}/dates`, { ...body, dates: { selfDueOn: '2018-02-28' } });
  assert.deepEqual((before.body as { fields: object }).fields, { selfDueOn: 'Ngày này đã qua.' });
  round = await monitor.post<RoundDetail>(`${url}/dates`, body);
  assert.equal(await monitor.refused('POST', `${url}/dates`, body), '409 par-index.round_changed');
  assert.deepEqual(
    (await world.as('itClerk').get<RoundDetail>(url)).dateMoves.map(({ dates, reason, by }) => ({ dates, reason, by })),
    [{ dates: { selfDueOn: ['2018-03-10', '2018-03-15'] }, reason: 'Nghỉ lễ Giỗ Tổ', by: 'Lý Theo Dõi' }],
  );
  assert.deepEqual((await owed()).slice(1, 3), ['self KH.STTTT 2018-03-15', 'self KH.SYT 2018-03-15']);
  province.clock.set('2018-03-11T08:00');
  assert.equal(await pass(), 0, 'the old day locks nothing');
  for (const [who, id] of [
    ['itClerk', sheet.it],
    ['healthClerk', sheet.health],
  ] as const) {
    await give(world, who, id, { leaf: '1.1', stage: 'self', input: { type: 'timeliness', state: 'on-time' } });
    await give(world, who, id, {
      leaf: '1.2',
      stage: 'self',
      input: { type: 'ratio', ratio: { numerator: 9, denominator: 10 } },
    });
  }
  province.clock.set('2018-03-16T08:00');
  assert.deepEqual([await pass(), await pass()], [1, 0], 'the new one does, once');
  round = await monitor.get<RoundDetail>(url);
  assert.equal(round.state, 'appraisal-1');
  assert.equal(
    await monitor.refused('POST', `${url}/dates`, {
      revision: round.revision,
      reason: 'Muộn',
      dates: { selfDueOn: '2018-03-18' },
    }),
    '422 par-index.dates_out_of_order',
  );
});

test('every later step is owed too: both appraisals, council, right of reply, each answer', async () => {
  assert.deepEqual(await owed(), [
    'appraisal-1 KH.STC 2018-03-20',
    'publish KH.SNV 2018-04-20',
    'survey KH.SNV 2018-03-31',
  ]);
  for (const id of [sheet.it, sheet.health])
    for (const leaf of ['1.1', '1.2', '2.1'])
      await give(world, 'financeClerk', id, {
        leaf,
        stage: 'appraisal-1',
        input: points(leaf === '2.1' ? 90 : 150),
        reason: 'Theo hồ sơ',
      });
  const move = async (name: string, more: object = {}) => {
    round = await monitor.post<RoundDetail>(`${url}/${name}`, { revision: round.revision, ...more });
  };
  await move('advance');
  await move('advance');
  await move('advance');
  assert.equal(round.state, 'council');
  assert.deepEqual(await owed(), [
    'council KH.SNV 2018-04-20',
    'publish KH.SNV 2018-04-20',
    'survey KH.SNV 2018-03-31',
  ]);
  const survey = (agencyId: string, leaf: string) => ({
    agencyId,
    leaf,
    input:
      leaf === '2.2'
        ? { type: 'survey', indexHundredths: 8_300, answers: 400 }
        : { type: 'ratio', ratio: { numerator: 6, denominator: 10 } },
  });
  const bring = (results: object[]) =>
    monitor.post(`${url}/surveys`, {
      source: 'Khảo sát 2017',
      fieldworkFrom: '2018-01-01',
      fieldworkTo: '2018-02-01',
      results,
    });
  await bring([survey(it, '2.2'), survey(it, '2.3'), survey(health, '2.2')]);
  assert.ok((await owed()).includes('survey KH.SNV 2018-03-31'), 'one figure is still missing');
  await bring([survey(health, '2.3')]);
  assert.deepEqual(await owed(), ['council KH.SNV 2018-04-20', 'publish KH.SNV 2018-04-20']);
  await move('close', { replyUntil: '2018-03-25' });
  assert.deepEqual(await owed(), [
    'approve KH.UBND 2018-04-20',
    'publish KH.SNV 2018-04-20',
    'reply KH.STTTT 2018-03-25',
    'reply KH.SYT 2018-03-25',
  ]);
  const seen = await world.as('healthClerk').post<SheetDetail>(`/api/par/sheets/${sheet.health}/seen`);
  assert.deepEqual([seen.resultSeenBy, seen.canSeeResult], ['Đinh Y Tế', false]);
  assert.equal(
    await world.as('itClerk').refused('POST', `/api/par/sheets/${sheet.health}/seen`),
    '404 par-index.not_found',
  );
  await move('dates', { reason: 'Đơn vị đề nghị', dates: { replyUntil: '2018-04-25' } });
  assert.deepEqual(
    await owed(),
    ['approve KH.UBND 2018-04-25', 'publish KH.SNV 2018-04-25', 'reply KH.STTTT 2018-04-25'],
    'publishing waits for the right of reply; who has read his result is not asked again',
  );
  await world.as('itClerk').post(`/api/par/sheets/${sheet.it}/replies`, { leaf: '1.1', text: 'Đã ban hành đúng hạn' });
  assert.deepEqual(await owed(), [
    'answer KH.SNV 2018-04-25',
    'approve KH.UBND 2018-04-25',
    'publish KH.SNV 2018-04-25',
  ]);
  const { replies } = await monitor.get<SheetDetail>(`/api/par/sheets/${sheet.it}`);
  await monitor.post(`/api/par/sheets/${sheet.it}/replies/${replies[0]?.id}/answer`, {
    decision: 'kept',
    answer: 'Văn bản ban hành sau hạn',
  });
  assert.deepEqual(await owed(), ['approve KH.UBND 2018-04-25', 'publish KH.SNV 2018-04-25']);
  province.clock.set('2018-04-26T08:00');
  assert.deepEqual([await pass(), await pass()], [1, 0], 'the end of the right of reply is passed once');
  round = await monitor.get<RoundDetail>(url);
  await world.as('leader').post(`${url}/approve`, { revision: round.revision, decision: '12/QĐ-UBND' });
  round = await monitor.get<RoundDetail>(url);
  await move('publish');
  assert.deepEqual(await owed(), []);
});
