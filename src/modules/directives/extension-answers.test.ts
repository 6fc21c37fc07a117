import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { DEFAULT_POLICY } from '#modules/reminders/domain/policy.ts';
import { acknowledgeObligation, fireDue, seedPolicy } from '#modules/reminders/public.ts';
import { subscribeReminders } from '#modules/reminders/subscriptions.ts';
import { assign, createPost, grantsOf } from '#modules/org/public.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { Overview, TaskDetail } from './schema.ts';
import { subscribeDirectives } from './subscriptions.ts';
import { extensionsIn } from './testing/extensions.ts';
import { doIt, makeWorld, partOf, tasksOf, type Who, workSeed } from './testing/world.ts';

subscribeReminders();
subscribeDirectives();
const province = await testProvince({ at: '2018-03-01T08:00', seed: workSeed });
const world = await makeWorld(province);
const { system, ask, answer, fresh, look, promise, requestOf } = extensionsIn(province, world);
const it = world.agency('KH.STTTT');

test('the answer reaches the box of who asked, and “Đã biết” is all that is asked of him', async () => {
  let task = await ask('itClerk', await fresh(), '2018-04-10');
  const { id } = requestOf(task);
  task = await answer('office', task, 'decline', { reason: 'Chủ tịch đã yêu cầu xong trong tháng 3.' });
  assert.deepEqual(
    [requestOf(task).state, requestOf(task).decisionNote, partOf(task).dueOn],
    ['declined', 'Chủ tịch đã yêu cầu xong trong tháng 3.', '2018-03-30'],
  );
  assert.equal(requestOf(task).unreadId, null, 'the Office has nothing to read of its own answer');
  assert.ok(requestOf(await look(task, 'itClerk')).unreadId);
  while ((await fireDue(province)).claimed > 0);
  const { rows } = await system.run((tx) =>
    sql<{ step: string; channels: string[] }>`
      select f.step_key as step, array_agg(m.channel order by m.channel) as channels from reminder_message m
      join reminder_firing f on f.id = m.firing_id join reminder_obligation o on o.id = m.obligation_id
      where o.key = ${`extension-answer/${id}`} and m.recipient_id = ${world.actors.itClerk.personId} group by 1`.execute(
      tx.db,
    ),
  );
  assert.deepEqual(
    rows.map(({ step }) => step),
    ['assigned'],
  );
  await province.as(world.actors.itClerk).run(async (tx) => {
    await acknowledgeObligation(tx, 'directives', `extension-answer/${id}`, world.actors.itClerk.personId ?? '');
  });
  assert.equal((await promise(`extension-answer/${id}`))?.state, 'done');
  const read = partOf(await look(task, 'itClerk')).extensions[0];
  assert.equal(read?.unreadId, null);
  // Refused once, it may be asked again while there is time.
  assert.deepEqual(partOf(task).extensions.length, 1);
  assert.equal((await ask('itHead', task, '2018-04-05')).assignments[0]?.extensions.length, 2);
});

test('asked in time and answered late: the part was overdue meanwhile and is not any more', async () => {
  let task = await ask('itClerk', await fresh(), '2018-04-10');
  province.clock.set('2018-04-03T09:00');
  assert.equal(partOf(await look(task)).status, 'OPEN_OVERDUE', 'the date moves only when the Office agrees');
  const gone = await world
    .as('office')
    .refused('POST', `/api/tasks/${task.id}/assignments/${partOf(task).id}/extensions/${requestOf(task).id}/grant`, {
      version: partOf(task).version,
      dueOn: '2018-04-02',
    });
  assert.deepEqual([gone.status, gone.code], [422, 'directives.extension_past']);
  task = await answer('office', task, 'grant', { dueOn: '2018-04-10' });
  assert.deepEqual([partOf(task).status, partOf(task).originalStatus], ['OPEN_IN_TIME', 'OPEN_OVERDUE']);
  province.clock.set('2018-04-09T09:00');
  task = await doIt(world, 'itClerk', task, 'reports', { text: 'Xong', documentNumber: '1' });
  task = await doIt(world, 'office', task, 'confirm');
  assert.deepEqual([partOf(task).status, partOf(task).originalStatus], ['DONE_ON_TIME', 'DONE_LATE']);
  const mine = (await world.as('leader').get<Overview>('/api/overview')).agencies.find(({ id }) => id === it);
  assert.ok(mine && mine.strict.numerator - mine.strictOriginal.numerator === 1, JSON.stringify(mine));
});

