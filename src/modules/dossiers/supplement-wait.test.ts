import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { LAW_RULES, type LawRules } from '#modules/procedures/domain/law.ts';
import { fireDue } from '#modules/reminders/public.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { encodeCursor } from '#platform/http/cursor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { closeUnsupplemented } from './expired-waits.ts';
import { seedDossierReminders } from './ladders.ts';
import type { DossierDetail } from './detail-schema.ts';
import type { DossierPage } from './list-schema.ts';
import { aDossier, dossierSeed, makeWorld } from './testing/world.ts';

const province = await testProvince({ at: '2018-07-02T09:00', seed: dossierSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));
await system.run(seedDossierReminders);
const [clerk, head] = [world.as('clerk'), world.as('head')];

/** Asked for a drawing on a day, and nothing came. */
async function waiting(on: string): Promise<DossierDetail> {
  province.clock.set('2018-07-02T09:00');
  const forwarded = await clerk.act(await aDossier(world), 'forward');
  province.clock.set(`${on}T09:00`);
  const papers = [{ name: 'Bản vẽ mặt bằng', originals: 1 }];
  await head.act(forwarded, 'draft-supplement', { reason: 'Thiếu bản vẽ', papers });
  return clerk.act(await clerk.get<DossierDetail>(`/api/dossiers/${forwarded.id}`), 'issue-supplement');
}
const obligation = async (id: string) => {
  const { rows } = await system.run((tx) =>
    sql<{ state: string; due_on: string; agency_id: string }>`
      select state, (due_at at time zone 'Asia/Ho_Chi_Minh')::date::text as due_on, agency_id
      from reminder_obligation where source = 'dossiers' and key = ${`${id}/wait`}`.execute(tx.db),
  );
  return rows[0];
};

test('a supplement that does not come is owed a look by the desk on a day that is called a proposal', async () => {
  const dossier = await waiting('2018-07-03');
  assert.deepEqual(
    [dossier.waiting?.until, dossier.waiting?.by, dossier.waiting?.isOver],
    ['2018-07-24', 'proposal', false],
  );
  assert.equal(dossier.supplements[0]?.expiresOn, null, 'nobody is told a limit the law does not have');
  assert.deepEqual(await obligation(dossier.id), {
    state: 'open',
    due_on: '2018-07-24',
    agency_id: world.agency('KH.SKHCN'),
  });
  province.clock.set('2018-07-25T09:00');
  await fireDue(province);
  const { rows } = await system.run((tx) =>
    sql<{ recipient_id: string }>`
      select m.recipient_id from reminder_message m join reminder_obligation o on o.id = m.obligation_id
      where o.key = ${`${dossier.id}/wait`}`.execute(tx.db),
  );
  assert.ok(
    rows.some(({ recipient_id: id }) => id === world.actors.clerk.personId),
    'the desk hears of it',
  );
  const seen = await clerk.get<DossierDetail>(`/api/dossiers/${dossier.id}`);
  assert.equal(seen.waiting?.isOver, true);
  assert.equal(seen.remaining, 'quá ngày chờ bổ sung 24/07');
  const reason = seen.waiting?.closingReason ?? '';
  assert.equal(
    reason,
    'Đã yêu cầu bổ sung hồ sơ ngày 03/07/2018 (Bản vẽ mặt bằng); đến hết ngày 24/07/2018 người nộp chưa bổ sung.',
  );
  const closed = await clerk.act(seen, 'close-expired', { reason, document: { number: '5/TB', on: '2018-07-25' } });
  assert.deepEqual([closed.state, closed.waiting, (await obligation(dossier.id))?.state], ['closed', null, 'done']);
});

test('what comes in time ends the wait; asked again it is waited for again', async () => {
  const dossier = await waiting('2018-07-04');
  province.clock.set('2018-07-06T09:00');
  let now = await clerk.act(dossier, 'take-supplement');
  assert.deepEqual([now.waiting, (await obligation(dossier.id))?.state], [null, 'done']);
  now = await head.act(now, 'draft-supplement', { reason: 'Còn thiếu', papers: [{ name: 'Dự toán' }] });
  now = await clerk.act(now, 'issue-supplement');
  assert.deepEqual([now.waiting?.until, (await obligation(dossier.id))?.state], ['2018-07-27', 'open']);
});

