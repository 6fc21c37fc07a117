import assert from 'node:assert/strict';
import test from 'node:test';
import { testProvince } from '#platform/testing/test-province.ts';
import type { DossierPage } from './list-schema.ts';
import { aDossier, dossierSeed, makeWorld } from './testing/world.ts';

const province = await testProvince({ at: '2018-07-02T09:00', seed: dossierSeed });
const world = await makeWorld(province);
const clerk = world.as('clerk');
const named = (name: string, more: object = {}) => aDossier(world, { applicant: { name }, ...more });

/** The queue read page by page, each of so many. */
async function queue(limit: number, typed = ''): Promise<string[]> {
  const names: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: DossierPage = await clerk.get<DossierPage>(
      `/api/dossiers?queue=counter&limit=${limit}${typed && `&q=${encodeURIComponent(typed)}`}${cursor ? `&cursor=${cursor}` : ''}`,
    );
    names.push(...page.dossiers.map(({ applicantName }) => applicantName));
    assert.ok(page.dossiers.length > 0 || names.length === 0, 'no empty page');
    cursor = page.next;
  }
  return names;
}

test('the counter sees answers owed to online submissions among what runs, by the moment; last what waits for its applicant', async () => {
  assert.deepEqual(await queue(5), []);
  await named('Hẹn trả 16/07, chưa chuyển');
  await named('Nộp trực tuyến, quá giờ trả lời', { channel: 'online', decision: 'submit' });
  province.clock.set('2018-07-13T15:00');
  await named('Chờ người nộp hoàn thiện', {
    decision: 'request-completion',
    reason: 'Thiếu bản chính',
    missing: [{ name: 'Bản chính', originals: 1, copies: 0 }],
  });
  await named('Hẹn trả 27/07');
  await named('Nộp qua bưu chính, chưa xem', { channel: 'post', decision: 'submit' });
  // 15:00 on Friday and eight working hours: 15:00 on Monday, after the promise of 09:00 and before the other.
  await named('Nộp trực tuyến, trả lời 16/07', { channel: 'online', decision: 'submit' });
  const order = [
    'Nộp trực tuyến, quá giờ trả lời',
    'Hẹn trả 16/07, chưa chuyển',
    'Nộp trực tuyến, trả lời 16/07',
    'Hẹn trả 27/07',
  ];
  const all = await queue(50);
  assert.deepEqual(all.slice(0, 4), order);
  assert.deepEqual(new Set(all.slice(4)), new Set(['Chờ người nộp hoàn thiện', 'Nộp qua bưu chính, chưa xem']));
  for (const limit of [1, 2, 3, 4, 5, 6]) assert.deepEqual(await queue(limit), all, `${limit} a page`);
  const { status, code } = await clerk.refused('GET', '/api/dossiers?queue=counter&cursor=WzFd');
  assert.deepEqual([status, code], [400, 'http.bad_cursor']);
});

test('a search leaves the order of the queue as it is: by the moment, online answers among what runs', async () => {
  const all = await queue(50);
  const having = (word: string) => all.filter((name) => name.toLowerCase().includes(word));
  assert.equal(having('trả').length, 4);
  for (const limit of [1, 3, 50]) assert.deepEqual(await queue(limit, 'tra'), having('trả'), `${limit} a page`);
  assert.deepEqual(await queue(50, 'Nộp'), having('nộp'));
  assert.equal(having('nộp').length, 4);
  assert.deepEqual(await queue(50, 'không ai'), []);
});
