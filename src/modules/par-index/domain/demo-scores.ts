import type { Leaf } from './criteria-set.ts';
import type { LeafInput } from './rule.ts';

/** A number from 0 up to but not including 1; the next one at every call. */
export type Draw = () => number;

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function drawsFrom(seed: number): Draw {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How well an invented unit does on the whole: mostly well, a few badly. */
export function demoTalent(draws: Draw): number {
  return 0.62 + 0.36 * Math.sqrt(draws());
}

/** Figures an invented unit of that talent would put down for a leaf, of the kind its rule asks for. */
export function demoInput(leaf: Leaf, draws: Draw, talent: number): LeafInput {
  const does = (): boolean => draws() < talent;
  const { rule } = leaf;
  switch (rule?.type) {
    case 'yes-no':
      return { type: 'yes-no', met: does() };
    case 'all-of':
      return { type: 'all-of', met: rule.conditions.map(() => draws() < 0.4 + 0.6 * talent) };
    case 'timeliness':
      return { type: 'timeliness', state: does() ? 'on-time' : draws() < 0.85 ? 'late' : 'none' };
    case 'count-capped':
      return { type: 'count', count: Math.floor(draws() * 5 * talent) };
    case 'survey':
      return {
        type: 'survey',
        indexHundredths: Math.round(10_000 * Math.min(0.98, 0.45 + 0.45 * talent + 0.1 * (draws() - 0.5))),
        answers: 180 + Math.floor(draws() * 220),
      };
    case 'step':
      return rule.unit === 'count'
        ? { type: 'count', count: draws() < talent ? 2 + Math.floor(draws() * 3) : Math.floor(draws() * 2) }
        : ratioOf(draws, talent);
    case 'proportional':
      return ratioOf(draws, talent);
    case 'banded-formula':
      return variablesOf(
        rule.variables.map(({ name }) => name),
        draws,
        talent,
      );
    case 'points':
    case undefined:
      return { type: 'points', points: Math.round((leaf.max ?? 0) * Math.min(1, talent + 0.2 * (draws() - 0.4))) };
  }
}

function ratioOf(draws: Draw, talent: number): LeafInput {
  const denominator = 10 + Math.floor(draws() * 190);
  const share = Math.min(1, talent + 0.45 * (draws() - 0.35));
  return { type: 'ratio', ratio: { numerator: Math.round(denominator * Math.max(0, share)), denominator } };
}

/** One variable is a number of days, two are a part and its whole. */
function variablesOf(names: readonly string[], draws: Draw, talent: number): LeafInput {
  const [first = '', second] = names;
  if (second === undefined) return { type: 'variables', values: { [first]: Math.round((1 - talent) * 120 * draws()) } };
  const whole = 200 + Math.floor(draws() * 4800);
  const share = Math.min(1, 0.72 + 0.3 * talent * (0.6 + 0.4 * draws()));
  return { type: 'variables', values: { [first]: Math.round(whole * share), [second]: whole } };
}
