import { useQuery } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import type { Measures } from '../schema.ts';
import { measureWords } from './measure-words.ts';

type Difference = NonNullable<Measures['check']>['differences'][number];
type Effect = Measures['effects'][number];
type Late = Measures['lateness'][number];
interface Figure {
  readonly key: keyof Measures['flow'];
  readonly value: number;
}

/** Đo lường nhắc việc: whether every open matter is in order, how late reminders are, and which rules are obeyed. */
export default function MeasuresPage() {
  const m = useMessages(measureWords);
  const found = useQuery({
    queryKey: ['reminders', 'measures'],
    queryFn: ({ signal }) => getJson<Measures>('/api/reminders/measures', { signal }),
  });
  return (
    <Page title={m.title} lead={found.data && m.lead(formatMoment(found.data.since))}>
      {found.isPending && <Loading />}
      {found.isError && <ErrorBox error={found.error} retry={() => void found.refetch()} />}
      {found.isSuccess && <Tables measures={found.data} />}
    </Page>
  );
}

function Tables({ measures: { check, flow, lateness, effects } }: { measures: Measures }) {
  const m = useMessages(measureWords);
  const differences: Column<Difference>[] = [
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
  const figures: Column<Figure>[] = [
    {
      key: 'what',
      header: m.what,
      width: 'wide',
      cell: ({ key }) => m.figure(key),
      copy: ({ key }) => m.figure(key),
    },
    { key: 'value', header: m.count, align: 'end', cell: ({ value }) => value, copy: ({ value }) => value },
  ];
  const late: Column<Late>[] = [
    {
      key: 'late',
      header: m.late,
      width: 'wide',
      cell: ({ upToSeconds }) => m.upTo(upToSeconds),
      copy: ({ upToSeconds }) => m.upTo(upToSeconds),
    },
    { key: 'count', header: m.count, align: 'end', cell: ({ count }) => count, copy: ({ count }) => count },
  ];
  const rules: Column<Effect>[] = [
    { key: 'rule', header: m.rule, width: 'wide', cell: ({ text }) => text, copy: ({ text }) => text },
    {
      key: 'policy',
      header: m.policy,
      hideOnPhone: true,
      cell: ({ policy, version }) => m.version(policy, version),
      copy: ({ policy, version }) => m.version(policy, version),
    },
    { key: 'told', header: m.told, align: 'end', cell: ({ told }) => told, copy: ({ told }) => told },
    {
      key: 'acted',
      header: m.acted,
      align: 'end',
      cell: ({ acted, told }) => m.share(acted, told),
      sortValue: ({ acted, told }) => acted / told,
      copy: ({ acted }) => acted,
    },
  ];
  return (
    <>
      <DataTable
        caption={m.checkCaption}
        showCaption
        columns={differences}
        rows={check?.differences ?? []}
        rowKey={({ kind }) => kind}
        summary={check ? m.checked(formatMoment(check.at), check.open) : m.notYet}
        empty={<EmptyState title={check ? m.inOrder : m.notYet}>{m.inOrderText}</EmptyState>}
      />
      <DataTable
        caption={m.flowCaption}
        showCaption
        columns={figures}
        rows={(Object.keys(flow) as Figure['key'][]).map((key) => ({ key, value: flow[key] }))}
        rowKey={({ key }) => key}
      />
      <DataTable
        caption={m.lateCaption}
        showCaption
        columns={late}
        rows={lateness}
        rowKey={({ upToSeconds }) => String(upToSeconds)}
      />
      <DataTable
        caption={m.effectCaption}
        showCaption
        columns={rules}
        rows={effects}
        rowKey={({ policy, version, rule }) => `${policy} ${version} ${rule}`}
        empty={<EmptyState title={m.noEffect}>{m.noEffectText}</EmptyState>}
      />
    </>
  );
}
