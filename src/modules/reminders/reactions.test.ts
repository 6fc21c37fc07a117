import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import test, { after, before } from 'node:test';
import { sql } from 'kysely';
import { parseInstant } from '#kernel/vietnam-time.ts';
import { type Actor, anonymousActor, systemActor } from '#platform/auth/actor.ts';
import { createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { secretBox } from '#platform/secrets/secret-box.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { letterOf } from './domain/letter.ts';
import { readLink, signLink } from './domain/link-token.ts';
import type { Content } from './domain/message.ts';
import { offerReactions } from './kinds.ts';
import { addressFor, linkKeys, linkSigner } from './link-keys.ts';
import { openLink } from './links.ts';
import { remindersMessages } from './messages.vi.ts';
import { cancelObligation, fireDue, nextMoment, registerObligation } from './public.ts';
import type { ReactionsOffered } from './reaction-schema.ts';
import { reactionRoutes } from './routes-reactions.ts';
import { contentOf } from './store/content.ts';
import { listReactions } from './store/inbox-store.ts';
import { newestMessages } from './store/link-store.ts';
import { listFirings } from './store/message-store.ts';
import { findObligation } from './store/obligation-store.ts';
import { nextWake } from './store/snooze-store.ts';
import { anObligation, at, makeWorld, remindersSeed } from './testing/world.ts';
import { wakeDue } from './wake.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));
const secrets = secretBox(randomBytes(32));
let caller: Actor = anonymousActor;
const app = createApp({
  province,
  messages: { ...httpMessages, ...remindersMessages },
  authenticate: async () => caller,
});
offerReactions('link-test', {
  label: 'Việc thử',
  moreTime: ({ link }) => ({ label: 'Xin thêm thời gian', link: `${link}?xin` }),
});
before(async () => {
  reactionRoutes(app, { province, secrets });
  await app.ready();
});
after(() => app.close());

async function walkTo(end: Date): Promise<void> {
  for (;;) {
    while ((await fireDue(province)).claimed > 0);
    const next = await system.run(nextMoment);
    if (!next || next > end) break;
    province.clock.set(next);
  }
  province.clock.set(end);
}

/** A task of 24 working days whose reminder "before-7" has just gone out, and the address in the officer's message. */
async function reminded(kind = 'link-test') {
  province.clock.set('2018-02-26T15:00');
  const made = await anObligation(province, world, { kind, dueAt: at('2018-03-30T17:00') });
  await walkTo(at('2018-03-21T09:00'));
  return { ...made, address: await addressOf(made.id, world.officer.personId) };
}

async function addressOf(obligationId: string, personId: string): Promise<string> {
  const sign = await linkSigner(province, secrets);
  const messages = await system.run(async (tx) => {
    const { rows } = await sql<{
      id: string;
      audience: 'owner';
      content: { kind: 'due-soon'; dueAt: string; firedAt: string };
    }>`
      select m.id, m.audience, f.content from reminder_message m join reminder_firing f on f.id = m.firing_id
      where f.obligation_id = ${obligationId} and m.recipient_id = ${personId} and m.channel = 'in-app'
      order by m.fired_at desc limit 1`.execute(tx.db);
    return rows;
  });
  const [message] = messages;
  assert.ok(message);
  const { id: messageId, audience, content } = message;
  const path = addressFor(sign, { messageId, audience, content });
  assert.ok(path);
  return path;
}

async function get(path: string, who: Actor = anonymousActor) {
  caller = who;
  return app.inject({ method: 'GET', url: path });
}
async function post(path: string, form: Record<string, string>, who: Actor = anonymousActor) {
  caller = who;
  return app.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  });
}
const reactionsTo = (id: string) =>
  system.run(async (tx) => (await listReactions(tx.db, id)).map(({ kind, personId, via }) => [kind, personId, via]));
const KNOWN = { action: 'acknowledge' };

test('the page behind an address can be opened as often as mail programs like: it changes nothing, not even "read"', async () => {
  const { id, address } = await reminded();
  const before = await system.run((tx) => stateOf(tx.db, id));
  for (let times = 0; times < 3; times += 1) {
    const reply = await get(address);
    assert.equal(reply.statusCode, 200);
    assert.match(reply.body, /Báo cáo kết quả rà soát/);
    assert.match(reply.body, /Đã biết/);
    assert.match(reply.body, /Xin thêm thời gian/);
    assert.equal(reply.headers['cache-control'], 'no-store');
  }
  assert.equal((await app.inject({ method: 'HEAD', url: address })).statusCode, 200);
  assert.deepEqual(await system.run((tx) => stateOf(tx.db, id)), before);
});

