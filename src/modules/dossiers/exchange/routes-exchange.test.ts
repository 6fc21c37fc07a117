import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Actor, systemActor } from '#platform/auth/actor.ts';
import { createApp } from '#platform/http/app.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { dossierSeed } from '../testing/world.ts';
import { FIELD_NEEDED } from '../domain/exchange/mapping.ts';
import { exchangeMessages } from '../exchange-messages.vi.ts';
import type { ImportRunDetail, UploadView } from '../import-schema.ts';
import { exchangeRoutes } from '../routes-exchange.ts';
import type { PushResult } from './push.ts';
import { readMapping } from './read-mapping.ts';

const province = await testProvince({ at: '2018-04-02T08:00', seed: dossierSeed });
const agencyId = await province.as(systemActor()).run(async (tx) => {
  const { rows } = await sql<{ id: string }>`select id from org_agency limit 1`.execute(tx.db);
  return rows[0]?.id ?? assert.fail();
});
const person = (role: Actor['grants'][number]['role']): Actor => ({
  kind: 'person',
  personId: newId(),
  name: 'Lê Thị Theo Dõi',
  grants: [{ role, agencyId, agencyIds: [agencyId] }],
});
const monitor = person('reform-monitor');
const clerk = person('agency-clerk');
let actor = monitor;
const app = createApp({ province, messages: exchangeMessages, authenticate: async () => actor });
exchangeRoutes(app, province);
await app.ready();

const headers = { 'x-dunghen-request': '1' };
const LINE = {
  source: 'mot-cua-huyen',
  code: 'P-1',
  procedure: 'Cấp bản sao',
  receivedAt: '2018-03-01T08:00:00+07:00',
  dueAt: '2018-03-05T17:00:00+07:00',
  agency: 'Sở Nội vụ',
};
async function push(...lines: (object | string)[]): Promise<PushResult[]> {
  const reply = await app.inject({
    method: 'POST',
    url: '/api/dossiers/bulk',
    headers: { ...headers, 'content-type': 'application/x-ndjson' },
    payload: lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  });
  assert.equal(reply.statusCode, 200, reply.body);
  return reply.body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as PushResult);
}

test('each line gets its own answer; a line that is wrong stops no other; the same lines again change nothing', async () => {
  const lines = [LINE, '{broken', { ...LINE, code: 'P-2', receivedAt: 'hôm qua' }, { ...LINE, code: 'P-3' }];
  const first = await push(...lines);
  assert.deepEqual(
    first.map(({ line, result }) => [line, result]),
    [
      [1, 'created'],
      [2, 'rejected'],
      [3, 'rejected'],
      [4, 'created'],
    ],
  );
  assert.equal(first[2]?.message, 'dòng sai ở receivedAt');
  const again = await push(...lines);
  assert.deepEqual(
    again.map(({ result }) => result),
    ['unchanged', 'rejected', 'rejected', 'unchanged'],
  );
  assert.equal(again[0]?.dossierId, first[0]?.dossierId);
});

test('a step is added once however often it is sent, also right behind its dossier', async () => {
  const dossier = { ...LINE, code: 'P-9' };
  const step = {
    type: 'transition',
    source: LINE.source,
    code: 'P-9',
    activity: 'Ký kết quả',
    at: '2018-03-06T09:00:00+07:00',
    finishedAt: '2018-03-06T09:00:00+07:00',
  };
  const result = (results: PushResult[]) => results.map((one) => one.result);
  assert.deepEqual(result(await push(dossier, step, step)), ['created', 'updated', 'unchanged']);
  assert.deepEqual(result(await push(step)), ['unchanged']);
  assert.deepEqual(result(await push({ ...step, code: 'P-không-có' })), ['rejected']);
  const xes = await app.inject({ url: '/api/dossiers/export?format=xes' });
  assert.equal(xes.statusCode, 200);
  assert.equal(xes.body.split('value="Ký kết quả"').length, 2);
});

test('who may not import may neither push, nor send a file, nor take histories out', async () => {
  actor = clerk;
  try {
    for (const [method, url] of [
      ['POST', '/api/dossiers/bulk'],
      ['POST', '/api/dossiers/uploads'],
      ['GET', '/api/dossiers/import-runs'],
      ['GET', '/api/dossiers/export?format=ocel'],
    ] as const)
      assert.equal((await app.inject({ method, url, headers })).statusCode, 403, url);
  } finally {
    actor = monitor;
  }
});

const upload = (name: string, content: string) =>
  app.inject({
    method: 'POST',
    url: '/api/dossiers/uploads',
    headers: { ...headers, 'content-type': 'multipart/form-data; boundary=b' },
    payload: `--b\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n${content}\r\n--b--\r\n`,
  });

