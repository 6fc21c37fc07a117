import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { newId } from '#kernel/id.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { factsOf } from './acting.ts';
import { atOriginal, statusOf, stepOf, STATUSES, STEPS } from './domain/status.ts';
import type { Overview, TaskPage } from './schema.ts';
import { countRows, countsAt, listRows } from './store/list.ts';
import { tables } from './store/rows.ts';
import { doIt, issueOne, makeWorld, tasksOf, workSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-03-01T08:00', seed: workSeed });
const world = await makeWorld(province);
const system = province.as(systemActor());
const base = await issueOne(world, { deadlineOn: '2018-03-30' });

/** Every combination of facts as an assignment of one task. */
async function everyCombination(): Promise<void> {
  const now = province.clock.now();
  const before = new Date(now.getTime() - 86_400_000);
  const after = new Date(now.getTime() + 86_400_000);
  const earlier = new Date(now.getTime() - 2 * 86_400_000);
  await system.run(async (tx) => {
    const original = await tables(tx.db)
      .selectFrom('directive_assignment')
      .selectAll()
      .where('task_id', '=', base.id)
      .executeTakeFirstOrThrow();
    const rows = [];
    for (const due_at of [null, earlier, before, now, after])
      for (const received_at of [null, earlier])
        for (const progressed_at of [null, earlier])
          for (const reported_at of [null, earlier, before, now])
            for (const confirmed_at of reported_at ? [null, now] : [null])
              for (const returned_at of [null, before])
                for (const ended of ['', 'withdrawn_at', 'superseded_at'])
                  rows.push({
                    ...original,
                    id: newId(),
                    first_agency_id: newId(),
                    explanation: '[]' as never,
                    due_at,
                    received_at,
                    progressed_at,
                    reported_at,
                    confirmed_at,
                    returned_at,
                    return_reason: returned_at ? 'x' : null,
                    withdrawn_at: ended === 'withdrawn_at' ? now : null,
                    superseded_at: ended === 'superseded_at' ? now : null,
                  });
    for (let index = 0; index < rows.length; index += 200)
      await tables(tx.db)
        .insertInto('directive_assignment')
        .values(rows.slice(index, index + 200))
        .execute();
  });
}
await everyCombination();

test('what the database filters by status and step is what the rules say, for every combination of facts', async () => {
  await system.run(async (tx) => {
    const all = await tables(tx.db)
      .selectFrom('directive_assignment')
      .selectAll()
      .where('superseded_at', 'is', null)
      .execute();
    const told = all.map((row) => ({ id: row.id, status: statusOf(factsOf(row), tx.now), step: stepOf(factsOf(row)) }));
    assert.ok(told.length > 400);
    for (const status of STATUSES) {
      const rows = await listRows(tx.db, { status }, tx.now, 'due', undefined, 10_000);
      assert.deepEqual(
        rows.map(({ id }) => id).sort(),
        told
          .filter((one) => one.status === status)
          .map(({ id }) => id)
          .sort(),
        status,
      );
      const { total } = await countRows(tx.db, { status }, tx.now);
      assert.equal(total, rows.length);
    }
    for (const step of STEPS) {
      const rows = await listRows(tx.db, { step }, tx.now, 'due', undefined, 10_000);
      assert.deepEqual(
        rows.map(({ id }) => id).sort(),
        told
          .filter((one) => one.step === step)
          .map(({ id }) => id)
          .sort(),
        step,
      );
    }
  });
});

test('the counts by the due date first given are what the rules say of it, for every combination of facts', async () => {
  await system.run(async (tx) => {
    // Each part once more, its due date moved on by a day from every first one there is.
    const moved = sql`update directive_assignment
      set original_due_at = due_at, original_due_on = due_at::date, due_at = due_at + interval '1 day', extended_times = 1
      where due_at is not null and task_id = ${base.id}`;
    await moved.execute(tx.db);
    const all = await tables(tx.db).selectFrom('directive_assignment').selectAll().execute();
    const told = all.map((row) =>
      statusOf(row.original_due_at ? atOriginal(factsOf(row), row.original_due_at) : factsOf(row), tx.now),
    );
    for (const kind of ['in-force', 'original'] as const) {
      const { doneOnTime, doneLate, openInTime, openOverdue } = await tables(tx.db)
        .selectFrom('directive_assignment as a')
        .select(countsAt(tx.now, kind))
        .executeTakeFirstOrThrow();
      const expected = kind === 'original' ? told : all.map((row) => statusOf(factsOf(row), tx.now));
      const of = (status: (typeof STATUSES)[number]) => expected.filter((one) => one === status).length;
      assert.deepEqual([doneOnTime, doneLate, openInTime, openOverdue], STATUSES.map(of), kind);
    }
    await sql`update directive_assignment
      set due_at = original_due_at, original_due_at = null, original_due_on = null, extended_times = 0
      where extended_times > 0`.execute(tx.db);
  });
});

test('pages follow each other without a gap or a repeat, in every order', async () => {
  const { total } = await tasksOf(world, 'office');
  for (const sort of ['due', '-due', '-issued']) {
    const seen: string[] = [];
    const dues: (string | null)[] = [];
    let cursor = '';
    do {
      const page: TaskPage = await tasksOf(world, 'office', `?sort=${sort}&limit=150${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.tasks.map((row) => row.assignmentId));
      dues.push(...page.tasks.map((row) => row.dueAt));
      cursor = page.next ?? '';
    } while (cursor);
    assert.equal(seen.length, total, sort);
    assert.equal(new Set(seen).size, total, sort);
    if (sort === 'due')
      assert.deepEqual(
        dues,
        [...dues].sort((a, b) => (a ?? '9').localeCompare(b ?? '9')),
      );
    if (sort === '-due')
      assert.deepEqual(
        dues,
        [...dues].sort((a, b) => (b ?? '').localeCompare(a ?? '')),
      );
  }
});

test('the counts are those of the other filters, and the total is what the list holds', async () => {
  const page = await tasksOf(world, 'office', '?dueTo=2018-02-28&limit=200');
  const overdue = await tasksOf(world, 'office', '?dueTo=2018-02-28&status=OPEN_OVERDUE&limit=200');
  assert.deepEqual(overdue.counts, page.counts);
  assert.equal(overdue.total, overdue.tasks.length);
  assert.equal(overdue.total, page.counts.openOverdue);
  const { counts } = page;
  assert.equal(page.total, counts.doneOnTime + counts.doneLate + counts.openInTime + counts.openOverdue);
});

test('search finds words without marks, parts of numbers, and takes signs as they are', async () => {
  const found = await tasksOf(
    world,
    'office',
    `?q=${encodeURIComponent('nhac viec')}&document=${base.document.id}&limit=1`,
  );
  assert.ok(found.total > 0);
  const number = base.document.number ?? '';
  assert.ok((await tasksOf(world, 'office', `?q=${encodeURIComponent(number)}&limit=1`)).total > 0);
  for (const hostile of ['%', '_', "'; drop table directive_task; --", '\\'])
    assert.equal((await tasksOf(world, 'office', `?q=${encodeURIComponent(hostile)}`)).total, 0, hostile);
});

test('a cursor of another making is refused', async () => {
  for (const cursor of [
    'x',
    Buffer.from('["a","b"]').toString('base64url'),
    Buffer.from('[1,"\'"]').toString('base64url'),
  ]) {
    const refused = await world.as('office').refused('GET', `/api/tasks?cursor=${cursor}`);
    assert.equal(refused.code, 'http.bad_cursor');
  }
});

test('the overview adds up: agencies to the total, bands and list to the overdue, both rates with their parts', async () => {
  await system.run((tx) =>
    sql`update directive_assignment set counted = false where id <> ${base.assignments[0]?.id ?? ''}`.execute(tx.db),
  );
  const late = await issueOne(world, { deadlineOn: '2018-03-05' });
  const done = await issueOne(world, { deadlineOn: '2018-03-05' });
  province.clock.set('2018-03-09T08:00');
  const tooLate = await doIt(world, 'itClerk', done, 'reports', { text: 'Muộn', documentNumber: '1' });
  await doIt(world, 'office', tooLate, 'confirm');
  province.clock.set('2018-03-20T08:00');
  const overview = await world.as('leader').get<Overview>('/api/overview');
  assert.deepEqual(overview.counts, { doneOnTime: 0, doneLate: 1, openInTime: 1, openOverdue: 1 });
  const { completion, strict } = overview.rates;
  assert.deepEqual([completion.numerator, completion.denominator, strict.numerator, strict.denominator], [1, 2, 0, 2]);
  const [agency] = overview.agencies;
  assert.deepEqual(
    [agency?.name, agency?.counts, agency?.longestOverdueDays],
    ['Sở Thông tin và Truyền thông', overview.counts, 15],
  );
  assert.deepEqual(
    overview.longestOverdue.map(({ task }) => task.taskId),
    [late.id],
  );
  assert.deepEqual(
    overview.longestOverdue[0]?.call.map(({ name, title }) => [name, title]),
    [['Lê Giám Đốc', 'Giám đốc']],
  );
  assert.deepEqual(
    overview.ages.map(({ count }) => count),
    [0, 1, 0, 0, 0, 0],
  );
  const week = overview.weeks.find(({ from }) => from === '2018-03-05');
  assert.deepEqual([week?.to, week?.doneLate, week?.openOverdue], ['2018-03-11', 1, 1]);
  assert.equal(overview.weeks.length, 12);
  province.clock.set('2018-03-01T08:00');
});
