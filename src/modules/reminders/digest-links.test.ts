import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import test, { after, beforeEach } from 'node:test';
import { sql } from 'kysely';
import { type Actor, anonymousActor, systemActor } from '#platform/auth/actor.ts';
import { createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { secretBox } from '#platform/secrets/secret-box.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { deliverMessages } from './deliver.ts';
import { findPeople } from './digest.ts';
import { fireDue } from './fire.ts';
import { remindersMessages } from './messages.vi.ts';
import { writeMornings } from './mornings.ts';
import { smtpTransport } from './public.ts';
import { reactionRoutes } from './routes-reactions.ts';
import { remindersRoutes } from './routes.ts';
import type { Group, MyWork, ReminderList } from './schema.ts';
import { listReactions } from './store/inbox-store.ts';
import { smtpPeer } from './testing/smtp-peer.ts';
import { anObligation, at, makeWorld, remindersSeed, type Somebody } from './testing/world.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));
const secrets = secretBox(randomBytes(32));
const peer = await smtpPeer();
const HOUSE = 'https://dunghen.tinh.invalid';
const transport = smtpTransport({ url: peer.url, from: 'nhac-viec@tinh.invalid', publicUrl: HOUSE });
let caller: Actor = anonymousActor;
const app = createApp({
  province,
  messages: { ...httpMessages, ...remindersMessages },
  authenticate: async () => caller,
});
remindersRoutes(app);
reactionRoutes(app, { province, secrets });
after(async () => {
  await app.close();
  await transport.close();
  await peer.close();
});
beforeEach(() => {
  peer.taken.length = 0;
});

async function page<T>(who: Somebody, url: string): Promise<T> {
  caller = who.actor;
  const reply = await app.inject({ url });
  assert.equal(reply.statusCode, 200, `${url} ${reply.body}`);
  return reply.json<T>();
}

/** What somebody's letter of a morning says. */
async function morning(day: string, name: string): Promise<string> {
  province.clock.set(`${day}T07:30`);
  while ((await fireDue(province)).claimed > 0);
  await writeMornings(province, await findPeople(province));
  await deliverMessages(province, transport, { secrets });
  return (
    peer.taken.find(({ to, subject }) => JSON.stringify(to).includes(name) && subject?.startsWith('Việc sáng'))?.text ??
    ''
  );
}

/** The whole of a group, page by page, as the button below it asks for it. */
async function wholeGroup(who: Somebody, query: string, group: Group): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const one: MyWork = await page(
      who,
      `/api/my-work?limit=100&${query}${cursor && `&group=${group}&cursor=${cursor}`}`,
    );
    ids.push(...one[group].items.map(({ id }) => id));
    cursor = one[group].next;
  }
  return ids;
}

test('a line of the morning’s letter is answered by its link: without signing in, once, and changing nothing when opened', async () => {
  const { id } = await anObligation(province, world, {
    title: 'Rà soát thủ tục',
    personId: world.officer.personId,
    dueAt: at('2018-03-02T17:00'),
  });
  await anObligation(province, world, {
    title: 'Việc đã quá hạn',
    personId: world.officer.personId,
    startAt: at('2018-02-01T08:00'),
    dueAt: at('2018-02-21T17:00'),
  });
  while ((await fireDue(province)).claimed > 0);
  const text = await morning('2018-02-27', 'vochuyenvien');
  const [link, ...others] = [
    ...text.matchAll(/ {2}Đã biết, nhắc lại sau: https:\/\/dunghen\.tinh\.invalid(\/r\/[\w-]{52})/g),
  ];
  assert.ok(link?.[1], text);
  assert.deepEqual(others, [], 'what is overdue asks for the work itself');
  caller = anonymousActor;
  const opened = await app.inject({ url: link[1] });
  assert.match(opened.body, /Rà soát thủ tục/);
  const reactions = () =>
    system.run(async (tx) => (await listReactions(tx.db, id)).map(({ kind, via }) => [kind, via]));
  assert.deepEqual(await reactions(), []);
  const say = () =>
    app.inject({
      method: 'POST',
      url: link[1] ?? '',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'action=acknowledge',
    });
  assert.deepEqual([(await say()).statusCode, (await say()).statusCode], [200, 409]);
  assert.deepEqual(await reactions(), [['acknowledged', 'link']]);
});

