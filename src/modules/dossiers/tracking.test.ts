import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { DossierDetail } from './detail-schema.ts';
import type { Tracking } from './tracking-schema.ts';
import { aDossier, dossierSeed, makeWorld } from './testing/world.ts';

const province = await testProvince({ at: '2018-07-02T09:00', seed: dossierSeed });
const world = await makeWorld(province);
const forget = () => province.as(systemActor()).run((tx) => sql`delete from dossier_tracking_try`.execute(tx.db));

const ask = async (query: Record<string, string>, remoteAddress = '203.0.113.5') => {
  const reply = await world.app.inject({ method: 'GET', url: '/api/public/tracking', query, remoteAddress });
  return {
    status: reply.statusCode,
    body: reply.json<Tracking & { code: string }>(),
    raw: reply.body,
    headers: reply.headers,
  };
};

test('a code with the last four of phone or identity number tells where the dossier is, and nothing about whose it is', async () => {
  await forget();
  const dossier = await aDossier(world);
  for (const fact of ['3456', '1234']) {
    const { status, body, raw } = await ask({ code: ` ${dossier.code?.toLowerCase()} `, fact });
    assert.equal(status, 200);
    assert.match(body.sentence, /hẹn trả kết quả ngày 16\/07\/2018/);
    assert.equal(body.dueOn, '2018-07-16');
    assert.equal(body.call.agency, 'Sở Khoa học và Công nghệ');
    for (const secret of ['Hòa', '0905', '056190', 'Nha Trang', dossier.id]) assert.ok(!raw.includes(secret), secret);
  }
});

test('the token of the receipt needs no second fact; a token that is none gets the answer of an unknown code', async () => {
  await forget();
  const dossier = await aDossier(world);
  const token = dossier.trackingPath.split('/').at(-1) ?? '';
  assert.equal((await ask({ token })).body.code, dossier.code);
  assert.equal((await ask({ token: 'A'.repeat(22) })).status, 404);
});

test('an unknown code, a wrong fact, a fact too short and no fact get one and the same answer', async () => {
  await forget();
  const code = (await aDossier(world)).code ?? '';
  const replies = [
    await ask({ code, fact: '0000' }),
    await ask({ code: code.replace(/\d$/, '9').replace('-0', '-9'), fact: '3456' }),
    await ask({ code, fact: '6' }),
    await ask({ code }),
    await ask({}),
  ];
  assert.deepEqual(new Set(replies.map(({ status }) => status)), new Set([404]));
  const told = replies.map(({ body }) => JSON.stringify({ ...body, reference: null }));
  assert.equal(new Set(told).size, 1);
});

test('guessing at one code is slowed down, whether the code exists or not, also for the right fact', async () => {
  for (const existing of [true, false]) {
    await forget();
    const code = existing ? ((await aDossier(world)).code ?? '') : '000.00.99.H32-180702-0001';
    for (let guess = 0; guess < 5; guess += 1)
      assert.equal((await ask({ code, fact: `${1000 + guess}` }, `203.0.113.${guess}`)).status, 404);
    const slow = await ask({ code, fact: '3456' }, '203.0.113.99');
    assert.equal(slow.status, 429);
    assert.ok(Number(slow.headers['retry-after']) > 0);
  }
});

test('one address that guesses at many codes is slowed down; another is not', async () => {
  await forget();
  const { code } = await aDossier(world);
  for (let guess = 0; guess < 20; guess += 1)
    assert.equal((await ask({ code: `000.00.98.H32-180702-${1000 + guess}`, fact: '3456' })).status, 404);
  assert.equal((await ask({ code: code ?? '', fact: '3456' })).status, 429);
  assert.equal((await ask({ code: code ?? '', fact: '3456' }, '198.51.100.7')).status, 200);
});

test('whoever holds the receipt is never kept out by others who guess behind the same address', async () => {
  await forget();
  const { code, trackingPath } = await aDossier(world);
  for (let guess = 0; guess < 20; guess += 1)
    assert.equal((await ask({ code: `000.00.96.H32-180702-${1000 + guess}`, fact: '3456' })).status, 404);
  assert.equal((await ask({ code: code ?? '', fact: '3456' })).status, 429);
  assert.equal((await ask({ token: trackingPath.replace('/t/', '') })).status, 200);
});

test('guesses that come at once are counted each', async () => {
  await forget();
  const code = '000.00.97.H32-180702-0001';
  await Promise.all(
    Array.from({ length: 5 }, (_, guess) => ask({ code, fact: `${2000 + guess}` }, `203.0.113.${guess}`)),
  );
  assert.equal((await ask({ code, fact: '3456' }, '203.0.113.77')).status, 429);
});

test('who is waited for learns that no time counts meanwhile; a last day is told only where a rule or the office set one', async () => {
  await forget();
  const clerk = world.as('clerk');
  const forwarded = await clerk.act(await aDossier(world), 'forward');
  const papers = [{ name: 'Bản vẽ mặt bằng', originals: 1 }];
  await world.as('head').act(forwarded, 'draft-supplement', { reason: 'Thiếu bản vẽ', papers });
  const asked = await clerk.act(await clerk.get<DossierDetail>(`/api/dossiers/${forwarded.id}`), 'issue-supplement');
  const token = asked.trackingPath.replace('/t/', '');
  const before = (await ask({ token })).body;
  assert.match(before.next ?? '', /không tính thời hạn.* ngày hẹn trả mới/);
  assert.doesNotMatch(before.next ?? '', /chờ đến hết ngày/, 'a day to look again is no limit of his');
  assert.equal(before.dueOn, null);
  await clerk.act(asked, 'extend-wait', { reason: 'Ông Hòa xin thêm ngày', dueOn: '2018-08-20' });
  const after = (await ask({ token })).body;
  assert.match(after.next ?? '', /Cơ quan chờ đến hết ngày 20\/08\/2018\.$/);
  assert.match(after.nextEn ?? '', /waits until the end of 20\/08\/2018\.$/);
  assert.ok(!after.next?.includes('Hòa'));
});
