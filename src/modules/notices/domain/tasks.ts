import { readTimes, type DeadlineWords, type TimeContext, type TimeReading } from './deadlines.ts';
import type { OrderContext } from './cooperators.ts';
import type { BodyText } from './paragraphs.ts';
import type { Range } from './sentences.ts';
import { sourceSpan } from './source-text.ts';
import { pathOf } from './structure.ts';
import type { Draft, DraftBody } from './task-draft.ts';
import type { BodyRef, Field, TaskKind, TaskReading, Warning } from './types.ts';

/** Makes the finished task of a draft: words, bodies, times, confidence and what was left open. */
export function finishTask(
  body: BodyText,
  context: OrderContext,
  source: string,
  draft: Draft,
  times: TimeContext,
): TaskReading {
  const range = trimEnd(body, draft);
  const span = sourceSpan(body, range.from, range.to);
  const warnings: Warning[] = [];
  const time = timesOf(body, draft, range, times);
  const lead = bodyRefs(body, context, draft.leads);
  const leadNames = new Set(lead.map(({ name }) => name));
  const cooperating = bodyRefs(body, context, draft.cooperating).filter(({ name }) => !leadNames.has(name));
  if (lead.length === 0)
    warnings.push({ code: draft.leads.length > 0 ? 'lead-unresolved' : 'lead-missing', text: null, span: null });
  if (lead.filter(({ origin }) => origin === 'named').length > 1 && draft.leads.length === lead.length)
    warnings.push({ code: 'several-leads', text: null, span: null });
  const deadline = pickDeadline(body, time, warnings);
  const recurrence = time.recurrence;
  const routine = recurrence !== undefined && deadline?.date === undefined && recurrence.reading.value === 'continuous';
  const outside = draft.leads.length > 0 && draft.leads.every(({ mention }) => mention.outside);
  const kind: TaskKind = draft.asked && outside ? 'request' : routine ? 'routine' : 'concrete';
  const field = <T>(
    found: { range: Range } & { from: number; to: number },
    value: T,
    confidence: number,
  ): Field<T> => ({
    value,
    span: sourceSpan(body, found.range.from + found.from, found.range.from + found.to),
    confidence,
  });
  const words = (found: { range: Range; from: number; to: number }): string => {
    const at = sourceSpan(body, found.range.from + found.from, found.range.from + found.to);
    return source.slice(at[0], at[1]);
  };
  const urgent = time.urgent;
  if (urgent && !deadline && !recurrence) {
    const at = sourceSpan(body, urgent.range.from + urgent.reading.from, urgent.range.from + urgent.reading.to);
    warnings.push({ code: 'deadline-immediate', text: source.slice(at[0], at[1]), span: at });
  }
  const immediate =
    urgent?.reading.immediate && !deadline && !recurrence
      ? { range: urgent.range, from: urgent.reading.from, to: urgent.reading.to }
      : undefined;
  const rhythm = recurrence
    ? { range: recurrence.range, from: recurrence.reading.from, to: recurrence.reading.to }
    : undefined;
  const dueWords = deadline ?? immediate ?? (recurrence?.reading.day === undefined ? undefined : rhythm);
  for (const warning of deadlineWarnings(body, source, deadline)) warnings.push(warning);
  const via = draft.via ? bodyRefs(body, context, [{ mention: draft.via, origin: 'named' }])[0] : undefined;
  return {
    text: source.slice(span[0], span[1]),
    span,
    itemPath: pathOf(draft.item),
    kind,
    lead,
    cooperating,
    deadline: deadline?.date === undefined ? null : field(deadline, deadline.date, deadline.confidence),
    deadlineText: dueWords ? field(dueWords, words(dueWords), 0.9) : null,
    deadlineTime: deadline?.time ?? null,
    start: time.start
      ? field(
          { range: time.start.range, from: time.start.reading.from, to: time.start.reading.to },
          time.start.reading.date,
          0.85,
        )
      : null,
    recurrence: recurrence && rhythm ? field(rhythm, recurrence.reading.value, 0.85) : null,
    recurrenceDay: recurrence?.reading.day ?? null,
    urgent: urgent
      ? field(
          { range: urgent.range, from: urgent.reading.from, to: urgent.reading.to },
          words({ range: urgent.range, from: urgent.reading.from, to: urgent.reading.to }),
          0.9,
        )
      : null,
    product: productOf(body, source, draft, range),
    reportVia: via ?? null,
    confidence: confidenceOf(draft, lead, warnings),
    warnings,
  };
}

