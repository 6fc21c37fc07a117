import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { newId } from '#kernel/id.ts';
import { partsOf, shownText } from '#modules/documents/testing/parts.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { seedParDemo } from './demo.ts';
import type { EffectView, ProposalDetail, ProposalList } from './proposals-schema.ts';
import type { PublicRankingList } from './public-schema.ts';
import type { RankingView } from './ranking-schema.ts';
import { makeWorld, workSeed, type Who } from './testing/world.ts';

const province = await testProvince({ at: '2018-02-26T15:00', seed: workSeed });
await province.as(systemActor('Dữ liệu trình diễn')).run(seedParDemo);
const world = await makeWorld(province);
const { rankings } = await world.as('visitor').get<PublicRankingList>('/api/public/par/rankings');
const roundId = rankings.find((one) => one.block === 'so-ban-nganh' && one.year === 2017)?.id ?? '';
const ranking = await world.as('monitor').get<RankingView>(`/api/par/rounds/${roundId}/ranking`);

const start = (leaf: string, who: Who = 'monitor') =>
  world.as(who).post<ProposalDetail>('/api/par/proposals', { roundId, leaf });
const reworded = (one: ProposalDetail, change: Partial<ProposalDetail['content']>) => ({
  after: one.last,
  content: { ...one.content, ...change },
});

test('a proposal begins with what figures and kept appraisals say, and the same criterion is begun once', async () => {
  const { leaf } = await disputed();
  const one = await start(leaf.code);
  assert.equal(one.state, 'draft');
  assert.deepEqual(one.content.ask, { kind: 'drop' });
  assert.equal(one.content.name, leaf.name);
  assert.match(one.content.precedents[0]?.what ?? '', /^\d+ phiếu có điểm tự chấm và điểm thẩm định khác nhau/);
  assert.equal(one.effect.units.length, ranking.units.length);
  assert.equal((await start(leaf.code, 'monitor2')).id, one.id);
  const { proposals } = await world.as('auditor').get<ProposalList>('/api/par/proposals');
  assert.equal(proposals.filter((row) => row.leaf === leaf.code).length, 1);
});

test('the effect of another rule is scored from the figures themselves, and says where they do not serve', async () => {
  const { leaf, one } = await withSteps();
  const effect = await world.as('monitor').post<EffectView>(`/api/par/proposals/${one.id}/effect`, {
    ask: { kind: 'replace-rule', max: one.max, rule: one.rule },
  });
  const applies = ranking.points.filter((row) => row[ranking.leaves.indexOf(leaf)] !== null).length;
  assert.equal(effect.exact + effect.scaled, applies);
  assert.ok(effect.exact > applies / 2);
  assert.equal(effect.moved, 0, 'the same rule moves nobody');
  const generous = await world.as('monitor').post<EffectView>(`/api/par/proposals/${one.id}/effect`, {
    ask: {
      kind: 'replace-rule',
      max: one.max,
      rule: { type: 'step', unit: 'per-cent', bands: [{ ge: 0, points: one.max }], nothingDue: 'full' },
    },
  });
  for (const [row, unit] of generous.units.entries()) {
    const given = ranking.points[row]?.[ranking.leaves.indexOf(leaf)] ?? one.max;
    assert.ok(unit.points.after >= unit.points.before && unit.points.after - unit.points.before <= one.max - given);
  }
});

