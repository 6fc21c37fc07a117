import assert from 'node:assert/strict';
import test from 'node:test';
import { addressKey, shortAddress, shortDevice } from './place.ts';

for (const [address, key, short] of [
  ['203.0.113.7', '203.0.113.7', '203.0.113.…'],
  ['::ffff:203.0.113.7', '203.0.113.7', '203.0.113.…'],
  ['127.0.0.1', '127.0.0.1', '127.0.0.1'],
  ['::1', '0:0:0:0', '::1'],
  ['2405:4802:1a2b:0077:a:b:c:d', '2405:4802:1a2b:77', '2405:4802:1a2b:…'],
  ['2405:4802::1', '2405:4802:0:0', '2405:4802:0:…'],
  ['fe80::1%eth0', 'fe80:0:0:0', 'fe80:0:0:…'],
] as const) {
  test(`address ${address} is one subscriber ${key} and shown as ${short}`, () => {
    assert.equal(addressKey(address), key);
    assert.equal(shortAddress(address), short);
  });
}

test('two addresses of one IPv6 subscriber count together', () => {
  assert.equal(addressKey('2405:4802:1a2b:77::1'), addressKey('2405:4802:1a2b:77:ffff::2'));
  assert.notEqual(addressKey('2405:4802:1a2b:77::1'), addressKey('2405:4802:1a2b:78::1'));
});

for (const [agent, device] of [
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0',
    'Edge 141, Windows',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14; SM-A156E) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
    'Chrome 140, Android',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
    'Safari 18, iOS',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0', 'Firefox 132, Linux'],
  ['curl/8.5.0', 'Thiết bị không rõ'],
  [undefined, 'Thiết bị không rõ'],
] as const) {
  test(`${device} is told from ${agent?.slice(0, 40)}`, () => assert.equal(shortDevice(agent), device));
}

test('a made-up user agent puts nothing of its own into what is kept', () => {
  const device = shortDevice(`Chrome/99999999<script>alert(1)</script> ${'Windows '.repeat(10_000)}`);
  assert.match(device, /^(Chrome \d{1,4}, )?Windows$/);
});
