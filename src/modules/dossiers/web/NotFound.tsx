import { EmptyState } from '#web/components/EmptyState.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { useSearchParams } from '#web/search-params.ts';
import type { SearchedAs } from '../search-schema.ts';
import { KEYS, withFilters } from './dossier-filters.ts';
import classes from './queue.module.css';
import { searchWords } from './search-words.ts';

const EVERYWHERE = { queue: 'tat-ca', ended: 'ca' } as const;

/** Nothing bears what was typed: names like it that somebody bears, and one step to look everywhere. */
export function NotFound({ typed, search }: { readonly typed: string; readonly search: SearchedAs }) {
  const m = useMessages(searchWords);
  const address = useSearchParams();
  const isEverywhere =
    address[KEYS.queue] === EVERYWHERE.queue &&
    address[KEYS.ended] === EVERYWHERE.ended &&
    [KEYS.urgency, KEYS.state, KEYS.channel, KEYS.receivedFrom, KEYS.receivedTo].every((key) => !address[key]);
  const action = isEverywhere ? (
    <PageLink to={withFilters({}, EVERYWHERE)}>{m.clear}</PageLink>
  ) : (
    <PageLink to={withFilters({}, { ...EVERYWHERE, search: typed })}>{m.everywhere}</PageLink>
  );
  return (
    <EmptyState title={m.notFound(typed)} action={action}>
      <p>{m.notFoundText}</p>
      {search.suggestions.length > 0 && (
        <>
          <p>{m.meant}</p>
          <ul className={classes.suggestions}>
            {search.suggestions.map((name) => (
              <li key={name}>
                <PageLink to={withFilters(address, { search: name, open: undefined })}>{name}</PageLink>
              </li>
            ))}
          </ul>
        </>
      )}
    </EmptyState>
  );
}