async function stateOf(db: Parameters<typeof findObligation>[0], id: string): Promise<unknown> {
  const { rows } = await sql`
    select m.id, m.read_at, m.acknowledged_at, o.acknowledged_at as known, o.snoozed_until,
      (select count(*) from reminder_reaction r where r.obligation_id = o.id) as reactions,
      (select count(*) from reminder_link_use u where u.message_id = m.id) as uses
    from reminder_firing f join reminder_message m on m.firing_id = f.id join reminder_obligation o on o.id = f.obligation_id
    where o.id = ${id} order by m.id`.execute(db);
  return rows;
}

test('“đã biết” by an address works once, is logged as its reader’s, and spares the reminders that remain', async () => {
  const { id, address } = await reminded();
  const first = await post(address, KNOWN);
  assert.equal(first.statusCode, 200, first.body);
  assert.match(first.body, /Đã ghi nhận/);
  const again = await post(address, KNOWN);
  assert.equal(again.statusCode, 409);
  assert.match(again.body, /đã được dùng/);
  assert.deepEqual(await reactionsTo(id), [['acknowledged', world.officer.personId, 'link']]);
  const logged = await system.run(async (tx) => {
    const { rows } = await sql<{ actor_id: string; data: { via: string } }>`
      select actor_id, data from audit_entry where action = 'reminders.acknowledged' and subject_id = ${id}`.execute(
      tx.db,
    );
    return rows.map(({ actor_id: actor, data }) => [actor, data.via]);
  });
  assert.deepEqual(logged, [[world.officer.personId, 'link']]);
});

test('sixteen at once with one address: one is taken', async () => {
  const { id, address } = await reminded();
  const replies = await Promise.all(Array.from({ length: 16 }, () => post(address, KNOWN)));
  assert.deepEqual(
    replies.map(({ statusCode }) => statusCode).sort((a, b) => a - b),
    [200, ...Array.from({ length: 15 }, () => 409)],
  );
  assert.equal((await reactionsTo(id)).length, 1);
});

test('a forged address, one of another key and one that was cut are unknown, and nothing is done', async () => {
  const { id, address } = await reminded();
  const foreign = signLink(
    { messageId: '01900000-0000-7000-8000-0000000000aa', expiresAt: at('2018-12-31T00:00') },
    { id: 1, secret: randomBytes(32) },
  );
  const flipped = address.slice(0, -1) + (address.endsWith('A') ? 'B' : 'A');
  for (const path of [`/r/${foreign}`, flipped, address.slice(0, -2), '/r/x']) {
    assert.equal((await get(path)).statusCode, 404, path);
    assert.equal((await post(path, KNOWN)).statusCode, 404, path);
  }
  assert.deepEqual(await reactionsTo(id), []);
});

test('an address is good for two weeks at most and never past the due moment', async () => {
  const { id, address } = await reminded();
  province.clock.set('2018-03-30T17:00');
  assert.equal((await get(address)).statusCode, 410);
  assert.match((await post(address, KNOWN)).body, /hết hạn/);
  province.clock.set('2018-04-20T09:00');
  assert.equal((await post(address, KNOWN)).statusCode, 410);
  assert.deepEqual(await reactionsTo(id), []);
});

test('whoever is signed in as somebody else cannot use it; the reader himself can, signed in or not', async () => {
  const { id, address } = await reminded();
  for (const other of [world.clerk, world.head, world.administrator, world.stranger]) {
    assert.equal((await get(address, other.actor)).statusCode, 403);
    assert.equal((await post(address, KNOWN, other.actor)).statusCode, 403);
  }
  assert.deepEqual(await reactionsTo(id), []);
  assert.equal((await post(address, KNOWN, world.officer.actor)).statusCode, 200);
});

