import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { setInputSentences } from './input-sentence.ts';

setInputSentences();

/** The sentences for one value, by field. */
function said(schema: z.ZodType, value: unknown): string[] {
  const { error } = schema.safeParse(value);
  assert.ok(error, `${JSON.stringify(value)} was let in`);
  return error.issues.map(({ message }) => message);
}
const only = (schema: z.ZodType, value: unknown) => said(schema, value).join(' | ');

const page = z.coerce.number().int().min(1).max(200);
const Choice = z.enum(['week', 'month']);
const moment = z.iso.datetime({ offset: true });

const CASES: readonly [string, z.ZodType, unknown, string][] = [
  ['a number past its bounds tells both', page, '1000', 'Phải là số nguyên từ 1 đến 200.'],
  ['below them too', page, 0, 'Phải là số nguyên từ 1 đến 200.'],
  ['a word where a number stands', page, 'nhiều', 'Phải là số.'],
  ['a part where a whole number stands', z.number().int(), 1.5, 'Phải là số nguyên.'],
  ['one bound', z.number().min(0), -1, 'Phải là số không nhỏ hơn 0.'],
  ['an open bound', z.number().gt(0).lt(1), 1, 'Phải là số lớn hơn 0 và nhỏ hơn 1.'],
  ['years are not grouped, millions are', z.number().max(2100), 1e9, 'Phải là số không lớn hơn 2100.'],
  ['a large bound', z.number().max(1_000_000), 1e9, 'Phải là số không lớn hơn 1.000.000.'],
  ['a number no machine counts with', z.int(), 1e20, 'Số này quá lớn.'],
  ['steps', z.number().multipleOf(0.25), 0.3, 'Phải là bội số của 0,25.'],
  ['an empty text', z.string().trim().min(1).max(200), '  ', 'Không được để trống; nhận tối đa 200 ký tự.'],
  ['a text too long', z.string().min(1).max(3), 'bốn chữ', 'Phải có từ 1 đến 3 ký tự; đang có 7.'],
  ['only a most', z.string().max(3), 'abcd', 'Chỉ nhận tối đa 3 ký tự; đang có 4.'],
  ['an exact length', z.string().length(12), '123', 'Phải có đúng 12 ký tự; đang có 3.'],
  ['a list too long', z.array(z.number()).min(1).max(2), [1, 2, 3], 'Phải có từ 1 đến 2 mục; đang có 3.'],
  ['an empty list', z.array(z.number()).min(1), [], 'Phải có ít nhất 1 mục.'],
  ['a missing field', z.object({ name: z.string() }), {}, 'Còn thiếu: cần chữ.'],
  ['a missing choice', z.object({ by: Choice }), {}, 'Còn thiếu. Chỉ nhận một trong các giá trị: week, month.'],
  ['null where something must stand', z.string(), null, 'Phải là chữ, không được để trống (null).'],
  ['a number where a text stands', z.string(), 5, 'Phải là chữ.'],
  ['a value outside the list', Choice, 'năm', 'Chỉ nhận một trong các giá trị: week, month.'],
  ['a single value', z.literal(true), false, 'Chỉ nhận giá trị true.'],
  ['yes or no', z.stringbool(), 'có', 'Phải là đúng hoặc sai (true hoặc false).'],
  [
    'stray fields',
    z.strictObject({ due: z.string().optional() }),
    { dueAt: 1 },
    'Không nhận trường: dueAt. Trường nhận: due.',
  ],
  ['a union tells each way', z.union([z.number(), z.null()]), 'q', 'Phải là số. Hoặc: Phải là giá trị rỗng (null).'],
  [
    'a union of shapes tells the nearest',
    z.union([z.object({ a: z.number() }), z.null()]),
    { a: 'q' },
    'Tại a: Phải là số.',
  ],
  [
    'kinds by their mark',
    z.discriminatedUnion('kind', [z.object({ kind: z.literal('a') }), z.object({ kind: z.literal('b') })]),
    { kind: 'c' },
    'Chỉ nhận một trong các giá trị: a, b.',
  ],
  [
    'a key of a record',
    z.record(z.iso.date(), z.number()),
    { q: 1 },
    `Tên trường này không được nhận. Ngày viết dạng NĂM-THÁNG-NGÀY và phải có trong lịch, ví dụ 2018-02-26.`,
  ],
];

for (const [why, schema, value, sentence] of CASES)
  test(`${why}: ${sentence}`, () => assert.equal(only(schema, value), sentence));

const FORMATS: readonly [z.ZodType, boolean?][] = [
  [z.email()],
  [z.url()],
  [z.uuid()],
  [z.guid()],
  [z.iso.date()],
  [z.iso.time()],
  [z.iso.duration()],
  [z.iso.datetime()],
  [moment],
  [z.iso.datetime({ local: true })],
  [z.iso.datetime({ precision: 3 })],
  [z.iso.datetime({ precision: -1, offset: true })],
  [z.ipv4()],
  [z.ipv6()],
  [z.cidrv4()],
  [z.cidrv6()],
  [z.mac()],
  [z.base64()],
  [z.base64url()],
  [z.e164()],
];

