import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { formatMoment, formatNumber } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink, usePageParams } from '#web/navigation.tsx';
import { stringifySearch, useSearchParams } from '#web/search-params.ts';
import type { Figure } from '../domain/figures.ts';
import type { MeasureEntries, MeasureEntry } from '../measure-schema.ts';
import { words as channelWords } from './channel-words.ts';
import { daysOf, figureOf, MEASURES, USUAL_DAYS } from './measure-links.ts';
import { measureWords } from './measure-words.ts';
import classes from './measures.module.css';

const JUDGED: ReadonlySet<Figure> = new Set(['told', 'acted', 'ignored']);
const ANSWERS: ReadonlySet<Figure> = new Set(['snoozed', 'asked-more-time', 'handed-over']);

/** The list behind one number of the figures. */
export default function MeasureListPage() {
  const m = useMessages(measureWords);
  const language = useLanguage();
  const search = useSearchParams();
  const figure = figureOf(usePageParams()['so']);
  const days = daysOf(search['ky']);
  const asked = {
    figure,
    days,
    bucket: search['muc'],
    policyId: search['chinh-sach'],
    rule: search['quy-tac'],
  };
  const found = useInfiniteQuery({
    queryKey: ['reminders', 'measures', 'entries', asked],
    queryFn: ({ signal, pageParam }) =>
      getJson<MeasureEntries>(`/api/reminders/measures/entries${stringifySearch({ ...asked, cursor: pageParam })}`, {
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
    enabled: figure !== undefined,
  });
  const first = found.data?.pages[0];
  const title = figure === undefined ? m.list : m.figure(figure);
  const total = formatNumber(first?.total ?? 0, language, 0);
  return (
    <Page
      title={first?.ruleText ? m.ofRule(title, first.ruleText) : title}
      breadcrumb={[{ label: m.title, to: `${MEASURES}${stringifySearch({ ky: days === USUAL_DAYS ? '' : days })}` }]}
      lead={first && (figure === 'planned' ? m.listNow(total) : m.listLead(total, formatMoment(first.since)))}
    >
      {figure === undefined && <EmptyState title={m.nothing}>{m.nothingText}</EmptyState>}
      {figure !== undefined && found.isPending && <Loading />}
      {found.isError && <ErrorBox error={found.error} retry={() => void found.refetch()} />}
      {figure !== undefined && found.isSuccess && (
        <div className={classes.stack}>
          <Entries
            figure={figure}
            entries={found.data.pages.flatMap(({ entries }) => entries)}
            total={first?.total ?? 0}
            title={title}
          />
          {found.hasNextPage && (
            <Button
              variant="default"
              className={classes.more ?? ''}
              loading={found.isFetchingNextPage}
              onClick={() => void found.fetchNextPage()}
            >
              {m.more}
            </Button>
          )}
        </div>
      )}
    </Page>
  );
}

function Entries(props: { figure: Figure; entries: readonly MeasureEntry[]; total: number; title: string }) {
  const { figure, entries, total, title } = props;
  const language = useLanguage();
  const m = useMessages(measureWords);
  const c = useMessages(channelWords);
  const nameOf = (row: MeasureEntry) => (row.obligationId === null ? m.letter : (row.title ?? m.outOfSight));
  const channelOf = ({ channel }: MeasureEntry) =>
    channel === null ? '' : channel === 'in-app' ? m.inProgram : c[channel];
  const moment = (value: string | null) => (value === null ? '' : formatMoment(value));
  const columns: Column<MeasureEntry>[] = [
    {
      key: 'matter',
      header: m.matter,
      width: 'wide',
      cell: (row) =>
        row.title === null ? nameOf(row) : <PageLink to={`/nhac-viec/moc/${row.obligationId}`}>{row.title}</PageLink>,
      copy: nameOf,
    },
    { key: 'agency', header: m.agency, cell: (row) => row.agencyName ?? '', copy: (row) => row.agencyName },
    { key: 'step', header: m.step, cell: (row) => row.step ?? '', copy: (row) => row.step },
    {
      key: 'at',
      header: figure === 'planned' ? m.nextWhen : m.when,
      cell: (row) => formatMoment(row.at),
      copy: (row) => row.at,
    },
  ];
  if (figure === 'planned')
    columns.push({ key: 'due', header: m.due, cell: (row) => moment(row.dueAt), copy: (row) => row.dueAt });
  else if (figure === 'fired')
    columns.push({
      key: 'late',
      header: m.lateness,
      align: 'end',
      cell: (row) => (row.lateSeconds === null ? '' : m.secondsLate(row.lateSeconds)),
      copy: (row) => row.lateSeconds,
    });
  else if (JUDGED.has(figure))
    columns.push({
      key: 'acted',
      header: m.actedAt,
      cell: (row) => (row.actedAt === null ? m.notActed : formatMoment(row.actedAt)),
      copy: (row) => row.actedAt,
    });
  else
    columns.push({
      key: 'person',
      header: ANSWERS.has(figure) ? m.who : m.person,
      cell: (row) => row.recipient ?? '',
      copy: (row) => row.recipient,
    });
  if (entries.some(({ channel }) => channel !== null))
    columns.push({
      key: 'channel',
      header: m.channel,
      cell: channelOf,
      copy: channelOf,
    });
  return (
    <DataTable
      caption={title}
      columns={columns}
      rows={entries}
      rowKey={({ id }) => id}
      summary={m.shown(formatNumber(entries.length, language, 0), formatNumber(total, language, 0))}
      empty={<EmptyState title={m.nothing}>{m.nothingText}</EmptyState>}
    />
  );
}