test('every kind of rule can be proposed: its effect on each unit, the letter and the annex say it', async () => {
  const { one } = await withSteps();
  const conditions = ['Đạt từ 90% trở lên', 'Công khai kết quả'];
  const half = Math.round(one.max / 2);
  const asks: Readonly<Record<string, { ask: object; says: readonly string[] }>> = {
    'yes-no': {
      ask: {
        rule: { type: 'yes-no', condition: conditions[0] },
        reading: { conditions: [{ fact: 'per-cent', atLeast: 90 }] },
      },
      says: ['“Đạt từ 90% trở lên” coi là đạt khi tỷ lệ đạt được (%) từ 90 trở lên', 'không: 0 điểm'],
    },
    'all-of': {
      ask: {
        rule: { type: 'all-of', conditions },
        reading: {
          conditions: [
            { fact: 'per-cent', atLeast: 90 },
            { fact: 'denominator', atLeast: 1 },
          ],
        },
      },
      says: ['đủ 2 điều kiện (Đạt từ 90% trở lên; Công khai kết quả)', 'mẫu số của tỷ lệ từ 1 trở lên'],
    },
    timeliness: {
      ask: {
        rule: { type: 'timeliness', late: half },
        reading: {
          timeliness: { onTime: { fact: 'per-cent', atLeast: 100 }, late: { fact: 'per-cent', atLeast: 50 } },
        },
      },
      says: ['Coi là đúng hạn khi tỷ lệ đạt được (%) từ 100 trở lên', 'không thực hiện: 0 điểm'],
    },
    'count-capped': {
      ask: { rule: { type: 'count-capped', each: 1 } },
      says: ['Số kết quả lấy bằng tử số của tỷ lệ', 'mỗi kết quả 0,01 điểm'],
    },
    proportional: {
      ask: { rule: { type: 'proportional', floorPerCent: 50, fullFromPerCent: 95, nothingDue: 'full' } },
      says: ['dưới 50%: 0 điểm', 'từ 95%: điểm tối đa'],
    },
    'banded-formula': {
      ask: {
        rule: {
          type: 'banded-formula',
          variables: [{ name: 'x', label: 'Tỷ lệ đúng hạn', unit: 'per-cent' }],
          of: 'x',
          bands: [{ ge: 50, formula: `${(one.max / 100).toFixed(2)} * x / 100.0` }],
        },
        reading: { variables: { x: 'per-cent' } },
      },
      says: ['x (Tỷ lệ đúng hạn) lấy tỷ lệ đạt được (%)', 'khi x từ 50'],
    },
    survey: {
      ask: { rule: { type: 'survey' } },
      says: ['Chỉ số khảo sát lấy bằng tỷ lệ đạt được', 'nhân chỉ số khảo sát'],
    },
  };
  const url = `/api/par/proposals/${one.id}`;
  let last = one;
  for (const [kind, { ask, says }] of Object.entries(asks)) {
    const whole = { kind: 'replace-rule', max: one.max, ...ask };
    const effect = await world.as('monitor').post<EffectView>(`${url}/effect`, { ask: whole });
    assert.ok(effect.exact > effect.scaled, `${kind}: units are scored from their own figures`);
    last = await world
      .as('monitor')
      .post<ProposalDetail>(`${url}/versions`, reworded(last, { ask: whole as never, reasons: ['Lý do'] }));
    assert.deepEqual(last.effect, effect, `${kind}: what is kept is what was tried`);
    const text = await letterOf(one.id);
    for (const said of says) assert.ok(text.includes(said), `${kind}: ${said}`);
    for (const unit of ranking.units) assert.ok(text.includes(unit.agency.name), `${kind}: ${unit.agency.name}`);
  }
  for (const [kind, said] of [
    ['bonus', 'thành nội dung tính điểm thưởng, tối đa'],
    ['penalty', 'thành nội dung tính điểm trừ, trừ tối đa'],
  ] as const) {
    last = await world
      .as('monitor')
      .post<ProposalDetail>(`${url}/versions`, reworded(last, { ask: { kind, max: 50 }, reasons: ['Lý do'] }));
    assert.ok((await letterOf(one.id)).includes(said), kind);
  }
  for (const bad of [
    { reading: { conditions: [null] }, rule: { type: 'survey' } },
    { reading: { variables: { y: 'count' } }, rule: { type: 'yes-no', condition: 'A' } },
    {
      rule: {
        type: 'banded-formula',
        variables: [{ name: 'x', label: 'Số', unit: 'count' }],
        of: 'y',
        bands: [{ ge: 1, formula: '1.0' }],
      },
    },
  ])
    assert.equal(
      await world
        .as('monitor')
        .refused('POST', `${url}/effect`, { ask: { kind: 'replace-rule', max: one.max, ...bad } }),
      '422 par-index.bad_proposal',
    );
});

