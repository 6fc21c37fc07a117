import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let online = true;

function tell(next: boolean): void {
  if (next === online) return;
  online = next;
  for (const listener of listeners) listener();
}

/** The API client says whether the last call reached the server. */
export function reportOnline(reached: boolean): void {
  tell(reached);
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    addEventListener('offline', lost);
    addEventListener('online', back);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
const lost = () => tell(false);
const back = () => tell(true);

/** Whether the server was within reach at the last call; the shell shows a line when it is not. */
export function useOnline(): boolean {
  return useSyncExternalStore(subscribe, () => online);
}
