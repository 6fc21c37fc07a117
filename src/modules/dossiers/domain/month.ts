import { addDays, addMonths, isLocalDate, type LocalDate } from '#kernel/local-date.ts';
import { dateInVietnam, instantAt } from '#kernel/vietnam-time.ts';
import type { ClockState, State } from './states.ts';
import type { Channel } from './words.ts';

/** A month as reports know it, 'YYYY-MM', with the moments it runs between. */
export interface Period {
  readonly month: string;
  readonly from: Date;
  /** Not part of it: the first moment after; while the month is not over the moment after now. */
  readonly to: Date;
  /** The day open dossiers are judged on. */
  readonly lastDay: LocalDate;
  readonly closed: boolean;
}

/**
 * The period of a month. With a cut-off day of 15 that of June runs from 15 May to 14 June (kỳ báo cáo of NĐ 09/2019,
 * not verified, so the day is a setting); with 1 it is the calendar month.
 * @param now a month that is not over ends now
 * @throws RangeError for what is no month, for a cut-off day outside 1 to 28, for a month not begun
 */
export function periodOf(month: string, now: Date, cutOffDay = 1): Period {
  const first = `${month}-01`;
  if (!/^\d{4}-\d{2}$/.test(month) || !isLocalDate(first)) throw new RangeError(`not a month: ${month}`);
  if (!Number.isInteger(cutOffDay) || cutOffDay < 1 || cutOffDay > 28)
    throw new RangeError(`not a cut-off day: ${cutOffDay}`);
  const start = cutOffDay === 1 ? first : addDays(addMonths(first, -1), cutOffDay - 1);
  const after = addMonths(start, 1);
  const from = instantAt(start);
  const end = instantAt(after);
  if (from > now) throw new RangeError(`the month has not begun: ${month}`);
  const closed = end <= now;
  // What happens at this very moment has happened: a standing demonstration clock would never show it.
  const to = closed ? end : new Date(now.getTime() + 1);
  return { month, from, to, lastDay: closed ? addDays(after, -1) : dateInVietnam(now), closed };
}

/** 'YYYY-MM' before. */
export function monthBefore(month: string): string {
  return addMonths(`${month}-01`, -1).slice(0, 7);
}

/** How a dossier stood from a moment on, as its history tells it. */
export interface MonthPoint {
  readonly at: Date;
  readonly state: State;
  readonly clock: ClockState;
  readonly lawfulDueAt: Date | null;
  /** It was past its lawful day when its clock was stopped, now or before. */
  readonly wasLate: boolean;
  readonly reappointed: boolean;
}

/** A dossier as the month table sees it; points in order of time. */
export interface MonthFacts {
  readonly id: string;
  /** Whose it is now. */
  readonly agencyId: string;
  /** Whose it was before its agencies were merged, in order of time: a past month is theirs. */
  readonly moves?: readonly { readonly at: Date; readonly before: string }[];
  readonly sector: string;
  readonly channel: Channel;
  readonly points: readonly MonthPoint[];
}

/**
 * Columns of form II.06a/VPCP/KSTT of TT 01/2020/TT-VPCP (bảng tổng hợp tình hình, kết quả giải quyết TTHC) by their
 * numbers, and what stands beside the form so that nothing hides in it.
 */
export const MONTH_COLUMNS = {
  all: { number: 3, label: 'Tổng số tiếp nhận' },
  online: { number: 4, label: 'Trực tuyến' },
  direct: { number: 5, label: 'Trực tiếp, dịch vụ bưu chính' },
  carried: { number: 6, label: 'Từ kỳ trước' },
  solved: { number: 7, label: 'Tổng số đã giải quyết' },
  early: { number: 8, label: 'Trước hạn' },
  onTime: { number: 9, label: 'Đúng hạn' },
  late: { number: 10, label: 'Quá hạn' },
  pending: { number: 11, label: 'Tổng số đang giải quyết' },
  within: { number: 12, label: 'Trong hạn' },
  over: { number: 13, label: 'Quá hạn' },
} as const;
/** 'Đã giải quyết: Quá hạn': a column by itself, away from the head it stands under in the form. */
export function columnVi(column: FormColumn): string {
  const { number, label } = MONTH_COLUMNS[column];
  if (label.startsWith('Tổng số')) return label;
  return `${number < 7 ? 'Tiếp nhận' : number < 11 ? 'Đã giải quyết' : 'Đang giải quyết'}: ${label.toLowerCase()}`;
}
export const EXTRA_COLUMNS = {
  withdrawn: 'Rút, trả lại (tính trong cột 7)',
  closed: 'Dừng giải quyết (tính trong cột 7)',
  lateByMoment: 'Xong sau giờ hẹn (tính cả giờ)',
  lateReappointed: 'Quá hạn, đã hẹn lại (tính trong cột 10)',
  overByMoment: 'Đang giải quyết, quá giờ hẹn',
  stopped: 'Đang dừng tính thời gian (tính trong cột 11)',
  reappointed: 'Đang giải quyết, đã hẹn lại',
  noDue: 'Không có hạn (cần kiểm tra)',
  reopened: 'Mở lại sau kỳ trước (tính trong cột 6)',
  annulled: 'Có từ kỳ trước, đã hủy tiếp nhận (ngoài bảng)',
  takenOver: 'Nhận khi sáp nhập cơ quan (tính trong cột 6)',
  handedOn: 'Chuyển đi khi sáp nhập cơ quan (ngoài bảng)',
} as const;
export type FormColumn = keyof typeof MONTH_COLUMNS;
export type ExtraColumn = keyof typeof EXTRA_COLUMNS;
export type MonthColumn = FormColumn | ExtraColumn;
export const FORM_COLUMNS = Object.keys(MONTH_COLUMNS) as readonly FormColumn[];
export const ALL_COLUMNS = [...FORM_COLUMNS, ...Object.keys(EXTRA_COLUMNS)] as readonly MonthColumn[];