test('of hundreds of matters the letter lists some and opens exactly the others; every one that is counted is reached', async () => {
  province.clock.set('2018-02-27T09:00');
  const ids: string[] = [];
  for (let number = 1; number <= 215; number += 1)
    ids.push(
      (
        await anObligation(province, world, {
          title: `Việc dài hạn ${number}`,
          personId: world.deputy.personId,
          dueAt: at('2018-06-29T17:00'),
        })
      ).id,
    );
  while ((await fireDue(province)).claimed > 0);
  const first = await morning('2018-02-28', 'tranpho');
  assert.match(first, /MỚI GIAO TỪ [^\n]+: 215/);
  const [, rest, path] = /và (\d+) việc khác: https:\/\/dunghen\.tinh\.invalid\/(\?moi-tu=\S+)/.exec(first) ?? [];
  assert.equal(rest, '207');
  const query = new URLSearchParams(path);
  const letter = query.get('thu');
  const since = encodeURIComponent(query.get('moi-tu') ?? '');
  const opened = await wholeGroup(world.deputy, `letter=${letter}&since=${since}`, 'later');
  assert.equal(opened.length, 207);
  const listed = ids.filter((one) => !opened.includes(one));
  assert.equal(listed.length, 8);
  for (const number of listed.map((one) => ids.indexOf(one) + 1))
    assert.ok(first.includes(`- Việc dài hạn ${number}\n`));
  assert.deepEqual(
    (await wholeGroup(world.deputy, '', 'later')).sort(),
    [...ids].sort(),
    'behind the number stand all',
  );

  // A reminder came for the last one of the list.
  const lastOne = ids.at(-1) ?? '';
  await system.run((tx) =>
    sql`update reminder_message set state = 'held', mail_id = null
      where obligation_id = ${lastOne} and recipient_id = ${world.deputy.personId} and channel = 'email'`.execute(
      tx.db,
    ),
  );
  peer.taken.length = 0;
  const second = await morning('2018-03-01', 'tranpho');
  assert.match(second, /HẠN SAU TUẦN NÀY: 215\n- Việc dài hạn 215\n/);
  const [, more, later] = /và (\d+) việc khác: https:\/\/dunghen\.tinh\.invalid\/(\?nhom=sau-do\S+)/.exec(second) ?? [];
  assert.equal(more, '214');
  const rests = await wholeGroup(world.deputy, `letter=${new URLSearchParams(later).get('thu')}`, 'later');
  assert.deepEqual(rests.sort(), ids.filter((one) => one !== lastOne).sort());
});

test('of many matters of others the letter opens exactly those it did not list', async () => {
  province.clock.set('2018-03-01T09:00');
  const keys: string[] = [];
  for (let number = 1; number <= 12; number += 1)
    keys.push(
      (
        await anObligation(province, world, {
          title: `Việc theo dõi ${number}`,
          personId: world.officer.personId,
          startAt: at('2018-02-01T08:00'),
          dueAt: at('2018-02-26T17:00'),
        })
      ).key,
    );
  // Three days overdue the follower is told; the letter of the morning tells it.
  const text = await morning('2018-03-05', 'dotheodoi');
  const [, rest, path] =
    /và (\d+) việc khác: https:\/\/dunghen\.tinh\.invalid\/nhac-viec(\?loc=viec-khac\S+)/.exec(text) ?? [];
  const whole = await page<ReminderList>(world.follower, '/api/reminders?filter=others');
  const some = await page<ReminderList>(
    world.follower,
    `/api/reminders?filter=others&letter=${new URLSearchParams(path).get('thu')}`,
  );
  assert.equal(some.others, Number(rest), text);
  assert.equal(some.reminders.length, Number(rest));
  for (const { title } of some.reminders) assert.ok(!text.includes(`- ${title}\n`));
  assert.equal(whole.others, some.others + 8);
  assert.ok(keys.length > 8);
});

test('another person’s letter narrows nobody’s page', async () => {
  const letter = await system.run(async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select id from reminder_digest where person_id = ${world.deputy.personId} and outcome = 'letter' limit 1`.execute(
      tx.db,
    );
    return rows[0]?.id ?? '';
  });
  caller = world.officer.actor;
  for (const url of ['/api/my-work', '/api/reminders'])
    assert.equal((await app.inject({ url: `${url}?letter=${letter}` })).statusCode, 404);
});
