import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { formatDay } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import type { ProposalSummary } from '../proposals-schema.ts';
import { DemoStrip } from './DemoStrip.tsx';
import { INDEX_PLACE, proposalPlace } from './places.ts';
import { ProposalBadge } from './ProposalBadge.tsx';
import { proposalWords } from './proposal-words.ts';
import { useProposals } from './use-proposals.ts';
import { words } from './words.ts';

/** All proposals to the Ministry and where each stands. */
export default function ProposalsPage() {
  const m = useMessages(proposalWords);
  const w = useMessages(words);
  const list = useProposals();
  const rows = list.data?.proposals ?? [];
  const documents = ({ sent, answer }: ProposalSummary): string[] => [
    ...(sent ? [m.sentAs(sent.number, formatDay(sent.day))] : []),
    ...(answer ? [m.answeredAs(m.decision(answer.decision), answer.number, formatDay(answer.day))] : []),
  ];
  const columns: Column<ProposalSummary>[] = [
    {
      key: 'leaf',
      header: m.criterion,
      width: 'wide',
      cell: (row) => (
        <PageLink to={proposalPlace(row.id)}>
          {row.leaf} {row.leafName}
        </PageLink>
      ),
      sortValue: (row) => row.leaf,
      copy: (row) => `${row.leaf} ${row.leafName}`,
    },
    {
      key: 'state',
      header: m.state,
      cell: (row) => <ProposalBadge state={row.state} />,
      copy: (row) => m.stateOf(row.state),
    },
    { key: 'ask', header: m.asks, cell: (row) => m.ask(row.ask), copy: (row) => m.ask(row.ask) },
    {
      key: 'documents',
      header: m.document,
      cell: (row) => documents(row).map((line) => <div key={line}>{line}</div>),
      copy: (row) => documents(row).join('; '),
    },
    {
      key: 'round',
      header: m.round,
      cell: (row) => `${w.blockOf(row.block)}, ${row.year}`,
      copy: (row) => `${w.blockOf(row.block)}, ${row.year}`,
    },
  ];
  return (
    <Page title={m.proposals} breadcrumb={[{ label: w.index, to: INDEX_PLACE }]} lead={m.lead}>
      <DemoStrip label={rows.find(({ label }) => label !== null)?.label ?? null} />
      {list.isPending && <Loading lines={5} />}
      {list.isError && !list.data && <ErrorBox error={list.error} retry={() => void list.refetch()} />}
      {list.data && rows.length === 0 && <EmptyState title={m.none}>{m.noneText}</EmptyState>}
      {rows.length > 0 && <DataTable caption={m.proposals} columns={columns} rows={rows} rowKey={({ id }) => id} />}
    </Page>
  );
}
