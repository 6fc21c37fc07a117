import { agenciesById } from '#modules/org/public.ts';
import { dateInVietnam, toVietnamIso } from '#kernel/vietnam-time.ts';
import type { Tx } from '#platform/db/province.ts';
import type { Obligation } from './domain/obligation.ts';
import { dueStatus, leftEn, leftVi } from './domain/words.ts';
import { calendarsOf } from './planning.ts';
import type { WorkItem } from './schema.ts';
import { standingInFor } from './stand-ins.ts';
import { snoozedBy } from './store/snooze-store.ts';
import { daysLeft } from './telling.ts';

/** Obligations as lists show them: names of agencies and days left by each agency's own calendar. */
export async function workItems(tx: Tx, obligations: readonly Obligation[]): Promise<WorkItem[]> {
  const ids = new Set(obligations.flatMap(({ agencyId, followerAgencyId }) => [agencyId, followerAgencyId]));
  ids.delete(null);
  const agencies = await agenciesById(
    tx,
    [...ids].filter((id) => id !== null),
  );
  const names = new Map(agencies.map(({ id, name }) => [id, name]));
  const calendarOf = calendarsOf(tx);
  const put = obligations.filter(({ snoozedUntil }) => snoozedUntil !== null).map(({ id }) => id);
  const snoozed = tx.actor.personId === null ? new Map<string, Date>() : await snoozedBy(tx.db, tx.actor.personId, put);
  const absent = tx.actor.personId === null ? new Map<string, string>() : await standingInFor(tx, tx.actor.personId);
  const items: WorkItem[] = [];
  for (const one of obligations) {
    const left = daysLeft(await calendarOf(one.agencyId), one.dueAt, tx);
    const status = dueStatus(one, tx.now, left);
    items.push({
      id: one.id,
      source: one.source,
      kind: one.kind,
      title: one.title,
      link: one.link,
      action: one.action ?? 'Mở việc',
      agency: { id: one.agencyId, name: names.get(one.agencyId) ?? '' },
      personId: one.personId,
      insteadOf: one.personId === null ? null : (absent.get(one.personId) ?? null),
      urgency: one.urgency,
      startAt: toVietnamIso(one.startAt),
      dueAt: one.dueAt && toVietnamIso(one.dueAt),
      dueOn: one.dueAt && dateInVietnam(one.dueAt),
      workingDaysLeft: left,
      status,
      statusText: leftVi(status, left),
      statusTextEn: leftEn(status, left),
      waitingFor: one.followerAgencyId ? (names.get(one.followerAgencyId) ?? null) : null,
      explanation: [...one.explanation],
      origin: one.origin && { document: one.origin.document, number: one.origin.number },
      acknowledgedAt: one.acknowledgedAt && toVietnamIso(one.acknowledgedAt),
      snoozedUntil: isoOf(snoozed.get(one.id)),
      nextReminderAt: one.nextAt && toVietnamIso(one.nextAt),
    });
  }
  return items;
}

function isoOf(moment: Date | undefined): string | null {
  return moment ? toVietnamIso(moment) : null;
}
