import { agenciesById, findAgency } from '#modules/org/public.ts';
import { type PaperForm, renderFormDocx, renderFormPdf, renderXlsx, type Workbook } from '#modules/documents/public.ts';
import { Refusal } from '#kernel/refusal.ts';
import { dateInVietnam, toVietnamIso } from '#kernel/vietnam-time.ts';
import { visibleAgencies } from '#platform/auth/actor.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import { asProgram, type Tx, type Work } from '#platform/db/province.ts';
import type { Attachment } from '#platform/http/attachment.ts';
import {
  checksOf,
  expectedCarried,
  type MonthCounts,
  type MonthRow,
  monthBefore,
  onTimePercent,
  type Period,
  periodOf,
  sumCounts,
} from './domain/month.ts';
import { STATE_FACTS, type State } from './domain/states.ts';
import { type FormUnit, monthForm, monthWorkbook } from './forms/index.ts';
import { booksSeen } from './books-seen.ts';
import type { MonthCell, MonthCellQuery, MonthQuery, MonthTable } from './month-schema.ts';
import { dossiersPermissions } from './permissions.ts';
import { monthCell, type MonthDossierRow, monthRows } from './store/month.ts';

const CELL_PAGE = 100;
export const DEMONSTRATION = 'Số liệu minh họa - không có giá trị hành chính';

/**
 * Table II.06a of a month by competent agency and sector, read from the histories as they were at the end of the
 * month: a past month never changes. Agencies see their own and those below, watchers the province.
 * @throws Refusal `dossiers.month_not_begun` (422), `dossiers.agency_not_seen` (403)
 */
export async function readMonth(work: Work, query: MonthQuery): Promise<MonthTable> {
  requirePermission(work.actor, dossiersPermissions.read);
  return work.run((tx) => monthOf(tx, query));
}

async function monthOf(tx: Tx, query: MonthQuery): Promise<MonthTable> {
  const period = periodAsked(tx, query.month ?? tx.today.slice(0, 7), query.cutOff);
  const before = periodBefore(tx, period, query.cutOff);
  const agencyIds = agenciesAsked(tx, query.agency);
  const [rows, previous] = await asProgram(tx, async () => [
    await monthRows(tx.db, period, agencyIds),
    await monthRows(tx.db, before, agencyIds),
  ]);
  const ids = [...new Set([...rows, ...previous].map(({ agencyId }) => agencyId))];
  const names = new Map((await agenciesById(tx, ids, period.lastDay)).map((agency) => [agency.id, agency.name]));
  const of = (list: readonly MonthRow[], id: string) => list.filter(({ agencyId }) => agencyId === id);
  const agencies = ids.flatMap((id) => {
    const own = of(rows, id);
    const pendingBefore = sumCounts(of(previous, id)).pending;
    // An agency with nothing in this month stands only where the month before leaves something to explain.
    if (own.length === 0 && pendingBefore === 0) return [];
    const counts = sumCounts(own);
    return [
      {
        agency: { id, name: names.get(id) ?? 'Cơ quan không còn trong danh sách' },
        ...partOf(counts, pendingBefore),
        sectors: own.map((row) => ({ name: row.sector, counts: row.counts })),
      },
    ];
  });
  return {
    month: period.month,
    previousMonth: before.month,
    from: dateInVietnam(period.from),
    lastDay: period.lastDay,
    closed: period.closed,
    asOf: toVietnamIso(tx.now),
    agencies: agencies.sort((a, b) => a.agency.name.localeCompare(b.agency.name, 'vi')),
    total: partOf(sumCounts(rows), sumCounts(previous).pending),
    books: await booksSeen(tx),
    previousOnTimePercent: onTimePercent(sumCounts(previous)),
  };
}

function partOf(counts: MonthCounts, previous: number) {
  return { counts, checks: [...checksOf(counts, previous)], onTimePercent: onTimePercent(counts) };
}

/** The dossiers behind one number of the table, by the same statement that counted them. */
export async function readMonthCell(work: Work, query: MonthCellQuery): Promise<MonthCell> {
  requirePermission(work.actor, dossiersPermissions.read);
  return work.run(async (tx) => {
    const period = periodAsked(tx, query.month, query.cutOff);
    const { column, sector, after } = query;
    const asked = { column, sector, after, limit: CELL_PAGE, agencyIds: agenciesAsked(tx, query.agency) };
    const { total, rows } = await asProgram(tx, () => monthCell(tx.db, period, asked));
    return cellLines(tx, rows, { total, after, agency: query.agency, sector });
  });
}

