import { Counter, Gauge, Histogram } from 'prom-client';

/** Lateness is told in these steps, in seconds; more than the last is one of its own. */
export const LATENESS_BOUNDS = [1, 10, 60, 600];

/** What the engine tells of itself at /metrics. */
export const metrics = {
  fired: new Counter({
    name: 'reminders_fired_total',
    help: 'Reminder steps recorded, by kind',
    labelNames: ['kind'] as const,
  }),
  delivered: new Counter({
    name: 'reminders_mail_total',
    help: 'Letters handed to the mail server, by outcome: sent, failed (will be tried again), dead',
    labelNames: ['outcome'] as const,
  }),
  messages: new Counter({
    name: 'reminders_messages_total',
    help: 'Messages handed to a carrier, by channel and outcome: sent, failed (will be tried again), dead',
    labelNames: ['channel', 'outcome'] as const,
  }),
  fallenBack: new Counter({
    name: 'reminders_fallen_back_total',
    help: 'Messages another channel took over, by the channel that did not get through',
    labelNames: ['channel'] as const,
  }),
  differences: new Gauge({
    name: 'reminders_differences',
    help: 'Open obligations the reconciler finds something wrong with, by kind; anything above 0 is for a person',
    labelNames: ['kind'] as const,
  }),
  reconciled: new Gauge({
    name: 'reminders_reconciled_timestamp_seconds',
    help: 'When the reconciler last looked at all open obligations, by the real clock',
  }),
  lateness: new Histogram({
    name: 'reminders_lateness_seconds',
    help: 'Time between the moment a step might fire and its record, by the clock of the province',
    buckets: LATENESS_BOUNDS,
  }),
};
