import assert from 'node:assert/strict';
import test from 'node:test';
import { events } from '#platform/events/events.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { ALL_COLUMNS } from './domain/month.ts';
import type { Backlog, MonthCell, MonthTable } from './month-schema.ts';
import type { DossierDetail } from './detail-schema.ts';
import { subscribeDossiers } from './subscriptions.ts';
import { aDossier, dossierSeed, makeWorld } from './testing/world.ts';

const province = await testProvince({ at: '2018-07-02T09:00', seed: dossierSeed });
const world = await makeWorld(province);
subscribeDossiers();
const clerk = world.as('clerk');
const officer = world.as('officer');
const head = world.as('head');
const monitor = world.as('monitor');
const from = world.agency('KH.SKHCN');
const to = { id: world.agency('KH.STC'), code: 'KH.STC', name: 'Sở Tài chính' };
const document = { number: '12/SKHCN', on: '2018-08-02' };

const monthOf = (month: string) => monitor.get<MonthTable>(`/api/dossiers/month?month=${month}`);

/** The table and every list behind it, without the moment of asking and the ways to the follow-up books there are by then. */
async function frozen(month: string) {
  const { asOf: _asOf, books: _books, ...table } = await monthOf(month);
  const cells: Record<string, unknown> = {};
  for (const { agency, counts } of table.agencies)
    for (const column of ALL_COLUMNS) {
      if (counts[column] === 0) continue;
      const query = `month=${month}&column=${column}&agency=${agency.id}`;
      const { dossiers } = await monitor.get<MonthCell>(`/api/dossiers/month/cell?${query}`);
      // Names of people are put right everywhere; which dossiers they are and how they stood is what is frozen.
      cells[`${agency.id} ${column}`] = dossiers.map(({ ownerName: _name, ...line }) => line);
    }
  return { table, cells };
}

async function withOfficer(): Promise<DossierDetail> {
  const sent = await clerk.act(await aDossier(world), 'forward');
  return head.act(sent, 'advance', { officerId: world.actors.officer.personId });
}

test('a past month is the same after corrections, new promises, a merger and all that came later', async () => {
  const overdue = await withOfficer();
  let promised = await withOfficer();
  let waiting = await withOfficer();
  const done = await withOfficer();
  province.clock.set('2018-07-10T09:00');
  waiting = await officer.act(waiting, 'draft-supplement', { reason: 'Thiếu', papers: [{ name: 'Bản vẽ' }] });
  waiting = await clerk.act(waiting, 'issue-supplement');
  let finished = await officer.act(done, 'advance');
  while (!finished.actions.includes('finish')) finished = await head.act(finished, 'advance');
  finished = await head.act(finished, 'finish');

  province.clock.set('2018-07-25T09:00');
  const asked = { dossierIds: [overdue.id], answerDueOn: '2018-08-10', note: 'Nêu rõ nguyên nhân' };
  await monitor.post('/api/dossiers/backlog/urgings', asked);

  province.clock.set('2018-08-02T09:00');
  const july = await frozen('2018-07');
  assert.deepEqual(
    july.table.agencies.map(({ agency, counts }) => [
      agency.name,
      counts.all,
      counts.solved,
      counts.pending,
      counts.over,
    ]),
    [['Sở Khoa học và Công nghệ', 4, 1, 3, 2]],
  );

  finished = await head.act(finished, 'correct', {
    field: 'ownerName',
    value: 'Nguyễn Thị Hoa',
    reason: 'Sai tên',
    document,
  });
  await head.act(finished, 'correct', {
    field: 'finishedAt',
    value: '2018-07-31T16:00:00+07:00',
    reason: 'Kết quả ký ngày 31/7',
    document,
  });
  promised = await officer.act(promised, 'draft-apology', { reason: 'Chờ thẩm định', cause: 'agency' });
  promised = await head.act(promised, 'approve-apology');
  waiting = await clerk.act(waiting, 'take-supplement');
  assert.deepEqual(await frozen('2018-07'), july);

  province.clock.set('2018-08-03T09:00');
  await province.as(systemActor('Sáp nhập')).run((tx) =>
    events.emit(tx, 'org.agencies_merged', {
      changeId: from,
      effectiveOn: tx.today,
      reason: 'Nghị quyết sáp nhập',
      document: null,
      decidedBy: null,
      fromIds: [from],
      toId: to.id,
      from: [{ id: from, code: 'KH.SKHCN', name: 'Sở Khoa học và Công nghệ' }],
      to,
    }),
  );
  province.clock.set('2018-08-06T09:00');
  assert.deepEqual(await frozen('2018-07'), july, 'the merger belongs to August');

  const august = await monthOf('2018-08');
  assert.deepEqual(
    august.agencies.map(({ agency, counts, checks }) => [
      agency.name,
      counts.carried,
      counts.takenOver,
      counts.handedOn,
      checks.filter(({ holds }) => !holds).map(({ label }) => label),
    ]),
    [
      ['Sở Khoa học và Công nghệ', 0, 0, 3, []],
      ['Sở Tài chính', 3, 3, 0, []],
    ],
  );
  assert.deepEqual(
    august.total.checks.filter(({ holds }) => !holds),
    [],
  );
  province.clock.set('2018-09-04T09:00');
  assert.deepEqual(await frozen('2018-07'), july);
});

test('what the agency was asked before the merger its successor answers, and is not asked twice', async () => {
  const { lines } = await monitor.get<Backlog>('/api/dossiers/backlog');
  const line = lines.find(({ urgings }) => urgings.length > 0);
  const [question] = line?.urgings ?? [];
  assert.ok(line && question);
  assert.deepEqual([line.agency.id, question.agency.id], [to.id, to.id]);
  assert.equal(question.askedAgency?.name, 'Sở Khoa học và Công nghệ');
  const again = { dossierIds: [line.id], answerDueOn: '2018-09-10' };
  assert.equal((await monitor.refused('POST', '/api/dossiers/backlog/urgings', again)).code, 'dossiers.already_urged');
  const answer = { cause: 'agency', plan: 'Trả kết quả trong tuần' };
  const url = `/api/dossiers/backlog/urgings/${question.id}/answer`;
  assert.equal((await clerk.refused('POST', url, answer)).status, 404);
  const finance = world.as('otherClerk');
  assert.ok((await finance.get<Backlog>('/api/dossiers/backlog')).lines.some(({ mayAnswer }) => mayAnswer));
  assert.equal((await finance.send('POST', url, answer)).status, 204);
});
