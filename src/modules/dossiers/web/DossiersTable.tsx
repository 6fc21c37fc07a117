import { Button } from '@mantine/core';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { DemoLabel } from '#web/components/DemoLabel.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { StatusBadge } from '#web/components/StatusBadge.tsx';
import { formatDue } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { useSearchParams } from '#web/search-params.ts';
import { useCan } from '#web/session.tsx';
import { isAtRisk } from '../domain/forecast/risk.ts';
import type { ForecastView, RiskPage } from '../forecast-schema.ts';
import type { DossierSummary } from '../list-schema.ts';
import { badgeOf } from './dossier-state.ts';
import { isFiltered, KEYS, withFilters } from './dossier-filters.ts';
import classes from './queue.module.css';
import { NotFound } from './NotFound.tsx';
import { RiskMark } from './RiskMark.tsx';
import { riskWords } from './risk-words.ts';
import { SearchRemark } from './SearchRemark.tsx';
import type { useDossiers } from './use-dossiers.ts';
import { words } from './words.ts';

interface DossiersTableProps {
  readonly list: ReturnType<typeof useDossiers>;
  readonly asOf: string;
  readonly forecasts: ReadonlyMap<string, ForecastView>;
}

/** The list of a queue: each row opens its dossier beside it. */
export function DossiersTable({ list, asOf, forecasts }: DossiersTableProps) {
  const m = useMessages(words);
  const said = useMessages(riskWords);
  const search = useSearchParams();
  const columns = useColumns(asOf, Boolean(search[KEYS.open]), forecasts);
  const { rows, risk } = list;
  const typed = search[KEYS.search]?.trim();
  return (
    <div aria-busy={list.isPlaceholderData} data-stale={list.isPlaceholderData || undefined} className={classes.list}>
      {risk && rows.length > 0 && (
        <p className={classes.small}>
          {said.considered(rows.length, risk.considered)} {risk.more && said.onlyNearest(risk.considered)}
        </p>
      )}
      <SearchRemark search={list.search} />
      <DataTable
        caption={risk ? said.caption : m.caption}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        rowLink={({ id }) => withFilters(search, { open: id })}
        selectedKey={search[KEYS.open]}
        empty={
          risk ? (
            <NoneAtRisk risk={risk} />
          ) : list.search && typed ? (
            <NotFound typed={typed} search={list.search} />
          ) : (
            <NoDossiers />
          )
        }
        summary={m.shown(rows.length, list.hasNextPage)}
      />
      {list.isFetchNextPageError && <ErrorBox error={list.error} retry={() => void list.fetchNextPage()} />}
      {list.hasNextPage && (
        <Button
          variant="default"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
          className={`${classes.more} dh-no-print`}
        >
          {m.more}
        </Button>
      )}
    </div>
  );
}

/** The step it is at; of a result how it goes to its applicant. */
function whereOf({ state, stepName, stateLabel, returnWay }: DossierSummary, m: (typeof words)['en']): string {
  if (state === 'result-ready')
    return { counter: m.returnsCounter, post: m.returnsPost, online: m.returnsOnline }[returnWay];
  return state === 'posting' ? stateLabel : (stepName ?? stateLabel);
}

function useColumns(
  asOf: string,
  beside: boolean,
  forecasts: ReadonlyMap<string, ForecastView>,
): readonly Column<DossierSummary>[] {
  const m = useMessages(words);
  const language = useLanguage();
  const all: readonly (Column<DossierSummary> | false)[] = [
    {
      key: 'dossier',
      header: m.dossier,
      width: 'wide',
      cell: (row) => (
        <span className={classes.cell}>
          <span className={classes.name}>{row.procedureName}</span>
          <span className={classes.small}>
            <span className="dh-tabular">{row.code ?? m.notReceived}</span>
            {beside && ` · ${row.applicantName}`} {row.origin === 'demo' && <DemoLabel />}
          </span>
        </span>
      ),
      copy: (row) => row.code ?? '',
    },
    { key: 'name', header: m.dossier, copyOnly: true, cell: () => null, copy: (row) => row.procedureName },
    !beside && {
      key: 'applicant',
      header: m.applicant,
      cell: (row) => (
        <span className={classes.cell}>
          <span>{row.applicantName}</span>
          {row.ownerName !== row.applicantName && <span className={classes.small}>{row.ownerName}</span>}
        </span>
      ),
      copy: (row) => row.applicantName,
    },
    {
      key: 'step',
      header: m.step,
      hideOnPhone: beside,
      cell: (row) => (
        <span className={classes.cell}>
          <span>{whereOf(row, m)}</span>
          {row.refused && <span className={classes.small}>{m.refused}</span>}
          <span className={classes.small}>{[row.officer?.name, row.agency.name].filter(Boolean).join(' · ')}</span>
          <StepDue row={row} asOf={asOf} />
          <Opinions row={row} asOf={asOf} />
        </span>
      ),
      copy: (row) => whereOf(row, m),
    },
    {
      key: 'due',
      header: m.due,
      cell: (row) => (
        <span className={classes.due}>
          <AnswerDue row={row} asOf={asOf} />
          <StatusBadge status={badgeOf(row)} label={row.remaining} plain />
          {row.answer && !row.answer.verified && (
            <span className={classes.small}>{m.unverified(row.answer.hours)}</span>
          )}
          <AtRisk forecast={forecasts.get(row.id)} />
          {row.dueAt && (
            <time className={classes.small} dateTime={row.dueAt}>
              {row.urgency === 'stopped'
                ? m.dueBefore(formatDue(row.dueAt, asOf, language))
                : formatDue(row.dueAt, asOf, language)}
              {row.reappointed && ` · ${m.reappointed}`}
            </time>
          )}
        </span>
      ),
      copy: (row) => (row.urgency === 'stopped' ? '' : (row.dueAt?.slice(0, 10) ?? '')),
    },
  ];
  return all.filter((column): column is Column<DossierSummary> => column !== false);
}

