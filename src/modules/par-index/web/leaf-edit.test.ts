import assert from 'node:assert/strict';
import test from 'node:test';
import { loadDemoSets } from '../data-files.ts';
import { leavesOf } from '../domain/criteria-set.ts';
import { readTypedLeaf, typedLeaf } from './leaf-edit.ts';

test('every leaf of the demonstration sets goes into the fields of the editor and comes out the same', () => {
  for (const leaf of loadDemoSets().flatMap((set) => leavesOf(set.fields))) {
    const read = readTypedLeaf(typedLeaf(leaf));
    assert.ok('edit' in read, leaf.code);
    const { name, max, evidence, rule } = leaf;
    assert.deepEqual(read.edit, { name, max, evidence, rule }, leaf.code);
  }
});

test('what cannot be read is told by its field and row', () => {
  const [leaf] = loadDemoSets()
    .flatMap((set) => leavesOf(set.fields))
    .filter(({ rule }) => rule?.type === 'step');
  assert.ok(leaf);
  const typed = typedLeaf(leaf);
  const [band, ...rest] = typed.bands;
  assert.ok(band);
  const read = readTypedLeaf({
    ...typed,
    name: ' ',
    max: '1,255',
    bands: [band, { ...band, from: 'nhiều', fromMark: 'ge' }, ...rest],
  });
  assert.deepEqual(read, { faults: [{ field: 'name' }, { field: 'max' }, { field: 'bands', at: 2 }] });
});