test('once the due date has moved or the work is done, an old address says so and does nothing', async () => {
  const moved = await reminded();
  await system.run(async (tx) => {
    const known = await findObligation(tx.db, moved.id);
    assert.ok(known);
    await registerObligation(tx, { ...known, origin: null, dueAt: at('2018-04-16T17:00') });
  });
  assert.match((await get(moved.address)).body, /Hạn đã đổi/);
  assert.equal((await post(moved.address, KNOWN)).statusCode, 410);
  const closed = await reminded();
  await system.run((tx) => cancelObligation(tx, 'test', closed.key));
  assert.equal((await post(closed.address, KNOWN)).statusCode, 410);
  assert.deepEqual([await reactionsTo(moved.id), await reactionsTo(closed.id)], [[], []]);
});

test('a form from another site is refused', async () => {
  const { id, address } = await reminded();
  caller = anonymousActor;
  for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
    const reply = await app.inject({
      method: 'POST',
      url: address,
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'action=acknowledge',
    });
    assert.equal(reply.statusCode, 403);
  }
  assert.deepEqual(await reactionsTo(id), []);
});

test('what is overdue, and who only follows, get no address', async () => {
  const sign = await linkSigner(province, secrets);
  const content = { dueAt: '2018-03-30T17:00:00+07:00', firedAt: '2018-03-21T07:00:00+07:00' };
  const messageId = '01900000-0000-7000-8000-0000000000aa';
  assert.equal(addressFor(sign, { messageId, audience: 'owner', content: { ...content, kind: 'overdue' } }), null);
  assert.equal(addressFor(sign, { messageId, audience: 'follower', content: { ...content, kind: 'due-soon' } }), null);
  assert.ok(addressFor(sign, { messageId, audience: 'owner', content: { ...content, kind: 'due-soon' } }));
});

/** The short address in an SMS to the officer about a matter just reminded of. */
async function shortAddress() {
  const { id } = await reminded();
  const signer = await linkSigner(province, secrets);
  const messageId = await system.run(async (tx) => {
    const [message] = await newestMessages(tx.db, [{ personId: world.officer.personId, obligationId: id }]);
    assert.ok(message);
    return message.id;
  });
  const address = await signer.signShort({ messageId, expiresAt: at('2018-03-30T17:00') });
  return { id, messageId, signer, address };
}

test('a short address does what a long one does, once, and names neither the matter nor the person', async () => {
  const { id, address } = await shortAddress();
  assert.match(address, /^\/r\/[\w-]{20}$/);
  const page = await get(address);
  assert.equal(page.statusCode, 200);
  assert.match(page.body, /Một việc theo văn bản số 123\/TB-UBND/);
  assert.match(page.body, /17:00, thứ Sáu, 30\/03\/2018/);
  for (const personal of ['Báo cáo kết quả rà soát', 'Võ Chuyên Viên'])
    assert.ok(!page.body.includes(personal), personal);
  assert.match(
    (await get(address, world.officer.actor)).body,
    /Báo cáo kết quả rà soát/,
    'its own reader, signed in, is told',
  );
  assert.equal((await get(address, world.stranger.actor)).statusCode, 403);
  assert.deepEqual(await reactionsTo(id), [], 'opening it changes nothing');
  assert.equal((await post(address, KNOWN)).statusCode, 200);
  assert.equal((await post(address, KNOWN)).statusCode, 409);
  assert.deepEqual(await reactionsTo(id), [['acknowledged', world.officer.personId, 'link']]);
});

test('a short address is the same each time it is sent, ends when it said, and none can be made up', async () => {
  const { address, signer, messageId } = await shortAddress();
  assert.equal(await signer.signShort({ messageId, expiresAt: at('2018-04-30T17:00') }), address);
  for (const other of ['AAAAAAAAAAAAAAAAAAAA', `${address.slice(3, -1)}${address.endsWith('A') ? 'B' : 'A'}`])
    assert.equal((await get(`/r/${other}`)).statusCode, 404, other);
  province.clock.set('2018-03-30T17:00');
  assert.equal((await get(address)).statusCode, 410);
});

