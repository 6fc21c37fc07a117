import { renderXlsx, type Workbook } from '#modules/documents/public.ts';
import { agenciesById } from '#modules/org/public.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import { visibleAgencies } from '#platform/auth/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import type { Attachment } from '#platform/http/attachment.ts';
import { getRoundContext, type RoundContext } from './acting.ts';
import { type Leaf, leavesOf } from './domain/criteria-set.ts';
import { readSurveyTable, SURVEY_COLUMNS, type SurveyUnit, type TableRows } from './domain/survey-table.ts';
import { parIndexPermissions } from './permissions.ts';
import type { SurveyCheck, SurveyResults } from './surveys-schema.ts';
import type { SheetRecord } from './store/rows.ts';
import { listSheets } from './store/rounds.ts';
import { listCurrent, listSurveys } from './store/values.ts';

interface Table {
  readonly context: RoundContext;
  readonly sheets: readonly SheetRecord[];
  readonly units: readonly SurveyUnit[];
  readonly leaves: readonly Leaf[];
}

/** @throws Refusal `par-index.not_found` (404) */
async function tableOf(tx: Tx, roundId: string): Promise<Table> {
  const context = await getRoundContext(tx, roundId);
  const sheets = await listSheets(tx.db, roundId);
  const codes = new Map(
    (
      await agenciesById(
        tx,
        sheets.map((sheet) => sheet.agency_id),
      )
    ).map((agency) => [agency.id, agency.code]),
  );
  return {
    context,
    sheets,
    units: sheets.map((sheet) => ({
      id: sheet.agency_id,
      code: codes.get(sheet.agency_id) ?? '',
      name: sheet.agency_name,
    })),
    leaves: leavesOf(context.set.fields).filter((leaf) => leaf.scorer === 'survey' || leaf.scorer === 'system'),
  };
}

/**
 * Reads a table of survey results and says what each row would give and what is wrong, by row; nothing is kept.
 * @throws Refusal `par-index.not_found` (404)
 */
export async function checkSurveyTable(work: Work, roundId: string, rows: TableRows): Promise<SurveyCheck> {
  requirePermission(work.actor, parIndexPermissions.manage);
  return work.run(async (tx) => {
    const { units, leaves } = await tableOf(tx, roundId);
    const read = readSurveyTable(rows, units, leaves);
    return {
      rows: read.rows.map(({ row, unit, leaf, input, points }) => ({
        row,
        agency: { id: unit.id, name: unit.name },
        leaf: leaf.code,
        leafName: leaf.name,
        input,
        points,
      })),
      faults: [...read.faults],
    };
  });
}

/**
 * Everything brought in so far, unit by unit, and how many figures are still missing. For those who see the whole round.
 * @throws Refusal `par-index.not_found` (404)
 */
export async function getSurveys(work: Work, roundId: string): Promise<SurveyResults> {
  requirePermission(work.actor, parIndexPermissions.read);
  return work.run(async (tx) => {
    if (visibleAgencies(tx.actor) !== 'all') throw new Refusal('par-index.not_found', 404);
    const { sheets, leaves } = await tableOf(tx, roundId);
    const values = await listCurrent(
      tx.db,
      sheets.map((sheet) => sheet.id),
      ['survey'],
    );
    const at = new Map(values.map((value) => [`${value.sheet_id} ${value.leaf}`, value]));
    const results: SurveyResults['results'] = [];
    let missing = 0;
    for (const sheet of sheets) {
      const kept = new Map((await listSurveys(tx.db, sheet.id)).map((row) => [row.leaf, row]));
      for (const leaf of leaves) {
        const value = at.get(`${sheet.id} ${leaf.code}`);
        const row = kept.get(leaf.code);
        if (!value && (leaf.scorer === 'survey' || leaf.measureId === null)) missing += 1;
        if (!value || !row) continue;
        results.push({
          agency: { id: sheet.agency_id, name: sheet.agency_name },
          sheetId: sheet.id,
          leaf: leaf.code,
          leafName: leaf.name,
          input: value.input,
          points: value.points,
          max: leaf.max,
          marginHundredths: row.margin_hundredths,
          fieldworkFrom: row.fieldwork_from,
          fieldworkTo: row.fieldwork_to,
          source: row.source,
          importedBy: row.imported_by_name,
        });
      }
    }
    return { results, missing };
  });
}

/** The form to be filled in: every unit and every criterion taken from surveys and statistics, one a row. */
export async function surveyForm(work: Work, roundId: string): Promise<Attachment> {
  requirePermission(work.actor, parIndexPermissions.manage);
  const workbook = await work.run(async (tx): Promise<Workbook> => {
    const { context, units, leaves } = await tableOf(tx, roundId);
    const heads = Object.values(SURVEY_COLUMNS).map(([first]) => first);
    return {
      title: `Kết quả khảo sát, số liệu thống kê: ${context.round.title}`,
      demonstration: context.set.isDemonstration ? context.set.label : null,
      sheets: [
        {
          name: 'Kết quả',
          titles: ['KẾT QUẢ KHẢO SÁT, SỐ LIỆU THỐNG KÊ', context.round.title],
          columns: [
            { width: 14 },
            { width: 34 },
            { width: 10 },
            { width: 42 },
            { width: 12, format: 'decimal' },
            { width: 12, format: 'count' },
            { width: 12, format: 'count' },
            { width: 12, format: 'count' },
            { width: 10, format: 'decimal' },
          ],
          head: [heads.map((text) => ({ text }))],
          rows: units.flatMap((unit) =>
            leaves.map((leaf) => ({
              cells: [unit.code, unit.name, leaf.code, leaf.name, null, null, null, null, null],
            })),
          ),
          notes: [
            'Khảo sát: ghi chỉ số (phần trăm) và số phiếu hợp lệ. Thống kê: ghi số đạt và tổng số, hoặc điểm. Dòng để trống được bỏ qua.',
          ],
        },
      ],
    };
  });
  return {
    name: 'Ket qua khao sat.xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes: await renderXlsx(workbook),
  };
}
