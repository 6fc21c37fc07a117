import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { ranksOf } from './analysis/ranks.ts';
import { applyRule, share } from './apply-rule.ts';
import { faultsOfSet, isAdoptable, isKeepable, leavesOf } from './criteria-set.ts';
import { readRealSets } from './real-sets.ts';
import type { LeafInput } from './rule.ts';
import { classOf } from './score-set.ts';
import { placedFaults } from './set-json.ts';

const file = JSON.parse(
  readFileSync(new URL('../../../../data/par-index-province.json', import.meta.url), 'utf8'),
) as Record<string, unknown> & {
  sets: {
    id: string;
    totals: Record<string, { value: number }>;
    fields: { criteria: number; componentCriteria: number }[];
  }[];
  internalResults: Record<string, number | string | Record<string, Record<string, number>>>[];
  publishedResults: { others: { province: string; year: number; score: number }[] };
};
const sets = readRealSets(file);
const set = (id: string) => {
  const found = sets.find((one) => one.id === id);
  assert.ok(found, id);
  return found;
};

test('every real set is kept as a draft and none can be adopted: nothing unknown was filled in', () => {
  assert.equal(sets.length, file.sets.length);
  for (const one of sets) {
    const faults = faultsOfSet(one);
    assert.equal(isAdoptable(faults), false, one.id);
    if (one.id !== 'qd-766-2022') assert.equal(isKeepable(faults), true, `${one.id} ${JSON.stringify(faults)}`);
    assert.equal(one.isDemonstration, false);
  }
});

test('2948/QĐ-BNV holds twelve names without a single point, method or rule', () => {
  const leaves = leavesOf(set('bnv-2948-province-2017').fields);
  assert.equal(leaves.length, 12);
  assert.ok(leaves.every((leaf) => leaf.max === null && leaf.rule === null && leaf.method === null));
  assert.equal(set('bnv-2948-province-2017').total, null, '100 points was not read for 2948');
});

test('766/QĐ-TTg: five groups of 18, 20, 22, 22 and 18 points make 100', () => {
  const fields = set('qd-766-2022').fields.map((one) => one.max);
  assert.deepEqual(fields, [1800, 2000, 2200, 2200, 1800]);
  assert.ok(!faultsOfSet(set('qd-766-2022')).some((fault) => fault.what === 'total-differs'));
});

test('Cà Mau 1880/QĐ-UBND: the seven leaves as they stand in the table, the rest unknown', () => {
  const camau = set('camau-1880-2013-internal');
  const leaves = new Map(leavesOf(camau.fields).map((leaf) => [leaf.code, leaf]));
  const points = (code: string, input: LeafInput) => {
    const leaf = leaves.get(code);
    assert.ok(leaf, code);
    return applyRule(leaf, input).points;
  };
  const ratio = (numerator: number): LeafInput => ({ type: 'ratio', ratio: { numerator, denominator: 100 } });
  assert.equal(camau.fields[0]?.max, 2000);
  assert.deepEqual(
    ['1.1.1', '1.1.2', '1.1.3', '1.1.4', '1.2.1', '1.2.2', '1.3'].map((code) => leaves.get(code)?.max),
    [100, 100, 100, 200, 100, 100, 300],
  );
  assert.equal(points('1.1.1', { type: 'timeliness', state: 'late' }), 50);
  assert.equal(points('1.1.2', { type: 'all-of', met: [true, false] }), 0);
  assert.equal(points('1.1.3', { type: 'yes-no', met: true }), 100);
  assert.deepEqual(
    [91, 90, 70, 69].map((per) => points('1.1.4', ratio(per))),
    [200, 100, 100, 0],
  );
  assert.equal(points('1.2.1', { type: 'all-of', met: [true, true] }), 100);
  assert.equal(points('1.2.2', { type: 'yes-no', met: false }), 0);
  assert.ok(
    placedFaults(camau).some((fault) => fault.place === 'Tiêu chí 1.4' && /Chưa có điểm tối đa/.test(fault.text)),
  );
});