test('signing keys are kept sealed; one from before that is sealed when it is read, and what it signed stays good', async () => {
  const { address } = await reminded();
  const stored = () =>
    system.run(async (tx) => {
      const { rows } = await sql<{ sealed: string | null; secret: Buffer | null }>`
        select sealed, secret from reminder_link_key`.execute(tx.db);
      return rows;
    });
  const [key] = await stored();
  assert.equal(key?.secret, null);
  assert.match(key?.sealed ?? '', /^v1\./);
  const plain = Buffer.from(secrets.open(key?.sealed ?? '', 'reminders.link 1'), 'base64');
  await system.run((tx) => sql`update reminder_link_key set secret = ${plain}, sealed = null`.execute(tx.db));
  assert.equal((await get(address)).statusCode, 200);
  assert.equal((await get(address)).statusCode, 200);
  const [again] = await stored();
  assert.equal(again?.secret, null);
  assert.equal(secrets.open(again?.sealed ?? '', 'reminders.link 1'), plain.toString('base64'));
});

test('under another key of the house, as after its loss, old addresses are unknown and a new key signs', async () => {
  const { address } = await reminded();
  const other = secretBox(randomBytes(32));
  const claim = readLink(address.slice(3), [
    { id: 1, secret: await system.run(async (tx) => (await linkKeys(tx, secrets))[0]?.secret ?? Buffer.alloc(32)) },
  ]);
  assert.ok(claim);
  await assert.rejects(openLink({ province, secrets: other }, address.slice(3), anonymousActor), {
    code: 'reminders.link_unknown',
  });
  const signed = (await linkSigner(province, other)).sign(claim);
  assert.equal((await openLink({ province, secrets: other }, signed.slice(3), anonymousActor)).acknowledgedAt, null);
});

async function call<T>(who: { actor: Actor }, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) {
  caller = who.actor;
  const reply = await app.inject({
    method,
    url,
    headers: { 'x-dunghen-request': '1' },
    ...(payload ? { payload } : {}),
  });
  return { status: reply.statusCode, body: reply.json<T & { code: string }>() };
}

test('a pause ends before the due moment, at a working moment, and is never taken for what is overdue or not one’s own', async () => {
  const { id } = await reminded();
  const url = `/api/obligations/${id}/snooze`;
  const until = (moment: string) => call(world.officer, 'POST', url, { until: `${moment}:00+07:00` });
  assert.equal((await until('2018-03-20T09:00')).body.code, 'reminders.snooze_past');
  assert.equal((await until('2018-03-30T17:00')).body.code, 'reminders.snooze_beyond_due');
  assert.equal((await until('2018-03-31T09:00')).body.code, 'reminders.snooze_beyond_due');
  assert.equal((await call(world.stranger, 'POST', url, { until: '2018-03-23T09:00:00+07:00' })).status, 404);
  assert.equal((await call(world.follower, 'POST', url, { until: '2018-03-23T09:00:00+07:00' })).status, 403);
  // A Saturday becomes Monday morning.
  assert.equal((await until('2018-03-24T09:00')).status, 200);
  const offered = await call<ReactionsOffered>(world.officer, 'GET', `/api/obligations/${id}/reactions`);
  assert.equal(offered.body.snoozedUntil, '2018-03-26T07:00:00+07:00');
  for (const { until: one } of offered.body.snoozes) {
    const moment = parseInstant(one);
    assert.ok(moment && moment < at('2018-03-30T00:00') && moment > at('2018-03-21T09:00'), one);
  }
  assert.equal(
    (await call<ReactionsOffered>(world.clerk, 'GET', `/api/obligations/${id}/reactions`)).body.snoozedUntil,
    null,
  );
  assert.equal((await call(world.officer, 'DELETE', url)).status, 200);
  assert.equal((await system.run((tx) => findObligation(tx.db, id)))?.snoozedUntil, null);

  province.clock.set('2018-03-30T18:00');
  assert.equal((await until('2018-04-02T09:00')).body.code, 'reminders.snooze_overdue');
});

test('a later due date cancels a pause, and so does the end of the work', async () => {
  const { id, key } = await reminded();
  const url = `/api/obligations/${id}/snooze`;
  await call(world.officer, 'POST', url, { until: '2018-03-27T07:00:00+07:00' });
  await system.run(async (tx) => {
    const known = await findObligation(tx.db, id);
    assert.ok(known?.snoozedUntil);
    await registerObligation(tx, { ...known, origin: null, dueAt: at('2018-04-16T17:00') });
  });
  const ended = () =>
    system.run(async (tx) => {
      const { rows } = await sql<{ ended: string }>`
        select ended from reminder_snooze where obligation_id = ${id} order by made_at, id`.execute(tx.db);
      return [(await findObligation(tx.db, id))?.snoozedUntil, rows.map((row) => row.ended)];
    });
  assert.deepEqual(await ended(), [null, ['due-changed']]);
  await call(world.officer, 'POST', url, { until: '2018-03-28T07:00:00+07:00' });
  await system.run((tx) => cancelObligation(tx, 'test', key));
  assert.deepEqual(await ended(), [null, ['due-changed', 'closed']]);
});

