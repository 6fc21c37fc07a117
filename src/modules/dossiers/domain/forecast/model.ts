import { isOpenAt, type PastDossier, stepAt } from './past.ts';

/** The shares of the budget at which histories are compared: every twentieth. */
export const POINTS = 20;

/** Whom a dossier is compared with, from everybody to those in its very place. */
export const LEVELS = ['all', 'procedure', 'agency', 'step'] as const;
export type Level = (typeof LEVELS)[number];

/** Of those open at each point: how many there were, and how many of them became late. */
export interface Cell {
  readonly open: number[];
  readonly late: number[];
}

export interface ForecastModel {
  /** By level, then by the key of the group (`keyOf`). */
  readonly cells: Readonly<Record<Level, Readonly<Record<string, Cell>>>>;
  /** How many imagined dossiers behaving like the wider group each narrower one is given. */
  readonly weight: Readonly<Record<Level, number>>;
  readonly dossiers: number;
}

/** An open dossier as the forecast sees it. `share`: working time used, as a share of the budget to its due moment. */
export interface Standing {
  readonly procedureId: string;
  readonly agencyId: string;
  readonly stepKey: string | null;
  readonly share: number;
}

export interface Basis {
  readonly level: Level;
  readonly open: number;
  readonly late: number;
  /** The probability after this group, without the narrower one inside it, was heard. */
  readonly probability: number;
}

export interface Forecast {
  /** That it will not be finished by its promised day, 0 to 1. */
  readonly probability: number;
  /** Where the probability itself lies with 90 % of the weight: wide when little is known. */
  readonly low: number;
  readonly high: number;
  /** From the widest group to the narrowest that anything is known of. */
  readonly basis: readonly Basis[];
}

/** Tried in this order; where the histories do not tell them apart the first stands. */
const WEIGHTS = [8, 4, 16, 2, 32, 1, 64, 128];

/**
 * Learns from dossiers whose promised moment has passed, one at a time. Groups are nested; a narrow group with few
 * dossiers leans on the wider one (empirical Bayes), and how much it leans is chosen by leaving each out in turn.
 */
export class Learner {
  readonly #cells: Record<Level, Record<string, Cell>>;
  #dossiers: number;

  /** @param before goes on from what a model knows: it takes the model's counts over and changes them */
  constructor(before?: ForecastModel) {
    this.#cells = before ? { ...before.cells } : { all: {}, procedure: {}, agency: {}, step: {} };
    this.#dossiers = before?.dossiers ?? 0;
  }

  add(one: PastDossier): void {
    this.#count(one, 1);
  }

  /** Takes back what a dossier taught. @param one exactly as it was added */
  remove(one: PastDossier): void {
    this.#count(one, -1);
  }

