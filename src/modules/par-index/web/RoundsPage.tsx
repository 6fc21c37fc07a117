import { Button } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { Sheet } from '#web/components/BesideList.tsx';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { DueDate } from '#web/components/DueDate.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { StatusBadge } from '#web/components/StatusBadge.tsx';
import { dayOf, formatDay } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { useCan, useNow, useSession } from '#web/session.tsx';
import { DEMONSTRATION_LABEL } from '../domain/criteria-set.ts';
import type { RoundDetail, RoundView } from '../rounds-schema.ts';
import type { SetSummary } from '../sets-schema.ts';
import { CommentRounds } from './CommentRounds.tsx';
import { DemoStrip } from './DemoStrip.tsx';
import classes from './index.module.css';
import { openingWords } from './opening-words.ts';
import { NEW_ROUND_PLACE, roundPlace, setPlace, sheetPlace } from './places.ts';
import { dueOfStep } from './RoundSteps.tsx';
import { SetShelf } from './SetShelf.tsx';
import { YearHint } from './SheetLinks.tsx';
import { StateBadge } from './StateBadge.tsx';
import { roundQuery, useRounds, useSets } from './use-par.ts';
import { words } from './words.ts';

/** Rounds in which something can still be done. */
const OPEN: readonly RoundView['state'][] = [
  'self-scoring',
  'appraisal-1',
  'explanation',
  'appraisal-2',
  'council',
  'reply',
  'approved',
];

/** Chỉ số: what waits for my agency, the rounds with their deadlines, the sets. */
export default function RoundsPage() {
  const m = useMessages(words);
  const o = useMessages(openingWords);
  const can = useCan();
  const rounds = useRounds();
  const sets = useSets();
  const isDemonstration = [...(sets.data?.sets ?? []), ...(rounds.data?.rounds ?? [])].some(
    (one) => one.isDemonstration,
  );
  return (
    <Page
      title={m.index}
      lead={m.lead}
      action={
        can('par-index.manage') && (
          <Button component={PageLink} to={NEW_ROUND_PLACE}>
            {o.open}
          </Button>
        )
      }
    >
      <DemoStrip label={isDemonstration ? DEMONSTRATION_LABEL : null} />
      <div className={classes.stack}>
        {rounds.data && <Mine rounds={rounds.data.rounds} />}
        <section className={classes.part} aria-labelledby="par-rounds">
          <h2 id="par-rounds">{m.rounds}</h2>
          {rounds.isPending && <Loading />}
          {rounds.isError && !rounds.data && <ErrorBox error={rounds.error} retry={() => void rounds.refetch()} />}
          {rounds.data && <RoundTable rounds={rounds.data.rounds} />}
        </section>
        <CommentRounds />
        <section className={classes.part} aria-labelledby="par-sets">
          <h2 id="par-sets">{m.sets}</h2>
          <SetShelf />
          {sets.isPending && <Loading />}
          {sets.isError && !sets.data && <ErrorBox error={sets.error} retry={() => void sets.refetch()} />}
          {sets.data && <SetTable sets={sets.data.sets} />}
        </section>
      </div>
    </Page>
  );
}

