import assert from 'node:assert/strict';
import { argon2, randomBytes } from 'node:crypto';
import test from 'node:test';
import { promisify } from 'node:util';
import { Refusal } from '#kernel/refusal.ts';
import { hashPassword, isOutdated, verifyPassword } from './password-hash.ts';

const PASSWORD = 'thuyền thúng ra khơi sớm';

test('a hash says how it was made, and never the same twice', async () => {
  const [one, two] = await Promise.all([hashPassword(PASSWORD), hashPassword(PASSWORD)]);
  assert.match(one, /^\$argon2id\$v=19\$m=47104,t=1,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  assert.notEqual(one, two);
  assert.equal(await verifyPassword(one, PASSWORD), true);
  assert.equal(await verifyPassword(one, `${PASSWORD} `), false, 'nothing is trimmed');
  assert.equal(await verifyPassword(one, PASSWORD.toUpperCase()), false);
});

test('a hash made with earlier settings still opens, and is known to be due for renewal', async () => {
  const nonce = randomBytes(16);
  const tag = await promisify(argon2)('argon2id', {
    message: PASSWORD,
    nonce,
    memory: 19_456,
    passes: 2,
    parallelism: 1,
    tagLength: 32,
  });
  const plain = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');
  const old = `$argon2id$v=19$m=19456,t=2,p=1$${plain(nonce)}$${plain(tag)}`;
  assert.equal(await verifyPassword(old, PASSWORD), true);
  assert.equal(isOutdated(old), true);
  assert.equal(isOutdated(await hashPassword(PASSWORD)), false);
});

test('a damaged hash is a fault, not a wrong password', async () => {
  await assert.rejects(verifyPassword('$argon2id$v=19$nonsense', PASSWORD), /unknown form/);
});

test('when more sign in than can be served, strangers past the queue are told to come back and known devices go first', async () => {
  const hash = await hashPassword(PASSWORD);
  const order: string[] = [];
  const refusals: Refusal[] = [];
  const attempt = (who: string, first: boolean) =>
    verifyPassword(hash, PASSWORD, first).then(
      () => order.push(who),
      (error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
        refusals.push(error);
      },
    );
  const strangers = Array.from({ length: 50 }, () => attempt('stranger', false));
  const known = attempt('known', true);
  await Promise.all([...strangers, known]);
  assert.equal(refusals.length, 8, 'two at work, forty waiting, the rest refused');
  assert.ok(refusals.every(({ code, status }) => code === 'accounts.busy' && status === 429));
  assert.ok(order.indexOf('known') <= 4, `the known device was number ${order.indexOf('known')}`);
  assert.equal(order.length, 43);
});
