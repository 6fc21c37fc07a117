import { addDays, dateOf, lastDayOfMonth, type LocalDate } from '#kernel/local-date.ts';

/** A date, or a stretch of time, as written; offsets into the text searched. */
export interface DateWords {
  readonly from: number;
  readonly to: number;
  readonly kind: 'day' | 'month' | 'quarter' | 'half' | 'year' | 'day-of-month' | 'impossible';
  /** First day meant; for a stretch its first. */
  readonly first: LocalDate | undefined;
  /** The day itself, or the last day of the stretch. */
  readonly last: LocalDate | undefined;
  /** No year was written: it was taken from the day of issue. */
  readonly yearGuessed: boolean;
}

const GAP = '[ ]?[/.\\-][ ]?';
const YEAR_AFTER = `(?:${GAP}| năm | )`;
const MONTH_WORDS: Readonly<Record<string, number>> = {
  giêng: 1,
  một: 1,
  hai: 2,
  ba: 3,
  tư: 4,
  bốn: 4,
  sáu: 6,
  bảy: 7,
  tám: 8,
  chín: 9,
  mười: 10,
  'mười một': 11,
  'mười hai': 12,
  chạp: 12,
};
const QUARTERS: Readonly<Record<string, number>> = {
  i: 1,
  ii: 2,
  iii: 3,
  iv: 4,
  '1': 1,
  '2': 2,
  '3': 3,
  '4': 4,
  một: 1,
  hai: 2,
  ba: 3,
  bốn: 4,
  tư: 4,
};

/** One expression for all shapes, so that a place is read once. Groups are told apart by position. */
const PATTERN = new RegExp(
  [
    // 1-3: 30/3/2018, ngày 30.3.2018
    `(?:ng[àa]y )?(\\d{1,2})${GAP}(\\d{1,2})${GAP}((?:19|20)\\d\\d)(?!\\d)`,
    // 4-6: ngày 30 tháng 3 (năm 2018)
    `ng[àa]y (\\d{1,2}),? th[áa]ng (\\d{1,2})(?:(?:,? năm |${GAP}| )((?:19|20)\\d\\d))?(?![\\d])`,
    // 7-8: 12/5, ngày 12/5
    `(?:ng[àa]y )?(\\d{1,2})\\/(\\d{1,2})(?![\\d/]|[ ]?(?:hồ sơ|thủ tục|xã|huyện|sở|đơn vị|%))`,
    // 9-10: tháng 5 - 6/2021 (11)
    `th[áa]ng (\\d{1,2})(?:${GAP.replace('/.', '')}| đến tháng | đến | và tháng | và )(\\d{1,2})${YEAR_AFTER}((?:19|20)\\d\\d)`,
    // 12-13: tháng 3/2018
    `th[áa]ng (\\d{1,2}|giêng|chạp|mười hai|mười một|mười|một|hai|ba|tư|bốn|sáu|bảy|tám|chín)(?:${YEAR_AFTER}((?:19|20)\\d\\d))?(?![\\p{L}\\d])`,
    // 14-16: quý II - quý III/2023
    `qu[ýíyi] (iv|iii|ii|i|[1-4])(?: ?- ?| đến | và )(?:qu[ýíyi] )?(iv|iii|ii|i|[1-4])${YEAR_AFTER}((?:19|20)\\d\\d)`,
    // 17-19: quý II/2018
    `qu[ýíyi] (iv|iii|ii|i|[1-4]|một|hai|ba|bốn|tư)(?:${YEAR_AFTER}((?:19|20)\\d\\d)|, năm ((?:19|20)\\d\\d))?(?![\\p{L}\\d])`,
    // 20-21: 6 tháng đầu năm 2018
    `(?:0?6|sáu) tháng (đầu|cuối) năm(?: ((?:19|20)\\d\\d))?`,
    // 22: năm 2018
    `năm ((?:19|20)\\d\\d)(?!\\d)`,
    // 23-24: ngày 20 tháng này
    `ng[àa]y (\\d{1,2}) tháng (này|sau|tới)(?!\\p{L})`,
    // 25: ngày 25
    `ng[àa]y (\\d{1,2})(?![\\d/]|[ ]?(?:làm|giờ|công|/))`,
    // 26: 17h00 hôm nay
    `(?<=(?:\\d ?(?:giờ|h|g)(?: ?\\d\\d)?(?: phút)?),? (?:ngày )?)(hôm nay)`,
  ].join('|'),
  'gu',
);

