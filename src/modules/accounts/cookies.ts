import type { FastifyReply, FastifyRequest } from 'fastify';
import { browserName, isToken } from './domain/keys.ts';
import { LIMITS } from './domain/limits.ts';
import type { Caller, OpenedSession } from './service/sessions.ts';

/**
 * Cookie names; the `__Host-` prefix makes a browser refuse one set by another host or without Secure (RFC 6265bis).
 * Cookies do not know ports, so on plain http the name does: two instances on one machine keep two sessions.
 */
function names(request: FastifyRequest): { session: string; device: string } {
  const { port } = request;
  const suffix = isSecure(request) || !port || port === 80 ? '' : `-${port}`;
  const prefix = isSecure(request) ? '__Host-' : '';
  return { session: `${prefix}dunghen${suffix}`, device: `${prefix}dunghen-device${suffix}` };
}

/** Whether the browser speaks https to us, or to the proxy in front: as the operator says, or a proxy that is trusted. */
function isSecure(request: FastifyRequest): boolean {
  return request.server.https || request.protocol === 'https';
}

/** What the request says of where it comes from. */
export function callerOf(request: FastifyRequest): Caller {
  const { session, device } = names(request);
  return {
    address: request.ip,
    userAgent: request.headers['user-agent'],
    sessionToken: request.cookies[session],
    deviceToken: request.cookies[device],
  };
}

/** The browser a request comes from, by the mark it got when somebody first signed in there; null before that. */
export function browserOf(request: FastifyRequest): string | null {
  const { deviceToken } = callerOf(request);
  return isToken(deviceToken) ? browserName(deviceToken) : null;
}

function attributes(request: FastifyRequest, maxAgeMs: number) {
  return {
    path: '/',
    httpOnly: true,
    secure: isSecure(request),
    sameSite: 'lax',
    maxAge: Math.floor(maxAgeMs / 1000),
  } as const;
}

/** Gives the browser its session, and the mark by which this device is known at the next sign-in. */
export function setSession(
  request: FastifyRequest,
  reply: FastifyReply,
  opened: Pick<OpenedSession, 'sessionToken' | 'deviceToken'>,
): void {
  setSessionToken(request, reply, opened.sessionToken, LIMITS.sessionAbsoluteMs);
  const { device } = names(request);
  reply.setCookie(device, opened.deviceToken, attributes(request, LIMITS.knownPlaceMs));
}

/** Replaces the secret of the session only. */
export function setSessionToken(request: FastifyRequest, reply: FastifyReply, token: string, leftMs: number): void {
  reply.setCookie(names(request).session, token, attributes(request, leftMs));
}

export function clearSession(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(names(request).session, attributes(request, 0));
}
