import { useRouterState } from '@tanstack/react-router';
import { type PageDef, placeOf } from '../pages.ts';

/** Which of all places of the navigation the open page belongs to. @returns undefined for none */
export function useHere(places: readonly Pick<PageDef, 'path'>[]): string | undefined {
  return placeOf(places, useRouterState({ select: (state) => state.location.pathname }));
}
