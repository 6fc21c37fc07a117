import { useQuery } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { DueDate } from '#web/components/DueDate.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { StatusBadge } from '#web/components/StatusBadge.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { useNow } from '#web/session.tsx';
import type { CommentRoundList, CommentRoundView } from '../comments-schema.ts';
import { commentWords } from './comment-words.ts';
import classes from './index.module.css';
import { commentPlace } from './places.ts';

/** The comment rounds there are; nothing while there is none. */
export function CommentRounds() {
  const m = useMessages(commentWords);
  const now = useNow();
  const list = useQuery({
    queryKey: ['par-index', 'comment-rounds'],
    queryFn: ({ signal }) => getJson<CommentRoundList>('/api/par/comment-rounds', { signal }),
  });
  if (list.isError) return <ErrorBox error={list.error} retry={() => void list.refetch()} />;
  if (!list.data || list.data.rounds.length === 0) return null;
  const columns: Column<CommentRoundView>[] = [
    { key: 'title', header: m.round, width: 'wide', cell: (row) => row.title, copy: (row) => row.title },
    {
      key: 'state',
      header: m.state,
      cell: (row) => (
        <StatusBadge
          plain
          status={row.closedAt ? 'confirmed' : 'in-progress'}
          label={row.closedAt ? m.closed : m.open}
        />
      ),
      copy: (row) => (row.closedAt ? m.closed : m.open),
    },
    { key: 'due', header: m.due, cell: (row) => <DueDate dueAt={row.dueOn} now={now} />, copy: (row) => row.dueOn },
  ];
  return (
    <section className={classes.part} aria-labelledby="par-comment-rounds">
      <h2 id="par-comment-rounds">{m.rounds}</h2>
      <DataTable
        caption={m.rounds}
        columns={columns}
        rows={list.data.rounds}
        rowKey={(row) => row.id}
        rowLink={(row) => commentPlace(row.id)}
      />
    </section>
  );
}
