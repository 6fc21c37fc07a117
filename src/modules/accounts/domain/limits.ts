const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Limits of sessions, links and remembered places, in milliseconds of real time (ASVS 5.0, 7.1.1: written down). */
export const LIMITS = {
  /** A session nobody used for this long is over. */
  sessionIdleMs: 4 * HOUR_MS,
  /** A session is over this long after sign-in, used or not: one working day with room at both ends. */
  sessionAbsoluteMs: 12 * HOUR_MS,
  /** How coarsely "last used" is kept, so that reading a page does not write a row each time. */
  sessionTouchMs: MINUTE_MS,
  /** How long a one-time link works. */
  inviteMs: 72 * HOUR_MS,
  /** A device or address not used for this long is a stranger again. */
  knownPlaceMs: 180 * DAY_MS,
} as const;

/** Whether a session is still open at `now`; idle time counts from its last use. */
export function isSessionOpen(session: { lastUsedAt: Date; endsAt: Date }, now: Date): boolean {
  return now < session.endsAt && now.getTime() - session.lastUsedAt.getTime() < LIMITS.sessionIdleMs;
}

/** How long a session has left at `now` if nobody uses it, and whether using it would give it more. */
export function timeLeft(
  session: { lastUsedAt: Date; endsAt: Date },
  now: Date,
): { seconds: number; canExtend: boolean } {
  const idle = session.lastUsedAt.getTime() + LIMITS.sessionIdleMs;
  const end = Math.min(idle, session.endsAt.getTime());
  return {
    seconds: Math.max(0, Math.floor((end - now.getTime()) / 1000)),
    canExtend: session.endsAt.getTime() - idle > MINUTE_MS,
  };
}
