import { useNavigate, useRouterState } from '@tanstack/react-router';

/** The address's search part as plain text values; a repeated key is kept as its last value. */
export type Search = Readonly<Record<string, string>>;

/** '?a=1&b=x' ⇄ { a: '1', b: 'x' }: plain query strings that people can read, type and send. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** Empty values are left out, so that an unset filter does not stand in the address. */
export function stringifySearch(search: Record<string, unknown>): string {
  const entries = Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const text = new URLSearchParams(entries.map(([key, value]) => [key, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}

/** The search values of the page now open. */
export function useSearchParams(): Search {
  return useRouterState({ select: (state) => state.location.search as Search, structuralSharing: true });
}

/**
 * Changes some search values and leaves the rest; '' or undefined removes one. By default the step is
 * replaced in the history: "back" leaves the list and does not undo filters one by one.
 */
export function useSetSearchParams(): (
  change: Record<string, string | undefined>,
  options?: { push?: boolean },
) => void {
  const navigate = useNavigate();
  return (change, options = {}) => {
    void navigate({
      to: '.',
      search: ((before: Search) => ({ ...before, ...change })) as never,
      replace: !options.push,
      resetScroll: false,
    });
  };
}
