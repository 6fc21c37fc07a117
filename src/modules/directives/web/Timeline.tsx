import { Button } from '@mantine/core';
import { useState } from 'react';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { TimelineEntry } from '../schema.ts';
import classes from './task.module.css';
import { taskWords } from './task-words.ts';

/** As many as are read at a glance; the rest on asking. */
const FIRST = 12;

/** Diễn biến: everything that happened, with who and when, newest first. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const m = useMessages(taskWords);
  const [all, setAll] = useState(false);
  const newestFirst = [...entries].sort((a, b) => b.seq - a.seq);
  const shown = all ? newestFirst : newestFirst.slice(0, FIRST);
  return (
    <>
      <ol className={classes.timeline}>
        {shown.map((entry) => (
          <li key={entry.seq}>
            <span>{entry.text}</span>
            <span className={classes.small}>
              {entry.actor}, <time dateTime={entry.at}>{formatMoment(entry.at)}</time>
            </span>
            {entry.note && <span className={classes.note}>{entry.note}</span>}
          </li>
        ))}
      </ol>
      {shown.length < entries.length && (
        <Button variant="default" size="xs" onClick={() => setAll(true)}>
          {m.earlier(entries.length - shown.length)}
        </Button>
      )}
    </>
  );
}
