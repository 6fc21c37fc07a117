import { Button } from '@mantine/core';
import { DataTable } from '#web/components/DataTable.tsx';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { OpenSession } from '../schema.ts';
import { words } from './words.ts';

interface SessionTableProps {
  readonly sessions: readonly OpenSession[];
  /** Ends one; without it there is no button. */
  readonly onEnd?: ((session: OpenSession) => void) | undefined;
  readonly ending: string | undefined;
}

/** Open sessions, last used first. Their times are real, also where the province's clock is a demonstration's. */
export function SessionTable({ sessions, onEnd, ending }: SessionTableProps) {
  const m = useMessages(words);
  return (
    <DataTable
      caption={m.sessions}
      bare
      rows={sessions}
      rowKey={(session) => session.id}
      empty={<p>{m.noSessions}</p>}
      columns={[
        {
          key: 'device',
          header: m.device,
          cell: (session) => session.device,
        },
        { key: 'address', header: m.address, cell: (session) => session.address },
        { key: 'started', header: m.startedAt, cell: (session) => formatMoment(session.startedAt), hideOnPhone: true },
        { key: 'used', header: m.lastUsedAt, cell: (session) => formatMoment(session.lastUsedAt) },
        {
          key: 'end',
          header: m.sessionColumn,
          width: 'narrow',
          cell: (session) =>
            onEnd && !session.current ? (
              <Button
                variant="default"
                size="xs"
                aria-label={m.endOne(session.device)}
                loading={ending === session.id}
                onClick={() => onEnd(session)}
              >
                {m.end}
              </Button>
            ) : (
              session.current && m.thisSession
            ),
        },
      ]}
    />
  );
}
