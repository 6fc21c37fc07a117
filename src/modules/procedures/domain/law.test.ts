import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { addDays } from '#kernel/local-date.ts';
import { codePatternOf, dossierCode, findLawOn, formsNoteOn, formsOn, LAW_RULES, lawById, lawOn } from './law.ts';
import { LIMIT_UNITS, makeLimit, periodOf, readTimeLimit } from './time-limit.ts';

test('the days on which the law changed belong to the new rules, the day before to the old', () => {
  assert.equal(findLawOn('2015-05-14'), undefined);
  assert.throws(() => lawOn('2015-05-14'), RangeError);
  for (const [last, first, before, after] of [
    ['2018-06-20', '2018-06-21', '2015', '2018'],
    ['2025-06-30', '2025-07-01', '2018', '2025'],
    ['2026-08-04', '2026-08-05', '2025', '2026'],
  ] as const) {
    assert.equal(lawOn(last).id, before);
    assert.equal(lawOn(first).id, after);
  }
  assert.equal(lawOn('2030-01-01').id, '2026');
});

test('rule sets follow each other without a gap, and each is found by its id', () => {
  for (const [at, rules] of LAW_RULES.entries()) {
    const next = LAW_RULES[at + 1];
    assert.equal(rules.to, next ? addDays(next.from, -1) : null);
    assert.equal(lawById(rules.id), rules);
  }
});

test('no fact stands without its source, and what was not read is marked', () => {
  for (const rules of LAW_RULES)
    for (const [name, fact] of Object.entries(rules.facts)) {
      assert.ok(fact.source.length > 5, `${rules.id} ${name}`);
      assert.ok(['V', 'S', 'U'].includes(fact.trust), `${rules.id} ${name}`);
      if (fact.value === null) assert.equal(fact.trust, 'U', `${rules.id} ${name}: an unknown fact is not verified`);
    }
  assert.equal(lawOn('2018-02-26').facts.afterSupplement.trust, 'U', 'QĐ 09/2015 was not read');
  assert.equal(lawOn('2018-06-21').facts.afterSupplement.trust, 'V');
});

test('a 2018 dossier prints the forms of 2018, and before they were in force the forms are not official', () => {
  assert.deepEqual(formsOn(lawOn('2018-12-31'), '2018-12-31'), { forms: 'TT01/2018', official: false });
  assert.deepEqual(formsOn(lawOn('2018-12-31'), '2019-01-06'), { forms: 'TT01/2018', official: true });
  assert.deepEqual(formsOn(lawOn('2018-02-26'), '2018-02-26'), { forms: 'TT01/2018', official: false });
  assert.deepEqual(formsOn(lawOn('2026-11-22'), '2026-11-22'), { forms: 'TT03/2025', official: true });
  assert.equal(formsNoteOn(lawOn('2019-01-06'), '2019-01-06'), null, 'read in the law');
  assert.match(formsNoteOn(lawOn('2018-12-31'), '2018-12-31') ?? '', /chưa đọc; in theo bố cục Thông tư 01\/2018/);
  assert.match(formsNoteOn(lawOn('2018-02-26'), '2018-02-26') ?? '', /Quyết định 09\/2015.*chưa đọc/);
  assert.match(formsNoteOn(lawOn('2025-12-01'), '2025-12-01') ?? '', /chưa đọc/);
  assert.match(formsNoteOn(lawOn('2026-11-22'), '2026-11-22') ?? '', /Chưa biết/);
});

test('dossier codes have the shape read on a real receipt, and that of their period', () => {
  const unit = { M: 'H56', Y: 6, Z: 0, V: 0 };
  assert.equal(dossierCode(codePatternOf(lawOn('2023-10-27')), unit, '2023-10-27', 361), '000.00.06.H56-231027-0361');
  assert.equal(dossierCode(codePatternOf(lawOn('2026-01-25')), unit, '2026-01-25', 12345), 'H56.006.00-260125-12345');
  assert.throws(
    () => dossierCode(codePatternOf(lawOn('2023-10-27')), { ...unit, Y: 100 }, '2023-10-27', 1),
    RangeError,
  );
  assert.throws(() => dossierCode(codePatternOf(lawOn('2023-10-27')), unit, '2023-10-27', 0), RangeError);
});

test('no two receiving units share a code under any pattern: departments, districts and communes of one number', () => {
  for (const day of ['2018-02-26', '2019-01-06', '2025-07-02', '2026-08-05'] as const) {
    const units = [1, 9, 99].flatMap((n) => [
      { M: 'H32', Y: n, Z: 0, V: 0 },
      { M: 'H32', Y: 0, Z: n, V: 0 },
      { M: 'H32', Y: 0, Z: 0, V: n },
    ]);
    const codes = units.map((unit) => dossierCode(codePatternOf(lawOn(day)), unit, day, 1));
    assert.equal(new Set(codes).size, units.length, codes.join(' '));
  }
  assert.throws(
    () => dossierCode(codePatternOf(lawOn('2025-07-02')), { M: 'H32', Y: 1, Z: 0, V: 1 }, '2025-07-02', 1),
    RangeError,
  );
});

test('printed limits are read as what they say, and as unknown where they say two things', () => {
  const read = (text: string) => {
    const { amount, unit, minutes } = readTimeLimit(text);
    return [unit, amount, minutes];
  };
  assert.deepEqual(read('10 ngày làm việc'), ['working-day', 10, 4800]);
  assert.deepEqual(read('Không quá 31,5 ngày làm việc kể từ ngày nhận đủ hồ sơ'), ['working-day', 31.5, 15120]);
  assert.deepEqual(read('03 (ba) ngày làm việc'), ['working-day', 3, 1440]);
  assert.deepEqual(read('1/2 ngày'), ['working-day', 0.5, 240]);
  assert.deepEqual(read('0,25 ngày làm việc'), ['working-day', 0.25, 120]);
  assert.deepEqual(read('96 giờ làm việc'), ['working-hour', 96, 5760]);
  assert.deepEqual(read('05 ngày'), ['calendar-day', 5, null]);
  assert.deepEqual(read('Trong ngày'), ['same-day', null, null]);
  assert.deepEqual(read('Ngay sau khi nhận đủ hồ sơ'), ['immediate', null, null]);
  assert.deepEqual(read('Không quy định'), ['none', null, null]);
  for (const vague of [
    '',
    '10',
    '20 ngày; nhà ở riêng lẻ 15 ngày',
    'theo hẹn',
    '0 ngày',
    '1/3 giờ'.replace('1/3', '1/7'),
  ])
    assert.deepEqual(read(vague), ['unknown', null, null], vague);
});

test("only the rule that names 15 o'clock carries the cut-off of that hour", () => {
  assert.equal(
    readTimeLimit('Trong ngày; nhận sau 15 giờ thì ngày làm việc tiếp theo').cutoff?.kind,
    'same-day-to-next-day',
  );
  assert.equal(readTimeLimit('Trong ngày').cutoff, null);
});

test('a limit written out is read back as itself', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 800 }),
      fc.constantFrom('working-day', 'working-hour', 'calendar-day'),
      (n, unit) => {
        const limit = makeLimit(unit, unit === 'calendar-day' ? n : n / 4);
        assert.deepEqual(readTimeLimit(limit.text), limit);
      },
    ),
  );
  for (const unit of LIMIT_UNITS.slice(3))
    assert.equal(
      periodOf(makeLimit(unit, null))?.unit,
      unit === 'same-day' || unit === 'immediate' ? 'same-day' : undefined,
    );
  assert.throws(() => makeLimit('working-day', 0), RangeError);
});
