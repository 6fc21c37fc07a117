import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { loadDemoSets, loadRealSets } from './data-files.ts';
import type { CriteriaSet, Leaf } from './domain/criteria-set.ts';
import { checkCriteriaSet, writeCriteriaSet } from './domain/set-json.ts';
import type { Rule } from './domain/rule.ts';
import { sheetsOfSet } from './domain/workbook/write.ts';
import { readSetSheets } from './domain/workbook/read.ts';
import type { CellIn, SheetIn } from './domain/workbook/layout.ts';
import { readSetFile, writeSetFile } from './set-file.ts';
import { smallSet } from './testing/world.ts';

test('the sets that come with the program go out as Excel and come back the same, gaps and all', async () => {
  for (const set of [...loadDemoSets(), ...loadRealSets()]) {
    const { set: back, faults } = await readSetFile((await writeSetFile(set, 'xlsx', 'x')).bytes);
    assert.deepEqual(
      faults.filter((fault) => fault.blocksKeeping),
      [],
      set.title,
    );
    assert.ok(back);
    assert.equal(writeCriteriaSet(back), writeCriteriaSet(set), set.title);
  }
});

const text = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 30, unit: 'binary' }),
    fc.constantFrom('=SUM(A1)', '1/2', '007', 'TRUE', 'a\nb', ' x ', '_x0041_', '<&">', 'Đúng hạn', '1,5', "'q", '+84'),
  )
  .map((one) =>
    one
      .normalize('NFC')
      .replace(/[\r\p{Cc}\p{Surrogate}\ufffe\uffff]/gu, '·')
      .trim(),
  )
  .filter((one) => one !== '');
const orNull = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });
const edge = fc
  .oneof(fc.integer({ min: -1000, max: 1000 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }))
  .map((one) => one + 0);
const nothingDue = fc.constantFrom('full' as const, 'zero' as const, 'not-applicable' as const);
const points = fc.integer({ min: 0, max: 500 });

/** Rules without examples: an example has to come out, which is tried beside. */
const rule: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({ type: fc.constant('yes-no' as const), condition: text }),
  fc.record({ type: fc.constant('all-of' as const), conditions: fc.array(text, { minLength: 1, maxLength: 4 }) }),
  fc.record({ type: fc.constant('timeliness' as const), late: points }),
  fc.record({
    type: fc.constant('step' as const),
    unit: fc.constantFrom('per-cent' as const, 'count' as const),
    bands: fc.tuple(edge, edge, points, points).map(([a, b, p, q]) => {
      const [low, high] = a < b ? [a, b] : [b, a];
      return low === high
        ? [{ le: low, points: p }]
        : [
            { gt: high, points: p },
            { ge: low, le: high, points: q },
          ];
    }),
    nothingDue,
  }),
  fc.record({ type: fc.constant('count-capped' as const), each: points }),
  fc.record({
    type: fc.constant('proportional' as const),
    floorPerCent: orNull(fc.double({ min: 0, max: 100, noNaN: true }).map((one) => one + 0)),
    fullFromPerCent: orNull(fc.integer({ min: 0, max: 100 })),
    nothingDue,
  }),
  fc.record({
    type: fc.constant('banded-formula' as const),
    variables: text.map((label) => [{ name: 'soNgay', label, unit: 'days' as const }]),
    of: fc.constant('soNgay * 2.0'),
    bands: edge.map((at) => [
      { lt: at, formula: '1.0' },
      { ge: at, formula: 'min(soNgay, 2.0)' },
    ]),
  }),
  fc.constant({ type: 'points' as const }),
);
const leaf = fc.record({
  kind: fc.constant('leaf' as const),
  name: text,
  max: fc.constant(500),
  method: fc.constantFrom('appraised' as const, 'statistics' as const, null),
  scorer: fc.constantFrom('unit' as const, 'appraiser' as const, 'system' as const, null),
  rule: orNull(rule),
  evidence: orNull(text),
  measureId: fc.constantFrom('dossiers.on-time', null),
  controllable: fc.constantFrom(true, false, null),
  legal: orNull(fc.record({ text, source: text })),
});
const anySet: fc.Arbitrary<CriteriaSet> = fc
  .record({
    fields: fc.array(fc.array(fc.array(leaf, { minLength: 0, maxLength: 3 }), { minLength: 1, maxLength: 2 }), {
      minLength: 1,
      maxLength: 3,
    }),
    lone: leaf,
    title: text,
    decision: orNull(text),
    bonusMax: orNull(points),
    classes: fc.uniqueArray(fc.integer({ min: 0, max: 10_000 }), { maxLength: 4 }),
    className: text,
  })
  .map(({ fields, lone, classes, className, ...rest }) => {
    const withCode = (one: Omit<Leaf, 'code'>, code: string): Leaf => ({ ...one, code });
    const nodes = fields.map((criteria, f) => {
      const children = criteria.map((parts, c) => {
        const code = `${f + 1}.${c + 1}`;
        if (parts.length === 0) return withCode(lone, code);
        return {
          kind: 'branch' as const,
          code,
          name: className,
          max: 500 * parts.length,
          children: parts.map((part, p) => withCode(part, `${code}.${p + 1}`)),
        };
      });
      const max = children.reduce((sum, child) => sum + (child.max ?? 0), 0);
      return { kind: 'branch' as const, code: String(f + 1), name: className, max, children };
    });
    return smallSet({
      ...rest,
      total: null,
      fields: [...nodes, withCode(lone, '99')],
      classes: classes.sort((a, b) => b - a).map((from) => ({ name: className, from })),
    });
  });

