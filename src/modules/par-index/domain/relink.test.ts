import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { smallSet } from '../testing/world.ts';
import { type CriteriaSet, leavesOf } from './criteria-set.ts';
import { editLeaf } from './edit-leaf.ts';
import { faultsOfMapping, proposeMapping } from './mapping.ts';
import { relink } from './relink.ts';
import { changedLeaves, differencesOf } from './set-diff.ts';

const older = smallSet();
const newer = editLeaf(smallSet({ year: 2018 }), '1.2', { name: 'Mức độ thực hiện', max: 350 }) as CriteriaSet;
const said = (links: ReturnType<typeof proposeMapping>['links']) =>
  links.map(({ change, from, to }) => `${change} ${from.join('+')}>${to.join('+')}`);

test('tying leaves takes them out of where they stood and leaves nothing untold', () => {
  const start = proposeMapping(older, newer);
  const merged = relink(start, older, newer, ['1.1', '1.2'], ['1.2'], 'gộp');
  assert.deepEqual(said(merged.links), [
    'new >1.1',
    'merged 1.1+1.2>1.2',
    'same 2.1>2.1',
    'same 2.2>2.2',
    'same 2.3>2.3',
  ]);
  const split = relink(merged, older, newer, ['2.1'], ['1.1', '2.1']);
  assert.deepEqual(said(split.links)[0], 'split 2.1>1.1+2.1');
  assert.deepEqual(said(relink(split, older, newer, ['1.1'], []).links).at(-1), 'dropped 1.1>');
  assert.throws(() => relink(start, older, newer, ['1.1', '1.2'], ['1.1', '1.2']), /several/);
  assert.throws(() => relink(start, older, newer, ['9'], ['1.1']), /no such leaf/);
});

test('whatever is tied to whatever, the mapping stays whole', () => {
  const codes = leavesOf(older.fields).map(({ code }) => code);
  const some = fc.subarray(codes);
  const tie = fc.tuple(some, some).filter(([a, b]) => a.length + b.length > 0 && (a.length < 2 || b.length < 2));
  fc.assert(
    fc.property(fc.array(tie, { maxLength: 12 }), (ties) => {
      let mapping = proposeMapping(older, newer);
      for (const [from, to] of ties) mapping = relink(mapping, older, newer, from, to);
      assert.deepEqual(faultsOfMapping(mapping, older, newer), []);
    }),
    { seed: 7 },
  );
});

test('an edited leaf takes the sums above along; an unknown part leaves the sum as stated', () => {
  assert.deepEqual([newer.total, newer.fields[0]?.max], [1050, 550]);
  assert.equal(editLeaf(older, '1', { name: 'x' }), undefined);
  const gap = editLeaf(older, '1.1', { max: null });
  assert.deepEqual([gap?.total, gap?.fields[0]?.max], [1000, 500]);
});

test('differences name what changed of each node, and examples alone are no change of scoring', () => {
  assert.deepEqual(
    differencesOf(older, newer).nodes.map(({ code, aspects }) => [code, aspects.join()]),
    [
      ['1', 'max'],
      ['1.2', 'name,max'],
    ],
  );
  assert.deepEqual(differencesOf(older, newer).parts, ['year', 'total']);
  const tests = [{ given: { type: 'timeliness', state: 'late' }, expect: 100 }] as const;
  const exampled = editLeaf(older, '1.1', { rule: { type: 'timeliness', late: 100, tests } }) as CriteriaSet;
  assert.deepEqual(
    differencesOf(older, exampled).nodes.map(({ aspects }) => aspects),
    [['examples']],
  );
  assert.deepEqual(changedLeaves(older, exampled), []);
  const smaller = { ...older, fields: older.fields.slice(0, 1) };
  assert.deepEqual(
    changedLeaves(older, smaller).map(({ code, after }) => [code, after]),
    [
      ['2.1', undefined],
      ['2.2', undefined],
      ['2.3', undefined],
    ],
  );
});