test('a rule that gives more than the maximum, or changes nothing, is refused at its field', async () => {
  const { one } = await withSteps();
  const url = `/api/par/proposals/${one.id}/effect`;
  const bands = [{ ge: 0, points: one.max + 1 }];
  assert.equal(
    await world.as('monitor').refused('POST', url, {
      ask: { kind: 'replace-rule', max: one.max, rule: { type: 'step', unit: 'per-cent', bands, nothingDue: 'full' } },
    }),
    '422 par-index.bad_proposal',
  );
  assert.equal(
    await world.as('monitor').refused('POST', url, { ask: { kind: 'reweight', max: one.max } }),
    '422 par-index.proposal_unchanged',
  );
});

test('from draft to answer: a second person approves, a new wording takes that back, the letter carries number and day', async () => {
  let one = await start('3.1.2').catch(() => undefined);
  one ??= await start(ranking.leaves.at(-1)?.code ?? '');
  const url = `/api/par/proposals/${one.id}`;
  assert.equal(
    await world.as('leader').refused('POST', `${url}/approve`, { after: one.last + 1 }),
    '409 par-index.proposal_changed',
  );
  const without = await world.as('monitor').post<ProposalDetail>(`${url}/versions`, reworded(one, { reasons: [] }));
  assert.equal(
    await world.as('monitor').refused('POST', `${url}/submit`, { after: without.last }),
    '422 par-index.proposal_no_reason',
  );
  assert.equal(
    await world.as('monitor2').refused('POST', `${url}/versions`, reworded(one, { reasons: ['Chậm tay'] })),
    '409 par-index.proposal_changed',
  );
  const reasons = ['Tiêu chí nằm ngoài phạm vi tác động của đơn vị'];
  one = await world
    .as('monitor')
    .post<ProposalDetail>(
      `${url}/versions`,
      reworded(without, { reasons, ask: { kind: 'reweight', max: 0 }, name: 'Tên đề nghị mới' }),
    );
  assert.deepEqual(one.can, ['written', 'submitted', 'withdrawn']);
  assert.equal(
    await world.as('leader').refused('POST', `${url}/approve`, { after: one.last }),
    '409 par-index.proposal_state',
    'a draft nobody has submitted is not approved',
  );
  one = await world.as('monitor').post<ProposalDetail>(`${url}/submit`, { after: one.last });
  const approved = await world.as('leader').post<ProposalDetail>(`${url}/approve`, { after: one.last });
  assert.equal(approved.state, 'approved');
  one = await world.as('monitor').post<ProposalDetail>(`${url}/versions`, reworded(approved, {}));
  assert.equal(one.state, 'draft', 'what was approved is not what stands there now');
  assert.equal(
    await world
      .as('monitor')
      .refused('POST', `${url}/send`, { after: one.last, number: '12/UBND-NC', day: '2018-02-26' }),
    '409 par-index.proposal_state',
  );
  one = await world.as('monitor').post<ProposalDetail>(`${url}/submit`, { after: one.last });
  one = await world.as('leader').post<ProposalDetail>(`${url}/approve`, { after: one.last });
  assert.equal(
    await world
      .as('monitor')
      .refused('POST', `${url}/send`, { after: one.last, number: '12/UBND-NC', day: '2018-02-27' }),
    '422 par-index.day_ahead',
  );
  one = await world.as('monitor').post<ProposalDetail>(`${url}/send`, {
    after: one.last,
    number: '12/UBND-NC',
    day: '2018-02-26',
  });
  assert.deepEqual(one.sent, { number: '12/UBND-NC', day: '2018-02-26' });
  const text = await letterOf(one.id);
  for (const part of [
    '12/UBND-NC',
    '26 tháng 02 năm 2018',
    'Kính gửi',
    'Bộ Nội vụ',
    reasons[0] ?? '',
    'Tên đề nghị mới',
  ])
    assert.ok(text.includes(part), part);
  for (const unit of ranking.units) assert.ok(text.includes(unit.agency.name), unit.agency.name);
  const answer = { number: '99/BNV-CCHC', decision: 'partly', text: 'Sẽ xem xét khi sửa bộ tiêu chí' };
  assert.equal(
    await world.as('monitor').refused('POST', `${url}/answer`, { after: one.last, day: '2018-02-01', ...answer }),
    '422 par-index.day_before',
  );
  one = await world
    .as('monitor')
    .post<ProposalDetail>(`${url}/answer`, { after: one.last, day: '2018-02-26', ...answer });
  assert.equal(one.state, 'answered');
  assert.deepEqual(one.can, []);
  assert.deepEqual(
    one.history.map(({ kind }) => kind),
    ['written', 'written', 'written', 'submitted', 'approved', 'written', 'submitted', 'approved', 'sent', 'answered'],
  );
});

