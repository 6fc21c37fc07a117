import { addDays, addMonths, type LocalDate } from '#kernel/local-date.ts';
import { countOf, type DateWords, findDates } from './date-words.ts';
import type { Recurrence, ReadOptions, WarningCode } from './types.ts';

/** Words of time found in an order, offsets into the range that was searched. */
export interface DeadlineWords {
  readonly from: number;
  readonly to: number;
  readonly date: LocalDate | undefined;
  readonly time: string | undefined;
  readonly warning: WarningCode | undefined;
  readonly confidence: number;
}

export interface TimeReading {
  readonly deadlines: readonly DeadlineWords[];
  readonly start: { readonly from: number; readonly to: number; readonly date: LocalDate } | undefined;
  readonly recurrence:
    | { readonly from: number; readonly to: number; readonly value: Recurrence; readonly day: string | undefined }
    | undefined;
  readonly urgent: { readonly from: number; readonly to: number; readonly immediate: boolean } | undefined;
}

export interface TimeContext {
  readonly issuedOn: LocalDate | undefined;
  readonly options: ReadOptions;
}

/** Number and symbol of a paper: 247/TB-VPCP, 26/2015/QĐ-UBND, 156-CV/TU, 18/CT-UBND. */
const CITED =
  /\d{1,6}[a-zđ]?[ ]?(?:\/[ ]?(?:19|20)\d\d)?[ ]?[/-][ ]?[a-zđ]{1,8}[\p{L}\d&]{0,10}(?:[-./][\p{L}&]{1,12}){0,4}/gu;
const CITED_DATE = /^,?\s?(?:\([^)\n]{0,20}\) ?)?(?:ra |ban hành |ký )?(?:ng[àa]y )(?=\d)/u;

/** What must stand right before a date to make it a deadline. The second column: 1 strong, 2 only at the end of a phrase. */
const TRIGGER =
  /(?:(?:chậm nhất|muộn nhất|trễ nhất)(?: là)?(?: đến| vào| trong| trước)?(?: hết)?|trước(?: thời điểm)?|không (?:quá|muộn hơn|chậm hơn|để quá)|(?:hạn (?:cuối|chót|định)|thời hạn|kỳ hạn|hạn)(?: hoàn thành| báo cáo| gửi| nộp| xử lý| thực hiện)?(?: cuối cùng)?(?: là| đến| vào)?:?|(?:đến|hết|đến hết|cho đến)(?: hết)?|xong(?: trong| vào| trước| ngay trong)?|hoàn (?:thành|tất)(?: xong)?(?: ngay)?(?: trong| vào|:)?|(?:thời gian|thời điểm|tiến độ)(?: hoàn thành| thực hiện| trình| ban hành| báo cáo| xong| tổ chức)?(?: là)?:|(?:ngay )?trong|vào(?: sáng| chiều| tối)?|(?:đưa vào (?:sử dụng|vận hành|khai thác|hoạt động)|vận hành(?: thử| chính thức)?)[^,.;]{0,40}? (?:từ|vào|trong)|cuối|phải xong|kết thúc)(?: ngày| cuối| hết)?[ ]?$/u;
