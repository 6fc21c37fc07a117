import { events } from '#platform/events/events.ts';
import { foreseeListening, tell } from './tell.ts';

/** What the reminder engine tells goes on to those outside who asked for it. */
export function subscribeIntegrations(): void {
  events.onForeseen('reminders.changing', (tx, { source }) => foreseeListening(tx, source));
  events.on('reminders.obligation_registered', (tx, { source, key }) =>
    tell(tx, [{ type: 'obligation.registered', source, key }]),
  );
  events.on('reminders.obligation_replanned', (tx, { source, key, because }) =>
    tell(tx, [{ type: 'obligation.replanned', source, key, data: { because } }]),
  );
  events.on('reminders.obligation_acknowledged', (tx, { source, key }) =>
    tell(tx, [{ type: 'obligation.acknowledged', source, key }]),
  );
  events.on('reminders.obligation_closed', (tx, { source, key, state }) =>
    tell(tx, [{ type: 'obligation.closed', source, key, data: { state } }]),
  );
  events.on('reminders.fired', (tx, { steps }) =>
    tell(
      tx,
      steps.map(({ source, key, stepKey, kind, told }) => ({
        type: 'reminder.fired' as const,
        source,
        key,
        data: { step: stepKey, kind, told },
      })),
    ),
  );
}