/** Without the closing signs: ";", "./.", spaces. */
function trimEnd(body: BodyText, range: Range): Range {
  let { from, to } = range;
  while (from < to && /[\s,;:*"-]/.test(body.text.charAt(from))) from += 1;
  while (to > from && /[\s,;:./]/.test(body.text.charAt(to - 1))) to -= 1;
  return { from, to };
}

interface Located<T> {
  readonly range: Range;
  readonly reading: T;
}

interface TaskTimes {
  readonly deadlines: readonly (DeadlineWords & { readonly range: Range })[];
  readonly start: Located<NonNullable<TimeReading['start']>> | undefined;
  readonly recurrence: Located<NonNullable<TimeReading['recurrence']>> | undefined;
  readonly urgent: Located<NonNullable<TimeReading['urgent']>> | undefined;
}

/** Times of the order's own words first, then of lines that govern it, then of the intro above. */
function timesOf(body: BodyText, draft: Draft, range: Range, context: TimeContext): TaskTimes {
  const ranges = [{ from: range.from, to: range.to }, ...draft.timeRanges.map(({ from, to }) => ({ from, to }))];
  let result: TaskTimes = { deadlines: [], start: undefined, recurrence: undefined, urgent: undefined };
  for (const [order, part] of ranges.entries()) {
    const lower = body.text.slice(part.from, part.to).toLowerCase();
    const asCell =
      order > 0 &&
      draft.timeRanges[order - 1]?.governs === true &&
      !/[:]/.test(lower.slice(0, 40)) &&
      lower.length < 80;
    const read = readTimes(asCell ? `thời gian: ${lower}` : lower, context);
    const shift = asCell ? 'thời gian: '.length : 0;
    const moved = <T extends { from: number; to: number }>(one: T): T => ({
      ...one,
      from: Math.max(0, one.from - shift),
      to: one.to - shift,
    });
    result = {
      deadlines:
        result.deadlines.length > 0 ? result.deadlines : read.deadlines.map((one) => ({ ...moved(one), range: part })),
      start:
        result.start ??
        (read.start && (order === 0 || (draft.timeRanges[order - 1]?.governs === true && result.deadlines.length === 0))
          ? { range: part, reading: moved(read.start) }
          : undefined),
      recurrence:
        result.recurrence ??
        (read.recurrence && (order === 0 || draft.timeRanges[order - 1]?.governs === true)
          ? { range: part, reading: moved(read.recurrence) }
          : undefined),
      urgent: result.urgent ?? (read.urgent && order === 0 ? { range: part, reading: moved(read.urgent) } : undefined),
    };
  }
  return result;
}

function pickDeadline(
  body: BodyText,
  time: TaskTimes,
  warnings: Warning[],
): (DeadlineWords & { range: Range }) | undefined {
  const first = time.deadlines[0];
  // what comes after "để" is a later step, of somebody else
  const own = time.deadlines.filter(
    (one) =>
      first === undefined ||
      one === first ||
      !/ để /u.test(body.text.slice(one.range.from + first.to, one.range.from + one.from)),
  );
  const dated = own.filter((one) => one.date !== undefined);
  const different = new Set(dated.map(({ date }) => date));
  if (different.size > 1) warnings.push({ code: 'deadline-several', text: null, span: null });
  return dated[0] ?? time.deadlines[0];
}

function deadlineWarnings(
  body: BodyText,
  source: string,
  deadline: (DeadlineWords & { range: Range }) | undefined,
): Warning[] {
  if (!deadline?.warning) return [];
  const span = sourceSpan(body, deadline.range.from + deadline.from, deadline.range.from + deadline.to);
  return [{ code: deadline.warning, text: source.slice(span[0], span[1]), span }];
}

function bodyRefs(body: BodyText, context: OrderContext, bodies: readonly DraftBody[]): BodyRef[] {
  const refs: BodyRef[] = [];
  const seen = new Set<string>();
  for (const { mention, origin } of bodies) {
    const from = context.tokens[mention.tokenFrom]?.from ?? 0;
    const to = context.tokens[mention.tokenTo - 1]?.to ?? from;
    const span = sourceSpan(body, from, to);
    for (const name of mention.names) {
      if (seen.has(name)) continue;
      seen.add(name);
      refs.push({
        name,
        span,
        headNamed: mention.headNamed,
        origin,
        confidence: origin === 'named' ? mention.confidence : mention.confidence * 0.9,
      });
    }
  }
  return refs;
}

const PRODUCT =
  /(?:^|[\s,])((?:dự thảo |đề án|kế hoạch|báo cáo|phương án|tờ trình|quy chế|quy định|quyết định|nghị quyết|chương trình|danh mục|danh sách|hồ sơ|văn bản|hướng dẫn|quy trình|bộ tiêu chí|đề cương|dự toán|công văn|chỉ thị)(?: [\p{L}\d]+){0,6})/u;

function productOf(body: BodyText, source: string, draft: Draft, range: Range): Field<string> | null {
  if (draft.productRange) {
    const span = sourceSpan(body, draft.productRange.from, draft.productRange.to);
    return { value: source.slice(span[0], span[1]).replace(/[.;\s]+$/, ''), span, confidence: 0.9 };
  }
  const text = body.text.slice(range.from, range.to);
  const order = /(?:xây dựng|ban hành|tham mưu|lập|trình|soạn thảo|hoàn thiện|dự thảo|báo cáo|gửi)/iu.exec(text);
  if (!order) return null;
  const match = PRODUCT.exec(text.slice(order.index));
  if (!match?.[1]) return null;
  const from = range.from + order.index + match.index + match[0].length - match[1].length;
  const span = sourceSpan(body, from, from + match[1].length);
  return { value: source.slice(span[0], span[1]), span, confidence: 0.5 };
}

function confidenceOf(draft: Draft, lead: readonly BodyRef[], warnings: readonly Warning[]): number {
  let confidence = draft.assigned ? 0.97 : draft.certain ? 0.93 : 0.6;
  if (lead.length === 0) confidence *= 0.5;
  else confidence *= Math.min(...lead.map((one) => one.confidence)) ** 0.5;
  if (warnings.some(({ code }) => code === 'deadline-before-issue' || code === 'deadline-several')) confidence *= 0.85;
  return Math.round(confidence * 100) / 100;
}
