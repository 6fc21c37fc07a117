import { type BodyList, bodyListAt } from './body-lists.ts';
import { type Mention, lowerWord, matchAt } from './body-text.ts';
import { type OrderContext, cooperatorsIn, helpsSomebody, isAuthority, within, viaIn } from './cooperators.ts';
import { PhraseSet, wordsAt } from './tokens.ts';
import { ASSIGN_VERBS, MODALS, ORDER_VERBS, STATE_WORDS } from './vocabulary.ts';

/** How a clause speaks: it orders, it tells, it only names bodies, or it cannot be told. */
export type ClauseKind = 'order' | 'state' | 'names' | 'unknown';

export interface ClauseReading {
  readonly kind: ClauseKind;
  /** Bodies the order is given to; undefined when the clause names none. */
  readonly subject: readonly Mention[] | undefined;
  /** "Giao …", "Yêu cầu …": the order is said to be one. */
  readonly assigned: boolean;
  /** "Đề nghị …". */
  readonly asked: boolean;
  readonly cooperating: readonly Mention[];
  readonly via: Mention | undefined;
  /** Only "phối hợp" is said of the subject: a helper of the order before. */
  readonly helperOnly: boolean;
  /** "quý cơ quan", "quý Sở": the addressees. */
  readonly addressed: boolean;
  /** Token where the predicate begins. */
  readonly predicateAt: number;
}

const OPENERS = new PhraseSet(
  'đồng thời | ngoài ra | bên cạnh đó | trước mắt | riêng | cụ thể | cụ thể là | trong đó | mặt khác | theo đó | do đó | vì vậy | nay | về việc này | sau đó | thời gian tới | trong thời gian tới | một là | hai là | ba là | thứ nhất | thứ hai | tiếp theo | cũng | và | cùng với đó | song song với đó | qua đó | từ đó | nhưng | tuy nhiên',
);
/** Adverbial openings that run to the next comma. */
const ADVERBIALS = new PhraseSet(
  'căn cứ | trên cơ sở | theo | để | nhằm | với | từ | qua | trong | tại | khi | sau khi | sau | trước | trước khi | đối với | về | nếu | trường hợp | trong trường hợp | hằng năm | hàng năm | hằng tháng | hàng tháng | hằng quý | hàng quý | hằng tuần | hàng tuần | hằng ngày | hàng ngày | định kỳ | thực hiện | nghiêm túc thực hiện | tiếp tục thực hiện | liên quan đến | bằng | chậm nhất | mỗi | đến | đến ngày | ngay sau | ngay khi | ngoài | ngày | mỗi quý | mỗi năm | mỗi tháng | mỗi tuần | như | cùng với | bên cạnh | triển khai',
);
const MEETINGS = new PhraseSet(
  'cuộc họp | hội nghị | buổi làm việc | phiên họp | buổi họp | họp | buổi tiếp | hội thảo | lễ | phiên thường kỳ | giao ban',
);
const PRAISE = new PhraseSet(
  'biểu dương | hoan nghênh | ghi nhận | đánh giá cao | phê bình | khen ngợi | cảm ơn | chúc mừng | thống nhất | nhất trí | đồng ý | cơ bản thống nhất | cơ bản đồng ý | cơ bản nhất trí | chấp thuận | tán thành | đồng tình | nghiêm khắc phê bình',
);
/** How far into a clause a subject is looked for. */
const MOST_TOKENS = 260;

/**
 * Reads one clause, tokens `from` to `to` (excluded). An `heir` stands under the heading of an agency: "Chỉ đạo X …"
 * and "Yêu cầu X …" are then that agency's own work.
 */
export function readClause(context: OrderContext, from: number, to: number, heir = false): ClauseReading {
  const start = skipOpeners(context, from, to);
  const found = subjectOf(context, start, to, heir);
  const body = found.subject?.mentions.filter((one) => !isAuthority(context, one));
  const cooperating = cooperatorsIn(context, found.predicateAt, to);
  if (found.helpers) cooperating.unshift(...found.helpers);
  return {
    kind: found.kind,
    subject: body === undefined || body.length === 0 ? undefined : body,
    assigned: found.assigned,
    asked: found.asked,
    cooperating,
    via: viaIn(context, found.predicateAt, to),
    helperOnly: found.helperOnly,
    addressed: found.addressed,
    predicateAt: found.predicateAt,
  };
}

