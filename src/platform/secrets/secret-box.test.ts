import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import test from 'node:test';
import { secretBox } from './secret-box.ts';

const box = secretBox(randomBytes(32));

test('what was sealed opens again, and no two sealings look alike', () => {
  const one = box.seal('khóa của cổng tin nhắn', 'sms');
  assert.equal(box.open(one, 'sms'), 'khóa của cổng tin nhắn');
  assert.notEqual(box.seal('khóa của cổng tin nhắn', 'sms'), one);
  assert.ok(!one.includes('cổng'));
});

test('what was sealed for something else, changed, or sealed under another key does not open', () => {
  const sealed = box.seal('bí mật', 'sms');
  assert.throws(() => box.open(sealed, 'zalo'));
  assert.throws(() => secretBox(randomBytes(32)).open(sealed, 'sms'));
  for (let place = 3; place < sealed.length; place += 5) {
    const other = sealed[place] === 'A' ? 'B' : 'A';
    assert.throws(() => box.open(sealed.slice(0, place) + other + sealed.slice(place + 1), 'sms'), `${place}`);
  }
  assert.throws(() => box.open('v1.', 'sms'));
  assert.throws(() => box.open('', 'sms'));
});

test('a key of another length is refused', () => {
  assert.throws(() => secretBox(randomBytes(16)), RangeError);
});
