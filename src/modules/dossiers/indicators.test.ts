import assert from 'node:assert/strict';
import test from 'node:test';
import { dateInVietnam } from '#kernel/vietnam-time.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { CELLS, type IndicatorCell } from './domain/indicators.ts';
import { periodOf } from './domain/month.ts';
import type { IndicatorTable } from './indicators-schema.ts';
import type { Backlog, MonthCell, MonthTable } from './month-schema.ts';
import type { DossierDetail } from './detail-schema.ts';
import { indicatorCounts, keepMarks } from './store/indicators.ts';
import { aDossier, dossierSeed, makeWorld } from './testing/world.ts';

const province = await testProvince({ at: '2018-07-02T09:00', seed: dossierSeed });
const world = await makeWorld(province);
const clerk = world.as('clerk');
const officer = world.as('officer');
const head = world.as('head');
const monitor = world.as('monitor');
const agency = world.agency('KH.SKHCN');
const program = province.as(systemActor('Thử nghiệm'));

const tableOf = (month: string) => monitor.get<IndicatorTable>(`/api/dossiers/indicators?month=${month}`);
const listOf = async (month: string, cell: IndicatorCell, of?: string) => {
  const query = `month=${month}&cell=${cell}${of === undefined ? '' : `&agency=${of}`}`;
  const { total, dossiers } = await monitor.get<MonthCell>(`/api/dossiers/indicators/cell?${query}`);
  assert.equal(total, dossiers.length);
  return dossiers.map(({ id }) => id);
};

async function withOfficer(more: object = {}): Promise<DossierDetail> {
  const sent = await clerk.act(await aDossier(world, more), 'forward');
  return head.act(sent, 'advance', { officerId: world.actors.officer.personId });
}
async function finish(from: DossierDetail): Promise<DossierDetail> {
  let dossier = from;
  while (!dossier.actions.includes('finish')) dossier = await head.act(dossier, 'advance');
  return head.act(dossier, 'finish');
}
/** What an agency's own slowest step says, counted from the ledger the page shows. */
function ownScore({ legs }: DossierDetail): string {
  const scores = legs.flatMap(({ agency: of, dueAt, leftAt }) => {
    if (of.id !== agency || !dueAt || !leftAt) return [];
    const [left, due] = [dateInVietnam(new Date(leftAt)), dateInVietnam(new Date(dueAt))];
    return [left > due ? 0 : left < due ? 2 : 1];
  });
  return `2-${Math.min(...scores)}`;
}

test('each dossier stands in the cell its history says, every figure opens exactly its dossiers, a past month stays', async () => {
  const early = await withOfficer();
  const late = await withOfficer({ channel: 'online' });
  const onTheDay = await withOfficer();
  const open = await withOfficer();
  let asked = await withOfficer();
  asked = await officer.act(asked, 'draft-supplement', { reason: 'Thiếu', papers: [{ name: 'Bản vẽ' }] });
  asked = await clerk.act(asked, 'issue-supplement');
  province.clock.set('2018-07-03T09:00');
  asked = await finish(await clerk.act(asked, 'take-supplement'));
  const done = [await finish(early), asked];
  const due = onTheDay.dueAt ?? '';
  province.clock.set(`${due.slice(0, 10)}T08:00`);
  done.push(await finish(onTheDay));
  province.clock.set('2018-07-25T09:00');
  done.push(await finish(late));
  province.clock.set('2018-08-02T09:00');

  const july = await tableOf('2018-07');
  assert.deepEqual(
    july.agencies.map((one) => one.agency.id),
    [agency],
  );
  const ids = Object.fromEntries(
    await Promise.all(CELLS.map(async (cell) => [cell, await listOf('2018-07', cell, agency)])),
  );
  for (const cell of CELLS) {
    assert.equal(july.agencies[0]?.counts[cell], ids[cell]?.length, cell);
    assert.equal(july.total.counts[cell], (await listOf('2018-07', cell)).length, cell);
  }
  assert.deepEqual(ids['1-2']?.toSorted(), [early.id, asked.id].toSorted());
  assert.deepEqual(ids['1-1'], [onTheDay.id]);
  assert.deepEqual(ids['1-0'], [late.id]);
  assert.deepEqual(ids['3-1'], [asked.id]);
  assert.equal(ids['3-2']?.length, 3);
  assert.deepEqual([ids['9-online'], ids['9-late']], [[late.id], [late.id]]);
  assert.equal(ids['9-received']?.length, 5);
  for (const dossier of done) assert.ok(ids[ownScore(dossier)]?.includes(dossier.id), ownScore(dossier));
  assert.deepEqual(july.agencies[0]?.scores, { ...july.agencies[0]?.scores, 1: 1.3, 3: 1.8, 9: 0 });

  // What comes later belongs to later months.
  await finish(open);
  province.clock.set('2018-08-03T09:00');
  assert.deepEqual(await tableOf('2018-07'), july);
  assert.deepEqual(await listOf('2018-08', '1-0'), [open.id]);
});