interface Found {
  readonly kind: ClauseKind;
  readonly subject: BodyList | undefined;
  readonly assigned: boolean;
  readonly asked: boolean;
  readonly helperOnly: boolean;
  readonly addressed: boolean;
  readonly predicateAt: number;
  readonly helpers?: readonly Mention[];
}

/** First words of "chỉ đạo", "yêu cầu", "đề nghị": what an agency does to others by itself. */
const OWN_VERBS: ReadonlySet<string> = new Set(['chỉ', 'yêu', 'đề', 'phân']);

const NOTHING = { subject: undefined, assigned: false, asked: false, helperOnly: false, addressed: false } as const;

function skipOpeners(context: OrderContext, from: number, to: number): number {
  let i = from;
  for (let count = 0; count < 5 && i < to; count += 1) {
    const word = lowerWord(context, i);
    if (word === '(' && lowerWord(context, i + 2) === ')') i += 3;
    else if (word === '"' || word === '-' || word === '+' || word === ',' || word === '*' || word === ';') i += 1;
    else {
      const taken = OPENERS.at(context.tokens, i);
      if (taken === 0) break;
      i += taken;
    }
  }
  return i;
}

function subjectOf(context: OrderContext, start: number, to: number, heir: boolean): Found {
  const concerned = concernedAt(context, start, to);
  if (concerned) return concerned;
  if (heir && OWN_VERBS.has(lowerWord(context, start))) return { ...NOTHING, kind: 'order', predicateAt: start };
  const first = candidateAt(context, start, to, true);
  if (first && first.kind !== 'unknown') return first;
  if (PRAISE.at(context.tokens, start) > 0 && ASSIGN_VERBS.at(context.tokens, start) < 2) {
    return laterSubject(context, start, to, true) ?? { ...NOTHING, kind: 'state', predicateAt: start };
  }
  const adverbial = ADVERBIALS.at(context.tokens, start) > 0;
  const verbFirst = !adverbial && predicateKind(context, start, to) === 'order';
  const later = laterSubject(context, start, to, verbFirst);
  if (later) return later;
  if (first) return first;
  const bracket = bracketSubject(context, start, to);
  if (bracket) return bracket;
  const predicateAt = adverbial ? skipAdverbials(context, start, to) : start;
  const kind = predicateKind(context, predicateAt, to);
  return { ...NOTHING, kind: kind === 'unknown' ? 'unknown' : kind, predicateAt };
}

/** "Đối với Sở Nội vụ: …", "Về phía UBND huyện, …". */
function concernedAt(context: OrderContext, index: number, to: number): Found | undefined {
  const words = wordsAt(context.tokens, index, 2);
  if (words !== 'đối với' && words !== 'về phía') return undefined;
  const list = within(bodyListAt(context, index + 2), to);
  if (!list || !/^[:,]$/.test(lowerWord(context, list.tokenTo))) return undefined;
  if (list.mentions.every((one) => isAuthority(context, one))) return undefined;
  const at = list.tokenTo + 1;
  if (predicateKind(context, skipAdverbials(context, at, to), to) !== 'order' || bodyListAt(context, at))
    return undefined;
  return subjectAt(context, { ...list, tokenTo: at }, to, true, false, false);
}

/** A subject that stands right at token `index`, with or without "Giao". */
function candidateAt(context: OrderContext, index: number, to: number, atStart: boolean): Found | undefined {
  const assign = assignAt(context, index, to);
  if (assign) return assign;
  const list = within(bodyListAt(context, index), to);
  if (!list) return undefined;
  const after = skipComma(context, list.tokenTo);
  const allAuthorities = list.mentions.every((one) => isAuthority(context, one));
  const spokesman = list.mentions.at(-1);
  if (allAuthorities || speaksAbove(list) || (spokesman && isAuthority(context, spokesman))) {
    const relayed = relayedAssign(context, skipName(context, after), to);
    if (relayed) return relayed;
    if (allAuthorities) return atStart ? { ...NOTHING, kind: 'state', predicateAt: list.tokenTo } : undefined;
  }
  return subjectAt(context, list, to, atStart, false, false);
}

