import { announceHandover } from '#modules/org/public.ts';
import { offerReactions } from '#modules/reminders/public.ts';
import { events } from '#platform/events/events.ts';
import { countOpenWork, handOverAll, renameAgency } from './service-withdraw.ts';

/** Agencies change: open work goes to the successor, what is done stays where it was. */
export function subscribeDirectives(): void {
  announceHandover({ label: 'Nhiệm vụ đang mở', count: countOpenWork });
  // Both open their form on the page of the part; who may not use it sees the page without it.
  offerReactions('directive-task', {
    label: 'Nhiệm vụ được giao',
    moreTime: ({ link }) => ({ label: 'Xin thêm thời gian', link: `${link}&mo=xin-them` }),
    handOver: ({ link }) => ({ label: 'Phân công người khác', link: `${link}&mo=phan-cong` }),
  });
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
