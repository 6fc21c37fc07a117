import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { fireDue } from '#modules/reminders/public.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { draftApologies } from './apologies.ts';
import { seedDossierReminders } from './ladders.ts';
import { makeLetters } from './letters.ts';
import type { DossierDetail } from './detail-schema.ts';
import type { DossierPage } from './list-schema.ts';
import { subscribeDossiers } from './subscriptions.ts';
import { aDossier, dossierSeed, makeWorld } from './testing/world.ts';

const RECEIVED = '2018-07-02T09:00';
const province = await testProvince({ at: RECEIVED, seed: dossierSeed });
subscribeDossiers();
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));
await system.run(seedDossierReminders);
const read = (id: string) => world.as('head').get<DossierDetail>(`/api/dossiers/${id}`);
const draftAt = async (moment: string) => {
  province.clock.set(moment);
  return draftApologies(province);
};
const obligation = async (id: string) =>
  system.run(async (tx) => {
    const { rows } = await sql<{ state: string; due_at: Date }>`
      select state, due_at from reminder_obligation where key = ${`apology/${id}`}`.execute(tx.db);
    return rows[0];
  });

test('on the last lawful morning the letter is drafted with its cause, the head is told and signs by one act, the applicant is written to', async () => {
  province.clock.set(RECEIVED);
  const dossier = await aDossier(world, {
    applicant: { name: 'Nguyễn Thị Hòa', email: 'hoa@thu.invalid', phone: '0905 123 456' },
  });
  assert.equal(dossier.dueAt?.slice(0, 16), '2018-07-16T09:00');
  assert.equal(await draftAt('2018-07-12T16:00'), 0, 'a day early nothing is drafted');
  assert.equal(await draftAt('2018-07-13T06:30'), 0, 'nor before the working day opens');
  assert.equal(await draftAt('2018-07-13T07:00'), 1);
  assert.equal(await draftApologies(province), 0, 'each promise is looked at once');
  let now = await read(dossier.id);
  const [draft] = now.apologies;
  assert.equal(draft?.status, 'draft');
  assert.equal(draft.cause, 'agency');
  assert.match(draft.reason, /^Các bước còn lại theo quy trình cần .+ giờ làm việc/);
  assert.ok((draft.newDueAt ?? '') > (now.dueAt ?? ''), 'a later day');
  assert.equal(now.dueAt, dossier.dueAt, 'a draft promises nothing');
  assert.equal((await obligation(dossier.id))?.state, 'open');
  await fireDue(province);
  const told = await system.run(async (tx) => {
    const { rows } = await sql<{ recipient_id: string }>`
      select m.recipient_id from reminder_message m join reminder_obligation o on o.id = m.obligation_id
      where o.key = ${`apology/${dossier.id}`} and m.channel = 'email'`.execute(tx.db);
    return rows.map(({ recipient_id: id }) => id);
  });
  assert.ok(told.includes(world.actors.head.personId ?? ''), 'the head is written to');
  now = await world.as('head').act(now, 'approve-apology');
  assert.equal(now.dueAt, draft.newDueAt);
  assert.equal(now.lawfulDueAt, dossier.lawfulDueAt);
  assert.equal((await obligation(dossier.id))?.state, 'done');
  await makeLetters(province, 'https://mc.example', { olderThanSeconds: 0 });
  const letter = (await read(dossier.id)).messages.find(
    ({ channel, label }) => channel === 'email' && label.startsWith('Xin lỗi'),
  );
  assert.match(letter?.text ?? '', /hẹn trả ngày 16\/07\/2018, chưa thể có kết quả đúng hẹn/);
  assert.ok(letter?.text.includes(draft.reason));
  province.clock.set(draft.newDueAt ?? '');
  assert.equal(await draftApologies(province), 0, 'a second new day is never drafted');
});

