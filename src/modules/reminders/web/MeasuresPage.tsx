import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { getJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { FilterBar } from '#web/components/FilterBar.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { formatMoment, formatNumber } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { useSearchParams } from '#web/search-params.ts';
import { type Figure, FIGURES } from '../domain/figures.ts';
import type { Measures } from '../measure-schema.ts';
import { Count } from './Count.tsx';
import { Effects } from './Effects.tsx';
import { Lateness } from './Lateness.tsx';
import { daysOf, listAt } from './measure-links.ts';
import { measureWords } from './measure-words.ts';
import classes from './measures.module.css';

type Difference = NonNullable<Measures['check']>['differences'][number];

const CHOICES = [1, 7, 90, 366] as const;
const MAIN: ReadonlySet<Figure> = new Set(['planned', 'fired', 'delivered', 'acknowledged', 'acted']);

/** Đo lường nhắc việc: what became of the reminders, how late they were, which rules are obeyed, and the check. */
export default function MeasuresPage() {
  const m = useMessages(measureWords);
  const days = daysOf(useSearchParams()['ky']);
  const found = useQuery({
    queryKey: ['reminders', 'measures', days],
    queryFn: ({ signal }) => getJson<Measures>(`/api/reminders/measures?days=${days}`, { signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page title={m.title} lead={found.data && m.lead(formatMoment(found.data.since))}>
      <FilterBar
        filters={[
          {
            kind: 'select',
            key: 'ky',
            label: m.period,
            none: m.thirty,
            options: CHOICES.map((one) => ({ value: String(one), label: m.lastDays(one) })),
          },
        ]}
      />
      {found.isPending && <Loading />}
      {found.isError && <ErrorBox error={found.error} retry={() => void found.refetch()} />}
      {found.isSuccess && (
        <div className={classes.stack}>
          <Check check={found.data.check} />
          <Flow measures={found.data} />
          <Lateness measures={found.data} />
          <Effects measures={found.data} />
        </div>
      )}
    </Page>
  );
}

function Flow({ measures: { figures, days } }: { measures: Measures }) {
  const m = useMessages(measureWords);
  const language = useLanguage();
  const number = (value: number) => formatNumber(value, language, 0);
  const told = number(figures.told);
  const others: Column<Figure>[] = [
    {
      key: 'what',
      header: m.what,
      width: 'wide',
      cell: (figure) => m.figure(figure),
      copy: (figure) => m.figure(figure),
    },
    {
      key: 'value',
      header: m.count,
      align: 'end',
      cell: (figure) => <Count value={figures[figure]} to={listAt(figure, { days })} />,
      copy: (figure) => figures[figure],
    },
  ];
  return (
    <Sheet title={m.flowCaption}>
      <ol className={classes.flow}>
        <Stage figure="planned" measures={{ figures, days }} label={m.shortPlanned} />
        <Stage figure="fired" measures={{ figures, days }} label={m.shortFired} />
        <Stage figure="delivered" measures={{ figures, days }} label={m.shortDelivered} />
        <Stage figure="acknowledged" measures={{ figures, days }} label={m.shortAcknowledged} />
        <Stage
          figure="acted"
          measures={{ figures, days }}
          label={
            <>
              {m.shortActed}
              {figures.told > 0 && <>, {m.ofTold(told, m.share(figures.acted, figures.told))}</>}
            </>
          }
        />
      </ol>
      <DataTable
        caption={m.othersCaption}
        showCaption
        columns={others}
        rows={FIGURES.filter((figure) => !MAIN.has(figure))}
        rowKey={(figure) => figure}
      />
    </Sheet>
  );
}

function Stage(props: { figure: Figure; measures: Pick<Measures, 'figures' | 'days'>; label: ReactNode }) {
  const { figure, measures, label } = props;
  const value = measures.figures[figure];
  const words = (
    <>
      <span className="dh-figure">{formatNumber(value, useLanguage(), 0)}</span>
      <span className={classes.label}>{label}</span>
    </>
  );
  return (
    <li>
      {value === 0 ? (
        <div className={classes.stage}>{words}</div>
      ) : (
        <PageLink to={listAt(figure, measures)} className={classes.stage}>
          {words}
        </PageLink>
      )}
    </li>
  );
}

function Check({ check }: { check: Measures['check'] }) {
  const m = useMessages(measureWords);
  const columns: Column<Difference>[] = [
    {
      key: 'kind',
      header: m.difference,
      width: 'wide',
      cell: ({ kind }) => m.kind(kind),
      copy: ({ kind }) => m.kind(kind),
    },
    { key: 'count', header: m.count, align: 'end', cell: ({ count }) => count, copy: ({ count }) => count },
    {
      key: 'some',
      header: m.example,
      cell: ({ obligationIds: [first] }) =>
        first && <PageLink to={`/nhac-viec/moc/${first}`}>{m.openExample}</PageLink>,
    },
  ];
  return (
    <Sheet title={m.checkCaption}>
      <DataTable
        caption={m.checkCaption}
        columns={columns}
        rows={check?.differences ?? []}
        rowKey={({ kind }) => kind}
        summary={check ? m.checked(formatMoment(check.at), check.open) : m.notYet}
        empty={
          <EmptyState title={check ? m.inOrder : m.notYet}>
            {check && <>{m.checked(formatMoment(check.at), check.open)} </>}
            {m.inOrderText}
          </EmptyState>
        }
      />
    </Sheet>
  );
}
