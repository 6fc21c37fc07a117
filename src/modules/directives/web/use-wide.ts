import { useSyncExternalStore } from 'react';

/** Where a detail stands beside its list (BesideList.module.css). */
const WIDE = '(min-width: 75em)';
/** Where there is room for all filters. */
const ROOMY = '(min-width: 48em)';

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => matchMedia(query).matches,
  );
}

export const useWide = (): boolean => useMedia(WIDE);
export const useRoomy = (): boolean => useMedia(ROOMY);