/** Party and steering bodies, which give orders to others when "yêu cầu", "giao" follows. */
function speaksAbove(list: BodyList): boolean {
  return list.mentions.every((one) =>
    one.names.every((name) =>
      /^(?:UBND tỉnh|UBND thành phố$|Ban Chỉ đạo|Ban Chỉ huy|Thủ tướng|Chính phủ|Thường trực|Tỉnh ủy|Thành ủy|Ban Thường vụ|HĐND|Hội đồng|UBND$)/.test(
        name,
      ),
    ),
  );
}

/** Past the name of who speaks: "Thủ tướng Chính phủ Nguyễn Xuân Phúc giao …". */
function skipName(context: OrderContext, index: number): number {
  let i = index;
  while (i - index < 5 && context.tokens[i]?.kind === 'word' && context.tokens[i]?.capital) i += 1;
  return i - index >= 2 ? i : index;
}

function relayedAssign(context: OrderContext, index: number, to: number): Found | undefined {
  let i = index;
  if (lowerWord(context, i) === 'đã' || lowerWord(context, i) === 'vừa') return undefined;
  const title = /^(?:có ý kiến|chỉ đạo|thống nhất|kết luận|cũng|tiếp tục|nay)$/;
  if (title.test(lowerWord(context, i)))
    i += lowerWord(context, i) === 'có' ? 3 : ASSIGN_VERBS.at(context.tokens, i) > 0 ? 0 : 1;
  return assignAt(context, i, to);
}

/** "Giao Sở X …", "Đề nghị quý cơ quan …", "Yêu cầu các sở …". */
function assignAt(context: OrderContext, index: number, to: number): Found | undefined {
  const taken = ASSIGN_VERBS.at(context.tokens, index);
  if (taken === 0) return undefined;
  const verb = wordsAt(context.tokens, index, taken);
  const asked = verb.includes('đề nghị');
  let i = index + taken;
  if (lowerWord(context, i) === ':') i += 1;
  if (lowerWord(context, i) === 'quý' && context.tokens[i + 1]?.kind === 'word') {
    const predicateAt = skipAddress(context, i + 1);
    return { ...NOTHING, kind: 'order', assigned: true, asked, addressed: true, predicateAt };
  }
  const list = bodyListAt(context, i);
  if (!list || list.tokenTo > to) {
    if (verb === 'giao' || verb === 'chỉ đạo' || verb === 'phân công' || taken > 2) return undefined;
    const kind = predicateKind(context, i, to);
    return kind === 'order' && !/^(?:cho phép)$/.test(verb) ? { ...NOTHING, kind, asked, predicateAt: i } : undefined;
  }
  if (list.mentions.every((one) => isAuthority(context, one))) return undefined;
  return subjectAt(context, list, to, true, true, asked);
}

function skipAddress(context: OrderContext, index: number): number {
  const list = bodyListAt(context, index);
  if (list) return list.tokenTo;
  let i = index;
  while (
    i < index + 8 &&
    /^(?:cơ|quan|đơn|vị|sở|ban|ngành|địa|phương|,|và|ông|bà|đồng|chí|công|ty)$/.test(lowerWord(context, i))
  )
    i += 1;
  return i;
}

function skipComma(context: OrderContext, index: number): number {
  return lowerWord(context, index) === ',' ? index + 1 : index;
}

