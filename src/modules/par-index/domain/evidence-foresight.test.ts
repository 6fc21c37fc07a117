import assert from 'node:assert/strict';
import test from 'node:test';
import { foreseeMissing } from './evidence-foresight.ts';

const leaf = (code: string, evidence: string | null = 'Văn bản', scorer: 'unit' | 'survey' = 'unit') => ({
  code,
  name: `Tiêu chí ${code}`,
  scorer,
  evidence,
});
const paper = (code: string, issuedOn: string, number = '1/KH') => ({
  leaf: code,
  number,
  issuedOn,
  subject: 'Kế hoạch',
});

test('what last year had by this day comes first, what it got later next, what nobody knows last', () => {
  const missing = foreseeMissing(
    [leaf('1'), leaf('2'), leaf('3'), leaf('4', null), leaf('5', null), leaf('6', 'x', 'survey'), leaf('7')],
    new Set(['7']),
    [paper('2', '2017-11-30'), paper('3', '2017-06-10'), paper('3', '2017-01-15', '2/KH'), paper('5', '2017-02-01')],
    '2018-06-10',
  );
  assert.deepEqual(
    missing.map((one) => [one.leaf, one.expected, one.before?.number ?? null]),
    [
      ['3', 'usual', '2/KH'],
      ['5', 'usual', '1/KH'],
      ['2', 'later', '1/KH'],
      ['1', 'unknown', null],
    ],
    'a leaf that asks for nothing and had nothing is not missed',
  );
});

test('the very day of last year counts as by now', () => {
  const on = (today: string) => foreseeMissing([leaf('1')], new Set(), [paper('1', '2017-06-10')], today)[0]?.expected;
  assert.deepEqual([on('2018-06-09'), on('2018-06-10')], ['later', 'usual']);
});
