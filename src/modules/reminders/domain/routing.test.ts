import assert from 'node:assert/strict';
import test from 'node:test';
import { NOTHING_CHOSEN, type PersonChannels, wholeOrder } from '#modules/channels/domain/carried.ts';
import { type Addressee, firstOf, routesOf, type Telling } from './routing.ts';

const telling: Telling = { kind: 'overdue', urgency: 'normal', channels: undefined, mail: 'now', minuteOfDay: 9 * 60 };
const everything: PersonChannels = { ...NOTHING_CHOSEN, sms: '84905123456', zalo: '84905123456', devices: 2 };
const person = (channels?: Partial<PersonChannels>, email: string | null = 'a@thu.invalid'): Addressee => ({
  email,
  channels: channels && { ...everything, ...channels },
});

const CASES: { why: string; telling?: Partial<Telling>; to: Addressee; ways: string[] }[] = [
  { why: 'who chose nothing hears by e-mail', to: person(), ways: ['in-app', 'email'] },
  { why: 'who has no address still has his list', to: person(undefined, null), ways: ['in-app'] },
  {
    why: 'the program’s own order: devices, then e-mail, then what costs money',
    to: person({}),
    ways: ['in-app', 'push', 'email', 'zalo', 'sms'],
  },
  {
    why: 'the person’s order counts, and what it leaves out follows',
    to: person({ order: wholeOrder(['sms']) }),
    ways: ['in-app', 'sms', 'push', 'email', 'zalo'],
  },
  { why: 'what is switched off is no way', to: person({ off: ['push', 'zalo'] }), ways: ['in-app', 'email', 'sms'] },
  { why: 'all switched off: the list stays', to: person({ off: ['email', 'push', 'zalo', 'sms'] }), ways: ['in-app'] },
  {
    why: 'nothing that costs money for what can wait',
    telling: { kind: 'due-soon' },
    to: person({}),
    ways: ['in-app', 'push', 'email'],
  },
  {
    why: 'an urgent matter cannot wait',
    telling: { kind: 'due-soon', urgency: 'urgent' },
    to: person({}),
    ways: ['in-app', 'push', 'email', 'zalo', 'sms'],
  },
  {
    why: 'a policy that names channels is obeyed, also where it costs money',
    telling: { kind: 'due-soon', channels: ['in-app', 'sms'] },
    to: person({}),
    ways: ['in-app', 'sms'],
  },
  {
    why: 'in quiet hours nothing rings',
    telling: { minuteOfDay: 22 * 60 },
    to: person({ quiet: { from: 21 * 60, to: 6 * 60 } }),
    ways: ['in-app', 'email'],
  },
  {
    why: 'hỏa tốc means at any hour',
    telling: { minuteOfDay: 22 * 60, urgency: 'express' },
    to: person({ quiet: { from: 21 * 60, to: 6 * 60 } }),
    ways: ['in-app', 'push', 'email', 'zalo', 'sms'],
  },
  {
    why: 'a letter that waits for the morning stands beside the other ways',
    telling: { mail: 'digest' },
    to: person({ order: wholeOrder(['email', 'push']) }),
    ways: ['in-app', 'email', 'push', 'zalo', 'sms'],
  },
];

for (const { why, telling: change, to, ways } of CASES)
  test(why, () => {
    const routes = routesOf({ ...telling, ...change }, to);
    assert.deepEqual(
      routes.map(({ channel }) => channel),
      ways,
    );
    assert.ok(routes.every(({ channel, address }) => (address === null) === ['in-app', 'push'].includes(channel)));
  });

test('only the first way out leaves at once; it has the others with it', () => {
  const [inApp, push, ...none] = firstOf(routesOf(telling, person({})));
  assert.deepEqual([inApp?.route.channel, inApp?.further], ['in-app', []]);
  assert.deepEqual(
    [push?.route.channel, push?.further.map(({ channel }) => channel)],
    ['push', ['email', 'zalo', 'sms']],
  );
  assert.deepEqual(none, []);
});

test('a letter of the morning takes nothing over and hands nothing on', () => {
  const now = firstOf(routesOf({ ...telling, mail: 'digest' }, person({ off: ['zalo'] })));
  assert.deepEqual(
    now.map(({ route, further }) => [route.channel, route.when, further.length]),
    [
      ['in-app', 'now', 0],
      ['email', 'digest', 0],
      ['push', 'now', 1],
    ],
  );
});
