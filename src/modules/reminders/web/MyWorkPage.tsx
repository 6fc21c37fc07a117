import { Button, SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
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
const FIRST = 100;
const MOST = 500;

/** Việc của tôi: what an officer opens each morning, overdue first, one button a row. */
export default function MyWorkPage() {
  const m = useMessages(words);
  const language = useLanguage();
  const can = useCan();
  const search = useSearchParams();
  const set = useSetSearchParams();
  const now = useNow();
  const [limit, setLimit] = useState(FIRST);
  const agencyAllowed = can('reminders.agency-work');
  const scope = search['pham-vi'] === 'co-quan' && agencyAllowed ? 'agency' : 'mine';
  const agencyId = scope === 'agency' ? search['co-quan'] : undefined;
  /** The moment a morning's letter counts new work from. */
  const since = search['moi-tu'];
  const work = useQuery({
    queryKey: ['reminders', 'work', scope, agencyId, limit, since],
    queryFn: ({ signal }) =>
      getJson<MyWork>(`/api/my-work${stringifySearch({ scope, agencyId, limit, since })}`, { signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title={scope === 'mine' ? m.myWork : m.agencyWork}
      lead={
        work.data && (
          <>
            {m.onDay(`${weekdayName(work.data.todayOn, language)} ${formatDay(work.data.todayOn)}`)}{' '}
            <strong>{m.total(work.data.total)}.</strong>
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
      {since !== undefined && (
        <p className={classes.narrowed}>
          {m.givenSince(formatMoment(since))} <PageLink to="/">{m.seeAllWork}</PageLink>
        </p>
      )}
      {work.isSuccess && work.data.total === 0 && since === undefined && (
        <NothingToDo scope={scope} agencyAllowed={agencyAllowed} />
      )}
      {work.isSuccess && work.data.total > 0 && (
        <>
          <Counts work={work.data} />
          {GROUPS.map((group) => (
            <GroupList
              key={group}
              group={group}
              work={work.data}
              now={now}
              busy={work.isPlaceholderData}
              onMore={limit < MOST ? () => setLimit(MOST) : undefined}
            />
          ))}
        </>
      )}
    </Page>
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
  readonly busy: boolean;
  readonly onMore: (() => void) | undefined;
}

function GroupList({ group, work, now, busy, onMore }: GroupListProps) {
  const m = useMessages(words);
  const language = useLanguage();
  const { count, items } = work[group];
  if (count === 0) return null;
  const { anchor } = groupWords[group];
  const left = count - items.length;
  const firstGroup = GROUPS.find((one) => work[one].count > 0);
  return (
    <section className={classes.group} aria-labelledby={anchor} data-group={group}>
      <h2 id={anchor} className={classes.groupTitle}>
        {groupWords[group][language]} <span className={classes.groupCount}>{count}</span>
      </h2>
      <ul className={classes.rows}>
        {items.map((item, index) => (
          <WorkRow
            key={item.id}
            item={item}
            now={now}
            first={group === firstGroup && index === 0}
            showAgency={work.scope === 'agency'}
          />
        ))}
      </ul>
      {left > 0 && (onMore || busy) && (
        <Button variant="default" loading={busy} {...(onMore ? { onClick: onMore } : {})}>
          {m.more(left)}
        </Button>
      )}
      {left > 0 && !onMore && !busy && <p>{m.tooMany(left)}</p>}
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
