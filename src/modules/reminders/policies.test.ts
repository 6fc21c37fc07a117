import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { sql } from 'kysely';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { type Actor, anonymousActor, systemActor } from '#platform/auth/actor.ts';
import { createApp } from '#platform/http/app.ts';
import type { Tx } from '#platform/db/province.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { applySome } from './apply-policy.ts';
import { DEFAULT_POLICY, type Policy } from './domain/policy.ts';
import { FIRING_ACTOR } from './fire.ts';
import { remindersMessages } from './messages.vi.ts';
import type { PolicyKindList, PolicyOfKind, Preview } from './policy-schema.ts';
import { acknowledgeObligation, fireDue, nextMoment } from './public.ts';
import { policyRoutes } from './routes-policies.ts';
import { findObligation } from './store/obligation-store.ts';
import { listFirings } from './store/message-store.ts';
import { anObligation, at, makeWorld, remindersSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));
const engine = province.as(FIRING_ACTOR);
let caller: Actor = anonymousActor;
const app = createApp({
  province,
  messages: { ...httpMessages, ...remindersMessages },
  authenticate: async () => caller,
});
before(async () => {
  policyRoutes(app);
  await app.ready();
});
after(() => app.close());

async function call(who: { actor: Actor }, method: 'GET' | 'POST', url: string, payload?: object) {
  caller = who.actor;
  return app.inject({ method, url, headers: { 'x-dunghen-request': '1' }, ...(payload ? { payload } : {}) });
}
const fireAll = async () => {
  while ((await fireDue(province)).claimed > 0);
};
async function walkTo(end: Date): Promise<void> {
  for (;;) {
    await fireAll();
    const next = await system.run(nextMoment);
    if (!next || next > end) break;
    province.clock.set(next);
  }
  province.clock.set(end);
}
const told = (id: string) =>
  system.run(async (tx) =>
    (await listFirings(tx.db, id)).map(({ planVersion, stepKey, outcome }) => `${planVersion} ${stepKey} ${outcome}`),
  );

const SOONER: Policy = {
  ...DEFAULT_POLICY,
  name: 'Thang nhắc báo cáo',
  onAssignment: [],
  bands: [
    {
      overDays: -1,
      steps: [
        { key: 'before-5', at: { daysBefore: 5 }, to: ['owner'] },
        { key: 'hours-4', at: { hoursBefore: 4 }, to: ['owner', 'superior', 'home-affairs'] },
      ],
    },
  ],
};

test('a new version is issued with its reason; what is open goes on under its own until it is asked for, and then is told nothing twice', async () => {
  province.clock.set('2018-02-26T15:00');
  const kind = 'policy-test';
  const { id } = await anObligation(province, world, { kind, dueAt: at('2018-03-30T17:00') });
  await walkTo(at('2018-03-21T09:00'));
  assert.deepEqual(await told(id), ['1 assigned told', '1 before-7 told']);

  const issue = (baseVersion: number, policy: Policy, applyToOpen: boolean) =>
    call(world.administrator, 'POST', `/api/reminders/policies/${kind}`, {
      baseVersion,
      policy,
      reason: 'Theo đề nghị của các sở',
      applyToOpen,
    });
  assert.deepEqual((await issue(0, SOONER, false)).json(), { version: 1, applyingTo: 0 });
  assert.equal(await engine.run((tx) => applySome(tx, 10)), 0, 'nothing was asked for');
  const before = (await call(world.administrator, 'GET', `/api/reminders/policies/${kind}`)).json<PolicyOfKind>();
  assert.deepEqual(
    [before.own, before.open, before.onOlder, before.current.reason],
    [true, 1, 1, 'Theo đề nghị của các sở'],
  );
  await walkTo(at('2018-03-23T08:00'));
  assert.deepEqual(await told(id), ['1 assigned told', '1 before-7 told'], 'its own ladder knows no fifth day');

  assert.equal(
    (await issue(0, { ...SOONER, fallbackMinutes: 30 }, true)).json<{ code: string }>().code,
    'reminders.policy_changed',
  );
  assert.equal((await issue(1, SOONER, true)).json<{ code: string }>().code, 'reminders.policy_same');
  assert.deepEqual((await issue(1, { ...SOONER, fallbackMinutes: 30 }, true)).json(), { version: 2, applyingTo: 1 });
  while ((await engine.run((tx) => applySome(tx, 10))) > 0);
  const after = (await call(world.administrator, 'GET', `/api/reminders/policies/${kind}`)).json<PolicyOfKind>();
  assert.deepEqual([after.onOlder, after.applying, after.versions.map(({ version }) => version)], [0, null, [2, 1]]);
  await walkTo(at('2018-03-30T16:00'));
  assert.deepEqual(await told(id), ['1 assigned told', '1 before-7 told', '2 hours-4 told']);
});

