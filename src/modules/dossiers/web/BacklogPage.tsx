import { Button, Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson } from '#web/api.ts';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { FilterBar } from '#web/components/FilterBar.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { StatusBadge } from '#web/components/StatusBadge.tsx';
import { formatDay, formatMoment, formatNumber } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { stringifySearch, useSearchParams } from '#web/search-params.ts';
import { CAUSE_VI } from '../domain/events.ts';
import { URGED } from '../domain/words.ts';
import type { Backlog } from '../month-schema.ts';
import { AnswerUrging } from './AnswerUrging.tsx';
import classes from './month.module.css';
import { monthWords } from './month-words.ts';
import { useMonthFilter } from './months.ts';
import { UrgeDialog } from './UrgeDialog.tsx';

type Line = Backlog['lines'][number];
/** One reminder at a time: those still waiting for an answer are not asked again. */
const askable = (line: Line) => line.urgings.every(({ answeredAt }) => answeredAt !== null);
const nameOf = (line: Line) => line.code ?? line.procedureName;

/** What Sở Nội vụ goes through each month: overdue, oldest first, why, asked, answered. */
export default function BacklogPage() {
  const m = useMessages(monthWords);
  const language = useLanguage();
  const search = useSearchParams();
  const asked = stringifySearch(search);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [urging, setUrging] = useState(false);
  const backlog = useQuery({
    queryKey: ['dossiers', 'backlog', asked],
    queryFn: ({ signal }) => getJson<Backlog>(`/api/dossiers/backlog${asked}`, { signal }),
  });
  const filter = useMonthFilter(m.month);
  const { data } = backlog;
  const narrowing = [
    {
      kind: 'select',
      key: 'agency',
      label: m.where,
      options: (data?.agencies ?? []).map(({ id, name, count }) => ({ value: id, label: `${name} (${count})` })),
    },
    {
      kind: 'select',
      key: 'urged',
      label: m.asked,
      options: URGED.map((value) => ({
        value,
        label: { none: m.notAsked, waiting: m.waiting, answered: m.answeredLines }[value],
      })),
    },
  ] as const;
  const picked = data?.lines.filter((line) => chosen.has(line.id) && askable(line)) ?? [];
  const toggle = (id: string, on: boolean) =>
    setChosen((before) => new Set(on ? [...before, id] : [...before].filter((one) => one !== id)));
  return (
    <Page
      title={m.backlog}
      print="landscape"
      breadcrumb={[{ label: m.title, to: `/mot-cua/thang${stringifySearch({ month: search['month'] })}` }]}
      lead={
        data &&
        (data.closedOn === null
          ? m.backlogLead(formatNumber(data.total, language, 0))
          : m.backlogThen(formatNumber(data.total, language, 0), formatDay(data.closedOn)))
      }
      action={
        data?.mayUrge && (
          <Button disabled={picked.length === 0} onClick={() => setUrging(true)}>
            {m.urge(picked.length)}
          </Button>
        )
      }
    >
      {filter && <FilterBar filters={[filter, ...narrowing]} resets={['after']} />}
      {backlog.isPending && <Loading lines={6} />}
      {backlog.isError && !data && <ErrorBox error={backlog.error} retry={() => void backlog.refetch()} />}
      {data &&
        (data.lines.length === 0 ? (
          <NoLines narrowed={search['agency'] !== undefined || search['urged'] !== undefined} backlog={data} />
        ) : (
          <>
            {data.mayUrge && (
              <PickAll
                lines={data.lines.filter(askable)}
                picked={picked.length}
                pick={(ids) => setChosen(new Set(ids))}
              />
            )}
            <Lines backlog={data} chosen={chosen} toggle={toggle} />
          </>
        ))}
      {data?.next && (
        <PageLink to={`/mot-cua/ton-dong${stringifySearch({ ...search, after: data.next })}`}>{m.next}</PageLink>
      )}
      <UrgeDialog
        opened={urging}
        lines={picked}
        close={(sent) => {
          setUrging(false);
          if (sent) setChosen(new Set());
        }}
      />
    </Page>
  );
}

/** Nothing is overdue, or nothing behind these filters. */
function NoLines({ narrowed, backlog }: { readonly narrowed: boolean; readonly backlog: Backlog }) {
  const m = useMessages(monthWords);
  const { month } = useSearchParams();
  const isEmpty = backlog.agencies.length === 0;
  if (!narrowed || isEmpty)
    return <EmptyState title={m.backlogEmpty}>{backlog.closedOn === null && m.backlogEmptyText}</EmptyState>;
  return (
    <EmptyState
      title={m.noLines}
      action={<PageLink to={`/mot-cua/ton-dong${stringifySearch({ month })}`}>{m.allLines}</PageLink>}
    >
      {m.noLinesText}
    </EmptyState>
  );
}

