import assert from 'node:assert/strict';
import test from 'node:test';
import { type MeasureValue, readMeasure } from '#modules/measures/public.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { testProvince } from '#platform/testing/test-province.ts';
import { directivesMeasures, publishDirectivesMeasures } from './measures.ts';
import { doIt, issueOne, makeWorld, workSeed } from './testing/world.ts';

const province = await testProvince({ at: '2018-03-01T08:00', seed: workSeed });
const world = await makeWorld(province);
const it = world.agency('KH.STTTT');
publishDirectivesMeasures();

const read = (id: string, asOf: Date, to = '2018-03-31') =>
  province.as(systemActor()).run(async (tx) => {
    const [value] = await readMeasure(tx, id, { agencyIds: [it], period: { from: '2018-03-01', to }, asOf });
    assert.ok(value);
    return value;
  });
const both = async (asOf = province.clock.now()) => {
  const done = await read(directivesMeasures.completion.id, asOf);
  const strict = await read(directivesMeasures.onTimeStrict.id, asOf);
  return [`${done.numerator}/${done.denominator}`, `${strict.numerator}/${strict.denominator}`];
};

test('both formulas over one ledger, and every past moment answers the same for ever', async () => {
  const seen: { at: Date; values: MeasureValue[] }[] = [];
  const note = async (at: string) => {
    province.clock.set(at);
    const now = province.clock.now();
    seen.push({
      at: now,
      values: [await read(directivesMeasures.completion.id, now), await read(directivesMeasures.onTimeStrict.id, now)],
    });
    const values = await both(now);
    province.clock.set(new Date(now.getTime() + 60_000));
    return values;
  };
  assert.deepEqual(await note('2018-03-01T08:00'), ['0/0', '0/0'], 'nothing due is nothing, not a hundred per cent');
  let onTime = await issueOne(world, { deadlineOn: '2018-03-09' });
  let late = await issueOne(world, { deadlineOn: '2018-03-09' });
  await issueOne(world, { deadlineOn: '2018-03-30' });
  assert.deepEqual(await note('2018-03-05T08:00'), ['0/0', '0/0'], 'work in time is left out');
  onTime = await doIt(world, 'itClerk', onTime, 'reports', { text: 'Xong', documentNumber: '1' });
  onTime = await doIt(world, 'office', onTime, 'confirm', {});
  assert.deepEqual(await note('2018-03-06T08:00'), ['1/1', '1/1']);
  late = await doIt(world, 'itClerk', late, 'reports', { text: 'Chưa đủ', documentNumber: '2' });
  assert.deepEqual(await note('2018-03-12T08:00'), ['1/1', '1/1'], 'while a report waits the clock stands');
  late = await doIt(world, 'office', late, 'return', { reason: 'Thiếu số liệu' });
  assert.deepEqual(await note('2018-03-13T08:00'), ['1/2', '1/2'], 'sent back, it has been overdue all along');
  late = await doIt(world, 'itClerk', late, 'reports', { text: 'Đủ', documentNumber: '3' });
  late = await doIt(world, 'office', late, 'confirm', {});
  assert.deepEqual(await note('2018-03-14T08:00'), ['2/2', '1/2'], 'late counts as done and not as on time');
  assert.deepEqual(await note('2018-04-02T08:00'), ['2/3', '1/3'], 'the period is over: what is open is overdue');
  for (const { at, values } of seen) {
    const again = [
      await read(directivesMeasures.completion.id, at),
      await read(directivesMeasures.onTimeStrict.id, at),
    ];
    assert.deepEqual(again, values, at.toISOString());
  }
});

test('work done in another period belongs there; a period under way says so', async () => {
  const april = await province.as(systemActor()).run((tx) =>
    readMeasure(tx, directivesMeasures.completion.id, {
      agencyIds: [it],
      period: { from: '2018-04-01', to: '2018-04-30' },
      asOf: tx.now,
    }),
  );
  assert.deepEqual(
    april.map((one) => [one.numerator, one.denominator, one.isComplete]),
    [[0, 1, false]],
  );
});

test('an extension counts from the moment it was agreed to, beside the date first given; the past stays as it was', async () => {
  const finance = world.agency('KH.STC');
  const order = 'Giao Sở Tài chính hoàn thiện phần mềm nhắc việc.';
  const ask = async (id: string, asOf: Date) => {
    const [value] = await province
      .as(systemActor())
      .run((tx) =>
        readMeasure(tx, id, { agencyIds: [finance], period: { from: '2018-05-01', to: '2018-05-31' }, asOf }),
      );
    return `${value?.numerator}/${value?.denominator}`;
  };
  const four = async (asOf: Date) => {
    const values: string[] = [];
    for (const { id } of Object.values(directivesMeasures)) values.push(await ask(id, asOf));
    return values;
  };
  province.clock.set('2018-05-02T08:00');
  let task = await issueOne(world, { deadlineOn: '2018-05-11' }, order);
  province.clock.set('2018-05-10T08:00');
  task = await doIt(world, 'financeClerk', task, 'extensions', { dueOn: '2018-05-18', reason: 'Chờ số liệu.' });
  province.clock.set('2018-05-14T08:00');
  const before = province.clock.now();
  assert.deepEqual(await four(before), ['0/1', '0/1', '0/1', '0/1'], 'not answered yet: overdue');
  province.clock.set('2018-05-14T09:00');
  const request = task.assignments[0]?.extensions[0]?.id;
  task = await doIt(world, 'office', task, `extensions/${request}/grant`, { dueOn: '2018-05-18' });
  assert.deepEqual(await four(province.clock.now()), ['0/0', '0/0', '0/1', '0/1'], 'in time again, by the new date');
  province.clock.set('2018-05-17T08:00');
  task = await doIt(world, 'financeClerk', task, 'reports', { text: 'Xong', documentNumber: '5' });
  task = await doIt(world, 'office', task, 'confirm');
  assert.deepEqual(await four(province.clock.now()), ['1/1', '1/1', '1/1', '0/1']);
  assert.deepEqual(await four(before), ['0/1', '0/1', '0/1', '0/1'], 'what was published then is what is answered now');
});
