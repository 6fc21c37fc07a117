import type { MeasureOutlook, MeasureThing, OpenThing } from '#modules/measures/public.ts';
import { addDays } from '#kernel/local-date.ts';
import { instantAt } from '#kernel/vietnam-time.ts';
import type { Tx } from '#platform/db/province.ts';
import { statusAt } from './standing.ts';
import type { DueKind } from './store/list.ts';
import { listPartDetails, type PartDetail } from './store/measures.ts';

const STATES = {
  DONE_ON_TIME: 'Hoàn thành đúng hạn',
  DONE_LATE: 'Hoàn thành muộn',
  OPEN_IN_TIME: 'Đang làm, còn hạn',
  OPEN_OVERDUE: 'Quá hạn, chưa xong',
} as const;

/** The parts behind a number, in the order they are due. */
export async function listThings(tx: Tx, ids: readonly string[], due: DueKind = 'in-force'): Promise<MeasureThing[]> {
  return (await listPartDetails(tx.db, { ids }, due)).map((part) => ({
    id: part.id,
    title: titleOf(part),
    link: linkOf(part),
    state: STATES[statusAt(part, tx.now) ?? 'OPEN_IN_TIME'],
    dueAt: part.due_at,
  }));
}

/**
 * How the rates of agencies end if nothing more is done: every part due within the period counts, done or not. What
 * is due after it is left out, as it stands outside the rate until it is done.
 * @param strict only what is reported by its own due date counts
 * @param due by the due date in force, or the one first given
 */
export async function outlook(
  tx: Tx,
  { agencyIds, period }: { agencyIds?: readonly string[]; period: { from: string; to: string } },
  strict: boolean,
  due: DueKind = 'in-force',
): Promise<MeasureOutlook[]> {
  const begin = instantAt(period.from);
  const end = new Date(instantAt(addDays(period.to, 1)).getTime() - 1);
  const groups = new Map<string, { numerator: number; denominator: number; open: OpenThing[] }>();
  for (const id of agencyIds ?? []) groups.set(id, { numerator: 0, denominator: 0, open: [] });
  for (const part of await listPartDetails(tx.db, { agencyIds, dueBy: end }, due)) {
    const group = groups.get(part.agency_id) ?? { numerator: 0, denominator: 0, open: [] };
    groups.set(part.agency_id, group);
    if (part.confirmed) {
      if (part.reported_at === null || part.reported_at < begin || part.reported_at > end) continue;
      group.denominator += 1;
      if (!strict || statusAt(part, end) === 'DONE_ON_TIME') group.numerator += 1;
    } else if (part.due_at !== null && part.due_at <= end) {
      group.denominator += 1;
      const sentInTime = part.reported_at !== null && part.reported_at <= part.due_at;
      const stillCounts = !strict || sentInTime || (part.reported_at === null && part.due_at >= tx.now);
      if (stillCounts && tx.now <= end) group.open.push(openThing(part, strict));
    }
  }
  return [...groups].map(([agencyId, group]) => ({ agencyId, ...group }));
}

function openThing(part: PartDetail, strict: boolean): OpenThing {
  return {
    id: part.id,
    title: titleOf(part),
    link: linkOf(part),
    doBy: strict ? part.due_at : null,
    personId: part.officer_id,
    personName: part.officer_name,
    percent: part.percent ?? 0,
    waits: part.reported_at !== null,
  };
}

/** The beginning of what is asked, long enough to know it by. */
function titleOf({ text, period_label }: PartDetail): string {
  const first = text.replace(/\s+/g, ' ').trim();
  const short = first.length > 160 ? `${first.slice(0, 157).replace(/\s\S*$/, '')}…` : first;
  return period_label === null ? short : `${short} (${period_label})`;
}

function linkOf({ task_id }: PartDetail): string {
  return `/nhiem-vu/${task_id}`;
}