/** All of the page that can be asked about, at once. */
function PickAll(props: {
  readonly lines: readonly Line[];
  readonly picked: number;
  readonly pick: (ids: readonly string[]) => void;
}) {
  const m = useMessages(monthWords);
  const { lines, picked, pick } = props;
  if (lines.length === 0) return null;
  const all = picked === lines.length;
  return (
    <div className={`${classes.pickAll} dh-no-print`}>
      <Button variant="default" size="compact-sm" onClick={() => pick(all ? [] : lines.map(({ id }) => id))}>
        {all ? m.dropAll : m.pickAll(lines.length)}
      </Button>
    </div>
  );
}

interface LinesProps {
  readonly backlog: Backlog;
  readonly chosen: ReadonlySet<string>;
  readonly toggle: (id: string, on: boolean) => void;
}

function Lines({ backlog, chosen, toggle }: LinesProps) {
  const m = useMessages(monthWords);
  const overdue = (line: Line) =>
    line.overdueDays === null || line.overdueDays <= 0 ? m.overdueUnknown : m.overdue(String(line.overdueDays));
  const pick: Column<Line> = {
    key: 'pick',
    header: m.pick,
    width: 'narrow',
    cell: (line) => (
      <Checkbox
        aria-label={m.select(nameOf(line))}
        checked={chosen.has(line.id) && askable(line)}
        disabled={!askable(line)}
        onChange={({ currentTarget }) => toggle(line.id, currentTarget.checked)}
      />
    ),
  };
  const columns: readonly Column<Line>[] = [
    {
      key: 'code',
      header: m.dossier,
      cell: (line) => (
        <>
          {nameOf(line)}
          <br />
          <span className={classes.quiet}>
            {line.code === null ? line.ownerName : `${line.procedureName}, ${line.ownerName}`}
          </span>
        </>
      ),
      copy: (line) => `${nameOf(line)}, ${line.procedureName}, ${line.ownerName}`,
    },
    {
      key: 'where',
      header: m.where,
      cell: (line) => (
        <>
          {line.agency.name}
          <br />
          <span className={classes.quiet}>
            {[line.stepName ?? line.stateLabel, line.officerName].filter((text) => text !== null).join(', ')}
          </span>
        </>
      ),
      copy: (line) => line.agency.name,
    },
    {
      key: 'due',
      header: m.due,
      cell: (line) => (
        <>
          <StatusBadge status="open-overdue" label={overdue(line)} plain />
          <br />
          <span className={classes.quiet}>
            {line.lawfulDueAt && formatMoment(line.lawfulDueAt)}
            {line.reappointed && `, ${m.reappointed}`}
          </span>
        </>
      ),
      copy: (line) => line.overdueDays,
    },
    {
      key: 'cause',
      header: m.cause,
      cell: (line) =>
        line.cause === null ? (
          <span className={classes.quiet}>{m.noCause}</span>
        ) : (
          <>
            {CAUSE_VI[line.cause]}
            {line.reason && <span className={classes.quiet}>: {line.reason}</span>}
          </>
        ),
      copy: (line) => (line.cause === null ? null : CAUSE_VI[line.cause]),
    },
    { key: 'asked', header: m.asked, cell: (line) => <Urgings line={line} /> },
    ...(backlog.mayUrge ? [pick] : []),
  ];
  return (
    <DataTable
      caption={m.backlog}
      columns={columns}
      rows={backlog.lines}
      rowKey={(line) => line.id}
      rowLink={(line) => `/ho-so/${line.id}`}
    />
  );
}

/** What was asked and answered, newest first, and the answer for whom it is to give. */
function Urgings({ line }: { line: Line }) {
  const m = useMessages(monthWords);
  if (line.urgings.length === 0) return <span className={classes.quiet}>{m.notAsked}</span>;
  return (
    <>
      {line.urgings.map((one) => (
        <p key={one.id} className={classes.urging}>
          {m.sentAt(formatMoment(one.sentAt), one.sentBy)}
          {one.askedAgency && ` (${m.askedOf(one.askedAgency.name)})`}
          {one.note && `: ${one.note}`}
          <br />
          {one.answeredAt === null ? (
            <span className={classes.quiet}>{m.waits(formatDay(one.answerDueAt))}</span>
          ) : (
            <>
              {m.answered(one.answeredBy ?? '', formatMoment(one.answeredAt))}: {one.cause && CAUSE_VI[one.cause]}.{' '}
              {one.plan} {one.promisedOn && `${m.promised(formatDay(one.promisedOn))}.`}
            </>
          )}
        </p>
      ))}
      {line.mayAnswer && <AnswerUrging name={nameOf(line)} urgings={line.urgings} />}
    </>
  );
}
