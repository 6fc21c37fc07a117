import { momentVi } from '#modules/calendar/domain/explain-vi.ts';
import { agenciesById } from '#modules/org/public.ts';
import { renderXlsx, type Workbook } from '#modules/documents/public.ts';
import { dateInVietnam, parseInstant, toVietnamIso } from '#kernel/vietnam-time.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import { asProgram, type Tx, type Work } from '#platform/db/province.ts';
import type { Attachment } from '#platform/http/attachment.ts';
import { doneVi, type EventKind } from './domain/actions.ts';
import { AGAINST_RULES, INTEGRITY_KINDS, INTEGRITY_VI } from './domain/integrity.ts';
import type { Period } from './domain/month.ts';
import type { IntegrityList, IntegrityQuery } from './integrity-schema.ts';
import { dossiersPermissions } from './permissions.ts';
import { agenciesAsked, DEMONSTRATION, MEDIA, periodAsked } from './service-month.ts';
import { integrityCounts, type IntegrityRow, integrityRows } from './store/integrity.ts';
import { FIELD_VI } from './event-words.ts';

const PAGE = 100;
/** More findings than anybody reads in a sheet; what is left out is said in it. */
const EXPORT_MOST = 20_000;

/**
 * What was put right, promised anew, excused, entered late or left out in a month, newest first: watchers see the
 * province, an agency its own.
 * @throws Refusal `dossiers.month_not_begun` (422), `dossiers.agency_not_seen` (403)
 */
export async function readIntegrity(work: Work, query: IntegrityQuery): Promise<IntegrityList> {
  requirePermission(work.actor, dossiersPermissions.read);
  return work.run((tx) => listOf(tx, query, PAGE));
}

async function listOf(tx: Tx, query: IntegrityQuery, limit: number): Promise<IntegrityList> {
  const period = periodAsked(tx, query.month ?? tx.today.slice(0, 7), 1);
  const asked = askedOf(tx, period, undefined);
  const narrowed = { ...askedOf(tx, period, query.agency), kind: query.kind };
  const { counts, rows } = await asProgram(tx, async () => ({
    counts: await integrityCounts(tx.db, asked),
    rows: await integrityRows(tx.db, narrowed, { after: query.after, limit }),
  }));
  const here = query.agency === undefined ? counts : counts.filter((one) => one.agency_id === query.agency);
  const total = sum(query.kind === undefined ? here : here.filter(({ kind }) => kind === query.kind));
  const ids = [...new Set([...counts, ...rows].map((one) => one.agency_id))];
  const agencies = (await agenciesById(tx, ids)).map(({ id, name }) => ({ id, name }));
  const names = new Map(agencies.map(({ id, name }) => [id, name]));
  return {
    month: period.month,
    counts: INTEGRITY_KINDS.map((kind) => ({ kind, count: sum(here.filter((one) => one.kind === kind)) })).filter(
      ({ count }) => count > 0,
    ),
    agencies,
    total,
    lines: rows.map((row) => lineOf(row, names)),
    next: query.after + rows.length < total ? query.after + rows.length : null,
  };
}

const sum = (counts: readonly { readonly count: number }[]) => counts.reduce((all, { count }) => all + count, 0);

function askedOf(tx: Tx, { from, to, closed }: Period, agency: string | undefined) {
  // An open month holds what happens this very moment too.
  const until = closed ? to : new Date(to.getTime() + 1);
  return { from, to: until, agencyIds: agenciesAsked(tx, agency), realClock: !tx.province.isDemonstration };
}

function lineOf(row: IntegrityRow, names: ReadonlyMap<string, string>): IntegrityList['lines'][number] {
  return {
    kind: row.kind,
    dossierId: row.dossier_id,
    code: row.code,
    procedureName: row.procedure_name,
    imported: row.origin === 'import',
    at: toVietnamIso(row.at),
    agency: { id: row.agency_id, name: names.get(row.agency_id) ?? 'Cơ quan không còn trong danh sách' },
    actor: row.actor,
    reason: row.reason,
    document:
      row.document_number === null || row.document_on === null
        ? null
        : `${row.document_number} ngày ${dayVi(row.document_on)}`,
    change: changeOf(row),
  };
}

