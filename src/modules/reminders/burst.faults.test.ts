import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import test from 'node:test';
import { sql } from 'kysely';
import { isWorkingMoment } from '#modules/calendar/domain/moments.ts';
import { loadCalendar } from '#modules/calendar/public.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { Province, Tx } from '#platform/db/province.ts';
import { testClock } from '#platform/testing/test-province.ts';
import { registerObligations } from './register-many.ts';
import { settleRestored } from './restore.ts';
import { openBurstField, workUnderFire } from './testing/burst-field.ts';
import { at, makeWorld, remindersSeed } from './testing/world.ts';

/** All of it unless a smaller machine says otherwise: DUNGHEN_BURST=5000. */
const BURST = Number(process.env['DUNGHEN_BURST'] ?? 100_000);
const KILL_EVERY_MS = 3000;
const WORKER = resolve(import.meta.dirname, 'testing/burst-child.ts');

test(`${BURST} due at one instant, workers killed every three seconds, PostgreSQL cut off, clocks an hour ahead and behind, a backup brought back: none lost, none twice, none outside working time`, async (t) => {
  const clock = testClock('2018-02-26T15:00');
  const field = await openBurstField(clock);
  t.after(() => field.close());
  await remindersSeed.fill(field.province);
  const world = await makeWorld(field.province);
  await register(field.province, world.ids.department);

  // By 16:00 they are due; one worker believes it is 15:00, which is as good, one 17:30: it must hold what it takes.
  const clocks = ['2018-02-26T16:00', '2018-02-26T15:00', '2018-02-26T17:30'];
  const kills = await workUnderFire(
    WORKER,
    () => field.appUrl(),
    clocks,
    KILL_EVERY_MS,
    () => field.crash(),
  );
  await field.backUp('yesterday');
  // What was held goes out in the morning; a worker an hour behind finds the office still shut.
  const morning = ['2018-02-27T07:00', '2018-02-27T06:00'];
  const later = await workUnderFire(WORKER, () => field.appUrl(), morning, KILL_EVERY_MS);
  t.diagnostic(`${kills + later} workers killed at work`);

  assert.deepEqual(await stateOf(field.province), EACH_ONCE);
  assert.deepEqual(await outsideWorkingTime(field.province), []);

  clock.set('2018-02-27T09:00');
  const restored = field.restored('yesterday');
  const before = await stateOf(restored);
  const { steps } = await settleRestored(restored, at('2018-02-27T08:00'));
  const after = await stateOf(restored);
  t.diagnostic(`${before.firings} told before the backup, ${steps} taken as told after it`);
  assert.equal(before.firings + steps, BURST, 'what went out after the backup is on record');
  assert.deepEqual(
    { ...after, inApp: before.inApp, letters: before.letters, owed: before.owed },
    {
      ...EACH_ONCE,
      inApp: before.inApp,
      letters: before.letters,
      owed: before.owed,
    },
  );
  assert.deepEqual([after.inApp, after.letters], [before.inApp, before.letters], 'nobody is told again');
});

async function register(province: Province, agencyId: string): Promise<void> {
  const system = province.as(systemActor('Thử nghiệm'));
  const size = 5000;
  for (let made = 0; made < BURST; made += size)
    await system.run((tx) =>
      registerObligations(
        tx,
        Array.from({ length: Math.min(size, BURST - made) }, (_, number) => ({
          source: 'burst',
          key: String(made + number),
          kind: 'test-task',
          title: 'Báo cáo',
          agencyId,
          startAt: tx.now,
          dueAt: at('2018-03-30T17:00'),
          urgency: 'normal' as const,
          link: '/nhiem-vu/1',
          explanation: [],
        })),
      ),
    );
}

interface State {
  readonly firings: number;
  /** Different obligations that were told of. */
  readonly told: number;
  readonly twice: number;
  readonly stuck: number;
  readonly orphans: number;
  readonly inApp: number;
  readonly letters: number;
  readonly owed: number;
}

/** One firing for each, and each of the two people told has it in the program and by letter. */
const EACH_ONCE: State = {
  firings: BURST,
  told: BURST,
  twice: 0,
  stuck: 0,
  orphans: 0,
  inApp: 2 * BURST,
  letters: 2 * BURST,
  owed: 2 * BURST,
};

async function stateOf(province: Province): Promise<State> {
  const { rows } = await asSystem(province, (tx) =>
    sql<State>`
      select (select count(*) from reminder_firing) as firings,
        (select count(distinct obligation_id) from reminder_firing where step_key = 'assigned') as told,
        (select count(*) from (select 1 from reminder_message group by firing_id, recipient_id, channel
          having count(*) > 1) twice) as twice,
        (select count(*) from reminder_clock where next_at <= ${at('2018-02-27T09:00')}) as stuck,
        (select count(*) from reminder_message m
          where not exists (select 1 from reminder_firing f where f.id = m.firing_id)) as orphans,
        (select count(*) from reminder_message where channel = 'in-app') as "inApp",
        (select count(*) from reminder_message where channel = 'email') as letters,
        (select coalesce(sum(jsonb_array_length(told)), 0)::bigint from reminder_firing) as owed`.execute(tx.db),
  );
  const [row] = rows;
  assert.ok(row);
  return row;
}

/** Moments of firing at which nobody works. */
async function outsideWorkingTime(province: Province): Promise<string[]> {
  return asSystem(province, async (tx) => {
    const calendar = await loadCalendar(tx);
    const { rows } = await sql<{ at: Date }>`select distinct fired_at as at from reminder_firing`.execute(tx.db);
    return rows.filter((row) => !isWorkingMoment(calendar, row.at)).map((row) => row.at.toISOString());
  });
}

function asSystem<T>(province: Province, useCase: (tx: Tx) => Promise<T>): Promise<T> {
  return province.as(systemActor('Thử nghiệm')).run(useCase);
}