test('a result reported while the request waits: in time it needs no answer, late it is judged by the answer', async () => {
  let task = await ask('itClerk', await fresh(), '2018-04-10');
  task = await doIt(world, 'itClerk', task, 'reports', { text: 'Xong', documentNumber: '1' });
  task = await doIt(world, 'office', task, 'confirm');
  assert.deepEqual([requestOf(task).state, requestOf(task).endedBecause], ['lapsed', 'in-time']);
  assert.equal((await promise(`extension/${requestOf(task).id}`))?.state, 'cancelled');

  let late = await ask('itClerk', await fresh(), '2018-04-10');
  province.clock.set('2018-04-04T09:00');
  late = await doIt(world, 'itClerk', late, 'reports', { text: 'Xong', documentNumber: '1' });
  const part = partOf(late);
  const refused = await world
    .as('office')
    .refused('POST', `/api/tasks/${late.id}/assignments/${part.id}/confirm`, { version: part.version });
  assert.deepEqual([refused.status, refused.code], [409, 'directives.extension_waits']);
  late = await answer('office', late, 'grant', { dueOn: '2018-04-03' });
  assert.equal(partOf(late).status, 'OPEN_OVERDUE', 'another date may still be too early');
  late = await doIt(world, 'office', late, 'confirm');
  assert.equal(partOf(late).status, 'DONE_LATE');
});

test('who asked may take it back; the Office cannot, nobody else can, and what is settled stays settled', async () => {
  let task = await ask('itClerk', await fresh(), '2018-04-10');
  const url = `/api/tasks/${task.id}/assignments/${partOf(task).id}/extensions/${requestOf(task).id}`;
  const { version } = partOf(task);
  for (const who of ['office', 'itOfficer', 'leader', 'monitor'] as const)
    assert.equal((await world.as(who).refused('POST', `${url}/take-back`, { version })).status, 403, who);
  for (const who of ['itClerk', 'itHead', 'monitor', 'auditor', 'administrator'] as const)
    assert.equal(
      (await world.as(who).refused('POST', `${url}/grant`, { version, dueOn: '2018-04-10' })).status,
      403,
      who,
    );
  assert.equal((await world.as('financeClerk').refused('POST', `${url}/take-back`, { version })).status, 404);
  const { id } = requestOf(task);
  task = await answer('itHead', task, 'take-back', {});
  assert.deepEqual([requestOf(task).state, requestOf(task).endedBy], ['withdrawn', 'Lê Giám Đốc']);
  assert.equal((await promise(`extension/${id}`))?.state, 'cancelled');
  const settled = await world
    .as('office')
    .refused('POST', `${url}/decline`, { version: partOf(task).version, reason: 'Không' });
  assert.deepEqual([settled.status, settled.code], [409, 'directives.extension_settled']);
  task = await ask('itClerk', task, '2018-04-12');
  const crossed = await world
    .as('office')
    .refused('POST', `${url}/grant`, { version: partOf(task).version, dueOn: '2018-04-10' });
  assert.equal(crossed.status, 404, 'the old request’s address does not answer the new one');
});

test('the wall of the database: an agency cannot answer itself, nor rewrite what was asked or answered', async () => {
  let task = await ask('itClerk', await fresh(), '2018-04-10');
  const { id } = requestOf(task);
  const tried = async (who: Who, statement: (id: string) => ReturnType<typeof sql>) =>
    province
      .as(world.actors[who])
      .run(async (tx) => {
        try {
          return Number((await statement(id).execute(tx.db)).numAffectedRows ?? 0n);
        } catch {
          return 'refused';
        }
      })
      .catch(() => 'refused');
  const grant = (one: string) =>
    sql`update directive_extension set decision = 'granted', decided_at = now(), granted_due_on = '2018-05-01', granted_due_at = '2018-05-01' where id = ${one}`;
  assert.ok([0, 'refused'].includes(await tried('itClerk', grant)));
  assert.ok([0, 'refused'].includes(await tried('financeClerk', grant)));
  assert.equal(
    await tried('itClerk', (one) => sql`update directive_extension set reason = 'khác' where id = ${one}`),
    'refused',
  );
  assert.equal(await tried('office', (one) => sql`delete from directive_extension where id = ${one}`), 'refused');
  const seen = await province
    .as(world.actors.financeClerk)
    .run((tx) => sql`select id from directive_extension`.execute(tx.db));
  assert.ok(!JSON.stringify(seen.rows).includes(id));
  task = await answer('office', task, 'decline', { reason: 'Không' });
  assert.ok([0, 'refused'].includes(await tried('office', grant)), 'answered once');
  assert.equal(requestOf(await look(task)).state, 'declined');
});

