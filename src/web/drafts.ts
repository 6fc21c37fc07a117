import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * What somebody has typed and not yet sent, kept in this tab only (sessionStorage) so that an ended
 * session, a lost line or a reload loses nothing. Drafts belong to the person who typed them: another
 * person signing in on the same machine finds none, and signing out removes them.
 */
const PREFIX = 'dunghen.draft.';
const OWNER = 'dunghen.draft-owner';

function storage(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}

/** Removes every draft of this tab. */
export function clearDrafts(): void {
  const store = storage();
  if (!store) return;
  for (const key of Object.keys(store)) if (key.startsWith(PREFIX)) store.removeItem(key);
  store.removeItem(OWNER);
}

/** Says who is signed in; drafts of anybody else are removed. */
export function claimDrafts(personId: string): void {
  const store = storage();
  if (!store) return;
  const owner = store.getItem(OWNER);
  if (owner !== null && owner !== personId) clearDrafts();
  store.setItem(OWNER, personId);
}

/** The draft kept under `key`, or undefined. */
export function readDraft<T>(key: string): T | undefined {
  const text = storage()?.getItem(PREFIX + key);
  if (text === null || text === undefined) return undefined;
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}

/** Keeps (or with undefined removes) the draft under `key`. */
export function writeDraft(key: string, value: unknown): void {
  const store = storage();
  if (!store) return;
  if (value === undefined) store.removeItem(PREFIX + key);
  else store.setItem(PREFIX + key, JSON.stringify(value));
}

/**
 * State that survives a reload or a new sign-in: like useState, with the draft under `key` as its first
 * value when there is one.
 * @returns [value, change, forget, restored]: `forget` after the value has been sent; `restored` tells
 *   whether the first value came from a draft, so that the page can say so.
 */
export function useDraft<T>(key: string, initial: T): [T, (next: T) => void, () => void, boolean] {
  const [kept] = useState(() => readDraft<T>(key));
  const [value, setValue] = useState<T>(kept ?? initial);
  const keyRef = useRef(key);
  useEffect(() => {
    keyRef.current = key;
  }, [key]);
  const change = useCallback((next: T) => {
    setValue(next);
    writeDraft(keyRef.current, next);
  }, []);
  const forget = useCallback(() => writeDraft(keyRef.current, undefined), []);
  return [value, change, forget, kept !== undefined];
}
