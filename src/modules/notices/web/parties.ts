import { searchKey } from '#kernel/vietnamese.ts';
import { getJson } from '#web/api.ts';
import type { PickOption } from '#web/components/SearchPicker.tsx';
import type { PartyView, ProposalBody } from '../schema.ts';

type PartyChoice = NonNullable<ProposalBody['leads']>[number];

/** Group words a document may give work to; the server expands them to their members on the day of issue. */
const GROUPS = ['các sở, ban, ngành', 'UBND cấp huyện', 'UBND cấp xã', 'các phòng, ban cấp huyện'];

const NAMED = 'name:';

/** A body as the picker shows it: an agency by its id, a group or an unsettled name by its name. */
export function optionOf(party: PartyView): PickOption {
  const [only] = party.agencyIds;
  const id = party.agencyIds.length === 1 && !party.group && only ? only : `${NAMED}${party.name}`;
  return { id, label: party.name };
}

export function choiceOf(option: PickOption): PartyChoice {
  return option.id.startsWith(NAMED) ? { name: option.label } : { name: option.label, agencyIds: [option.id] };
}

interface SearchAnswer {
  readonly hits: readonly {
    readonly agency: { readonly id: string; readonly name: string; readonly parentName: string | null };
  }[];
}

/** Agencies by name or abbreviation, and the groups whose words fit. */
export async function searchParties(text: string, signal: AbortSignal): Promise<readonly PickOption[]> {
  const groups = GROUPS.filter((name) => searchKey(name).includes(searchKey(text))).map((name) => ({
    id: `${NAMED}${name}`,
    label: name,
  }));
  const { hits } = await getJson<SearchAnswer>(`/api/org/agencies/search?q=${encodeURIComponent(text)}&limit=8`, {
    signal,
  });
  return [
    ...groups,
    ...hits.map(({ agency }) => ({ id: agency.id, label: agency.name, hint: agency.parentName ?? undefined })),
  ];
}
