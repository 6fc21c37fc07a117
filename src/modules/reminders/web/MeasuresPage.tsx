import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { getJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { FilterBar } from '#web/components/FilterBar.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { StatusBadge } from '#web/components/StatusBadge.tsx';
import { formatMoment, formatNumber } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { useSearchParams } from '#web/search-params.ts';
import { useSession } from '#web/session.tsx';
import { type Figure, FIGURES } from '../domain/figures.ts';
import type { Measures } from '../measure-schema.ts';
import { Count } from './Count.tsx';
import { Effects } from './Effects.tsx';
import { Lateness } from './Lateness.tsx';
import { daysOf, listAt } from './measure-links.ts';
import { measureWords } from './measure-words.ts';
import classes from './measures.module.css';
import { PlainTable } from './PlainTable.tsx';

type Difference = NonNullable<Measures['check']>['differences'][number];

const CHOICES = [1, 7, 90, 366] as const;
const MAIN: ReadonlySet<Figure> = new Set(['planned', 'fired', 'delivered', 'acknowledged', 'acted']);

/** Đo lường nhắc việc: what became of the reminders, how late they were, which rules are obeyed, and the check. */
export default function MeasuresPage() {
  const m = useMessages(measureWords);
  const { province } = useSession();
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
          {province.isDemonstration && <p className={classes.quiet}>{m.madeUp}</p>}
          <Flow measures={found.data} />
          <Lateness measures={found.data} />
          <Effects measures={found.data} />
          <Check check={found.data.check} />
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
      <PlainTable
        caption={m.othersCaption}
        heads={[m.what, m.count]}
        rows={FIGURES.filter((figure) => !MAIN.has(figure)).map((figure) => ({
          key: figure,
          label: m.figure(figure),
          cells: [<Count key="count" value={figures[figure]} to={listAt(figure, { days })} />],
        }))}
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
  const summary = check ? m.checked(formatMoment(check.at), check.open) : m.notYet;
  const inOrder = check?.differences.length === 0;
  return (
    <Sheet title={m.checkCaption}>
      {inOrder || !check ? (
        <p>
          {inOrder && <StatusBadge status="confirmed" label={m.inOrder} plain />} {summary}{' '}
          <span className={classes.label}>{m.inOrderText}</span>
        </p>
      ) : (
        <DataTable
          caption={m.checkCaption}
          columns={columns}
          rows={check.differences}
          rowKey={({ kind }) => kind}
          summary={summary}
        />
      )}
    </Sheet>
  );
}