  model(): ForecastModel {
    const weight: Record<Level, number> = { all: 1, procedure: 0, agency: 0, step: 0 };
    const model = { cells: this.#cells, weight, dossiers: this.#dossiers };
    for (const level of LEVELS.slice(1)) weight[level] = bestWeight(model, level);
    return model;
  }

  #count(one: PastDossier, by: 1 | -1): void {
    this.#dossiers += by;
    for (let point = 0; point <= POINTS; point += 1) {
      const share = point / POINTS;
      if (!isOpenAt(one, share)) break;
      const standing = { ...one, stepKey: stepAt(one, share), share };
      for (const level of LEVELS) count(this.#cells[level], keyOf(level, standing), { point, isLate: one.isLate, by });
    }
  }
}

/** What a list of past dossiers teaches. */
export function learn(past: Iterable<PastDossier>): ForecastModel {
  const learner = new Learner();
  for (const one of past) learner.add(one);
  return learner.model();
}

/** The forecast for an open dossier; one that is past its budget is asked about at its end. */
export function forecastOf(model: ForecastModel, standing: Standing): Forecast {
  const point = Math.min(POINTS, Math.max(0, Math.floor(standing.share * POINTS)));
  const groups = LEVELS.flatMap((level) => {
    const key = keyOf(level, standing);
    const cell = key === null ? undefined : model.cells[level][key];
    const open = cell?.open[point] ?? 0;
    return open > 0 ? [{ level, open, late: cell?.late[point] ?? 0 }] : [];
  });
  const basis: Basis[] = [];
  // Before anything is known, late and on time are equally likely; a single imagined dossier of each says so.
  let probability = 0.5;
  let [late, onTime] = [1, 1];
  for (const [at, group] of groups.entries()) {
    // Each wider group is heard without the narrower one inside it, so that no dossier speaks twice.
    const inside = groups[at + 1] ?? { open: 0, late: 0 };
    const weight = group.level === 'all' ? 2 : model.weight[group.level];
    late = group.late - inside.late + weight * probability;
    onTime = group.open - group.late - (inside.open - inside.late) + weight * (1 - probability);
    probability = late / (late + onTime);
    basis.push({ ...group, probability });
  }
  return { probability, ...interval(late, onTime), basis };
}

/** The group of a level; null where the dossier belongs to none. */
function keyOf(level: Level, { procedureId, agencyId, stepKey }: Standing): string | null {
  if (level === 'all') return '';
  if (level === 'procedure') return procedureId;
  if (level === 'agency') return `${procedureId} ${agencyId}`;
  return stepKey === null ? null : `${procedureId} ${agencyId} ${stepKey}`;
}

/** The next wider group of a key, as `keyOf` writes them: ids hold no blanks. */
function widerKey(level: Level, key: string): [Level, string] {
  if (level === 'step') return ['agency', key.split(' ', 2).join(' ')];
  if (level === 'agency') return ['procedure', key.split(' ', 1).join('')];
  return ['all', ''];
}

function count(
  groups: Record<string, Cell>,
  key: string | null,
  { point, isLate, by }: { point: number; isLate: boolean; by: 1 | -1 },
): void {
  if (key === null) return;
  groups[key] ??= { open: Array<number>(POINTS + 1).fill(0), late: Array<number>(POINTS + 1).fill(0) };
  const { open, late } = groups[key];
  open[point] = (open[point] ?? 0) + by;
  if (isLate) late[point] = (late[point] ?? 0) + by;
  if (by < 0 && open.every((n) => n === 0)) delete groups[key];
}

/** The weight under which each dossier, left out of its own group, is foretold best (sum of log probabilities). */
function bestWeight(model: ForecastModel, level: Level): number {
  let best = { weight: 0, score: Number.NEGATIVE_INFINITY };
  // In one order, so that the same counts give the same sum however they came together.
  const cells = Object.entries(model.cells[level]).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const weight of WEIGHTS) {
    let score = 0;
    for (const [key, { open, late }] of cells) {
      const [wider, widerGroup] = widerKey(level, key);
      const around = model.cells[wider][widerGroup];
      for (const [point, n] of open.entries()) {
        const k = late[point] ?? 0;
        const [others, lateOthers] = [(around?.open[point] ?? 0) - n, (around?.late[point] ?? 0) - k];
        // A group that is all there is of the wider one says nothing of how far groups differ.
        if (others === 0) continue;
        const prior = (lateOthers + 1) / (others + 2);
        if (k > 0) score += k * Math.log((k - 1 + weight * prior) / (n - 1 + weight));
        if (n > k) score += (n - k) * Math.log((n - k - 1 + weight * (1 - prior)) / (n - 1 + weight));
      }
    }
    if (score > best.score) best = { weight, score };
  }
  return best.weight;
}

/** 5th to 95th percentile of a Beta(late, onTime), by the normal approximation of its logit. */
function interval(late: number, onTime: number): { low: number; high: number } {
  const [a, b] = [Math.max(late, 1e-6), Math.max(onTime, 1e-6)];
  const middle = Math.log(a / b);
  const spread = 1.645 * Math.sqrt(1 / a + 1 / b);
  const expit = (x: number): number => 1 / (1 + Math.exp(-x));
  return { low: expit(middle - spread), high: expit(middle + spread) };
}
