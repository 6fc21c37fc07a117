import { useSyncExternalStore } from 'react';

/** Where there is room for all filters. */
const ROOMY = '(min-width: 48em)';

export function useRoomy(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(ROOMY);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => matchMedia(ROOMY).matches,
  );
}