test('the backlog of a past month is column 13 of that month, with the cause known then, and nobody is asked about it', async () => {
  const month = await monitor.get<MonthTable>('/api/dossiers/month?month=2018-07');
  const then = await monitor.get<Backlog>('/api/dossiers/backlog?month=2018-07');
  assert.deepEqual([then.total, then.closedOn, then.mayUrge], [month.total.counts.over, '2018-07-31', false]);
  assert.equal(
    then.agencies.reduce((sum, { count }) => sum + count, 0),
    then.total,
  );
  const unasked = await monitor.get<Backlog>('/api/dossiers/backlog?month=2018-07&urged=none');
  assert.equal(unasked.total, then.total);
  assert.equal(then.lines.length, 1);
  assert.ok((then.lines[0]?.overdueDays ?? 0) > 0);
  const now = await monitor.get<Backlog>('/api/dossiers/backlog?month=2018-08');
  assert.deepEqual([now.total, now.closedOn, now.mayUrge], [0, null, true]);
  const later = await monitor.refused('GET', '/api/dossiers/backlog?month=2018-09');
  assert.equal(later.code, 'dossiers.month_not_begun');
});

test('an agency reads its own scores, not another’s', async () => {
  const own = await head.get<IndicatorTable>('/api/dossiers/indicators?month=2018-07');
  assert.deepEqual(
    own.agencies.map((one) => one.agency.id),
    [agency],
  );
  const stranger = world.as('strangerClerk');
  assert.deepEqual((await stranger.get<IndicatorTable>('/api/dossiers/indicators?month=2018-07')).agencies, []);
  const refused = await stranger.refused('GET', `/api/dossiers/indicators?month=2018-07&agency=${agency}`);
  assert.equal(refused.code, 'dossiers.agency_not_seen');
});

test('what is kept of histories changes no figure, holds only while nothing happened since, and is then read anew', async () => {
  const period = periodOf('2018-07', province.clock.now());
  const read = () =>
    program.run(async (tx) => {
      const { counts, fresh } = await indicatorCounts(tx.db, period, 'all');
      return { fresh, counts: counts.map((row) => JSON.stringify(row)).toSorted() };
    });
  const before = await read();
  assert.equal(before.fresh, 4);
  await program.run((tx) => keepMarks(tx.db, period));
  const kept = await read();
  assert.deepEqual(kept, { fresh: 0, counts: before.counts });

  const [late] = await listOf('2018-07', '1-0');
  const found = await head.get<DossierDetail>(`/api/dossiers/${late}`);
  await clerk.act(found, 'hand-over-result', { receiver: 'Người nhận' });
  const after = await read();
  assert.deepEqual(after, { fresh: 1, counts: before.counts });
  await program.run((tx) => keepMarks(tx.db, period));
  assert.deepEqual(await read(), kept);
});
