import { Button, SegmentedControl } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { formatDay, formatMoment, weekdayName } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { stringifySearch, useSearchParams, useSetSearchParams } from '#web/search-params.ts';
import { useCan, useNow } from '#web/session.tsx';
import type { Group, MyWork } from '../schema.ts';
import classes from './reminders.module.css';
import { WorkRow } from './WorkRow.tsx';
import { groupWords, words } from './words.ts';

const GROUPS: readonly Group[] = ['overdue', 'today', 'thisWeek', 'later'];
const AT_ONCE = 100;
/** Who asks for more wants to look for something: as much as the server gives. */
const MORE_AT_ONCE = 500;

/** Việc của tôi: what an officer opens each morning, overdue first, one button a row. */
export default function MyWorkPage() {
  const m = useMessages(words);
  const language = useLanguage();
  const can = useCan();
  const search = useSearchParams();
  const set = useSetSearchParams();
  const now = useNow();
  const agencyAllowed = can('reminders.agency-work');
  const scope = search['pham-vi'] === 'co-quan' && agencyAllowed ? 'agency' : 'mine';
  const agencyId = scope === 'agency' ? search['co-quan'] : undefined;
  /** The moment a morning's letter counts new work from. */
  const since = search['moi-tu'];
  /** A morning's letter whose matters are left out, and the one part of the list it speaks of. */
  const letter = scope === 'mine' ? search['thu'] : undefined;
  const only = GROUPS.find((group) => groupWords[group].anchor === search['nhom']);
  const asked = { scope, agencyId, since, letter, limit: String(AT_ONCE) };
  const work = useQuery({
    queryKey: ['reminders', 'work', asked],
    queryFn: ({ signal }) => getJson<MyWork>(`/api/my-work${stringifySearch(asked)}`, { signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title={scope === 'mine' ? m.myWork : m.agencyWork}
      lead={
        work.data && (
          <>
            {m.onDay(`${weekdayName(work.data.todayOn, language)} ${formatDay(work.data.todayOn)}`)}{' '}
            <strong>{m.total(only ? work.data[only].count : work.data.total)}.</strong>
          </>
        )
      }
      secondary={
        agencyAllowed && (
          <SegmentedControl
            aria-label={m.scope}
            value={scope}
            onChange={(value) => set({ 'pham-vi': value === 'agency' ? 'co-quan' : undefined, 'co-quan': undefined })}
            data={[
              { value: 'mine', label: m.mine },
              { value: 'agency', label: m.agency },
            ]}
          />
        )
      }
    >
      {work.isPending && <Loading lines={6} />}
      {work.isError && <ErrorBox error={work.error} retry={() => void work.refetch()} />}
      <Narrowed since={since} letterOn={work.data?.letterOn ?? null} only={only} />
      {work.isSuccess && work.data.total === 0 && since === undefined && letter === undefined && (
        <NothingToDo scope={scope} agencyAllowed={agencyAllowed} />
      )}
      {work.isSuccess && work.data.total > 0 && (
        <>
          {!only && <Counts work={work.data} />}
          {(only ? [only] : GROUPS).map((group) => (
            <GroupList key={group} group={group} work={work.data} now={now} asked={asked} />
          ))}
        </>
      )}
    </Page>
  );
}

interface NarrowedProps {
  readonly since: string | undefined;
  readonly letterOn: string | null;
  readonly only: Group | undefined;
}

/** What of the list is shown, where it is not all of it, and the way back to all. */
function Narrowed({ since, letterOn, only }: NarrowedProps) {
  const m = useMessages(words);
  const language = useLanguage();
  const said = [
    since !== undefined && m.givenSince(formatMoment(since)),
    letterOn !== null && m.notInLetter(formatDay(letterOn)),
    only && m.onlyGroup(groupWords[only][language]),
  ].filter((one) => one !== undefined && one !== false);
  if (said.length === 0) return null;
  return (
    <p className={classes.narrowed}>
      {said.join(' ')} <PageLink to="/">{m.seeAllWork}</PageLink>
    </p>
  );
}

/** The four numbers, each a way to its list below. */
function Counts({ work }: { work: MyWork }) {
  const language = useLanguage();
  return (
    <nav className={classes.counts} aria-label={language === 'vi' ? 'Các nhóm việc' : 'Groups of work'}>
      {GROUPS.map((group) => {
        const { count } = work[group];
        const words = (
          <>
            <span className="dh-figure">{count}</span>
            <span className={classes.countLabel}>{groupWords[group][language]}</span>
          </>
        );
        const late = group === 'overdue' && count > 0 ? 'late' : undefined;
        return count > 0 ? (
          <a key={group} href={`#${groupWords[group].anchor}`} className={classes.count} data-tone={late}>
            {words}
          </a>
        ) : (
          <span key={group} className={classes.count}>
            {words}
          </span>
        );
      })}
    </nav>
  );
}

interface GroupListProps {
  readonly group: Group;
  readonly work: MyWork;
  readonly now: string;
  /** What the list was asked for with: its following pages are asked for with the same. */
  readonly asked: Readonly<Record<string, string | undefined>>;
}

/** One group, to its last item: what a number counts can be reached. */
function GroupList({ group, work, now, asked }: GroupListProps) {
  const m = useMessages(words);
  const language = useLanguage();
  const { count, items, next } = work[group];
  const rest = useInfiniteQuery({
    queryKey: ['reminders', 'work', asked, group, next],
    enabled: false,
    initialPageParam: next,
    queryFn: ({ pageParam, signal }) =>
      getJson<MyWork>(
        `/api/my-work${stringifySearch({ ...asked, group, cursor: pageParam ?? undefined, limit: String(MORE_AT_ONCE) })}`,
        {
          signal,
        },
      ),
    getNextPageParam: (page) => page[group].next,
  });
  if (count === 0) return null;
  const { anchor } = groupWords[group];
  const shown = [...items, ...(rest.data?.pages.flatMap((page) => page[group].items) ?? [])];
  const left = count - shown.length;
  const hasMore = next !== null && (rest.data === undefined || rest.hasNextPage);
  const firstGroup = GROUPS.find((one) => work[one].count > 0);
  return (
    <section className={classes.group} aria-labelledby={anchor} data-group={group}>
      <h2 id={anchor} className={classes.groupTitle}>
        {groupWords[group][language]} <span className={classes.groupCount}>{count}</span>
      </h2>
      <ul className={classes.rows}>
        {shown.map((item, index) => (
          <WorkRow
            key={item.id}
            item={item}
            now={now}
            first={group === firstGroup && index === 0}
            showAgency={work.scope === 'agency'}
          />
        ))}
      </ul>
      {rest.isError && <ErrorBox error={rest.error} retry={() => void rest.fetchNextPage()} />}
      {hasMore && left > 0 && (
        <Button variant="default" loading={rest.isFetching} onClick={() => void rest.fetchNextPage()}>
          {m.more(Math.min(left, MORE_AT_ONCE))}
        </Button>
      )}
    </section>
  );
}

function NothingToDo({ scope, agencyAllowed }: { scope: MyWork['scope']; agencyAllowed: boolean }) {
  const m = useMessages(words);
  if (scope === 'agency') return <EmptyState title={m.total(0)}>{m.nothingAgency}</EmptyState>;
  return (
    <EmptyState title={m.nothing} action={agencyAllowed && <PageLink to="/?pham-vi=co-quan">{m.seeAgency}</PageLink>}>
      {m.nothingMine}
    </EmptyState>
  );
}
