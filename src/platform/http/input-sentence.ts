import { z } from 'zod';
import { COUNTED, FORMATS, KINDS, momentSentence, numberWord, valueWords } from './input-words.ts';

type Issue = z.core.$ZodRawIssue;
type Kept = z.core.$ZodIssue;
interface Bound {
  readonly value: number | bigint;
  readonly inclusive: boolean;
}

/**
 * The Vietnamese sentence for what the input check found, wherever a schema has none of its own: what is
 * allowed, both bounds where there are two, and an example of a written form. The field's name stands
 * beside it (`fields` of the problem), so the sentence does not repeat it.
 *
 * @returns a sentence that begins with a capital and ends with a full stop; no word of the schema library
 */
export function inputSentence(issue: Issue): string {
  const isMissing = issue.code !== 'unrecognized_keys' && issue.input === undefined;
  const sentence = sentenceOf(issue);
  return isMissing && !sentence.startsWith('Còn thiếu') ? `Còn thiếu. ${sentence}` : sentence;
}

/** Makes `inputSentence` the schema library's words for the whole program. */
export function setInputSentences(): void {
  z.config({ localeError: inputSentence });
}

function sentenceOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return ofKind(String(issue.expected), issue.input);
    case 'invalid_value':
      return ofValues(issue);
    case 'too_big':
    case 'too_small':
      return ofSize(issue);
    case 'invalid_format':
      return ofFormat(issue);
    case 'not_multiple_of':
      return issue.divisor === 1 ? 'Phải là số nguyên.' : `Phải là bội số của ${numberWord(issue.divisor)}.`;
    case 'unrecognized_keys':
      return ofStrayFields(issue);
    case 'invalid_key':
      return `Tên trường này không được nhận. ${issue.issues[0]?.message ?? ''}`.trim();
    case 'invalid_element':
      return `Có giá trị không được nhận. ${issue.issues[0]?.message ?? ''}`.trim();
    case 'invalid_union':
      return ofUnion(issue);
    default:
      return 'Giá trị này không được nhận.';
  }
}

function ofKind(expected: string, input: unknown): string {
  if (expected === 'never' || expected === 'undefined' || expected === 'void') return 'Không nhận giá trị nào ở đây.';
  const kind = KINDS[expected];
  if (kind === undefined) return 'Giá trị không đúng kiểu.';
  if (input === undefined) return `Còn thiếu: cần ${kind}.`;
  return `Phải là ${kind}${input === null ? ', không được để trống (null)' : ''}.`;
}

function ofValues(issue: Issue & { code: 'invalid_value' }): string {
  if ((issue as { expected?: unknown }).expected === 'stringbool') return ofKind('stringbool', issue.input);
  const [only] = issue.values;
  if (issue.values.length > 1) return `Chỉ nhận một trong các giá trị: ${valueWords(issue.values)}.`;
  return only === null ? 'Phải để trống (null).' : `Chỉ nhận giá trị ${valueWords(issue.values)}.`;
}

function ofSize(issue: Issue & { code: 'too_big' | 'too_small' }): string {
  const { least, most } = boundsOf(issue);
  if (issue.origin === 'date') return ofDates(least, most);
  const counted = COUNTED[String(issue.origin)];
  if (counted === undefined) return ofNumbers(issue, least, most);
  const now = sizeOf(issue.input);
  const told = now === undefined || now === 0 ? '' : `; đang có ${numberWord(now)}`;
  if (now === 0 && issue.origin === 'string' && issue.exact !== true)
    return most ? `Không được để trống; nhận tối đa ${numberWord(last(most))} ký tự.` : 'Không được để trống.';
  if (issue.exact === true || (least && most && first(least) === last(most)))
    return `Phải có đúng ${numberWord((least ?? most)?.value ?? 0)} ${counted}${told}.`;
  if (least && most) return `Phải có từ ${numberWord(first(least))} đến ${numberWord(last(most))} ${counted}${told}.`;
  if (most) return `Chỉ nhận tối đa ${numberWord(last(most))} ${counted}${told}.`;
  return `Phải có ít nhất ${numberWord(least ? first(least) : 0)} ${counted}${told}.`;
}

function ofNumbers(issue: Issue & { code: 'too_big' | 'too_small' }, least?: Bound, most?: Bound): string {
  const whole = issue.origin === 'bigint' || issue.origin === 'int' || isWhole(issue);
  const kind = whole ? 'số nguyên' : 'số';
  const isWide = (bound?: Bound) => bound !== undefined && bound.value >= Number.MAX_SAFE_INTEGER;
  if (isWide(most) && issue.code === 'too_big') return 'Số này quá lớn.';
  if (least?.inclusive && most?.inclusive && !isWide(most))
    return `Phải là ${kind} từ ${numberWord(least.value)} đến ${numberWord(most.value)}.`;
  const parts: string[] = [];
  if (least)
    parts.push(least.inclusive ? `không nhỏ hơn ${numberWord(least.value)}` : `lớn hơn ${numberWord(least.value)}`);
  if (most && !isWide(most))
    parts.push(most.inclusive ? `không lớn hơn ${numberWord(most.value)}` : `nhỏ hơn ${numberWord(most.value)}`);
  return `Phải là ${kind} ${parts.join(' và ')}.`;
}

