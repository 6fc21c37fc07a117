import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError, getJson, postJson } from '#web/api.ts';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { type Status, StatusBadge } from '#web/components/StatusBadge.tsx';
import { showProblem, showToast } from '#web/components/Toasts.tsx';
import { WhyDate } from '#web/components/WhyDate.tsx';
import { formatDay, formatDue, formatMoment } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink, useGo } from '#web/navigation.tsx';
import { stringifySearch, useSearchParams, useSetSearchParams } from '#web/search-params.ts';
import { useSession } from '#web/session.tsx';
import type { Reminder, ReminderList } from '../schema.ts';
import { dueMoment } from './due-moment.ts';
import classes from './reminders.module.css';
import { kindWords, words } from './words.ts';

const STATUS: Readonly<Record<Reminder['kind'], Status>> = {
  assigned: 'received',
  'due-soon': 'due-soon',
  'due-today': 'due-soon',
  overdue: 'open-overdue',
  review: 'new',
};

/** How the address says which reminders are shown. */
const FILTERS: Readonly<Record<string, 'unread' | 'others'>> = { 'chua-doc': 'unread', 'viec-khac': 'others' };
const PLACE_OF = { all: undefined, unread: 'chua-doc', others: 'viec-khac' } as const;

/** Nhắc việc: the reminders one received, what each is about and why it came. */
export default function RemindersPage() {
  const m = useMessages(words);
  const client = useQueryClient();
  const set = useSetSearchParams();
  const search = useSearchParams();
  const filter = FILTERS[search['loc'] ?? ''] ?? 'all';
  /** A morning's letter whose matters are left out: the way here was "và N việc khác". */
  const letter = search['thu'];
  const list = useInfiniteQuery({
    queryKey: ['reminders', 'received', filter, letter],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      getJson<ReminderList>(`/api/reminders${stringifySearch({ filter, letter, cursor: pageParam })}`, { signal }),
    getNextPageParam: (page) => page.next,
  });
  const readAll = useMutation({
    mutationFn: () => postJson('/api/reminders/read-all'),
    onSuccess: () => client.invalidateQueries({ queryKey: ['reminders'] }),
    onError: tell,
  });
  const reminders = list.data?.pages.flatMap((page) => page.reminders) ?? [];
  const unread = list.data?.pages[0]?.unread ?? 0;
  const others = list.data?.pages[0]?.others ?? 0;
  const letterOn = list.data?.pages[0]?.letterOn ?? null;
  return (
    <Page
      title={m.reminders}
      lead={list.isSuccess && (filter === 'others' ? m.othersLead(others) : m.remindersLead(unread))}
      secondary={
        <>
          <PageLink to="/nhac-viec/lam-thay">{m.standIns}</PageLink>
          {unread > 0 && (
            <Button variant="default" loading={readAll.isPending} onClick={() => readAll.mutate()}>
              {m.readAll}
            </Button>
          )}
          <SegmentedControl
            aria-label={m.filter}
            value={filter}
            onChange={(value) => set({ loc: PLACE_OF[value as keyof typeof PLACE_OF], thu: undefined })}
            data={[
              { value: 'all', label: m.all },
              { value: 'unread', label: m.unread },
              { value: 'others', label: m.others },
            ]}
          />
        </>
      }
    >
      {letterOn !== null && (
        <p className={classes.narrowed}>
          {m.notInLetter(formatDay(letterOn))} <PageLink to="/nhac-viec">{m.showAll}</PageLink>
        </p>
      )}
      {list.isPending && <Loading />}
      {list.isError && <ErrorBox error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && reminders.length === 0 && filter === 'all' && (
        <EmptyState title={m.noReminders}>{m.noRemindersText}</EmptyState>
      )}
      {list.isSuccess && reminders.length === 0 && filter === 'unread' && (
        <EmptyState title={m.noUnread} action={<PageLink to="/nhac-viec">{m.showAll}</PageLink>} />
      )}
      {list.isSuccess && reminders.length === 0 && filter === 'others' && (
        <EmptyState title={m.noOthers} action={<PageLink to="/nhac-viec">{m.showAll}</PageLink>}>
          {m.noOthersText}
        </EmptyState>
      )}
      {reminders.length > 0 && (
        <ul className={classes.rows}>
          {reminders.map((reminder) => (
            <ReminderRow key={reminder.id} reminder={reminder} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <p>
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {m.older}
          </Button>
        </p>
      )}
    </Page>
  );
}

function ReminderRow({ reminder }: { reminder: Reminder }) {
  const m = useMessages(words);
  const language = useLanguage();
  const go = useGo();
  const client = useQueryClient();
  const { person } = useSession();
  const refresh = () => client.invalidateQueries({ queryKey: ['reminders'] });
  const open = useMutation({
    mutationFn: () => postJson(`/api/reminders/${reminder.id}/read`),
    onSettled: refresh,
  });
  const acknowledge = useMutation({
    mutationFn: () => postJson(`/api/obligations/${reminder.obligationId}/acknowledge`),
    onSuccess: () => {
      showToast(m.acknowledgedToast);
      return refresh();
    },
    onError: tell,
  });
  const due = dueMoment(reminder.dueAt);
  const others = reminder.told.filter(({ personId }) => personId !== person.id);
  const told =
    others.length > 0 ? m.toldToo(others.map(({ name, title }) => `${name} (${title})`).join(', ')) : m.toldOnly;
  const closed = reminder.state === 'done' ? m.done : reminder.state === 'cancelled' ? m.cancelled : undefined;
  return (
    <li className={classes.reminder} data-unread={reminder.readAt === null || undefined}>
      <div className={classes.what}>
        <PageLink
          to={reminder.link}
          className={classes.title}
          onClick={() => {
            if (reminder.readAt === null) open.mutate();
          }}
        >
          {reminder.title}
        </PageLink>
        {reminder.text !== '' && <p className={classes.said}>{reminder.text}</p>}
        <span className={classes.facts}>
          {[
            reminder.readAt === null && m.isUnread,
            reminder.agencyName,
            reminder.waitingFor && m.waits(reminder.waitingFor),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {reminder.latest && reminder.state === 'open' && reminder.kind !== 'overdue' && (
          <PageLink to={`/nhac-viec/moc/${reminder.obligationId}`} className={classes.quietLink}>
            {m.answerOther}
            <span className="dh-visually-hidden">{m.openTask(reminder.title)}</span>
          </PageLink>
        )}
        <WhyDate question={m.why} explanation={[...reminder.why, told]} />
      </div>
      <div className={classes.when}>
        <StatusBadge status={STATUS[reminder.kind]} label={kindWords[reminder.kind][language]} plain />
        {due && (
          <span className={classes.absolute}>
            {language === 'vi' ? reminder.leftText : reminder.leftTextEn}, {m.due}{' '}
            <time dateTime={reminder.dueAt ?? ''}>{formatDue(due, reminder.firedAt, language)}</time>
          </span>
        )}
        <time dateTime={reminder.firedAt} className={classes.facts}>
          {formatMoment(reminder.firedAt)}
        </time>
      </div>
      <div className={classes.actions}>
        {closed && <StatusBadge status={reminder.state === 'done' ? 'confirmed' : 'cancelled'} label={closed} plain />}
        {reminder.canAcknowledge && (
          <Button variant="default" size="sm" loading={acknowledge.isPending} onClick={() => acknowledge.mutate()}>
            {m.acknowledge}
            <span className="dh-visually-hidden">{m.openTask(reminder.title)}</span>
          </Button>
        )}
        {!closed && reminder.latest && (
          <Button
            variant="default"
            size="sm"
            onClick={() => {
              if (reminder.readAt === null) open.mutate();
              go(reminder.link);
            }}
          >
            {language === 'en' && reminder.action === 'Mở việc' ? m.open : reminder.action}
            <span className="dh-visually-hidden">{m.openTask(reminder.title)}</span>
          </Button>
        )}
      </div>
    </li>
  );
}

function tell(error: Error): void {
  showProblem(error instanceof ApiError ? error.sentence : String(error));
}
