import { Button } from '@mantine/core';
import { useState } from 'react';
import { formatDay, formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { CAUSE_VI } from '../domain/events.ts';
import type { EventView } from '../history-schema.ts';
import classes from './dossier.module.css';
import { pageWords } from './page-words.ts';

/** As many as are read at a glance; the rest on asking. */
const FIRST = 8;

/** Diễn biến: every line of the history, newest first; what was taken back stays to be seen. */
export function History({ events, all = false }: { events: readonly EventView[]; all?: boolean }) {
  const m = useMessages(pageWords);
  const [opened, setOpened] = useState(all);
  const newestFirst = events.toReversed();
  const shown = opened ? newestFirst : newestFirst.slice(0, FIRST);
  return (
    <>
      <ol className={classes.history}>
        {shown.map((event, index) => {
          const dueBefore = newestFirst[index + 1]?.dueAt ?? null;
          return (
            <li key={event.seq} data-undone={event.undone || undefined}>
              <span>
                {event.actor} {event.label}
                {event.undone && <span className={classes.small}> ({m.undone})</span>}
              </span>
              <span className={classes.small}>
                <time dateTime={event.at}>{formatMoment(event.at)}</time>
                {[
                  event.stepName,
                  event.agency,
                  event.cause && `${CAUSE_VI[event.cause]}${event.causeAgency ? `: ${event.causeAgency}` : ''}`,
                  event.document && m.document(event.document.number, formatDay(event.document.on)),
                  event.dueAt && event.dueAt !== dueBefore && m.dueThen(formatMoment(event.dueAt)),
                ]
                  .filter(Boolean)
                  .map((part) => ` · ${part}`)
                  .join('')}
              </span>
              {event.reason && <span className={classes.note}>{event.reason}</span>}
              {event.text && event.text !== event.reason && <span className={classes.note}>{event.text}</span>}
            </li>
          );
        })}
      </ol>
      {shown.length < events.length && (
        <Button variant="default" size="xs" onClick={() => setOpened(true)} className="dh-no-print">
          {m.earlier(events.length - shown.length)}
        </Button>
      )}
    </>
  );
}
