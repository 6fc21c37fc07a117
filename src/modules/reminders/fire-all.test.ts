import assert from 'node:assert/strict';
import test from 'node:test';
import pg from 'pg';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { fireAll } from './fire-all.ts';
import { registerObligations } from './public.ts';
import { ANYTHING_DUE } from './store/claim-store.ts';
import { at, makeWorld, remindersSeed } from './testing/world.ts';

const MANY = 6000;

const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);
await province.as(systemActor('Thử nghiệm')).run((tx) =>
  registerObligations(
    tx,
    Array.from({ length: MANY }, (_, number) => ({
      source: 'test',
      key: `nhieu-${number}`,
      kind: 'test-task',
      title: `Việc ${number}`,
      agencyId: world.ids.department,
      personId: world.officer.personId,
      startAt: at('2018-02-26T15:00'),
      dueAt: at('2018-03-30T17:00'),
      urgency: 'normal' as const,
      link: '/nhiem-vu/1',
      explanation: [],
    })),
  ),
);

async function asOwner<T>(use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: province.ownerUrl });
  await client.connect();
  try {
    await client.query('set search_path = p_test, public');
    return await use(client);
  } finally {
    await client.end();
  }
}

/** How the look is answered when it is planned once for all moments, as it is after a few times. */
async function look(moment: string): Promise<{ plan: string; pages: number }> {
  return asOwner(async (client) => {
    await client.query('set plan_cache_mode = force_generic_plan');
    await client.query(`prepare look (timestamptz) as ${ANYTHING_DUE}`);
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `explain (analyze, buffers, costs off, timing off, summary off) execute look ('${moment}+07')`,
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    return { plan, pages: Number(/shared hit=(\d+)/.exec(plan)?.[1] ?? 0) };
  });
}

test('whether anything is due is one descent of an index, whatever the planner guesses', async () => {
  await asOwner((client) => client.query('analyze reminder_clock'));
  for (const moment of ['2018-02-01T00:00', '2018-02-26T15:00', '2030-01-01T00:00']) {
    const { plan, pages } = await look(moment);
    assert.match(plan, /using reminder_clock_next/, plan);
    assert.ok(!plan.includes('Seq Scan on reminder_clock'), plan);
    assert.ok(pages < 12, plan);
  }
});

test('right after a burst the look costs what it cost before: the burst leaves nothing where it begins', async (t) => {
  const { rows } = await asOwner((client) =>
    client.query<{ ours: boolean }>(`select current_setting('server_version_num')::int >= 170000 as ours`),
  );
  if (!rows[0]?.ours) return t.skip('PostgreSQL before 17 clears it by its own housekeeping');
  const told: number[] = [];
  assert.equal(await fireAll(province, (fired) => told.push(fired)), MANY);
  assert.equal(
    told.reduce((sum, one) => sum + one, 0),
    MANY,
  );
  const { plan, pages } = await look('2018-02-26T15:00');
  assert.ok(pages < 12, plan);
  assert.equal(await fireAll(province), 0);
});
