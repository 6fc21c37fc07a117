import assert from 'node:assert/strict';
import test from 'node:test';
import { MOST_ATTEMPTS, nextAttempt, readRetryAfter, signedHeaders } from './signature.ts';

test('the signature is that of the specification', () => {
  const headers = signedHeaders('msg_p5jXN8AQM9LWM0D4loKWxJek', new Date(1_614_265_330_000), '{"test": 2432232314}', [
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  ]);
  assert.equal(headers['webhook-signature'], 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  assert.equal(headers['webhook-timestamp'], '1614265330');
});

test('waits grow, spread forward alone, and follow what the receiver asks for up to a day', () => {
  const now = new Date('2026-11-22T09:00:00Z');
  const waits = Array.from(
    { length: MOST_ATTEMPTS - 1 },
    (_, n) => (nextAttempt(n + 1, now, 0)?.getTime() ?? 0) - now.getTime(),
  );
  assert.deepEqual(
    waits,
    waits.toSorted((a, b) => a - b),
  );
  assert.equal(nextAttempt(MOST_ATTEMPTS, now, 0), null);
  assert.equal(nextAttempt(1, now, 1)?.getTime(), now.getTime() + 6000);
  assert.equal(nextAttempt(1, now, 0, readRetryAfter('120', now))?.getTime(), now.getTime() + 120_000);
  assert.equal(nextAttempt(1, now, 0, readRetryAfter('999999999', now))?.getTime(), now.getTime() + 86_400_000);
  assert.equal(readRetryAfter('Sun, 22 Nov 2026 09:01:00 GMT', now), 60_000);
  assert.equal(readRetryAfter('sớm', now), 0);
});