test('the office waits longer with a reason: the new day is owed, called its own decision, and can be taken back', async () => {
  const dossier = await waiting('2018-07-05');
  assert.equal(dossier.waiting?.until, '2018-07-26');
  assert.ok(dossier.actions.includes('extend-wait'));
  const ask = (more: object) =>
    clerk.refused('POST', `/api/dossiers/${dossier.id}/actions`, {
      action: 'extend-wait',
      version: dossier.version,
      ...more,
    });
  assert.equal((await ask({ dueOn: '2018-08-10' })).code, 'dossiers.needs_reason');
  assert.equal((await ask({ reason: 'Người nộp đi công tác' })).code, 'dossiers.needs_until');
  assert.equal((await ask({ reason: 'Người nộp đi công tác', dueOn: '2018-07-26' })).code, 'dossiers.wait_not_later');

  const reason = 'Người nộp đi công tác, xin nộp sau';
  let now = await clerk.act(dossier, 'extend-wait', { reason, dueOn: '2018-08-10' });
  assert.deepEqual([now.state, now.waiting?.until, now.waiting?.by], ['awaiting-supplement', '2018-08-10', 'office']);
  assert.match(now.waiting?.source ?? '', /Cơ quan tự quyết định/);
  const line = now.events.at(-1);
  assert.deepEqual([line?.action, line?.reason, line?.clock], ['extend-wait', reason, 'stopped']);
  assert.equal(line?.text, 'Chờ đến hết ngày 10/08/2018. Cơ quan tự quyết định; quy định chung không có số ngày.');
  assert.deepEqual([now.dueAt, now.firstDueAt], [dossier.dueAt, dossier.firstDueAt], 'no promise moves by waiting');
  assert.deepEqual(
    [(await obligation(dossier.id))?.state, (await obligation(dossier.id))?.due_on],
    ['open', '2018-08-10'],
  );

  now = await clerk.act(now, 'undo');
  assert.deepEqual([now.waiting?.until, now.waiting?.by], ['2018-07-26', 'proposal']);
  assert.equal((await obligation(dossier.id))?.due_on, '2018-07-26');
  now = await head.act(now, 'extend-wait', { reason, dueOn: '2018-08-20' });
  province.clock.set('2018-08-21T09:00');
  const seen = await clerk.get<DossierDetail>(`/api/dossiers/${dossier.id}`);
  assert.match(seen.waiting?.closingReason ?? '', /đến hết ngày 20\/08\/2018/);
  assert.equal((await clerk.act(seen, 'take-supplement')).waiting, null);
});

test('dossiers that stand still are listed behind those that run, by the day their wait is over', async () => {
  const [late, early] = [await waiting('2018-07-11'), await waiting('2018-07-09')];
  const running = await clerk.act(await aDossier(world), 'forward');
  const listed: string[] = [];
  let cursor = '';
  for (;;) {
    const page: DossierPage = await head.get<DossierPage>(`/api/dossiers?queue=agency&limit=1${cursor}`);
    listed.push(...page.dossiers.map(({ id }) => id));
    if (!page.next) break;
    cursor = `&cursor=${encodeURIComponent(page.next)}`;
  }
  const places = [running, early, late].map(({ id }) => listed.indexOf(id));
  assert.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
  );
  assert.equal(new Set(listed).size, listed.length, 'a page at a time nothing is told twice');
  const whole = await head.get<DossierPage>('/api/dossiers?queue=agency&limit=100');
  assert.deepEqual(
    listed,
    whole.dossiers.map(({ id }) => id),
  );
});

test('a place on a page that is none of ours is refused, not looked for', async () => {
  const id = '019a0000-0000-7000-8000-000000000000';
  for (const place of [['running', 'yesterday', null, id], ['sideways', null, null, id], [null, null, null, 'x'], [1]])
    assert.equal((await head.refused('GET', `/api/dossiers?queue=agency&cursor=${encodeCursor(place)}`)).status, 400);
});

test('the program closes by itself only where the rule was read in the law', async () => {
  const dossier = await waiting('2018-07-10');
  province.clock.set('2018-09-10T09:00');
  assert.equal(await closeUnsupplemented(province), 0, 'no rule set has a number of its own');
  const withRule = (trust: 'V' | 'S'): LawRules[] =>
    LAW_RULES.map((law) => ({
      ...law,
      facts: { ...law.facts, supplementExpiryWorkingDays: { value: 15, source: 'Nghị định thử, Điều 1', trust } },
    }));
  assert.equal(await closeUnsupplemented(province, withRule('S')), 0, 'a secondary source closes nothing');
  assert.ok((await closeUnsupplemented(province, withRule('V'))) >= 1);
  const closed = await clerk.get<DossierDetail>(`/api/dossiers/${dossier.id}`);
  assert.equal(closed.state, 'closed');
  const line = closed.events.at(-1);
  assert.deepEqual([line?.action, line?.actor], ['close-expired', 'Dừng theo thời hạn bổ sung']);
  assert.match(line?.reason ?? '', /người nộp chưa bổ sung\. Căn cứ: Nghị định thử, Điều 1\.$/);
  assert.equal(await closeUnsupplemented(province, withRule('V')), 0, 'once');
});

