import assert from 'node:assert/strict';
import test from 'node:test';
import { loadCalendar, seedCalendar } from '#modules/calendar/public.ts';
import { seedDemoPeople } from '#modules/org/public.ts';
import { orgSeed } from '#modules/org/testing/seeds.ts';
import { seedProcedures } from '#modules/procedures/public.ts';
import { seedReminders } from '#modules/reminders/public.ts';
import { sql } from 'kysely';
import pg from 'pg';
import { instantAt } from '#kernel/vietnam-time.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { openProvince } from '#platform/db/province.ts';
import { TEST_PROVINCE, testProvince } from '#platform/testing/test-province.ts';
import { fold } from '../domain/facts.ts';
import { faultsOf } from '../domain/ledger.ts';
import { newestModel } from '../store/forecast.ts';
import { eventOfRow, type EventRow, factsOfRow, tables } from '../store/rows.ts';
import { learnAfresh, learnDaily } from '../learning.ts';
import { evaluateForecast, forecastDossiers } from '../service-forecast.ts';
import { listAtRisk } from '../service-risk.ts';
import { unowed } from '../testing/unowed.ts';
import { seedDossiers } from './seed.ts';

const made = await testProvince({ at: '2018-02-26T15:00', seed: orgSeed });
const options = { clock: made.clock, poolSize: 2 };
const province = openProvince(made.appUrl, { ...TEST_PROVINCE, isDemonstration: true }, options);
test.after(() => province.close());
const work = province.as(systemActor('Dữ liệu trình diễn'));
await work.run(async (tx) => {
  await seedCalendar(tx);
  await seedReminders(tx);
  await seedDemoPeople(tx);
  await seedProcedures(tx);
  await seedDossiers(tx, { count: 1500, seed: 2018 });
});

test('each made-up dossier is the fold of its history and keeps the promises of the clock', async () => {
  await work.run(async (tx) => {
    const calendar = await loadCalendar(tx);
    const dossiers = await tables(tx.db).selectFrom('dossier').selectAll().execute();
    const lines = await tables(tx.db).selectFrom('dossier_event').selectAll().orderBy('seq').execute();
    assert.ok(dossiers.length > 1480, String(dossiers.length));
    for (const row of dossiers) {
      const events = lines.filter((line: EventRow) => line.dossier_id === row.id).map(eventOfRow);
      assert.deepEqual(fold(events), factsOfRow(row), row.code ?? row.id);
      assert.deepEqual(faultsOf(events, calendar, tx.now), [], row.code ?? row.id);
      assert.equal(row.origin, 'demo');
    }
  });
});

test('what is open is owed: each running dossier with a due day has its reminder', async () => {
  await work.run(async (tx) => {
    const { rows } = await sql<{ open: number; owed: number }>`
      select count(*)::int as open, count(o.id)::int as owed from dossier d
      left join reminder_obligation o on o.source = 'dossiers' and o.key = d.id::text and o.state = 'open'
      where d.clock = 'running' and d.due_at is not null`.execute(tx.db);
    assert.ok((rows[0]?.open ?? 0) > 3);
    assert.equal(rows[0]?.owed, rows[0]?.open);
  });
});

test('whatever waits is on somebody’s list: wholes, steps, supplements, questions to other agencies, letters to sign', async () => {
  const { rows } = await work.run((tx) => unowed.execute(tx.db));
  assert.deepEqual(
    rows.filter((one) => one.unowed > 0),
    [],
  );
  for (const what of ['the whole', 'a step', 'a supplement', 'an opinion'])
    assert.ok((rows.find((one) => one.what === what)?.open ?? 0) > 0, `${what}: none in these dossiers`);
});

test('who holds an open dossier has somebody who works: nothing is owed by an empty office', async () => {
  await work.run(async (tx) => {
    const { rows } = await sql<{ key: string }>`
      select o.key from reminder_obligation o where o.state = 'open' and not exists (
        select from org_post p join org_membership m on m.post_id = p.id where p.agency_id = o.agency_id)`.execute(
      tx.db,
    );
    assert.deepEqual(rows, []);
  });
});

test('whoever holds an open dossier is named, also before he has done anything with it', async () => {
  await work.run(async (tx) => {
    const { rows } = await sql<{ held: number; named: number }>`
      select count(*)::int as held, count(officer_name)::int as named from dossier
      where clock <> 'ended' and officer_id is not null`.execute(tx.db);
    assert.ok((rows[0]?.held ?? 0) > 3);
    assert.equal(rows[0]?.named, rows[0]?.held);
  });
});

test('codes are unlike each other, and today goes on where the made-up ones end', async () => {
  await work.run(async (tx) => {
    const { rows } = await sql<{ clashes: number }>`
      select count(*)::int as clashes from dossier d
      where d.code like '%-180226-%' and right(d.code, 4)::int > (
        select n.last from dossier_number n where n.agency_id = d.receiving_agency_id and n.day = '2018-02-26')`.execute(
      tx.db,
    );
    assert.equal(rows[0]?.clashes, 0);
  });
});