async function finished(runId: string): Promise<ImportRunDetail> {
  for (;;) {
    const run = (await app.inject({ url: `/api/dossiers/import-runs/${runId}` })).json<ImportRunDetail>();
    if (run.state !== 'running') return run;
  }
}

test('a file is sent, its columns guessed, tried out, taken in, and its mapping kept by name', async () => {
  const sent = await upload(
    'sổ.csv',
    'Mã hồ sơ;Ngày tiếp nhận;Ngày hẹn trả;Lạ\nU-1;01/03/2018;05/03/2018;x\nU-2;khi nào đó;;\n',
  );
  const view = sent.json<UploadView>();
  assert.deepEqual(
    [view.format, view.columns, view.guess],
    [
      'csv',
      ['Mã hồ sơ', 'Ngày tiếp nhận', 'Ngày hẹn trả', 'Lạ'],
      { code: 'Mã hồ sơ', start: 'Ngày tiếp nhận', plannedEnd: 'Ngày hẹn trả' },
    ],
  );
  assert.deepEqual(view.sample[0], ['U-1', '01/03/2018', '05/03/2018', 'x']);
  const mapping = { name: 'Sổ huyện', source: 'so-huyen', fields: view.guess };
  const start = async (dryRun: boolean) => {
    const reply = await app.inject({
      method: 'POST',
      url: `/api/dossiers/uploads/${view.id}/run`,
      headers,
      payload: { mapping, dryRun },
    });
    assert.equal(reply.statusCode, 200, reply.body);
    return finished(reply.json<{ runId: string }>().runId);
  };
  const [tried, taken, again] = [await start(true), await start(false), await start(false)];
  assert.deepEqual(
    [tried, taken, again].map(({ state, counts }) => [state, counts.created, counts.unchanged, counts.rejected]),
    [
      ['done', 1, 0, 1],
      ['done', 1, 0, 1],
      ['done', 0, 1, 1],
    ],
  );
  assert.deepEqual(taken.rejects, [
    { row: 3, code: 'U-2', message: '"Ngày tiếp nhận" ghi "khi nào đó", không đọc được thành ngày' },
  ]);
  const kept = await app.inject({ method: 'PUT', url: '/api/dossiers/import-mappings', headers, payload: mapping });
  assert.equal(kept.statusCode, 204);
  const list = (await app.inject({ url: '/api/dossiers/import-mappings' })).json<{ mappings: { name: string }[] }>();
  assert.deepEqual(
    list.mappings.map(({ name }) => name),
    ['Sổ huyện'],
  );
});

test('a mapping that does not say where the reception stands: which column is missing, and what to do', async () => {
  const boundary = 'x-dunghen';
  const payload = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="so.csv"\r\n\r\nMã\nA\n\r\n--${boundary}--\r\n`;
  const upload = await app.inject({
    method: 'POST',
    url: '/api/dossiers/uploads',
    headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload,
  });
  const reply = await app.inject({
    method: 'POST',
    url: `/api/dossiers/uploads/${upload.json<UploadView>().id}/run`,
    headers,
    payload: { mapping: { source: 'x', fields: { code: 'Mã' } }, dryRun: true },
  });
  assert.equal(reply.statusCode, 422);
  assert.deepEqual(reply.json<{ fields: object }>().fields, { 'mapping.fields.start': FIELD_NEEDED.start });
  assert.throws(
    () => readMapping('{"source": "x", "fields": {"start": "Ngày"}}'),
    (error) => error instanceof Refusal && error.details['reason'] === FIELD_NEEDED.code.slice(0, -1),
  );
});

test('somebody else’s upload, and a file we do not read, are refused in words', async () => {
  const view = (await upload('a.csv', 'Mã hồ sơ\nV-1')).json<UploadView>();
  actor = person('administrator');
  const mapping = { source: 's', fields: { code: 'Mã hồ sơ', start: 'Mã hồ sơ' } };
  const stolen = await app.inject({
    method: 'POST',
    url: `/api/dossiers/uploads/${view.id}/run`,
    headers,
    payload: { mapping, dryRun: true },
  });
  actor = monitor;
  assert.equal(stolen.statusCode, 404);
  const xml = await upload('a.xes', '<!DOCTYPE log [<!ENTITY a "b">]><log/>');
  assert.deepEqual([xml.statusCode, xml.json<{ code: string }>().code], [422, 'dossiers.import.xml_doctype']);
});
await test('the application ends', () => app.close());
