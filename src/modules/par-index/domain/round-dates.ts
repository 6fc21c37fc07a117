import type { LocalDate } from '#kernel/local-date.ts';
import type { RoundState } from './round-flow.ts';

/** The five deadlines of a round (hạn của đợt chấm) in their order. */
export const ROUND_DATES = [
  'selfDueOn',
  'appraisal1DueOn',
  'explanationDueOn',
  'appraisal2DueOn',
  'publishOn',
] as const;
export type RoundDate = (typeof ROUND_DATES)[number];
export type RoundDates = Readonly<Record<RoundDate, LocalDate>>;

/** What is scored: the period, and the day after which data does not count. */
export interface RoundSpan {
  readonly periodFrom: LocalDate;
  readonly periodTo: LocalDate;
  readonly cutOffOn: LocalDate;
}

export type DateFault = 'missing' | 'passed' | 'before-previous' | 'period-backwards' | 'cut-off-outside' | 'step-done';
export interface DateFaultAt {
  readonly field: RoundDate | keyof RoundSpan;
  readonly fault: DateFault;
}

/**
 * What is wrong with the dates of a round about to be opened, by field, in the order of the form. An empty day counts
 * as missing. Two deadlines may fall on one day; none before the one it follows; the self-score not before today.
 */
export function faultsOfDates(dates: RoundDates & RoundSpan, today: LocalDate): DateFaultAt[] {
  const faults: DateFaultAt[] = [];
  const add = (field: DateFaultAt['field'], fault: DateFault): void => {
    if (!faults.some((one) => one.field === field)) faults.push({ field, fault });
  };
  const order = ['periodFrom', 'periodTo', 'cutOffOn', ...ROUND_DATES] as const;
  for (const field of order) if (dates[field] === '') add(field, 'missing');
  const known = (...fields: readonly DateFaultAt['field'][]): boolean => fields.every((field) => dates[field] !== '');
  if (known('periodFrom', 'periodTo') && dates.periodTo < dates.periodFrom) add('periodTo', 'period-backwards');
  if (known('cutOffOn', 'periodFrom') && dates.cutOffOn < dates.periodFrom) add('cutOffOn', 'cut-off-outside');
  if (known('cutOffOn', 'publishOn') && dates.cutOffOn > dates.publishOn) add('cutOffOn', 'cut-off-outside');
  if (known('selfDueOn') && dates.selfDueOn < today) add('selfDueOn', 'passed');
  return [...faults, ...falling(dates).filter((one) => !faults.some(({ field }) => field === one.field))];
}

/** Deadlines that lie before one they follow. */
function falling(dates: RoundDates): DateFaultAt[] {
  const faults: DateFaultAt[] = [];
  let latest: LocalDate = '';
  for (const field of ROUND_DATES) {
    if (dates[field] !== '' && dates[field] < latest) faults.push({ field, fault: 'before-previous' });
    if (dates[field] > latest) latest = dates[field];
  }
  return faults;
}

/** The deadlines that may still be moved: those of steps that are not over. */
const MOVABLE: Readonly<Partial<Record<RoundState, number>>> = {
  'self-scoring': 0,
  'appraisal-1': 1,
  explanation: 2,
  'appraisal-2': 3,
  council: 4,
  reply: 4,
  approved: 4,
};

export function movableDates(state: RoundState): readonly RoundDate[] {
  const from = MOVABLE[state];
  return from === undefined ? [] : ROUND_DATES.slice(from);
}

/**
 * What is wrong with moving deadlines of a running round: only steps that are not over, to a day from today on, in
 * order, and never publishing before the data is cut off.
 * @param before the dates as they stand
 * @param after all five, moved or not
 */
export function faultsOfMove(
  before: RoundDates & Pick<RoundSpan, 'cutOffOn'>,
  after: RoundDates,
  state: RoundState,
  today: LocalDate,
): DateFaultAt[] {
  const movable = movableDates(state);
  const faults: DateFaultAt[] = [];
  for (const field of ROUND_DATES) {
    if (after[field] === before[field]) continue;
    if (after[field] === '') faults.push({ field, fault: 'missing' });
    else if (!movable.includes(field)) faults.push({ field, fault: 'step-done' });
    else if (after[field] < today) faults.push({ field, fault: 'passed' });
    else if (field === 'publishOn' && after.publishOn < before.cutOffOn)
      faults.push({ field, fault: 'cut-off-outside' });
  }
  return [...faults, ...falling(after).filter((one) => !faults.some(({ field }) => field === one.field))];
}
