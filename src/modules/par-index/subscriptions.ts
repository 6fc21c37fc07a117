import { announceHandover } from '#modules/org/public.ts';
import { events } from '#platform/events/events.ts';
import { countOpenRounds, handOverRounds } from './service-successors.ts';

/** Agencies change while a round runs: the successor answers and appraises. */
export function subscribeParIndex(): void {
  announceHandover({ label: 'Đợt chấm điểm đang mở', count: countOpenRounds });
  events.on('org.agencies_merged', (tx, { from, to, reason, changeId }) =>
    handOverRounds(tx, from, to, { reason, changeId }),
  );
  // Without a main heir nobody can be said to answer for the sheet: Sở Nội vụ sees it and cancels or goes on by hand.
  events.on('org.agency_split', async (tx, { from, mainId, to, reason, changeId }) => {
    const heir = to.find(({ id }) => id === mainId);
    if (heir) await handOverRounds(tx, [from], heir, { reason, changeId });
  });
}
