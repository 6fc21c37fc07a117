import { Button } from '@mantine/core';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { DueDate } from '#web/components/DueDate.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Icon } from '#web/components/Icon.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { formatDay, formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink, usePageParams } from '#web/navigation.tsx';
import { useCan, useNow } from '#web/session.tsx';
import type { RoundDetail, SheetRow } from '../rounds-schema.ts';
import { Agreement } from './Agreement.tsx';
import { BlindSample } from './BlindSample.tsx';
import { DemoStrip } from './DemoStrip.tsx';
import classes from './index.module.css';
import { MoveDates } from './MoveDates.tsx';
import { MoveForms } from './MoveForms.tsx';
import { INDEX_PLACE, rankingPlace, setPlace, sheetPlace, surveyPlace } from './places.ts';
import { RoundPrecedents } from './RoundPrecedents.tsx';
import { roundWords } from './round-words.ts';
import { dueOfStep, RoundSteps } from './RoundSteps.tsx';
import { StateBadge } from './StateBadge.tsx';
import { useRound } from './use-par.ts';
import { words } from './words.ts';

/** One round: where it stands in time, the sheets and how far they are, the next step. */
export default function RoundPage() {
  const m = useMessages(roundWords);
  const can = useCan();
  const w = useMessages(words);
  const now = useNow();
  const { id = '' } = usePageParams();
  const round = useRound(id);
  const due = round.data && dueOfStep(round.data);
  return (
    <Page
      title={round.data?.title ?? w.round}
      breadcrumb={[{ label: w.index, to: INDEX_PLACE }]}
      lead={
        round.data && (
          <span className={classes.buttons}>
            <StateBadge round={round.data} now={now} />
            {due && (
              <span>
                {w.dueBy} <DueDate dueAt={due} now={now} layout="sentence" />
              </span>
            )}
          </span>
        )
      }
      secondary={
        round.data && (
          <>
            {hasRanking(round.data, can('par-index.manage') || can('par-index.approve')) && (
              <PageLink to={rankingPlace(round.data.id)}>{m.ranking}</PageLink>
            )}
            <Button variant="default" leftSection={<Icon name="print" size={16} />} onClick={() => window.print()}>
              {w.print}
            </Button>
          </>
        )
      }
    >
      <DemoStrip label={round.data?.label} />
      {round.isPending && <Loading lines={8} />}
      {round.isError && !round.data && <ErrorBox error={round.error} retry={() => void round.refetch()} />}
      {round.data && (
        <div className={classes.stack}>
          <RoundSteps round={round.data} />
          <MoveDates round={round.data} />
          <MoveForms round={round.data} />
          <Sheets round={round.data} />
          <Imports round={round.data} />
          <BlindSample round={round.data} />
          <SeesAll round={round.data} />
          <RoundPrecedents round={round.data} />
          <Monitors round={round.data} />
          <Facts round={round.data} />
        </div>
      )}
    </Page>
  );
}

/** Units read the ranking when it is published; those who run and approve the round from the council's closing on. */
function hasRanking(round: RoundDetail, runsIt: boolean): boolean {
  return round.state === 'published' || (runsIt && (round.state === 'reply' || round.state === 'approved'));
}

/** Agreement is for those who run and approve the round, once something has been appraised. */
function SeesAll({ round }: { readonly round: RoundDetail }) {
  const can = useCan();
  const maySee = can('par-index.manage') || can('par-index.approve');
  return maySee && round.sheets.some(({ appraised }) => appraised > 0) ? <Agreement roundId={round.id} /> : null;
}

/** The way to bringing in survey results, while they can be. */
function Imports({ round }: { readonly round: RoundDetail }) {
  const m = useMessages(roundWords);
  const can = useCan();
  const isOpen = !['reply', 'approved', 'published', 'cancelled'].includes(round.state);
  if (!can('par-index.manage') || !isOpen) return null;
  return (
    <p>
      <PageLink to={surveyPlace(round.id)}>{m.bringSurvey}</PageLink>
    </p>
  );
}