/** The sheets of my agency that wait for somebody there. */
function Mine({ rounds }: { readonly rounds: readonly RoundView[] }) {
  const m = useMessages(words);
  const { agency } = useSession();
  const now = useNow();
  const open = rounds.filter((round) => OPEN.includes(round.state));
  const details = useQueries({ queries: open.map((round) => roundQuery(round.id)) });
  const own = details.flatMap(({ data }) => {
    const sheet = data?.sheets.find((one) => one.agency.id === agency?.id);
    return data && sheet ? [{ round: data, sheet }] : [];
  });
  if (own.length === 0) return null;
  return (
    <Sheet title={m.mine}>
      <ul className={classes.mine}>
        {own.map(({ round, sheet }) => (
          <li key={sheet.id}>
            <div>
              <p>
                <PageLink to={sheetPlace(sheet.id)}>{round.title}</PageLink>
              </p>
              <p>{todoOf(round, sheet, m)}</p>
              {round.state === 'self-scoring' && (dayOf(now) ?? '') <= round.cutOffOn && (
                <YearHint sheetId={sheet.id} cutOffOn={round.cutOffOn} />
              )}
            </div>
            <DueDate dueAt={dueOfStep(round)} now={now} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

type Words = ReturnType<typeof useMessages<(typeof words)['vi']>>;

function todoOf(round: RoundDetail, sheet: RoundDetail['sheets'][number], m: Words): string {
  if (round.state === 'self-scoring') return sheet.lockedAt ? m.locked : m.todoSelf(sheet.toScore - sheet.scored);
  if (round.state === 'explanation' && sheet.flagged > 0)
    return sheet.explainedAt ? m.locked : m.todoExplain(sheet.flagged - sheet.explained);
  if (round.state === 'reply' && round.replyUntil) return m.todoReply(formatDay(round.replyUntil));
  return m.waits(m.stateOf(round.state));
}

function RoundTable({ rounds }: { readonly rounds: readonly RoundView[] }) {
  const m = useMessages(words);
  const now = useNow();
  const columns: Column<RoundView>[] = [
    { key: 'title', header: m.round, cell: (row) => row.title, width: 'wide', copy: (row) => row.title },
    { key: 'year', header: m.year, cell: (row) => row.year, align: 'end', copy: (row) => row.year },
    { key: 'block', header: m.block, cell: (row) => m.blockOf(row.block), copy: (row) => m.blockOf(row.block) },
    {
      key: 'state',
      header: m.state,
      cell: (row) => <StateBadge round={row} now={now} />,
      copy: (row) => m.stateOf(row.state),
    },
    {
      key: 'due',
      header: m.due,
      cell: (row) => {
        const due = dueOfStep(row);
        return due ? <DueDate dueAt={due} now={now} /> : '—';
      },
      copy: (row) => dueOfStep(row) ?? '',
    },
  ];
  return (
    <DataTable
      caption={m.rounds}
      columns={columns}
      rows={rounds}
      rowKey={(row) => row.id}
      rowLink={(row) => roundPlace(row.id)}
      empty={<EmptyState title={m.noRounds}>{m.noRoundsText}</EmptyState>}
    />
  );
}

function SetTable({ sets }: { readonly sets: readonly SetSummary[] }) {
  const m = useMessages(words);
  const columns: Column<SetSummary>[] = [
    { key: 'title', header: m.set, cell: (row) => row.title, width: 'wide', copy: (row) => row.title },
    { key: 'year', header: m.year, cell: (row) => row.year, align: 'end', copy: (row) => row.year },
    { key: 'block', header: m.block, cell: (row) => m.blockOf(row.block), copy: (row) => m.blockOf(row.block) },
    { key: 'version', header: m.version, cell: (row) => row.version, align: 'end', copy: (row) => row.version },
    {
      key: 'state',
      header: m.setState,
      cell: (row) => (
        <StatusBadge
          plain
          status={row.state === 'adopted' ? 'confirmed' : 'new'}
          label={row.state === 'adopted' ? m.adopted : m.draft}
        />
      ),
      copy: (row) => (row.state === 'adopted' ? m.adopted : m.draft),
    },
    {
      key: 'decision',
      header: m.decision,
      cell: (row) => (row.isDemonstration ? m.demonstration : (row.decision ?? m.noDecision)),
      copy: (row) => (row.isDemonstration ? m.demonstration : (row.decision ?? '')),
    },
  ];
  return (
    <DataTable
      caption={m.sets}
      columns={columns}
      rows={sets}
      rowKey={(row) => row.id}
      rowLink={(row) => setPlace(row.id)}
      empty={<EmptyState title={m.noSets}>{m.noSetsText}</EmptyState>}
    />
  );
}
