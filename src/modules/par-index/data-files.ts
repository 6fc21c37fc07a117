import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CriteriaSet } from './domain/criteria-set.ts';
import { readRealSets } from './domain/real-sets.ts';
import { readCriteriaSet } from './domain/set-json.ts';

const DATA = resolve(import.meta.dirname, '../../../data');

/** The demonstration sets of our own making, one a block; each carries its label. */
export const DEMO_SET_FILES = [
  'par-index-demo-2017.json',
  'par-index-demo-2017-so-ban-nganh.json',
  'par-index-demo-2017-huyen.json',
  'par-index-demo-2017-xa.json',
] as const;

/** @throws Error naming the first fault: a file that comes with the program is right or the program is broken */
export function loadDemoSets(): CriteriaSet[] {
  return DEMO_SET_FILES.map((file) => {
    const { set, faults } = readCriteriaSet(readFileSync(resolve(DATA, file), 'utf8'));
    const [fault] = faults;
    if (!set || fault) throw new Error(`${file}: ${fault?.place}: ${fault?.text}`);
    return set;
  });
}

/** What is known of the real sets, as drafts with gaps; none of them can be adopted. */
export function loadRealSets(): CriteriaSet[] {
  return readRealSets(JSON.parse(readFileSync(resolve(DATA, 'par-index-province.json'), 'utf8')));
}