/** A page of the dossiers behind a number. */
export async function cellLines(
  tx: Tx,
  rows: readonly MonthDossierRow[],
  {
    total,
    after,
    agency,
    sector,
  }: {
    readonly total: number;
    readonly after: number;
    readonly agency: string | undefined;
    readonly sector?: string | undefined;
  },
): Promise<MonthCell> {
  const agencyIds = [...new Set([...rows.map((row) => row.agency_id), ...(agency === undefined ? [] : [agency])])];
  const names = new Map((await agenciesById(tx, agencyIds)).map((agency) => [agency.id, agency.name]));
  return {
    total,
    agencyName: agency === undefined ? null : (names.get(agency) ?? 'Cơ quan không còn trong danh sách'),
    sector: sector ?? null,
    dossiers: rows.map((row) => ({
      id: row.id,
      code: row.code,
      procedureName: row.procedure_name,
      ownerName: row.owner_name,
      agency: { id: row.agency_id, name: names.get(row.agency_id) ?? '' },
      sector: row.sector,
      stateLabel: STATE_FACTS[row.state as State].label,
      receivedAt: row.received_at && toVietnamIso(row.received_at),
      dueAt: row.due && toVietnamIso(row.due),
      endedAt: row.ended && toVietnamIso(row.ended),
    })),
    next: after + rows.length < total ? after + rows.length : null,
  };
}

/** The table as .xlsx with live formulas, or as a document to sign. Written after the transaction. */
export async function exportMonth(work: Work, query: MonthQuery, format: FileFormat): Promise<Attachment> {
  requirePermission(work.actor, dossiersPermissions.read);
  const { table, period, unit, demonstration } = await work.run(async (tx) => ({
    table: await monthOf(tx, query),
    period: periodAsked(tx, query.month ?? tx.today.slice(0, 7), query.cutOff),
    unit: await unitOfActor(tx),
    demonstration: tx.province.isDemonstration ? DEMONSTRATION : null,
  }));
  const data = {
    period,
    unit,
    agencies: table.agencies.map(({ agency, sectors }) => ({ name: agency.name, sectors })),
    previousPending: table.total.checks.find(({ key }) => key === 'carried') === undefined ? null : pendingOf(table),
    demonstration,
  };
  return attach(`Bieu II.06a thang ${table.month}`, format, {
    form: () => monthForm(data),
    workbook: () => monthWorkbook(data),
  });
}

/** Column 11 of the month before, without what moved since, as the check sets it beside column 6. */
function pendingOf({ total }: MonthTable): number {
  const check = total.checks.find(({ key }) => key === 'carried');
  return (check?.right ?? 0) - expectedCarried(total.counts, 0);
}

export type FileFormat = 'xlsx' | 'docx' | 'pdf';

export const MEDIA = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const;

/** A form or a workbook as a file of the format asked for. */
export async function attach(
  name: string,
  format: FileFormat,
  made: { readonly form: () => PaperForm; readonly workbook: () => Workbook },
): Promise<Attachment> {
  const bytes =
    format === 'xlsx'
      ? await renderXlsx(made.workbook())
      : await (format === 'docx' ? renderFormDocx : renderFormPdf)(made.form());
  return { name: `${name}.${format}`, mediaType: MEDIA[format], bytes };
}

/** Who prints: an agency as a form's head names it. */
export async function unitOf(tx: Tx, agencyId: string): Promise<FormUnit> {
  const agency = await findAgency(tx, agencyId);
  const parent = agency?.parentId ? await findAgency(tx, agency.parentId) : undefined;
  const place = (agency?.unitName ?? parent?.unitName ?? tx.province.name).replace(
    /^(Tỉnh|Thành phố|Thị xã|Huyện|Xã|Phường|Thị trấn)\s+/u,
    '',
  );
  return { parent: parent?.name ?? null, name: agency?.name ?? tx.province.name, place, contact: null };
}

async function unitOfActor(tx: Tx): Promise<FormUnit> {
  const own = tx.actor.grants[0]?.agencyId;
  return own ? unitOf(tx, own) : { parent: null, name: tx.province.name, place: tx.province.name, contact: null };
}

/** Agencies a caller may count, or the one asked for. @throws Refusal `dossiers.agency_not_seen` (403) */
export function agenciesAsked(tx: Tx, asked: string | undefined): readonly string[] | 'all' {
  const seen = visibleAgencies(tx.actor);
  if (asked === undefined) return seen;
  if (seen !== 'all' && !seen.includes(asked)) throw new Refusal('dossiers.agency_not_seen', 403);
  return [asked];
}

export function periodAsked(tx: Tx, month: string, cutOff: number): Period {
  try {
    return periodOf(month, tx.now, cutOff);
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal('dossiers.month_not_begun', 422, { month });
    throw error;
  }
}

function periodBefore(tx: Tx, { month }: Period, cutOff: number): Period {
  return periodOf(monthBefore(month), tx.now, cutOff);
}
