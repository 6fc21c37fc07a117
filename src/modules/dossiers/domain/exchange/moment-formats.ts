/** A moment as a file wrote it. */
export interface ReadMoment {
  /** The written day and time, counted in ms as if it were UTC. */
  readonly wallMs: number;
  /** Minutes east of UTC when the file says so itself. */
  readonly offsetMinutes: number | null;
  /** Only a day was written. */
  readonly dayOnly: boolean;
}

export type MomentReader = (text: string) => ReadMoment | undefined;

/** Tried in order where a mapping names no formats: the ways Vietnamese one-stop software and ISO 8601 write. */
export const DEFAULT_FORMATS = [
  'ISO',
  'dd/MM/yyyy HH:mm:ss',
  'dd/MM/yyyy HH:mm',
  'dd/MM/yyyy',
  'HH:mm:ss dd/MM/yyyy',
  'HH:mm dd/MM/yyyy',
  'dd-MM-yyyy HH:mm:ss',
  'dd-MM-yyyy HH:mm',
  'dd-MM-yyyy',
  'dd.MM.yyyy HH:mm',
  'dd.MM.yyyy',
] as const;

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

const TOKENS = /yyyy|yy|dd?|MM?|HH?|hh?|mm?|ss?|SSS|a|XXX|'[^']*'/g;
const DIGITS: Readonly<Record<string, string>> = { yyyy: '\\d{4}', yy: '\\d{2}', SSS: '\\d{1,3}' };

/**
 * A reader for one format: 'ISO' (ISO 8601), 'excel' (days since 1899-12-30), 'epoch-ms', 'epoch-s', or a pattern of
 * yyyy yy MM M dd d HH H hh h mm m ss s SSS a XXX, words in '…'. Two-digit parts take one digit too where what
 * follows them separates.
 * @throws RangeError when the format lacks day, month or year, or names one twice
 */
export function momentReader(format: string): MomentReader {
  if (format === 'ISO') return readIso;
  if (format === 'excel') return (text) => readNumber(text, /^\d{1,7}(?:[.,]\d+)?$/, fromSerial);
  if (format === 'epoch-ms') return (text) => readNumber(text, /^-?\d{1,15}$/, (ms) => utc(ms));
  if (format === 'epoch-s') return (text) => readNumber(text, /^-?\d{1,12}$/, (s) => utc(s * 1000));
  return patternReader(format);
}

const utc = (ms: number): ReadMoment => ({ wallMs: ms, offsetMinutes: 0, dayOnly: false });

function readNumber(text: string, shape: RegExp, take: (value: number) => ReadMoment | undefined) {
  return shape.test(text) ? take(Number(text.replace(',', '.'))) : undefined;
}

/** 1899-12-30 is day 0 of the 1900 system once its day that never was (29/02/1900) is passed. */
const EXCEL_EPOCH_MS = Date.UTC(1899, 11, 30);
const LAST_SERIAL = 2_958_466;

/**
 * An Excel serial number as a moment; to the second, as Excel itself shows it.
 * @param system1904 the workbook counts from 1904-01-01 (old Macintosh files)
 */
export function fromSerial(serial: number, system1904 = false): ReadMoment | undefined {
  const days = system1904 ? serial + 1462 : serial;
  if (!(days >= 61 && days < LAST_SERIAL)) return undefined;
  const wallMs = EXCEL_EPOCH_MS + Math.round(days * 86_400) * 1000;
  return { wallMs, offsetMinutes: null, dayOnly: Number.isInteger(serial) };
}

function readIso(text: string): ReadMoment | undefined {
  const m = ISO.exec(text);
  if (!m) return undefined;
  return moment({
    year: Number(m[1]),
    month: Number(m[2]),
    day: Number(m[3]),
    hour: m[4] === undefined ? undefined : Number(m[4]),
    minute: Number(m[5] ?? 0),
    second: Number(m[6] ?? 0),
    ms: Number((m[7] ?? '0').padEnd(3, '0').slice(0, 3)),
    offsetMinutes: offsetOf(m[8]),
  });
}

