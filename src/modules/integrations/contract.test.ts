import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { systemClock } from '#kernel/clock.ts';
import { remindersMessages } from '#modules/reminders/messages.vi.ts';
import { acknowledgeObligation, fireDue } from '#modules/reminders/public.ts';
import { makeWorld, remindersSeed } from '#modules/reminders/testing/world.ts';
import { type Actor, anonymousActor, systemActor } from '#platform/auth/actor.ts';
import { createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { authenticateApplication } from './authenticate.ts';
import { integrationsMessages } from './messages.vi.ts';
import { integrationsRoutes } from './routes.ts';
import type { LineResult, ObligationView } from './schema.ts';
import { aKey, anApplication, testSecrets } from './testing/world.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);
const system = province.as(systemActor('Thử nghiệm'));
const messages = { ...httpMessages, ...remindersMessages, ...integrationsMessages };
let person: Actor = anonymousActor;
const app = createApp({
  province,
  messages,
  authenticate: async () => person,
  authenticateApplication: (request) => authenticateApplication(province, request, systemClock),
});
integrationsRoutes(app, messages, { secrets: testSecrets });
const { source } = await anApplication(province, { source: 'hscv' });
const { key: apiKey } = await aKey(province, source, ['obligations.read', 'obligations.write']);

interface Problem {
  code?: string;
  detail?: string;
  fields?: Record<string, string>;
}
async function call<T = ObligationView>(
  method: 'GET' | 'PUT' | 'POST',
  url: string,
  body?: object | string,
  headers: Record<string, string> = {},
): Promise<{ status: number; etag: unknown; body: T & Problem; text: string }> {
  const reply = await app.inject({
    method,
    url: `/api/obligations/${url}`,
    headers: { authorization: `Bearer ${apiKey}`, ...headers },
    ...(body === undefined ? {} : { payload: body }),
  });
  const json = (reply.body.startsWith('{') && !reply.body.includes('}\n') ? reply.json() : {}) as T & Problem;
  return { status: reply.statusCode, etag: reply.headers['etag'], body: json, text: reply.body };
}

const report = (more: object = {}) => ({
  kind: 'periodic-report',
  title: 'Báo cáo cải cách hành chính quý I',
  agency: 'KH.STTTT',
  followerAgency: 'KH.SNV',
  due: '2018-03-30',
  ...more,
});
const plans = async (key: string): Promise<{ because: string }[]> => {
  const { rows } = await system.run((tx) =>
    sql<{ because: string }>`select p.because from reminder_plan p join reminder_obligation o on o.id = p.obligation_id
      where o.source = ${source} and o.key = ${key} order by p.version`.execute(tx.db),
  );
  return rows;
};

test('an obligation is registered once, read back, and the same again changes nothing', async () => {
  const first = await call('PUT', 'hscv/bc-1', report());
  assert.equal(first.status, 201, first.text);
  assert.equal(first.etag, '"1"');
  assert.equal(first.body.dueAt, '2018-03-30T23:59:59+07:00', 'a day lasts until its last second in Việt Nam');
  assert.equal(first.body.agency.code, 'KH.STTTT');
  assert.ok(first.body.nextReminderAt, 'its first reminder is planned');
  const again = await call('PUT', 'hscv/bc-1', report());
  assert.deepEqual([again.status, again.etag], [200, '"1"']);
  assert.deepEqual(again.body, first.body);
  const read = await call('GET', 'hscv/bc-1');
  assert.deepEqual(read.body, first.body);
  assert.deepEqual(await plans('bc-1'), [{ because: 'registered' }]);
});

test('the same due moment as a day, as an instant and in another zone is one and the same content', async () => {
  await call('PUT', 'hscv/zone', report({ due: '2018-03-30T17:00:00+07:00' }));
  const other = await call('PUT', 'hscv/zone', report({ due: '2018-03-30T10:00:00Z' }));
  assert.deepEqual([other.status, other.body.version], [200, 1]);
  const byId = await call('PUT', 'hscv/zone', report({ due: '2018-03-30T17:00', agency: world.ids.department }));
  assert.deepEqual([byId.status, byId.body.version], [200, 1], 'an agency by id is the agency by code');
});

test('a later due date is a new plan with later reminders; another title is not', async () => {
  const { body: before } = await call('PUT', 'hscv/later', report());
  const renamed = await call('PUT', 'hscv/later', report({ title: 'Báo cáo quý I, bản đầy đủ' }));
  assert.deepEqual([renamed.body.version, renamed.body.planVersion], [2, before.planVersion]);
  await fireDue(province);
  const { body: fired } = await call('GET', 'hscv/later');
  const { body: later } = await call(
    'PUT',
    'hscv/later',
    report({ title: 'Báo cáo quý I, bản đầy đủ', due: '2018-05-31' }),
  );
  assert.equal(later.version, 3);
  assert.ok(
    (later.nextReminderAt ?? '') > (fired.nextReminderAt ?? ''),
    `${later.nextReminderAt} after ${fired.nextReminderAt}`,
  );
  assert.deepEqual(await plans('later'), [{ because: 'registered' }, { because: 'due-changed' }]);
});

test('a version that was read and is no longer the current one is refused, in the header with 412 and in the body with 409', async () => {
  await call('PUT', 'hscv/ver', report());
  const changed = await call('PUT', 'hscv/ver', report({ title: 'Bản hai' }), { 'if-match': '"1"' });
  assert.deepEqual([changed.status, changed.etag], [200, '"2"']);
  const stale = await call('PUT', 'hscv/ver', report({ title: 'Bản ba' }), { 'if-match': '"1"' });
  assert.deepEqual([stale.status, stale.body.code], [412, 'integrations.stale_version']);
  assert.match(stale.body.detail ?? '', /phiên bản 2/);
  const inBody = await call('PUT', 'hscv/ver', report({ title: 'Bản ba', version: 1 }));
  assert.deepEqual([inBody.status, Object.keys(inBody.body.fields ?? {})], [409, ['version']]);
  assert.equal((await call('PUT', 'hscv/ver', report({ title: 'Bản ba', version: 2 }))).body.version, 3);
  assert.equal((await call('PUT', 'hscv/ver', report(), { 'if-none-match': '*' })).status, 412);
  assert.equal((await call('PUT', 'hscv/moi', report(), { 'if-match': '"1"' })).status, 412, 'there is none yet');
  assert.equal((await call('PUT', 'hscv/ver', report(), { 'if-match': 'W/"3"' })).status, 400);
  assert.equal((await call('POST', 'hscv/ver/done', { version: 1 })).status, 409);
});

test('done and cancelled end the reminders, said twice change nothing, and do not turn into each other', async () => {
  await call('PUT', 'hscv/done', report({ start: '2018-02-20' }));
  const done = await call('POST', 'hscv/done/done', { at: '2018-02-25T09:00:00+07:00' });
  assert.deepEqual([done.status, done.body.state, done.body.nextReminderAt], [200, 'done', null]);
  assert.equal(done.body.closedAt, '2018-02-25T09:00:00+07:00');
  assert.deepEqual((await call('POST', 'hscv/done/done', {})).body, done.body);
  assert.equal((await call('POST', 'hscv/done/cancel')).body.code, 'integrations.closed');
  const changed = await call('PUT', 'hscv/done', report({ start: '2018-02-20', title: 'Khác' }));
  assert.deepEqual([changed.status, changed.body.code], [409, 'integrations.closed']);
  assert.equal((await call('PUT', 'hscv/done', report({ start: '2018-02-20' }))).status, 200, 'the same is no change');
  const reopened = await call('POST', 'hscv/done/reopen');
  assert.deepEqual([reopened.body.state, reopened.body.closedAt], ['open', null]);
  assert.ok(reopened.body.nextReminderAt);
  const cancelled = await call('POST', 'hscv/done/cancel', { reason: 'Nhập nhầm' });
  assert.equal(cancelled.body.state, 'cancelled');
});

test('what was done cannot have been done tomorrow or before it began', async () => {
  await call('PUT', 'hscv/when', report({ start: '2018-02-20' }));
  for (const at of ['2018-02-27', '2018-02-19T08:00', 'hôm qua']) {
    const reply = await call('POST', 'hscv/when/done', { at });
    assert.equal(reply.status, 422, at);
    assert.ok(reply.body.fields?.['at'], at);
  }
});

test('every refusal is a Vietnamese sentence at its field, all fields at once', async () => {
  const wrong = await call('PUT', 'hscv/wrong', {
    kind: 'Báo cáo',
    title: '',
    agency: 7,
    due: 5,
    urgency: 'gấp',
    explanation: 'vì sao',
    personId: '1',
    version: 0,
  });
  assert.equal(wrong.status, 422);
  assert.deepEqual(Object.keys(wrong.body.fields ?? {}).sort(), [
    'agency',
    'due',
    'explanation',
    'kind',
    'personId',
    'title',
    'urgency',
    'version',
  ]);
  const meaning = await call(
    'PUT',
    'hscv/wrong',
    report({
      agency: 'KH.KHONGCO',
      followerAgency: world.ids.office.replace(/.$/, 'z'),
      start: '2018-02-30',
      due: '1999-01-01',
      url: 'https://hscv.example.vn.evil.example/viec/1',
    }),
  );
  assert.deepEqual(Object.keys(meaning.body.fields ?? {}).sort(), ['agency', 'due', 'followerAgency', 'start', 'url']);
  const stray = await call('PUT', 'hscv/wrong', { ...report(), dueAt: '2018-03-30' });
  assert.match(Object.values(stray.body.fields ?? {}).join(), /Không nhận trường: dueAt/);
  const early = await call('PUT', 'hscv/wrong', report({ start: '2018-03-01', due: '2018-02-28' }));
  assert.match(early.body.fields?.['due'] ?? '', /sau lúc bắt đầu/);
  const person = await call('PUT', 'hscv/wrong', report({ personId: world.stranger.personId }));
  assert.match(person.body.fields?.['personId'] ?? '', /không giữ vị trí nào/);
  const badKey = await call('PUT', 'hscv/a%2Fb', report());
  assert.match(badKey.body.fields?.['key'] ?? '', /Mã việc/);
  const said = [wrong, meaning, stray, early, person, badKey].flatMap(({ body }) => Object.values(body.fields ?? {}));
  for (const sentence of said) assert.match(sentence, /^[A-ZĐ].*[.!?]$/u, sentence);
  assert.equal((await call('GET', 'hscv/wrong')).status, 404, 'nothing of it was kept');
});

test('an address leads below the one that was registered, and nowhere else', async () => {
  for (const url of ['https://hscv.example.vn/viec/1?a=b', 'https://hscv.example.vn/viec/'])
    assert.ok((await call('PUT', 'hscv/url', report({ url }))).status < 300, url);
  for (const url of [
    'http://hscv.example.vn/viec/1',
    'https://hscv.example.vn/viecx',
    'https://hscv.example.vn/viec/../admin',
    'https://a:b@hscv.example.vn/viec/1',
    '//hscv.example.vn/viec/1',
    'javascript:alert(1)',
    'https://hscv.example.vn:444/viec/1',
  ])
    assert.equal((await call('PUT', 'hscv/url', report({ url }))).status, 422, url);
});

test('64 first calls at once make one obligation and one plan', async () => {
  const replies = await Promise.all(Array.from({ length: 64 }, () => call('PUT', 'hscv/once', report())));
  assert.equal(replies.filter(({ status }) => status === 201).length, 1);
  assert.equal(replies.filter(({ status }) => status === 200).length, 63);
  assert.equal((await plans('once')).length, 1);
});

test('what the person in charge did is read back', async () => {
  await call('PUT', 'hscv/known', report({ personId: world.officer.personId }));
  await province
    .as(world.officer.actor)
    .run((tx) => acknowledgeObligation(tx, source, 'known', world.officer.personId));
  assert.equal((await call('GET', 'hscv/known')).body.acknowledgedAt, '2018-02-26T15:00:00+07:00');
});

test('who owes it sees where the matter is done before going there; another agency finds nothing', async () => {
  await call('PUT', 'hscv/trang', report({ url: 'https://hscv.example.vn/viec/9', doneWhen: 'Báo cáo đã ký số.' }));
  const ask = (who: Actor) => {
    person = who;
    return app.inject('/api/external-matters/hscv/trang');
  };
  const seen = (await ask(world.officer.actor)).json<{
    host: string;
    url: string;
    application: string;
    explanation: string[];
  }>();
  assert.deepEqual(
    [seen.host, seen.url, seen.application],
    ['hscv.example.vn', 'https://hscv.example.vn/viec/9', 'Hồ sơ công việc'],
  );
  assert.deepEqual(seen.explanation, ['Hoàn thành khi: Báo cáo đã ký số.', 'Do ứng dụng Hồ sơ công việc đăng ký.']);
  assert.equal((await ask(world.stranger.actor)).statusCode, 404);
  person = anonymousActor;
});

const upload = async (lines: readonly (object | string)[]): Promise<LineResult[]> => {
  const payload = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  const reply = await call('POST', source, payload, { 'content-type': 'application/x-ndjson' });
  assert.equal(reply.status, 200, reply.text);
  return reply.text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as LineResult);
};

