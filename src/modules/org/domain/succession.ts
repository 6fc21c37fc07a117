import type { LocalDate } from '#kernel/local-date.ts';

/** One step from an agency to one that followed it. */
export interface Edge {
  readonly fromId: string;
  readonly toId: string;
  readonly effectiveOn: LocalDate;
  readonly rule: 'whole' | 'territory' | 'function' | 'competence';
}

/** Where the chain of successors of an ended agency leads. */
export interface Heirs {
  /** Agencies in force on the day that can be reached. */
  readonly ids: readonly string[];
  /** Every step of the way took the whole of the agency, so there is exactly one heir. */
  readonly whole: boolean;
  /** Why there are several: the first dividing step met. */
  readonly dividedBy: 'territory' | 'function' | 'competence' | null;
}

/**
 * Follows succession from an agency until agencies in force on the day are reached.
 * @param isAlive whether an agency is in force on the day
 */
export function heirsOf(
  fromId: string,
  edges: readonly Edge[],
  on: LocalDate,
  isAlive: (id: string) => boolean,
): Heirs {
  const next = new Map<string, Edge[]>();
  for (const edge of edges) {
    if (edge.effectiveOn > on) continue;
    const list = next.get(edge.fromId);
    if (list) list.push(edge);
    else next.set(edge.fromId, [edge]);
  }
  const found = new Set<string>();
  const seen = new Set<string>();
  let dividedBy: Heirs['dividedBy'] = null;
  const queue = [fromId];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    if (seen.has(id)) continue;
    seen.add(id);
    if (isAlive(id)) {
      found.add(id);
      continue;
    }
    for (const edge of next.get(id) ?? []) {
      if (edge.rule !== 'whole') dividedBy ??= edge.rule;
      queue.push(edge.toId);
    }
  }
  return { ids: [...found], whole: dividedBy === null && found.size === 1, dividedBy };
}
