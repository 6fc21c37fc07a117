import type { FastifyRequest } from 'fastify';
import { systemClock } from '#kernel/clock.ts';
import type { Clock } from '#kernel/clock.ts';
import { findPerson, grantsOf } from '#modules/org/public.ts';
import { type Actor, anonymousActor } from '#platform/auth/actor.ts';
import type { Province, Tx } from '#platform/db/province.ts';
import { callerOf } from './cookies.ts';
import { isToken } from './domain/keys.ts';
import { accountsOf, asGatekeeper } from './service/context.ts';
import { askForSession, findOpenSession } from './service/sessions.ts';
import type { Session } from './store/sessions.ts';

/** The session each signed-in request came with, for the routes about sessions. */
const sessions = new WeakMap<FastifyRequest, Session>();

export function sessionOf(request: FastifyRequest): Session | undefined {
  return sessions.get(request);
}

/**
 * Who a request comes from: the person of its session cookie with the rights of today, else a visitor. The
 * session is looked up on every request, so signing out, disabling and a changed password count at once, in
 * every process.
 */
export async function authenticate(
  province: Province,
  request: FastifyRequest,
  realTime: Clock = systemClock,
): Promise<Actor> {
  const token = callerOf(request).sessionToken;
  if (!isToken(token) || isSameForAll(request)) return anonymousActor;
  const now = realTime.now();
  let asked: ReturnType<typeof askForSession> | undefined;
  return asGatekeeper(accountsOf(province, realTime)).run(
    async (tx) => {
      const found = await findOpenSession(tx, asked ?? askForSession(tx.db, token), now, !isWatching(request));
      if (!found) return anonymousActor;
      sessions.set(request, found.session);
      return personActor(tx, found.session.personId, found.epoch);
    },
    (db) => (asked = askForSession(db, token)),
  );
}

/** The browser's files are the same whoever asks: no question to the database for each. */
function isSameForAll(request: FastifyRequest): boolean {
  return request.routeOptions.config.permission === 'public' && !request.url.startsWith('/api/');
}

/** A page left open asks who is signed in every minute, and hears of new reminders; that is not somebody at work. */
const WATCHED: ReadonlySet<string> = new Set(['/api/session', '/api/reminders/live']);

function isWatching(request: FastifyRequest): boolean {
  return request.method === 'GET' && WATCHED.has(request.routeOptions.url ?? '');
}

interface Remembered {
  readonly epoch: number;
  readonly actor: Actor;
}
const remembered = new Map<string, Remembered>();
const MOST_REMEMBERED = 2_000;

/**
 * A person with name and rights on the province's today. Rights are remembered per province, person and day for
 * as long as the epoch stands, which every change of posts or agencies raises in its own transaction
 * (subscriptions.ts): read with the session each time, it tells other processes too.
 */
async function personActor(tx: Tx, personId: string, epoch: number): Promise<Actor> {
  const key = `${tx.province.schema} ${personId} ${tx.today}`;
  const before = remembered.get(key);
  if (before?.epoch === epoch) return before.actor;
  const person = await findPerson(tx, personId);
  if (!person) return anonymousActor;
  const actor: Actor = {
    kind: 'person',
    personId,
    name: person.fullName,
    grants: await grantsOf(tx, personId, tx.today),
  };
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(key, { epoch, actor });
  return actor;
}