function subjectAt(
  context: OrderContext,
  list: BodyList,
  to: number,
  strong: boolean,
  assigned: boolean,
  asked: boolean,
): Found | undefined {
  const after = list.tokenTo;
  const next = lowerWord(context, after);
  if (after >= to || ((next === ':' || next === '.' || next === ';') && after + 1 >= to)) {
    return { ...NOTHING, kind: assigned ? 'order' : 'names', subject: list, assigned, asked, predicateAt: after };
  }
  let helpers: readonly Mention[] | undefined;
  let at = after;
  if (lowerWord(context, at) === 'cùng' || (lowerWord(context, at) === ',' && lowerWord(context, at + 1) === 'cùng')) {
    const withAt = at + (next === ',' ? 2 : 1) + (lowerWord(context, at + (next === ',' ? 2 : 1)) === 'với' ? 1 : 0);
    const helping = bodyListAt(context, withAt, true);
    if (helping) {
      helpers = helping.mentions;
      at = helping.tokenTo;
    }
  }
  if (next === ':') at += 1;
  const predicateAt = skipAdverbials(context, at, to);
  const spoken = next === ':' ? colonKind(context, predicateAt, to) : predicateKind(context, predicateAt, to);
  // Departments that "thống nhất phương án" work it out together; only who gives orders agrees.
  const kind = spoken === 'state' && lowerWord(context, predicateAt) === 'thống' ? 'order' : spoken;
  const helperOnly =
    lowerWord(context, predicateAt) === 'phối' &&
    lowerWord(context, predicateAt + 1) === 'hợp' &&
    !helpsSomebody(context, predicateAt + 2) &&
    nothingMore(context, predicateAt + 2, to);
  const found = {
    kind,
    subject: list,
    assigned,
    asked,
    helperOnly,
    addressed: false,
    predicateAt,
    ...(helpers ? { helpers } : {}),
  };
  if (kind === 'order') return found;
  if (assigned) return { ...found, kind: kind === 'state' ? 'state' : 'order' };
  return strong ? found : undefined;
}

function colonKind(context: OrderContext, index: number, to: number): ClauseKind {
  const kind = predicateKind(context, index, to);
  return kind === 'state' ? 'unknown' : kind;
}

/** "…, UBND huyện X phối hợp thực hiện": nothing of its own follows. */
function nothingMore(context: OrderContext, index: number, to: number): boolean {
  return to - index <= 4;
}

function skipAdverbials(context: OrderContext, index: number, to: number): number {
  let i = index;
  for (let count = 0; count < 4; count += 1) {
    while (lowerWord(context, i) === ',' && i < to) i += 1;
    const taken = ADVERBIALS.at(context.tokens, i);
    if (taken === 0) return i;
    // "theo dõi", "triển khai", "thực hiện", "về" are orders themselves unless a comma shows otherwise
    if (
      ORDER_VERBS.at(context.tokens, i) >= taken &&
      !/^(?:thực|nghiêm|triển|trên|về|sớm)$/.test(lowerWord(context, i))
    )
      return i;
    const comma = commaAfter(context, i, to);
    const order = ORDER_VERBS.at(context.tokens, i) > 0;
    if (comma === -1) return i;
    if (order && predicateKind(context, comma + 1, to) !== 'order') return i;
    if (order && /^(?:thực|triển|về)$/.test(lowerWord(context, i)) && bodyListAt(context, comma + 1) === undefined)
      return i;
    i = comma + 1;
  }
  return i;
}

function commaAfter(context: OrderContext, index: number, to: number): number {
  let depth = 0;
  for (let i = index; i < Math.min(to, index + 70); i += 1) {
    const word = lowerWord(context, i);
    if (word === '(') depth += 1;
    else if (word === ')') depth -= 1;
    else if ((word === ',' || word === ':') && depth <= 0) {
      if (inList(context, i)) continue;
      return i;
    }
  }
  return -1;
}

/** The comma stands between two nouns of a list and not before a verb: "theo chức năng, nhiệm vụ được giao,". */
function inList(context: OrderContext, index: number): boolean {
  const kind = predicateKind(context, index + 1, context.tokens.length);
  return (
    kind !== 'order' &&
    bodyListAt(context, index + 1) === undefined &&
    ADVERBIALS.at(context.tokens, index + 1) === 0 &&
    ASSIGN_VERBS.at(context.tokens, index + 1) === 0
  );
}

/** What the words at token `index` do: order, tell, or neither that is known. */
export function predicateKind(context: OrderContext, index: number, to: number): ClauseKind {
  let i = skipRhythm(context, index);
  for (let count = 0; count < 6 && i < to; count += 1) {
    const state = STATE_WORDS.at(context.tokens, i);
    const order = ORDER_VERBS.at(context.tokens, i);
    const modal = MODALS.at(context.tokens, i);
    if (state > 0 && state >= order && state >= modal) return 'state';
    if (order > 0) return leads(context, i, order) ? 'order' : 'state';
    if (modal === 0) break;
    i += modal;
    if (lowerWord(context, i) === ',') i += 1;
    if (context.tokens[i]?.kind !== 'word') break;
    if (count === 5) return 'order';
  }
  if (i > index) return 'order';
  const token = context.tokens[i];
  return token?.kind === 'word' || token?.kind === 'number' ? 'unknown' : 'names';
}

