import assert from 'node:assert/strict';
import test from 'node:test';
import { obligationIds } from '#modules/reminders/public.ts';
import { makeWorld, workSeed } from '#modules/directives/testing/world.ts';
import { Refusal } from '#kernel/refusal.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { answerUrging, readBacklog, urge } from './service-backlog.ts';
import { readBook } from './service-books.ts';
import { exportMonth, readMonth, readMonthCell } from './service-month.ts';
import { writeDossier } from './testing/month-rows.ts';

const province = await testProvince({ at: '2018-03-20T10:00', seed: workSeed });
const { actors, agency } = await makeWorld(province);
const as = (who: keyof typeof actors) => province.as(actors[who]);
const IT = agency('KH.STTTT');
const FINANCE = agency('KH.STC');

const ids = await province.as(systemActor('Thử nghiệm')).run(async (tx) => ({
  oldest: await writeDossier(tx, {
    code: 'A-1',
    agencyId: IT,
    events: [
      ['2018-02-20 09:00', 'received', '2018-03-01 09:00'],
      ['2018-02-21 09:00', 'processing', '2018-03-01 09:00', 'other-agency'],
    ],
  }),
  today: await writeDossier(tx, {
    code: 'A-2',
    agencyId: IT,
    channel: 'online',
    events: [['2018-03-12 09:00', 'received', '2018-03-20 09:00']],
  }),
  yesterday: await writeDossier(tx, {
    code: 'A-3',
    agencyId: FINANCE,
    events: [['2018-03-12 09:00', 'received', '2018-03-19 16:00']],
  }),
  waiting: await writeDossier(tx, {
    code: 'A-4',
    agencyId: IT,
    events: [
      ['2018-03-01 09:00', 'received', '2018-03-08 09:00'],
      ['2018-03-05 09:00', 'awaiting-supplement', '2018-03-08 09:00'],
    ],
  }),
  done: await writeDossier(tx, {
    code: 'A-5',
    agencyId: IT,
    sector: 'Báo chí',
    events: [
      ['2018-03-02 09:00', 'received', '2018-03-09 09:00'],
      ['2018-03-09 15:00', 'result-ready', '2018-03-09 09:00'],
    ],
  }),
}));

const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

test('the backlog holds what is past its day, oldest first; due today and waiting for the applicant are not in it', async () => {
  const { lines, total, mayUrge } = await readBacklog(as('monitor'), { after: 0 });
  assert.deepEqual(
    lines.map(({ code, overdueDays, cause }) => [code, overdueDays, cause]),
    [
      ['A-1', 13, 'other-agency'],
      ['A-3', 1, null],
    ],
  );
  assert.equal(total, 2);
  assert.equal(mayUrge, true);
});

test('it holds exactly what column 13 of the month counts', async () => {
  const cell = await readMonthCell(as('monitor'), { month: '2018-03', column: 'over', cutOff: 1, after: 0 });
  const { lines } = await readBacklog(as('monitor'), { after: 0 });
  assert.deepEqual(
    cell.dossiers.map(({ id }) => id),
    lines.map(({ id }) => id),
  );
});

test('an agency sees its own lines and numbers alone, and may not ask for another', async () => {
  const own = await readBacklog(as('itHead'), { after: 0 });
  assert.deepEqual(
    own.lines.map(({ code }) => code),
    ['A-1'],
  );
  assert.equal(own.mayUrge, false);
  const table = await readMonth(as('itHead'), { cutOff: 1 });
  assert.deepEqual(
    table.agencies.map((one) => one.agency.id),
    [IT],
  );
  await assert.rejects(readMonth(as('itHead'), { cutOff: 1, agency: FINANCE }), refused('dossiers.agency_not_seen'));
  await assert.rejects(
    urge(as('itHead'), { dossierIds: [ids.oldest], answerDueOn: '2018-03-23' }),
    refused('auth.forbidden'),
  );
});

test('the month counts by agency and sector with its identities, and each number opens its dossiers', async () => {
  const table = await readMonth(as('monitor'), { cutOff: 1 });
  assert.equal(table.closed, false);
  const own = table.agencies.find((one) => one.agency.id === IT);
  assert.deepEqual(
    own?.sectors.map(({ name }) => name),
    ['Báo chí', 'Xây dựng'],
  );
  const { all, online, direct, carried, solved, onTime, lateByMoment, pending, within, over, stopped } =
    own?.counts ?? ({} as never);
  assert.deepEqual(
    { all, online, direct, carried, solved, onTime, lateByMoment, pending, within, over, stopped },
    {
      all: 4,
      online: 1,
      direct: 2,
      carried: 1,
      solved: 1,
      onTime: 1,
      lateByMoment: 1,
      pending: 3,
      within: 2,
      over: 1,
      stopped: 1,
    },
  );
  assert.ok([...table.total.checks, ...table.agencies.flatMap(({ checks }) => checks)].every(({ holds }) => holds));
  const february = await readMonth(as('monitor'), { month: '2018-02', cutOff: 1 });
  assert.equal(february.total.counts.pending, table.total.counts.carried);
  const cell = await readMonthCell(as('monitor'), {
    month: '2018-03',
    column: 'online',
    agency: IT,
    cutOff: 1,
    after: 0,
  });
  assert.deepEqual(
    cell.dossiers.map(({ id }) => id),
    [ids.today],
  );
  assert.deepEqual([cell.agencyName, cell.sector], ['Sở Thông tin và Truyền thông', null]);
  await assert.rejects(readMonth(as('monitor'), { month: '2018-04', cutOff: 1 }), refused('dossiers.month_not_begun'));
  for (const format of ['xlsx', 'docx', 'pdf'] as const)
    assert.ok((await exportMonth(as('monitor'), { cutOff: 1 }, format)).bytes.length > 1000, format);
});