test('the example of every written form is one the check takes', () => {
  for (const [schema] of FORMATS) {
    const sentence = only(schema, 'không phải dạng này !');
    const example = /(?:ví dụ|dạng) (\S+?)(?: là .*)?\.$/u.exec(sentence)?.[1];
    assert.ok(example, sentence);
    assert.equal(schema.safeParse(example).success, true, sentence);
  }
});

/** Every kind of fault the library can find, most with several values; `fc` gives the bounds. */
const anything = fc.oneof(fc.anything({ withDate: true, withBigInt: true, withMap: true, withSet: true }), fc.string());
const bound = fc.integer({ min: -1_000_000, max: 1_000_000 });
const size = fc.integer({ min: 0, max: 1000 });
const schemas = fc.oneof(
  bound.map((n) => z.number().min(n)),
  bound.map((n) => z.number().lt(n)),
  bound.map((n) =>
    z.coerce
      .number()
      .int()
      .gt(n)
      .max(n + 10),
  ),
  bound.map((n) => z.bigint().min(BigInt(n))),
  fc.integer({ min: 1, max: 99 }).map((n) => z.number().multipleOf(n)),
  size.map((n) =>
    z
      .string()
      .min(n)
      .max(n + 5),
  ),
  size.map((n) => z.string().length(n)),
  size.map((n) => z.array(z.string()).min(n)),
  size.map((n) => z.set(z.number()).size(n)),
  size.map((n) => z.map(z.number(), z.number()).min(n)),
  size.map((n) => z.file().min(n).mime('image/png')),
  fc.date({ noInvalidDate: true }).map((day) => z.date().min(day)),
  fc.date({ noInvalidDate: true }).map((day) => z.date().max(day)),
  fc.constantFrom<z.ZodType>(
    ...FORMATS.map(([schema]) => schema),
    z.string().regex(/^\d+$/),
    z.string().lowercase(),
    z.string().uppercase(),
    z.string().startsWith('01'),
    z.string().endsWith('09'),
    z.string().includes('55'),
    z.jwt(),
    z.emoji(),
    z.nanoid(),
    z.cuid2(),
    z.ulid(),
    z.xid(),
    z.ksuid(),
    z.boolean(),
    z.null(),
    z.undefined(),
    z.void(),
    z.never(),
    z.nan(),
    z.symbol(),
    z.int32(),
    z.uint32(),
    z.float32(),
    z.int64(),
    z.literal(1),
    z.literal(null),
    z.enum(['1', '2']),
    z.stringbool(),
    z.tuple([z.number(), z.string()]),
    z.record(z.uuid(), z.number()),
    z.record(z.enum(['1', '2']), z.number()),
    z.map(z.object({ x: z.number() }), z.number()),
    z.object({ x: z.number() }),
    z.strictObject({ x: z.number() }),
    z.union([z.number(), z.string().min(3)]),
    z.xor([z.number(), z.number()]),
    z.discriminatedUnion('x', [z.object({ x: z.literal('1') }), z.object({ x: z.literal('2') })]),
    z.intersection(z.object({ x: z.number() }), z.object({ y: z.string() })),
    z.templateLiteral(['1', z.number()]),
    z.instanceof(Buffer),
    z.instanceof(URL),
    z.string().optional().nonoptional(),
    z.json(),
    z.string().refine(() => false),
    z.lazy(() => z.number()),
  ),
);

/** The library's own words, and those of the locale it ships, in either language. */
const FOREIGN =
  /\b(?:invalid|expected|received|too (?:big|small)|string|number|array|boolean|object|undefined|nan|instanceof|input|must|unrecognized|option|value|key|date|int|bigint|record|tuple|set|map|nonoptional|never|void|symbol|safeint|stringbool|custom|function)\b|mong đợi|nhận được|[<>]=?\s?\d/iu;

test('whatever is wrong, the answer is a Vietnamese sentence without a word of the schema library', () => {
  fc.assert(
    fc.property(schemas, anything, (schema, value) => {
      const { error } = schema.safeParse(value);
      for (const { message } of error?.issues ?? []) {
        assert.match(message, /^\p{Lu}[\s\S]*\.$/u, message);
        // A name or pattern of our own is quoted as it is.
        const own = message.replace(/(?:mẫu|Không nhận trường:) [\s\S]*$/u, '').replaceAll('(null)', '');
        assert.doesNotMatch(own, FOREIGN, message);
        assert.match(message, /[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵầấẩẫậềếểễệồốổỗộờớởỡợừứửữự]/iu, message);
      }
    }),
    { numRuns: 1500, seed: 20261123 },
  );
});
