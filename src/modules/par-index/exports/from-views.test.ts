import assert from 'node:assert/strict';
import test from 'node:test';
import { leavesOf } from '../domain/criteria-set.ts';
import { BONUS } from '../domain/give-points.ts';
import type { SheetDetail, ValueView } from '../sheets-schema.ts';
import { commentsExportOf, proposalExportOf, sheetExportOf } from './index.ts';
import { ruleInWords } from './rule-text.ts';
import { demoSet } from './testing/sample.ts';

const set = demoSet();
const [first, third] = leavesOf(set.fields).filter(({ scorer }) => scorer === 'unit');
const second = leavesOf(set.fields).find(({ scorer }) => scorer === 'survey');
assert.ok(first && second && third);

function value(
  leaf: string,
  stage: ValueView['stage'],
  points: number | null,
  over: Partial<ValueView> = {},
): ValueView {
  const base = { id: '', seq: 1, input: null, reason: null, evidence: [], author: '', at: '', measure: null };
  return { ...base, leaf, stage, points, ...over };
}

function sheetWith(values: readonly ValueView[]): SheetDetail {
  const codes = [...new Set(values.map(({ leaf }) => leaf))];
  const leaves = codes.map((code) => ({
    code,
    values: values.filter(({ leaf }) => leaf === code),
    flag: null,
    appraiser: null,
    can: [],
  }));
  return {
    agency: { id: '', name: 'Sở Y tế' },
    round: { cutOffOn: '2017-12-31' },
    leaves,
    evidence: [
      {
        number: '1/KH',
        issuedOn: '2017-01-10',
        issuer: 'Sở Y tế',
        subject: 'Kế hoạch',
        file: null,
        leaves: [{ leaf: first?.code ?? '', fact: 'Mục I' }],
      },
    ],
  } as unknown as SheetDetail;
}

test('the second appraisal replaces the first, a survey counts where nobody scores himself, null is not applicable', () => {
  const data = sheetExportOf(
    set,
    sheetWith([
      value(first.code, 'self', 100, { reason: 'Theo kế hoạch', input: { type: 'timeliness', state: 'on-time' } }),
      value(first.code, 'appraisal-1', 50),
      value(first.code, 'explanation', 100, { reason: 'Ban hành đúng ngày' }),
      value(first.code, 'appraisal-2', 100, { reason: 'Chấp nhận giải trình' }),
      value(first.code, 'live', 70),
      value(second.code, 'survey', 80),
      value(third.code, 'self', null, { reason: 'Không có đơn vị trực thuộc' }),
      value(BONUS, 'self', 50),
    ]),
    'appraised',
  );
  assert.deepEqual(data.leaves.get(first.code), {
    self: 100,
    appraised: 100,
    input: { type: 'timeliness', state: 'on-time' },
    explanation: 'Ban hành đúng ngày',
    note: 'Chấp nhận giải trình',
  });
  assert.deepEqual(data.leaves.get(second.code), { survey: 80 });
  assert.equal(data.leaves.get(third.code)?.self, null);
  assert.deepEqual(data.bonus, { self: 50 });
  assert.ok(!data.leaves.has(BONUS));
  assert.deepEqual(
    [data.unit, data.asOf, data.evidence[0]?.leaves],
    ['Sở Y tế', '2017-12-31', [{ code: first.code, fact: 'Mục I' }]],
  );
});

test('of several answers to a comment the last counts, and the change it led to is named', () => {
  const answer = { decision: 'explained', reason: 'Chưa đủ cơ sở', change: null, by: 'Sở Nội vụ', at: '' } as const;
  const changed = {
    ...answer,
    decision: 'accepted',
    reason: 'Đúng',
    change: { setId: '', version: 2, leaf: first.code },
  } as const;
  const { comments } = commentsExportOf(
    set,
    {
      comments: [
        {
          id: '',
          agency: { id: '', name: 'Sở Y tế' },
          leaf: '',
          leafName: '',
          text: 'Thống nhất',
          proposal: null,
          sentBy: '',
          sentAt: '',
          answers: [],
        },
        {
          id: '',
          agency: { id: '', name: 'Sở Y tế' },
          leaf: first.code,
          leafName: '',
          text: 'Quá sớm',
          proposal: 'Lùi một tháng',
          sentBy: '',
          sentAt: '',
          answers: [answer, changed],
        },
      ],
    },
    [],
  );
  assert.deepEqual(comments[0], { leaf: null, agency: 'Sở Y tế', text: 'Thống nhất', answer: null });
  assert.equal(comments[1]?.text, 'Quá sớm\nĐề xuất: Lùi một tháng');
  assert.deepEqual(comments[1]?.answer, {
    kind: 'accepted',
    reason: 'Đúng',
    by: 'Sở Nội vụ',
    change: `Chỉnh sửa tiêu chí ${first.code} (phiên bản 2)`,
  });
});

test('a closed ranking becomes a proposal with its effect; what does not apply stays out of the index', () => {
  const leaves = [
    { ...first, max: 100 },
    { ...second, max: 100 },
  ].map(({ code, name, max }) => ({
    code,
    name,
    max: max ?? 0,
    method: 'appraised' as const,
    controllable: true,
  }));
  const unit = (name: string) => ({ agency: { id: name, name: `Sở ${name}` } }) as never;
  const { effect, unitNames, presentRule } = proposalExportOf(
    set,
    {
      leaves,
      units: [unit('a'), unit('b')],
      points: [
        [100, 50],
        [80, null],
      ],
      deviations: [
        [0, 0],
        [0, 0],
      ],
    },
    { kind: 'drop', leaf: first.code },
    { to: ['Bộ Nội vụ'], reasons: [], precedents: [], proposed: null, basis: { exact: 0, scaled: 0 }, reading: [] },
  );
  assert.deepEqual(
    effect.units.map(({ max }) => max.before),
    [200, 100],
  );
  assert.deepEqual(
    effect.units.map(({ indexHundredths }) => indexHundredths.before),
    [7500, 8000],
  );
  assert.equal(unitNames.get('a'), 'Sở a');
  assert.equal(presentRule, 'đúng hạn: 1,00 điểm; chậm hạn: 0,50 điểm; không thực hiện: 0 điểm');
});

test('rules are told with every edge: above, from, up to, below', () => {
  const step = (bands: object[]) =>
    ruleInWords({ max: 200, rule: { type: 'step', unit: 'per-cent', bands, nothingDue: 'zero' } as never });
  assert.equal(
    step([
      { gt: 90, points: 200 },
      { ge: 70, le: 90, points: 100 },
    ]),
    'trên 90%: 2,00 điểm; từ 70% đến 90%: 1,00 điểm; còn lại: 0 điểm; không phát sinh: 0 điểm',
  );
  assert.match(step([{ ge: 99.5, lt: 100, points: 200 }]), /^từ 99,5% đến dưới 100%: /);
  for (const leaf of leavesOf(set.fields)) assert.ok(ruleInWords(leaf).length > 10, leaf.code);
  assert.equal(ruleInWords({ max: null, rule: null }), 'chưa có quy tắc tính điểm');
});