test('an upload tells the result of each line; what is wrong with one keeps no other from being taken', async () => {
  const results = await upload([
    report({ key: 'tap-1' }),
    '',
    '{đứt',
    '[1]',
    report({ key: 'tap-2', agency: 'KH.KHONGCO' }),
    { ...report({ key: 'tap-3' }), title: 'x'.repeat(501) },
    `{"key":"dai","title":"${'x'.repeat(64_000)}"}`,
    report({ key: 'tap-1' }),
    report({ key: 'tap-1', title: 'Tên mới' }),
    report({ key: 'a b' }),
    report(),
    report({ key: 'tap-4', due: null }),
  ]);
  assert.deepEqual(
    results.map(({ line, key, status }) => [line, key, status]),
    [
      [1, 'tap-1', 'created'],
      [3, null, 'refused'],
      [4, null, 'refused'],
      [5, 'tap-2', 'refused'],
      [6, 'tap-3', 'refused'],
      [7, null, 'refused'],
      [8, 'tap-1', 'unchanged'],
      [9, 'tap-1', 'updated'],
      [10, 'a b', 'refused'],
      [11, null, 'refused'],
      [12, 'tap-4', 'created'],
    ],
  );
  assert.match(results[3]?.fields?.['agency'] ?? '', /Không có cơ quan/);
  assert.match(results[4]?.fields?.['title'] ?? '', /500/);
  for (const { status, detail } of results) if (status === 'refused') assert.match(detail ?? '', /\.$/);
  assert.equal((await call('GET', 'hscv/tap-2')).status, 404);
  assert.equal((await call('GET', 'hscv/tap-1')).body.title, 'Tên mới');
});

