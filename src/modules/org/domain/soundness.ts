import type { LocalDate } from '#kernel/local-date.ts';

/** An agency's life and whom it stands under, version by version; days as the database says them. */
export interface Lived {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** In order of time; each holds until the next. */
  readonly parents: readonly { readonly from: string; readonly parentId: string | null }[];
}

/** Whom an agency stands under on the day; undefined when it is not in force. */
function parentOn(agency: Lived, on: LocalDate): string | null | undefined {
  if (agency.from > on || agency.to < on) return undefined;
  return agency.parents.findLast((version) => version.from <= on)?.parentId ?? null;
}

/**
 * The first day from `since` on which some agency would be its own ancestor, and that agency.
 * Only days on which a version or a life begins can bring one about.
 */
export function findCircle(agencies: readonly Lived[], since: LocalDate): { id: string; on: LocalDate } | undefined {
  const days = new Set([since]);
  for (const agency of agencies) {
    for (const day of [agency.from, ...agency.parents.map((version) => version.from)]) {
      if (day > since && day !== 'infinity') days.add(day);
    }
  }
  const byId = new Map(agencies.map((agency) => [agency.id, agency]));
  for (const on of [...days].sort()) {
    const settled = new Set<string>();
    for (const agency of agencies) {
      const path = new Set<string>();
      let id: string | null | undefined = agency.id;
      while (id && !settled.has(id)) {
        if (path.has(id)) return { id, on };
        path.add(id);
        const step = byId.get(id);
        id = step && parentOn(step, on);
      }
      for (const seen of path) settled.add(seen);
    }
  }
  return undefined;
}

/** Initials of a name's words, for a code of our own: "Sở Nội vụ" gives "SNV". */
export function initials(name: string, key: (text: string) => string): string {
  return key(name)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && word !== 'va')
    .map((word) => (/^\d/.test(word) ? word : (word[0] ?? '')))
    .join('')
    .toUpperCase()
    .slice(0, 20);
}
