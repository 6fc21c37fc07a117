import assert from 'node:assert/strict';
import test from 'node:test';
import { newId } from '#kernel/id.ts';
import { anonymousActor, type Actor, type Role, systemActor } from '#platform/auth/actor.ts';
import { createApp } from '#platform/http/app.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import { SAME_ORIGIN_HEADER } from '#platform/http/security.ts';
import type { Problem } from '#platform/http/problem.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { calendarMessages } from './messages.vi.ts';
import { seedCalendar } from './public.ts';
import { calendarRoutes } from './routes.ts';
import type { DayView, DueView, HoursView, YearView } from './schema.ts';

const province = await testProvince({ at: '2018-02-26T15:00' });
await province.as(systemActor()).run(seedCalendar);

const person = (role: Role): Actor => ({
  kind: 'person',
  personId: newId(),
  name: 'Nguyễn Văn A',
  grants: [{ role, agencyId: newId(), agencyIds: [] }],
});
const actors: Record<string, Actor> = { admin: person('administrator'), officer: person('officer') };
const app = createApp({
  province,
  messages: { ...httpMessages, ...calendarMessages },
  authenticate: async (request) => actors[String(request.headers['x-test-actor'])] ?? anonymousActor,
});
void app.register(async (scope) => calendarRoutes(scope as typeof app));

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
async function call(actor: string, method: Method, url: string, body?: object, headers: Record<string, string> = {}) {
  const reply = await app.inject({
    method,
    url,
    headers: { 'x-test-actor': actor, [SAME_ORIGIN_HEADER]: '1', ...headers },
    ...(body && { payload: body }),
  });
  return { status: reply.statusCode, replayed: reply.headers['idempotent-replay'], body: reply.json<unknown>() };
}

const storm = {
  date: '2018-11-19',
  kind: 'local',
  name: 'Bão số 9',
  source: { title: 'Công điện 12/CĐ-UBND' },
  reason: 'bão vào đất liền',
};

test('everybody signed in may ask for a due moment and gets the reason in sentences; a visitor may not', async () => {
  const url = '/api/calendar/due?from=2018-02-12T08:30&amount=5&unit=working-day';
  const { status, body } = await call('officer', 'GET', url);
  assert.equal(status, 200);
  const due = body as DueView;
  assert.equal(due.dueAt, '2018-02-26T08:30:00+07:00');
  assert.equal(due.sentences.at(-1), 'Hạn: 08:30 thứ Hai, 26/02/2018.');
  const tet = due.explanation.find((step) => step['date'] === '2018-02-14');
  assert.match(tet?.text ?? '', /Tết Nguyên đán/);
  assert.equal((await call('nobody', 'GET', url)).status, 401);
});

test('wrong questions are answered with a code, a sentence and the field', async () => {
  const ask = async (query: string) => (await call('officer', 'GET', `/api/calendar/due?${query}`)).body as Problem;
  const moment = await ask('from=12/02/2018&amount=5&unit=working-day');
  assert.deepEqual([moment.status, moment.code], [422, 'calendar.moment_invalid']);
  assert.match(moment.fields?.['from'] ?? '', /12\/02\/2018/);
  const amount = await ask('from=2018-02-12T08:30&amount=0.001&unit=working-day');
  assert.equal(amount.detail, 'Số lượng "0.001" không hợp lệ với đơn vị ngày làm việc.');
  const year = await ask('from=2026-12-30T08:30&amount=5&unit=working-day');
  assert.deepEqual([year.code, year['year']], ['calendar.year_without_data', 2027]);
  assert.match(year.detail, /năm 2027/);
  const unit = await ask('from=2018-02-12T08:30&amount=5&unit=week');
  assert.equal(unit.code, 'http.invalid_input');
});

test('the year shows days off with their kind and source, hours as clock times, and the working days', async () => {
  const { body } = await call('officer', 'GET', '/api/calendar/year/2018');
  const year = body as YearView;
  assert.equal(year.hasData, true);
  assert.equal(year.days.find(({ date }) => date === '2018-12-31')?.pairedWith, '2019-01-05');
  assert.deepEqual(year.hours[0]?.periods, [
    { from: '07:00', to: '11:30' },
    { from: '13:30', to: '17:00' },
  ]);
  assert.equal(year.hours[0]?.assumed, true);
  assert.equal(year.workingDays, 250);
  const unknown = (await call('officer', 'GET', '/api/calendar/year/2027')).body as YearView;
  assert.deepEqual([unknown.hasData, unknown.workingDays, unknown.days], [false, null, []]);
});

