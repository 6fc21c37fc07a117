import { Sheet } from '#web/components/BesideList.tsx';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink, useGo } from '#web/navigation.tsx';
import { useCan } from '#web/session.tsx';
import type { ApplicationView } from '../admin-schema.ts';
import { AddApplication } from './AddApplication.tsx';
import { AllowedHosts } from './AllowedHosts.tsx';
import { Deliveries } from './Deliveries.tsx';
import classes from './integrations.module.css';
import { applicationAt, useApplications, useChanged, useWebhooks } from './queries.ts';
import { words as hookWords } from './webhook-words.ts';
import { words } from './words.ts';

const GUIDE = '/tai-lieu/ket-noi';

/** Ứng dụng kết nối: which applications may speak to the program, and what did not reach them. */
export default function ApplicationsPage() {
  const m = useMessages(words);
  const h = useMessages(hookWords);
  const can = useCan();
  const go = useGo();
  const changed = useChanged();
  const list = useApplications();
  const added = async (source: string) => {
    await changed();
    go(applicationAt(source));
  };
  return (
    <Page
      title={m.title}
      lead={m.lead}
      secondary={
        <>
          <PageLink to={GUIDE}>{m.guide}</PageLink>
          <a href="/api/docs">{m.interface}</a>
        </>
      }
      action={can('integrations.manage') && <AddApplication onAdded={(source) => void added(source)} />}
    >
      {list.isPending && <Loading />}
      {list.isError && <ErrorBox error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && (
        <div className={classes.stack}>
          <Applications applications={list.data.applications} />
          {list.data.applications.length > 0 && (
            <Sheet title={h.deadAll}>
              <Deliveries
                of={{ state: 'dead' }}
                caption={h.deadAll}
                withAddress
                empty={{ title: h.noDead, text: h.deadText }}
              />
            </Sheet>
          )}
          <Sheet title={h.hosts}>
            <AllowedHosts />
          </Sheet>
        </div>
      )}
    </Page>
  );
}

function Applications({ applications }: { applications: readonly ApplicationView[] }) {
  const m = useMessages(words);
  const h = useMessages(hookWords);
  const hooks = useWebhooks();
  const hooksOf = (source: string) => hooks.data?.webhooks.filter((one) => one.source === source) ?? [];
  const inUse = ({ keys }: ApplicationView) => keys.filter(({ state }) => state === 'active').length;
  const lastCall = ({ keys }: ApplicationView) =>
    keys
      .map(({ lastUsedAt }) => lastUsedAt ?? '')
      .toSorted()
      .at(-1) ?? '';
  const dead = ({ source }: ApplicationView) => hooksOf(source).reduce((sum, one) => sum + one.dead, 0);
  const columns: Column<ApplicationView>[] = [
    { key: 'name', header: m.application, width: 'wide', cell: (row) => row.name, copy: (row) => row.name },
    { key: 'source', header: m.source, cell: (row) => <code>{row.source}</code>, copy: (row) => row.source },
    {
      key: 'state',
      header: m.state,
      cell: (row) => (row.disabled ? m.shut : m.open),
      copy: (row) => (row.disabled ? m.shut : m.open),
    },
    { key: 'keys', header: m.keysInUse, align: 'end', cell: inUse, copy: inUse },
    {
      key: 'last',
      header: m.lastCall,
      cell: (row) => (lastCall(row) === '' ? m.never : formatMoment(lastCall(row))),
      copy: lastCall,
    },
    {
      key: 'hooks',
      header: h.webhook,
      align: 'end',
      cell: ({ source }) => hooksOf(source).length,
      copy: ({ source }) => hooksOf(source).length,
    },
    { key: 'dead', header: h.dead, align: 'end', cell: dead, copy: dead },
  ];
  return (
    <DataTable
      caption={m.title}
      columns={columns}
      rows={applications}
      rowKey={({ source }) => source}
      rowLink={({ source }) => applicationAt(source)}
      empty={<EmptyState title={m.none}>{m.noneText}</EmptyState>}
    />
  );
}
