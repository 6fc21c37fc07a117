import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import test, { after, beforeEach } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import pg from 'pg';
import { type Actor, anonymousActor } from '#platform/auth/actor.ts';
import { createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { openProvince } from '#platform/db/province.ts';
import { TEST_PROVINCE, testProvince } from '#platform/testing/test-province.ts';
import { LiveReminders, type Sink } from './live.ts';
import { tellLive } from './live-tell.ts';
import { remindersMessages } from './messages.vi.ts';
import { fireDue } from './public.ts';
import { liveRoutes } from './routes-live.ts';
import { remindersRoutes } from './routes.ts';
import { anObligation, at, makeWorld, remindersSeed, type Somebody } from './testing/world.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);
const signedIn = new Map<string, Actor>();
const byId = (people: readonly Somebody[]) => people.forEach(({ actor }) => signedIn.set(actor.personId ?? '', actor));
const authenticate = async (request: { headers: Record<string, unknown> }): Promise<Actor> =>
  signedIn.get(String(request.headers['x-who'])) ?? anonymousActor;

const app = createApp({ province, messages: { ...httpMessages, ...remindersMessages }, authenticate });
remindersRoutes(app);
const live = liveRoutes(app, province, authenticate, { heartbeatMs: 100, gatherMs: 20, mostOfPerson: 3, most: 600 });
await app.listen({ port: 0, host: '127.0.0.1' });
const { port } = app.server.address() as AddressInfo;
after(() => app.close());

beforeEach(() => byId([world.officer, world.clerk, world.stranger, world.head]));

interface Page {
  readonly status: number;
  readonly type: string;
  /** The next event that is no heartbeat; undefined when the connection ended before one. */
  next(): Promise<{ id: string | undefined; event: string; data: { unread?: number; newest?: string } } | undefined>;
  readonly ended: Promise<unknown>;
  leave(): void;
}

async function open(who: Somebody, lastEventId?: string): Promise<Page> {
  const request = get({
    port,
    path: '/api/reminders/live',
    headers: {
      accept: 'text/event-stream',
      'x-who': who.personId,
      ...(lastEventId ? { 'last-event-id': lastEventId } : {}),
    },
  });
  request.on('error', () => undefined);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.setEncoding('utf8');
  response.on('error', () => undefined);
  const ended = new Promise<void>((done) => response.once('close', () => done()));
  const heard: string[] = [];
  let left = '';
  let woken: (() => void) | undefined;
  response.on('data', (chunk: string) => {
    left += chunk;
    for (let end = left.indexOf('\n\n'); end >= 0; end = left.indexOf('\n\n')) {
      const block = left.slice(0, end);
      left = left.slice(end + 2);
      if (block.includes('event:')) heard.push(block);
    }
    woken?.();
  });
  let over = false;
  void ended.then(() => {
    over = true;
    woken?.();
  });
  return {
    status: response.statusCode ?? 0,
    type: String(response.headers['content-type']),
    ended,
    leave: () => request.destroy(),
    next: async () => {
      while (heard.length === 0) {
        if (over) return undefined;
        await new Promise<void>((done) => (woken = done));
      }
      const block = heard.shift() ?? '';
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
      return {
        id: field('id'),
        event: field('event') ?? '',
        data: JSON.parse(field('data') ?? '{}') as { unread?: number },
      };
    },
  };
}

/** Node offers it only under a flag, which can be set late. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

async function remind(): Promise<void> {
  await anObligation(province, world, { dueAt: at('2018-03-30T17:00') });
  await fireDue(province);
}

async function empty(): Promise<void> {
  while (live.count > 0) await new Promise((done) => setImmediate(done));
}

test('both pages of a person hear of a new reminder, nobody else does, and what it is about is not told', async () => {
  const [first, second, other] = await Promise.all([open(world.officer), open(world.officer), open(world.stranger)]);
  assert.deepEqual([first.status, first.type], [200, 'text/event-stream; charset=utf-8']);
  const begin = (await first.next())?.data.unread ?? 0;
  await second.next();
  assert.deepEqual((await other.next())?.data, { unread: 0, newest: null });
  await remind();
  for (const page of [first, second]) {
    const event = await page.next();
    assert.equal(event?.event, 'reminders');
    assert.equal(event?.data.unread, begin + 1);
    assert.deepEqual(Object.keys(event?.data ?? {}), ['unread', 'newest']);
  }
  other.leave();
  assert.equal(await other.next(), undefined, 'the other department heard nothing');
  first.leave();
  second.leave();
  await empty();
});

test('reading in one page changes the number in the other', async () => {
  await remind();
  const page = await open(world.officer);
  const before = await page.next();
  assert.ok((before?.data.unread ?? 0) > 0);
  const reply = await app.inject({
    method: 'POST',
    url: '/api/reminders/read-all',
    headers: { 'x-who': world.officer.personId, 'x-dunghen-request': '1' },
  });
  assert.equal(reply.statusCode, 200);
  assert.equal((await page.next())?.data.unread, 0);
  page.leave();
  await empty();
});

test('a page that comes back hears only what it missed', async () => {
  const page = await open(world.clerk);
  const { id } = (await page.next()) ?? {};
  page.leave();
  await empty();
  const same = await open(world.clerk, id);
  await remind();
  const event = await same.next();
  assert.notEqual(event?.id, id, 'what it had is not told again');
  same.leave();
  await empty();
  await remind();
  const back = await open(world.clerk, event?.id);
  assert.equal((await back.next())?.data.unread, (event?.data.unread ?? 0) + 1);
  back.leave();
  await empty();
});

test('a page whose session ends is told so and closed: by a heartbeat, and at once when the sign-out is told', async () => {
  const page = await open(world.officer);
  await page.next();
  signedIn.delete(world.officer.personId);
  assert.equal((await page.next())?.event, 'ended');
  await page.ended;
  byId([world.officer]);
  const quiet = new LiveReminders(province, { heartbeatMs: 3_600_000, gatherMs: 1 });
  const written: string[] = [];
  let standing = true;
  const done = new Promise<void>((resolve) => {
    void quiet
      .open({
        personId: world.officer.personId,
        lastEventId: undefined,
        isSignedIn: async () => standing,
        sink: { write: (chunk) => written.push(chunk) > 0, writableLength: 0, end: resolve, destroy: resolve },
      })
      .then(async () => {
        standing = false;
        await province.as(world.officer.actor).run((tx) => tellLive(tx, [world.officer.personId]));
      });
  });
  await done;
  assert.match(written.at(-1) ?? '', /event: ended/);
  await quiet.close();
});

test('a page that cannot keep a connection asks once and is answered the same', async () => {
  const page = await open(world.clerk);
  const told = await page.next();
  const asked = await app.inject({ url: '/api/reminders/live', headers: { 'x-who': world.clerk.personId } });
  assert.deepEqual(asked.json(), told?.data);
  page.leave();
  await empty();
});

test('without a session there is no page; too many of one person: the oldest gives way', async () => {
  const refused = await fetch(`http://127.0.0.1:${port}/api/reminders/live`);
  assert.equal(refused.status, 401);
  const pages = [];
  for (let number = 0; number < 4; number += 1) pages.push(await open(world.head));
  await pages[0]?.ended;
  assert.equal(live.count, 3);
  for (const page of pages) page.leave();
  await empty();
});

test('after the database ended the listening connection it is made again and what was missed is told', async () => {
  const page = await open(world.clerk);
  const before = await page.next();
  const owner = new pg.Client({ connectionString: province.ownerUrl });
  await owner.connect();
  await owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'dunghen listen' and datname = current_database()`,
  );
  await owner.end();
  await remind();
  assert.equal((await page.next())?.data.unread, (before?.data.unread ?? 0) + 1);
  page.leave();
  await empty();
});

test('what another process tells is heard, and what is rolled back is not', async () => {
  const page = await open(world.officer);
  const before = await page.next();
  const another = openProvince(province.appUrl, TEST_PROVINCE, { clock: province.clock, poolSize: 1 });
  await assert.rejects(
    another.as(world.officer.actor).run(async (tx) => {
      await tellLive(tx, [world.officer.personId]);
      throw new Error('no');
    }),
  );
  await anObligation(another, world, { dueAt: at('2018-03-30T17:00') });
  await fireDue(another);
  assert.equal((await page.next())?.data.unread, (before?.data.unread ?? 0) + 1);
  await another.close();
  page.leave();
  await empty();
});

test('500 open pages take little memory each, and one that takes nothing is let go', async (t) => {
  const many = new LiveReminders(province, { heartbeatMs: 3_600_000, gatherMs: 1, mostOfPerson: 1000 });
  const people = [world.officer, world.clerk, world.head, world.stranger];
  let written = 0;
  const sink = (): Sink => ({
    write: (chunk) => (written += chunk.length) > 0,
    writableLength: 0,
    end: () => undefined,
    destroy: () => undefined,
  });
  const openOne = (number: number, to = sink()) =>
    many.open({
      personId: people[number % people.length]?.personId ?? '',
      lastEventId: undefined,
      isSignedIn: async () => true,
      sink: to,
    });
  await openOne(0);
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  for (let number = 1; number < 500; number += 1) await openOne(number);
  for (let round = 0; round < 20; round += 1) await province.as(world.officer.actor).run((tx) => tellLive(tx, ['*']));
  collectGarbage();
  const each = (process.memoryUsage().heapUsed - before) / 500;
  t.diagnostic(`${Math.round(each)} bytes a page, ${written} written`);
  assert.equal(many.count, 500);
  assert.ok(each < 20_000, `${each} bytes a page`);
  let destroyed = false;
  await openOne(0, { ...sink(), writableLength: 100_000, destroy: () => (destroyed = true) } as Sink);
  assert.equal(destroyed, true);
  assert.equal(many.count, 500);
  await many.close();
  assert.equal(many.count, 0);
});

test('a browser that vanishes without a word leaves nothing behind', async () => {
  const socket = connect(port, '127.0.0.1');
  socket.write(
    `GET /api/reminders/live HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nX-Who: ${world.officer.personId}\r\n\r\n`,
  );
  await once(socket, 'data');
  socket.destroy();
  await empty();
  assert.equal(live.count, 0);
});