test('what waits for a payment is looked at again on a proposed day; more days may be given; the reason of closing is prepared', async () => {
  province.clock.set('2018-07-02T09:00');
  const forwarded = await clerk.act(await aDossier(world), 'forward');
  const asked = await head.act(forwarded, 'require-payment', { reason: 'Phí thẩm định', amountVnd: 500_000 });
  assert.deepEqual([asked.waiting?.until, asked.waiting?.by], ['2018-07-23', 'proposal']);
  assert.equal(asked.remaining, 'chờ nộp phí, thuế đến 23/07');
  assert.deepEqual(await obligation(asked.id), {
    state: 'open',
    due_on: '2018-07-23',
    agency_id: world.agency('KH.SKHCN'),
  });
  const longer = await clerk.act(asked, 'extend-wait', { reason: 'Xin nộp vào đầu tháng', dueOn: '2018-08-06' });
  assert.deepEqual([longer.waiting?.until, longer.waiting?.by], ['2018-08-06', 'office']);
  province.clock.set('2018-08-07T09:00');
  const over = await clerk.get<DossierDetail>(`/api/dossiers/${asked.id}`);
  assert.equal(over.remaining, 'quá ngày chờ nộp phí, thuế 06/08');
  assert.equal(
    over.waiting?.closingReason,
    'Đã yêu cầu thực hiện nghĩa vụ tài chính ngày 02/07/2018; đến hết ngày 06/08/2018 chưa ghi nhận khoản nộp.',
  );
  assert.equal((await obligation(asked.id))?.due_on, '2018-08-06');
  const paid = await clerk.act(over, 'confirm-payment');
  assert.deepEqual([paid.waiting, (await obligation(asked.id))?.state], [null, 'done']);
});

test('a payment required by a slip of the hand and taken back leaves nothing owed; required again it is', async () => {
  province.clock.set('2018-07-02T09:00');
  const forwarded = await clerk.act(await aDossier(world), 'forward');
  const asked = await head.act(forwarded, 'require-payment', { reason: 'Nhầm hồ sơ' });
  const back = await head.act(asked, 'undo');
  assert.deepEqual(
    [back.state, back.waiting, (await obligation(asked.id))?.state],
    [forwarded.state, null, 'cancelled'],
  );
  await head.act(back, 'require-payment', { reason: 'Phí thẩm định' });
  assert.equal((await obligation(asked.id))?.state, 'open');
});

test('what is suspended is looked at again by whoever has it, and again after more time; a rule for papers closes neither', async () => {
  province.clock.set('2018-07-02T09:00');
  const forwarded = await clerk.act(await aDossier(world), 'forward');
  const document = { number: '7/QĐ', on: '2018-07-02' };
  const asked = { reason: 'Chờ tòa án', cause: 'other-agency', causeAgencyId: world.agency('KH.SNV'), document };
  let stopped = await head.act(forwarded, 'suspend', asked);
  assert.deepEqual([stopped.remaining, stopped.waiting?.by], ['tạm dừng, xem lại 23/07', 'proposal']);
  assert.deepEqual(await obligation(stopped.id), { state: 'open', due_on: '2018-07-23', agency_id: stopped.agency.id });
  const strict = LAW_RULES.map(
    (law): LawRules => ({
      ...law,
      facts: { ...law.facts, supplementExpiryWorkingDays: { value: 5, trust: 'V', source: 'Quy định thử' } },
    }),
  );
  province.clock.set('2018-07-24T09:00');
  assert.equal(await closeUnsupplemented(province, strict), 0);
  stopped = await head.get<DossierDetail>(`/api/dossiers/${stopped.id}`);
  assert.deepEqual([stopped.state, stopped.remaining], ['suspended', 'tạm dừng, quá ngày xem lại 23/07']);
  assert.equal(stopped.waiting?.closingReason, '');
  stopped = await head.act(stopped, 'extend-wait', { reason: 'Tòa chưa xử', dueOn: '2018-08-20' });
  assert.equal((await obligation(stopped.id))?.due_on, '2018-08-20');
  const resumed = await head.act(stopped, 'resume');
  assert.deepEqual([resumed.waiting, (await obligation(stopped.id))?.state], [null, 'done']);
  // Stopped once more: the same look is owed again.
  await head.act(resumed, 'suspend', asked);
  assert.equal((await obligation(stopped.id))?.state, 'open');
});
