import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { anonymousActor, type Actor, systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { DossierDetail } from './detail-schema.ts';
import { aDossier, dossierSeed, makeWorld } from './testing/world.ts';

/*
 * The database by itself: nobody's use case, only the program's role and who is acting. Whoever forgets a condition in
 * a query of tomorrow still shows no stranger anything.
 */
const province = await testProvince({ at: '2018-07-02T09:00', seed: dossierSeed });
const world = await makeWorld(province);
const { clerk, head, strangerClerk, officer, monitor } = world.actors;

/** One that has had something of everything: papers, a question, a supplement, a letter, a new wording of a name. */
async function full(): Promise<DossierDetail> {
  const document = { number: '12/SKHCN', on: '2018-07-02' };
  let one = await world.as('clerk').act(await aDossier(world), 'forward');
  one = await world.as('head').act(one, 'advance', { officerId: officer.personId });
  const work = world.as('officer');
  one = await work.act(one, 'ask-opinion', {
    agencyId: world.agency('KH.STC'),
    text: 'Xin ý kiến',
    dueOn: '2018-07-09',
  });
  one = await work.act(one, 'draft-apology', { reason: 'Chờ', cause: 'agency' });
  one = await work.act(one, 'draft-supplement', { reason: 'Thiếu', papers: [{ name: 'Bản vẽ' }] });
  one = await world.as('clerk').act(one, 'issue-supplement');
  return world
    .as('head')
    .act(one, 'correct', { field: 'applicantName', value: 'Nguyễn Thị Hoa', reason: 'Sai', document });
}
const dossier = await full();

const in_ = (actor: Actor) => province.as(actor);
async function tablesOfDossiers(): Promise<string[]> {
  return in_(systemActor()).run(async ({ db }) => {
    const { rows } = await sql<{ name: string; secured: boolean }>`
      select relname as name, relrowsecurity as secured from pg_class
      where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition
        and relname like 'dossier%' order by relname`.execute(db);
    assert.deepEqual(
      rows.filter(({ secured }) => !secured).map(({ name }) => name),
      [],
      'every table of dossiers has the wall',
    );
    return rows.map(({ name }) => name);
  });
}
async function linesOf(actor: Actor, table: string): Promise<number | 'no grant'> {
  return in_(actor).run(async ({ db }) => {
    const { rows: columns } = await sql<{ name: string }>`
      select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped`.execute(
      db,
    );
    const names = new Set(columns.map(({ name }) => name));
    const key = names.has('dossier_id') ? 'dossier_id' : table === 'dossier' ? 'id' : undefined;
    const { rows: granted } = await sql<{ may: boolean }>`
      select has_table_privilege(${table}::regclass, 'select') as may`.execute(db);
    if (!granted[0]?.may) return 'no grant';
    const mine = key ? sql`${sql.ref(key)} = ${dossier.id}::uuid` : sql`true`;
    const { rows } = await sql<{
      count: string;
    }>`select count(*) as count from ${sql.table(table)} where ${mine}`.execute(db);
    return Number(rows[0]?.count ?? 0);
  });
}

/** Words and settings everybody in the house may read; nothing in them is of one dossier or person. */
const OPEN = new Set([
  'dossier_unit',
  'dossier_contact',
  'dossier_letter_template',
  'dossier_forecast_model',
  'dossier_search_procedure',
  // Single words that occur in names, each by itself: whose they are it does not tell.
  'dossier_search_word',
]);

test('a stranger and nobody see no line of a dossier in any table; those whose it is do', async () => {
  const seen = new Set<string>();
  for (const table of await tablesOfDossiers()) {
    if (OPEN.has(table)) continue;
    for (const actor of [strangerClerk, anonymousActor]) {
      const lines = await linesOf(actor, table);
      assert.ok(lines === 0 || lines === 'no grant', `${actor.name || actor.kind} sees ${lines} of ${table}`);
    }
    if ((await linesOf(clerk, table)) !== 0) seen.add(table);
  }
  for (const table of [
    'dossier',
    'dossier_event',
    'dossier_opinion',
    'dossier_supplement',
    'dossier_apology',
    'dossier_paper',
  ])
    assert.ok(seen.has(table), `the counter sees its ${table}`);
});

const refusedOrNothing = async (actor: Actor, statement: string): Promise<void> => {
  const done = await in_(actor)
    .run(({ db }) => sql.raw(statement).execute(db))
    .then(({ numAffectedRows }) => Number(numAffectedRows ?? 0))
    .catch((error: unknown) => String(error));
  assert.ok(
    done === 0 || (typeof done === 'string' && /permission denied|row-level security/.test(done)),
    `${statement}: ${done}`,
  );
};

test('a stranger changes nothing of it, and takes no part in it by naming himself', async () => {
  const own = world.agency('KH.SNV');
  await refusedOrNothing(strangerClerk, `update dossier set first_due_at = now() where id = '${dossier.id}'`);
  await refusedOrNothing(
    strangerClerk,
    `update dossier set parties = array['${own}']::uuid[] where id = '${dossier.id}'`,
  );
  await refusedOrNothing(
    strangerClerk,
    `insert into dossier_event select (jsonb_populate_record(null::dossier_event, jsonb_build_object('dossier_id', '${dossier.id}',
       'seq', 99, 'at', now(), 'action', 'finish', 'state', 'result-ready', 'clock', 'ended', 'agency_id', '${own}',
       'actor_name', 'x', 'data', '{}'::jsonb, 'recorded_at', now()))).*`,
  );
  await refusedOrNothing(strangerClerk, `update dossier_opinion set answer = 'x' where dossier_id = '${dossier.id}'`);
});

test('nobody of the house, the program included, changes or deletes a line of a history, a version told, or a dossier', async () => {
  for (const actor of [head, monitor, systemActor()])
    for (const statement of [
      `update dossier_event set at = at where dossier_id = '${dossier.id}'`,
      `update dossier_event set lawful_due_at = now() where dossier_id = '${dossier.id}'`,
      `delete from dossier_event where dossier_id = '${dossier.id}'`,
      `delete from dossier where id = '${dossier.id}'`,
      `delete from dossier_supplement where dossier_id = '${dossier.id}'`,
      `update dossier_supplement set reason = 'x', drafted_at = now() where dossier_id = '${dossier.id}'`,
      `update dossier_apology set new_due_at = now(), due_before = now() where dossier_id = '${dossier.id}'`,
      `update dossier_opinion set due_at = now() where dossier_id = '${dossier.id}'`,
      `update dossier_import_version set content = '{}'`,
      `delete from dossier_book`,
      `truncate dossier_event`,
      `alter table dossier_event disable row level security`,
    ]) {
      const failed = await in_(actor)
        .run(({ db }) => sql.raw(statement).execute(db))
        .then(() => 'done')
        .catch((error: unknown) => String(error));
      assert.match(failed, /permission denied|must be owner/, statement);
    }
});
