import type { FastifyRequest } from 'fastify';
import { systemClock } from '#kernel/clock.ts';
import type { Clock } from '#kernel/clock.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { dateInVietnam } from '#kernel/vietnam-time.ts';
import { findPerson, grantsOf } from '#modules/org/public.ts';
import { type Actor, anonymousActor } from '#platform/auth/actor.ts';
import type { Province, Tx } from '#platform/db/province.ts';
import type { Believed } from '#platform/http/believed.ts';
import { callerOf } from './cookies.ts';
import { hashToken, isToken } from './domain/keys.ts';
import { isSessionOpen } from './domain/limits.ts';
import { accountsOf, asGatekeeper } from './service/context.ts';
import { isNoteDue, lookForOpenSession, noteUse } from './service/sessions.ts';
import { epochOfSession, type Session } from './store/sessions.ts';

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
  const found = await lookForOpenSession(province, token, now);
  if (!found) return anonymousActor;
  const { session, epoch, moment } = found;
  const isNoted = isWatching(request) || !isNoteDue(session, now);
  const known = rememberedActor(province.info.schema, session.personId, dateInVietnam(moment), epoch);
  sessions.set(request, session);
  const actor =
    known && isNoted
      ? known
      : await asGatekeeper(accountsOf(province, realTime)).run(async (tx) => {
          if (!isNoted) await noteUse(tx, session, now);
          return known ?? personActor(tx, session.personId, epoch);
        });
  // What has just been noted is read with the next request, and kept then.
  if (isNoted) recogniseNextTime(province, token, { session, epoch, day: dateInVietnam(moment), actor });
  return actor;
}

/** What was found with a session the last time. */
interface Recognised {
  readonly session: Session;
  readonly epoch: number;
  readonly day: LocalDate;
  readonly actor: Actor;
}
const recognised = new Map<string, Recognised>();

const nameOf = ({ info }: Province, token: string): string => `${info.schema} ${hashToken(token).toString('base64')}`;

function recogniseNextTime(province: Province, token: string, found: Recognised): void {
  if (recognised.size >= MOST_REMEMBERED) recognised.clear();
  recognised.set(nameOf(province, token), found);
}

/**
 * Who a request came from when its session was last looked up, at most a minute ago: after that its use has to be noted
 * anyway. Whether session, account and rights still stand is asked inside the transaction, so what has ended meanwhile
 * counts at once, as with `authenticate`.
 */
export function recognise(
  province: Province,
  request: FastifyRequest,
  realTime: Clock = systemClock,
): Believed | undefined {
  const token = callerOf(request).sessionToken;
  if (!isToken(token)) return undefined;
  const before = recognised.get(nameOf(province, token));
  const now = realTime.now();
  if (!before || !isSessionOpen(before.session, now) || isNoteDue(before.session, now)) return undefined;
  sessions.set(request, before.session);
  return {
    actor: before.actor,
    confirm: (db) => {
      const epoch = epochOfSession(db, hashToken(token));
      epoch.catch(() => undefined); // it is waited for when the province's time is known
      return async (tx) => (await epoch) === before.epoch && tx.today === before.day;
    },
  };
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

function rememberedActor(schema: string, personId: string, today: LocalDate, epoch: number): Actor | undefined {
  const before = remembered.get(`${schema} ${personId} ${today}`);
  return before?.epoch === epoch ? before.actor : undefined;
}

/**
 * A person with name and rights on the province's today. Rights are remembered per province, person and day for
 * as long as the epoch stands, which every change of posts or agencies raises in its own transaction
 * (subscriptions.ts): read with the session each time, it tells other processes too.
 */
async function personActor(tx: Tx, personId: string, epoch: number): Promise<Actor> {
  const person = await findPerson(tx, personId);
  if (!person) return anonymousActor;
  const actor: Actor = {
    kind: 'person',
    personId,
    name: person.fullName,
    grants: await grantsOf(tx, personId, tx.today),
  };
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(`${tx.province.schema} ${personId} ${tx.today}`, { epoch, actor });
  return actor;
}
