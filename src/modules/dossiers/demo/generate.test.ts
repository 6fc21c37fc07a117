import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { seedCalendar } from '#modules/calendar/public.ts';
import { seedDemoPeople } from '#modules/org/public.ts';
import { orgSeed } from '#modules/org/testing/seeds.ts';
import { seedProcedures } from '#modules/procedures/public.ts';
import { seedReminders } from '#modules/reminders/public.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { openProvince } from '#platform/db/province.ts';
import { TEST_PROVINCE, testProvince } from '#platform/testing/test-province.ts';
import { beginFilling } from './filling.ts';
import { generateInto } from './generate.ts';
import { seedDossiers } from './seed.ts';
import { generateDossiers } from './year.ts';

const made = await testProvince({ at: '2018-02-26T15:00', seed: orgSeed });
const province = openProvince(
  made.appUrl,
  { ...TEST_PROVINCE, isDemonstration: true },
  { clock: made.clock, poolSize: 2 },
);
test.after(() => province.close());
const work = province.as(systemActor('Dữ liệu trình diễn'));
await work.run(async (tx) => {
  await seedCalendar(tx);
  await seedReminders(tx);
  await seedDemoPeople(tx);
  await seedProcedures(tx);
  await seedDossiers(tx, { count: 100, seed: 2018 });
});

const one = async <Row>(query: ReturnType<typeof sql<Row>>): Promise<Row | undefined> =>
  work.run(async (tx) => (await query.execute(tx.db)).rows[0]);
const madeOf = (source: string): Promise<unknown[]> =>
  work.run(async (tx) => {
    const { rows } = await sql<{ at: Date; name: string; version: number }>`
      select submitted_at as at, applicant->>'name' as name, version from dossier where source = ${source}`.execute(
      tx.db,
    );
    return rows.map(({ at, name, version }) => `${at.toISOString()} ${name} ${version}`).sort();
  });
const wantedOf = (count: number, seed: number): Promise<unknown[]> =>
  work.run(async (tx) => {
    const filling = await beginFilling(tx, { count, seed });
    assert.ok(filling);
    const all = [...generateDossiers(filling.world)];
    return all
      .map(({ events, applicant, facts }) => `${events[0]?.at.toISOString()} ${applicant.name} ${facts.version}`)
      .sort();
  });

test('what is cut off goes on where it was: the same dossiers as without the cut, none twice', async () => {
  const begun: number[] = [];
  const cut = generateInto(work, {
    count: 3000,
    seed: 7,
    onProgress: (there) => {
      begun.push(there);
      if (there > 0) throw new Error('cut off');
    },
  });
  await assert.rejects(cut, /cut off/);
  assert.deepEqual(begun, [0, 2000]);
  const again = await generateInto(work, { count: 3000, seed: 7 });
  assert.ok(again.there > 2980 && again.there <= 3000, String(again.there));
  assert.equal(again.made, again.there - 2000);
  assert.deepEqual(await madeOf('demo:7:3000'), await wantedOf(3000, 7));
  assert.deepEqual(await generateInto(work, { count: 3000, seed: 7 }), { made: 0, there: again.there });
});

test('codes go on after those that are there, today’s counter with them', async () => {
  const codes = await one(sql<{ codes: number; unlike: number }>`
    select count(code) as codes, count(distinct code) as unlike from dossier`);
  assert.ok((codes?.codes ?? 0) > 2900);
  assert.equal(codes?.unlike, codes?.codes);
  const beyond = await one(sql<{ count: number }>`select count(*) as count from dossier d
    where split_part(d.code, '-', 2) = '180226' and split_part(d.code, '-', 3)::int > (
      select n.last from dossier_number n where n.agency_id = d.receiving_agency_id and n.day = '2018-02-26')`);
  assert.equal(beyond?.count, 0);
});

test('whoever comes again is one person, and what is open is owed with its plan', async () => {
  const people = await one(sql<{ people: number; unlike: number; strangers: number }>`
    select count(*) as people, count(distinct identity_number) as unlike,
      (select count(*) from dossier d join dossier_applicant a on a.id = d.applicant_id
       where a.identity_number <> d.applicant->>'identityNumber') as strangers from dossier_applicant`);
  assert.equal(people?.unlike, people?.people);
  assert.equal(people?.strangers, 0);
  const open = await one(sql<{ open: number; owed: number }>`
    select count(*) as open, count(p.obligation_id) as owed from dossier d
    left join reminder_obligation o on o.source = 'dossiers' and o.key = d.id::text and o.state = 'open'
    left join reminder_plan p on p.obligation_id = o.id and p.version = 1
    where d.clock = 'running' and d.due_at is not null`);
  assert.ok((open?.open ?? 0) > 20);
  assert.equal(open?.owed, open?.open);
});

test('a real province gets none', async () => {
  await assert.rejects(generateInto(made.as(systemActor()), { count: 1, seed: 1 }), /dossiers.demo_only/);
});