function year(written: string | undefined): number | undefined {
  return written === undefined ? undefined : Number(written);
}

/**
 * All dates and stretches of time written in `lower` (lower case, NFC, single spaces), in order.
 * Without a written year the one of `issuedOn` is taken, or the next when the day has passed.
 */
export function findDates(lower: string, issuedOn: LocalDate | undefined): DateWords[] {
  const found: DateWords[] = [];
  for (const match of lower.matchAll(PATTERN)) {
    const from = match.index;
    const before = lower.charAt(from - 1);
    if (/[\p{L}\d/]/u.test(before) && !/^\d/.test(match[0])) continue;
    if (/^\d/.test(match[0]) && /[\d/.,-]/.test(before)) continue;
    const words = read(match, issuedOn);
    if (words) found.push({ ...words, from, to: from + match[0].length });
  }
  return found;
}

type Reading = Omit<DateWords, 'from' | 'to'>;

function read(match: RegExpExecArray | RegExpMatchArray, issuedOn: LocalDate | undefined): Reading | undefined {
  const g = match;
  if (g[1] !== undefined) return day(Number(g[1]), Number(g[2]), year(g[3]), issuedOn);
  if (g[4] !== undefined) return day(Number(g[4]), Number(g[5]), year(g[6]), issuedOn);
  if (g[7] !== undefined) return day(Number(g[7]), Number(g[8]), undefined, issuedOn);
  if (g[9] !== undefined) {
    const start = months(Number(g[9]), year(g[11]), issuedOn);
    const end = months(Number(g[10]), year(g[11]), issuedOn);
    return start && end ? { ...end, first: start.first } : undefined;
  }
  if (g[12] !== undefined) return months(Number(g[12]) || (MONTH_WORDS[g[12]] ?? 0), year(g[13]), issuedOn);
  if (g[14] !== undefined) {
    const start = quarters(QUARTERS[g[14]] ?? 0, year(g[16]), issuedOn);
    const end = quarters(QUARTERS[g[15] ?? ''] ?? 0, year(g[16]), issuedOn);
    return start && end ? { ...end, first: start.first } : undefined;
  }
  if (g[17] !== undefined) return quarters(QUARTERS[g[17]] ?? 0, year(g[18] ?? g[19]), issuedOn);
  if (g[20] !== undefined) {
    const of = year(g[21]) ?? yearOf(issuedOn);
    if (of === undefined) return { kind: 'half', first: undefined, last: undefined, yearGuessed: true };
    return g[20] === 'đầu'
      ? { kind: 'half', first: dateOf(of, 1, 1), last: dateOf(of, 6, 30), yearGuessed: g[21] === undefined }
      : { kind: 'half', first: dateOf(of, 7, 1), last: dateOf(of, 12, 31), yearGuessed: g[21] === undefined };
  }
  if (g[22] !== undefined)
    return {
      kind: 'year',
      first: dateOf(Number(g[22]), 1, 1),
      last: dateOf(Number(g[22]), 12, 31),
      yearGuessed: false,
    };
  if (g[23] !== undefined) return thisMonth(Number(g[23]), g[24] === 'này' ? 0 : 1, issuedOn);
  if (g[26] !== undefined) return today(issuedOn);
  if (g[25] !== undefined) return { kind: 'day-of-month', first: undefined, last: undefined, yearGuessed: true };
  return undefined;
}

function yearOf(issuedOn: LocalDate | undefined): number | undefined {
  return issuedOn === undefined ? undefined : Number(issuedOn.slice(0, 4));
}

const NEVER = { first: undefined, last: undefined } as const;