test('what is submitted is owed by the committee until it is approved, returned, taken back or withdrawn', async () => {
  const { one: begun } = await withSteps();
  const url = `/api/par/proposals/${begun.id}`;
  const act = (who: Who, path: string, body: object = {}) =>
    world.as(who).post<ProposalDetail>(`${url}/${path}`, { after: last, ...body });
  let { last } = begun;
  const dutiesNow = async () => {
    const { rows } = await province.as(systemActor()).run((tx) =>
      sql<{ duty: string; state: string; kind: string; code: string; due: string }>`
        select split_part(o.key, ':', 1) as duty, o.state, o.kind, a.code,
          to_char(o.due_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI') as due
        from reminder_obligation o join org_agency a on a.id = o.agency_id
        where o.source = 'par-index' and o.key like ${`%:${begun.id}`} order by o.key`.execute(tx.db),
    );
    assert.ok(rows.every(({ kind }) => kind === 'par-proposal'));
    return rows.map(({ duty, state, code, due }) => `${duty} ${code} ${due} ${state}`);
  };
  const decision = (state: string) => `proposal-decision KH.UBND 2018-03-05 23:59 ${state}`;
  const mending = (state: string) => `proposal-mending KH.SNV 2018-03-05 23:59 ${state}`;
  ({ last } = await act('monitor', 'versions', { content: { ...begun.content, reasons: ['Lý do'] } }));
  assert.deepEqual(await dutiesNow(), [], 'a draft is before nobody');
  ({ last } = await act('monitor', 'submit'));
  assert.deepEqual(await dutiesNow(), [decision('open')]);
  assert.equal(
    await world.as('monitor').refused('POST', `${url}/return`, { after: last, reason: 'x' }),
    '403 auth.forbidden',
  );
  const returned = await act('leader', 'return', { reason: 'Nêu thêm số liệu năm 2016' });
  ({ last } = returned);
  assert.deepEqual([returned.state, returned.can], ['returned', []]);
  assert.deepEqual(await dutiesNow(), [decision('done'), mending('open')]);
  ({ last } = await act('monitor2', 'versions', { content: { ...begun.content, reasons: ['Lý do đã bổ sung'] } }));
  assert.deepEqual(await dutiesNow(), [decision('done'), mending('open')], 'mended is what is submitted again');
  ({ last } = await act('monitor2', 'submit'));
  assert.deepEqual(await dutiesNow(), [decision('open'), mending('done')]);
  ({ last } = await act('monitor', 'versions', { content: { ...begun.content, reasons: ['Sửa tiếp'] } }));
  assert.deepEqual(await dutiesNow(), [decision('cancelled'), mending('done')]);
  ({ last } = await act('monitor', 'submit'));
  ({ last } = await act('leader', 'approve'));
  assert.deepEqual(await dutiesNow(), [decision('done'), mending('done')]);
  ({ last } = await act('monitor', 'versions', { content: { ...begun.content, reasons: ['Sửa sau khi duyệt'] } }));
  ({ last } = await act('monitor', 'submit'));
  await act('monitor', 'withdraw', { reason: 'Không gửi nữa' });
  assert.deepEqual(await dutiesNow(), [decision('cancelled'), mending('done')]);
});

