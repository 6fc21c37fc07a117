import type { FastifyRequest } from 'fastify';
import { type Clock, systemClock } from '#kernel/clock.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Actor, systemActor } from '#platform/auth/actor.ts';
import type { Province } from '#platform/db/province.ts';
import { hashKey, keyOfHeader, stateOf } from './domain/keys.ts';
import { admit } from './domain/rate.ts';
import { noteUse, takeUp, withoutWaitingForDisk } from './store/key-store.ts';

const DOORKEEPER = systemActor('Khóa ứng dụng');

/**
 * The application a request's key stands for. Looked up on every call, so that revoking, expiry and the closing of an
 * application count at once in every process. A key that is unknown, expired or revoked gets one and the same answer.
 *
 * @param realTime keys live by it, also in a demonstration province; given by tests
 * @throws Refusal `integrations.key_required`, `integrations.key_refused` (401), `integrations.too_many_calls` (429)
 */
export async function authenticateApplication(
  province: Province,
  request: FastifyRequest,
  realTime: Clock = systemClock,
): Promise<Actor> {
  const key = keyOfHeader(request.headers.authorization);
  if (key === undefined) throw new Refusal('integrations.key_required', 401);
  const now = realTime.now();
  return province.as(DOORKEEPER).run(async (tx) => {
    await withoutWaitingForDisk(tx.db);
    const found = await takeUp(tx.db, hashKey(key));
    if (!found || found.application.disabledAt || stateOf(found.key, now) !== 'active')
      throw new Refusal('integrations.key_refused', 401);
    const { cost = 1 } = request.routeOptions.config;
    const admission = admit(found.fullAt, now, found.key.ratePerMinute, cost);
    if (!admission.admitted) {
      const retryAfterSeconds = Math.max(1, Math.ceil(admission.retryAfterMs / 1000));
      throw new Refusal('integrations.too_many_calls', 429, { retryAfterSeconds });
    }
    await noteUse(tx.db, found.key.id, now, admission.fullAt);
    return {
      kind: 'application',
      personId: null,
      name: found.application.name,
      grants: [],
      application: { source: found.application.source, keyId: found.key.id, scopes: found.key.scopes },
    };
  });
}
