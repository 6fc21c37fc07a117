import assert from 'node:assert/strict';
import test from 'node:test';
import { type Actor, anonymousActor, type Role, systemActor } from '#platform/auth/actor.ts';
import { type App, createApp } from '#platform/http/app.ts';
import { SAME_ORIGIN_HEADER } from '#platform/http/security.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { orgMessages } from '../messages.vi.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { orgRoutes } from '../routes.ts';
import { orgSeed } from '../testing/seeds.ts';
import { agencyOf, somebody } from '../testing/world.ts';

const province = await testProvince({ seed: orgSeed });
const actors = new Map<string, Actor>([['nobody', anonymousActor]]);
const app: App = createApp({
  province,
  messages: { ...httpMessages, ...orgMessages },
  authenticate: async (request) => actors.get(String(request.headers['x-test-actor'])) ?? anonymousActor,
});
const known: string[] = [];
app.addHook('onRoute', ({ method, url }) => {
  if (method !== 'HEAD') known.push(`${String(method)} ${url}`);
});
orgRoutes(app);

const ROLES: readonly (readonly [Role, string])[] = [
  ['provincial-leader', 'KH.UBND'],
  ['office-clerk', 'KH.VPUBND'],
  ['agency-head', 'KH.STTTT'],
  ['agency-clerk', 'KH.STTTT'],
  ['officer', 'KH.STC'],
  ['reform-monitor', 'KH.SNV'],
  ['administrator', 'KH.VPUBND'],
  ['auditor', 'KH.TTR'],
];
const people = new Map<string, Awaited<ReturnType<typeof somebody>>>();
for (const [role, code] of ROLES) {
  const one = await somebody(province, systemActor(), { code, role });
  people.set(role, one);
  actors.set(role, one.actor);
}
const who = (role: string) => {
  const one = people.get(role);
  if (!one) throw new Error(role);
  return one;
};
const agency = await province.as(systemActor()).run((tx) => agencyOf(tx, 'KH.SDL'));
const committee = await province.as(systemActor()).run((tx) => agencyOf(tx, 'KH.UBND'));

const call = (as: string, method: 'GET' | 'POST' | 'PATCH', url: string, body?: object, headers = {}) =>
  app.inject({
    method,
    url,
    headers: { 'x-test-actor': as, [SAME_ORIGIN_HEADER]: '1', ...headers },
    ...(body ? { payload: body } : {}),
  });

const NOBODY = '01900000-0000-7000-8000-00000000000a';
const decided = { effectiveOn: '2018-05-01', reason: 'Sắp xếp', document: '1/NQ-HĐND' };
const fresh = { name: 'Sở Thử', kind: 'so', level: 'tinh', parentId: committee.id };
const touched = { id: agency.id, revision: agency.revision };

const READS = [
  '/api/org/agencies/tree',
  '/api/org/agencies',
  '/api/org/agencies/search?q=so',
  `/api/org/agencies/${agency.id}`,
  '/api/org/resolve?name=S%E1%BB%9F%20N%E1%BB%99i%20v%E1%BB%A5',
  '/api/org/people',
  `/api/org/people/${who('officer').personId}`,
  `/api/org/posts?agencyId=${agency.id}`,
];
const WRITES: readonly (readonly ['GET' | 'POST' | 'PATCH', string, object?])[] = [
  ['GET', '/api/org/changes'],
  ['POST', `/api/org/changes/${NOBODY}/withdraw`, { reason: 'Nhầm ngày' }],
  ['POST', '/api/org/people', { fullName: 'Lê Mẫu An' }],
  ['PATCH', `/api/org/people/${who('officer').personId}`, { revision: 99, birthYear: 1980 }],
  ['POST', '/api/org/posts', { agencyId: agency.id, title: 'Chuyên viên', role: 'administrator' }],
  ['PATCH', `/api/org/posts/${who('officer').postId}`, { revision: 99, title: 'Khác' }],
  ['POST', '/api/org/memberships', { personId: who('officer').personId, postId: who('administrator').postId }],
  ['POST', `/api/org/memberships/${NOBODY}/end`, { on: '2018-03-01' }],
  ['POST', '/api/org/sections', { agencyId: agency.id, name: 'Phòng thử' }],
  ['POST', '/api/org/agencies', { ...decided, agency: fresh }],
  ['POST', '/api/org/agencies/preview', { ...decided, agency: fresh }],
  ['POST', '/api/org/agencies/rename', { ...decided, agency: touched, name: 'Sở Biển' }],
  ['POST', '/api/org/agencies/rename/preview', { ...decided, agency: touched, name: 'Sở Biển' }],
  ['POST', '/api/org/agencies/move', { ...decided, agency: touched, parentId: null }],
  ['POST', '/api/org/agencies/move/preview', { ...decided, agency: touched, parentId: null }],
  ['POST', '/api/org/agencies/merge', { ...decided, from: [touched], into: { fresh } }],
  ['POST', '/api/org/agencies/merge/preview', { ...decided, from: [touched], into: { fresh } }],
  ['POST', '/api/org/agencies/split', { ...decided, agency: touched, rule: 'function', heirs: [fresh, fresh] }],
  ['POST', '/api/org/agencies/split/preview', { ...decided, agency: touched, rule: 'function', heirs: [fresh, fresh] }],
  ['POST', '/api/org/agencies/end', { ...decided, agency: touched }],
  ['POST', '/api/org/agencies/end/preview', { ...decided, agency: touched }],
];

