import fc from 'fast-check';
import type { WorkflowBody, WorkflowStep } from '../domain/workflow.ts';

/** A step of a made-up workflow; ways on as `to` or `to: case`. */
export function aStep(key: string, minutes: number | null, ways: string = '', change: Partial<WorkflowStep> = {}) {
  const next = ways
    .split(',')
    .map((way) => way.trim())
    .filter((way) => way !== '')
    .map((way) => {
      const [to, when] = way.split(':').map((part) => part.trim());
      return when === undefined ? { to: to ?? '' } : { to: to ?? '', when };
    });
  const step: WorkflowStep = {
    key,
    name: `Bước ${key}`,
    role: 'officer',
    agency: { kind: 'competent' },
    level: null,
    minutes,
    next,
    split: 'one',
    join: 'any',
    note: null,
    ...change,
  };
  return step;
}

export const flow = (...steps: WorkflowStep[]): WorkflowBody => ({ steps, subtotals: [] });

/** Any workflow whose ways lead forward only: branches, side-by-side work, ends in several places, dead corners. */
export const anyFlow = fc
  .integer({ min: 1, max: 9 })
  .chain((count) =>
    fc.tuple(
      ...Array.from({ length: count }, (_, at) =>
        fc.record({
          minutes: fc.option(fc.integer({ min: 0, max: 20 }).map((quarters) => quarters * 120)),
          ways: fc.subarray(
            Array.from({ length: count - at - 1 }, (_, more) => at + more + 1),
            { maxLength: Math.min(3, count - at - 1) },
          ),
          split: fc.constantFrom('one' as const, 'all' as const),
          join: fc.constantFrom('any' as const, 'all' as const),
          agency: fc.constantFrom('KH.A', 'KH.B', 'KH.C'),
          level: fc.constantFrom('xa' as const, 'tinh' as const, null),
        }),
      ),
    ),
  )
  .map(
    (drawn): WorkflowBody => ({
      subtotals: [],
      steps: drawn.map(({ minutes, ways, split, join, agency, level }, at) => ({
        ...aStep(`b${at}`, minutes),
        next: ways.map((way) => ({ to: `b${way}`, when: `ca ${way}` })),
        split,
        join,
        agency: { kind: 'code', code: agency },
        level,
      })),
    }),
  );
