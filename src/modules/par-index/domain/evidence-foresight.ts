import type { LocalDate } from '#kernel/local-date.ts';
import type { Leaf } from './criteria-set.ts';

/** A document of last year, tied to a leaf by its code in this year's table. */
export interface PastEvidence {
  readonly leaf: string;
  readonly number: string;
  readonly issuedOn: LocalDate;
  readonly subject: string;
}

/** A leaf that will need evidence and has none yet. */
export interface MissingEvidence {
  readonly leaf: string;
  readonly name: string;
  readonly asked: string | null;
  /** 'usual': last year's had been issued by this day of the year; 'later': it came later; 'unknown': none is known. */
  readonly expected: 'usual' | 'later' | 'unknown';
  /** Last year's first document for it. */
  readonly before: PastEvidence | null;
}

/**
 * The leaves a unit scores itself that ask for evidence, or had some last year, and have none yet. What last year had
 * by this day comes first: it is the surest sign that something was left undone.
 * @param proved codes of leaves that have evidence of this year
 * @param past last year's documents; the year they are of is the one before `today`'s
 */
export function foreseeMissing(
  leaves: readonly Pick<Leaf, 'code' | 'name' | 'scorer' | 'evidence'>[],
  proved: ReadonlySet<string>,
  past: readonly PastEvidence[],
  today: LocalDate,
): MissingEvidence[] {
  const missing = leaves.flatMap(({ code, name, scorer, evidence }): MissingEvidence[] => {
    if (scorer !== 'unit' || proved.has(code)) return [];
    const [before = null] = past
      .filter(({ leaf }) => leaf === code)
      .sort((a, b) => (a.issuedOn < b.issuedOn ? -1 : a.issuedOn > b.issuedOn ? 1 : a.number < b.number ? -1 : 1));
    if (evidence === null && before === null) return [];
    const isUsual = before !== null && before.issuedOn.slice(5) <= today.slice(5);
    return [
      { leaf: code, name, asked: evidence, expected: before ? (isUsual ? 'usual' : 'later') : 'unknown', before },
    ];
  });
  const rank = { usual: 0, later: 1, unknown: 2 };
  return missing.sort((a, b) => rank[a.expected] - rank[b.expected]);
}