function ofDates(least?: Bound, most?: Bound): string {
  const word = ({ value }: Bound) => new Date(Number(value)).toISOString();
  const parts = [least && `không trước ${word(least)}`, most && `không sau ${word(most)}`].filter(Boolean);
  return `Phải là ngày giờ ${parts.join(' và ')}.`;
}

function ofFormat(issue: Issue & { code: 'invalid_format' }): string {
  const asked = definition(issue.inst);
  if (issue.format === 'datetime') return momentSentence(asked);
  if (issue.format === 'starts_with') return `Phải bắt đầu bằng "${textOf(asked['prefix'])}".`;
  if (issue.format === 'ends_with') return `Phải kết thúc bằng "${textOf(asked['suffix'])}".`;
  if (issue.format === 'includes') return `Phải có "${textOf(asked['includes'])}" ở trong.`;
  const known = FORMATS[issue.format];
  if (known !== undefined) return known;
  return issue.pattern === undefined ? 'Viết không đúng mẫu.' : `Viết không đúng mẫu ${issue.pattern}.`;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function ofStrayFields(issue: Issue & { code: 'unrecognized_keys' }): string {
  const stray = issue.keys.slice(0, 5).map((key) => key.slice(0, 60));
  const { shape } = definition(issue.inst) as { shape?: object };
  const known = shape ? Object.keys(shape) : [];
  const taken = known.length > 0 && known.length <= 30 ? ` Trường nhận: ${known.join(', ')}.` : '';
  return `Không nhận trường: ${stray.join(', ')}.${taken}`;
}

/** A value that fits none of several shapes: the fault of the one it comes nearest to, or what each of them takes. */
function ofUnion(issue: Issue & { code: 'invalid_union' }): string {
  const { options } = issue as { options?: readonly unknown[] };
  if (options && options.length > 0) return `Chỉ nhận một trong các giá trị: ${valueWords(options)}.`;
  const shapes = issue.errors as readonly (readonly Kept[])[];
  const near = shapes.find((found) => found.length > 0 && found.every(({ path }) => path.length > 0));
  if (near?.[0]) return `Tại ${near[0].path.map(String).join('.')}: ${near[0].message}`;
  const said = [...new Set(shapes.flatMap((found) => (found[0] ? [found[0].message] : [])))];
  return said.length > 0 ? said.join(' Hoặc: ') : 'Giá trị này không được nhận.';
}

const first = ({ value, inclusive }: Bound): number => Number(value) + (inclusive ? 0 : 1);
const last = ({ value, inclusive }: Bound): number => Number(value) - (inclusive ? 0 : 1);

/** Both bounds of the schema that was asked, not only the one that was passed. */
function boundsOf(issue: Issue & { code: 'too_big' | 'too_small' }): { least?: Bound; most?: Bound } {
  const found: { least?: Bound; most?: Bound } = {};
  for (const check of checksOf(issue)) {
    const { check: name, value, inclusive, minimum, maximum } = check;
    const limit = [value, minimum, maximum].map(numeric).find((one) => one !== undefined);
    if (limit === undefined) continue;
    const bound = { value: limit, inclusive: inclusive !== false };
    if (name === 'greater_than' || name === 'min_length' || name === 'min_size') found.least = bound;
    if (name === 'less_than' || name === 'max_length' || name === 'max_size') found.most = bound;
  }
  // What the issue itself says holds over everything.
  const inclusive = issue.inclusive !== false;
  if (issue.code === 'too_big') found.most = { value: numeric(issue.maximum) ?? 0, inclusive };
  else found.least = { value: numeric(issue.minimum) ?? 0, inclusive };
  return found;
}

const isWhole = (issue: Issue): boolean =>
  checksOf(issue).some(({ check, format }) => check === 'number_format' && String(format).includes('int'));

function checksOf(issue: Issue): Record<string, unknown>[] {
  const { checks } = definition(issue.schema ?? issue.inst) as { checks?: readonly unknown[] };
  return [definition(issue.inst), ...(checks ?? []).map(definition)];
}

/** How a schema or check was defined, as the library keeps it. */
function definition(made: unknown): Record<string, unknown> {
  const { _zod } = (made ?? {}) as { _zod?: { def?: Record<string, unknown> } };
  return _zod?.def ?? {};
}

function numeric(value: unknown): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  return value instanceof Date ? value.getTime() : undefined;
}

function sizeOf(input: unknown): number | undefined {
  if (typeof input === 'string' || Array.isArray(input)) return input.length;
  if (input instanceof Set || input instanceof Map || input instanceof Blob) return input.size;
  return undefined;
}