test('whatever can be kept as JSON goes through Excel and comes back to the last letter', async () => {
  await fc.assert(
    fc.asyncProperty(anySet, async (made) => {
      const { set, faults } = checkCriteriaSet(made);
      assert.deepEqual(
        faults.filter((fault) => fault.blocksKeeping),
        [],
      );
      assert.ok(set);
      const { set: back, faults: after } = await readSetFile((await writeSetFile(set, 'xlsx', 'x')).bytes);
      assert.deepEqual(
        after.filter((fault) => fault.blocksKeeping),
        [],
      );
      assert.ok(back);
      assert.equal(writeCriteriaSet(back), writeCriteriaSet(set));
    }),
    { numRuns: 60, seed: 2018 },
  );
});

test('examples of every kind of figures come back as they were', () => {
  const kinds: Rule[] = [
    { type: 'yes-no', condition: 'x', tests: [{ given: { type: 'yes-no', met: true }, expect: 500, why: 'đủ' }] },
    { type: 'all-of', conditions: ['a', 'b'], tests: [{ given: { type: 'all-of', met: [true, false] }, expect: 0 }] },
    {
      type: 'timeliness',
      late: 100,
      tests: (['on-time', 'late', 'none'] as const).map((state, at) => ({
        given: { type: 'timeliness', state },
        expect: [500, 100, 0][at] ?? 0,
      })),
    },
    { type: 'count-capped', each: 150, tests: [{ given: { type: 'count', count: 2 }, expect: 300 }] },
    {
      type: 'proportional',
      floorPerCent: 12.5,
      fullFromPerCent: null,
      nothingDue: 'not-applicable',
      tests: [
        { given: { type: 'ratio', ratio: { numerator: 9, denominator: 10 } }, expect: 450 },
        { given: { type: 'ratio', ratio: { numerator: 0, denominator: 0 } }, expect: 'not-applicable' },
        { given: { type: 'not-applicable', reason: 'Không có hồ sơ; 1/2' }, expect: 'not-applicable' },
      ],
    },
    {
      type: 'banded-formula',
      variables: [
        { name: 'a', label: 'A', unit: 'count' },
        { name: 'b', label: 'B', unit: 'per-cent' },
      ],
      of: 'a',
      bands: [{ ge: 0, formula: 'b' }],
      tests: [{ given: { type: 'variables', values: { a: 1e-7, b: 2.25 } }, expect: 225 }],
    },
    { type: 'points', tests: [{ given: { type: 'points', points: 125 }, expect: 125 }] },
  ];
  const leaves = kinds.map(
    (one, at): Leaf => ({
      kind: 'leaf',
      code: String(at + 1),
      name: 'x',
      max: 500,
      method: 'appraised',
      scorer: 'unit',
      rule: one,
      evidence: null,
      measureId: null,
      controllable: null,
      legal: null,
    }),
  );
  const survey: Leaf = {
    ...(leaves[0] as Leaf),
    code: '8',
    method: 'survey-citizens',
    scorer: 'survey',
    rule: { type: 'survey', tests: [{ given: { type: 'survey', indexHundredths: 8325, answers: 400 }, expect: 416 }] },
  };
  const set = smallSet({ fields: [...leaves, survey], total: 4000 });
  const { set: back, faults } = readSetSheets(asRead(set));
  assert.deepEqual(faults, []);
  assert.ok(back);
  assert.equal(writeCriteriaSet(back), writeCriteriaSet(set));
});