test('the letter carries the address, and what it says is what the address opens', async () => {
  const { id } = await reminded();
  const sign = await linkSigner(province, secrets);
  const letter = await system.run(async (tx) => {
    const { rows } = await sql<{ id: string; audience: 'owner'; content: Content }>`
      select m.id, m.audience, ${contentOf('m')} as content from reminder_message m join reminder_firing f on f.id = m.firing_id
      where f.obligation_id = ${id} and f.step_key = 'before-7' and m.recipient_id = ${world.officer.personId}
      order by m.channel limit 1`.execute(tx.db);
    const [row] = rows;
    assert.ok(row);
    const answerAt = addressFor(sign, { messageId: row.id, ...row });
    return letterOf([{ ...row, answerAt }], {
      recipientId: world.officer.personId,
      publicUrl: 'https://dunghen.invalid',
      demonstration: false,
    });
  });
  const address = /https:\/\/dunghen\.invalid(\/r\/[\w-]{52})/.exec(letter.text)?.[1];
  assert.ok(address, letter.text);
  assert.ok(letter.html.includes(address));
  assert.match((await get(address)).body, /17:00, thứ Sáu, 30\/03\/2018/);
});

test('who put it off is passed by until then and told once; the others are told as before, and so is he on the due day', async () => {
  const { id } = await reminded();
  // before-3 falls on 27/03, before-1 on 29/03.
  await call(world.officer, 'POST', `/api/obligations/${id}/snooze`, { until: '2018-03-28T07:00:00+07:00' });
  await walkTo(at('2018-03-28T06:00'));
  assert.equal(await wakeDue(province, 10), 0);
  province.clock.set('2018-03-28T07:00');
  assert.ok((await system.run((tx) => nextWake(tx.db))) !== null);
  assert.equal(await wakeDue(province, 10), 1);
  assert.equal(await wakeDue(province, 10), 0);
  await walkTo(at('2018-03-30T08:00'));
  const said = await system.run(async (tx) =>
    (await listFirings(tx.db, id)).map(({ stepKey, outcome, told }) => [
      stepKey.replace(/^snooze-.*/, 'snooze'),
      outcome,
      told.some(({ personId }) => personId === world.officer.personId),
      told.some(({ personId }) => personId === world.clerk.personId),
    ]),
  );
  assert.deepEqual(said.slice(2), [
    ['before-3', 'told', false, true],
    ['snooze', 'told', true, false],
    ['before-1', 'told', true, true],
    ['due-day', 'told', true, true],
  ]);
  assert.equal((await system.run((tx) => findObligation(tx.db, id)))?.snoozedUntil, null);
});

test('a pause that ends while nothing runs is told at the next working moment, and not at all once the work is overdue', async () => {
  const late = await reminded();
  await call(world.officer, 'POST', `/api/obligations/${late.id}/snooze`, { until: '2018-03-23T16:00:00+07:00' });
  province.clock.set('2018-03-24T10:00'); // a Saturday
  await wakeDue(province, 10);
  province.clock.set('2018-03-26T07:00');
  await wakeDue(province, 10);
  const keys = (id: string) =>
    system.run(async (tx) =>
      (await listFirings(tx.db, id)).map(({ stepKey }) => stepKey.replace(/-[0-9a-f]{8}-.*/, '')),
    );
  assert.ok((await keys(late.id)).includes('snooze'));
  const overdue = await reminded();
  await call(world.officer, 'POST', `/api/obligations/${overdue.id}/snooze`, { until: '2018-03-29T16:00:00+07:00' });
  province.clock.set('2018-04-02T07:00');
  await wakeDue(province, 10);
  assert.ok(!(await keys(overdue.id)).includes('snooze'));
});
