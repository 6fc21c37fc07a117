import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { isLocalDate } from '#kernel/local-date.ts';
import { getJson } from '#web/api.ts';
import { BesideList } from '#web/components/BesideList.tsx';
import { DataTable } from '#web/components/DataTable.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { FilterBar } from '#web/components/FilterBar.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { dayOf, formatDay } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { useGo } from '#web/navigation.tsx';
import { stringifySearch, useSearchParams } from '#web/search-params.ts';
import { useNow } from '#web/session.tsx';
import type { AgencyTreeOut, SearchOut } from '../schema.ts';
import { periodOf } from './agency-text.ts';
import { AgencyTree } from './AgencyTree.tsx';
import { AgencyView } from './AgencyView.tsx';
import classes from './org.module.css';
import { Unverified } from './Unverified.tsx';
import { words } from './words.ts';

/** Cơ quan: the tree of a day or what a search finds, with one agency beside it. */
export default function AgenciesPage() {
  const m = useMessages(words);
  const search = useSearchParams();
  const now = useNow();
  const asked = search['ngay'] ?? '';
  const on = isLocalDate(asked) ? asked : (dayOf(now) ?? '');
  const query = (search['tim'] ?? '').trim();
  const openId = search['co-quan'];
  const linkTo = (id: string | undefined) => `/co-quan${stringifySearch({ ...search, 'co-quan': id })}`;
  return (
    <Page title={m.title} lead={m.lead}>
      <FilterBar
        filters={[
          { kind: 'text', key: 'tim', label: m.search, placeholder: m.searchHint },
          { kind: 'date', key: 'ngay', label: m.day },
        ]}
      />
      <BesideList
        detailLabel={m.detail}
        listLink={linkTo(undefined)}
        list={
          query === '' ? (
            <Tree on={on} openId={openId} linkTo={linkTo} />
          ) : (
            <Results on={on} query={query} openId={openId} linkTo={linkTo} />
          )
        }
        detail={
          openId && (
            <AgencyView key={`${openId} ${on}`} id={openId} on={on} closeTo={linkTo(undefined)} linkTo={linkTo} />
          )
        }
      />
    </Page>
  );
}

interface ListProps {
  readonly on: string;
  readonly openId: string | undefined;
  readonly linkTo: (id: string) => string;
}

function Tree({ on, openId, linkTo }: ListProps) {
  const m = useMessages(words);
  const go = useGo();
  const tree = useQuery({
    queryKey: ['org', 'tree', on],
    queryFn: ({ signal }) => getJson<AgencyTreeOut>(`/api/org/agencies/tree?on=${on}`, { signal }),
    placeholderData: keepPreviousData,
  });
  if (tree.isPending) return <Loading />;
  if (tree.isError) return <ErrorBox error={tree.error} retry={tree.refetch} />;
  if (tree.data.count === 0) return <EmptyState title={m.noneOnDay}>{m.noneOnDayText}</EmptyState>;
  return (
    <>
      <p className={classes.count} aria-live="polite">
        {m.count(tree.data.count, formatDay(tree.data.on))}
      </p>
      <AgencyTree key={tree.data.on} roots={tree.data.roots} selectedId={openId} onSelect={(id) => go(linkTo(id))} />
    </>
  );
}

function Results({ on, query, openId, linkTo }: ListProps & { readonly query: string }) {
  const m = useMessages(words);
  const found = useQuery({
    queryKey: ['org', 'search', query, on],
    queryFn: ({ signal }) =>
      getJson<SearchOut>(`/api/org/agencies/search${stringifySearch({ q: query, on, limit: 50 })}`, { signal }),
    placeholderData: keepPreviousData,
  });
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorBox error={found.error} retry={found.refetch} />;
  return (
    <DataTable
      caption={m.resultsCaption}
      summary={m.found(found.data.hits.length)}
      rows={found.data.hits}
      rowKey={({ agency }) => agency.id}
      rowLink={({ agency }) => linkTo(agency.id)}
      selectedKey={openId}
      empty={<EmptyState title={m.notFound}>{m.notFoundText}</EmptyState>}
      columns={[
        {
          key: 'name',
          header: m.name,
          width: 'wide',
          cell: ({ agency, matched, ambiguous }) => (
            <>
              {agency.name} <Unverified verified={agency.verified} />
              {ambiguous && <span className={classes.badge}>{m.sameName}</span>}
              {matched !== agency.name && <span className={classes.cellNote}>{m.matchedBy(matched)}</span>}
            </>
          ),
          copy: ({ agency }) => agency.name,
        },
        {
          key: 'parent',
          header: m.parent,
          cell: ({ agency }) => agency.parentName ?? '–',
          copy: ({ agency }) => agency.parentName ?? '',
        },
        {
          key: 'period',
          header: m.period,
          cell: ({ agency }) => periodOf(agency, m),
          copy: ({ agency }) => periodOf(agency, m),
          hideOnPhone: true,
        },
      ]}
    />
  );
}
