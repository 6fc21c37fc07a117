import { periodsOn, specialDay, type WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { isWorkingDay } from '#modules/calendar/domain/days.ts';
import { loadCalendar } from '#modules/calendar/public.ts';
import { getAgency } from '#modules/org/public.ts';
import { addDays, dayNumber } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { dateInVietnam, instantAt, parseInstant, toVietnamIso } from '#kernel/vietnam-time.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { planSteps, type Plan, type Step, type Term } from './domain/ladder.ts';
import { noNextVi } from './domain/obligation.ts';
import type { Policy } from './domain/policy.ts';
import { momentVi, STOPPING_VI } from './domain/policy-words.ts';
import { AUDIENCE_VI, reasonVi, stepVi } from './domain/words.ts';
import type { Preview, PreviewBody, PreviewStep } from './policy-schema.ts';
import { RecipientFinder } from './recipients.ts';

/** How many weekly lists and monthly reviews are drawn; they go on without end. */
const REPEATED = 2;
const MOST_STEPS = 40;
/** Over a longer span a night is narrower than a line. */
const NIGHTS_UP_TO_DAYS = 45;

/**
 * "Việc giao lúc …, hạn …: những tin này tới những người này vào những lúc này": what a ladder would do with an
 * example, by the same planning and the same finding of people that fire. Changes nothing.
 * @throws Refusal `reminders.due_before_start` (422), `org.unknown_agency` (404)
 */
export async function previewPolicy(work: Work, body: PreviewBody): Promise<Preview> {
  return work.run(async (tx) => {
    const startAt = momentOf(body.startAt);
    const dueAt = body.dueAt === null ? null : momentOf(body.dueAt);
    if (dueAt && dueAt < startAt) throw new Refusal('reminders.due_before_start', 422, { fields: { dueAt: DUE } });
    const agency = await getAgency(tx, body.agencyId);
    const calendar = await loadCalendar(tx, agency.id);
    const term: Term = { startAt, dueAt, urgency: body.urgency };
    const plan = planSteps(body.policy, calendar, term, { limit: MOST_STEPS });
    const shown = firstOfRepeated(plan.steps);
    const last = shown.at(-1)?.at ?? startAt;
    const to = dueAt && dueAt > last ? dueAt : last;
    return {
      from: toVietnamIso(startAt),
      to: toVietnamIso(to),
      startAt: toVietnamIso(startAt),
      dueAt: dueAt && toVietnamIso(dueAt),
      agencyName: agency.name,
      steps: await withPeople(tx, body, shown),
      ...shadesBetween(calendar, startAt, to, body.urgency),
      noFurther: furtherVi(plan, shown.length),
    };
  });
}

const DUE = 'reminders.due_before_start';

function momentOf(text: string): Date {
  const instant = parseInstant(text);
  if (!instant) throw new Refusal('reminders.bad_moment', 422);
  return instant;
}

function firstOfRepeated(steps: readonly Step[]): Step[] {
  let repeated = 0;
  return steps.filter(({ key }) => {
    if (!/^(week|review)-/.test(key)) return true;
    repeated += 1;
    return repeated <= REPEATED;
  });
}

function furtherVi({ steps, noFurther }: Plan, shown: number): string | null {
  if (noFurther?.year) return noNextVi(`${noFurther.reason}:${noFurther.year}`);
  if (steps.length > shown || !noFurther) return 'Sau đó tiếp tục lặp lại cho đến khi việc xong.';
  return noNextVi('no-rule');
}

async function withPeople(tx: Tx, body: PreviewBody, steps: readonly Step[]): Promise<PreviewStep[]> {
  const obligation = { agencyId: body.agencyId, personId: null, followerAgencyId: body.followerAgencyId };
  const finder = await RecipientFinder.load(
    tx,
    steps.map(({ audience }) => ({ obligation, audience })),
  );
  return steps.map(({ key, kind, at, audience, channels, stopsOn }) => {
    const people = finder.find(obligation, audience);
    return {
      key,
      kind,
      text: textOf(body.policy, key, kind),
      at: toVietnamIso(at),
      people: people.map((one) => ({
        personId: one.personId,
        name: one.name,
        title: one.title,
        reason: reasonVi(one),
      })),
      missing: audience.filter((one) => finder.find(obligation, [one]).length === 0).map((one) => AUDIENCE_VI[one]),
      channels: channels ? [...channels] : null,
      stops: stopsOn.map((one) => STOPPING_VI[one]),
    };
  });
}

/** A step in words; one with a name of its own by the moment it stands at. */
function textOf(policy: Policy, key: string, kind: Step['kind']): string {
  const named = policy.bands.flatMap(({ steps }) => steps).find((step) => step.key === key);
  return named && kind === 'due-soon' ? `Nhắc ${momentVi(named.at)}` : stepVi(key, kind);
}

type Shades = Pick<Preview, 'shades' | 'nightsLeftOut'>;

/** When nothing goes out: days off run together, nights between the last closing and the next opening. */
function shadesBetween(calendar: WorkCalendar, from: Date, to: Date, urgency: Term['urgency']): Shades {
  const first = dateInVietnam(from);
  const last = dateInVietnam(to);
  const nightsLeftOut = dayNumber(last) - dayNumber(first) > NIGHTS_UP_TO_DAYS;
  // Hỏa tốc knows neither nights nor days off.
  if (urgency === 'express') return { shades: [], nightsLeftOut: false };
  const shades: { from: Date; to: Date; kind: 'off' | 'night'; name: string | null }[] = [];
  const add = (shade: (typeof shades)[number]) => {
    const start = shade.from > from ? shade.from : from;
    const end = shade.to < to ? shade.to : to;
    if (end <= start) return;
    const before = shades.at(-1);
    if (before?.kind === shade.kind && before.to >= start)
      shades[shades.length - 1] = { ...before, to: end, name: before.name ?? shade.name };
    else shades.push({ ...shade, from: start, to: end });
  };
  try {
    for (let day = first; day <= last; day = addDays(day, 1)) {
      const [opens, closes] = [instantAt(day), instantAt(addDays(day, 1))];
      if (!isWorkingDay(calendar, day)) {
        add({ from: opens, to: closes, kind: 'off', name: specialDay(calendar, day)?.name ?? null });
        continue;
      }
      if (nightsLeftOut) continue;
      const periods = periodsOn(calendar, day);
      add({ from: opens, to: instantAt(day, periods[0]?.from ?? 0), kind: 'night', name: null });
      add({ from: instantAt(day, periods.at(-1)?.to ?? 0), to: closes, kind: 'night', name: null });
    }
  } catch (error) {
    // The plan says by itself which year is missing.
    if (!(error instanceof Refusal) || error.code !== 'calendar.year_without_data') throw error;
  }
  return {
    shades: shades.map((shade) => ({ ...shade, from: toVietnamIso(shade.from), to: toVietnamIso(shade.to) })),
    nightsLeftOut,
  };
}
