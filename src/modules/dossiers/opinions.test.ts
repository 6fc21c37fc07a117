import assert from 'node:assert/strict';
import test from 'node:test';
import { testProvince } from '#platform/testing/test-province.ts';
import type { DossierDetail } from './detail-schema.ts';
import type { DossierPage } from './list-schema.ts';
import { aDossier, dossierSeed, makeWorld } from './testing/world.ts';

const province = await testProvince({ at: '2018-07-02T09:00', seed: dossierSeed });
const world = await makeWorld(province);
const officer = world.as('officer');
const financeId = world.agency('KH.STC');

const officerId = world.actors.officer.personId ?? '';
const withOfficer = async () => {
  const forwarded = await world.as('clerk').act(await aDossier(world), 'forward');
  return world.as('head').act(forwarded, 'advance', { officerId });
};
const asked = async (dueOn: string, text: string, dossier?: DossierDetail): Promise<DossierDetail> =>
  officer.act(dossier ?? (await withOfficer()), 'ask-opinion', { agencyId: financeId, text, dueOn });
const queue = async (more = '') => world.as('otherOfficer').get<DossierPage>(`/api/dossiers?queue=opinions${more}`);

test('whoever is asked sees the day of his own answer, the first due first, page by page', async () => {
  const later = await asked('2018-07-10', 'Câu hỏi gửi trước, hạn sau');
  const sooner = await asked('2018-07-03', 'Câu hỏi gửi sau, hạn trước');
  const { dossiers } = await queue();
  assert.deepEqual(
    dossiers.map(({ id, asked: own }) => [id, own?.dueAt, own?.remaining, own?.urgency]),
    [
      [sooner.id, '2018-07-03T17:00:00+07:00', 'còn 1 ngày làm việc', 'soon'],
      [later.id, '2018-07-10T17:00:00+07:00', 'còn 6 ngày làm việc', 'later'],
    ],
  );
  const first = await queue('&limit=1');
  const second = await queue(`&limit=1&cursor=${encodeURIComponent(first.next ?? '')}`);
  assert.deepEqual(
    [...first.dossiers, ...second.dossiers].map(({ id }) => id),
    [sooner.id, later.id],
  );
  assert.equal(second.next, null);
});

test('an agency asked twice about one dossier answers the question it means, with its letter', async () => {
  let dossier = await asked('2018-07-09', 'Câu hỏi thứ nhất');
  dossier = await asked('2018-07-04', 'Câu hỏi thứ hai', dossier);
  const other = world.as('otherOfficer');
  const seen = await other.get<DossierDetail>(`/api/dossiers/${dossier.id}`);
  const [first, second] = dossier.opinions.map(({ id }) => id);
  assert.deepEqual(seen.answerable, [second, first], 'the first due first');
  assert.deepEqual(dossier.answerable, [], 'not asked of those who ask');
  const answered = await other.act(seen, 'answer-opinion', {
    opinionId: first,
    text: 'Thống nhất',
    document: { number: '77/STC-NS', on: '2018-07-02' },
  });
  assert.deepEqual(
    answered.opinions.map(({ answer }) => answer),
    ['Thống nhất', null],
  );
  assert.deepEqual(answered.events.at(-1)?.document, { number: '77/STC-NS', on: '2018-07-02' });
  assert.deepEqual(answered.answerable, [second]);
});

test('whoever asked finds in his queue that an answer came, and what is still awaited or overdue', async () => {
  const dossier = await asked('2018-07-03', 'Xin ý kiến');
  const mine = async () => {
    const page = await officer.get<DossierPage>('/api/dossiers?queue=mine&limit=200');
    const row = page.dossiers.find(({ id }) => id === dossier.id);
    return [row?.awaited?.count, row?.awaited?.late, row?.answered];
  };
  assert.deepEqual(await mine(), [1, false, undefined]);
  province.clock.set('2018-07-04T08:00');
  assert.deepEqual(await mine(), [1, true, undefined]);
  const other = world.as('otherOfficer');
  const late = await other.act(await other.get(`/api/dossiers/${dossier.id}`), 'answer-opinion', { text: 'Trễ' });
  assert.equal(late.opinions[0]?.late, true);
  assert.deepEqual(await mine(), [undefined, undefined, true]);
  province.clock.set('2018-07-02T09:00');
});

test('two officers who answer one question at once: one answer stands, the other hears who was first', async () => {
  const dossier = await asked('2018-07-05', 'Xin ý kiến');
  const replies = await Promise.all(
    (['otherOfficer', 'otherClerk'] as const).map((who) =>
      world.as(who).cannot(dossier, 'answer-opinion', { text: who }),
    ),
  );
  assert.deepEqual(
    replies.map(({ status }) => status).sort((a, b) => a - b),
    [200, 409],
  );
  const refused = replies.find(({ status }) => status === 409);
  assert.equal(refused?.code, 'dossiers.changed');
  assert.match(refused?.detail ?? '', /Tài Chính đã trả lời ý kiến/);
});

test('nobody asks his own agency for its opinion', async () => {
  const dossier = await withOfficer();
  const own = { agencyId: world.agency('KH.SKHCN'), text: 'Tự hỏi', dueOn: '2018-07-05' };
  const refused = await officer.cannot(dossier, 'ask-opinion', own);
  assert.deepEqual([refused.status, refused.code], [422, 'dossiers.opinion_of_own']);
});
