import { getJson } from '#web/api.ts';
import { AgenciesPicker, AgencyPicker, type PickOption } from '#web/components/SearchPicker.tsx';
import { messagesNow, useMessages } from '#web/i18n/messages.ts';
import { stringifySearch } from '#web/search-params.ts';
import type { AgencyOut, AgencyPage, SearchOut } from '../schema.ts';
import { periodOf } from './agency-text.ts';
import type { Picked } from './change-draft.ts';
import { words } from './words.ts';

/** An agency as a picker holds it: names repeat, so parent and period stand beside it. */
export function pickedOf(agency: AgencyOut): Picked {
  const period = periodOf(agency, messagesNow(words));
  return { id: agency.id, label: agency.name, hint: [agency.parentName, period].filter(Boolean).join(' · '), agency };
}

/** What the server found last, by id: a picker gives back ids and labels only. */
const seen = new Map<string, Picked>();

async function search(text: string, signal: AbortSignal): Promise<readonly Picked[]> {
  const agencies =
    text === ''
      ? (await getJson<AgencyPage>('/api/org/agencies?level=tinh&limit=60', { signal })).agencies
      : (
          await getJson<SearchOut>(`/api/org/agencies/search${stringifySearch({ q: text, limit: 20 })}`, { signal })
        ).hits.map((hit) => hit.agency);
  const options = agencies.map(pickedOf);
  for (const option of options) seen.set(option.id, option);
  return options;
}

interface PickProps {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
}

/** One agency in force today. */
export function OneAgency({
  value,
  onChange,
  ...rest
}: PickProps & { value: PickOption | null; onChange: (next: Picked | null) => void }) {
  const m = useMessages(words);
  return (
    <AgencyPicker
      {...rest}
      placeholder={m.searchHint}
      value={value}
      search={search}
      onChange={(next) => onChange(next ? (seen.get(next.id) ?? null) : null)}
    />
  );
}

/** Several agencies in force today. */
export function ManyAgencies({
  value,
  onChange,
  ...rest
}: PickProps & { value: readonly Picked[]; onChange: (next: readonly Picked[]) => void }) {
  const m = useMessages(words);
  return (
    <AgenciesPicker
      {...rest}
      placeholder={m.searchHint}
      value={value}
      search={search}
      onChange={(next) => onChange(next.flatMap(({ id }) => value.find((one) => one.id === id) ?? seen.get(id) ?? []))}
    />
  );
}
