import assert from 'node:assert/strict';
import test from 'node:test';
import pg from 'pg';
import { systemActor } from '#platform/auth/actor.ts';
import { openProvince } from '#platform/db/province.ts';
import { TEST_PROVINCE, testProvince } from '#platform/testing/test-province.ts';
import { demoSeed } from '../testing/demo-seed.ts';
import { verifyDossiers } from '../verify.ts';
import { generateMillions } from './bulk.ts';
import { CHUNK } from './bulk-words.ts';
import { generateInto } from './generate.ts';

const info = { ...TEST_PROVINCE, isDemonstration: true };
const wanted = { count: CHUNK + 300, seed: 5 };

/** A demonstration of its own; the same ids as in the other. */
async function demonstration() {
  const made = await testProvince({ at: '2018-02-26T15:00', seed: demoSeed });
  const owner = new pg.Client({ connectionString: made.ownerUrl, options: `-c search_path=${info.schema},public` });
  await owner.connect();
  await owner.query('insert into demo_clock (now_at) values ($1)', [made.clock.now()]);
  const province = openProvince(made.appUrl, info, { poolSize: 2 });
  const rows = async (question: string): Promise<unknown[]> => (await owner.query(question)).rows;
  return { made, owner, province, work: province.as(systemActor('Dữ liệu trình diễn')), rows };
}

/** What is random or given in the order of writing. */
const OWN = `'{id,dossier_id,submission_id,applicant_id,tracking_token,code,changed_really_at,recorded_at}'::text[]`;
const ORDERED: Record<string, string> = {
  dossier: `select to_jsonb(d) - ${OWN} as row from dossier d order by submitted_at, applicant::text`,
  dossier_applicant: `select to_jsonb(a) - ${OWN} as row from dossier_applicant a order by identity_number`,
};
for (const [table, order] of [
  ['dossier_event', 'h.seq'],
  ['dossier_paper', 'h.position'],
  ['dossier_part', 'h.id'],
  ['dossier_opinion', 'h.asked_at'],
  ['dossier_supplement', 'h.drafted_at'],
  ['dossier_apology', 'h.drafted_at'],
] as const)
  ORDERED[table] = `select to_jsonb(h) - ${OWN} as row from ${table} h join dossier d on d.id = h.dossier_id
    order by d.submitted_at, d.applicant::text, ${order}`;

/** What is owed, by which dossier of the order it is. */
const OWED = `select at, split_part(o.key, '/', 2) || '/' || split_part(o.key, '/', 3) as part, o.kind, o.agency_id, o.person_id, o.start_at, o.due_at, o.state
  from (select id, row_number() over (order by submitted_at, applicant::text)::int as at from dossier) d
  join reminder_obligation o on o.source = 'dossiers' and split_part(o.key, '/', 1) = d.id::text order by 1, 2`;

const [one, other] = [await demonstration(), await demonstration()];

test('set by set or with COPY, the same count and seed make the same dossiers, parts side by side among them', async (t) => {
  // Before their databases go.
  t.after(async () => {
    for (const { owner, province } of [one, other]) {
      await owner.end();
      await province.close();
    }
  });
  await generateInto(one.work, wanted);
  await generateMillions({ appUrl: other.made.appUrl, ownerUrl: other.made.ownerUrl, info }, wanted);
  for (const [table, question] of Object.entries(ORDERED)) {
    const rows = await one.rows(question);
    assert.deepEqual(await other.rows(question), rows, table);
    assert.ok(rows.length > 0, `${table} has rows`);
  }
  const owed = await one.rows(OWED);
  assert.deepEqual(await other.rows(OWED), owed);
  assert.ok(
    owed.some((row) => (row as { part: string }).part.startsWith('step/')),
    'a part beside the leading one is owed by whoever has it',
  );
  for (const { work } of [one, other]) assert.deepEqual((await work.run((tx) => verifyDossiers(tx))).wrong, []);
});
