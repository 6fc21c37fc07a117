import assert from 'node:assert/strict';
import test from 'node:test';
import { smallSet } from '../testing/world.ts';
import { faultsOfSet, isKeepable, leavesOf } from './criteria-set.ts';
import { addNode, type NewNode, removeNode } from './reshape-set.ts';

const set = smallSet();
const leaf: NewNode = { parent: '1', name: 'Tiêu chí thêm', first: null, method: 'appraised', max: 150 };
const codes = (of: typeof set) => leavesOf(of.fields).map(({ code }) => code);

test('a leaf is added under the next number, and every sum above it follows', () => {
  const made = addNode(set, leaf);
  assert.ok(made);
  assert.equal(made.code, '1.3');
  assert.equal(made.set.fields[0]?.max, (set.fields[0]?.max ?? 0) + 150);
  assert.equal(made.set.total, (set.total ?? 0) + 150);
  assert.deepEqual(
    faultsOfSet(made.set).map(({ code, what }) => `${code} ${what}`),
    ['1.3 no-rule'],
  );
});

test('a criterion comes with its first component, a field with its first criterion', () => {
  const criterion = addNode(set, { ...leaf, first: 'Thành phần' });
  assert.equal(criterion?.code, '1.3.1');
  const field = addNode(set, { ...leaf, parent: '', first: 'Tiêu chí đầu', method: 'survey-citizens' });
  assert.equal(field?.code, '3.1');
  assert.equal(leavesOf(field.set.fields).at(-1)?.scorer, 'survey');
  for (const made of [criterion, field]) assert.ok(made && isKeepable(faultsOfSet(made.set)));
});

test('unknown points leave the stated sums and keep the set a draft', () => {
  const made = addNode(set, { ...leaf, max: null });
  assert.equal(made?.set.total, set.total);
  assert.ok(made && isKeepable(faultsOfSet(made.set)));
});

test('what is removed takes its points along, an emptied branch goes too, other codes stay', () => {
  const without = removeNode(set, '1.1');
  assert.ok(without);
  assert.deepEqual(
    codes(without),
    codes(set).filter((code) => code !== '1.1'),
  );
  assert.deepEqual(faultsOfSet(without), []);
  const bare = removeNode(without, '1.2');
  assert.deepEqual(
    bare?.fields.map(({ code }) => code),
    ['2'],
  );
  assert.equal(bare.total, bare.fields[0]?.max);
});

test('nothing hangs under a leaf, nothing unknown is removed, and the last field stays', () => {
  assert.equal(addNode(set, { ...leaf, parent: '1.1' }), undefined);
  assert.equal(addNode(set, { ...leaf, parent: '9' }), undefined);
  assert.equal(removeNode(set, '9'), undefined);
  const one = removeNode(set, '1');
  assert.ok(one);
  assert.equal(removeNode(one, '2'), undefined);
});
