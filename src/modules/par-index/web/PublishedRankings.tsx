import { useQuery } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import type { PublicRankingList } from '../public-schema.ts';
import { publicRankingPlace } from './places.ts';
import classes from './ranking.module.css';
import { rankingWords } from './ranking-words.ts';

/** Links to every published ranking, newest year first, but the one that is being read. */
export function PublishedRankings({ own }: { readonly own?: string }) {
  const m = useMessages(rankingWords);
  const list = useQuery({
    queryKey: ['par-index', 'public-rankings'],
    queryFn: ({ signal }) => getJson<PublicRankingList>('/api/public/par/rankings', { signal }),
  });
  if (list.isPending) return <Loading lines={3} />;
  if (!list.data) return <ErrorBox error={list.error} retry={() => void list.refetch()} />;
  const others = list.data.rankings.filter(({ id }) => id !== own);
  if (others.length === 0) return <EmptyState title={m.noRankings} />;
  return (
    <ul className={classes.links}>
      {others.map(({ id, title, label }) => (
        <li key={id}>
          <PageLink to={publicRankingPlace(id)}>{title}</PageLink>
          {label && <div className={classes.note}>{label}</div>}
        </li>
      ))}
    </ul>
  );
}
