import { useQuery } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { DeliveryView } from '../webhook-schema.ts';
import classes from './integrations.module.css';
import { SOON_MS, useChanged } from './queries.ts';
import { words } from './webhook-words.ts';

/** Whether the other side was asked since the message was put into the queue. */
const isTried = ({ state, attempts }: DeliveryView) => state !== 'queued' || attempts > 0;

/**
 * What became of a message somebody just sent by hand: watched until it was tried, told in words, and read aloud.
 * @param id of the delivery
 */
export function Outcome({ id }: { id: string }) {
  const m = useMessages(words);
  const changed = useChanged();
  const found = useQuery({
    queryKey: ['integration-outcome', id],
    queryFn: async ({ signal }) => {
      const one = await getJson<DeliveryView>(`/api/webhook-deliveries/${id}`, { signal });
      if (isTried(one)) void changed();
      return one;
    },
    refetchInterval: ({ state }) => (state.data && isTried(state.data) ? false : SOON_MS / 3),
    gcTime: 0,
  });
  const one = found.data;
  const tried = one && isTried(one);
  const arrived = one?.state === 'delivered';
  return (
    <output className={classes.outcome} data-tone={tried ? (arrived ? 'good' : 'amber') : undefined}>
      {!one || !tried ? (
        m.sending
      ) : arrived ? (
        m.arrived(one.webhookName, one.status)
      ) : (
        <>
          <strong>{m.notArrived(one.webhookName)}</strong> {one.errorText}{' '}
          {one.nextAttemptAt ? m.triedAgain(formatMoment(one.nextAttemptAt)) : m.noMore}
        </>
      )}
    </output>
  );
}