test('where a policy spares who asked, a refusal takes that back: the reminders of the old date come', async () => {
  await system.run((tx) =>
    seedPolicy(tx, 'directive-task', {
      ...DEFAULT_POLICY,
      name: 'Thử',
      bands: [
        {
          overDays: -1,
          steps: [{ key: 'before-1', at: { daysBefore: 1 }, to: ['owner'], stopsOn: ['asked-more-time'] }],
        },
      ],
    }),
  );
  const outcome = async (task: TaskDetail) => {
    province.clock.set('2018-03-29T07:00');
    while ((await fireDue(province)).claimed > 0);
    const { rows } = await system.run((tx) =>
      sql<{ outcome: string }>`
        select f.outcome from reminder_firing f join reminder_obligation o on o.id = f.obligation_id
        where o.key = ${partOf(task).id} and f.step_key = 'before-1'`.execute(tx.db),
    );
    return rows.map((row) => row.outcome);
  };
  const waiting = await ask('itClerk', await fresh(), '2018-04-10');
  assert.deepEqual(await outcome(waiting), ['acknowledged-before'], 'spared while the request waits');
  let refused = await ask('itClerk', await fresh(), '2018-04-10');
  refused = await answer('office', refused, 'decline', { reason: 'Không' });
  assert.deepEqual(await outcome(refused), ['told']);
  let back = await ask('itClerk', await fresh(), '2018-04-10');
  back = await answer('itClerk', back, 'take-back', {});
  assert.deepEqual(await outcome(back), ['told']);
});

test('the giver answers as his Office does: the same buttons, the same record, under his own name', async () => {
  let task = await ask('itClerk', await fresh(), '2018-04-10');
  const seen = partOf(await look(task, 'leader'));
  assert.deepEqual([seen.extensionActs, seen.actions], [['decide'], []], 'of the work itself he judges nothing');
  assert.equal(seen.extensions[0]?.reason, 'Chờ số liệu của các huyện.');
  assert.deepEqual(
    (await tasksOf(world, 'leader', '?extension=open')).tasks.map((row) => row.assignmentId).includes(seen.id),
    true,
  );
  const day = await world
    .as('leader')
    .get<{ isLater: boolean }>(`/api/tasks/${task.id}/assignments/${seen.id}/new-due?dueOn=2018-04-09`);
  assert.equal(day.isLater, true);
  task = await answer('leader', task, 'grant', { dueOn: '2018-04-09', note: 'Xong trước kỳ họp.' });
  assert.deepEqual([requestOf(task).state, requestOf(task).decidedBy], ['granted', 'Phạm Lãnh Đạo']);
  assert.deepEqual([partOf(task).dueOn, partOf(task).originalDueOn], ['2018-04-09', '2018-03-30']);
  assert.match(partOf(task).explanation.join('\n'), /Gia hạn lần 1: Phạm Lãnh Đạo đồng ý/);
  assert.equal((await promise(`extension/${requestOf(task).id}`))?.state, 'done', 'the Office is asked no more');

  let refused = await ask('itClerk', await fresh(), '2018-04-10');
  refused = await answer('leader', refused, 'decline', { reason: 'Giữ hạn.' });
  assert.deepEqual([requestOf(refused).state, requestOf(refused).decidedBy], ['declined', 'Phạm Lãnh Đạo']);
  const late = await world
    .as('office')
    .refused('POST', `/api/tasks/${task.id}/assignments/${partOf(task).id}/extensions/${requestOf(task).id}/decline`, {
      version: partOf(task).version,
      reason: 'Không',
    });
  assert.deepEqual([late.status, late.code], [409, 'directives.extension_settled'], 'answered once, whoever did');
});

test('whoever asked does not answer himself, though he holds a post of the Office as well; the database says so too', async () => {
  const { personId } = world.actors.itClerk;
  await system.run(async (tx) => {
    const post = await createPost(tx, {
      agencyId: world.agency('KH.VPUBND'),
      title: 'Chuyên viên biệt phái',
      role: 'office-clerk',
    });
    await assign(tx, { personId: personId ?? '', postId: post.id, from: '2018-01-01' });
    const grants = await grantsOf(tx, personId ?? '', tx.today);
    world.actors.itClerk = { ...world.actors.itClerk, grants } as typeof world.actors.itClerk;
  });
  let task = await ask('itClerk', await fresh(), '2018-04-10');
  assert.deepEqual(partOf(await look(task, 'itClerk')).extensionActs, ['take-back']);
  const url = `/api/tasks/${task.id}/assignments/${partOf(task).id}/extensions/${requestOf(task).id}`;
  const { version } = partOf(task);
  const own = await world.as('itClerk').refused('POST', `${url}/grant`, { version, dueOn: '2018-04-10' });
  assert.deepEqual([own.status, own.code], [403, 'directives.extension_own']);
  const { id } = requestOf(task);
  await assert.rejects(
    province.as(world.actors.itClerk).run((tx) =>
      sql`update directive_extension set decision = 'declined', decided_at = ${tx.now}, decided_by_name = 'x',
        decision_note = 'x' where id = ${id}`.execute(tx.db),
    ),
    /row-level security/,
  );
  task = await answer('office', task, 'grant', { dueOn: '2018-04-10' });
  assert.equal(requestOf(task).state, 'granted');
});
