import { useQuery } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { PrecedentList } from '../ranking-schema.ts';
import type { RoundView } from '../rounds-schema.ts';
import { PrecedentLines } from './Precedents.tsx';
import { precedentWords } from './precedent-words.ts';

/** Where the scores of this round differed, kept for the next: once the council has closed. */
export function RoundPrecedents({ round }: { readonly round: Pick<RoundView, 'id' | 'state'> }) {
  const m = useMessages(precedentWords);
  const closed = round.state === 'reply' || round.state === 'approved' || round.state === 'published';
  const found = useQuery({
    queryKey: ['par-index', 'precedents', 'round', round.id],
    queryFn: ({ signal }) => getJson<PrecedentList>(`/api/par/rounds/${round.id}/precedents`, { signal }),
    enabled: closed,
  });
  if (!found.data || found.data.precedents.length === 0) return null;
  return (
    <details>
      <summary>{m.ofRound(found.data.precedents.length)}</summary>
      <PrecedentLines precedents={found.data.precedents} isOneLeaf={false} />
    </details>
  );
}
