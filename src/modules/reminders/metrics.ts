import { Counter, Histogram } from 'prom-client';

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
  lateness: new Histogram({
    name: 'reminders_lateness_seconds',
    help: 'Time between the moment a step might fire and its record, by the clock of the province',
    buckets: [1, 10, 60, 600, 3600],
  }),
};
