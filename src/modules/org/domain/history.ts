import { addDays, type LocalDate } from '#kernel/local-date.ts';
import { firstDayOf, lastDayOf } from './partial-date.ts';
import type { Precision } from './agency.ts';

/** What of a data-file entry decides its life. `parent` is a code, 'TW' for the capital, null at the top. */
export interface LifeEntry {
  readonly code: string;
  readonly parent: string | null;
  readonly valid_from: string | null;
  readonly valid_to: string | null;
  readonly successor: readonly string[];
  readonly successor_rule?: string | undefined;
  readonly level?: string;
}

export interface Life {
  /** null: before our records. */
  readonly from: LocalDate | null;
  /** null: still in force. */
  readonly to: LocalDate | null;
  readonly fromPrecision: Precision;
  readonly toPrecision: Precision;
}

/**
 * The lives of the entries. An entry of the older layer that no source ends, although the structure it hangs
 * under did, is taken to end with its parent; that end is ours and marked `assumed`.
 * @param assumedEnd last day of the older layer, for those whose whole line has no end
 */
export function livesOf(
  entries: readonly LifeEntry[],
  isOlderLayer: (code: string) => boolean,
  assumedEnd: LocalDate,
): ReadonlyMap<string, Life> {
  const byCode = new Map(entries.map((entry) => [entry.code, entry]));
  const lives = new Map<string, Life>();
  const lifeOf = (entry: LifeEntry): Life => {
    const known = lives.get(entry.code);
    if (known) return known;
    const from = entry.valid_from === null ? null : firstDayOf(entry.valid_from);
    const to = entry.valid_to === null ? null : lastDayOf(entry.valid_to);
    const parent = entry.parent === null ? undefined : byCode.get(entry.parent);
    const above = parent && lifeOf(parent).to;
    const assumed = to === null && isOlderLayer(entry.code) ? earlier(above ?? null, assumedEnd) : null;
    const life: Life = {
      from: from?.on ?? null,
      to: to?.on ?? assumed,
      fromPrecision: from?.precision ?? 'unknown',
      toPrecision: to?.precision ?? (assumed === null ? 'day' : 'assumed'),
    };
    lives.set(entry.code, life);
    return life;
  };
  for (const entry of entries) lifeOf(entry);
  return lives;
}

const earlier = (a: LocalDate | null, b: LocalDate): LocalDate => (a !== null && a < b ? a : b);

/** A stretch of an agency's life under one parent. */
export interface ParentPeriod {
  readonly from: LocalDate | null;
  readonly parent: string | null;
}

/**
 * Who an agency stands under, in order of time. Where it began before its parent did, it stood under the
 * body its parent follows: Báo Khánh Hòa of 24/4/2025 was first under the Tỉnh ủy of before 01/7/2025.
 */
export function parentPeriods(
  entry: LifeEntry,
  entries: readonly LifeEntry[],
  lives: ReadonlyMap<string, Life>,
): ParentPeriod[] {
  const from = lives.get(entry.code)?.from ?? null;
  const parent = entry.parent === 'TW' ? null : entry.parent;
  const began = parent === null ? null : (lives.get(parent)?.from ?? null);
  if (parent === null || began === null || (from !== null && from >= began)) return [{ from, parent }];
  const before = entries.find(
    (other) => other.successor.includes(parent) && covers(lives.get(other.code), from, began),
  );
  return before
    ? [
        { from, parent: before.code },
        { from: began, parent },
      ]
    : [{ from, parent }];
}

function covers(life: Life | undefined, from: LocalDate | null, until: LocalDate): boolean {
  if (!life) return false;
  const begins = life.from === null || (from !== null && life.from <= from);
  return begins && life.to !== null && addDays(life.to, 1) >= until;
}

/** A change the files tell of: who ended, who followed, from which day. */
export interface KnownChange {
  readonly kind: 'merge' | 'split' | 'end';
  readonly succession: 'merge' | 'split' | 'rename';
  readonly effectiveOn: LocalDate;
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** How work finds its successor. */
  readonly rule: 'whole' | 'territory' | 'function' | 'competence';
}

/**
 * The changes behind the ends of lives: agencies that went whole into one are one change per successor and day,
 * an agency that was divided is a change of its own, one without successor simply ends.
 */
export function knownChanges(entries: readonly LifeEntry[], lives: ReadonlyMap<string, Life>): KnownChange[] {
  const merges = new Map<string, { effectiveOn: LocalDate; to: string; from: string[] }>();
  const others: KnownChange[] = [];
  for (const entry of entries) {
    const end = lives.get(entry.code)?.to;
    if (!end) continue;
    const next = addDays(end, 1);
    const effectiveOn = entry.successor.reduce<LocalDate>((day, to) => later(day, lives.get(to)?.from ?? null), next);
    const [only] = entry.successor;
    if (only === undefined) {
      others.push({ kind: 'end', succession: 'merge', effectiveOn, from: [entry.code], to: [], rule: 'whole' });
    } else if (entry.successor.length === 1 && entry.successor_rule === undefined) {
      const key = `${only} ${effectiveOn}`;
      const group = merges.get(key) ?? { effectiveOn, to: only, from: [] };
      group.from.push(entry.code);
      merges.set(key, group);
    } else {
      const rule = entry.successor_rule ? 'competence' : entry.level === 'xa' ? 'territory' : 'function';
      others.push({ kind: 'split', succession: 'split', effectiveOn, from: [entry.code], to: entry.successor, rule });
    }
  }
  const whole = [...merges.values()].map(({ effectiveOn, to, from }): KnownChange => {
    const continued = from.length === 1 && lives.get(to)?.from === effectiveOn;
    return { kind: 'merge', succession: continued ? 'rename' : 'merge', effectiveOn, from, to: [to], rule: 'whole' };
  });
  return [...whole, ...others].sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1));
}

const later = (a: LocalDate, b: LocalDate | null): LocalDate => (b !== null && b > a ? b : a);
