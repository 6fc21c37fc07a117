import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { addWorkingDays } from '#modules/calendar/domain/days.ts';
import { loadCalendar } from '#modules/calendar/public.ts';
import { holdersOfMany, listAgencies } from '#modules/org/public.ts';
import { addDays, type LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { instantAt } from '#kernel/vietnam-time.ts';
import type { Tx } from '#platform/db/province.ts';
import { completeObligation, registerObligation, reopenObligation } from './obligations.ts';
import { obligationOf } from './outside.ts';
import type { Difference } from './store/reconcile-store.ts';

const SOURCE = 'reminders';
const KEY = 'differences';
const CLOSE_OF_WORK = 17 * 60;

/**
 * Puts what the reconciler found on an administrator's list, as an obligation like any other: it is reminded of until
 * nothing is found any more. Our own proposal: to be looked at by the close of the next working day. A province where
 * nobody administers has it in /metrics and on the page alone.
 */
export async function alertDifferences(tx: Tx, differences: readonly Difference[]): Promise<void> {
  const known = await obligationOf(tx, SOURCE, KEY);
  const count = differences.reduce((sum, one) => sum + one.count, 0);
  if (count === 0) {
    if (known?.state === 'open') await completeObligation(tx, SOURCE, KEY);
    return;
  }
  const title = `Bộ máy nhắc việc có ${count} sai lệch cần xem`;
  if (known?.state === 'open' && known.title === title) return;
  const administrator = await firstAdministrator(tx);
  if (!administrator) return;
  const isOpen = known?.state === 'open';
  const calendar = await loadCalendar(tx, administrator.agencyId);
  await registerObligation(tx, {
    source: SOURCE,
    key: KEY,
    kind: 'reminder-differences',
    title,
    ...administrator,
    startAt: isOpen ? known.startAt : tx.now,
    dueAt: isOpen ? known.dueAt : instantAt(nextDayOf(calendar, tx.today), CLOSE_OF_WORK),
    urgency: 'normal',
    link: '/nhac-viec/do-luong',
    action: 'Xem sai lệch',
    explanation: ['Đối soát năm phút một lần tìm thấy việc thiếu người, thiếu mốc nhắc hoặc chưa được nhắc.'],
  });
  if (known && !isOpen) await reopenObligation(tx, SOURCE, KEY);
}

/** The next working day; where the calendar cannot say, the next one. */
function nextDayOf(calendar: WorkCalendar, today: LocalDate): LocalDate {
  try {
    return addWorkingDays(calendar, today, 1);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'calendar.year_without_data') return addDays(today, 1);
    throw error;
  }
}

async function firstAdministrator(tx: Tx): Promise<{ agencyId: string; personId: string } | undefined> {
  const agencies = await listAgencies(tx, { on: tx.today });
  const held = await holdersOfMany(
    tx,
    agencies.map(({ id }) => id),
    ['administrator'],
    tx.today,
  );
  for (const { id } of agencies) {
    const [first] = held.get(id) ?? [];
    if (first) return { agencyId: id, personId: first.personId };
  }
  return undefined;
}
