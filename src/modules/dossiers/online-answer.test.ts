import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { fireDue } from '#modules/reminders/public.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { DossierDetail } from './detail-schema.ts';
import { seedDossierReminders } from './ladders.ts';
import type { DossierPage, QueueCounts } from './list-schema.ts';
import { aDossier, dossierSeed, makeWorld } from './testing/world.ts';

const province = await testProvince({ at: '2018-07-02T09:00', seed: dossierSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));
await system.run(seedDossierReminders);
const clerk = world.as('clerk');

const submitted = (channel: string) => aDossier(world, { channel, decision: 'submit' });
const owed = async (id: string) => {
  const { rows } = await system.run((tx) =>
    sql<{ state: string; due: string; agency: string; title: string; explanation: string[] }>`
      select state, to_char(due_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI') as due, agency_id as agency,
             title, explanation from reminder_obligation where source = 'dossiers' and key = ${`${id}/answer`}`.execute(
      tx.db,
    ),
  );
  return rows[0];
};
const counterLine = async (id: string) =>
  (await clerk.get<DossierPage>('/api/dossiers?queue=counter')).dossiers.find((one) => one.id === id);

test('an online submission is owed by its counter within eight working hours, marked as not verified', async () => {
  const before = (await clerk.get<QueueCounts>('/api/dossiers/counts')).queues.counter ?? 0;
  const dossier = await submitted('online');
  const obligation = await owed(dossier.id);
  assert.deepEqual([obligation?.state, obligation?.due], ['open', '2018-07-03 09:00']);
  assert.equal(obligation?.agency, world.agency('KH.SKHCN'));
  assert.equal(
    obligation?.title,
    `Trả lời hồ sơ nộp trực tuyến (hạn 8 giờ làm việc, chưa kiểm chứng): hồ sơ ${dossier.procedureName}`,
  );
  assert.match(obligation?.explanation.join(' ') ?? '', /8 giờ làm việc\. Căn cứ: .+ \(chưa kiểm chứng\)\./);
  assert.equal((await clerk.get<QueueCounts>('/api/dossiers/counts')).queues.counter, before + 1);
  const line = await counterLine(dossier.id);
  assert.equal(line?.remaining, 'trả lời trước 09:00 03/07');
  assert.equal(line?.answer?.dueAt, '2018-07-03T09:00:00+07:00');
  assert.deepEqual([dossier.answer?.verified, dossier.answer?.isOver, dossier.answer?.hours], [false, false, 8]);
});

test('the counter hears of it at once; past its hours it is called so; what the counter decides ends it', async (t) => {
  t.after(() => province.clock.set('2018-07-02T09:00'));
  const dossier = await submitted('online');
  await fireDue(province);
  const { rows } = await system.run((tx) =>
    sql<{ recipient: string }>`
      select m.recipient_id as recipient from reminder_message m join reminder_obligation o on o.id = m.obligation_id
      where o.key = ${`${dossier.id}/answer`}`.execute(tx.db),
  );
  assert.ok(rows.some(({ recipient }) => recipient === world.actors.clerk.personId));
  province.clock.set('2018-07-03T10:00');
  const late = await counterLine(dossier.id);
  assert.deepEqual([late?.remaining, late?.answer?.isOver], ['quá giờ trả lời 09:00 hôm nay', true]);
  const accepted = await clerk.act(await clerk.get<DossierDetail>(`/api/dossiers/${dossier.id}`), 'accept');
  assert.deepEqual([(await owed(dossier.id))?.state, accepted.answer], ['done', null]);
});

test('a submission on Friday evening is answered in the hours of Monday', async (t) => {
  t.after(() => province.clock.set('2018-07-02T09:00'));
  province.clock.set('2018-07-06T20:00');
  const dossier = await submitted('online');
  assert.equal((await owed(dossier.id))?.due, '2018-07-09 17:00');
});

test('asking for what is missing is an answer, and so is a refusal', async () => {
  const asked = await submitted('online');
  await clerk.act(asked, 'request-completion', { reason: 'Thiếu bản vẽ', papers: [{ name: 'Bản vẽ', originals: 1 }] });
  assert.equal((await owed(asked.id))?.state, 'done');
  const denied = await clerk.act(await submitted('online'), 'deny', { reason: 'Không thuộc thẩm quyền' });
  assert.equal((await owed(denied.id))?.state, 'done');
});

test('nothing is owed for what came over the counter, nor for an online dossier received at once', async () => {
  assert.equal(await owed((await submitted('counter')).id), undefined);
  const received = await aDossier(world, { channel: 'online' });
  assert.deepEqual([received.state, received.answer, await owed(received.id)], ['received', null, undefined]);
});