test('a changed line of an upload ends as the same call alone would: content, plan, version or refusal', async () => {
  const changes: Record<string, unknown>[] = [
    { title: 'Tên khác' },
    { due: '2018-04-20' },
    { due: null },
    { due: '2018-01-01' },
    { start: '2018-03-01T08:00:00+07:00', title: 'Bắt đầu khác' },
    { urgency: 'urgent' },
    { kind: 'other-report', agency: 'KH.SNV', followerAgency: null },
    { agency: 'KH.KHONGCO', due: 'mai' },
    { version: 9 },
    { version: 1, explanation: ['Theo công văn mới.'], document: { name: 'Công văn', number: '12/CV' } },
    { title: 'Đã đóng' },
    { due: '2018-05-02', title: 'Việc đã tạm hoãn' },
    {},
  ];
  const [closed, snoozed] = [10, 11];
  for (const way of ['rieng', 'chung'])
    for (const [n] of changes.entries()) {
      assert.equal((await call('PUT', `hscv/${way}-${n}`, report())).status, 201);
      if (n === closed) await call('POST', `hscv/${way}-${n}/done`, {});
      if (n === snoozed)
        await system.run((tx) =>
          sql`with put as (update reminder_obligation set snoozed_until = '2018-03-20T07:00+07' where key = ${`${way}-${n}`} returning id)
            insert into reminder_snooze (id, obligation_id, person_id, audience, until_at, made_at)
            select gen_random_uuid(), id, ${world.officer.personId}, 'owner', '2018-03-20T07:00+07', ${tx.now} from put`.execute(
            tx.db,
          ),
        );
    }
  province.clock.set('2018-02-26T16:00');
  const together = await upload(changes.map((change, n) => ({ ...report({ key: `chung-${n}` }), ...change })));
  for (const [n, change] of changes.entries()) {
    const alone = await call('PUT', `hscv/rieng-${n}`, report(change));
    const line = together[n];
    const { code, fields, version } = alone.body;
    if (alone.status >= 400) assert.deepEqual([line?.status, line?.code, line?.fields], ['refused', code, fields]);
    else assert.equal(line?.version, version, `version ${n}`);
    const [one, other] = [await call('GET', `hscv/rieng-${n}`), await call('GET', `hscv/chung-${n}`)];
    const { key: _one, page: _page, ...expected } = one.body;
    const { key: _other, page: _otherPage, ...got } = other.body;
    assert.deepEqual(got, expected, JSON.stringify(change));
    assert.deepEqual(await plans(`chung-${n}`), await plans(`rieng-${n}`));
  }
  assert.deepEqual(
    together.map(({ status }) => status).join(' '),
    'updated updated updated refused updated updated updated refused refused updated refused updated unchanged',
  );
  const { rows } = await system.run((tx) =>
    sql<{
      ended: string | null;
    }>`select s.ended from reminder_snooze s join reminder_obligation o on o.id = s.obligation_id
      where o.key in (${`rieng-${snoozed}`}, ${`chung-${snoozed}`})`.execute(tx.db),
  );
  assert.deepEqual(rows, [{ ended: 'due-changed' }, { ended: 'due-changed' }]);
});

