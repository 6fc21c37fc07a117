import type { SearchOut } from '#modules/org/schema.ts';
import { getJson } from '#web/api.ts';
import type { PickOption, PickSearch } from '#web/components/SearchPicker.tsx';

/** Agencies by name or abbreviation; until something is typed the usual ones. */
export function agencySearch(usual: readonly PickOption[]): PickSearch {
  return async (text, signal) => {
    if (text === '') return usual;
    const { hits } = await getJson<SearchOut>(`/api/org/agencies/search?q=${encodeURIComponent(text)}`, { signal });
    return hits.map(({ agency }) => ({ id: agency.id, label: agency.name }));
  };
}
