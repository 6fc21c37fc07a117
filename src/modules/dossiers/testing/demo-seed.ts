import { createHash } from 'node:crypto';
import { seedCalendar } from '#modules/calendar/public.ts';
import { seedDemoPeople } from '#modules/org/public.ts';
import { orgSeed } from '#modules/org/testing/seeds.ts';
import { seedProcedures } from '#modules/procedures/public.ts';
import { procedureSeed } from '#modules/procedures/testing/world.ts';
import { seedReminders } from '#modules/reminders/public.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { Seed } from '#platform/testing/test-province.ts';

/** All that made-up dossiers are made of, with the same ids in every province of it. */
export const demoSeed: Seed = {
  // Changes with whatever the parts of it change with.
  key: `demo_${createHash('sha256').update(orgSeed.key).update(procedureSeed.key).digest('hex').slice(0, 10)}`,
  fill: async (province) => {
    await orgSeed.fill(province);
    await province.as(systemActor('Dữ liệu trình diễn')).run(async (tx) => {
      await seedCalendar(tx);
      await seedReminders(tx);
      await seedDemoPeople(tx);
      await seedProcedures(tx);
    });
  },
};