/** Who is asked goes by the day of his own answer; the day of the whole stands under it. */
function AnswerDue({ row, asOf }: { row: DossierSummary; asOf: string }) {
  const m = useMessages(words);
  const language = useLanguage();
  const { asked } = row;
  if (!asked) return null;
  return (
    <>
      <StatusBadge status={badgeOf({ ...asked, state: row.state })} label={`${m.answer}: ${asked.remaining}`} plain />
      {asked.dueAt && (
        <time className={classes.small} dateTime={asked.dueAt}>
          {formatDue(asked.dueAt, asOf, language)}
          {asked.count > 1 && ` · ${m.questions(asked.count)}`}
        </time>
      )}
    </>
  );
}

/** By when the step is to be done: the day of whoever has it, which is not that of the whole. */
function StepDue({ row: { stepDueAt, dueAt, urgency, asked }, asOf }: { row: DossierSummary; asOf: string }) {
  const m = useMessages(words);
  const language = useLanguage();
  if (!stepDueAt || stepDueAt === dueAt || asked || urgency === 'ended' || urgency === 'stopped') return null;
  const isOver = Date.parse(stepDueAt) < Date.parse(asOf);
  return (
    <span className={classes.small} data-late={isOver || undefined}>
      {isOver ? m.stepOver(formatDue(stepDueAt, asOf, language)) : m.stepDue(formatDue(stepDueAt, asOf, language))}
    </span>
  );
}

/** What hangs on it: answers of other agencies, awaited, overdue or just come; a letter nobody has signed yet. */
function Opinions({ row: { awaited, answered, letterWaits }, asOf }: { row: DossierSummary; asOf: string }) {
  const m = useMessages(words);
  const language = useLanguage();
  return (
    <>
      {letterWaits && <span className={classes.small}>{m.letterWaits}</span>}
      {answered && <span className={classes.small}>{m.answered}</span>}
      {awaited && (
        <span className={classes.small}>
          {m.awaits(awaited.count)}
          {awaited.dueAt && ` · ${formatDue(awaited.dueAt, asOf, language)}`}
          {awaited.late && ` · ${m.answerOverdue}`}
        </span>
      )}
    </>
  );
}

/** The mark of a row, where there is reason to look. */
function AtRisk({ forecast }: { forecast: ForecastView | undefined }) {
  return forecast && isAtRisk(forecast.risk) ? <RiskMark forecast={forecast} /> : null;
}

/** Nothing may become late, or nobody knows yet. */
function NoneAtRisk({ risk }: { risk: RiskPage }) {
  const m = useMessages(riskWords);
  const search = useSearchParams();
  const back = <PageLink to={withFilters(search, { forecast: undefined })}>{m.back}</PageLink>;
  return (
    <EmptyState title={risk.learned ? m.none : m.notLearned} action={back}>
      {risk.learned ? m.noneText : m.notLearnedText}
    </EmptyState>
  );
}

/** Nothing at all, or nothing behind these filters. */
function NoDossiers() {
  const m = useMessages(words);
  const can = useCan();
  const search = useSearchParams();
  if (isFiltered(search))
    return (
      <EmptyState
        title={m.nothingFound}
        action={<PageLink to={withFilters({}, { queue: search[KEYS.queue] })}>{m.clear}</PageLink>}
      >
        {m.nothingFoundText}
      </EmptyState>
    );
  const receives = can('dossiers.receive');
  return (
    <EmptyState title={m.empty} action={receives && <PageLink to="/mot-cua/tiep-nhan">{m.receive}</PageLink>}>
      {receives ? m.emptyReceive : m.emptyText}
    </EmptyState>
  );
}
