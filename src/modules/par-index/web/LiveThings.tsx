import { useState } from 'react';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { formatDay } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { ThingsView } from '../outlook-schema.ts';
import { useThings } from './use-year.ts';
import classes from './year.module.css';
import { yearWords } from './year-words.ts';

interface LiveThingsProps {
  readonly sheetId: string;
  readonly leaf: string;
  readonly count: number;
  /** Of the value that was kept, or as the figures are now. */
  readonly kept: boolean;
}

/** The tasks, dossiers or documents behind a figure, read when they are opened. */
export function LiveThings({ sheetId, leaf, count, kept }: LiveThingsProps) {
  const m = useMessages(yearWords);
  const [isOpen, setIsOpen] = useState(false);
  const things = useThings(sheetId, leaf, kept, isOpen);
  const columns: Column<ThingsView['things'][number]>[] = [
    { key: 'title', header: m.thing, cell: (row) => row.title, width: 'wide', copy: (row) => row.title },
    { key: 'state', header: m.state, cell: (row) => row.state, copy: (row) => row.state },
    {
      key: 'due',
      header: m.due,
      cell: (row) => (row.dueAt ? formatDay(row.dueAt) : '—'),
      copy: (row) => row.dueAt ?? '',
    },
    {
      key: 'counts',
      header: m.counts,
      cell: (row) => (row.counts ? m.counted : m.notCounted),
      copy: (row) => (row.counts ? m.counted : m.notCounted),
    },
  ];
  return (
    <details className={classes.how} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{m.show(count)}</summary>
      {isOpen && things.isPending && <Loading />}
      {things.isError && <ErrorBox error={things.error} retry={() => void things.refetch()} />}
      {things.data && (
        <>
          <DataTable
            caption={m.show(count)}
            columns={columns}
            rows={things.data.things}
            rowKey={(row) => row.id}
            rowLink={(row) => row.link}
          />
          {things.data.hidden > 0 && <p className={classes.hint}>{m.hidden(things.data.hidden)}</p>}
        </>
      )}
    </details>
  );
}