test('a closure is entered once however often the call is repeated, altered, and taken out, and moves due moments', async () => {
  const due = async () => {
    const { body } = await call('officer', 'GET', '/api/calendar/due?from=2018-11-16T08:00&amount=1&unit=working-day');
    return (body as DueView).dueAt;
  };
  const key = { 'idempotency-key': 'closure-2018-11-19' };
  const first = await call(
    'admin',
    'POST',
    '/api/calendar/days',
    { ...storm, periods: [{ from: '07:00', to: '09:30' }] },
    key,
  );
  assert.equal(first.status, 200);
  const again = await call(
    'admin',
    'POST',
    '/api/calendar/days',
    { ...storm, periods: [{ from: '07:00', to: '09:30' }] },
    key,
  );
  assert.deepEqual([again.status, again.replayed, again.body], [200, 'true', first.body]);
  const [day] = (first.body as { days: DayView[] }).days;
  assert.ok(day);
  assert.deepEqual(day.periods, [{ from: '07:00', to: '09:30' }]);
  assert.equal(await due(), '2018-11-19T08:00:00+07:00');

  const altered = await call('admin', 'PUT', `/api/calendar/days/${day.id}`, { ...storm, reason: 'đóng cửa cả ngày' });
  assert.equal(altered.status, 200);
  assert.equal(await due(), '2018-11-20T08:00:00+07:00');
  const gone = await call('admin', 'DELETE', `/api/calendar/days/${day.id}`, { reason: 'bão tan sớm' });
  assert.equal(gone.status, 200);
  assert.equal(await due(), '2018-11-19T08:00:00+07:00');
  const missing = (await call('admin', 'DELETE', `/api/calendar/days/${day.id}`, { reason: 'bão tan sớm' }))
    .body as Problem;
  assert.equal(missing.code, 'calendar.day_not_found');
});

test('office hours are set, altered and taken out', async () => {
  const hours = {
    validFrom: '2018-04-01',
    validTo: '2018-10-31',
    weekdays: [1, 2, 3, 4, 5],
    periods: [
      { from: '06:30', to: '11:30' },
      { from: '13:30', to: '16:30' },
    ],
    source: { title: 'Quyết định 5/QĐ-UBND về giờ mùa hè', url: 'https://khanhhoa.gov.vn/5' },
    reason: 'giờ làm việc mùa hè',
  };
  const { status, body } = await call('admin', 'POST', '/api/calendar/hours', hours);
  assert.equal(status, 200);
  const added = body as HoursView;
  assert.equal(added.assumed, false);
  assert.deepEqual(added.periods, hours.periods);
  const { body: changed } = await call('admin', 'PUT', `/api/calendar/hours/${added.id}`, { ...hours, validTo: null });
  assert.equal((changed as HoursView).validTo, null);
  assert.equal(
    (await call('admin', 'DELETE', `/api/calendar/hours/${added.id}`, { reason: 'bỏ giờ mùa hè' })).status,
    200,
  );
});

test('the days off of a year are imported and tell what changed', async () => {
  const body = {
    sources: [{ title: 'Công văn 1/VPCP-KGVX' }],
    days: [{ date: '2028-01-03', kind: 'exchanged', name: 'Tết Dương lịch (hoán đổi)', pairedWith: '2028-01-08' }],
    reason: 'thông báo chính thức',
  };
  const reply = await call('admin', 'PUT', '/api/calendar/year/2028', body);
  assert.deepEqual(reply.body, {
    year: 2028,
    isNew: true,
    added: ['2028-01-03', '2028-01-08'],
    removed: [],
    altered: [],
  });
});

test('changes need an administrator, a reason and a source that is a web address or none', async () => {
  assert.equal((await call('officer', 'POST', '/api/calendar/days', storm)).status, 403);
  assert.equal((await call('nobody', 'POST', '/api/calendar/days', storm)).status, 401);
  const wrong: object[] = [
    { ...storm, reason: '' },
    { ...storm, date: '2018-02-30' },
    { ...storm, kind: 'holiday' },
    { ...storm, source: { title: 'x', url: 'javascript:alert(1)' } },
    { ...storm, periods: [{ from: '7:00', to: '11:00' }] },
    { ...storm, periods: [{ from: '11:00', to: '07:00' }] },
  ];
  for (const body of wrong)
    assert.equal((await call('admin', 'POST', '/api/calendar/days', body)).status, 422, JSON.stringify(body));
});
