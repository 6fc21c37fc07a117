import { generateMillions } from '../demo/bulk.ts';
import type { ProvinceAccess } from '../demo/bulk-words.ts';

/** A generation in a process of its own, for tests that kill it; tells how many dossiers are written. */
const { access, count, seed } = JSON.parse(process.argv[2] ?? '') as {
  access: ProvinceAccess;
  count: number;
  seed: number;
};
await generateMillions(access, { count, seed, onProgress: (there) => process.stdout.write(`${there}\n`) });