function day(dayOfMonth: number, month: number, written: number | undefined, issuedOn: LocalDate | undefined): Reading {
  if (written !== undefined) {
    const date = dateOf(written, month, dayOfMonth);
    return date === undefined
      ? { kind: 'impossible', ...NEVER, yearGuessed: false }
      : { kind: 'day', first: date, last: date, yearGuessed: false };
  }
  // 29/2 exists in some year; anything else that does not exist never does.
  if (dateOf(2024, month, dayOfMonth) === undefined) return { kind: 'impossible', ...NEVER, yearGuessed: true };
  const of = yearOf(issuedOn);
  if (of === undefined || issuedOn === undefined) return { kind: 'day', ...NEVER, yearGuessed: true };
  const same = dateOf(of, month, dayOfMonth);
  // A day some weeks back is more likely a slip than a deadline ten months ahead; only far back means next year.
  const date =
    same !== undefined && (same >= issuedOn || same > addDays(issuedOn, -NEXT_YEAR_AFTER_DAYS))
      ? same
      : dateOf(of + 1, month, dayOfMonth);
  return { kind: 'day', first: date, last: date, yearGuessed: true };
}
/** How far before the issue a day without a year may lie and still be meant in that year. */
const NEXT_YEAR_AFTER_DAYS = 0;

/** "17h00 hôm nay": the day of issue. */
function today(issuedOn: LocalDate | undefined): Reading {
  return { kind: 'day', first: issuedOn, last: issuedOn, yearGuessed: true };
}

/** "ngày 20 tháng này", counted from the month of issue. */
function thisMonth(dayOfMonth: number, later: number, issuedOn: LocalDate | undefined): Reading {
  if (issuedOn === undefined) return { kind: 'day', ...NEVER, yearGuessed: true };
  const index = Number(issuedOn.slice(0, 4)) * 12 + Number(issuedOn.slice(5, 7)) - 1 + later;
  const date = dateOf(Math.floor(index / 12), (index % 12) + 1, dayOfMonth);
  return date === undefined
    ? { kind: 'impossible', ...NEVER, yearGuessed: true }
    : { kind: 'day', first: date, last: date, yearGuessed: true };
}

function months(month: number, written: number | undefined, issuedOn: LocalDate | undefined): Reading | undefined {
  if (month < 1 || month > 12) return undefined;
  let of = written ?? yearOf(issuedOn);
  if (of === undefined) return { kind: 'month', ...NEVER, yearGuessed: true };
  if (written === undefined && issuedOn !== undefined && lastDayOfMonth(of, month) < issuedOn) of += 1;
  return {
    kind: 'month',
    first: dateOf(of, month, 1),
    last: lastDayOfMonth(of, month),
    yearGuessed: written === undefined,
  };
}

function quarters(quarter: number, written: number | undefined, issuedOn: LocalDate | undefined): Reading | undefined {
  if (quarter < 1 || quarter > 4) return undefined;
  let of = written ?? yearOf(issuedOn);
  if (of === undefined) return { kind: 'quarter', ...NEVER, yearGuessed: true };
  if (written === undefined && issuedOn !== undefined && lastDayOfMonth(of, quarter * 3) < issuedOn) of += 1;
  return {
    kind: 'quarter',
    first: dateOf(of, quarter * 3 - 2, 1),
    last: lastDayOfMonth(of, quarter * 3),
    yearGuessed: written === undefined,
  };
}

const NUMBER_WORDS: Readonly<Record<string, number>> = {
  một: 1,
  hai: 2,
  ba: 3,
  bốn: 4,
  năm: 5,
  sáu: 6,
  bảy: 7,
  tám: 8,
  chín: 9,
  mười: 10,
  'mười lăm': 15,
  'hai mươi': 20,
  'ba mươi': 30,
};

/** "03", "ba", "mười lăm" as a number; undefined for anything else. */
export function countOf(words: string): number | undefined {
  if (/^\d{1,3}$/.test(words)) return Number(words);
  return NUMBER_WORDS[words];
}