test('proposals are the province’s: an agency sees none, an auditor reads, nobody but the two roles writes', async () => {
  const { one } = await withSteps();
  assert.deepEqual(await world.as('itHead').get('/api/par/proposals'), { proposals: [] });
  for (const path of ['', '/letter/docx'])
    assert.equal(
      await world.as('itHead').refused('GET', `/api/par/proposals/${one.id}${path}`),
      '404 par-index.proposal_not_found',
    );
  assert.equal((await world.as('auditor').get<ProposalDetail>(`/api/par/proposals/${one.id}`)).can.length, 0);
  const body = { after: one.last, content: one.content };
  for (const who of ['leader', 'office', 'auditor', 'itHead', 'administrator'] as const)
    assert.equal(
      await world.as(who).refused('POST', `/api/par/proposals/${one.id}/versions`, body),
      '403 auth.forbidden',
    );
  assert.equal(
    await world.as('monitor').refused('POST', `/api/par/proposals/${one.id}/approve`, { after: one.last }),
    '403 auth.forbidden',
  );
  assert.equal(
    await world.as('monitor').refused('POST', '/api/par/proposals', { roundId: newId(), leaf: '1' }),
    '404 par-index.not_found',
  );
});

test('what was written stays written, and the second wall keeps the roles apart', async () => {
  for (const statement of [
    'update par_proposal_entry set by_name = null',
    'delete from par_proposal_entry',
    'delete from par_proposal',
  ])
    await assert.rejects(
      province.as(systemActor()).run((tx) => sql.raw(statement).execute(tx.db)),
      /permission denied/,
      statement,
    );
  const { one } = await withSteps();
  const leader = world.actors.get('leader');
  assert.ok(leader);
  await assert.rejects(
    province
      .as(leader)
      .run((tx) =>
        sql`insert into par_proposal_entry (proposal_id, seq, kind, at, by_name) values (${one.id}, 90, 'withdrawn', now(), 'x')`.execute(
          tx.db,
        ),
      ),
    /row-level security/,
  );
});

async function letterOf(id: string): Promise<string> {
  const { status, raw } = await world.as('monitor').send('GET', `/api/par/proposals/${id}/letter/docx`);
  assert.equal(status, 200);
  return shownText((await partsOf(raw)).get('word/document.xml') ?? '');
}

/** A criterion with disputed scores. */
async function disputed() {
  const { precedents } = await world
    .as('monitor')
    .get<{ precedents: { leaf: string }[] }>(`/api/par/rounds/${roundId}/precedents`);
  const leaf = ranking.leaves.find(({ code }) => precedents.some((one) => one.leaf === code));
  assert.ok(leaf);
  return { leaf };
}

/** A proposal on the first criterion with steps over a share. */
async function withSteps() {
  for (const leaf of ranking.leaves.filter(({ method }) => method === 'appraised')) {
    const one = await start(leaf.code);
    if (one.rule?.type === 'step' && one.rule.unit === 'per-cent') return { leaf, one };
    await world
      .as('monitor')
      .post(`/api/par/proposals/${one.id}/withdraw`, { after: one.last, reason: 'Thử' })
      .catch(() => undefined);
  }
  return assert.fail('no such criterion');
}