test('what is wrong in a workbook is told in Vietnamese with sheet, row and column', () => {
  const at = (change: (cell: (sheet: string, match: string, head: string, value: CellIn) => void) => void) => {
    const sheets = asRead(demoLike()).map(({ name, rows }) => ({ name, rows: rows.map((row) => [...row]) }));
    change((sheet, match, head, value) => {
      const found = sheets.find(({ name }) => name === sheet);
      const column = found?.rows[0]?.indexOf(head) ?? -1;
      const row = found?.rows.find((cells) => cells[0] === match);
      assert.ok(row && column >= 0, `${sheet} ${match} ${head}`);
      row[column] = value;
    });
    const { set, faults } = readSetSheets(sheets);
    return { set, said: faults.map(({ place, text: said }) => `${place}: ${said}`) };
  };
  const one = (...cell: [string, string, string, CellIn]) => at((put) => put(...cell)).said;
  assert.deepEqual(one('Tiêu chí', '1', 'Điểm tối đa', 6), [
    'Trang "Tiêu chí", dòng 2, cột D (Điểm tối đa), mã 1: Điểm tối đa ghi 6,00 điểm nhưng các mục con cộng lại 5,00 điểm.',
    'Trang "Bộ tiêu chí", dòng 10, cột B (Giá trị): Tổng điểm ghi 10,00 điểm nhưng các mục con cộng lại 11,00 điểm.',
  ]);
  assert.deepEqual(one('Tiêu chí', '1.1', 'Cách chấm', 'Bốc thăm'), [
    'Trang "Tiêu chí", dòng 3, cột E (Cách chấm): "Bốc thăm" không có trong danh mục: Tự chấm, thẩm định, Khảo sát người dân, tổ chức, Khảo sát cán bộ, công chức, Số liệu thống kê.',
  ]);
  assert.deepEqual(one('Tiêu chí', '1.1', 'Điểm khi chậm', 3), [
    'Trang "Tiêu chí", dòng 3, cột J (Điểm khi chậm), mã 1.1: Quy tắc cho điểm quá điểm tối đa.',
    'Trang "Ví dụ", dòng 2, cột D (Điểm phải ra), mã 1.1: Ví dụ thứ 1 của quy tắc phải ra 1,00 điểm nhưng ra điểm âm hoặc quá điểm tối đa.',
  ]);
  assert.deepEqual(one('Bậc điểm', '2.3', 'Điểm', '1,255'), [
    'Trang "Bậc điểm", dòng 2, cột F (Điểm): "1,255" không phải là điểm có tối đa hai chữ số thập phân.',
  ]);
  assert.deepEqual(one('Bậc điểm', '2.3', 'Mã', '2.9'), [
    'Trang "Tiêu chí", dòng 8, cột G (Loại quy tắc): Chưa có dòng nào của mã 2.3 ở trang "Bậc điểm".',
    'Trang "Bậc điểm", dòng 2, cột A (Mã): Trang "Tiêu chí" không có mã "2.9".',
  ]);
  assert.deepEqual(one('Ví dụ', '1.1', 'Điểm phải ra', 2), [
    'Trang "Ví dụ", dòng 2, cột D (Điểm phải ra), mã 1.1: Ví dụ thứ 1 của quy tắc phải ra 2,00 điểm nhưng ra 1,00 điểm.',
  ]);
  assert.deepEqual(one('Ví dụ', '1.1', 'Số liệu', { odd: 'day' }), [
    'Trang "Ví dụ", dòng 2, cột C (Số liệu): Ô này Excel đã đổi thành ngày tháng. Hãy định dạng ô là văn bản rồi ghi lại.',
    'Trang "Ví dụ", dòng 2, cột C (Số liệu): "" không đúng cách ghi: "Đúng hạn", "Chậm" hoặc "Không thực hiện".',
  ]);
  assert.deepEqual(
    one('Tiêu chí', '1.2', 'Mã', '1.1'),
    ['Trang "Tiêu chí", dòng 4, cột A (Mã), mã 1.1: Mã bị trùng.'].concat(
      at((put) => put('Tiêu chí', '1.2', 'Mã', '1.1')).said.slice(1),
    ),
  );
  assert.deepEqual(one('Tiêu chí', '1.2', 'Điểm mỗi kết quả', 1), [
    'Trang "Tiêu chí", dòng 4, cột K (Điểm mỗi kết quả): Quy tắc "Theo tỷ lệ" không dùng cột này; hãy để trống.',
  ]);
  assert.deepEqual(one('Tiêu chí', '2.1', 'Cấp', 'Tiêu chí thành phần'), [
    'Trang "Tiêu chí", dòng 6, cột B (Cấp): "Tiêu chí thành phần" phải đứng dưới một "Tiêu chí".',
  ]);
});