const ENDED_WITHOUT_RESULT: ReadonlySet<State> = new Set(['withdrawn', 'closed']);

/**
 * The columns one dossier counts in for a period. Days are compared, as the form does; the hour stands beside it:
 * - finished is when the result was ready; withdrawn and stopped for good count as solved, and stand beside it;
 * - late is past the lawful due day, which no re-appointment moves;
 * - a stopped clock is pending within the limit, unless the limit was over when it stopped;
 * - no due moment counts as on time or within the limit, and is flagged as an error of data;
 * - refused at reception or not yet received is outside.
 */
export function columnsOf(facts: MonthFacts, period: Period): readonly MonthColumn[] {
  const { channel, points } = facts;
  const before = pointAt(points, period.from);
  const after = pointAt(points, period.to);
  const was = standing(before);
  const is = standing(after);
  const taken: readonly MonthColumn[] = handedOnBy(facts, period) === null ? [] : ['takenOver'];
  if (!after || is === 'outside') return was === 'pending' ? ['annulled', ...taken] : [];
  if (was === 'ended' && is === 'ended') return [];
  const columns: MonthColumn[] = ['all', ...taken];
  if (was === 'outside') columns.push(channel === 'online' ? 'online' : 'direct');
  else columns.push('carried');
  if (was === 'ended') columns.push('reopened');
  columns.push(...(is === 'ended' ? solvedColumns(after, endedAt(points, period.to)) : pendingColumns(after, period)));
  if (after.lawfulDueAt === null) columns.push('noDue');
  return columns;
}

/** Whose a dossier was at a moment: a merger belongs to the period that begins with it. */
export function agencyAt({ agencyId, moves = [] }: MonthFacts, moment: Date): string {
  return moves.find(({ at }) => at >= moment)?.before ?? agencyId;
}

/** The agency that had it pending when the period began and is not the one that has it at the end; null where none. */
export function handedOnBy(facts: MonthFacts, { from, to }: Period): string | null {
  const before = agencyAt(facts, from);
  return standing(pointAt(facts.points, from)) === 'pending' && before !== agencyAt(facts, to) ? before : null;
}

function solvedColumns(point: MonthPoint, ended: Date): readonly MonthColumn[] {
  const { lawfulDueAt: due, state, wasLate, reappointed } = point;
  const late = wasLate || (due !== null && dateInVietnam(ended) > dateInVietnam(due));
  const without = ENDED_WITHOUT_RESULT.has(state);
  const early = !without && due !== null && dateInVietnam(ended) < dateInVietnam(due);
  const columns: MonthColumn[] = ['solved', late ? 'late' : early ? 'early' : 'onTime'];
  if (state === 'withdrawn') columns.push('withdrawn');
  if (state === 'closed') columns.push('closed');
  if (wasLate || (due !== null && ended > due)) columns.push('lateByMoment');
  if (late && reappointed) columns.push('lateReappointed');
  return columns;
}

function pendingColumns(point: MonthPoint, { to, lastDay }: Period): readonly MonthColumn[] {
  const { lawfulDueAt: due, clock, wasLate, reappointed } = point;
  const runs = clock === 'running';
  const over = wasLate || (runs && due !== null && lastDay > dateInVietnam(due));
  const columns: MonthColumn[] = ['pending', over ? 'over' : 'within'];
  if (wasLate || (runs && due !== null && to > due)) columns.push('overByMoment');
  if (!runs) columns.push('stopped');
  if (reappointed) columns.push('reappointed');
  return columns;
}

/** The last point before a moment: what happens at the very moment belongs to the period that begins then. */
function pointAt(points: readonly MonthPoint[], moment: Date): MonthPoint | undefined {
  return points.findLast(({ at }) => at < moment);
}

function standing(point: MonthPoint | undefined): 'outside' | 'pending' | 'ended' {
  if (!point || point.clock === 'none') return 'outside';
  return point.clock === 'ended' ? 'ended' : 'pending';
}