test('an upload of another kind of content, or past ten thousand lines, is told so', async () => {
  const json = await call('POST', source, { key: 'x' });
  assert.deepEqual([json.status, json.body.code], [415, 'http.wrong_content_type']);
  const results = await upload(Array.from({ length: 10_002 }, () => '{}'));
  assert.equal(results.length, 10_001);
  assert.equal(results.at(-1)?.code, 'integrations.too_many_lines');
});

test('ten thousand new lines are taken together and told one by one; sent again they change nothing, sent with changes they change together', async () => {
  const lines = Array.from({ length: 10_000 }, (_, n) => report({ key: `nhieu-${n}`, title: `Việc ${n}` }));
  const first = await upload(lines);
  assert.equal(first.filter(({ status }) => status === 'created').length, 10_000);
  assert.deepEqual([first[0]?.line, first.at(-1)?.line], [1, 10_000]);
  const again = await upload([
    ...lines.slice(0, 50),
    { ...lines[50], title: 'Việc khác' },
    { ...lines[51], version: 9 },
  ]);
  assert.deepEqual([...new Set(again.slice(0, 50).map(({ status }) => status))], ['unchanged']);
  assert.deepEqual([again[50]?.status, again[51]?.code], ['updated', 'integrations.stale_version']);
  const later = await upload(
    lines.map((line, n) => ({ ...line, due: n % 2 === 0 ? '2018-04-20' : line.due, title: `Việc mới ${n}` })),
  );
  assert.deepEqual(
    [...Map.groupBy(later, ({ status, version }) => `${status} ${version}`)].map(([what, all]) => [what, all.length]),
    [
      ['updated 2', 9_999],
      ['updated 3', 1],
    ],
  );
  const { rows } = await system.run((tx) =>
    sql<{ plans: number; clocks: number }>`
      select count(p.*) as plans, count(c.next_at) as clocks from reminder_obligation o
      join reminder_plan p on p.obligation_id = o.id join reminder_clock c on c.obligation_id = o.id
      where o.key like 'nhieu-%'`.execute(tx.db),
  );
  assert.deepEqual(rows, [{ plans: 15_000, clocks: 15_000 }]);
});

test('two uploads that name the same things in opposite order are both taken whole', async () => {
  const lines = Array.from({ length: 40 }, (_, n) => report({ key: `cheo-${n}` }));
  const change = (title: string) => lines.map((line) => ({ ...line, title }));
  await upload(lines);
  const [one, other] = await Promise.all([upload(change('Một')), upload(change('Hai').toReversed())]);
  assert.deepEqual(
    [...one, ...other].filter(({ status }) => status !== 'updated'),
    [],
  );
});
