import assert from 'node:assert/strict';
import test from 'node:test';
import { icc, sampleOf, stampRates } from './agreement.ts';

test('ICC(1,1) of the six targets and four judges of Shrout and Fleiss (1979, table 2) is 0.17', () => {
  const ratings = [
    [9, 2, 5, 8],
    [6, 1, 3, 2],
    [8, 4, 6, 8],
    [7, 1, 2, 6],
    [10, 5, 6, 9],
    [6, 2, 4, 7],
  ];
  assert.equal(icc(ratings)?.toFixed(2), '0.17');
});

test('pairs that agree give 1; no variance, one pair or uneven rows give nothing', () => {
  assert.equal(
    icc([
      [1, 1],
      [0, 0],
      [0.5, 0.5],
    ]),
    1,
  );
  assert.ok(
    (icc([
      [1, 0],
      [0, 1],
    ]) ?? 0) < 0,
    'worse than chance is negative',
  );
  for (const nothing of [
    [
      [1, 1],
      [1, 1],
    ],
    [[1, 0]],
    [],
    [[1, 0], [1]],
  ])
    assert.equal(icc(nothing), undefined);
});

test('a stamp is a score taken over unchanged; without evidence noted it is told apart', () => {
  const leaf = (agencyId: string, self: number | null, appraised: number | null, evidenceSeen: number) => ({
    agencyId,
    self,
    appraised,
    evidenceSeen,
  });
  assert.deepEqual(stampRates([leaf('b', 1, 1, 0), leaf('a', 1, 1, 2), leaf('a', 1, 0, 0), leaf('a', null, null, 0)]), [
    { agencyId: 'a', appraised: 3, unchanged: 2, unchangedWithoutEvidence: 1 },
    { agencyId: 'b', appraised: 1, unchanged: 1, unchangedWithoutEvidence: 1 },
  ]);
});

test('a sample is the same for the same seed, another for another, of the size asked for, whatever the order', () => {
  const items = Array.from({ length: 1000 }, (_, index) => `${index}`);
  const name = (item: string) => item;
  const first = sampleOf(items, 10, 7, name);
  assert.equal(first.length, 100);
  assert.deepEqual(sampleOf(items.toReversed(), 10, 7, name), first);
  const other = sampleOf(items, 10, 8, name);
  const common = other.filter((item) => first.includes(item)).length;
  assert.ok(common > 0 && common < 30, `${common} of 100 in both: about ten are expected`);
  assert.equal(sampleOf(['only'], 1, 1, name).length, 1);
});
