import { events } from '#platform/events/events.ts';
import { foreseeListening, tell } from './tell.ts';

/** What the reminder engine tells goes on to those outside who asked for it. */
export function subscribeIntegrations(): void {
  events.onForeseen('reminders.changing', (tx, { source }) => foreseeListening(tx, source));
  events.on('reminders.obligation_registered', (tx, { source, obligationId }) =>
    tell(tx, [{ type: 'obligation.registered', source, obligationIds: [obligationId] }]),
  );
  events.on('reminders.obligation_replanned', (tx, { source, obligationId, because }) =>
    tell(tx, [{ type: 'obligation.replanned', source, obligationIds: [obligationId], data: { because } }]),
  );
  events.on('reminders.obligations_replanned', (tx, { replanned, because }) =>
    tell(
      tx,
      replanned.map((of) => ({ type: 'obligation.replanned', ...of, data: { because } })),
    ),
  );
  events.on('reminders.plans_recounted', (tx, { recounted }) =>
    tell(
      tx,
      recounted.map((of) => ({ type: 'obligation.replanned', ...of, data: { because: 'calendar' } })),
    ),
  );
  events.on('reminders.obligations_moved', (tx, { moved }) =>
    tell(
      tx,
      moved.map((of) => ({ type: 'obligation.moved', ...of })),
    ),
  );
  events.on('reminders.obligation_acknowledged', (tx, { source, obligationId }) =>
    tell(tx, [{ type: 'obligation.acknowledged', source, obligationIds: [obligationId] }]),
  );
  events.on('reminders.obligation_closed', (tx, { source, obligationId, state }) =>
    tell(tx, [{ type: 'obligation.closed', source, obligationIds: [obligationId], data: { state } }]),
  );
  events.on('reminders.fired', (tx, { steps }) =>
    tell(
      tx,
      steps.map(({ source, obligationIds, stepKey, kind, told }) => ({
        type: 'reminder.fired',
        source,
        obligationIds,
        data: { step: stepKey, kind, told },
      })),
    ),
  );
}
