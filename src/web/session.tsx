import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { deleteJson, getJson, postJson } from './api.ts';
import { claimDrafts, clearDrafts } from './drafts.ts';

/** What GET /api/session answers: who is signed in, where, what they may do, and what time it is. */
export interface Session {
  readonly person: { readonly id: string; readonly name: string; readonly post?: string | null };
  readonly roles: readonly string[];
  readonly permissions: readonly string[];
  readonly agency: { readonly id: string; readonly name: string; readonly shortName?: string | null } | null;
  readonly province: { readonly code?: string; readonly name: string; readonly isDemonstration: boolean };
  /** The province's clock; a demonstration's stands still until it is moved. */
  readonly clock: { readonly now: string };
}

export const SESSION_KEY = ['session'] as const;
const SessionContext = createContext<Session | undefined>(undefined);

/** The session query; kept here so that the router's guard and the components read the same cache. */
export const sessionQuery = {
  queryKey: SESSION_KEY,
  queryFn: ({ signal }: { signal: AbortSignal }) => getJson<Session>('/api/session', { signal }),
  staleTime: 60_000,
  retry: false,
};

/** Asks for the session; the shell shows sign-in on a 401. */
export function useSessionQuery() {
  return useQuery({ ...sessionQuery, refetchInterval: (query) => (query.state.status === 'success' ? 60_000 : false) });
}

/** Gives the session to the pages and binds drafts to its person. */
export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  useEffect(() => claimDrafts(session.person.id), [session.person.id]);
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** Who is signed in. @throws Error outside a signed-in page: a fault in the program, not of the user */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession is for pages of a signed-in person');
  return session;
}

/** `can('directives.issue')`: whether to draw a button. The server decides again on every call. */
export function useCan(): (permission: string) => boolean {
  const { permissions } = useSession();
  return (permission) => permissions.includes(permission);
}

/** The province's time as ISO 8601 with the Việt Nam offset; never the machine's clock. */
export function useNow(): string {
  return useSession().clock.now;
}

/** Signs in with a local account; on success every cached answer of the last person is gone. */
export function useSignIn(): (input: { login: string; password: string }) => Promise<void> {
  const client = useQueryClient();
  return async (input) => {
    await postJson('/api/session', input);
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== SESSION_KEY[0] });
    await client.refetchQueries({ queryKey: SESSION_KEY });
  };
}

/** Ends the session; drafts and cached answers leave this machine with it. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await deleteJson('/api/session');
    clearDrafts();
    client.clear();
    location.assign('/dang-nhap');
  };
}
