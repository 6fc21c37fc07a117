import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { PublicRanking } from './public-schema.ts';
import type { RankingView } from './ranking-schema.ts';
import type { RoundDetail } from './rounds-schema.ts';
import type { SheetDetail, ValueHistory } from './sheets-schema.ts';
import { adoptedSet, give, makeWorld, roundBody, sheetOf, smallSet, workSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-03-01T08:00', seed: workSeed });
const world = await makeWorld(province);
const monitor = world.as('monitor');
const it = world.agency('KH.STTTT');
const finance = world.agency('KH.STC');
const home = world.agency('KH.SNV');

/** What units and appraisers owe in this state; what the agency running the round owes is told in round-dates.test.ts. */
const obligations = (state: string) =>
  province.as(systemActor()).run(async (tx) => {
    const { rows } = await sql<{ key: string }>`
      select key from reminder_obligation where source = 'par-index' and state = ${state}
        and key !~ '^(publish|survey|council|reply|answer):' order by key`.execute(tx.db);
    return rows.map((row) => row.key.split(':')[0]);
  });

test('the whole life of a round, from opening to a citizen reading it', async () => {
  const set = await adoptedSet(world);
  let round = await monitor.post<RoundDetail>('/api/par/rounds', roundBody(world, set.id));
  assert.equal(round.state, 'self-scoring');
  assert.equal(round.sheets.length, 3);
  assert.deepEqual(await obligations('open'), ['self', 'self', 'self']);
  assert.equal(
    await monitor.refused('POST', '/api/par/rounds', roundBody(world, set.id)),
    '409 par-index.round_exists',
  );
  const url = `/api/par/rounds/${round.id}`;
  const sheets = { it: sheetOf(round, it), finance: sheetOf(round, finance), home: sheetOf(round, home) };

  // The unit scores: figures through the rule, and locks.
  let sheet = await give(world, 'itOfficer', sheets.it, {
    leaf: '1.1',
    stage: 'self',
    input: { type: 'timeliness', state: 'on-time' },
  });
  assert.equal(sheet.scores.self?.points, 200);
  assert.equal(
    await world.as('itClerk').refused('POST', `/api/par/sheets/${sheets.it}/lock`),
    '409 par-index.sheet_unfinished',
  );
  const ratio = { type: 'ratio', ratio: { numerator: 9, denominator: 10 } } as const;
  sheet = await give(world, 'itClerk', sheets.it, { leaf: '1.2', stage: 'self', input: ratio });
  assert.equal(sheet.scores.self?.points, 470);
  assert.equal(
    sheet.leaves.find((one) => one.code === '2.1')?.can.includes('self'),
    false,
    'the appraiser alone scores 2.1',
  );
  sheet = await give(world, 'itClerk', sheets.it, { leaf: '+', stage: 'self', input: { type: 'points', points: 50 } });
  assert.equal(sheet.scores.self?.bonus, 50);
  assert.equal(await world.as('itOfficer').refused('POST', `/api/par/sheets/${sheets.it}/lock`), '403 auth.forbidden');
  sheet = await world.as('itClerk').post<SheetDetail>(`/api/par/sheets/${sheets.it}/lock`);
  assert.equal(sheet.lockedBecause, 'unit');
  assert.deepEqual(await obligations('done'), ['self']);
  assert.equal(
    await monitor.refused('POST', `${url}/advance`, { revision: round.revision }),
    '409 par-index.in_the_way',
  );
  for (const [who, id] of [
    ['financeClerk', sheets.finance],
    ['homeClerk', sheets.home],
  ] as const) {
    await give(world, who, id, { leaf: '1.1', stage: 'self', input: { type: 'timeliness', state: 'on-time' } });
    await give(world, who, id, { leaf: '1.2', stage: 'self', input: ratio });
    await world.as(who).post(`/api/par/sheets/${id}/lock`);
  }
  round = await monitor.post<RoundDetail>(`${url}/advance`, { revision: round.revision });
  assert.equal(round.state, 'appraisal-1');
  // Finance appraises; its own sheet goes to Home Affairs.
  assert.deepEqual(await obligations('open'), ['appraisal-1', 'appraisal-1']);

  // First appraisal.
  const asked = await world.as('financeClerk').get<SheetDetail>(`/api/par/sheets/${sheets.it}`);
  assert.deepEqual(
    asked.leaves.map((one) => one.appraiser?.id ?? null),
    [finance, finance, finance, null, null, finance, finance],
  );
  assert.equal(asked.scores.self, null, 'an appraiser of leaves gets no sums');
  const late = { leaf: '1.1', stage: 'appraisal-1', input: { type: 'timeliness', state: 'late' } } as const;
  await assert.rejects(give(world, 'financeClerk', sheets.it, late), /par-index.reason_missing/);
  await give(world, 'financeClerk', sheets.it, { ...late, reason: 'Ban hành ngày 20/02' });
  await world
    .as('financeClerk')
    .post(`/api/par/sheets/${sheets.it}/flags`, { leaf: '1.1', reason: 'Nêu rõ ngày ban hành' });
  await give(world, 'financeClerk', sheets.it, { leaf: '1.2', stage: 'appraisal-1', input: ratio });
  await give(world, 'financeClerk', sheets.it, {
    leaf: '2.1',
    stage: 'appraisal-1',
    input: { type: 'points', points: 80 },
  });
  const before = await world.as('itClerk').get<SheetDetail>(`/api/par/sheets/${sheets.it}`);
  assert.equal(before.scores.appraisal1, null, 'the unit does not look over the shoulder');
  assert.ok(before.leaves.every((one) => one.flag === null && one.values.every((value) => value.stage === 'self')));
  // The bonus it gave itself is appraised like the rest.
  for (const [who, id] of [
    ['homeClerk', sheets.finance],
    ['financeClerk', sheets.home],
  ] as const) {
    await give(world, who, id, { leaf: '1.1', stage: 'appraisal-1', input: { type: 'timeliness', state: 'on-time' } });
    await give(world, who, id, { leaf: '1.2', stage: 'appraisal-1', input: ratio });
    await give(world, who, id, { leaf: '2.1', stage: 'appraisal-1', input: { type: 'points', points: 100 } });
  }
  const stuck = await monitor.get<RoundDetail>(url);
  assert.deepEqual(stuck.moves.find((one) => one.move === 'advance')?.obstacle, { what: 'not-appraised', count: 1 });
  await give(world, 'financeClerk', sheets.it, {
    leaf: '+',
    stage: 'appraisal-1',
    input: { type: 'points', points: 20 },
    reason: 'Chỉ một sáng kiến',
  });
  round = await monitor.post<RoundDetail>(`${url}/advance`, { revision: round.revision });
  assert.equal(round.state, 'explanation');
  assert.deepEqual(await obligations('open'), ['explanation']);

  // Explanation, only where asked.
  await assert.rejects(
    give(world, 'itClerk', sheets.it, { leaf: '1.2', stage: 'explanation', reason: 'x' }),
    /par-index.value_closed/,
  );
  await give(world, 'itClerk', sheets.it, {
    leaf: '1.1',
    stage: 'explanation',
    reason: 'Văn bản 12 ngày 15/01 đã gửi',
  });
  assert.equal(
    await monitor.refused('POST', `${url}/advance`, { revision: round.revision }),
    '409 par-index.in_the_way',
    'nobody cuts the time to explain short',
  );
  sheet = await world.as('itHead').post<SheetDetail>(`/api/par/sheets/${sheets.it}/lock`);
  assert.notEqual(sheet.explainedAt, null);
  assert.equal(sheet.leaves[0]?.flag?.reason, 'Nêu rõ ngày ban hành');
  round = await monitor.post<RoundDetail>(`${url}/advance`, { revision: round.revision });

  // Second appraisal of what was flagged.
  await assert.rejects(
    give(world, 'financeClerk', sheets.it, { leaf: '1.2', stage: 'appraisal-2', input: ratio, reason: 'x' }),
    /par-index.value_closed/,
  );
  assert.equal(
    await monitor.refused('POST', `${url}/advance`, { revision: round.revision }),
    '409 par-index.in_the_way',
  );
  await give(world, 'financeClerk', sheets.it, {
    leaf: '1.1',
    stage: 'appraisal-2',
    input: { type: 'timeliness', state: 'on-time' },
    reason: 'Đã thấy văn bản',
  });
  round = await monitor.post<RoundDetail>(`${url}/advance`, { revision: round.revision });
  assert.equal(round.state, 'council');

  // The council cannot close over holes.
  const close = { revision: round.revision, replyUntil: '2018-03-05' };
  assert.equal(await monitor.refused('POST', `${url}/close`, close), '409 par-index.in_the_way');
  const survey = (agencyId: string, indexHundredths: number) => ({
    agencyId,
    leaf: '2.2',
    input: { type: 'survey', indexHundredths, answers: 400 },
  });
  const counted = (agencyId: string) => ({
    agencyId,
    leaf: '2.3',
    input: { type: 'ratio', ratio: { numerator: 6, denominator: 10 } },
  });
  const bare = { source: 'Bưu điện tỉnh', results: [survey(it, 8300)] };
  assert.equal(await monitor.refused('POST', `${url}/surveys`, bare), '422 par-index.survey_undated');
  await monitor.post(`${url}/surveys`, {
    source: 'Bưu điện tỉnh',
    fieldworkFrom: '2017-11-01',
    fieldworkTo: '2017-11-30',
    results: [
      survey(it, 8300),
      survey(finance, 9000),
      survey(home, 8300),
      counted(it),
      counted(finance),
      counted(home),
    ],
  });
  round = await monitor.post<RoundDetail>(`${url}/close`, close);
  assert.equal(round.state, 'reply');

  // Reply, answer, approval by another person after the window.
  assert.equal(await world.as('healthClerk').refused('GET', `${url}/ranking`), '404 par-index.not_found');
  const asUnit = await world.as('itClerk').get<SheetDetail>(`/api/par/sheets/${sheets.it}`);
  assert.deepEqual([asUnit.scores.final?.total, asUnit.scores.final?.max], [200 + 270 + 80 + 249 + 100 + 20, 1000]);
  sheet = await world
    .as('itClerk')
    .post<SheetDetail>(`/api/par/sheets/${sheets.it}/replies`, { leaf: '2.1', text: 'Báo cáo đủ nội dung' });
  const reply = sheet.replies[0];
  assert.ok(reply);
  assert.equal(
    await world.as('leader').refused('POST', `${url}/approve`, { revision: round.revision, decision: '1/QĐ' }),
    '409 par-index.in_the_way',
  );
  await monitor.post(`/api/par/sheets/${sheets.it}/replies/${reply.id}/answer`, {
    decision: 'accepted',
    answer: 'Đúng',
    points: 100,
  });
  round = await monitor.get<RoundDetail>(url);
  assert.equal(
    await world.as('leader').refused('POST', `${url}/approve`, { revision: round.revision, decision: '1/QĐ' }),
    '409 par-index.in_the_way',
    'the window is open',
  );
  province.clock.set('2018-03-06T08:00');
  assert.equal(
    await monitor.refused('POST', `${url}/approve`, { revision: round.revision, decision: '1/QĐ' }),
    '403 auth.forbidden',
  );
  round = await world
    .as('leader')
    .post<RoundDetail>(`${url}/approve`, { revision: round.revision, decision: '1/QĐ-UBND' });
  const publicUrl = `/api/public/par/rankings/${round.id}`;
  assert.equal(await world.as('visitor').refused('GET', publicUrl), '404 par-index.not_found');
  round = await monitor.post<RoundDetail>(`${url}/publish`, { revision: round.revision });
  assert.equal(round.state, 'published');

  // What everybody reads.
  const ranking = await world.as('itOfficer').get<RankingView>(`${url}/ranking`);
  assert.deepEqual(
    ranking.units.map((unit) => [unit.agency.id === finance, unit.rank, unit.total]),
    [
      [true, 1, 940],
      [false, 2, 939],
      [false, 3, 919],
    ],
  );
  assert.equal(ranking.units[1]?.agency.id, it);
  assert.deepEqual(ranking.points[1], [200, 270, 100, 249, 100]);
  assert.equal((ranking.deviations[1]?.[3] ?? 0).toFixed(3), (300 * Math.sqrt((0.83 * 0.17) / 400)).toFixed(3));
  const open = await world.as('visitor').get<PublicRanking>(publicUrl);
  assert.equal(open.units.length, 3);
  const text = JSON.stringify(open);
  for (const person of ['Lý Theo Dõi', 'Hồ Tài Chính', 'Ngô Văn Thư', 'Phạm Lãnh Đạo'])
    assert.ok(!text.includes(person), person);

  // The trail: every value with author, time and reason, oldest first; kept as a precedent.
  const { values } = await world.as('itClerk').get<ValueHistory>(`/api/par/sheets/${sheets.it}/history?leaf=1.1`);
  assert.deepEqual(
    values.map((value) => [value.stage, value.points, value.author]),
    [
      ['self', 200, 'Võ Chuyên Viên'],
      ['appraisal-1', 100, 'Hồ Tài Chính'],
      ['explanation', null, 'Ngô Văn Thư'],
      ['appraisal-2', 200, 'Hồ Tài Chính'],
      ['final', 200, 'Lý Theo Dõi'],
    ],
  );
  const kept = await world
    .as('itClerk')
    .get<{ precedents: { leaf: string; explanation: string | null; agency: string }[] }>(`${url}/precedents`);
  assert.deepEqual(kept.precedents.map((one) => one.leaf).sort(), ['+', '1.1']);
  assert.match(kept.precedents.find((one) => one.leaf === '1.1')?.explanation ?? '', /Văn bản 12/);
  const others = await world.as('healthClerk').get<{ precedents: unknown[] }>(`${url}/precedents`);
  assert.deepEqual(others.precedents, []);
  assert.deepEqual(await obligations('open'), []);
});

test('the deadline locks what is open and takes the round on, once', async () => {
  const set = await adoptedSet(world, smallSet({ id: 'thu-2016-so', year: 2016 }));
  const { passDeadlines } = await import('./service-rounds.ts');
  const round = await monitor.post<RoundDetail>(
    '/api/par/rounds',
    roundBody(world, set.id, {
      periodFrom: '2016-01-01',
      periodTo: '2016-12-31',
      cutOffOn: '2016-12-31',
    }),
  );
  const run = () => province.as(systemActor('Hạn')).run(passDeadlines);
  province.clock.set('2018-03-10T23:00');
  assert.equal(await run(), 0, 'a deadline given as a day holds until midnight');
  province.clock.set('2018-03-11T00:01');
  assert.equal(await run(), 1);
  assert.equal(await run(), 0);
  const after = await monitor.get<RoundDetail>(`/api/par/rounds/${round.id}`);
  assert.equal(after.state, 'appraisal-1');
  assert.deepEqual(
    after.sheets.map((sheet) => sheet.lockedBecause),
    ['deadline', 'deadline', 'deadline'],
  );
  const cancelled = await monitor.post<RoundDetail>(`/api/par/rounds/${round.id}/cancel`, {
    revision: after.revision,
    reason: 'Thử',
  });
  assert.equal(cancelled.state, 'cancelled');
  assert.deepEqual(await obligations('open'), []);
});

test('a round cannot open on a draft, with dates out of order, with nobody to appraise a unit, or with unknown agencies', async () => {
  const set = await adoptedSet(world, smallSet({ id: 'thu-2015-so', year: 2015 }));
  const open = (change: object) =>
    monitor.refused('POST', '/api/par/rounds', roundBody(world, set.id, { selfDueOn: '2018-03-15', ...change }));
  assert.equal(await open({ appraisal1DueOn: '2018-03-14' }), '422 par-index.dates_out_of_order');
  assert.equal(await open({ selfDueOn: '2018-03-01' }), '422 par-index.dates_out_of_order', 'already past');
  assert.equal(await open({ agencyIds: [set.id] }), '422 par-index.unknown_agency');
  const monitors = [{ code: '', agencyIds: [finance, finance] }];
  assert.equal(await open({ monitors }), '422 par-index.no_appraiser', 'Finance would judge itself');
});
