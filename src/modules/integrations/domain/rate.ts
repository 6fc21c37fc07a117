export type Admission =
  | { readonly admitted: true; readonly fullAt: Date }
  | { readonly admitted: false; readonly retryAfterMs: number };

/**
 * Whether a call that counts for `cost` may be made now under `perMinute` calls a minute. A minute's worth may come
 * at once; after that calls are admitted evenly. A refused call takes nothing, so the wait told is the whole wait.
 *
 * @param fullAt when the allowance is whole again, as it was kept after the last admitted call
 * @param cost never asks for more than a minute's worth: a call dearer than that is admitted to a whole allowance
 */
export function admit(fullAt: Date, now: Date, perMinute: number, cost: number): Admission {
  const each = 60_000 / perMinute;
  const from = Math.max(fullAt.getTime(), now.getTime());
  const taken = from + Math.min(cost, perMinute) * each;
  const retryAfterMs = taken - (now.getTime() + 60_000);
  return retryAfterMs > 0 ? { admitted: false, retryAfterMs } : { admitted: true, fullAt: new Date(taken) };
}
