import { dayVi } from '#modules/calendar/domain/explain-vi.ts';
import { registerObligation } from '#modules/reminders/public.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { contextOf, getSheetContext, type SheetContext, sheetContextOf } from './acting.ts';
import { foreseeMissing, type MissingEvidence } from './domain/evidence-foresight.ts';
import { DUTY_SOURCE, endOf, fulfil, release, reopen } from './duties.ts';
import type { ForesightView } from './outlook-schema.ts';
import { pastYearOf } from './past-year.ts';
import { parIndexPermissions } from './permissions.ts';
import { seesOwn } from './service-difficulties.ts';
import { listEvidence } from './store/evidence.ts';
import { listRounds, listSheets } from './store/rounds.ts';

/**
 * The evidence a unit will need and does not have, what last year had by now first; nothing once the sheet is locked.
 * @throws Refusal `par-index.not_found` (404)
 */
export async function getForesight(work: Work, sheetId: string): Promise<ForesightView> {
  requirePermission(work.actor, parIndexPermissions.read);
  return work.run(async (tx) => {
    const context = await getSheetContext(tx, sheetId);
    if (!seesOwn(tx, context)) throw new Refusal('par-index.not_found', 404);
    return {
      year: context.round.year,
      missing: (await missingOf(tx, context)).map((one) => ({
        ...one,
        before: one.before && {
          number: one.before.number,
          issuedOn: one.before.issuedOn,
          subject: one.before.subject,
        },
      })),
    };
  });
}

async function missingOf(tx: Tx, context: SheetContext): Promise<MissingEvidence[]> {
  const { round, sheet } = context;
  if (round.state !== 'self-scoring' || sheet.locked_at !== null) return [];
  const rows = await listEvidence(tx.db, sheet.id);
  const proved = new Set(rows.flatMap(({ leaves }) => leaves.map(({ leaf }) => leaf)));
  const past = await pastYearOf(tx, context);
  return foreseeMissing([...context.leaves.values()], proved, past.evidence, tx.today);
}

const keyOf = (sheetId: string) => `evidence:${sheetId}`;

/** The half of the scored year is over at its end. This day is ours, no law names it. */
const halfYear = (year: number): LocalDate => `${year}-06-30`;

/**
 * In June of the scored year every unit with evidence still missing is told so while there is time: an obligation until
 * the end of the month. It is fulfilled when nothing is missing any more, and released when the sheet is locked first.
 * May run any number of times. @returns how many obligations were told of
 */
export async function foreseeEvidence(tx: Tx): Promise<number> {
  const year = Number(tx.today.slice(0, 4));
  const isJune = tx.today.slice(5, 7) === '06';
  let told = 0;
  for (const round of await listRounds(tx.db)) {
    if (round.year !== year || tx.today < `${year}-06-01` || round.state === 'cancelled') continue;
    const context = await contextOf(tx, round);
    for (const sheet of await listSheets(tx.db, round.id)) {
      const key = keyOf(sheet.id);
      if (round.state !== 'self-scoring' || sheet.locked_at !== null) {
        await release(tx, key);
        continue;
      }
      const missing = await missingOf(tx, sheetContextOf(tx, context, sheet, []));
      if (missing.length === 0) await fulfil(tx, key);
      else if (isJune) {
        await reopen(tx, key);
        await registerObligation(tx, obligationOf(context.round, sheet, key, missing));
        told += 1;
      }
    }
  }
  return told;
}

function obligationOf(
  round: SheetContext['round'],
  sheet: SheetContext['sheet'],
  key: string,
  missing: readonly MissingEvidence[],
): Parameters<typeof registerObligation>[1] {
  const usual = missing.filter(({ expected }) => expected === 'usual').length;
  const due = halfYear(round.year);
  return {
    source: DUTY_SOURCE,
    key,
    kind: 'par-round',
    title: `Rà soát tài liệu kiểm chứng giữa năm: còn ${missing.length} tiêu chí chưa có (${round.title})`,
    agencyId: sheet.agency_id,
    startAt: new Date(endOf(`${round.year}-05-31`).getTime() + 1000),
    dueAt: endOf(due),
    urgency: 'normal',
    link: `/chi-so/phieu/${sheet.id}`,
    action: 'Rà soát tài liệu',
    explanation: [
      `Văn bản phải có ngày trong năm ${round.year}; nhắc từ tháng 6 để còn kịp ban hành, đến hết ${dayVi(due)}.`,
      ...(usual > 0 ? [`${usual} tiêu chí năm trước đến ngày này đã có văn bản.`] : []),
      'Mốc này do hệ thống đặt để nhắc, không phải thời hạn theo quy định.',
    ],
  };
}
