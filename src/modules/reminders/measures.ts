import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { nextWorkingDay } from '#modules/calendar/domain/days.ts';
import { loadCalendar } from '#modules/calendar/public.ts';
import { agenciesById, peopleById } from '#modules/org/public.ts';
import { addDays, dayNumber, type LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { instantAt, toVietnamIso } from '#kernel/vietnam-time.ts';
import { asProgram, type Tx, type Work } from '#platform/db/province.ts';
import { decodeCursor, encodeCursor } from '#platform/http/cursor.ts';
import { type Figure, FIGURES, heedOf } from './domain/figures.ts';
import { kindOfRule, ruleVi } from './domain/rule-words.ts';
import { stepVi } from './domain/words.ts';
import { LATENESS_BOUNDS } from './metrics.ts';
import { UUID } from './my-work.ts';
import type { MeasureEntries, MeasureEntriesQuery, Measures, MeasuresQuery } from './measure-schema.ts';
import * as store from './store/measure-store.ts';
import { policiesById } from './store/policy-store.ts';
import { lastCheck } from './store/reconcile-store.ts';

/**
 * How the engine does its work: what the reconciler found last, what became of the reminders of the last days, how late
 * they were, and for each rule what share was acted upon within a working day.
 */
export async function measures(work: Work, { days }: MeasuresQuery = { days: 30 }): Promise<Measures> {
  return work.run((tx) =>
    asProgram(tx, async () => {
      const span = await spanOf(tx, days);
      const check = await lastCheck(tx.db);
      const counted = await store.countFigures(tx.db, span);
      const { fired, late } = await store.countFired(tx.db, span);
      const effects = await store.countEffects(tx.db, span);
      const policies = await policiesById(tx.db, [...new Set(effects.map(({ policyId }) => policyId))]);
      const sum = (of: 'told' | 'acted') => effects.reduce((all, effect) => all + effect[of], 0);
      const told = sum('told');
      const acted = sum('acted');
      return {
        days,
        since: toVietnamIso(span.since),
        asOf: toVietnamIso(tx.now),
        check: check
          ? {
              at: toVietnamIso(check.at),
              open: check.open,
              tookMs: check.tookMs,
              differences: check.differences.map((one) => ({ ...one, obligationIds: [...one.obligationIds] })),
            }
          : null,
        figures: {
          ...(Object.fromEntries(FIGURES.map((figure) => [figure, counted.get(figure) ?? 0])) as Record<
            Figure,
            number
          >),
          fired,
          told,
          acted,
          ignored: told - acted,
        },
        lateness: [...LATENESS_BOUNDS, null].map((upTo, place) => ({ upToSeconds: upTo, count: late[place] ?? 0 })),
        effects: effects.map((one) => ({
          ...one,
          text: ruleVi(one.rule, policies.get(one.policyId)?.policy),
          heed: heedOf(one),
        })),
      };
    }),
  );
}

/**
 * The entries behind a number of the page, from the relation it was counted by. Who may see the figures need not see
 * every matter: of those out of sight the list tells the agency and the step, not what they are.
 */
export async function measureEntries(work: Work, query: MeasureEntriesQuery): Promise<MeasureEntries> {
  const { days, cursor, limit, ...which } = query;
  const after = cursor === undefined ? undefined : placeOf(cursor);
  return work.run(async (tx) => {
    const { total, found, subjects, since, ruleText } = await asProgram(tx, async () => {
      const span = await spanOf(tx, days);
      const page = await store.listEntries(tx.db, span, which, { limit: limit + 1, ...(after ? { after } : {}) });
      return {
        since: span.since,
        ruleText: await ruleTextOf(tx, which),
        total: await store.countEntries(tx.db, span, which),
        found: page,
        subjects: await store.subjectsOf(tx.db, ids(page, 'obligationId')),
      };
    });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const seen = await store.subjectsOf(tx.db, ids(page, 'obligationId'));
    const agencies = new Map(
      (await agenciesById(tx, [...new Set([...subjects.values()].map(({ agencyId }) => agencyId))])).map((one) => [
        one.id,
        one.name,
      ]),
    );
    const people = new Map(
      (await asProgram(tx, () => peopleById(tx, ids(page, 'recipientId')))).map((one) => [one.id, one.fullName]),
    );
    const iso = (moment: Date | null) => moment && toVietnamIso(moment);
    return {
      total,
      since: toVietnamIso(since),
      ruleText,
      entries: page.map((one) => {
        const subject = one.obligationId === null ? undefined : subjects.get(one.obligationId);
        return {
          id: one.id,
          at: toVietnamIso(one.at),
          obligationId: one.obligationId,
          title: one.obligationId === null ? null : (seen.get(one.obligationId)?.title ?? null),
          agencyName: (subject && agencies.get(subject.agencyId)) ?? null,
          dueAt: iso(subject?.dueAt ?? null),
          step: one.stepKey === null ? null : stepVi(one.stepKey, one.stepKind ?? kindOfRule(one.stepKey)),
          lateSeconds: one.late,
          recipient: one.recipientId === null ? null : (people.get(one.recipientId) ?? null),
          channel: one.channel,
          actedAt: iso(one.actedAt),
        };
      }),
      next: last && found.length > limit ? encodeCursor([last.place, last.id]) : null,
    };
  });
}

async function spanOf(tx: Tx, days: number): Promise<store.Span> {
  const first = addDays(tx.today, 1 - days);
  const calendar = await loadCalendar(tx);
  const later = Array.from({ length: days }, (_, after) => workingDayAfter(calendar, addDays(first, after)));
  return { since: instantAt(first), now: tx.now, bounds: LATENESS_BOUNDS, later };
}

/** How many days after a day the next working day is; null in a year nobody knows the days off of. */
function workingDayAfter(calendar: WorkCalendar, day: LocalDate): number | null {
  try {
    return dayNumber(nextWorkingDay(calendar, addDays(day, 1))) - dayNumber(day);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'calendar.year_without_data') return null;
    throw error;
  }
}

async function ruleTextOf(tx: Tx, { rule, policyId }: store.Chosen): Promise<string | null> {
  if (rule === undefined) return null;
  const policies = await policiesById(tx.db, policyId === undefined ? [] : [policyId]);
  return ruleVi(rule, policyId === undefined ? undefined : policies.get(policyId)?.policy);
}

function ids(page: readonly store.Entry[], of: 'obligationId' | 'recipientId'): string[] {
  return [...new Set(page.flatMap((one) => one[of] ?? []))];
}

function placeOf(cursor: string): { place: string; id: string } {
  const [place, id] = decodeCursor(cursor, 2);
  if (typeof place !== 'string' || Number.isNaN(Date.parse(place)) || typeof id !== 'string' || !UUID.test(id))
    throw new Refusal('http.bad_cursor', 400);
  return { place, id };
}