const RHYTHM =
  /(?:dinh ky )?(?:(?:vao |truoc )?(?:thu [a-z0-9]{1,4},? |chu nhat |ngay \d{1,2}(?: va(?: ngay)? \d{1,2})? ))?(?:h[a]ng|moi) (?:ngay|tuan|thang|quy|nam)(?: mot lan)?(?: vao (?:thu [a-z0-9]{1,4}|chu nhat|ngay \d{1,2}))?,? ?(?=[a-z])|(?:dinh ky )?(?:0?\d|hai|ba|sau) (?:thang|tuan|ngay) (?:mot|0?1) lan,? ?(?=[a-z])/y;

/** Past "Thứ Sáu hằng tuần" before the verb. */
function skipRhythm(context: OrderContext, index: number): number {
  const end = matchAt(context, RHYTHM, index);
  if (end === -1) return index;
  let i = index;
  while (i < context.tokens.length && (context.tokens[i]?.from ?? 0) < end) i += 1;
  return i;
}

/** "chủ trì" a meeting is no order. */
function leads(context: OrderContext, index: number, taken: number): boolean {
  const verb = wordsAt(context.tokens, index, taken);
  if (verb !== 'chủ trì' && verb !== 'dự' && verb !== 'tham dự' && verb !== 'làm việc') return true;
  return MEETINGS.at(context.tokens, index + taken) === 0;
}

/** A subject after an opening that ends in a comma or colon, or right before a modal verb. */
function laterSubject(context: OrderContext, start: number, to: number, assignedOnly: boolean): Found | undefined {
  const end = Math.min(to, start + MOST_TOKENS);
  let depth = 0;
  for (let i = start + 1; i < end; i += 1) {
    const before = lowerWord(context, i - 1);
    if (before === '(') depth += 1;
    if (before === ')') depth = Math.max(0, depth - 1);
    if (depth > 0) continue;
    const boundary = before === ',' || before === ':' || before === ';' || before === 'thì';
    if (boundary || (before === 'và' && /^(?:giao|yêu|đề)$/.test(lowerWord(context, i)))) {
      const found = candidateAt(context, skipOpeners(context, i, to), to, false);
      if (
        found &&
        (found.subject || found.addressed) &&
        found.kind === 'order' &&
        (!assignedOnly || found.assigned || (before === ':' && DOING.at(context.tokens, found.predicateAt) > 0))
      )
        return found;
      // somebody else is spoken of: what he asks of others is no order of this document
      if (tellsOfSomebody(context, i, to)) return { ...NOTHING, kind: 'state', predicateAt: i };
    }
  }
  return undefined;
}

function tellsOfSomebody(context: OrderContext, index: number, to: number): boolean {
  const list = bodyListAt(context, index);
  if (!list || list.tokenTo >= to) return false;
  return predicateKind(context, list.tokenTo, to) === 'state' && lowerWord(context, list.tokenTo) !== 'thống';
}

const DOING = new PhraseSet(
  'chủ trì | thực hiện | làm đầu mối | chịu trách nhiệm | tham mưu | đầu mối | là đầu mối | chủ trì thực hiện',
);

/** "(Sở A chủ trì, phối hợp với Sở B)", "do Sở A chủ trì". */
function bracketSubject(context: OrderContext, start: number, to: number): Found | undefined {
  for (let i = start; i < Math.min(to, start + MOST_TOKENS); i += 1) {
    const word = lowerWord(context, i);
    if (word !== '(' && word !== 'do' && word !== 'giao') continue;
    const list = bodyListAt(context, word === '(' && lowerWord(context, i + 1) === 'giao' ? i + 2 : i + 1);
    if (!list || list.tokenTo >= to) continue;
    if (DOING.at(context.tokens, list.tokenTo) === 0) continue;
    if (list.mentions.every((one) => isAuthority(context, one))) continue;
    return { ...NOTHING, kind: 'order', subject: list, assigned: true, predicateAt: list.tokenTo };
  }
  return undefined;
}
