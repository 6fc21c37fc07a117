import type { SearchOut } from '#modules/org/schema.ts';
import { getJson } from '#web/api.ts';
import type { PickSearch } from '#web/components/SearchPicker.tsx';

/** Agencies by name or abbreviation, without marks. */
export const searchAgencies: PickSearch = async (text, signal) => {
  if (text === '') return [];
  const { hits } = await getJson<SearchOut>(`/api/org/agencies/search?q=${encodeURIComponent(text)}`, { signal });
  return hits.map(({ agency }) => ({ id: agency.id, label: agency.name }));
};
