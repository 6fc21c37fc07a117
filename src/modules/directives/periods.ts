import { record } from '#modules/audit/public.ts';
import { agenciesById } from '#modules/org/public.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { instantAt } from '#kernel/vietnam-time.ts';
import type { Tx } from '#platform/db/province.ts';
import { type Period, periodsFrom, type Rhythm } from './domain/periods.ts';
import { openParts, type Partner } from './opening.ts';
import type { Recurrence, TaskRecord } from './store/rows.ts';
import { listParties, lockTasksWithPeriodDue, nextPeriodDay, updateTask } from './store/tasks.ts';

/** Periods that begin together (two report days in a month are two periods of one month), and when the next begin. */
export interface PeriodGroup {
  readonly periods: readonly Period[];
  readonly nextOn: LocalDate;
}

/**
 * The periods that contain `from`, leaving out those whose report was due before `notBefore`; when none is left,
 * those that follow.
 */
export function periodsAt(
  rhythm: Rhythm,
  reportDay: string | null,
  from: LocalDate,
  notBefore: LocalDate | null,
): PeriodGroup {
  let group: Period[] = [];
  for (const period of periodsFrom(rhythm, reportDay, from)) {
    const head = group[0];
    if (head && period.from !== head.from) {
      const left = group.filter((one) => notBefore === null || one.dueOn >= notBefore);
      if (left.length > 0) return { periods: left, nextOn: period.from };
      group = [];
    }
    group.push(period);
  }
  throw new Error('periods have no end');
}

export function hasPeriods(recurrence: Recurrence | null): recurrence is Rhythm {
  return recurrence !== null && recurrence !== 'continuous';
}

/** How many tasks one transaction opens periods for. */
const BATCH = 50;

/**
 * Opens the next period of recurring duties whose last one has ended: each period is its own record, so that a late
 * March and an April on time both stay visible. May run twice and in several processes; after a standstill it opens
 * every period that was missed.
 *
 * @returns how many periods were opened
 */
export async function openRecurringPeriods(tx: Tx): Promise<number> {
  let opened = 0;
  for (const task of await lockTasksWithPeriodDue(tx.db, tx.today, BATCH)) {
    if (!hasPeriods(task.recurrence) || task.next_period_on === null) continue;
    const { periods, nextOn } = periodsAt(task.recurrence, task.recurrence_day, task.next_period_on, null);
    const partners = await partnersOf(tx, task);
    for (const period of periods) {
      const parts = await openParts(tx, task, partners, period.dueOn, period);
      if (parts.length === 0) continue;
      opened += 1;
      await record(tx, {
        action: 'directives.period_opened',
        subject: { kind: 'task', id: task.id },
        reach: 'subject',
        data: { period: period.label, dueOn: period.dueOn, agencies: parts.length },
      });
    }
    await updateTask(tx.db, task.id, { next_period_on: stillRuns(task, nextOn) ? nextOn : null });
  }
  return opened;
}

/** Those who have a part today, by their present names. */
async function partnersOf(tx: Tx, task: TaskRecord): Promise<Partner[]> {
  const parties = await listParties(tx.db, task.id);
  const ids = parties.map((party) => party.agency_id);
  const names = new Map((await agenciesById(tx, ids)).map((agency) => [agency.id, agency.name]));
  return parties.map((party) => ({
    agencyId: party.agency_id,
    agencyName: names.get(party.agency_id) ?? '',
    role: party.role,
  }));
}

export function stillRuns(task: Pick<TaskRecord, 'recurs_until'>, nextOn: LocalDate): boolean {
  return task.recurs_until === null || nextOn <= task.recurs_until;
}

/** The moment at which the next period begins; null when no duty recurs. */
export async function nextPeriodMoment(tx: Tx): Promise<Date | null> {
  const day = await nextPeriodDay(tx.db);
  return day === null ? null : instantAt(day);
}