function changeOf({ kind, field, before, after }: IntegrityRow): string | null {
  const moment = (value: string | null): string => {
    const at = value === null ? undefined : parseInstant(value);
    return at ? momentVi(toVietnamIso(at)) : 'chưa có';
  };
  switch (kind) {
    case 'correction': {
      const dated = field === 'receivedAt' || field === 'finishedAt';
      const said = (value: string | null) => (dated ? moment(value) : `“${value ?? ''}”`);
      return `${FIELD_VI[field ?? ''] ?? field}: ${said(before)} thành ${said(after)}`;
    }
    case 'reappointment':
    case 'reappointment-late':
    case 'reappointment-again':
    case 'recount':
      return `Hạn ${moment(before)} thành ${moment(after)}`;
    case 'fault':
      return `Từ ${moment(before)} đến ${moment(after)}`;
    case 'stopped-at-end':
      return `Hạn ${moment(before)}, dừng ${moment(after)}`;
    case 'import-changed':
    case 'import-excused':
      return `${TOLD_VI[field ?? ''] ?? field} ${moment(before)} thành ${moment(after)}`;
    case 'late-entry':
      return `${capital(doneVi(field as EventKind))}: ${moment(before)}, ghi vào hệ thống ${moment(after)}`;
    case 'taken-back':
      return field === null ? null : `Đã hủy: ${doneVi(field as EventKind)}`;
    case 'paper-beyond-list':
      return after;
    case 'import-order':
      return `Tiếp nhận ${moment(before)}, hạn hoặc kết quả ${moment(after)}`;
    case 'import-stopped':
      // Taken in before it was known what to do with them: a stop that long would move the due day by as much.
      return before === after
        ? `Đang tính là dừng từ lúc tiếp nhận ${moment(after)}: giải quyết tiếp thì hạn lùi quá nhiều, hãy xem lại hạn`
        : `Tính là dừng từ lúc nhập ${moment(after)}`;
    case 'apology-missing':
      return after === null ? 'Chưa giải quyết xong' : `Xong ${moment(after)}`;
    case 'supplement-again':
    case 'no-due':
      return null;
  }
}

/** What another software tells the moments of. */
const TOLD_VI: Readonly<Record<string, string>> = {
  receivedAt: 'Tiếp nhận',
  dueAt: 'Hạn',
  finishedAt: 'Có kết quả',
};
const capital = (text: string) => `${text.charAt(0).toLocaleUpperCase('vi')}${text.slice(1)}`;
const dayVi = (day: string) => day.split('-').reverse().join('/');

/** The same list as .xlsx, whole. Written after the transaction. */
export async function exportIntegrity(work: Work, query: IntegrityQuery): Promise<Attachment> {
  requirePermission(work.actor, dossiersPermissions.read);
  const { list, demonstration } = await work.run(async (tx) => ({
    list: await listOf(tx, { ...query, after: 0 }, EXPORT_MOST),
    demonstration: tx.province.isDemonstration ? DEMONSTRATION : null,
  }));
  const bytes = await renderXlsx(workbookOf(list, demonstration));
  return { name: `Kiem tra do chinh xac ${list.month}.xlsx`, mediaType: MEDIA.xlsx, bytes };
}

function workbookOf({ month, lines, total, counts }: IntegrityList, demonstration: string | null): Workbook {
  const title = `Kiểm tra độ chính xác của hồ sơ, tháng ${month.split('-').reverse().join('/')}`;
  return {
    title,
    demonstration,
    sheets: [
      {
        name: 'Danh sách',
        titles: [title],
        columns: [6, 26, 24, 28, 44, 14, 30, 24, 36, 20, 48].map((width) => ({ width })),
        head: [
          [
            'TT',
            'Loại',
            'Trái quy định',
            'Mã hồ sơ',
            'Thủ tục',
            'Ngày',
            'Cơ quan',
            'Người ghi',
            'Lý do',
            'Văn bản',
          ].map((text) => ({ text })),
        ].map((head) => [...head, { text: 'Thay đổi' }]),
        rows: lines.map((line, index) => ({
          cells: [
            index + 1,
            INTEGRITY_VI[line.kind],
            AGAINST_RULES.has(line.kind) ? 'Có' : 'Không',
            line.code,
            line.procedureName,
            { day: dateInVietnam(parseInstant(line.at) ?? new Date(Number.NaN)) },
            line.agency.name,
            line.actor,
            line.reason,
            line.document,
            line.change,
          ],
        })),
        notes:
          total > lines.length ? [`Còn ${total - lines.length} dòng không ghi ở đây: lọc theo cơ quan hoặc loại.`] : [],
      },
      {
        name: 'Số lượng',
        titles: [title],
        columns: [{ width: 44 }, { width: 12 }],
        head: [[{ text: 'Loại' }, { text: 'Số dòng' }]],
        rows: counts.map(({ kind, count }) => ({ cells: [INTEGRITY_VI[kind], count] })),
      },
    ],
  };
}
