import { useSyncExternalStore } from 'react';

/** Languages of the interface; Vietnamese is the first and the fallback. */
export type Language = 'vi' | 'en';

const KEY = 'dunghen.language';
const listeners = new Set<() => void>();
let current: Language = document.documentElement.lang === 'en' ? 'en' : 'vi';

/** The language now on screen; for code outside components. */
export function currentLanguage(): Language {
  return current;
}

/** Switches the interface, keeps the choice on this machine and tells the page's `lang`. */
export function setLanguage(language: Language): void {
  current = language;
  document.documentElement.lang = language;
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // A browser may refuse storage; the choice then holds until the page is closed.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The language now on screen; a component using it is drawn again when it changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, currentLanguage);
}
