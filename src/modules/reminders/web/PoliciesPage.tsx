import { useQuery } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import type { PolicyKind, PolicyKindList } from '../policy-schema.ts';
import { policyWords } from './policy-words.ts';

/** Chính sách nhắc việc: which ladder holds for each kind of work, and who issued it. */
export default function PoliciesPage() {
  const m = useMessages(policyWords);
  const list = useQuery({
    queryKey: ['reminders', 'policies'],
    queryFn: ({ signal }) => getJson<PolicyKindList>('/api/reminders/policies', { signal }),
  });
  const columns: Column<PolicyKind>[] = [
    {
      key: 'kind',
      header: m.kind,
      width: 'wide',
      cell: ({ kind, label }) => (
        <PageLink to={`/quan-tri/chinh-sach-nhac/${encodeURIComponent(kind)}`}>{label}</PageLink>
      ),
      copy: ({ label }) => label,
    },
    {
      key: 'ladder',
      header: m.ladder,
      width: 'wide',
      cell: ({ own, name, version }) => (own ? `${name}, ${m.version(version)}` : m.usesDefault),
      copy: ({ own, name, version }) => (own ? `${name}, ${m.version(version)}` : m.usesDefault),
    },
    {
      key: 'by',
      header: m.by,
      hideOnPhone: true,
      cell: ({ own, madeBy, madeAt }) => own && (madeBy === null ? m.program : `${madeBy}, ${formatMoment(madeAt)}`),
      copy: ({ own, madeBy }) => (own ? (madeBy ?? m.program) : ''),
    },
    {
      key: 'open',
      header: m.open,
      align: 'end',
      cell: ({ open }) => open,
      copy: ({ open }) => open,
    },
    {
      key: 'older',
      header: m.older(1).replace(/^1 /, ''),
      cell: ({ onOlder }) => m.older(onOlder),
      copy: ({ onOlder }) => onOlder,
      hideOnPhone: true,
    },
  ];
  return (
    <Page title={m.title} lead={m.lead}>
      {list.isPending && <Loading />}
      {list.isError && <ErrorBox error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && (
        <DataTable caption={m.kinds} columns={columns} rows={list.data.kinds} rowKey={({ kind }) => kind} />
      )}
    </Page>
  );
}
