import { useRouterState } from '@tanstack/react-router';

/** Whether a place of the navigation is the open page or the list above it. */
export function useIsHere(): (path: string) => boolean {
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  return (path) => (path === '/' ? pathname === '/' : pathname === path || pathname.startsWith(`${path}/`));
}