test('open matters that kept an older version are counted and put on the one in force later, by a line of the log, once', async () => {
  province.clock.set('2018-02-26T15:00');
  const kind = 'policy-later';
  const { id } = await anObligation(province, world, { kind, dueAt: at('2018-03-30T17:00') });
  await walkTo(at('2018-03-01T09:00'));
  const url = `/api/reminders/policies/${kind}`;
  const apply = (version: number, who = world.administrator) => call(who, 'POST', `${url}/apply`, { version });
  const seen = async () => (await call(world.administrator, 'GET', url)).json<PolicyOfKind>();
  await call(world.administrator, 'POST', url, {
    baseVersion: 0,
    policy: SOONER,
    reason: 'Lập thang riêng',
    applyToOpen: false,
  });
  assert.equal((await seen()).onOlder, 1);
  assert.equal((await apply(1, world.officer)).statusCode, 403);
  assert.equal((await apply(2)).json<{ code: string }>().code, 'reminders.policy_changed');
  assert.deepEqual((await apply(1)).json(), { version: 1, applyingTo: 1 });
  assert.equal((await apply(1)).json<{ code: string }>().code, 'reminders.policy_applying');
  while ((await engine.run((tx) => applySome(tx, 10))) > 0);
  const after = await seen();
  assert.deepEqual([after.onOlder, after.applying], [0, null]);
  assert.deepEqual((await apply(1)).json(), { version: 1, applyingTo: 0 });
  const log = await system.run((tx) => entriesAbout(tx, kind));
  assert.deepEqual(log, [
    ['reminders.policy_issued', 0],
    ['reminders.policy_applied', 1],
  ]);
  assert.equal((await system.run((tx) => findObligation(tx.db, id)))?.planVersion, 2);
  await walkTo(at('2018-03-30T16:00'));
  const steps = await told(id);
  assert.equal(steps.filter((one) => one.includes('assigned')).length, 1, 'nothing is told twice');
  assert.ok(
    steps.some((one) => one.startsWith('2 ')),
    'it goes on by the new ladder',
  );
});

/** What the log says of the policies of a kind: the act, and how many open matters it was applied to. */
async function entriesAbout(tx: Tx, kind: string): Promise<[string, number][]> {
  const { rows } = await sql<{ action: string; applied: number }>`
    select action, (data->>'applyingTo')::int as applied from audit_entry
    where subject_kind = 'reminder-policy' and data->>'kind' = ${kind} order by at, seq`.execute(tx.db);
  return rows.map(({ action, applied }) => [action, applied]);
}

test('“đã biết” said before a new ladder was applied still spares the reminders that remain', async () => {
  province.clock.set('2018-02-26T15:00');
  const kind = 'policy-known';
  const { id, key } = await anObligation(province, world, { kind, dueAt: at('2018-03-30T17:00') });
  await walkTo(at('2018-03-21T09:00'));
  await system.run((tx) => acknowledgeObligation(tx, 'test', key, world.officer.personId));
  await call(world.administrator, 'POST', `/api/reminders/policies/${kind}`, {
    baseVersion: 0,
    policy: { ...DEFAULT_POLICY, name: 'Thang riêng' },
    reason: 'Lập thang riêng',
    applyToOpen: true,
  });
  while ((await engine.run((tx) => applySome(tx, 10))) > 0);
  assert.equal((await system.run((tx) => findObligation(tx.db, id)))?.planVersion, 2);
  await walkTo(at('2018-03-30T08:00'));
  assert.deepEqual((await told(id)).slice(2), [
    '2 before-3 acknowledged-before',
    '2 before-1 acknowledged-before',
    '2 due-day told',
  ]);
});

