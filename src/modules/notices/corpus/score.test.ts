import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ActualReading, ActualTask, ExpectedReading, ExpectedTask } from './score.ts';
import { f1, scoreReading } from './score.ts';

const HEADER = { number: null, date: null, issuer: null, signer: null };
const gold = (tasks: ExpectedTask[], more: Partial<ExpectedReading> = {}): ExpectedReading => ({
  ...HEADER,
  recipients: null,
  tasks,
  ...more,
});
const read = (tasks: ActualTask[], more: Partial<ActualReading> = {}): ActualReading => ({
  ...HEADER,
  recipients: [],
  tasks,
  ...more,
});
const empty = { lead: [], cooperating: [], deadline: null, start: null, recurrence: null };
const want = (contains: string, more: Partial<ExpectedTask> = {}): ExpectedTask => ({ contains, ...empty, ...more });
const got = (text: string, more: Partial<ActualTask> = {}): ActualTask => ({ text, ...empty, ...more });

test('an order cut in two counts one extra', () => {
  const { counts } = scoreReading(gold([want('rà soát')]), read([got('rà soát'), got('báo cáo')]));
  assert.deepEqual(counts.tasks, { right: 1, extra: 1, missed: 0 });
});

test('two orders run together count one missed', () => {
  const { counts } = scoreReading(gold([want('rà soát'), want('báo cáo')]), read([got('rà soát; báo cáo')]));
  assert.deepEqual(counts.tasks, { right: 1, extra: 0, missed: 1 });
});

test('a whole paragraph does not steal the answer of a part that also stands alone', () => {
  const { counts } = scoreReading(
    gold([want('rà soát'), want('báo cáo')]),
    read([got('rà soát và báo cáo'), got('và báo cáo')]),
  );
  assert.deepEqual(counts.tasks, { right: 2, extra: 0, missed: 0 });
});

test('line ends and decomposed letters inside the words do not matter', () => {
  const { counts } = scoreReading(gold([want('rà soát hồ sơ')]), read([got('Sở A rà\n soát hồ  sơ'.normalize('NFD'))]));
  assert.equal(counts.tasks.right, 1);
});

test('a deadline invented counts as extra, another one as extra and missed, both empty as nothing', () => {
  const tasks = [want('một'), want('hai', { deadline: '2019-01-31' }), want('ba')];
  const { counts } = scoreReading(
    gold(tasks),
    read([got('một', { deadline: '2019-01-01' }), got('hai', { deadline: '2019-01-01' }), got('ba')]),
  );
  assert.deepEqual(counts.deadline, { right: 0, extra: 2, missed: 1 });
});

test('bodies are compared as sets, old and new spelling as one, unnamed "liên quan" aside', () => {
  const { counts } = scoreReading(
    gold([want('một', { lead: ['UBND huyện Khánh Hòa', 'Sở Y tế'] })]),
    read([got('một', { lead: ['Uỷ ban nhân dân huyện Khánh Hoà', 'các đơn vị liên quan'] })]),
  );
  assert.deepEqual(counts.lead, { right: 1, extra: 0, missed: 1 });
});

test('a skipped field and an ignored proposal are not judged', () => {
  const { counts } = scoreReading(
    gold([want('một', { deadline: '2019-01-01', skip: ['deadline'] })], { ignore: ['nghiêm túc'] }),
    read([got('một'), got('nghiêm túc thực hiện')]),
  );
  assert.deepEqual(counts.deadline, { right: 0, extra: 0, missed: 0 });
  assert.deepEqual(counts.tasks, { right: 1, extra: 0, missed: 0 });
});

test('the issuer may carry its province or not, but not another body', () => {
  const issuer = 'Văn phòng UBND tỉnh Cà Mau';
  const right = (actual: string): number =>
    scoreReading(gold([], { issuer }), read([], { issuer: actual })).counts.issuer.right;
  assert.equal(right('Văn phòng UBND tỉnh'), 1);
  assert.equal(right('UBND tỉnh Cà Mau'), 0);
  assert.equal(right('Văn phòng'), 0);
});

test('F1 is 1 when nothing was asked and nothing given, and counts both kinds of error', () => {
  assert.equal(f1({ right: 0, extra: 0, missed: 0 }), 1);
  assert.equal(f1({ right: 2, extra: 1, missed: 1 }), 4 / 6);
});
