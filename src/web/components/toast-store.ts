import { useSyncExternalStore } from 'react';

/** A short word about something that happened, said aloud as well. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'plain' | 'problem';
  /** When present, the toast offers to take the thing back, for `seconds`. */
  readonly undo?: () => Promise<unknown> | void;
  readonly seconds: number;
}

let toasts: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function add(toast: Omit<Toast, 'id'>): number {
  last += 1;
  // Three at most: the oldest makes room. An undo that scrolls away could not be reached any more.
  change([...toasts, { ...toast, id: last }].slice(-3));
  return last;
}

/** Shows a word for eight seconds: `showToast('Đã giao 7 việc.')`. */
export function showToast(text: string): number {
  return add({ text, tone: 'plain', seconds: 8 });
}

/** Shows a failure that belongs to no form; it stays until it is dismissed. */
export function showProblem(text: string): number {
  return add({ text, tone: 'problem', seconds: Number.POSITIVE_INFINITY });
}

/** Says what was done and offers for ten seconds to undo it; the count stops under pointer or focus. */
export function showUndo(text: string, undo: () => Promise<unknown> | void, seconds = 10): number {
  return add({ text, tone: 'plain', undo, seconds });
}

/** Takes a toast away. */
export function dismissToast(id: number): void {
  change(toasts.filter((toast) => toast.id !== id));
}

/** The toasts on screen. */
export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
}