test('forecasts on dossiers held back rank better than the share of their procedure, and are calibrated', async () => {
  const quality = await work.run((tx) => evaluateForecast(tx, { heldBackDays: 120, shares: [0.25, 0.5, 0.75] }));
  assert.ok(quality.learnedFrom > 300 && quality.heldBack > 100, `${quality.learnedFrom} ${quality.heldBack}`);
  assert.ok(quality.model.auc > quality.byProcedure.auc, `${quality.model.auc} ${quality.byProcedure.auc}`);
  assert.ok(quality.model.brier < quality.byProcedure.brier, `${quality.model.brier} ${quality.byProcedure.brier}`);
  assert.ok(quality.model.calibrationError < 0.1, String(quality.model.calibrationError));
  await assert.rejects(
    work.run((tx) => evaluateForecast(tx, { heldBackDays: 700, shares: [0.5] })),
    RangeError,
  );
});

test('it learns once a day, and foretells what still runs, with its reasons; what is over or overdue has no forecast', async () => {
  const before = await work.run((tx) => tables(tx.db).selectFrom('dossier').selectAll().execute());
  const ids = before.map(({ id }) => id).slice(0, 100);
  assert.deepEqual(await forecastDossiers(work, ids), { forecasts: [], learned: null });
  const nothing = await listAtRisk(work, { queue: 'all', limit: 50 });
  assert.deepEqual([nothing.dossiers, nothing.learned, nothing.considered], [[], null, 0]);
  assert.ok((await learnDaily(province)) > 300);
  assert.equal(await learnDaily(province), 0);
  const today = instantAt('2018-02-26');
  const running = before.filter(({ clock, lawful_due_at: due }) => clock === 'running' && due && due >= today);
  const { forecasts, learned } = await forecastDossiers(
    work,
    before.filter(({ clock }) => clock === 'running').map(({ id }) => id),
  );
  assert.ok(learned);
  assert.deepEqual(forecasts.map(({ id }) => id).sort(), running.map(({ id }) => id).sort());
  for (const { probability, low, high, explanation } of forecasts) {
    assert.ok(low <= probability && probability <= high);
    assert.match(explanation.join(' '), /hồ sơ/);
  }
});

test('those at risk: the most probable first, in time, each as its own forecast says, filtered like any list', async () => {
  const all = await work.run((tx) => tables(tx.db).selectFrom('dossier').selectAll().execute());
  const running = all.filter(({ clock }) => clock === 'running').map(({ id }) => id);
  const { forecasts } = await forecastDossiers(work, running);
  const expected = forecasts
    .filter(({ probability, low, high }) => probability >= 0.25 && high - low <= 0.6)
    .sort((a, b) => b.probability - a.probability);
  assert.ok(expected.length > 1 && expected.length < forecasts.length, `${expected.length} of ${forecasts.length}`);
  const page = await listAtRisk(work, { queue: 'all', limit: 200 });
  assert.deepEqual(
    page.dossiers.map(({ id }) => id),
    page.forecasts.map(({ id }) => id),
  );
  assert.deepEqual(page.forecasts.map(({ id }) => id).sort(), expected.map(({ id }) => id).sort());
  assert.deepEqual(
    page.forecasts.map(({ probability }) => probability),
    expected.map(({ probability }) => probability),
  );
  assert.deepEqual([page.considered, page.more], [forecasts.length, false]);
  for (const { urgency } of page.dossiers) assert.ok(urgency !== 'overdue' && urgency !== 'ended', urgency);
  const agency = page.dossiers[0]?.agency.id;
  const one = await listAtRisk(work, { queue: 'all', limit: 1, agency });
  assert.equal(one.dossiers.length, 1);
  assert.equal(one.dossiers[0]?.agency.id, agency);
});

test('what is learned day by day is what reading every history again would teach', async (t) => {
  t.after(() => made.clock.set('2018-02-26T15:00'));
  const owner = new pg.Client({ connectionString: made.ownerUrl });
  await owner.connect();
  t.after(() => owner.end());
  const knownAt = async (moment: string) => {
    made.clock.set(moment);
    assert.ok((await learnDaily(province)) > 300);
    const byDay = await work.run((tx) => newestModel(tx.db));
    const { rows } = await owner.query<{ read: number }>(
      `select count(*)::int as read from p_test.dossier_forecast_lesson where xmin = (
         select xmin from p_test.dossier_forecast_model order by as_of desc limit 1)`,
    );
    await work.run(learnAfresh);
    const afresh = await work.run((tx) => newestModel(tx.db));
    assert.deepEqual(byDay?.model, afresh?.model, moment);
    return rows[0]?.read ?? 0;
  };
  const all = await work.run((tx) => learnAfresh(tx));
  assert.ok((await knownAt('2018-03-07T15:00')) < all / 2, 'only what changed is read');
  // Somebody takes a finished dossier's last line back: its history is shorter, its version higher.
  await owner.query(`
    set search_path = p_test;
    with taken as (delete from dossier_event e using dossier_forecast_lesson l
      where e.dossier_id = l.dossier_id and l.lesson is not null
        and e.seq = (select max(seq) from dossier_event m where m.dossier_id = e.dossier_id) and e.seq > 3 returning e.dossier_id)
    update dossier d set version = version + 1 from taken where d.id = taken.dossier_id`);
  await knownAt('2018-03-12T15:00');
  await owner.query('update p_test.calendar_version set id = gen_random_uuid()');
  assert.ok((await knownAt('2018-03-14T15:00')) > all / 2, 'another calendar counts other shares of time');
  await knownAt('2019-03-04T15:00'); // the oldest are older than two years now
});

test('a real province gets none', async () => {
  await assert.rejects(
    made.as(systemActor()).run((tx) => seedDossiers(tx, { count: 1, seed: 1 })),
    /belong to a demonstration/,
  );
});
