import assert from 'node:assert/strict';
import test from 'node:test';
import pg from 'pg';
import { seedCalendar } from '#modules/calendar/public.ts';
import { seedDemoPeople } from '#modules/org/public.ts';
import { orgSeed } from '#modules/org/testing/seeds.ts';
import { seedProcedures } from '#modules/procedures/public.ts';
import { seedReminders } from '#modules/reminders/public.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { openProvince } from '#platform/db/province.ts';
import { TEST_PROVINCE, testProvince } from '#platform/testing/test-province.ts';
import { unowed } from '../testing/unowed.ts';
import { verifyDossiers } from '../verify.ts';
import { generateMillions } from './bulk.ts';
import { CHUNK } from './bulk-words.ts';
import { seedDossiers } from './seed.ts';

const made = await testProvince({ at: '2018-02-26T15:00', seed: orgSeed });
const info = { ...TEST_PROVINCE, isDemonstration: true };
const province = openProvince(made.appUrl, info, { clock: made.clock, poolSize: 2 });
const owner = new pg.Pool({ connectionString: made.ownerUrl, max: 1, options: `-c search_path=${info.schema},public` });
test.after(() => province.close());
const work = province.as(systemActor('Dữ liệu trình diễn'));
await owner.query('insert into demo_clock (now_at) values ($1)', [made.clock.now()]);
await work.run(async (tx) => {
  await seedCalendar(tx);
  await seedReminders(tx);
  await seedDemoPeople(tx);
  await seedProcedures(tx);
  await seedDossiers(tx, { count: 60, seed: 2018 });
});
const access = { appUrl: made.appUrl, ownerUrl: made.ownerUrl, info };
const count = async (question: string): Promise<number> =>
  Number((await owner.query<{ count: string }>(`select count(*) as count from ${question}`)).rows[0]?.count);
const indexes = async (): Promise<string[]> =>
  (
    await owner.query<{ indexdef: string }>(
      `select indexdef from pg_indexes where schemaname = $1 and tablename like 'dossier%' order by 1`,
      [info.schema],
    )
  ).rows.map(({ indexdef }) => indexdef);

test('dossiers by the million are as those made one by one: histories, people, codes, words, reminders, indexes', async (t) => {
  t.after(() => owner.end()); // before its server goes
  const before = await indexes();
  const wanted = { count: CHUNK + 500, seed: 3 };
  const told: number[] = [];
  const { made: written, there } = await generateMillions(access, { ...wanted, onProgress: (at) => told.push(at) });
  assert.ok(written > wanted.count * 0.98 && written <= wanted.count, String(written));
  assert.deepEqual([told[0], told.at(-1)], [0, there]);
  assert.deepEqual(await indexes(), before);

  const { wrong } = await work.run((tx) => verifyDossiers(tx));
  assert.deepEqual(wrong, []);
  assert.equal(
    await count(`dossier d left join dossier_search s on s.dossier_id = d.id where s.words is distinct from
      dossier_search_words(code, applicant, owner, procedure_name, parties, d.submitted_at)`),
    0,
  );
  assert.equal(
    await count(`dossier_search s, unnest(tsvector_to_array(words)) w
      where w ~ '^[a-z0-9]' and not exists (select from dossier_search_word k where k.word = w)`),
    0,
  );
  assert.equal(
    await count(`dossier d left join dossier_applicant a on a.id = d.applicant_id
      where a.identity_number is distinct from d.applicant ->> 'identityNumber' or a.name <> d.applicant ->> 'name'`),
    0,
  );
  assert.equal(await count('(select from dossier group by code having count(*) > 1 and code is not null) twice'), 0);
  assert.ok((await count('dossier_applicant')) < there * 0.9, 'some came before');
  const beyond = `dossier d join dossier_number n on n.agency_id = d.receiving_agency_id and n.day = '2018-02-26'
    where split_part(d.code, '-', 2) = '180226' and split_part(d.code, '-', 3)::int > n.last`;
  assert.equal(await count(beyond), 0);
  const { rows: waiting } = await work.run((tx) => unowed.execute(tx.db));
  assert.ok(waiting.length > 3);
  for (const { what, unowed: nobodys } of waiting) assert.equal(nobodys, 0, what);
  assert.deepEqual(await generateMillions(access, wanted), { made: 0, there });
});

test('a real province gets none', async () => {
  const real = { ...access, info: { ...info, isDemonstration: false } };
  await assert.rejects(generateMillions(real, { count: 1, seed: 1 }), /dossiers.demo_only/);
});
