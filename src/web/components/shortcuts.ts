import { useEffect, useSyncExternalStore } from 'react';

/** A key a page listens to: 'j', 'Enter', 'g h' is not offered; one key, no modifier. */
export interface Shortcut {
  readonly key: string;
  /** What it does, for the help dialog. */
  readonly label: string;
  readonly run: () => void;
  /** A key held down does it once: for what changes something. */
  readonly once: boolean;
}

const KEY = 'dunghen.shortcuts';
let shortcuts: readonly Shortcut[] = [];
let enabled = readEnabled();
const listeners = new Set<() => void>();

function readEnabled(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The shortcuts of the page now open. */
export function useShortcutList(): readonly Shortcut[] {
  return useSyncExternalStore(subscribe, () => shortcuts);
}

/** Whether single-letter shortcuts are on, and the switch (WCAG 2.1.4: they can be turned off). */
export function useShortcutsEnabled(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(subscribe, () => enabled);
  return [
    on,
    (next) => {
      enabled = next;
      try {
        localStorage.setItem(KEY, next ? 'on' : 'off');
      } catch {
        // The choice then holds until the page is closed.
      }
      tell();
    },
  ];
}

/** Whether the key is being typed into something or belongs to an open dialog. */
function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('input, textarea, select, [role="combobox"], [role="listbox"]'))
    return true;
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}

function onKeyDown(event: KeyboardEvent): void {
  if (!enabled || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || isTyping(event)) return;
  // The last one declared wins: a detail beside a list may take a key from the list.
  const shortcut = shortcuts.findLast(({ key }) => key === event.key);
  if (!shortcut) return;
  event.preventDefault();
  if (event.repeat && shortcut.once) return;
  shortcut.run();
}

/**
 * Listens to a key while the component is on screen and lists it in the "?" dialog. Nothing happens while
 * somebody types, a dialog is open or shortcuts are turned off.
 * @param key as in KeyboardEvent.key; undefined listens to nothing
 * @param once a key held down does it once, for what changes something; walking a list goes on
 */
export function useShortcut(key: string | undefined, label: string, run: () => void, once = false): void {
  useEffect(() => {
    if (key === undefined) return;
    const shortcut: Shortcut = { key, label, run, once };
    if (shortcuts.length === 0) document.addEventListener('keydown', onKeyDown);
    shortcuts = [...shortcuts, shortcut];
    tell();
    return () => {
      shortcuts = shortcuts.filter((other) => other !== shortcut);
      if (shortcuts.length === 0) document.removeEventListener('keydown', onKeyDown);
      tell();
    };
  }, [key, label, run, once]);
}
