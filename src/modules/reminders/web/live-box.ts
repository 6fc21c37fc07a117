import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { getJson } from '#web/api.ts';
import { SESSION_KEY } from '#web/session.tsx';

/** How many reminders are unread, and which is the newest; told by the server as it changes. */
export interface Box {
  readonly unread: number;
  readonly newest: string | null;
}

const ADDRESS = '/api/reminders/live';
/** Where no connection can be kept, and to try one again. */
const ASK_MS = 60_000;

let box: Box | undefined;
let source: EventSource | undefined;
let asking: ReturnType<typeof setInterval> | undefined;
let client: QueryClient | undefined;
const listeners = new Set<() => void>();

function took(next: Box): void {
  if (box?.unread === next.unread && box.newest === next.newest) return;
  // The first word counts as a change too: the page may have asked for its lists before what it tells of happened.
  const changed = box !== undefined || next.newest !== null;
  box = next;
  for (const listener of listeners) listener();
  // What is shown of reminders and of open work is asked for again, with the reader's own rights.
  if (changed) void client?.invalidateQueries({ queryKey: ['reminders'] });
}

/** A browser keeps only few connections to one server: a page nobody looks at gives its own back. */
function follow(): void {
  if (document.visibilityState === 'hidden' || listeners.size === 0) {
    source?.close();
    source = undefined;
    return;
  }
  if (source && source.readyState !== EventSource.CLOSED) return;
  source = new EventSource(ADDRESS);
  source.addEventListener('reminders', (event) => took(JSON.parse(String(event.data)) as Box));
  source.addEventListener('ended', () => {
    source?.close();
    void client?.invalidateQueries({ queryKey: SESSION_KEY });
  });
}

/** Once a minute, where the connection is not there: the number itself, and another try. */
function askInstead(): void {
  if (document.visibilityState === 'hidden' || source?.readyState === EventSource.OPEN) return;
  getJson<Box>(ADDRESS).then(took, () => undefined); // the shell says when the server is out of reach
  follow();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    document.addEventListener('visibilitychange', follow);
    asking = setInterval(askInstead, ASK_MS);
    follow();
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    document.removeEventListener('visibilitychange', follow);
    clearInterval(asking);
    follow();
    box = undefined;
  };
}

/** The reader's box as it stands, undefined until the server said so. Many may ask; one connection serves all. */
export function useLiveBox(): Box | undefined {
  const own = useQueryClient();
  useEffect(() => {
    client = own;
  }, [own]);
  return useSyncExternalStore(subscribe, () => box);
}
