import assert from 'node:assert/strict';
import test from 'node:test';
import { systemActor } from '#platform/auth/actor.ts';
import { partsOf } from '#modules/documents/testing/parts.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import type { CommentRoundDetail, EffectView } from './comments-schema.ts';
import { seedParDemo } from './demo.ts';
import { leavesOf } from './domain/criteria-set.ts';
import type { RoundList } from './rounds-schema.ts';
import type { BackCastView, SeriesView, SetDetail, SetList } from './sets-schema.ts';
import { makeWorld, workSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-03-01T08:00', seed: workSeed });
const world = await makeWorld(province);
await province.as(systemActor('Trình diễn')).run((tx) => seedParDemo(tx));
const monitor = world.as('monitor');

const { sets } = await monitor.get<SetList>('/api/par/sets');
const source = sets.find(({ block, year, state }) => block === 'so-ban-nganh' && year === 2017 && state === 'adopted');
assert.ok(source);
const draft = await monitor.post<SetDetail>(`/api/par/sets/${source.id}/copy`, {
  code: 'thu-2018',
  year: 2018,
  title: 'Bộ năm 2018',
});
const opened = await monitor.post<CommentRoundDetail>('/api/par/comment-rounds', {
  setId: draft.id,
  title: 'Góp ý',
  dueOn: '2018-03-10',
});
const url = `/api/par/comment-rounds/${opened.id}`;
const leaves = leavesOf(draft.set.fields);
const scored = leaves.find(({ rule }) => rule?.type === 'survey');
const other = leaves.find(({ code, rule }) => rule?.type === 'timeliness' && code !== scored?.code);
assert.ok(scored && other && scored.max !== null);

test('a copy tried on last year gives last year; each change has its own effect on points and places', async () => {
  const v2 = await monitor.post<SetDetail>(`/api/par/sets/${draft.id}/next`);
  const effect = (leaf = '') => monitor.get<EffectView>(`${url}/effect/${v2.id}?leaf=${leaf}`);
  const nothing = await effect();
  assert.equal(nothing.moved, 0);
  assert.ok(nothing.units.length > 5);
  assert.ok(nothing.units.every(({ points, rank }) => points.before === points.after && rank.before === rank.after));
  assert.equal(await monitor.refused('GET', `${url}/effect/${v2.id}?leaf=9.9.9`), '422 par-index.change_not_found');

  // Thirty times its weight: whoever did well there comes to the front.
  const max = (scored.max ?? 0) * 30;
  await monitor.post(`/api/par/sets/${v2.id}/leaves`, {
    revision: 1,
    code: scored.code,
    leaf: { max, rule: { ...scored.rule, tests: undefined } },
  });
  await monitor.post(`/api/par/sets/${v2.id}/leaves`, {
    revision: 2,
    code: other.code,
    leaf: { name: `${other.name} (sửa)` },
  });
  const whole = await effect();
  const heavy = await effect(scored.code);
  const renamed = await effect(other.code);
  assert.ok(whole.moved > 0 && whole.meanPlaces > 0);
  assert.deepEqual(heavy.units, whole.units, 'a new name alone changes no points');
  assert.equal(renamed.moved, 0);
  for (const { max: maxima, rank, places } of heavy.units) {
    assert.ok(maxima.after === maxima.before || maxima.after === maxima.before + max - (scored.max ?? 0));
    assert.equal(places, rank.before - rank.after);
  }
  assert.equal(heavy.pastRound.year, 2017);
  assert.equal(heavy.exact.numerator, heavy.covered.numerator, 'figures are rescored, none is carried over');
});

test('only a later version of the commented draft is tried, and only by those who manage', async () => {
  assert.equal(await monitor.refused('GET', `${url}/effect/${draft.id}`), '422 par-index.not_a_later_version');
  assert.equal(await monitor.refused('GET', `${url}/effect/${source.id}`), '422 par-index.not_a_later_version');
  for (const who of ['leader', 'itClerk', 'auditor'] as const)
    assert.equal(await world.as(who).refused('GET', `${url}/effect/${source.id}`), '403 auth.forbidden', who);
});

test('the sheet of answers is for those who see every comment: an agency gets it when the round is closed', async () => {
  const it = world.agency('KH.STTTT');
  await world.as('itClerk').post(`${url}/comments`, { agencyId: it, leaf: scored.code, text: 'Nên tăng điểm' });
  const sheet = `${url}/outputs/bang-tong-hop.xlsx`;
  assert.equal(await world.as('itClerk').refused('GET', sheet), '409 par-index.comments_open');
  const { comments, later } = await monitor.get<CommentRoundDetail>(url);
  const change = { setId: later[0]?.id, leaf: scored.code };
  await monitor.post(`${url}/comments/${comments[0]?.id}/answers`, { decision: 'accepted', reason: 'Đúng', change });
  const closed = await monitor.post<CommentRoundDetail>(`${url}/close`);
  assert.deepEqual(closed.comments[0]?.answers[0]?.change, { ...change, version: 2 });
  const strings = (await partsOf((await world.as('itClerk').send('GET', sheet)).raw)).get('xl/sharedStrings.xml') ?? '';
  assert.match(strings, /Nên tăng điểm/);
  assert.match(strings, new RegExp(`Phiên bản 2, tiêu chí ${scored.code}: điểm tối đa`));
  assert.match(strings, /Bộ tiêu chí minh họa - không phải Quyết định 2948/);
});

test('the series breaks where rules changed and the last year stands beyond it as it would have been', async () => {
  const { later } = await monitor.get<CommentRoundDetail>(url);
  const { rounds } = await monitor.get<RoundList>('/api/par/rounds');
  const round = rounds.find(({ setId }) => setId === source.id);
  assert.ok(round && later[0]);
  const series = await monitor.get<SeriesView>(`/api/par/rounds/${round.id}/series/${later[0].id}`);
  assert.equal(series.breaks.at(-1)?.year, 2018);
  const cast = await monitor.get<BackCastView>(`/api/par/rounds/${round.id}/back-cast/${later[0].id}`);
  for (const { agency, segments } of series.units) {
    const [tried] = segments.at(-1)?.points ?? [];
    const unit = cast.units.find((one) => one.agency.id === agency.id);
    assert.ok(tried?.backCast && unit, agency.name);
    assert.equal(tried.indexHundredths, Math.floor((unit.points * 20_000 + unit.max) / (2 * unit.max)));
    assert.ok(segments.slice(0, -1).every(({ points }) => points.every(({ year }) => year <= 2017)));
  }
});
