import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import test from 'node:test';
import fc from 'fast-check';
import { isShortLink, readLink, shortNumber, signLink, signShort } from './link-token.ts';

const key = { id: 1, secret: randomBytes(32) };
const claim = { messageId: '01900000-0000-7000-8000-0000000000aa', expiresAt: new Date('2018-03-30T10:00:00Z') };
const token = signLink(claim, key);

test('a token says which message and until when, to whoever holds the key, and fits a short message', () => {
  assert.deepEqual(readLink(token, [key]), claim);
  assert.equal(token.length, 52);
});

test('a token whose bytes were touched anywhere is no token', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: token.length - 1 }), fc.integer({ min: 1, max: 63 }), (place, by) => {
      const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
      const sign = signs[(signs.indexOf(token[place] ?? '') + by) % 64] ?? '';
      assert.equal(readLink(token.slice(0, place) + sign + token.slice(place + 1), [key]), undefined);
    }),
  );
});

test('a key that was retired, another province’s key, and what is no token at all are not taken', () => {
  assert.equal(readLink(token, []), undefined);
  assert.equal(readLink(token, [{ id: 1, secret: randomBytes(32) }]), undefined);
  assert.equal(readLink(token, [{ id: 2, secret: key.secret }]), undefined);
  for (const other of ['', 'khong-phai', `${token}=`, `${token}A`, ` ${token}`, '../'.repeat(17)])
    assert.equal(readLink(other, [key]), undefined, other);
});

test('a short token names its number and holds for nothing but what that number stands for, under our keys', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 40 - 1 }), (number) => {
      const link = { ...claim, number };
      const short = signShort(link, key);
      assert.equal(short.length, 20);
      assert.equal(shortNumber(short), number);
      assert.ok(isShortLink(short, link, [{ id: 2, secret: randomBytes(32) }, key]));
      for (const other of [
        { ...link, number: number - 1 },
        { ...link, messageId: '01900000-0000-7000-8000-0000000000ab' },
        { ...link, expiresAt: new Date('2018-03-30T10:01:00Z') },
      ])
        assert.ok(!isShortLink(short, other, [key]));
      assert.ok(!isShortLink(short, link, [{ id: 1, secret: randomBytes(32) }]));
    }),
  );
  for (const none of ['', token, 'A'.repeat(19), 'A'.repeat(21), `${'A'.repeat(19)}=`])
    assert.equal(shortNumber(none), undefined);
});
