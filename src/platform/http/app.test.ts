import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { z } from 'zod';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Actor, anonymousActor } from '../auth/actor.ts';
import { testProvince } from '../testing/test-province.ts';
import { createApp } from './app.ts';
import { cleanText } from './clean-text.ts';
import { type FormPart, formParts } from './form-parts.ts';
import { httpMessages } from './messages.vi.ts';

const province = await testProvince({ at: '2018-02-26T15:00' });
const mine = newId();
const clerk: Actor = {
  kind: 'person',
  personId: newId(),
  name: 'Văn thư',
  grants: [{ role: 'agency-clerk', agencyId: mine, agencyIds: [mine] }],
};
const permission = { name: 'things.make', roles: { 'agency-clerk': 'subtree' } } as const;
const app = createApp({
  province,
  messages: { ...httpMessages, 'things.taken': 'Đã có {name}.' },
  authenticate: async (request) => (request.headers['x-who'] === 'clerk' ? clerk : anonymousActor),
});
app.get('/api/things', { config: { permission } }, async () => ({ ok: true }));
app.get('/api/fault', { config: { permission: 'public' } }, async () => {
  throw new Error('secret detail');
});
app.get('/api/taken', { config: { permission: 'public' } }, async () => {
  throw new Refusal('things.taken', 409, { name: 'một việc', fields: { name: 'things.taken' } });
});
app.post(
  '/api/things',
  {
    config: { permission },
    schema: {
      body: z.object({ name: z.string().min(2) }),
      response: { 200: z.object({ id: z.string(), at: z.string() }) },
    },
  },
  async ({ body, work }) => {
    const made = await work.run(async (tx) => {
      await sql`insert into event_outbox values (${newId()}, ${body.name}, '{}', ${tx.now})`.execute(tx.db);
      return { id: newId(), at: tx.now };
    });
    return { id: made.id, at: made.at.toISOString() };
  },
);
app.get(
  '/api/things/:id',
  { config: { permission }, schema: { params: z.object({ id: z.uuid() }) } },
  async () => ({}),
);
app.post('/api/form', { config: { permission } }, async (request) => {
  const parts: FormPart[] = [];
  for await (const part of formParts(request)) parts.push(part);
  return parts;
});
await app.ready();

const own = { 'x-dunghen-request': '1', 'x-who': 'clerk' };
const post = (name: string, headers: Record<string, string> = own) =>
  app.inject({ method: 'POST', url: '/api/things', headers, payload: { name } });
const made = (name: string) =>
  province
    .as({ ...clerk, kind: 'system' })
    .run(
      async (tx) =>
        (await sql<{ n: number }>`select count(*)::int as n from event_outbox where name = ${name}`.execute(tx.db))
          .rows[0]?.n,
    );

test('a route that says nothing of who may call it does not start', () => {
  const careless = createApp({ province, messages: httpMessages, authenticate: async () => anonymousActor });
  assert.throws(() => careless.get('/api/open', async () => 'x'), /says nobody may call it/);
});

test('a visitor is asked to sign in, the wrong role is refused', async () => {
  assert.equal((await app.inject('/api/things')).statusCode, 401);
  assert.equal((await app.inject({ url: '/api/things', headers: own })).statusCode, 200);
});

test('a change without our own header, or from a foreign origin or site, is refused', async () => {
  assert.equal((await post('aa', { 'x-who': 'clerk' })).statusCode, 403);
  for (const foreign of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]) {
    assert.equal(
      (await post('aa', { ...own, ...foreign })).json<{ code: string }>().code,
      'http.cross_site',
      JSON.stringify(foreign),
    );
  }
});

test('a repeated creating call gets the first answer, shaped alike, and makes nothing', async () => {
  const headers = { ...own, 'idempotency-key': 'key-of-the-form' };
  const first = await post('once', headers);
  const again = await post('once', headers);
  assert.deepEqual(again.json(), first.json());
  assert.equal(again.headers['idempotent-replay'], 'true');
  assert.equal(await made('once'), 1);
});

test('sixteen identical calls at once make one thing', async () => {
  const headers = { ...own, 'idempotency-key': 'key-of-sixteen' };
  const replies = await Promise.all(Array.from({ length: 16 }, () => post('sixteen', headers)));
  assert.equal(new Set(replies.map((reply) => reply.body)).size, 1);
  assert.equal(await made('sixteen'), 1);
});

test('a key used for something else is refused and makes nothing', async () => {
  const headers = { ...own, 'idempotency-key': 'key-used-twice' };
  await post('first', headers);
  const other = await post('other', headers);
  assert.equal(other.statusCode, 422);
  assert.equal(other.json<{ code: string }>().code, 'http.idempotency_key_reused');
  assert.equal(await made('other'), 0);
});