/** '+07:00', '+0700', '+07' or 'Z' in minutes; null when there is none. */
export function offsetOf(zone: string | undefined): number | null {
  if (zone === undefined) return null;
  if (zone === 'Z') return 0;
  const m = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (!m) return null;
  return (m[1] === '-' ? -1 : 1) * (Number(m[2]) * 60 + Number(m[3] ?? 0));
}

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number | undefined;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
  readonly offsetMinutes: number | null;
}

/** Undefined for a day that does not exist, a time past 23:59:59 (24:00 is the next midnight) or a year out of reach. */
function moment(p: Parts): ReadMoment | undefined {
  if (p.year < 1900 || p.year > 2200 || p.month < 1 || p.month > 12) return undefined;
  if (p.day < 1 || p.day > daysIn(p.year, p.month)) return undefined;
  const hour = p.hour ?? 0;
  const midnight = hour === 24 && p.minute === 0 && p.second === 0;
  if ((hour > 23 && !midnight) || p.minute > 59 || p.second > 59) return undefined;
  return {
    wallMs: Date.UTC(p.year, p.month - 1, p.day, hour, p.minute, p.second, p.ms),
    offsetMinutes: p.offsetMinutes,
    dayOnly: p.hour === undefined,
  };
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Counted here: asking for a date of four moments in each of a million rows costs more than reading them. */
function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
}

function patternReader(format: string): MomentReader {
  const names: string[] = [];
  let source = '';
  let at = 0;
  for (const token of format.matchAll(TOKENS)) {
    source += escape(format.slice(at, token.index));
    at = token.index + token[0].length;
    if (token[0].startsWith("'")) {
      source += escape(token[0].slice(1, -1));
      continue;
    }
    const runsOn = /^[yMdHhmsS]/.test(format.slice(at));
    names.push(token[0]);
    source += `(${partOf(token[0], runsOn)})`;
  }
  source += escape(format.slice(at));
  const kinds = names.map((name) => (name === 'a' || name === 'XXX' ? name : name.replace(/^(.)\1*$/, '$1')));
  const wants = ['y', 'M', 'd'].every((kind) => kinds.includes(kind));
  if (!wants || new Set(kinds).size !== kinds.length) throw new RangeError(`no date format: ${format}`);
  const shape = new RegExp(`^${source}$`, 'iu');
  return (text) => {
    const found = shape.exec(text);
    if (!found) return undefined;
    const part = (kind: string) => {
      const index = kinds.indexOf(kind);
      return index < 0 ? undefined : found[index + 1];
    };
    const number = (kind: string) => (part(kind) === undefined ? undefined : Number(part(kind)));
    const year = number('y') ?? 0;
    return moment({
      year: year < 100 ? (year < 70 ? 2000 : 1900) + year : year,
      month: number('M') ?? 0,
      day: number('d') ?? 0,
      hour: number('H') ?? halfDay(number('h'), part('a')),
      minute: number('m') ?? 0,
      second: number('s') ?? 0,
      ms: Number((part('S') ?? '0').padEnd(3, '0')),
      offsetMinutes: offsetOf(part('XXX')?.toUpperCase()),
    });
  };
}

function partOf(token: string, runsOn: boolean): string {
  if (token === 'a') return 'AM|PM|SA|CH';
  if (token === 'XXX') return 'Z|[+-]\\d{2}:?\\d{2}';
  return DIGITS[token] ?? (runsOn ? `\\d{${token.length}}` : '\\d{1,2}');
}

/** SA (sáng) and CH (chiều) are what Vietnamese Excel writes for AM and PM. */
function halfDay(hour: number | undefined, mark: string | undefined): number | undefined {
  if (hour === undefined || mark === undefined) return hour;
  if (hour < 1 || hour > 12) return 99;
  const afternoon = /^(?:PM|CH)$/i.test(mark);
  return (hour % 12) + (afternoon ? 12 : 0);
}

/** A space stands for any run of spaces. */
function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/\s+/g, '\\s+');
}
