import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { systemActor } from '#platform/auth/actor.ts';
import type { Seed } from '#platform/testing/test-province.ts';
import { seedOrg } from '../seed.ts';

const HERE = resolve(import.meta.dirname, '..');

/** Changes whenever what is loaded or how may have changed, so that no test runs on an old filling. */
function fillingKey(): string {
  const hash = createHash('sha256');
  const files = [
    ...globSync('{seed,data,demo}*.ts', { cwd: HERE }).map((file) => resolve(HERE, file)),
    ...globSync('domain/*.ts', { cwd: HERE }).map((file) => resolve(HERE, file)),
    ...globSync('khanh-hoa-*.json', { cwd: resolve(HERE, '../../../data') }).map((file) =>
      resolve(HERE, '../../../data', file),
    ),
  ].sort();
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 10);
}

/** A province with all agencies of the data files, on 26/02/2018; made once for all test files. */
export const orgSeed: Seed = {
  key: `org_${fillingKey()}`,
  fill: (province) => province.as(systemActor('Thử nghiệm')).run((tx) => seedOrg(tx, '2018')),
};