/** Since when the clock has been over, of those it is at the moment. */
function endedAt(points: readonly MonthPoint[], moment: Date): Date {
  const known = points.filter(({ at }) => at < moment);
  const open = known.findLastIndex(({ clock }) => clock !== 'ended');
  return known[open + 1]?.at ?? moment;
}

export type MonthCounts = Readonly<Record<MonthColumn, number>>;

export interface MonthRow {
  readonly agencyId: string;
  readonly sector: string;
  readonly counts: MonthCounts;
}

/** One row of the table with the dossiers behind every number. */
export interface MonthRowIds extends MonthRow {
  readonly ids: Readonly<Record<MonthColumn, readonly string[]>>;
}

/** The table by agency and sector, each number with its dossiers; rows in order of agency and sector. */
export function monthTable(facts: readonly MonthFacts[], period: Period): readonly MonthRowIds[] {
  const rows = new Map<string, { agencyId: string; sector: string; ids: Record<MonthColumn, string[]> }>();
  const rowOf = (agencyId: string, sector: string) => {
    const key = JSON.stringify([agencyId, sector]);
    const row = rows.get(key) ?? { agencyId, sector, ids: noIds() };
    rows.set(key, row);
    return row;
  };
  for (const one of facts) {
    const gave = handedOnBy(one, period);
    if (gave !== null) rowOf(gave, one.sector).ids.handedOn.push(one.id);
    const columns = columnsOf(one, period);
    if (columns.length === 0) continue;
    const row = rowOf(agencyAt(one, period.to), one.sector);
    for (const column of columns) row.ids[column].push(one.id);
  }
  return [...rows.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { agencyId, sector, ids }]) => ({
      agencyId,
      sector,
      ids,
      counts: countsBy((column) => ids[column].length),
    }));
}

function noIds(): Record<MonthColumn, string[]> {
  return byColumn((): string[] => []);
}

/** Counts of every column by a rule. */
export function countsBy(of: (column: MonthColumn) => number): MonthCounts {
  return byColumn(of);
}

function byColumn<T>(of: (column: MonthColumn) => T): Record<MonthColumn, T> {
  return Object.fromEntries(ALL_COLUMNS.map((column) => [column, of(column)])) as Record<MonthColumn, T>;
}

export function sumCounts(rows: readonly { readonly counts: MonthCounts }[]): MonthCounts {
  return countsBy((column) => rows.reduce((sum, { counts }) => sum + counts[column], 0));
}

/** One identity of the form, and whether it holds. */
export interface MonthCheck {
  readonly key: 'received' | 'solved' | 'pending' | 'balance' | 'carried';
  readonly label: string;
  readonly left: number;
  readonly right: number;
  readonly holds: boolean;
  readonly note: string | null;
}

/**
 * The identities of form II.06a over one row or a sum of rows.
 * @param previous column 11 of the month before, from its own table; null where it is not asked
 */
export function checksOf(counts: MonthCounts, previous: number | null): readonly MonthCheck[] {
  const check = (key: MonthCheck['key'], label: string, left: number, right: number, note: string | null = null) => ({
    key,
    label,
    left,
    right,
    holds: left === right,
    note,
  });
  const { reopened, annulled, takenOver, handedOn } = counts;
  const moved = [
    reopened > 0 ? `${reopened} hồ sơ mở lại` : '',
    annulled > 0 ? `${annulled} hồ sơ hủy tiếp nhận` : '',
    takenOver > 0 && takenOver !== handedOn ? `${takenOver} hồ sơ nhận khi sáp nhập` : '',
    handedOn > 0 && takenOver !== handedOn ? `${handedOn} hồ sơ chuyển đi khi sáp nhập` : '',
  ].filter((text) => text !== '');
  return [
    check('received', '(3) = (4) + (5) + (6)', counts.all, counts.online + counts.direct + counts.carried),
    check('solved', '(7) = (8) + (9) + (10)', counts.solved, counts.early + counts.onTime + counts.late),
    check('pending', '(11) = (12) + (13)', counts.pending, counts.within + counts.over),
    check('balance', '(3) = (7) + (11)', counts.all, counts.solved + counts.pending),
    ...(previous === null
      ? []
      : [
          check(
            'carried',
            '(6) = (11) của kỳ trước',
            counts.carried,
            expectedCarried(counts, previous),
            moved.length > 0 ? `đã tính ${moved.join(', ')}` : null,
          ),
        ]),
  ];
}

/** What column 6 must be, from column 11 of the month before and what was moved since. */
export function expectedCarried({ reopened, annulled, takenOver, handedOn }: MonthCounts, previous: number): number {
  return previous + reopened - annulled + takenOver - handedOn;
}

/** Solved on the day or before, in per cent of all solved with a due moment or without; null where none was solved. */
export function onTimePercent({ early, onTime, solved }: MonthCounts): number | null {
  return solved === 0 ? null : ((early + onTime) / solved) * 100;
}
