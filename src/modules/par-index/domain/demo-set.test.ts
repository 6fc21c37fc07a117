import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { type CriteriaSet, DEMONSTRATION_LABEL, faultsOfSet, leavesOf } from './criteria-set.ts';
import { faultsOfRules } from './rule-check.ts';
import { FORMAT, placedFaults, readCriteriaSet, writeCriteriaSet } from './set-json.ts';

const read = (name: string) => readFileSync(new URL(`../../../../data/${name}`, import.meta.url), 'utf8');
const FILES = [
  'par-index-demo-2017.json',
  'par-index-demo-2017-so-ban-nganh.json',
  'par-index-demo-2017-huyen.json',
  'par-index-demo-2017-xa.json',
] as const;

for (const file of FILES) {
  test(`${file}: exactly 100 points, labelled, every rule's examples come out`, () => {
    const { set, faults } = readCriteriaSet(read(file));
    assert.ok(set);
    assert.deepEqual(faults, []);
    assert.equal(set.total, 10_000);
    assert.equal(
      set.fields.reduce((sum, field) => sum + (field.max ?? 0), 0),
      10_000,
    );
    assert.deepEqual([set.isDemonstration, set.label, set.decision], [true, DEMONSTRATION_LABEL, null]);
    for (const leaf of leavesOf(set.fields)) {
      assert.ok((leaf.rule?.tests?.length ?? 0) >= 2, `${leaf.code} has examples beside its rule`);
      assert.ok(leaf.evidence, `${leaf.code} says what evidence it asks for`);
    }
  });

  test(`${file}: written out and read again it is the same, to the letter`, () => {
    const { set } = readCriteriaSet(read(file));
    assert.ok(set);
    assert.equal(writeCriteriaSet(set), read(file));
  });
}

const { set: whole } = readCriteriaSet(read(FILES[0]));
assert.ok(whole);
const demo: CriteriaSet = whole;

test('the demonstration set has 8 fields, 40 criteria, 90 components and uses every kind of rule', () => {
  const criteria = demo.fields.flatMap((field) => (field.kind === 'branch' ? field.children : []));
  const leaves = leavesOf(demo.fields);
  assert.deepEqual([demo.fields.length, criteria.length, leaves.length], [8, 40, 90]);
  assert.deepEqual(
    new Set(leaves.map((leaf) => leaf.rule?.type)),
    new Set([
      'all-of',
      'banded-formula',
      'count-capped',
      'points',
      'proportional',
      'step',
      'survey',
      'timeliness',
      'yes-no',
    ]),
  );
  assert.deepEqual(new Set(leaves.map((leaf) => leaf.scorer)), new Set(['appraiser', 'survey', 'system', 'unit']));
});

/** A file as it is parsed, with whatever a careless hand may have put into it. */
interface Raw {
  set: {
    title: string;
    fields: { code?: string; children: { max: unknown; children: { max: unknown; rule: RawRule }[] }[] }[];
  };
}
interface RawRule {
  tests: { expect: unknown }[];
  bands: { formula: string }[];
}

const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index];
  assert.ok(found);
  return found;
};

/** The demonstration set with one thing changed in its raw JSON. */
function changed(change: (raw: Raw) => void): string {
  const raw = JSON.parse(read(FILES[0])) as Raw;
  change(raw);
  return JSON.stringify(raw);
}

test('a wrong example is found at its rule, a wrong sum at its branch, a wrong shape at its code', () => {
  const example = readCriteriaSet(
    changed(({ set }) => (at(at(at(at(set.fields, 0).children, 0).children, 0).rule.tests, 1).expect = 70)),
  );
  assert.deepEqual(example.faults, [
    {
      place: 'Tiêu chí thành phần 1.1.1',
      code: '1.1.1',
      text: 'Ví dụ thứ 2 của quy tắc phải ra 0,70 điểm nhưng ra 0,50 điểm.',
      blocksKeeping: true,
      what: 'example-fails',
      at: 2,
    },
  ]);
  const sum = readCriteriaSet(changed(({ set }) => (at(at(set.fields, 1).children, 1).max = 999)));
  assert.deepEqual(
    sum.faults.map(({ place, text }) => [place, text]),
    [
      ['Tiêu chí 2.2', 'Điểm tối đa ghi 9,99 điểm nhưng các mục con cộng lại 2,25 điểm.'],
      ['Lĩnh vực 2', 'Điểm tối đa ghi 10,00 điểm nhưng các mục con cộng lại 17,74 điểm.'],
    ],
  );
  const shape = readCriteriaSet(changed(({ set }) => (at(at(at(set.fields, 2).children, 0).children, 1).max = 'mười')));
  assert.equal(shape.set, undefined);
  assert.equal(shape.faults[0]?.place, 'Tiêu chí thành phần 3.1.2');
  assert.match(shape.faults[0]?.text ?? '', /^Mục "điểm tối đa":/);
  const nameless = readCriteriaSet(changed(({ set }) => delete at(set.fields, 3).code));
  assert.equal(nameless.faults[0]?.place, 'Lĩnh vực thứ 4');
});

test('what is no criteria set says so instead of failing', () => {
  assert.match(readCriteriaSet('{').faults[0]?.text ?? '', /không phải JSON/);
  assert.match(readCriteriaSet('null').faults[0]?.text ?? '', /không phải bộ tiêu chí/);
  assert.match(readCriteriaSet('{"format":"other"}').faults[0]?.text ?? '', new RegExp(FORMAT));
});

test('bands that overlap, hold nothing or give too much are refused; text arrives in NFC', () => {
  const bands = (list: object[]) =>
    readCriteriaSet(
      changed(({ set }) =>
        Object.assign(at(at(at(set.fields, 0).children, 0).children, 2).rule, { bands: list, tests: [] }),
      ),
    ).faults.map((fault) => fault.text);
  assert.deepEqual(
    bands([
      { ge: 90, points: 200 },
      { ge: 80, le: 90, points: 100 },
    ]),
    ['Bậc thứ 2 chồng lên bậc trước.'],
  );
  assert.deepEqual(bands([{ gt: 90, lt: 90, points: 200 }]), ['Bậc thứ 1 không chứa giá trị nào.']);
  assert.deepEqual(bands([{ ge: 90, points: 201 }]), ['Bậc thứ 1 cho điểm quá điểm tối đa.']);
  const title = 'Bộ tiêu chí'.normalize('NFD');
  assert.equal(readCriteriaSet(changed(({ set }) => (set.title = title))).set?.title, title.normalize('NFC'));
});

test('a formula that does not compile is a fault at its leaf', () => {
  const bad = readCriteriaSet(
    changed(({ set }) => {
      const leaf = at(at(at(set.fields, 2).children, 3).children, 0);
      at(leaf.rule.bands, 1).formula = 'dungHan / khongCo';
    }),
  );
  assert.ok(bad.faults.some((fault) => fault.code === '3.4.1' && /Công thức không dùng được/.test(fault.text)));
});

test('faults of sets and of rules are told apart only by their place: both lists are whole', () => {
  assert.deepEqual([faultsOfSet(demo), faultsOfRules(demo), placedFaults(demo)], [[], [], []]);
});
