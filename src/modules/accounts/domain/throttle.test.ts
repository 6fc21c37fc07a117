import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type Admission, admit, ALLOWANCES, drawnFrom, type Origin } from './throttle.ts';

const BEGIN = Date.parse('2026-11-22T09:00:00+07:00');
const STRANGER: Origin = { known: false };

/** The allowances of a simulated server, kept in memory as the store keeps them in the database. */
class Brake {
  readonly #fullAt = new Map<string, Date>();
  now = BEGIN;

  attempt(login: string, address: string, origin: Origin, right = false): Admission {
    const drawn = drawnFrom(login, address, origin);
    const key = (kind: string, subject: string) => `${kind} ${subject}`;
    const states = drawn.map((one) => ({ ...one, fullAt: this.#fullAt.get(key(one.kind, one.subject)) }));
    const admission = admit(states, new Date(this.now));
    if (admission.admitted && !right)
      for (const taken of admission.taken) this.#fullAt.set(key(taken.kind, taken.subject), taken.fullAt);
    return admission;
  }

  /** Wrong guesses, one every `everyMs`, from addresses taken in turn. @returns how many were looked at */
  attack(login: string, addresses: readonly string[], count: number, everyMs: number): number {
    let admitted = 0;
    for (let n = 0; n < count; n += 1) {
      const address = addresses[n % addresses.length] ?? '';
      if (this.attempt(login, address, STRANGER).admitted) admitted += 1;
      this.now += everyMs;
    }
    return admitted;
  }
}

test('of 10,000 guesses in a row from one address, a dozen are looked at', () => {
  const brake = new Brake();
  const admitted = brake.attack('lan', ['198.51.100.1'], 10_000, 10);
  assert.ok(admitted <= ALLOWANCES['login-address'].capacity + 2, `${admitted} in 100 seconds`);
});

test('of 10,000 guesses from 500 addresses each address has few, and fewer once the login is under attack', () => {
  const brake = new Brake();
  const addresses = Array.from({ length: 500 }, (_, n) => `198.51.${n >> 8}.${n & 255}`);
  const admitted = brake.attack('lan', addresses, 10_000, 10);
  assert.ok(admitted <= 50 + 500 + 10, `${admitted} in 100 seconds`);
});

test('during 10,000 guesses the person still gets in: known device, known address, and a new place on the first try', () => {
  const brake = new Brake();
  const addresses = Array.from({ length: 200 }, (_, n) => `198.51.100.${n}`);
  const device: Origin = { known: 'device', device: 'd'.repeat(43) };
  for (let round = 0; round < 100; round += 1) {
    brake.attack('lan', [...addresses, '203.0.113.7'], 100, 10);
    assert.ok(
      brake.attempt('lan', '203.0.113.7', device, true).admitted,
      'known device, from the attacker’s own address',
    );
    assert.ok(brake.attempt('lan', '203.0.113.8', { known: 'address' }, true).admitted, 'known address');
    assert.ok(brake.attempt('lan', `192.0.2.${round}`, STRANGER, true).admitted, 'a new telephone somewhere else');
  }
});

test('guessing many logins from one address is slowed as a whole, and does not slow others there who are known', () => {
  const brake = new Brake();
  let admitted = 0;
  for (let n = 0; n < 10_000; n += 1) {
    if (brake.attempt(`nguoi${n}`, '198.51.100.1', STRANGER).admitted) admitted += 1;
    brake.now += 10;
  }
  assert.ok(admitted <= ALLOWANCES.address.capacity + 20, `${admitted}`);
  assert.equal(brake.attempt('moi', '198.51.100.1', STRANGER).admitted, false);
  assert.ok(brake.attempt('lan', '198.51.100.1', { known: 'address' }, true).admitted);
});

test('right sign-ins use nothing up: two hundred officials sign in from one office address at half past seven', () => {
  const brake = new Brake();
  for (let n = 0; n < 200; n += 1) {
    assert.ok(brake.attempt(`nguoi${n}`, '203.0.113.7', STRANGER, true).admitted);
    brake.now += 100;
  }
});

test('a stolen device cookie buys one small allowance, not a way past the others', () => {
  const brake = new Brake();
  const device: Origin = { known: 'device', device: 'x' };
  let admitted = 0;
  for (let n = 0; n < 1_000; n += 1) if (brake.attempt('lan', '198.51.100.1', device).admitted) admitted += 1;
  assert.equal(admitted, ALLOWANCES.device.capacity);
  assert.ok(brake.attempt('lan', '198.51.100.1', { known: 'device', device: 'y' }).admitted);
});

test('a refused attempt takes nothing: after the wait it names, one is admitted', () => {
  const brake = new Brake();
  for (let n = 0; n < 500; n += 1) brake.attempt('lan', '198.51.100.1', STRANGER);
  const refused = brake.attempt('lan', '198.51.100.1', STRANGER);
  assert.ok(!refused.admitted);
  assert.ok(refused.retryAfterMs > 0 && refused.retryAfterMs <= 60_000);
  brake.now += refused.retryAfterMs;
  assert.ok(brake.attempt('lan', '198.51.100.1', STRANGER).admitted);
});

test('no allowance ever lets through more than its capacity and what has refilled', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 90_000 }), { maxLength: 200 }), (pauses) => {
      const brake = new Brake();
      let admitted = 0;
      for (const pause of pauses) {
        brake.now += pause;
        if (brake.attempt('lan', 'a', STRANGER).admitted) admitted += 1;
      }
      const { capacity, refillMs } = ALLOWANCES['login-address'];
      assert.ok(admitted <= capacity + Math.floor((brake.now - BEGIN) / refillMs));
    }),
  );
});
