import { useEffect, useRef } from 'react';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import type { QueueCounts } from '../list-schema.ts';
import { KEYS, type Queue, QUEUE_PLACES } from './dossier-filters.ts';
import classes from './queue.module.css';
import { words } from './words.ts';

interface QueueTabsProps {
  readonly queues: readonly Queue[];
  readonly current: Queue | undefined;
  readonly counts: QueueCounts | undefined;
}

/** The queues of a desk with how much waits in each; each number is the length of the list behind it. */
export function QueueTabs({ queues, current, counts }: QueueTabsProps) {
  const m = useMessages(words);
  const row = useRef<HTMLElement>(null);
  // On a phone the row scrolls sideways: the queue that is open must be in sight.
  useEffect(() => {
    const open = row.current?.querySelector<HTMLElement>('[aria-current=page]');
    if (row.current && open) row.current.scrollLeft = open.offsetLeft - row.current.offsetLeft;
  }, [current, counts]);
  return (
    <nav ref={row} aria-label={m.queues} className={`${classes.tabs} dh-no-print`}>
      {QUEUE_PLACES.filter(({ queue }) => queues.includes(queue)).map(({ queue, address }) => (
        <PageLink
          key={queue}
          to={`/ho-so?${KEYS.queue}=${address}`}
          className={classes.tab}
          {...(queue === current ? { 'aria-current': 'page' as const } : { 'aria-current': undefined })}
        >
          <span className={`${classes.tabNumber} dh-tabular`}>{counts?.queues[queue] ?? '–'}</span>
          <span className={classes.tabLabel}>{m[queue]}</span>
        </PageLink>
      ))}
    </nav>
  );
}
