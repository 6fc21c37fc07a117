import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { loadCalendar } from '#modules/calendar/public.ts';
import { dateInVietnam } from '#kernel/vietnam-time.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { openProvince } from '#platform/db/province.ts';
import { TEST_PROVINCE, testProvince } from '#platform/testing/test-province.ts';
import { seedDossiers } from './demo/seed.ts';
import type { DossierEvent } from './domain/events.ts';
import { fold } from './domain/facts.ts';
import { ledgerOf } from './domain/ledger.ts';
import { periodOf } from './domain/month.ts';
import { tracksAtWork } from './domain/tracks.ts';
import { indicatorCell, indicatorCounts } from './store/indicators.ts';
import { type OpinionRow, tables } from './store/rows.ts';
import { listEventsOf } from './store/verify.ts';
import { demoSeed } from './testing/demo-seed.ts';

const made = await testProvince({ at: '2018-02-26T15:00', seed: demoSeed });
const province = openProvince(
  made.appUrl,
  { ...TEST_PROVINCE, isDemonstration: true },
  { clock: made.clock, poolSize: 2 },
);
test.after(() => province.close());
const work = province.as(systemActor('Thử nghiệm'));
await work.run((tx) => seedDossiers(tx, { count: 1400, seed: 77 }));
const MONTHS = ['2017-06', '2017-10', '2017-12', '2018-01'];

const ownDays = (left: Date, due: Date): 0 | 1 | 2 => {
  const [on, until] = [dateInVietnam(left), dateInVietnam(due)];
  return on > until ? 0 : on < until ? 2 : 1;
};

/** What the ledger a page shows says of each agency: its slowest step in any part, or its slowest answer. */
function scoresByLedger(
  events: readonly DossierEvent[],
  opinions: readonly OpinionRow[],
  { legs, ended }: { readonly legs: ReturnType<typeof ledgerOf>['legs']; readonly ended: Date },
): Map<string, number> {
  const excused = new Set(
    events.flatMap((event, at) =>
      event.action === 'note-fault' ? tracksAtWork(fold(events.slice(0, at + 1))).map((one) => one.agencyId) : [],
    ),
  );
  const all = [
    ...legs.map(({ agencyId, dueAt, leftAt }) => ({ agencyId, dueAt, leftAt: leftAt ?? ended })),
    ...opinions.map((one) => ({ agencyId: one.agency_id, dueAt: one.due_at, leftAt: one.answered_at ?? ended })),
  ];
  const scores = new Map<string, number>();
  for (const { agencyId, dueAt, leftAt } of all) {
    if (!dueAt) continue;
    const score = ownDays(leftAt, dueAt);
    if (score === 0 && excused.has(agencyId)) continue;
    scores.set(agencyId, Math.min(score, scores.get(agencyId) ?? 2));
  }
  return scores;
}

test('every part of work side by side is scored for who had it, as the ledger of the dossier shows it', async () => {
  await work.run(async (tx) => {
    const calendar = await loadCalendar(tx);
    let [besides, lateBesides] = [0, 0];
    for (const month of MONTHS) {
      const period = periodOf(month, tx.now);
      const rows = await tables(tx.db)
        .selectFrom('dossier')
        .select(['id', 'ended_at'])
        .where('outcome', 'is not', null)
        .where('ended_at', '>=', period.from)
        .where('ended_at', '<', period.to)
        .execute();
      const ids = rows.map(({ id }) => id);
      const histories = await listEventsOf(tx.db, ids);
      const { rows: opinions } = await sql<OpinionRow>`
        select * from dossier_opinion where dossier_id = any(${ids}::uuid[])`.execute(tx.db);
      const wanted: string[] = [];
      for (const { id, ended_at: ended } of rows) {
        const events = histories.get(id) ?? [];
        const { legs } = ledgerOf(events, calendar, tx.now);
        const own = opinions.filter((one) => one.dossier_id === id);
        for (const [agency, score] of scoresByLedger(events, own, { legs, ended: ended ?? tx.now }))
          wanted.push(`${id} ${agency} ${score}`);
        const beside = legs.filter(({ part }) => part !== '0');
        besides += beside.length;
        lateBesides += beside.filter(({ dueAt, leftAt }) => dueAt && leftAt && ownDays(leftAt, dueAt) === 0).length;
      }
      const found: string[] = [];
      for (const score of [0, 1, 2] as const) {
        const asked = { cell: `2-${score}`, agencyIds: 'all', after: 0, limit: 10_000 } as const;
        const { rows: listed } = await indicatorCell(tx.db, period, asked);
        found.push(...listed.map((one) => `${one.id} ${one.agency_id} ${score}`));
      }
      assert.deepEqual(found.toSorted(), wanted.toSorted(), month);
      const { counts } = await indicatorCounts(tx.db, period, 'all');
      const total = counts.filter(({ cell }) => cell.startsWith('2-')).reduce((sum, { count }) => sum + count, 0);
      assert.equal(total, wanted.length, month);
    }
    assert.ok(besides > 30 && lateBesides > 0, `${besides} parts beside the leading one, ${lateBesides} late`);
  });
});
