import { agenciesById } from '#modules/org/public.ts';
import { dateInVietnam } from '#kernel/vietnam-time.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import { asProgram, type Work } from '#platform/db/province.ts';
import {
  type IndicatorCell,
  type IndicatorCounts,
  noCounts,
  onlineShare,
  scoresOf,
  sumOf,
} from './domain/indicators.ts';
import type { IndicatorCellQuery, IndicatorQuery, IndicatorTable } from './indicators-schema.ts';
import type { MonthCell } from './month-schema.ts';
import { dossiersPermissions } from './permissions.ts';
import { agenciesAsked, cellLines, periodAsked } from './service-month.ts';
import { indicatorCell, indicatorCounts, keepMarks } from './store/indicators.ts';

const PAGE = 100;
/** So many histories read for a table are kept for the next one. */
const WORTH_KEEPING = 50;

/**
 * The indicators of TT 01/2018/TT-VPCP (Điều 13–15) of a month that the system can measure, by agency. Agencies see
 * their own and those below, watchers the province.
 * @throws Refusal `dossiers.month_not_begun` (422), `dossiers.agency_not_seen` (403)
 */
export async function readIndicators(work: Work, query: IndicatorQuery): Promise<IndicatorTable> {
  requirePermission(work.actor, dossiersPermissions.read);
  return work.run(async (tx) => {
    const period = periodAsked(tx, query.month ?? tx.today.slice(0, 7), 1);
    const agencyIds = agenciesAsked(tx, query.agency);
    const counts = await asProgram(tx, async () => {
      const { counts: found, fresh } = await indicatorCounts(tx.db, period, agencyIds);
      if (fresh >= WORTH_KEEPING) await keepMarks(tx.db, period);
      return found;
    });
    const byAgency = Map.groupBy(counts, (row) => row.agency_id);
    const agencies = await agenciesById(tx, [...byAgency.keys()], period.lastDay);
    const names = new Map(agencies.map(({ id, name }) => [id, name]));
    return {
      month: period.month,
      from: dateInVietnam(period.from),
      lastDay: period.lastDay,
      closed: period.closed,
      agencies: [...byAgency]
        .map(([id, rows]) => ({
          agency: { id, name: names.get(id) ?? 'Cơ quan không còn trong danh sách' },
          ...partOf(countsOf(rows)),
        }))
        .sort((a, b) => a.agency.name.localeCompare(b.agency.name, 'vi')),
      total: partOf(countsOf(counts)),
    };
  });
}

function countsOf(rows: readonly { readonly cell: IndicatorCell; readonly count: number }[]): IndicatorCounts {
  const counts = noCounts();
  for (const { cell, count } of rows) counts[cell] += count;
  return counts;
}

function partOf(counts: IndicatorCounts): IndicatorTable['total'] {
  const scores = scoresOf(counts);
  const share = onlineShare(counts);
  return { counts, scores, onlinePercent: share === null ? null : share * 100, ...sumOf(scores) };
}

/** The dossiers behind one figure, by the same statement that counted them. */
export async function readIndicatorCell(work: Work, query: IndicatorCellQuery): Promise<MonthCell> {
  requirePermission(work.actor, dossiersPermissions.read);
  return work.run(async (tx) => {
    const period = periodAsked(tx, query.month, 1);
    const asked = { cell: query.cell, after: query.after, limit: PAGE, agencyIds: agenciesAsked(tx, query.agency) };
    const { total, rows } = await asProgram(tx, () => indicatorCell(tx.db, period, asked));
    return cellLines(tx, rows, { total, after: query.after, agency: query.agency });
  });
}