test('a level that hangs in the air, a missing sheet and a missing column are told', () => {
  const sheets = asRead(demoLike());
  const without = (name: string) =>
    readSetSheets(sheets.filter((one) => one.name !== name)).faults.map(({ text: said }) => said);
  assert.deepEqual(without('Bậc điểm'), ['Tệp không có trang "Bậc điểm".']);
  const noColumn = sheets.map((one) => (one.name === 'Biến' ? { ...one, rows: [['Mã', 'Tên biến', 'Ý nghĩa']] } : one));
  assert.deepEqual(
    readSetSheets(noColumn).faults.map(({ place, text: said }) => `${place}: ${said}`),
    ['Trang "Biến", dòng 1: Thiếu cột "Đơn vị".'],
  );
  const hanging = sheets.map((one) =>
    one.name === 'Tiêu chí' ? { ...one, rows: one.rows.filter((row) => row[0] !== '1') } : one,
  );
  assert.equal(readSetSheets(hanging).faults[0]?.place, 'Trang "Tiêu chí", dòng 2, cột B (Cấp)');
});

test('a file that is no workbook, or swells, is refused and not thrown about', async () => {
  for (const bytes of [Buffer.from('PK\x03\x04 không phải'), Buffer.from('PK'), Buffer.from('{}'), Buffer.from('')]) {
    const { set, faults } = await readSetFile(bytes);
    assert.equal(set, undefined);
    assert.equal(faults.length, 1);
  }
});

/** As a reader sees the written sheets, with the head in the first row. */
function asRead(set: CriteriaSet): SheetIn[] {
  return sheetsOfSet(set, () => '').map(({ name, columns, rows }) => ({
    name,
    rows: [columns.map(({ head }) => head), ...rows],
  }));
}

function demoLike(): CriteriaSet {
  const set = smallSet();
  const [field, results] = set.fields;
  assert.ok(field?.kind === 'branch' && results);
  const [plan, done] = field.children;
  assert.ok(plan?.kind === 'leaf' && done);
  const tests = [{ given: { type: 'timeliness', state: 'late' }, expect: 100 }] as const;
  return {
    ...set,
    fields: [{ ...field, children: [{ ...plan, rule: { type: 'timeliness', late: 100, tests } }, done] }, results],
  };
}
