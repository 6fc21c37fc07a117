import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import test from 'node:test';
import { sql } from 'kysely';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { registerObligations } from './register-many.ts';
import { killAtRandom } from './testing/kill-at-random.ts';
import { at, makeWorld, remindersSeed } from './testing/world.ts';

/** 100000 by hand: DUNGHEN_BURST=100000. */
const BURST = Number(process.env['DUNGHEN_BURST'] ?? 2000);

const province = await testProvince({ at: '2018-02-26T15:00', seed: remindersSeed });
const world = await makeWorld(province);

test(`${BURST} due at one instant, two workers killed again and again, the clock an hour ahead and an hour behind: none lost, none twice, none outside working time`, async () => {
  const system = province.as(systemActor('Thử nghiệm'));
  for (let made = 0; made < BURST; made += 1000)
    await system.run((tx) =>
      registerObligations(
        tx,
        Array.from({ length: Math.min(1000, BURST - made) }, (_, number) => ({
          source: 'burst',
          key: String(made + number),
          kind: 'test-task',
          title: 'Báo cáo',
          agencyId: world.ids.department,
          startAt: tx.now,
          dueAt: at('2018-03-30T17:00'),
          urgency: 'normal' as const,
          link: '/nhiem-vu/1',
          explanation: [],
        })),
      ),
    );
  const worker = (moment: string, seed: number) =>
    killAtRandom({
      file: resolve(import.meta.dirname, 'testing/burst-child.ts'),
      args: [province.appUrl, moment],
      times: 3,
      withinMs: 400,
      seed,
    });
  // 17:30 is outside working time: that worker must hold what it takes, not tell it.
  await Promise.all([worker('2018-02-26T16:00', 1), worker('2018-02-26T17:30', 2)]);
  await worker('2018-02-27T07:00', 3);
  const { rows } = await system.run((tx) =>
    sql<Record<string, number>>`
      select (select count(distinct obligation_id) from reminder_firing where step_key = 'assigned') as told,
        (select count(*) from reminder_firing) as firings,
        (select count(*) from reminder_firing
          where (fired_at at time zone 'Asia/Ho_Chi_Minh')::time not between '07:00' and '17:00') as outside,
        (select count(*) from reminder_message where channel = 'email') as letters,
        (select sum(jsonb_array_length(told)) from reminder_firing) as owed`.execute(tx.db),
  );
  assert.deepEqual(rows[0], { told: BURST, firings: BURST, outside: 0, letters: rows[0]?.['owed'], owed: 2 * BURST });
});
