import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { deleteJson, getJson, postJson } from './api.ts';
import { forgetDevice, keepOwnDevice } from './device.ts';
import { claimDrafts, clearDrafts } from './drafts.ts';

/** What GET /api/session answers, also when nobody is signed in: whose it is, what they may do, the time there. */
export interface SessionAnswer {
  /** Null when nobody is signed in. */
  readonly person: { readonly id: string; readonly fullName: string; readonly post: string | null } | null;
  readonly roles: readonly string[];
  readonly permissions: readonly string[];
  readonly agency: { readonly id: string; readonly name: string } | null;
  readonly province: { readonly code: string; readonly name: string; readonly isDemonstration: boolean };
  /** The province's time, ISO 8601 with +07:00; a demonstration's stands still until it is moved. */
  readonly clock: string;
  /** How long this session has left unused, in real seconds, and whether using it gives it more. */
  readonly session?: { readonly secondsLeft: number; readonly canExtend: boolean } | null;
}

/** The same of somebody who is signed in. */
export interface Session extends SessionAnswer {
  readonly person: NonNullable<SessionAnswer['person']>;
}

export const SESSION_KEY = ['session'] as const;
const SessionContext = createContext<Session | undefined>(undefined);

/** The session query; kept here so that the router's guard and the components read the same cache. */
export const sessionQuery = {
  queryKey: SESSION_KEY,
  queryFn: ({ signal }: { signal: AbortSignal }) => getJson<SessionAnswer>('/api/session', { signal }),
  staleTime: 60_000,
  retry: false,
};

/** Asks who is signed in, once a minute again; a page left open so learns of an ended session and a moved clock. */
export function useSessionQuery() {
  return useQuery({ ...sessionQuery, refetchInterval: (query) => (query.state.status === 'success' ? 60_000 : false) });
}

/** Gives the session to the pages, and binds drafts and this browser's notifications to its person. */
export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  useEffect(() => {
    claimDrafts(session.person.id);
    // Asked again with the next page loaded; the server stopped at sign-in what was somebody else's.
    keepOwnDevice().catch(() => undefined);
  }, [session.person.id]);
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
  return useSession().clock;
}

/** The answer as the session of somebody, or undefined when nobody is signed in. */
export function signedIn(answer: SessionAnswer | undefined): Session | undefined {
  return answer?.person ? { ...answer, person: answer.person } : undefined;
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
    // The server sends this browser nothing more already; where it cannot forget by itself, nothing hangs on it.
    await forgetDevice().catch(() => undefined);
    clearDrafts();
    client.clear();
    location.assign('/dang-nhap');
  };
}
