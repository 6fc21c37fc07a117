import { announceHandover } from '#modules/org/public.ts';
import { offerReactions } from '#modules/reminders/public.ts';
import { events } from '#platform/events/events.ts';
import { answerWasRead, EXTENSION_ANSWER, EXTENSION_DUTY } from './extension-duties.ts';
import { countOpenWork, handOverAll, renameAgency } from './service-withdraw.ts';

/** Agencies change: open work goes to the successor, what is done stays where it was. */
export function subscribeDirectives(): void {
  announceHandover({ label: 'Nhiệm vụ đang mở', count: countOpenWork });
  // Both open their form on the page of the part; who may not use it sees the page without it.
  offerReactions('directive-task', {
    label: 'Nhiệm vụ được giao',
    // After the due date it is too late to ask, and without one there is nothing to ask for.
    moreTime: ({ link, dueAt }, now) =>
      dueAt && now <= dueAt ? { label: 'Đề nghị gia hạn', link: `${link}&mo=gia-han` } : null,
    handOver: ({ link }) => ({ label: 'Phân công người khác', link: `${link}&mo=phan-cong` }),
  });
  offerReactions(EXTENSION_DUTY, { label: 'Đề nghị gia hạn chờ trả lời' });
  offerReactions(EXTENSION_ANSWER, { label: 'Trả lời về gia hạn' });
  events.on('reminders.obligation_acknowledged', answerWasRead);
  events.on('org.agencies_merged', (tx, { fromIds, to, effectiveOn, reason }) =>
    handOverAll(tx, fromIds, to, effectiveOn, reason),
  );
  // Without a main heir the Office hands each part over by hand: who is competent is not ours to guess.
  events.on('org.agency_split', async (tx, { fromId, mainId, to, effectiveOn, reason }) => {
    const heir = to.find(({ id }) => id === mainId);
    if (heir) await handOverAll(tx, [fromId], heir, effectiveOn, reason);
  });
  events.on('org.agency_renamed', (tx, { agencyId, after }) => renameAgency(tx, agencyId, after));
}