function Facts({ round }: { readonly round: RoundDetail }) {
  const m = useMessages(roundWords);
  const w = useMessages(words);
  return (
    <p className={classes.small}>
      {m.period(formatDay(round.periodFrom), formatDay(round.periodTo))}; {w.cutOff} {formatDay(round.cutOffOn)}.{' '}
      <PageLink to={setPlace(round.setId)}>{w.set}</PageLink>.{' '}
      {m.openedBy(round.openedBy, formatMoment(round.openedAt))}
      {round.closedAt && ` ${m.closedBy(round.closedBy ?? '', formatMoment(round.closedAt))}`}
      {round.approvedAt && ` ${m.approvedBy(round.approvedBy ?? '', formatMoment(round.approvedAt))}`}
      {round.decision && ` ${w.decision}: ${round.decision}.`}
    </p>
  );
}

function Sheets({ round }: { readonly round: RoundDetail }) {
  const m = useMessages(roundWords);
  const part = (done: number, all: number) => (all === 0 ? m.none : m.of(done, all));
  const columns: Column<SheetRow>[] = [
    {
      key: 'unit',
      header: m.unit,
      width: 'wide',
      cell: (row) => (row.answeredBy ? m.answered(row.agency.name, row.answeredBy.name) : row.agency.name),
      sortValue: (row) => row.agency.name,
      copy: (row) => row.agency.name,
    },
    {
      key: 'self',
      header: m.self,
      align: 'end',
      cell: (row) => part(row.scored, row.toScore),
      sortValue: (row) => row.scored,
      copy: (row) => row.scored,
    },
    {
      key: 'locked',
      header: m.locked,
      cell: (row) =>
        row.lockedAt
          ? `${formatDay(row.lockedAt)}${row.lockedBecause === 'deadline' ? ` (${m.byDeadline})` : ''}`
          : m.notLocked,
      sortValue: (row) => row.lockedAt,
      copy: (row) => row.lockedAt?.slice(0, 10) ?? '',
    },
    {
      key: 'appraised',
      header: m.appraised,
      align: 'end',
      cell: (row) => part(row.appraised, row.toAppraise),
      sortValue: (row) => row.appraised,
      copy: (row) => row.appraised,
    },
    {
      key: 'flagged',
      header: m.flagged,
      align: 'end',
      cell: (row) => part(row.explained, row.flagged),
      sortValue: (row) => row.flagged,
      copy: (row) => row.flagged,
    },
    {
      key: 'again',
      header: m.again,
      align: 'end',
      cell: (row) => part(row.appraisedAgain, row.flagged),
      sortValue: (row) => row.appraisedAgain,
      copy: (row) => row.appraisedAgain,
    },
    {
      key: 'missing',
      header: m.missing,
      align: 'end',
      cell: (row) => row.missing,
      sortValue: (row) => row.missing,
      copy: (row) => row.missing,
    },
  ];
  return (
    <section className={classes.part} aria-labelledby="par-sheets">
      <h2 id="par-sheets">{m.sheets}</h2>
      <DataTable
        caption={m.sheets}
        columns={columns}
        rows={round.sheets}
        rowKey={(row) => row.id}
        rowLink={(row) => sheetPlace(row.id)}
        empty={<EmptyState title={m.noSheets}>{m.noSheetsText}</EmptyState>}
      />
    </section>
  );
}

/** Who appraises what: codes with the same agencies in one line. */
function Monitors({ round }: { readonly round: RoundDetail }) {
  const m = useMessages(roundWords);
  const groups = new Map<string, { names: string; codes: string[] }>();
  for (const { leaf, agencies } of round.monitors) {
    // Bonus and penalty have no place in the table.
    if (!/^\d/.test(leaf)) continue;
    const names = agencies.map(({ name }) => name).join('; ');
    const field = leaf.split('.')[0] ?? leaf;
    const group = groups.get(names) ?? { names, codes: [] };
    if (!group.codes.includes(field)) group.codes.push(field);
    groups.set(names, group);
  }
  if (groups.size === 0) return null;
  return (
    <section className={classes.part} aria-labelledby="par-monitors">
      <h2 id="par-monitors">{m.monitors}</h2>
      <ul className={classes.lines}>
        {[...groups.values()].map(({ names, codes }) => (
          <li key={names}>
            {m.monitorOf(codes.join(', '))}: {names}
          </li>
        ))}
      </ul>
    </section>
  );
}