test('the tables of this test name every route of the module', async () => {
  const path = (url: string) => url.split('?')[0]?.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id') ?? '';
  const tried = new Set([
    ...READS.map((url) => `GET ${path(url)}`),
    ...WRITES.map(([method, url]) => `${method} ${path(url)}`),
  ]);
  assert.deepEqual(
    known.filter((route) => !tried.has(route)),
    [],
  );
  assert.equal(known.length, tried.size);
});

test('a visitor gets 401 everywhere', async () => {
  for (const url of READS) assert.equal((await call('nobody', 'GET', url)).statusCode, 401, url);
  for (const [method, url, body] of WRITES)
    assert.equal((await call('nobody', method, url, body)).statusCode, 401, url);
});

test('everybody signed in reads; nobody but an administrator changes anything', async () => {
  for (const [role] of ROLES) {
    for (const url of READS) assert.equal((await call(role, 'GET', url)).statusCode, 200, `${role} ${url}`);
    if (role === 'administrator') continue;
    for (const [method, url, body] of WRITES) {
      const reply = await call(role, method, url, body);
      assert.deepEqual([reply.statusCode, reply.json().code], [403, 'auth.forbidden'], `${role} ${url}`);
    }
  }
});

test('an administrator is past the door of every change', async () => {
  for (const [method, url, body] of WRITES) {
    const { statusCode } = await call('administrator', method, url, body);
    assert.ok(![401, 403, 500].includes(statusCode), `${url}: ${statusCode}`);
  }
});

test('e-mail and phone: of colleagues for colleagues, of everybody for those who direct and for administrators', async () => {
  const seen = async (as: string, of: string): Promise<boolean> => {
    const reply = await call(as, 'GET', `/api/org/people/${who(of).personId}`);
    const { email, phone } = reply.json<{ email: string | null; phone: string | null }>();
    assert.equal(email === null, phone === null);
    return email !== null;
  };
  assert.equal(await seen('agency-clerk', 'agency-head'), true);
  assert.equal(await seen('agency-clerk', 'agency-clerk'), true);
  assert.equal(await seen('agency-clerk', 'officer'), false);
  assert.equal(await seen('officer', 'provincial-leader'), false);
  for (const role of ['provincial-leader', 'office-clerk', 'reform-monitor', 'auditor', 'administrator'])
    assert.equal(await seen(role, 'officer'), true, role);
});

test('what one may not see is in no list and no agency page either', async () => {
  const secret = 'thu.invalid';
  const urls = ['/api/org/people?limit=200', `/api/org/agencies/${who('provincial-leader').agencyId}`];
  urls.push(`/api/org/posts?agencyId=${who('provincial-leader').agencyId}`);
  for (const url of urls) {
    const { body } = await call('officer', 'GET', url);
    const mails = body.match(/[a-z0-9]+@thu\.invalid/g) ?? [];
    assert.ok(mails.length <= 1, `${url}: ${mails.join(' ')}`); // at most his own
  }
  assert.ok((await call('auditor', 'GET', urls[0] ?? '')).body.includes(secret));
});

test('a person is found by words without marks, listed by given name, and paged without loss', async () => {
  for (const fullName of ['Nguyễn Ân', 'Lê An', 'Đỗ Đạt', 'Cao Ánh', "H'Bia Niê"])
    assert.equal((await call('administrator', 'POST', '/api/org/people', { fullName })).statusCode, 200, fullName);
  const found: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const reply = await call('officer', 'GET', `/api/org/people?limit=3${cursor ? `&cursor=${cursor}` : ''}`);
    const page = reply.json<{ people: { fullName: string }[]; next: string | null }>();
    found.push(...page.people.map((one) => one.fullName));
    cursor = page.next;
  }
  const { people: all } = (await call('officer', 'GET', '/api/org/people?limit=200')).json();
  assert.deepEqual(
    found,
    all.map((one: { fullName: string }) => one.fullName),
  );
  const order = ['Lê An', 'Cao Ánh', 'Nguyễn Ân', 'Đỗ Đạt'].map((name) => found.indexOf(name));
  assert.deepEqual(
    order,
    [...order].sort((a, b) => a - b),
  );
  const search = await call('officer', 'GET', '/api/org/people?q=nguyen%20an');
  assert.deepEqual(
    search.json<{ people: { fullName: string }[] }>().people.map((one) => one.fullName),
    ['Nguyễn Ân'],
  );
});

test('a name with digits, a bad mail, an unknown field and a role of one’s own invention are refused by field', async () => {
  const bad = async (body: object, url = '/api/org/people') => (await call('administrator', 'POST', url, body)).json();
  assert.equal((await bad({ fullName: 'Lê An 2' })).fields.fullName, orgMessages['org.invalid_name']);
  assert.ok((await bad({ fullName: 'Lê An', email: 'x' })).fields.email);
  assert.equal((await bad({ fullName: 'Lê An', isAdmin: true })).status, 422);
  assert.equal((await bad({ agencyId: agency.id, title: 'X', role: 'root' }, '/api/org/posts')).status, 422);
});

