import { type Cutoff, SAME_DAY_UNTIL_15 } from '#modules/calendar/domain/cutoff.ts';
import { type LegalPeriod, WORKING_DAY_MINUTES } from '#modules/calendar/domain/types.ts';
import { normalizeText } from '#kernel/vietnamese.ts';

/** Units found in approved documents; `unknown` when a text is there that nobody has read as a length of time. */
export const LIMIT_UNITS = [
  'working-day',
  'calendar-day',
  'working-hour',
  'same-day',
  'immediate',
  'none',
  'unknown',
] as const;
export type LimitUnit = (typeof LIMIT_UNITS)[number];

/** Thời hạn giải quyết: what is printed, and what it means in working time. */
export interface TimeLimit {
  readonly text: string;
  /** In `unit`; parts of a day or hour allowed. null for same-day, immediate, none and unknown. */
  readonly amount: number | null;
  readonly unit: LimitUnit;
  /** Working minutes, one working day being 480; null where the limit is not counted in working time. */
  readonly minutes: number | null;
  /** The procedure's own cut-off; most have none. */
  readonly cutoff: Cutoff | null;
}

const PLAIN_TEXT: Readonly<Record<'same-day' | 'immediate' | 'none' | 'unknown', string>> = {
  'same-day': 'Trong ngày làm việc',
  immediate: 'Ngay sau khi nhận đủ hồ sơ',
  none: 'Không quy định',
  unknown: 'Chưa có thông tin',
};

const UNIT_TEXT: Readonly<Record<'working-day' | 'calendar-day' | 'working-hour', string>> = {
  'working-day': 'ngày làm việc',
  'calendar-day': 'ngày',
  'working-hour': 'giờ làm việc',
};

/** Whether a unit takes an amount. */
export function isCounted(unit: LimitUnit): unit is 'working-day' | 'calendar-day' | 'working-hour' {
  return unit === 'working-day' || unit === 'calendar-day' || unit === 'working-hour';
}

/**
 * A limit from its parts, with the usual words when no text is given.
 * @param amount more than 0 for a unit that is counted; not looked at for the others
 * @throws RangeError for an amount that is not more than 0, or not whole minutes of work
 */
export function makeLimit(
  unit: LimitUnit,
  amount: number | null,
  options: { readonly text?: string; readonly cutoff?: Cutoff | null } = {},
): TimeLimit {
  const cutoff = options.cutoff ?? null;
  if (!isCounted(unit)) return { text: options.text ?? PLAIN_TEXT[unit], amount: null, unit, minutes: null, cutoff };
  if (amount === null || !(amount > 0)) throw new RangeError(`a limit is more than nothing: ${amount}`);
  const text = options.text ?? `${String(amount).replace('.', ',')} ${UNIT_TEXT[unit]}`;
  const minutes = unit === 'working-day' ? amount * WORKING_DAY_MINUTES : unit === 'working-hour' ? amount * 60 : null;
  if (minutes !== null && !Number.isInteger(Math.round(minutes * 1e6) / 1e6))
    throw new RangeError(`not whole minutes of work: ${amount} ${unit}`);
  return { text, amount, unit, minutes: minutes === null ? null : Math.round(minutes), cutoff };
}

/**
 * Reads a printed limit: "10 ngày làm việc", "1/2 ngày", "0,25 ngày làm việc", "96 giờ làm việc", "Trong ngày; nhận
 * sau 15 giờ thì ngày làm việc tiếp theo". The text is kept as it is; what is not understood is `unknown`, not guessed.
 * Plain "ngày" is calendar days, because the text does not say working days; a part of a day is always working time.
 */
export function readTimeLimit(printed: string): TimeLimit {
  const text = normalizeText(printed).replace(/\s+/g, ' ').trim();
  const lower = text.toLowerCase();
  if (lower === '') return makeLimit('unknown', null);
  if (/^không (quy định|có thời hạn|tính thời gian)/.test(lower)) return makeLimit('none', null, { text });
  if (/trong ngày/.test(lower))
    return makeLimit('same-day', null, {
      text,
      cutoff: /sau 15 ?(giờ|h|:00|g00|g)/.test(lower) ? SAME_DAY_UNTIL_15 : null,
    });
  if (/^(giải quyết )?ngay( sau)?( khi)?\b/.test(lower)) return makeLimit('immediate', null, { text });
  const found = lower.match(/(\d+(?:[.,]\d+)?(?:\s*\/\s*\d+)?)\s*(?:\([^)]*\)\s*)?(ngày|giờ)(\s+làm việc)?/g) ?? [];
  // Two numbers are two limits ("20 ngày, nhà ở 15 ngày"): somebody must say which one holds.
  if (found.length !== 1) return makeLimit('unknown', null, { text });
  const parts = /(\d+(?:[.,]\d+)?)(?:\s*\/\s*(\d+))?\s*(?:\([^)]*\)\s*)?(ngày|giờ)(\s+làm việc)?/.exec(found[0]);
  const amount = Number(parts?.[1]?.replace(',', '.')) / Number(parts?.[2] ?? 1);
  if (!(amount > 0) || !Number.isFinite(amount)) return makeLimit('unknown', null, { text });
  const unit =
    parts?.[3] === 'giờ' ? 'working-hour' : parts?.[4] || !Number.isInteger(amount) ? 'working-day' : 'calendar-day';
  const minutes = unit === 'working-hour' ? amount * 60 : amount * WORKING_DAY_MINUTES;
  if (Math.abs(minutes - Math.round(minutes)) > 1e-6) return makeLimit('unknown', null, { text });
  return makeLimit(unit, amount, { text });
}

/**
 * What the calendar counts (`computeDue`); undefined for a limit without a due date. Immediate work is due with the
 * day: the law names no hour, and the demand for a number must not make one up.
 */
export function periodOf(limit: TimeLimit): LegalPeriod | undefined {
  if (isCounted(limit.unit)) return limit.amount === null ? undefined : { amount: limit.amount, unit: limit.unit };
  return limit.unit === 'same-day' || limit.unit === 'immediate' ? { amount: 0, unit: 'same-day' } : undefined;
}
