import assert from 'node:assert/strict';
import test from 'node:test';
import { systemActor } from '#platform/auth/actor.ts';
import { openProvince } from '#platform/db/province.ts';
import { TEST_PROVINCE, testProvince } from '#platform/testing/test-province.ts';
import type { DossierDetail } from './detail-schema.ts';
import type { DossierPage, QueueCounts } from './list-schema.ts';
import type { Backlog, MonthCell, MonthTable } from './month-schema.ts';
import { exportText } from './service-export.ts';
import type { Tracking } from './tracking-schema.ts';
import { aDossier, dossierSeed, makeWorld } from './testing/world.ts';

/* Two screens that do not agree on what is overdue are two programs: every one is asked of the same dossiers. */
const province = await testProvince({ at: '2018-07-02T09:00', seed: dossierSeed });
const world = await makeWorld(province);
const clerk = world.as('clerk');
const head = world.as('head');
const officer = world.as('officer');
const monitor = world.as('monitor');
const at = (moment: string): void => province.clock.set(moment);

/** Received on 2 July at nine, due on the 16th, with the officer. */
async function withOfficer(): Promise<DossierDetail> {
  at('2018-07-02T09:00');
  const sent = await clerk.act(await aDossier(world), 'forward');
  return head.act(sent, 'advance', { officerId: world.actors.officer.personId });
}
async function reappointed(): Promise<string> {
  const drafted = await officer.act(await withOfficer(), 'draft-apology', {
    reason: 'Chờ thẩm định',
    cause: 'agency',
    dueOn: '2018-07-30',
  });
  return (await head.act(drafted, 'approve-apology')).id;
}
async function supplemented(asked: string, back: string | null): Promise<string> {
  let one = await withOfficer();
  at(asked);
  one = await officer.act(one, 'draft-supplement', { reason: 'Thiếu', papers: [{ name: 'Bản vẽ' }] });
  one = await clerk.act(one, 'issue-supplement');
  if (back === null) return one.id;
  at(back);
  return (await clerk.act(one, 'take-supplement')).id;
}

test('overdue is one set of dossiers in the list, its badge, the backlog, the month, the dossier and the applicant’s page', async () => {
  const late = (await withOfficer()).id;
  const anew = await reappointed();
  const restarted = await supplemented('2018-07-17T08:00', '2018-07-18T08:00');
  const stopped = await supplemented('2018-07-17T08:00', null);
  const paid = await officer.act(await withOfficer(), 'require-payment', { reason: 'Nộp lệ phí' });
  const fresh = await supplemented('2018-07-12T08:00', '2018-07-13T08:00');
  const names = new Map([
    [late, 'late'],
    [anew, 'anew'],
    [restarted, 'restarted'],
    [stopped, 'stopped'],
    [paid.id, 'paid'],
    [fresh, 'fresh'],
  ]);
  const named = (ids: readonly string[]) => ids.map((id) => names.get(id) ?? id).toSorted((a, b) => (a < b ? -1 : 1));
  const expected: [string, string[]][] = [
    // `restarted` and `stopped` were stopped on the 17th, a day late.
    ['2018-07-18T09:00', ['anew', 'late', 'restarted', 'stopped']],
    ['2018-07-30T16:00', ['anew', 'fresh', 'late', 'restarted', 'stopped']],
    ['2018-08-06T09:00', ['anew', 'fresh', 'late', 'restarted', 'stopped']],
  ];
  for (const [moment, all] of expected) {
    at(moment);
    const list = await monitor.get<DossierPage>('/api/dossiers?limit=200');
    assert.deepEqual(named(list.dossiers.filter((one) => one.urgency === 'overdue').map(({ id }) => id)), all, moment);
    const asked = await monitor.get<DossierPage>('/api/dossiers?limit=200&urgency=overdue');
    assert.deepEqual(named(asked.dossiers.map(({ id }) => id)), all, 'the filter');
    const counts = await monitor.get<QueueCounts>('/api/dossiers/counts');
    assert.equal(counts.urgency.overdue, all.length);
    const { urgency } = counts;
    assert.equal(urgency.overdue + urgency.today + urgency.soon + urgency.later + urgency.stopped, names.size);
    const backlog = await monitor.get<Backlog>('/api/dossiers/backlog');
    assert.deepEqual([named(backlog.lines.map(({ id }) => id)), backlog.total], [all, all.length], 'the backlog');
    const month = moment.slice(0, 7);
    const table = await monitor.get<MonthTable>(`/api/dossiers/month?month=${month}`);
    const cell = await monitor.get<MonthCell>(`/api/dossiers/month/cell?month=${month}&column=over`);
    assert.deepEqual(
      [named(cell.dossiers.map(({ id }) => id)), table.total.counts.over],
      [all, all.length],
      'column 13',
    );
    for (const [id, name] of names) {
      const dossier = await monitor.get<DossierDetail>(`/api/dossiers/${id}`);
      assert.equal(dossier.lateByDate, all.includes(name), `${moment} ${name} is ${dossier.status}`);
      assert.equal(/quá hạn/.test(dossier.remaining), all.includes(name), dossier.remaining);
      const tracked = await monitor.get<Tracking>(
        `/api/public/tracking?token=${dossier.trackingPath.split('/').at(-1)}`,
      );
      assert.equal(tracked.overdue, all.includes(name) && name !== 'stopped', `the applicant reads of ${name}`);
      if (tracked.overdue) assert.match(tracked.sentence, /đã quá ngày hẹn/);
    }
  }
});