const HOUR_BEFORE =
  /(\d{1,2})[ ]?(?:giờ|h|g)[ ]?(\d{2})?(?:[ ]?phút|['’])?(?: sáng| trưa| chiều| tối)?(?: cùng)?,?[ ]?(?:của |vào )?$/u;
/** "thứ Sáu (", "thứ Hai, " before a date. */
const WEEKDAY_BEFORE = /(?:thứ [\p{L}\d]{1,4}|chủ nhật),? ?\(?$/u;
const START_BEFORE = /(?:(?:bắt đầu|kể|áp dụng|thực hiện|triển khai|tính) từ|(?:^|[ ,:(;])từ)(?: ngày| tháng)?[ ]?$/u;
/** Before these a date bounds what is spoken of and is never the day of the duty. */
const SCOPE_ALWAYS =
  /(?:phát sinh|tiếp nhận|nộp hồ sơ|có hiệu lực(?: thi hành)?|giai đoạn|thời kỳ|cuộc họp|hội nghị|phiên họp|xảy ra|chốt số liệu|đã [\p{L} ]{1,20})(?: từ| kể từ| đến| trước| vào| trong| sau| tính đến)?(?: ngày| hết)?[ ]?$/u;
/** Before these it does so when it lies in the past. */
const SCOPE_BEFORE =
  /(?:tồn đọng|sinh|số liệu|tuyển dụng|họp|vi phạm|lấn chiếm|sử dụng đất|công tác|quá hạn|hình thành|tồn tại|nộp|cấp|được giao|được phê duyệt|được ban hành|tính|áp dụng|thành lập|làm việc|theo|khởi công|hưởng|ban hành)(?: từ| kể từ| đến| trước| vào| trong| sau| tính đến)?(?: ngày| hết)?[ ]?$/u;
const NUMERAL = '\\d{1,3}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười lăm|mười|hai mươi|ba mươi';
const RELATIVE = new RegExp(
  `(?:trong (?:vòng |thời hạn |thời gian |hạn )?(?:không quá |chậm nhất |tối đa )?|trung hạn |không quá |chậm nhất (?:là )?(?:sau |trong )?|tối đa |sau |thời hạn(?: là)?:? |thời gian(?: hoàn thành| thực hiện)?:? )(${NUMERAL})(?: \\([^)]{1,20}\\))? (ngày làm việc|ngày|tuần|tháng|giờ|năm)(?: làm việc)?,?(?: (?:(?:kể|tính) )?từ ([^,.;)\\n]{1,90})| sau (?:khi|ngày) ([^,.;)\\n]{1,90}))?`,
  'gu',
);
const EVENT =
  /(?:xong |hoàn thành )?trước (?:tết|kỳ họp|mùa|đại hội|phiên họp|lễ |dịp |năm học|khai giảng|khi (?:bão|mưa|mùa)|thời điểm (?!ngày)|hội nghị|cuộc họp|bầu cử|ngày (?:bầu cử|khai|hội|tết|lễ|thành lập|bão|diễn ra|tổ chức|giỗ)|ngày làm lễ|ngày \p{L}{2,}(?! \d))[^,.;)\n]{0,60}|(?:ngay )?sau (?:tết|kỳ họp|khi kết thúc|mùa|lễ )[^,.;)\n]{0,50}|ngay (?:sau )?khi (?:[^,.;)\n]{1,60}? này|[^,.;)\n]{1,60})|sau khi (?:được |có |nhận )[^,.;)\n]{1,60}(?=, (?:báo cáo|tổ chức|ban hành))|trước khi (?:trình|ban hành|thực hiện|khởi công)[^,.;)\n]{0,40}|(?:xong|hoàn thành) trước khi [^,.;)\n]{1,60}/gu;
const VAGUE =
  /(?:ngay )?trong (?:(?:đầu |cuối )?tuần(?: này| tới)?(?! lễ)|ngày hôm nay|hôm nay|ngày mai|đêm nay|thời gian (?:sớm|nhanh|ngắn) nhất|những ngày tới)(?!\p{L})|(?:đầu|giữa|cuối) tuần(?: này| tới)/gu;
const RECEIPT = /(?:nhận|tiếp nhận)/u;
const FROM_ISSUE =
  /(?:ban hành|ngày ký|hôm nay|ngày (?:công văn|thông báo|chỉ thị|kế hoạch|quyết định|văn bản|công điện)(?: này)?|^ngày này|ký)/u;
const VAGUE_PART = /(?:đầu|giữa|khoảng|dự kiến|trung tuần|thượng tuần|hạ tuần)(?: trong)? ?$/u;

