import { loadCalendar } from '#modules/calendar/public.ts';
import { findPerson, holdersOf } from '#modules/org/public.ts';
import { addDays, dayNumber, type LocalDate, weekday } from '#kernel/local-date.ts';
import { dateInVietnam, toVietnamIso } from '#kernel/vietnam-time.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { ratesOf, type StatusCounts } from './domain/status.ts';
import { directivesPermissions } from './permissions.ts';
import type { Overview } from './schema.ts';
import {
  type AgencyCounts,
  countByAgency,
  countByAgencyOriginal,
  countByWeek,
  countNotCounted,
  countRequests,
  countWaiting,
  listOverdueDue,
} from './store/overview.ts';
import { listRows } from './store/list.ts';
import { taskRow } from './views.ts';

/** Weeks of the chart: ten behind, this one, and one ahead. */
const WEEKS_BEHIND = 10;
const WEEKS = 12;
const LONGEST = 10;

const FORMULAS = {
  completion: 'Đã hoàn thành (cả đúng hạn và quá hạn) / (đã hoàn thành + đang làm quá hạn)',
  overdue: 'Đang làm quá hạn / (đã hoàn thành + đang làm quá hạn)',
  strict: 'Hoàn thành đúng hạn / (đã hoàn thành + đang làm quá hạn)',
};

/** Age bands of overdue work in calendar days; our own, no rule sets them. */
const BANDS: readonly (readonly [number, number | null])[] = [
  [1, 5],
  [6, 15],
  [16, 30],
  [31, 60],
  [61, 120],
  [121, null],
];

/**
 * What a leader reads in five seconds: how much is late, with whom, since when, and whom to call. Only work that
 * enters the rates is counted: the leads' parts of concrete tasks.
 */
export async function getOverview(work: Work): Promise<Overview> {
  requirePermission(work.actor, directivesPermissions.overview);
  return work.run(async (tx) => {
    const agencies = await countByAgency(tx.db, tx.now);
    const moved = new Map((await countByAgencyOriginal(tx.db, tx.now)).map((one) => [one.id, one]));
    const counts = sum(agencies);
    const rates = ratesOf(counts);
    const original = sum(agencies.map((agency) => moved.get(agency.id) ?? agency));
    return {
      asOf: toVietnamIso(tx.now),
      counts,
      rates: {
        completion: { ...rates.completion, formula: FORMULAS.completion },
        overdue: { ...rates.overdue, formula: FORMULAS.overdue },
        strict: { ...rates.strict, formula: FORMULAS.strict },
      },
      original: {
        counts: original,
        ...ratesOf(original),
        extended: [...moved.values()].reduce((total, { extended }) => total + extended, 0),
      },
      waiting: { ...(await countWaiting(tx.db)), toExtend: await countRequests(tx.db) },
      notCounted: pick(await countNotCounted(tx.db, tx.now)),
      agencies: agencies.map((agency) => agencyView(agency, moved.get(agency.id) ?? agency, tx.today)).sort(byLateness),
      longestOverdue: await longestOverdue(tx),
      ages: bandsOf(await listOverdueDue(tx.db, tx.now), tx.today),
      weeks: await weeksOf(tx),
    };
  });
}

function pick({ doneOnTime, doneLate, openInTime, openOverdue }: StatusCounts): StatusCounts {
  return { doneOnTime, doneLate, openInTime, openOverdue };
}

function sum(all: readonly StatusCounts[]): StatusCounts {
  const total = { doneOnTime: 0, doneLate: 0, openInTime: 0, openOverdue: 0 };
  for (const one of all) for (const key of Object.keys(total) as (keyof StatusCounts)[]) total[key] += one[key];
  return total;
}

function agencyView(agency: AgencyCounts, original: StatusCounts, today: LocalDate): Overview['agencies'][number] {
  const { completion, strict } = ratesOf(agency);
  const longest = agency.longest ? dayNumber(today) - dayNumber(dateInVietnam(agency.longest)) : 0;
  return {
    id: agency.id,
    name: agency.name,
    counts: pick(agency),
    completion,
    strict,
    strictOriginal: ratesOf(original).strict,
    longestOverdueDays: longest,
  };
}

function byLateness(a: Overview['agencies'][number], b: Overview['agencies'][number]): number {
  return (
    b.counts.openOverdue - a.counts.openOverdue ||
    b.longestOverdueDays - a.longestOverdueDays ||
    b.counts.doneLate - a.counts.doneLate ||
    a.name.localeCompare(b.name, 'vi')
  );
}

async function longestOverdue(tx: Tx): Promise<Overview['longestOverdue']> {
  const filter = { status: 'OPEN_OVERDUE', role: 'lead', counted: true } as const;
  const rows = await listRows(tx.db, filter, tx.now, 'due', undefined, LONGEST);
  const calendar = await loadCalendar(tx);
  const result: Overview['longestOverdue'] = [];
  for (const row of rows) {
    const dueOn = row.due_at ? dateInVietnam(row.due_at) : tx.today;
    result.push({
      task: taskRow(row, tx.now, calendar),
      overdueDays: dayNumber(tx.today) - dayNumber(dueOn),
      call: await whomToCall(tx, row.agency_id, row.officer_id),
    });
  }
  return result;
}

/** The head of the agency, then the officer who has the work. */
async function whomToCall(
  tx: Tx,
  agencyId: string,
  officerId: string | null,
): Promise<Overview['longestOverdue'][number]['call']> {
  const holders = await holdersOf(tx, agencyId, ['agency-head', 'officer', 'agency-clerk']);
  const head = holders.find(({ role }) => role === 'agency-head') ?? holders[0];
  const officer = holders.find(({ personId }) => personId === officerId);
  const people = [head, officer].filter((one, index, all) => one !== undefined && all.indexOf(one) === index);
  const call: Overview['longestOverdue'][number]['call'] = [];
  for (const one of people) {
    if (!one) continue;
    const person = await findPerson(tx, one.personId);
    call.push({ name: one.fullName, title: one.title, email: one.email, phone: person?.phone ?? null });
  }
  return call;
}

function bandsOf(overdue: readonly { dueOn: LocalDate; count: number }[], today: LocalDate): Overview['ages'] {
  return BANDS.map(([from, to]) => ({
    from,
    to,
    count: overdue
      .filter(({ dueOn }) => {
        const days = Math.max(1, dayNumber(today) - dayNumber(dueOn));
        return days >= from && (to === null || days <= to);
      })
      .reduce((total, { count }) => total + count, 0),
  }));
}

async function weeksOf(tx: Tx): Promise<Overview['weeks']> {
  const monday = addDays(tx.today, 1 - weekday(tx.today));
  const first = addDays(monday, -7 * WEEKS_BEHIND);
  const found = new Map((await countByWeek(tx.db, first, WEEKS, tx.now)).map((week) => [week.from, week]));
  return Array.from({ length: WEEKS }, (_, index) => {
    const from = addDays(first, 7 * index);
    const counts = found.get(from) ?? { doneOnTime: 0, doneLate: 0, openInTime: 0, openOverdue: 0 };
    return { from, to: addDays(from, 6), ...pick(counts) };
  });
}