test('a fault tells a reference and nothing of the inside', async () => {
  const reply = await app.inject('/api/fault');
  assert.equal(reply.statusCode, 500);
  assert.match(reply.headers['content-type'] as string, /^application\/problem\+json/);
  assert.doesNotMatch(reply.body, /secret detail|at .*\.ts/);
  assert.match(reply.json<{ reference: string }>().reference, /^[0-9a-f]{8}$/);
});

test('a refusal carries its stable code, its sentence, and a sentence at the field', async () => {
  const problem = (await app.inject('/api/taken')).json<{
    code: string;
    detail: string;
    fields: Record<string, string>;
  }>();
  assert.equal(problem.code, 'things.taken');
  assert.equal(problem.detail, 'Đã có một việc.');
  assert.deepEqual(problem.fields, { name: 'Đã có một việc.' });
});

test('bad input names its field; JSON that is none and a body too large are told apart', async () => {
  const bad = await post('x');
  assert.equal(bad.statusCode, 422);
  const { fields, detail } = bad.json<{ fields: Record<string, string>; detail: string }>();
  assert.ok(fields['name']);
  // To people in their words: the name on the wire stands in `fields` alone.
  assert.ok(detail.endsWith(` Tên: ${fields['name']}`), detail);
  const raw = (payload: string) =>
    app.inject({
      method: 'POST',
      url: '/api/things',
      headers: { ...own, 'content-type': 'application/json' },
      payload,
    });
  assert.equal((await raw('{')).json<{ code: string }>().code, 'http.bad_json');
  assert.equal((await raw(JSON.stringify({ name: 'x'.repeat(1_100_000) }))).statusCode, 413);
});

test('every answer carries the headers of a careful site, errors too', async () => {
  for (const url of ['/api/things', '/api/fault', '/nowhere']) {
    const { headers } = await app.inject(url);
    assert.match(headers['content-security-policy'] as string, /script-src 'self';.*object-src 'none'/);
    assert.doesNotMatch(headers['content-security-policy'] as string, /unsafe-inline|unsafe-eval/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['referrer-policy'], 'same-origin');
  }
});

test('what no store takes is cleaned out of every text before anything reads it', async () => {
  const name = `Lê\u0000 Văn \ud800 ${newId()}`;
  assert.equal((await post(name)).statusCode, 200);
  assert.equal(await made(name.replace('\u0000', '').replace('\ud800', '\ufffd')), 1);
  assert.deepEqual(cleanText({ a: ['x\u0000', { 'k\u0000': 1 }], b: null, c: 2 }), {
    a: ['x', { k: 1 }],
    b: null,
    c: 2,
  });
  const bytes = Buffer.from('a\u0000b');
  assert.equal(cleanText(bytes), bytes);
});

test('an unknown address, a mangled one and a missing file are problems in our words with our headers', async () => {
  for (const [method, url, status] of [
    ['GET', '/api/khong-co', 404],
    ['POST', '/api/khong-co', 404],
    ['GET', '/%E0%A4%A', 400],
    ['GET', '/api/things/not-an-id', 404],
  ] as const) {
    const reply = await app.inject({ method, url, headers: own });
    assert.equal(reply.statusCode, status, url);
    assert.match(String(reply.headers['content-type']), /^application\/problem\+json/, url);
    assert.match(reply.json<{ detail: string }>().detail, /^(Không có trang|Yêu cầu gửi lên)/, url);
    assert.equal(reply.headers['x-content-type-options'], 'nosniff', url);
  }
});

test('a form that breaks off is refused as such, not a fault of ours', async () => {
  const type = { ...own, 'content-type': 'multipart/form-data; boundary=x' };
  for (const payload of ['garbage', '--x\r\ncontent-disposition: form-data; name="f"; filename="a.txt"\r\n\r\nhal']) {
    const reply = await app.inject({ method: 'POST', url: '/api/form', headers: type, payload });
    assert.equal(reply.statusCode, 400, reply.body);
    assert.equal(reply.json<{ code: string }>().code, 'http.bad_form');
  }
  const whole = '--x\r\ncontent-disposition: form-data; name="f"\r\n\r\nmột\u0000 hai\r\n--x--\r\n';
  const reply = await app.inject({ method: 'POST', url: '/api/form', headers: type, payload: whole });
  assert.deepEqual(reply.json(), [{ type: 'field', name: 'f', value: 'một hai' }]);
});