test('what was not announced yet is announced, whatever policy is issued over the weekend', async () => {
  province.clock.set('2018-03-02T18:30');
  const kind = 'policy-weekend';
  const { id } = await anObligation(province, world, { kind, dueAt: at('2018-03-30T17:00') });
  await call(world.administrator, 'POST', `/api/reminders/policies/${kind}`, {
    baseVersion: 0,
    policy: SOONER,
    reason: 'Lập thang riêng',
    applyToOpen: true,
  });
  while ((await engine.run((tx) => applySome(tx, 10))) > 0);
  await walkTo(at('2018-03-05T08:00'));
  assert.deepEqual(await told(id), ['1 assigned told']);
});

test('the preview shows the same moments and people as firing, with days off and nights between', async () => {
  province.clock.set('2018-02-08T09:00');
  const kind = 'policy-preview';
  const body = {
    policy: DEFAULT_POLICY,
    agencyId: world.ids.department,
    followerAgencyId: world.ids.office,
    startAt: '2018-02-08T09:00',
    dueAt: '2018-02-26T17:00',
    urgency: 'normal',
  };
  const reply = await call(world.administrator, 'POST', '/api/reminders/policy-preview', body);
  assert.equal(reply.statusCode, 200, reply.body);
  const preview = reply.json<Preview>();
  const { id } = await anObligation(province, world, {
    kind,
    startAt: at('2018-02-08T09:00'),
    dueAt: at('2018-02-26T17:00'),
  });
  await walkTo(at('2018-03-05T08:00'));
  const fired = await system.run((tx) => listFirings(tx.db, id));
  assert.ok(fired.length >= 5);
  assert.deepEqual(
    fired.map((one) => [one.stepKey, toVietnamIso(one.firedAt), one.told.map(({ name }) => name)]),
    preview.steps.slice(0, fired.length).map((step) => [step.key, step.at, step.people.map(({ name }) => name)]),
  );
  assert.ok(preview.shades.some((shade) => shade.kind === 'off' && shade.name?.includes('Tết')));
  assert.ok(preview.shades.some(({ kind: what }) => what === 'night'));
  for (const { at: moment } of preview.steps)
    assert.ok(!preview.shades.some(({ from, to }) => from <= moment && moment < to), `${moment} lies in a shade`);
  const long = await call(world.administrator, 'POST', '/api/reminders/policy-preview', {
    ...body,
    dueAt: '2018-12-20T17:00',
  });
  assert.equal(long.json<Preview>().nightsLeftOut, true);
});

test('a policy that cannot be is refused at its fields, and only those who set policies see them', async () => {
  const policy = {
    ...DEFAULT_POLICY,
    quiet: { from: 0, to: 1440 },
    overdue: [...DEFAULT_POLICY.overdue, DEFAULT_POLICY.overdue[0]],
  };
  const reply = await call(world.administrator, 'POST', '/api/reminders/policies/mac-dinh', {
    baseVersion: 1,
    policy,
    reason: 'Thử',
    applyToOpen: false,
  });
  assert.equal(reply.statusCode, 422);
  assert.deepEqual(Object.keys(reply.json<{ fields: object }>().fields).sort(), ['overdue.2.afterDays', 'quiet.to']);
  for (const who of [world.officer, world.head, world.chair])
    assert.equal((await call(who, 'GET', '/api/reminders/policies')).statusCode, 403);
  const { kinds } = (await call(world.administrator, 'GET', '/api/reminders/policies')).json<PolicyKindList>();
  assert.deepEqual([kinds[0]?.kind, kinds[0]?.version, kinds[0]?.madeBy], ['mac-dinh', 1, null]);
  assert.equal((await call(world.administrator, 'GET', '/api/reminders/policies/khong-co')).statusCode, 404);
});
