import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { systemActor } from '#platform/auth/actor.ts';
import { openProvince } from '#platform/db/province.ts';
import { TEST_PROVINCE, testProvince } from '#platform/testing/test-province.ts';
import { takeFilling } from '../store/bulk-indexes.ts';
import { openLoad } from '../store/bulk-load.ts';
import { demoSeed } from '../testing/demo-seed.ts';
import { verifyDossiers } from '../verify.ts';
import { generateMillions } from './bulk.ts';
import { CHUNK } from './bulk-words.ts';
import { mendCutOff } from './cut-off.ts';

const made = await testProvince({ at: '2018-02-26T15:00', seed: demoSeed });
const info = { ...TEST_PROVINCE, isDemonstration: true };
const access = { appUrl: made.appUrl, ownerUrl: made.ownerUrl, info };
const province = openProvince(made.appUrl, info, { clock: made.clock, poolSize: 2 });
const owner = await openLoad(made.ownerUrl, info.schema);
test.after(() => province.close());
const work = province.as(systemActor('Dữ liệu trình diễn'));
await owner.query('insert into demo_clock (now_at) values ($1)', [made.clock.now()]);

const CHILD = fileURLToPath(new URL('../testing/generate-child.ts', import.meta.url));
const wanted = { count: CHUNK + 500, seed: 11 };

/** A generation killed without warning when its first dossiers are written. */
async function cutOff(asked: { count: number; seed: number }): Promise<void> {
  const child = spawn(process.execPath, [CHILD, JSON.stringify({ access, ...asked })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout }))
    if (Number(line) > 0) {
      child.kill('SIGKILL');
      break;
    }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  assert.equal(child.signalCode, 'SIGKILL');
  await until(`not exists (select from ${OTHERS})`); // the server sees for itself that nobody is there any more
}
const OTHERS = `pg_stat_activity where application_name = 'dunghen bulk' and datname = current_database() and pid <> pg_backend_pid()`;
async function until(holds: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (let there = false; !there; ) {
    there = (await owner.query<{ there: boolean }>(`select ${holds} as there`)).rows[0]?.there ?? false;
    assert.ok(Date.now() < deadline, holds);
    if (!there) await pause(25);
  }
}
const indexes = async (): Promise<string[]> =>
  (
    await owner.query<{ told: string }>(
      `select indexdef || ' ' || i.indisvalid as told from pg_indexes x
       join pg_index i on i.indexrelid = (x.schemaname || '.' || x.indexname)::regclass
       where schemaname = $1 and tablename like 'dossier%' order by 1`,
      [info.schema],
    )
  ).rows.map(({ told }) => told);
const before = await indexes();

test('a generation killed in the middle leaves no list slow: the next start makes its indexes again while people write', async (t) => {
  await cutOff(wanted);
  const left = await indexes();
  assert.ok(left.length < before.length - 10, `${left.length} of ${before.length}`);
  const clerk = await openLoad(made.ownerUrl, info.schema);
  t.after(() => clerk.end());
  const write = 'update dossier set sets = 1 where id = (select id from dossier limit 1)';
  await clerk.query('begin');
  await clerk.query(write);
  const mending = mendCutOff(access);
  await until(`exists (select from ${OTHERS} and wait_event_type = 'Lock')`);
  await owner.query(`set lock_timeout = '5s'`);
  await owner.query('update dossier set sets = 1 where id = (select id from dossier order by id desc limit 1)');
  await clerk.query('commit');
  assert.equal(await mending.made, before.length - left.length);
  assert.deepEqual(await indexes(), before);
  assert.equal(await mendCutOff(access).made, 0, 'nothing is left for the start after it');
});

test('cut off in the making it goes on: what is half made is made anew, what is whole is left', async () => {
  await cutOff({ ...wanted, seed: 12 });
  const { rows } = await owner.query<{ name: string; definition: string }>(
    'select name, definition from dossier_demo_index order by name limit 2',
  );
  const [half, whole] = rows;
  assert.ok(half && whole);
  await owner.query(half.definition);
  await owner.query('update pg_index set indisvalid = false where indexrelid = to_regclass($1)', [half.name]);
  await owner.query(whole.definition);
  const kept = await owner.query<{ oid: number }>('select to_regclass($1)::oid::int as oid', [whole.name]);
  await mendCutOff(access).made;
  assert.deepEqual(await indexes(), before);
  const now = await owner.query<{ oid: number }>('select to_regclass($1)::oid::int as oid', [whole.name]);
  assert.deepEqual(now.rows, kept.rows);
});

test('while a generation runs nobody makes indexes beside it, nor begins another; stopping waits for nothing', async () => {
  await owner.query(`insert into dossier_demo_index values ('dossier_nowhere', 'create index nowhere')`);
  assert.ok(await takeFilling(owner));
  const mending = mendCutOff(access);
  await assert.rejects(generateMillions(access, wanted), /dossiers.generate_running/);
  await mending.stop();
  assert.equal(await mending.made, 0);
  await owner.query('delete from dossier_demo_index');
  await owner.query('select pg_advisory_unlock_all()');
});

test('a real province is not looked at', async () => {
  const real = { ...access, ownerUrl: 'postgres://nowhere', info: { ...info, isDemonstration: false } };
  assert.equal(await mendCutOff(real).made, 0);
});

test('asked for again the generation goes on where it was killed, and every history is right', async (t) => {
  t.after(() => owner.end()); // before its server goes
  const { made: written, there } = await generateMillions(access, wanted);
  assert.ok(written < there && there > wanted.count * 0.98, `${written} of ${there}`);
  assert.deepEqual((await work.run((tx) => verifyDossiers(tx))).wrong, []);
  assert.deepEqual(await indexes(), before);
});