test('two administrators who change one person: the second is told', async () => {
  const { personId } = who('officer');
  const { revision } = (await call('administrator', 'GET', `/api/org/people/${personId}`)).json();
  const url = `/api/org/people/${personId}`;
  assert.equal((await call('administrator', 'PATCH', url, { revision, birthYear: 1980 })).statusCode, 200);
  const second = await call('administrator', 'PATCH', url, { revision, birthYear: 1981 });
  assert.deepEqual([second.statusCode, second.json().code], [409, 'org.person_changed_meanwhile']);
});

test('the list of agencies is paged in the order of protocol, and a foreign cursor is refused', async () => {
  const codes: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const reply = await call(
      'officer',
      'GET',
      `/api/org/agencies?on=2018-02-26&limit=50${cursor ? `&cursor=${cursor}` : ''}`,
    );
    const page = reply.json<{ agencies: { code: string }[]; next: string | null }>();
    codes.push(...page.agencies.map((one) => one.code));
    cursor = page.next;
  }
  assert.deepEqual([codes.length, new Set(codes).size, codes[0], codes[1]], [195, 195, 'KH.HDND', 'KH.UBND']);
  for (const text of [
    'x',
    Buffer.from('["a","b"]').toString('base64url'),
    Buffer.from('[1,"x"]').toString('base64url'),
  ])
    assert.equal((await call('officer', 'GET', `/api/org/agencies?cursor=${text}`)).statusCode, 400, text);
});

test('a day that does not exist and an id that is none are refused before anything is read', async () => {
  assert.equal((await call('officer', 'GET', '/api/org/agencies/tree?on=2018-02-30')).statusCode, 422);
  assert.equal((await call('officer', 'GET', '/api/org/agencies/1')).statusCode, 404);
  const missing = await call('officer', 'GET', `/api/org/agencies/${NOBODY}`);
  assert.deepEqual([missing.statusCode, missing.json().detail], [404, 'Không có cơ quan này.']);
});

test('an agency page tells its names, who came before and after, its parts and its people', async () => {
  const home = await province.as(systemActor()).run((tx) => agencyOf(tx, 'KH.SNV'));
  const detail = (await call('officer', 'GET', `/api/org/agencies/${home.id}?on=2018-02-26`)).json();
  assert.deepEqual(
    detail.children.map((one: { name: string }) => one.name),
    ['Phòng Cải cách hành chính - Sở Nội vụ'],
  );
  assert.deepEqual(
    detail.parents.map((one: { name: string }) => one.name),
    ['Ủy ban nhân dân tỉnh Khánh Hòa'],
  );
  assert.equal(detail.successors[0].agency.code, 'KH03.SNV');
  assert.equal(detail.transfers[0].field, 'Tín ngưỡng, tôn giáo');
  assert.equal(detail.posts[0].holders[0].fullName, 'Trần Mẫu Ân');
  const now = await province.as(systemActor()).run((tx) => agencyOf(tx, 'KH25.SNV'));
  const later = (await call('officer', 'GET', `/api/org/agencies/${now.id}?on=2025-07-02`)).json();
  assert.deepEqual(later.predecessors.map((one: { agency: { code: string } }) => one.agency.code).sort(), [
    'KH03.SNV',
    'NT.SNV',
  ]);
});

test('a creating call sent twice under one key makes one', async () => {
  const body = { agencyId: agency.id, title: 'Văn thư lưu trữ', role: 'officer' };
  const headers = { 'idempotency-key': 'the-same-key-1' };
  const first = (await call('administrator', 'POST', '/api/org/posts', body, headers)).json();
  const second = (await call('administrator', 'POST', '/api/org/posts', body, headers)).json();
  assert.equal(first.id, second.id);
  const { posts } = (await call('officer', 'GET', `/api/org/posts?agencyId=${agency.id}`)).json();
  assert.equal(posts.filter((one: { title: string }) => one.title === body.title).length, 1);
});

test('a change without a document or from nowhere is refused; a done one answers with its successor', async () => {
  const { document: _, ...without } = decided;
  const bad = await call('administrator', 'POST', '/api/org/agencies', {
    ...without,
    agency: { ...fresh, name: 'Sở A' },
  });
  assert.equal(bad.statusCode, 422);
  const done = await call('administrator', 'POST', '/api/org/agencies', {
    ...decided,
    agency: { ...fresh, name: 'Sở Kinh tế số' },
  });
  assert.equal(done.statusCode, 200, done.body);
  const { changes } = (await call('administrator', 'GET', '/api/org/changes?limit=1')).json();
  assert.deepEqual([changes[0].kind, changes[0].agencies.length], ['add', 1]);
  const { change, agencyIds } = done.json();
  assert.deepEqual([change.kind, change.appliedAt, agencyIds.length], ['add', null, 1]);
});
