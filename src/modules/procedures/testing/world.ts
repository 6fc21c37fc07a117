import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { workSeed } from '#modules/directives/testing/world.ts';
import { systemActor } from '#platform/auth/actor.ts';
import type { Seed } from '#platform/testing/test-province.ts';
import { seedProcedures } from '../public.ts';

const source = (file: string) => readFileSync(resolve(import.meta.dirname, file), 'utf8');
const about = ['../seed.ts', '../domain/sample-workflow.ts', '../../../../data/procedures-sample.json'].map(source);

/** Khánh Hòa of 2018 with calendar and the sample procedures, and no people; made once for all test files. */
export const procedureSeed: Seed = {
  key: `proc_${createHash('sha256').update(workSeed.key).update(about.join()).digest('hex').slice(0, 10)}`,
  fill: async (province) => {
    await workSeed.fill(province);
    await province.as(systemActor('Thử nghiệm')).run((tx) => seedProcedures(tx));
  },
};
