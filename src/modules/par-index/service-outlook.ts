import { loadCalendar } from '#modules/calendar/public.ts';
import { workingDaysBetween } from '#modules/calendar/domain/days.ts';
import { readThings } from '#modules/measures/public.ts';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { byLeafAndStage, getSheetContext, type SheetContext } from './acting.ts';
import { leavesOf } from './domain/criteria-set.ts';
import { type Basis, expectFromBefore, type Expectation, type LeafForecast, sumForecasts } from './domain/forecast.ts';
import { type GainPlan, whatGainsFastest, whatWouldGain } from './domain/gain.ts';
import type { GainPlanView, OutlookView, ThingsView } from './outlook-schema.ts';
import { liveQuestion, sorted } from './live.ts';
import { type OpenWork, readLiveSide } from './outlook-live.ts';
import { pastYearOf } from './past-year.ts';
import { parIndexPermissions } from './permissions.ts';
import { seesOwn } from './service-difficulties.ts';
import type { MeasureTrace, ValueRecord } from './store/rows.ts';
import { listTakenUp } from './store/taken-up.ts';
import { listCurrent } from './store/values.ts';

/**
 * What the year looks like for a unit while it runs: the system's own figures with what is behind them, a forecast of
 * the final score with its range, and which open items would gain points in the working days left.
 * @param people how many of the unit work on it at once
 * @throws Refusal `par-index.not_found` (404)
 */
export async function getOutlook(work: Work, sheetId: string, people: number): Promise<OutlookView> {
  requirePermission(work.actor, parIndexPermissions.read);
  return work.run(async (tx) => {
    const context = await getSheetContext(tx, sheetId);
    if (!seesOwn(tx, context)) throw new Refusal('par-index.not_found', 404);
    const side = await readLiveSide(tx, context);
    const leaves = await forecastLeaves(tx, context, side.forecast);
    const workingDays = await daysLeft(tx, context);
    return {
      cutOffOn: context.round.cut_off_on,
      workingDays,
      people,
      live: side.views,
      forecast: { ...sumForecasts(leaves), leaves },
      openItems: side.open.length,
      plans: plansOf(side.shares, side.open, workingDays * 4 * people),
      taken: (await listTakenUp(tx.db, sheetId)).map((row) => ({
        item: row.item,
        title: row.title,
        link: row.link,
        person: row.person_name,
        dueAt: toVietnamIso(row.due_at),
        state: row.state,
      })),
      canTake: mayTake(tx, context),
    };
  });
}

/** Whoever scores for the unit may take its work up, while the figures still run. */
export function mayTake(tx: Tx, { sheet, round }: SheetContext): boolean {
  return (
    tx.today <= round.cut_off_on &&
    round.state === 'self-scoring' &&
    tx.actor.grants.some((grant) => grant.agencyId === sheet.agency_id && grant.role in parIndexPermissions.score.roles)
  );
}

/** Today counts as one while it lasts. */
async function daysLeft(tx: Tx, { round, sheet }: SheetContext): Promise<number> {
  if (tx.today > round.cut_off_on) return 0;
  const calendar = await loadCalendar(tx, sheet.agency_id);
  return Math.max(1, workingDaysBetween(calendar, tx.today, round.cut_off_on));
}

function plansOf(
  shares: Parameters<typeof whatWouldGain>[0],
  open: readonly OpenWork[],
  capacity: number,
): GainPlanView[] {
  const byId = new Map(open.map((one) => [one.id, one]));
  const view = (kind: GainPlanView['kind'], { items, gain, effort }: GainPlan): GainPlanView => ({
    kind,
    gain,
    effort,
    items: items.flatMap(({ id }) => {
      const one = byId.get(id);
      if (!one) return [];
      const { title, link, doBy, leaves, person, waits } = one;
      return [{ id, title, link, doBy: toVietnamIso(doBy), effort: one.effort, leaves, person, waits }];
    }),
  });
  const fastest = whatGainsFastest(shares, open, capacity);
  if (fastest.gain === 0) return [];
  const most = whatWouldGain(shares, open, capacity);
  const isOne = most.gain === fastest.gain && most.effort === fastest.effort;
  return [view('fastest', fastest), ...(isOne ? [] : [view('most', most)])];
}

/** In the order in which one replaces another. */
const STAGES: readonly (readonly [ValueRecord['stage'], Basis])[] = [
  ['final', 'final'],
  ['appraisal-2', 'appraised'],
  ['appraisal-1', 'appraised'],
  ['survey', 'final'],
  ['self', 'self'],
];

/**
 * Every leaf with what it is expected to earn: what was given in this round where something was, the live figures where
 * they run, last year's share of the maximum otherwise. A leaf that does not apply is left out of sum and maximum.
 */
async function forecastLeaves(
  tx: Tx,
  context: SheetContext,
  live: ReadonlyMap<string, Expectation>,
): Promise<LeafForecast[]> {
  const current = byLeafAndStage(await listCurrent(tx.db, [context.sheet.id]));
  const past = await pastYearOf(tx, context);
  return leavesOf(context.set.fields).flatMap((leaf): LeafForecast[] => {
    const max = leaf.max ?? 0;
    for (const [stage, basis] of STAGES) {
      const value = current.get(`${leaf.code} ${stage}`);
      if (!value || (basis === 'self' && live.has(leaf.code))) continue;
      if (value.points === null) return [];
      const points = { expected: value.points, low: value.points, high: value.points };
      return [{ code: leaf.code, max, basis, ...points }];
    }
    const expected = live.get(leaf.code);
    if (expected) return [{ code: leaf.code, max, basis: 'live', ...expected }];
    return [expectFromBefore({ code: leaf.code, max }, past.results.get(leaf.code))];
  });
}

/**
 * The things behind the figures of a leaf: of the value kept under that number, or as they are now.
 * @throws Refusal `par-index.not_found` (404)
 */
export async function getLiveThings(work: Work, sheetId: string, code: string, kept: boolean): Promise<ThingsView> {
  requirePermission(work.actor, parIndexPermissions.read);
  return work.run(async (tx) => {
    const context = await getSheetContext(tx, sheetId);
    if (!seesOwn(tx, context)) throw new Refusal('par-index.not_found', 404);
    const trace = kept ? await keptTrace(tx, context, code) : await presentTrace(tx, context, code);
    if (!trace) throw new Refusal('par-index.not_found', 404);
    const inNumerator = new Set(trace.numeratorIds);
    const ids = [...new Set([...trace.numeratorIds, ...trace.denominatorIds])];
    const things = (await readThings(tx, trace.measureId, ids)) ?? [];
    return {
      things: things.map((one) => ({
        id: one.id,
        title: one.title,
        link: one.link,
        state: one.state,
        dueAt: one.dueAt && toVietnamIso(one.dueAt),
        counts: inNumerator.has(one.id),
      })),
      hidden: ids.length - things.length,
    };
  });
}

async function keptTrace(tx: Tx, { sheet }: SheetContext, code: string): Promise<MeasureTrace | null> {
  const values = await listCurrent(tx.db, [sheet.id], ['live']);
  return values.find((value) => value.leaf === code)?.measure ?? null;
}

async function presentTrace(
  tx: Tx,
  { round, sheet, leaves }: SheetContext,
  code: string,
): Promise<MeasureTrace | null> {
  const leaf = leaves.get(code);
  if (!leaf?.measureId) return null;
  const { readings } = await sorted(tx, leaf, [sheet.agency_id], liveQuestion(round, tx.now));
  return readings[0]?.trace ?? null;
}