test('an agency that owes an answer is the cause; the officer words the letter anew and the first draft is dropped', async () => {
  province.clock.set(RECEIVED);
  let dossier = await aDossier(world);
  dossier = await world.as('clerk').act(dossier, 'forward', { when: dossier.nextSteps[0]?.when ?? undefined });
  dossier = await world.as('head').act(dossier, 'ask-opinion', {
    agencyId: world.agency('KH.STC'),
    text: 'Xin ý kiến về kinh phí',
    dueOn: '2018-07-10',
  });
  assert.equal(await draftAt('2018-07-13T07:00'), 1);
  dossier = await read(dossier.id);
  assert.deepEqual(
    dossier.apologies.map(({ cause, causeAgency }) => [cause, causeAgency]),
    [['other-agency', 'Sở Tài chính']],
  );
  dossier = await world.as('head').act(dossier, 'draft-apology', {
    reason: 'Chờ ý kiến về kinh phí.',
    cause: 'other-agency',
    causeAgencyId: world.agency('KH.STC'),
    dueOn: '2018-07-25',
  });
  assert.deepEqual(
    dossier.apologies.map(({ status }) => status),
    ['dropped', 'draft'],
  );
  dossier = await world.as('head').act(dossier, 'undo');
  assert.deepEqual(
    dossier.apologies.map(({ status }) => status),
    ['draft', 'dropped'],
  );
  dossier = await world.as('clerk').act(dossier, 'withdraw', { reason: 'Theo đơn' });
  assert.equal((await obligation(dossier.id))?.state, 'cancelled');
});

test('a letter an officer drafted is owed by who signs it, not by who cannot', async () => {
  province.clock.set(RECEIVED);
  const officerId = world.actors.officer.personId ?? '';
  let dossier = await world.as('clerk').act(await aDossier(world), 'forward');
  dossier = await world.as('head').act(dossier, 'advance', { officerId });
  const draft = { reason: 'Chờ thẩm định', cause: 'agency', dueOn: '2018-07-25' };
  await world.as('officer').act(dossier, 'draft-apology', draft);
  const { rows } = await system.run((tx) =>
    sql<{ person_id: string; state: string }>`
      select person_id, state from reminder_obligation where key = ${`apology/${dossier.id}`}`.execute(tx.db),
  );
  assert.deepEqual(rows, [{ person_id: world.actors.head.personId, state: 'open' }]);
  const mine = await world.as('officer').get<DossierPage>('/api/dossiers?queue=mine&limit=200');
  assert.equal(mine.dossiers.find(({ id }) => id === dossier.id)?.letterWaits, true, 'the officer sees it waits');
});

test('a new day after the last lawful one, a second one, and one that is not later are refused in plain sentences', async () => {
  province.clock.set(RECEIVED);
  const head = world.as('head');
  let dossier = await world.as('clerk').act(await aDossier(world), 'forward');
  const draft = (dueOn?: string) => ({ reason: 'Chờ', cause: 'agency', ...(dueOn ? { dueOn } : {}) });
  const refusal = async (dueOn: string) => head.cannot(dossier, 'draft-apology', draft(dueOn));
  assert.equal((await refusal('2018-07-16')).detail, 'Ngày hẹn mới phải sau ngày hẹn đang có.');
  province.clock.set('2018-07-16T08:00');
  assert.match((await refusal('2018-07-25')).detail ?? '', /Chỉ được hẹn lại chậm nhất ngày 15\/07\/2018\./);
  province.clock.set('2018-07-13T08:00');
  dossier = await head.act(await head.act(dossier, 'draft-apology', draft('2018-07-25')), 'approve-apology');
  assert.match((await refusal('2018-08-01')).detail ?? '', /đã được hẹn lại\. Theo quy định chỉ hẹn lại 1 lần;/);
  assert.equal(dossier.reappointUntil, null);
  // Sorry may be said again; it promises nothing.
  dossier = await head.act(await head.act(dossier, 'draft-apology', draft()), 'approve-apology');
  assert.equal(dossier.dueAt?.slice(0, 10), '2018-07-25');
});

test('a letter that comes after its lawful day is still owed by a day: the end of the working day it is drafted in', async () => {
  province.clock.set(RECEIVED);
  const dossier = await world.as('clerk').act(await aDossier(world), 'forward');
  const draft = { reason: 'Chậm vì nhiều hồ sơ', cause: 'agency' };
  province.clock.set('2018-07-19T10:00');
  await world.as('head').act(await read(dossier.id), 'draft-apology', draft);
  assert.equal((await obligation(dossier.id))?.due_at.toISOString(), '2018-07-19T10:00:00.000Z', '17:00 that day');
  // On a Saturday nobody signs: Monday's end.
  province.clock.set('2018-07-21T10:00');
  await world.as('head').act(await read(dossier.id), 'draft-apology', { ...draft, reason: 'Viết lại' });
  assert.equal((await obligation(dossier.id))?.due_at.toISOString(), '2018-07-23T10:00:00.000Z');
});