test('every set is told from the others by its name, and the one for ministries stands in a block of its own', () => {
  const titles = sets.map(({ title }) => title);
  assert.equal(new Set(titles).size, titles.length, titles.join(' | '));
  assert.deepEqual(
    sets.filter(({ decision }) => decision === '876/QĐ-BNV').map(({ title, block }) => [title, block]),
    [
      ['876/QĐ-BNV, bộ tiêu chí cấp tỉnh (phần đã đọc được)', 'province'],
      ['876/QĐ-BNV, bộ tiêu chí cấp bộ (phần đã đọc được; chưa rõ năm áp dụng, tạm xếp vào 2022)', 'ministry'],
    ],
  );
});

test('the ministry set of 876 adds up to 38 criteria and 97 components, the Hà Nội framework to 29 and 22', () => {
  for (const [id, criteria, components] of [
    ['bnv-876-ministry-2022', 38, 97],
    ['hanoi-office-framework', 29, 22],
  ] as const) {
    const raw = file.sets.find((one) => one.id === id);
    assert.equal(
      raw?.fields.reduce((sum, field) => sum + field.criteria, 0),
      criteria,
    );
    assert.equal(
      raw?.fields.reduce((sum, field) => sum + field.componentCriteria, 0),
      components,
    );
    assert.equal(set(id).total, 10_000);
    assert.deepEqual([raw.totals['criteria']?.value, raw.totals['componentCriteria']?.value], [criteria, components]);
  }
});

test('Khánh Hòa: the classes of 2019 to 2021 as published, each year all 44 units, and the leaders of 2020 in their places', () => {
  const years = file.internalResults.filter((one) => one['province'] === 'Khánh Hòa');
  const classes = ['Tốt', 'Khá', 'Trung bình', 'Yếu'];
  const counts = new Map(years.map((year) => [year['year'], classes.map((name) => Number(year[name]))]));
  assert.deepEqual(
    [2020, 2021].map((year) => counts.get(year)),
    [
      [29, 11, 4, 0],
      [30, 13, 1, 0],
    ],
  );
  // 2020 was told as five more Tốt, eight fewer Khá and one fewer Yếu than 2019.
  assert.deepEqual(counts.get(2019), [29 - 5, 11 + 8, 0, 0 + 1]);
  for (const [year, found] of counts)
    assert.equal(
      found.reduce((sum, one) => sum + one, 0),
      44,
      `${Number(year)}`,
    );
  const leaders = years.find(({ year }) => year === 2020)?.['leaders'] ?? assert.fail();
  assert.deepEqual(Object.values(leaders), [96.86, 96.43, 94, 91.04]);
  assert.deepEqual([...ranksOf(Object.values(leaders).map(Number))], [1, 2, 3, 4]);
});

test('Nam Định 2020: both blocks divide by 70, and each block has cut-offs of its own', () => {
  assert.equal(share(10_000, { numerator: 6262, denominator: 7000 }), 8946, 'published 89.45: cut, not rounded');
  assert.equal(share(10_000, { numerator: 6146, denominator: 7000 }), 8780);
  const department = [
    { name: 'I', from: 9000 },
    { name: 'II', from: 8000 },
  ];
  const district = [
    { name: 'I', from: 8000 },
    { name: 'II', from: 7000 },
  ];
  const same = { numerator: 8780, denominator: 10_000 };
  assert.deepEqual([classOf(department, same), classOf(district, same)], ['II', 'I']);
});

test('groups of provinces in 2018 stand with the set of 2018: 80, 75, 70', () => {
  const classes = set('bnv-2636-province-2018').classes;
  assert.deepEqual(
    classes.map((one) => one.from),
    [8000, 7500, 7000, 0],
  );
  const score = (province: string, year: number) =>
    file.publishedResults.others.find((one) => one.province === province && one.year === year)?.score ?? 0;
  const group = (points: number) => classOf(classes, { numerator: Math.round(points * 100), denominator: 10_000 });
  assert.equal(group(score('Bình Dương', 2018)), classes[1]?.name);
  assert.equal(group(80), classes[0]?.name);
});
