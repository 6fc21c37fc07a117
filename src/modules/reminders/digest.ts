import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { loadCalendars } from '#modules/calendar/public.ts';
import { listAgencies } from '#modules/org/public.ts';
import { addDays, type LocalDate, weekday } from '#kernel/local-date.ts';
import { instantAt } from '#kernel/vietnam-time.ts';
import type { Province, Tx } from '#platform/db/province.ts';
import { digestMoment, nextDigestMoment, restraintOf } from './domain/restraint.ts';
import { FIRING_ACTOR } from './fire.ts';
import { anythingOpen, peopleToWrite } from './store/digest-store.ts';
import { currentPolicy } from './store/policy-store.ts';

/** One person has one morning's letter whatever its matters are, so the policy for every kind rules it. */
export const EVERY_KIND = '*';

/** When the first morning letters of today are written, agencies that open later have theirs later; null on a day off. */
export function firstMorning(province: Province): Promise<Date | null> {
  return province.as(FIRING_ACTOR).run(async (tx) => (await momentsOn(tx, tx.today))[0] ?? null);
}

/** The people whose letter of today is not written and who might have something in it, as of its moment. */
export function findPeople(province: Province): Promise<string[]> {
  return province.as(FIRING_ACTOR).run(async (tx) => {
    const until = (await momentsOn(tx, tx.today)).at(-1);
    if (!until) return [];
    const nextWeek = instantAt(addDays(tx.today, 8 - weekday(tx.today)));
    return peopleToWrite(tx.db, { today: tx.today, nextWeek, until });
  });
}

/** The moments of a day over all agencies, in order. */
async function momentsOn(tx: Tx, day: LocalDate): Promise<Date[]> {
  const { at } = restraintOf((await currentPolicy(tx.db, EVERY_KIND)).policy);
  const calendars = await calendarsInUse(tx);
  return calendars
    .flatMap((calendar) => digestMoment(calendar, day, at) ?? [])
    .sort((a, b) => a.getTime() - b.getTime());
}

async function calendarsInUse(tx: Tx): Promise<WorkCalendar[]> {
  const calendarOf = await loadCalendars(tx);
  const agencies = await listAgencies(tx, { on: tx.today });
  return [...new Set(agencies.map(({ id }) => calendarOf(id)))];
}

/** Where a demonstration clock stops next for morning letters; null while nothing could make one. */
export async function nextMorning(tx: Tx): Promise<Date | null> {
  if (!(await anythingOpen(tx.db))) return null;
  const { at } = restraintOf((await currentPolicy(tx.db, EVERY_KIND)).policy);
  const calendars = await calendarsInUse(tx);
  const moments = calendars.flatMap((calendar) => nextDigestMoment(calendar, tx.now, at) ?? []);
  return moments.reduce<Date | null>((first, moment) => (first && first <= moment ? first : moment), null);
}
