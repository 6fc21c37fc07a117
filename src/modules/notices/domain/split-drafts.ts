import { bodyListAt } from './body-lists.ts';
import { lowerWord } from './body-text.ts';
import { type DeadlineWords, readTimes, type TimeContext, type TimeReading } from './deadlines.ts';
import { isAuthority, type OrderContext } from './cooperators.ts';
import { predicateKind } from './orders.ts';
import type { BodyText } from './paragraphs.ts';
import type { Draft, DraftBody } from './task-draft.ts';
import { tokenAt } from './tokens.ts';

/**
 * Cuts a draft in two where its words hold two orders with deadlines of their own: "gửi trước 23/5 để
 * Sở Nội vụ tổng hợp, báo cáo trước 24/5". A later date of a step that is nobody's here is no deadline.
 */
export function splitByDeadlines(body: BodyText, context: OrderContext, draft: Draft, times: TimeContext): Draft[] {
  const done: Draft[] = [];
  let rest: Draft | undefined = draft;
  for (let count = 0; rest !== undefined && count < 8; count += 1) {
    const cut = cutOnce(body, context, rest, times);
    if (!cut) {
      done.push(rest);
      break;
    }
    done.push(cut.before);
    rest = cut.after;
  }
  return done;
}

function cutOnce(
  body: BodyText,
  context: OrderContext,
  draft: Draft,
  times: TimeContext,
): { before: Draft; after: Draft } | undefined {
  const lower = body.text.slice(draft.from, draft.to).toLowerCase();
  const all = readTimes(lower, times);
  const found = all.deadlines.filter((words) => words.date !== undefined || words.warning !== 'deadline-event');
  const first = found[0];
  const apart = ownClause(body, context, draft, lower, all);
  if (apart !== undefined) return cutAt(body, context, draft, apart, undefined);
  if (!first) return undefined;
  const rhythm = all.recurrence;
  const second =
    found.find((words) => words.from > first.to && (words.date !== first.date || words.time !== first.time)) ??
    (rhythm && rhythm.from > first.to && first.date !== undefined
      ? { ...first, from: rhythm.from, to: rhythm.to }
      : undefined);
  if (!second) return undefined;
  const boundary = boundaryBetween(body, context, draft, first, second);
  if (boundary === undefined) return undefined;
  return cutAt(body, context, draft, boundary.at, boundary.leads);
}

/** An order after ";" that has a start of its own, or something of its own to finish by a day. */
function ownClause(
  body: BodyText,
  context: OrderContext,
  draft: Draft,
  lower: string,
  times: TimeReading,
): number | undefined {
  const { start, deadlines } = times;
  for (let at = lower.indexOf(';'), count = 0; at !== -1 && count < 12; at = lower.indexOf(';', at + 1), count += 1) {
    const opening = /^;(?: (?:đồng thời|và),?)? /u.exec(lower.slice(at, at + 20));
    if (!opening || at < 8) continue;
    const from = at + opening[0].length;
    const token = tokenAt(context.tokens, draft.from + from);
    const to = tokenAt(context.tokens, draft.to);
    if (predicateKind(context, token, to) !== 'order' || bodyListAt(context, token)) continue;
    const begins = start !== undefined && start.from > from && deadlines.some((one) => one.to <= at);
    const finishes =
      deadlines[0] !== undefined &&
      deadlines[0].from > from &&
      /^hoàn thành (?:việc |công tác )?(?!trước|trong|xong|chậm|vào|và|báo|gửi|các nội|các nhiệm|nhiệm|nội|\d)\p{L}/u.test(
        lower.slice(from, from + 40),
      );
    if (begins || finishes) return draft.from + from;
  }
  return undefined;
}

/** The draft in two parts, helpers with the part that names them. */
function cutAt(
  body: BodyText,
  context: OrderContext,
  draft: Draft,
  at: number,
  leads: DraftBody[] | undefined,
): { before: Draft; after: Draft } {
  const before = { ...draft, to: at };
  const after: Draft = {
    ...draft,
    from: at,
    leads: leads ?? draft.leads.map(inheritedBody),
    cooperating: [],
    timeRanges: [],
    via: draft.via,
  };
  // helpers named after the cut belong to the second order
  before.cooperating = draft.cooperating.filter(({ mention }) => (context.tokens[mention.tokenFrom]?.from ?? 0) < at);
  after.cooperating = draft.cooperating.filter(({ mention }) => (context.tokens[mention.tokenFrom]?.from ?? 0) >= at);
  return { before: trimmed(body, before), after: trimmed(body, after) };
}

function inheritedBody(one: DraftBody): DraftBody {
  return { mention: one.mention, origin: one.origin === 'named' ? 'inherited' : one.origin };
}

function boundaryBetween(
  body: BodyText,
  context: OrderContext,
  draft: Draft,
  first: DeadlineWords,
  second: DeadlineWords,
): { at: number; leads: DraftBody[] | undefined } | undefined {
  const from = tokenAt(context.tokens, draft.from + first.to);
  const to = tokenAt(context.tokens, draft.from + second.from);
  for (let i = from; i < to; i += 1) {
    const word = lowerWord(context, i);
    if (word !== ';' && word !== ',' && word !== '.' && word !== 'để' && word !== 'và') continue;
    let next = i + 1;
    if (word === ',' && ['đồng', 'sau', 'và', 'để'].includes(lowerWord(context, next)))
      next += lowerWord(context, next) === 'và' || lowerWord(context, next) === 'để' ? 1 : 2;
    if (word === ';' && lowerWord(context, next) === 'đồng') next += 2;
    const list = bodyListAt(context, next);
    if (list && list.tokenTo < to) {
      const leads = list.mentions.filter((one) => !isAuthority(context, one));
      // a ministry that will report further is no body this document gives work to
      if (leads.length === 0 || (word === 'để' && leads.every((one) => one.outside))) return undefined;
      const start = context.tokens[word === 'để' || word === 'và' ? next : i + 1]?.from ?? draft.to;
      return { at: start, leads: leads.map((mention) => ({ mention, origin: 'named' as const })) };
    }
    if (word === 'để' || lowerWord(context, i + 1) === 'để') return undefined;
    if (predicateKind(context, next, to) === 'order')
      return { at: context.tokens[next]?.from ?? draft.to, leads: undefined };
  }
  return undefined;
}

function trimmed(body: BodyText, draft: Draft): Draft {
  let { from, to } = draft;
  while (from < to && /[\s,;]/.test(body.text.charAt(from))) from += 1;
  while (to > from && /[\s,;]/.test(body.text.charAt(to - 1))) to -= 1;
  const words = body.text.slice(from, to);
  const tail = / (?:để|và|đồng thời|sau đó)$/u.exec(words);
  return { ...draft, from, to: tail ? to - tail[0].length : to };
}