/** The words of time in one order; `lower` is its text in lower case. Linear but for bounded looks backward. */
export function readTimes(lower: string, context: TimeContext): TimeReading {
  const dates = findDates(lower, context.issuedOn);
  const cited = citedRanges(lower);
  const deadlines: DeadlineWords[] = [];
  const recurrence = readRecurrence(lower);
  let start: TimeReading['start'];
  for (let i = 0; i < dates.length; i += 1) {
    const date = dates[i];
    if (date === undefined || cited.some(([from, to]) => date.from >= from && date.from < to)) continue;
    const left = lower.slice(Math.max(0, date.from - 70), date.from);
    const span = rangeEnd(lower, dates, i);
    if (span && date.first && span.last && START_BEFORE.test(left)) {
      if (inScope(left.replace(START_BEFORE, ' ')) || /giai đoạn/.test(left)) continue;
      start ??= {
        from: date.from - (START_BEFORE.exec(left)?.[0].trimStart().length ?? 0),
        to: date.to,
        date: date.first,
      };
      deadlines.push(settle(lower, date.from - 3, span.to, span, undefined, context));
      i = dates.indexOf(span);
      continue;
    }
    if (date.first !== undefined && spansMonths(date) && START_BEFORE.test(left)) {
      start ??= { from: date.from, to: date.to, date: date.first };
      const words = START_BEFORE.exec(left)?.[0].replace(/^[ ,:(;]/, '') ?? '';
      deadlines.push(settle(lower, date.from - words.length, date.to, date, undefined, context));
      continue;
    }
    const weekday = WEEKDAY_BEFORE.exec(left)?.index ?? left.length;
    const time = HOUR_BEFORE.exec(left.slice(0, weekday));
    const bare = left.slice(0, time ? time.index : weekday);
    if (START_BEFORE.test(bare) && !/đưa vào|vận hành/.test(bare.slice(-50))) {
      // "hồ sơ từ năm 1990": a stretch that is over bounds what is spoken of
      const over = date.kind !== 'day' && date.last !== undefined && date.last < (context.issuedOn ?? date.last);
      if (
        date.first &&
        !over &&
        !inScope(bare.replace(START_BEFORE, ' ').trimEnd()) &&
        !/(?:có hiệu lực|trong|vòng|ngày)[^,.;]{0,30}$/u.test(bare.replace(START_BEFORE, ''))
      ) {
        const length = START_BEFORE.exec(bare)?.[0].replace(/^[ ,:(;]/, '').length ?? 0;
        start ??= { from: date.from - length, to: date.to, date: date.first };
      }
      continue;
    }
    const trigger = TRIGGER.exec(bare);
    if (!trigger || /[\p{L}]/u.test(bare.charAt(trigger.index - 1))) continue;
    const before = bare.slice(0, trigger.index);
    if (date.kind === 'day-of-month' || (recurrence && touches(lower, date, recurrence))) continue;
    if (!accepts(lower, date, trigger[0], before, context)) continue;
    const lead =
      /^(?:phải )?(?:hoàn thành|hoàn tất)?(?: ?xong)? ?(?=trước|trong|vào|ngay|chậm)/u.exec(trigger[0])?.[0].length ??
      0;
    const from = date.from - (left.length - trigger.index) + lead;
    if (date.first !== undefined && start === undefined && spansMonths(date)) {
      start = { from: date.from, to: date.to, date: date.first };
    }
    const hour = time ? `${(time[1] ?? '').padStart(2, '0')}:${time[2] ?? '00'}` : undefined;
    deadlines.push(
      settle(lower, from, date.to, date, hour, context, VAGUE_PART.test(before) || /(?:đầu|giữa) ?$/.test(trigger[0])),
    );
  }
  deadlines.push(...relative(lower, context, deadlines));
  if (deadlines.length === 0) deadlines.push(...events(lower));
  deadlines.sort((a, b) => a.from - b.from);
  return { deadlines, start, recurrence, urgent: urgency(lower) };
}

/** "tháng 5 - 6/2021", "quý II - quý III/2023": a start and an end in one. */
function spansMonths(date: DateWords): boolean {
  if (date.first === undefined || date.last === undefined) return false;
  if (date.kind === 'month') return date.first.slice(0, 7) !== date.last.slice(0, 7);
  return date.kind === 'quarter' && Number(date.last.slice(5, 7)) - Number(date.first.slice(5, 7)) > 2;
}

function citedRanges(lower: string): (readonly [number, number])[] {
  const ranges: (readonly [number, number])[] = [];
  for (const match of lower.matchAll(CITED)) {
    const end = match.index + match[0].length;
    const date = CITED_DATE.exec(lower.slice(end, end + 60));
    ranges.push([match.index, date ? end + date[0].length + 1 : end]);
  }
  return ranges;
}

/** "từ ngày 03/8 đến ngày 21/8": the date that ends the stretch begun at `index`. */
function rangeEnd(lower: string, dates: readonly DateWords[], index: number): DateWords | undefined {
  const date = dates[index];
  const next = dates[index + 1];
  if (date === undefined || next === undefined) return undefined;
  return /^ ?(?:-|đến(?: hết)?|tới)(?: ngày| hết)? ?$/u.test(lower.slice(date.to, next.from)) ? next : undefined;
}

function touches(lower: string, date: DateWords, recurrence: { readonly from: number; readonly to: number }): boolean {
  return (
    recurrence.from <= date.to + 3 &&
    recurrence.to >= date.from &&
    recurrence.from >= date.from - 12 &&
    !/[;.]/.test(lower.slice(Math.min(date.to, recurrence.from), recurrence.from))
  );
}

function inScope(before: string): boolean {
  return SCOPE_ALWAYS.test(before) || SCOPE_BEFORE.test(before);
}

/** "kết quả trong tháng 3": the time of what is spoken of, not of the order. */
const ABOUT_BEFORE =
  /(?:kết quả|tình hình|chỉ tiêu|số liệu|phát sinh|tiếp nhận|xảy ra|diễn ra|dự toán|đạt được|đã [\p{L} ]{1,25}|nhiệm vụ|kế hoạch|công tác|hồ sơ|sự kiện|thu hút|tăng trưởng|có mặt)(?: [\p{L}]+){0,3} $/u;

/** Whether the word before a date makes it a deadline of the order and not its scope. */
function accepts(lower: string, date: DateWords, trigger: string, before: string, context: TimeContext): boolean {
  const word = trigger.trim();
  const spoken = `${before}${/^(?:trước|đến|trong|vào|hết)/.test(word) ? '' : word}`;
  if (SCOPE_ALWAYS.test(spoken)) return false;
  const scope = SCOPE_BEFORE.test(spoken);
  const past = date.last !== undefined && context.issuedOn !== undefined && date.last < context.issuedOn;
  if (scope && past) return false;
  const closes = /^\s*(?:$|[.;,)(:]|và |để |theo |nhằm |phải |báo cáo|gửi|đối với)/u.test(
    lower.slice(date.to, date.to + 12),
  );
  if (/^(?:trong|vào|ngay trong)/.test(word)) {
    if (past && date.kind !== 'day') return false;
    if (/(?:hoàn thành|hoàn tất|xong|ngay)[^.;,]{0,60}$/u.test(before)) return true;
    if (ABOUT_BEFORE.test(before)) return false;
    return closes || /[,;:(] ?$/.test(before) || before.trim() === '';
  }
  if (/^(?:đến|hết|cho đến)/.test(word) && !/hết/.test(word)) {
    if (date.kind === 'year' && !/hoàn thành|xong/.test(lower)) return false;
    return (
      /(?:hoàn thành|xong|chậm nhất|phải|thời hạn|thời gian)/u.test(before.slice(-60)) ||
      /^,? ?(?:phải |cơ bản )?(?:hoàn thành|xong|hoàn tất)|^ phải/u.test(lower.slice(date.to, date.to + 40))
    );
  }
  if (/^(?:cuối|kết thúc)/.test(word)) return closes || date.kind !== 'day';
  return true;
}

function settle(
  lower: string,
  from: number,
  to: number,
  date: DateWords,
  time: string | undefined,
  context: TimeContext,
  vague = false,
): DeadlineWords {
  const words = { from: Math.max(0, from), to, time };
  const start = words.from + (lower.charAt(words.from) === ' ' ? 1 : 0);
  const base = { ...words, from: start };
  if (date.kind === 'impossible') return { ...base, date: undefined, warning: 'deadline-invalid', confidence: 0.2 };
  if (vague) return { ...base, date: undefined, warning: 'deadline-vague', confidence: 0.3 };
  if (date.last === undefined)
    return { ...base, date: undefined, warning: 'deadline-needs-issue-date', confidence: 0.3 };
  if (context.issuedOn !== undefined && date.last < context.issuedOn)
    return { ...base, date: undefined, warning: 'deadline-before-issue', confidence: 0.2 };
  return { ...base, date: date.last, warning: undefined, confidence: date.yearGuessed ? 0.85 : 0.95 };
}

/** "trong vòng 10 ngày làm việc kể từ ngày ban hành". */
function relative(lower: string, context: TimeContext, taken: readonly DeadlineWords[]): DeadlineWords[] {
  const found: DeadlineWords[] = [];
  for (const match of lower.matchAll(RELATIVE)) {
    const from = match.index;
    if (from > 0 && /\p{L}/u.test(lower.charAt(from - 1))) continue;
    if (taken.some((words) => words.from < from + match[0].length && words.to > from)) continue;
    const base = match[3] ?? match[4];
    const count = countOf(match[1] ?? '');
    if (count === undefined || (match[2] === 'năm' && base === undefined)) continue;
    const before = lower.slice(Math.max(0, from - 50), from);
    if (base === undefined) {
      const asDeadline =
        /(?:hoàn thành|xong|báo cáo(?: kết quả)?[^,.;]{0,30}|khắc phục|gửi[^,.;]{0,30})[ ,]{0,2}$/u.test(before) &&
        /^\s*(?:$|[.;,)]|kết quả)/u.test(lower.slice(from + match[0].length));
      if (!asDeadline) continue;
      found.push({
        from,
        to: from + match[0].length,
        date: undefined,
        time: undefined,
        warning: 'deadline-vague',
        confidence: 0.3,
      });
      continue;
    }
    const length = trimmedLength(match[0], base);
    const words = { from, to: from + length, time: undefined };
    if (RECEIPT.test(base)) found.push({ ...words, date: undefined, warning: 'deadline-on-receipt', confidence: 0.3 });
    else if (!FROM_ISSUE.test(base))
      found.push({ ...words, date: undefined, warning: 'deadline-event', confidence: 0.3 });
    else found.push({ ...words, ...count_(count, match[2] ?? '', context) });
  }
  return found;
}

/** The base of a term runs on into the sentence; it ends with what names the paper. */
function trimmedLength(words: string, base: string): number {
  const core =
    /^(?:ngày |khi )?(?:ký ban hành|ký|ban hành|nhận(?: được| đủ)?|tiếp nhận|hôm nay|có)(?: (?:văn bản|thông báo|chỉ thị|kế hoạch|công văn|quyết định|công điện|hồ sơ|đầy đủ hồ sơ|đủ hồ sơ|ý kiến|kết luận|yêu cầu|chỉ đạo))?(?: (?:này|hợp lệ))?/u.exec(
      base,
    );
  if (!core || core[0].length === 0) return words.length;
  return words.length - base.length + core[0].length;
}

function count_(
  count: number,
  unit: string,
  context: TimeContext,
): Pick<DeadlineWords, 'date' | 'warning' | 'confidence'> {
  const { issuedOn, options } = context;
  if (issuedOn === undefined) return { date: undefined, warning: 'deadline-needs-issue-date', confidence: 0.4 };
  if (unit === 'giờ') return { date: undefined, warning: 'deadline-vague', confidence: 0.3 };
  if (unit === 'ngày làm việc') {
    if (!options.addWorkingDays) return { date: undefined, warning: 'deadline-uncounted', confidence: 0.4 };
    try {
      return { date: options.addWorkingDays(issuedOn, count), warning: undefined, confidence: 0.9 };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      // The calendar refuses a year it holds no holidays for: the term is real, its day is not known.
      return { date: undefined, warning: 'deadline-uncounted', confidence: 0.4 };
    }
  }
  const plain =
    unit === 'ngày'
      ? addDays(issuedOn, count)
      : unit === 'tuần'
        ? addDays(issuedOn, count * 7)
        : addMonths(issuedOn, unit === 'năm' ? count * 12 : count);
  return { date: rolled(plain, options), warning: undefined, confidence: 0.85 };
}

function rolled(date: LocalDate, options: ReadOptions): LocalDate {
  if (!options.rollToWorkingDay) return date;
  try {
    return options.rollToWorkingDay(date);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return date;
  }
}

function events(lower: string): DeadlineWords[] {
  const found: DeadlineWords[] = [];
  for (const match of lower.matchAll(VAGUE)) {
    if (match.index > 0 && /\p{L}/u.test(lower.charAt(match.index - 1))) continue;
    const words = { from: match.index, to: match.index + match[0].length, date: undefined, time: undefined };
    return [{ ...words, warning: 'deadline-vague', confidence: 0.3 }];
  }
  for (const match of lower.matchAll(EVENT)) {
    if (match.index > 0 && /\p{L}/u.test(lower.charAt(match.index - 1))) continue;
    const warning: WarningCode = /^ngay (?:sau )?khi nhận|^ngay sau khi nhận/.test(match[0])
      ? 'deadline-on-receipt'
      : 'deadline-event';
    found.push({
      from: match.index,
      to: match.index + match[0].trimEnd().length,
      date: undefined,
      time: undefined,
      warning,
      confidence: 0.3,
    });
    if (found.length > 3) break;
  }
  return found;
}

const URGENT =
  /(?:^|[ ,;(])(ngay(?: lập tức| trong (?:tuần|ngày|tháng|hôm nay|đêm nay)(?: này| hôm nay)?)?(?!\p{L}| từ | cả | tại | bên | thẳng | sau | khi | trước | trên | trong )|khẩn trương|khẩn cấp|sớm(?! \p{L}{1,6} nhất))/u;

function urgency(lower: string): TimeReading['urgent'] {
  const match = URGENT.exec(lower);
  if (!match) return undefined;
  const words = match[1] ?? '';
  const from = match.index + match[0].length - words.length;
  return { from, to: from + words.length, immediate: words.startsWith('ngay') };
}

const PERIODS: readonly (readonly [RegExp, Recurrence])[] = [
  [/h[àằ]ng ngày|mỗi ngày|hằng giờ/u, 'continuous'],
  [/(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?:,)? (?:h[àằ]ng tuần|mỗi tuần)|h[àằ]ng tuần|mỗi tuần/u, 'weekly'],
  [
    /h[àằ]ng tháng|mỗi tháng|định kỳ tháng|(?<!(?:\d|sáu|ba) )tháng một lần|01 tháng\/lần|một tháng một lần/u,
    'monthly',
  ],
  [
    /h[àằ]ng qu[ýí]|mỗi qu[ýí](?: một lần)?|tháng cuối qu[ýí]|định kỳ qu[ýí]|tháng cuối của qu[ýí]|0?3 tháng\/lần|0?3 tháng một lần/u,
    'quarterly',
  ],
  [
    /(?:định kỳ|h[àằ]ng|mỗi|theo) (?:0?6|sáu) tháng|(?:0?6|sáu) tháng(?:\/lần| một lần)|(?:0?6|sáu) tháng(?: đầu năm)?(?:,| và)(?: một)? (?:h[àằ]ng )?năm|bán niên|nửa năm/u,
    'half-yearly',
  ],
  [/h[àằ]ng năm|mỗi năm|định kỳ năm|(?<!(?:\d|hai|ba|bốn|năm) )năm một lần/u, 'yearly'],
];
const CONTINUOUS = /(?:^|[ ,;(:])(thường xuyên(?:,? liên tục)?|liên tục|24\/24(?: giờ|h)?(?:,? ?7\/7)?)(?!\p{L})/u;
const REPORT_DAY =
  /(?:ngày |trước ngày |chậm nhất (?:là |vào )?ngày )(\d{1,2}(?:(?:, | và |,)(?:ngày )?\d{1,2}){0,3}(?:\/\d{1,2})?|cuối cùng)(?: của)?(?: tháng cuối qu[ýí]| tháng cuối)?,? ?$/u;

function readRecurrence(lower: string): TimeReading['recurrence'] {
  for (const [pattern, value] of PERIODS) {
    const match = pattern.exec(lower);
    if (!match) continue;
    const at = match.index;
    const end = at + match[0].length;
    if (!isRhythm(lower, at, end, match[0])) continue;
    const left = lower.slice(Math.max(0, at - 45), at);
    const day = REPORT_DAY.exec(left);
    const weekday = /^(?:thứ [\p{L}\d]+|chủ nhật)/u.exec(match[0]);
    const trigger = day ? at - (left.length - day.index) : at;
    const from = /(?:định kỳ )$/.test(left) ? at - 'định kỳ '.length : trigger;
    return { from: Math.min(from, trigger), to: end, value, day: day?.[1] ?? weekday?.[0] };
  }
  const match = CONTINUOUS.exec(lower);
  if (!match) return undefined;
  const words = match[1] ?? '';
  const from = match.index + match[0].length - words.length;
  if (
    /(?:không|chi|chưa|họp) $/.test(lower.slice(Math.max(0, from - 6), from)) ||
    lower.startsWith(' vụ', from + words.length)
  )
    return undefined;
  return { from, to: from + words.length, value: 'continuous', day: undefined };
}

/** "định kỳ hằng tháng", "trước ngày 25 hằng tháng", "Hằng năm, …" and not "kế hoạch hằng năm". */
function isRhythm(lower: string, from: number, to: number, words: string): boolean {
  const left = lower.slice(Math.max(0, from - 60), from);
  const right = lower.slice(to, to + 14);
  if (/^h[àằ]ng năm$/u.test(words) && /(?:kế hoạch|chương trình)(?: [\p{L}]+){1,3} $/u.test(left)) return false;
  if (/định kỳ [^,.;]{0,50}$/u.test(left) && /^[,;:.)]|^$/.test(right)) return true;
  if (/^h[àằ]ng ngày$/u.test(words))
    return !/(?:sinh hoạt|công việc|đời sống|phát sinh|nhu cầu|hoạt động) $/u.test(left);
  if (
    /(?:kế hoạch|chỉ tiêu|dự toán|chương trình|kinh phí|ngân sách|nhiệm vụ|bình quân|thu nhập|định kỳ hằng năm của|nghỉ|phép|sử dụng đất|kết quả|đánh giá) $/u.test(
      left,
    )
  ) {
    return /(?:báo cáo|định kỳ)[^,.;]{0,30}$/u.test(left) && left.endsWith('kết quả ');
  }
  if (
    /^\s*$/.test(left) ||
    /(?:định kỳ|mỗi|báo cáo|ngày \d{1,2}|tháng \d{1,2}|\d{1,2}\/\d{1,2}|cuối cùng|giờ(?: \d+)?|\d{1,2}h(?:\d\d)?|tổ chức|kiểm tra|rà soát|tổng hợp|công khai|công bố|đăng tải|thống kê|sơ kết|giao ban|cập nhật|họp|theo dõi|gửi|tuần|theo) ?$/u.test(
      left,
    )
  )
    return true;
  if (/[,;:(] ?$/.test(left) || /^[,;:.)]|^$/.test(right)) return true;
  if (/^(?: trước| vào| chậm nhất| phải| báo cáo| tổng hợp| rà soát| của các| tổ chức| có báo cáo| gửi)/u.test(right))
    return true;
  return /^(?:mỗi|định kỳ|0?3|0?6|sáu|tháng cuối|thứ|24)/u.test(words);
}