test('a question goes to the agency as work of its own, its answer stays beside the line, and it is asked once at a time', async () => {
  const body = {
    dossierIds: [ids.oldest, ids.yesterday],
    note: 'Đề nghị nêu rõ nguyên nhân.',
    answerDueOn: '2018-03-23',
  };
  await assert.rejects(
    urge(as('monitor'), { ...body, answerDueOn: '2018-03-20' }),
    refused('dossiers.answer_due_past'),
  );
  await assert.rejects(
    urge(as('monitor'), { ...body, dossierIds: [ids.oldest, ids.today] }),
    refused('dossiers.not_overdue'),
  );
  assert.deepEqual(await urge(as('monitor'), body), { sent: 2, agencies: 2 });
  await assert.rejects(urge(as('monitor'), body), refused('dossiers.already_urged'));

  const [line] = (await readBacklog(as('itClerk'), { after: 0 })).lines;
  const [urging] = line?.urgings ?? [];
  assert.ok(line && urging);
  assert.deepEqual([line.code, line.mayAnswer, urging.note], ['A-1', true, body.note]);
  const known = await as('monitor').run((tx) => obligationIds(tx, 'dossiers', [`urging:${urging.id}`]));
  assert.equal(known.size, 1);

  const answer = { cause: 'other-agency' as const, plan: 'Đã mời họp thẩm định.', promisedOn: '2018-03-27' };
  await assert.rejects(answerUrging(as('financeClerk'), urging.id, answer), refused('dossiers.urging_not_found'));
  await assert.rejects(
    answerUrging(as('itClerk'), urging.id, { ...answer, promisedOn: '2018-03-19' }),
    refused('dossiers.promise_past'),
  );
  await answerUrging(as('itClerk'), urging.id, answer);
  await assert.rejects(answerUrging(as('itClerk'), urging.id, answer), refused('dossiers.urging_answered'));

  const [seen] = (await readBacklog(as('monitor'), { after: 0 })).lines;
  assert.deepEqual(
    [seen?.urgings[0]?.cause, seen?.urgings[0]?.plan, seen?.urgings[0]?.promisedOn],
    ['other-agency', answer.plan, answer.promisedOn],
  );
  const where = async (query: object, who: 'monitor' | 'itHead' = 'monitor') => {
    const { lines, total, agencies } = await readBacklog(as(who), { after: 0, ...query });
    assert.equal(total, lines.length);
    return [lines.map(({ code }) => code), agencies.map(({ id, count }) => [id, count])];
  };
  // A filter narrows the lines; whom one can filter by stays the same.
  const holders = [IT, FINANCE].toSorted().map((id) => [id, 1]);
  assert.deepEqual(await where({ urged: 'none' }), [[], holders]);
  assert.deepEqual(await where({ urged: 'waiting' }), [['A-3'], holders]);
  assert.deepEqual(await where({ urged: 'answered' }), [['A-1'], holders]);
  assert.deepEqual(await where({ agency: FINANCE }), [['A-3'], holders]);
  assert.deepEqual(await where({ agency: FINANCE, urged: 'answered' }), [[], holders]);
  assert.deepEqual(await where({}, 'itHead'), [['A-1'], [[IT, 1]]]);
  // Once answered it may be asked again; both stay to be read.
  await urge(as('monitor'), { ...body, dossierIds: [ids.oldest] });
  assert.equal((await readBacklog(as('monitor'), { after: 0 })).lines[0]?.urgings.length, 2);
});

test('the book is numbered without gaps in the order of reception, and a line keeps its number', async () => {
  const numbers = async () => (await readBook(as('itClerk'), IT, 2018)).lines.map(({ number, code }) => [number, code]);
  const before = [
    [1, 'A-1'],
    [2, 'A-4'],
    [3, 'A-5'],
    [4, 'A-2'],
  ];
  assert.deepEqual(await numbers(), before);
  // Entered late, received before the others: behind them all the same.
  await province
    .as(systemActor('Thử nghiệm'))
    .run((tx) =>
      writeDossier(tx, { code: 'A-0', agencyId: IT, events: [['2018-01-03 09:00', 'received', '2018-01-10 09:00']] }),
    );
  assert.deepEqual(await numbers(), [...before, [5, 'A-0']]);
  await Promise.all(Array.from({ length: 8 }, () => numbers()));
  assert.deepEqual(await numbers(), [...before, [5, 'A-0']]);
  assert.deepEqual((await readBook(as('monitor'), IT, 2017)).lines, []);
  await assert.rejects(readBook(as('financeClerk'), IT, 2018), refused('dossiers.agency_not_seen'));
});