test('a log taken out tells the lawful day beside the one promised last, what is late, and that all of it is made up', async (t) => {
  at('2018-07-18T09:00');
  const demonstration = openProvince(
    province.appUrl,
    { ...TEST_PROVINCE, isDemonstration: true },
    { clock: province.clock },
  );
  t.after(() => demonstration.close());
  const whole = async (format: 'xes' | 'ocel') => {
    let all = '';
    for await (const piece of await exportText(demonstration.as(systemActor()), format, {})) all += piece;
    return all;
  };
  const xes = await whole('xes');
  const of = (trace: string, key: string) => new RegExp(`key="${key}" value="([^"]*)"`).exec(trace)?.[1] ?? null;
  const traces = xes.split('<trace>').slice(1);
  const late = traces.filter((trace) => of(trace, 'late') === 'true');
  assert.equal(late.length, 4);
  const anew = traces.find((trace) => of(trace, 'promisedDate')?.startsWith('2018-07-30'));
  assert.ok(anew);
  assert.deepEqual([of(anew, 'endDatePlanned')?.slice(0, 16), of(anew, 'late')], ['2018-07-16T09:00', 'true']);
  assert.ok(traces.every((trace) => of(trace, 'madeUp') === 'true'));
  assert.match(xes, /<string key="concept:name" value="Lịch sử hồ sơ[^"]*Số liệu minh họa/);
  const { objects } = JSON.parse(await whole('ocel')) as {
    objects: { type: string; attributes: { name: string; value: unknown }[] }[];
  };
  const told = objects.filter(({ type }) => type === 'dossier').map(({ attributes }) => attributes);
  const value = (attributes: (typeof told)[number], name: string) => attributes.find((one) => one.name === name)?.value;
  assert.equal(told.filter((one) => value(one, 'late') === 'true').length, 4);
  assert.ok(told.every((one) => value(one, 'madeUp') === 'true'));
});

test('what was promised anew says until when, and that its day is over', async () => {
  at('2018-07-18T09:00');
  const { dossiers } = await monitor.get<DossierPage>('/api/dossiers?limit=200&urgency=overdue');
  const anew = dossiers.find((one) => one.reappointed);
  const waits = dossiers.find((one) => one.state === 'awaiting-supplement');
  assert.equal(anew?.remaining, 'quá hạn, hẹn mới 30/07');
  assert.match(waits?.remaining ?? '', /^quá hạn, chờ bổ sung đến \d\d\/\d\d$/);
});
