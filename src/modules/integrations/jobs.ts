import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '#kernel/clock.ts';
import type { Province } from '#platform/db/province.ts';
import type { SecretBox } from '#platform/secrets/secret-box.ts';
import type { Job } from '#platform/jobs/job.ts';
import { clearArrived } from './clear.ts';
import { CARRIER, deliverWebhooks } from './deliver.ts';
import { log } from './log.ts';
import { sealPlainSecrets } from './store/webhook-store.ts';

/** A round waits this long; receivers that are slow go on beside the rounds and hold up nothing else. */
const PATIENCE_MS = 500;
/** What arrived long ago is looked for as often as this, by the real clock, and when a process begins. */
const CLEARING_MS = 24 * 3_600_000;

/**
 * The background work of this module: messages to applications outside.
 * @param track lets a round that goes on beside the others be finished before the program ends
 */
export function integrationsJobs(secrets: SecretBox, track: (work: Promise<unknown>) => void = () => {}): Job[] {
  const sealed = new WeakSet<Province>();
  let running: Promise<number> | undefined;
  let cleared: number | undefined;
  return [
    {
      // Once in the life of a process, before its first message: a database from before secrets were sealed, or a
      // backup of one, stays plain no longer than it takes to start.
      name: 'integrations.seal-secrets',
      passing: 'rest',
      nextMoment: async () => null,
      run: async (province: Province) => {
        if (sealed.has(province)) return 0;
        const count = await province.as(CARRIER).run((tx) => sealPlainSecrets(tx.db, secrets));
        sealed.add(province);
        if (count > 0) log('info', 'webhook secrets sealed', { count });
        return count;
      },
    },
    {
      name: 'integrations.deliver',
      passing: 'day',
      nextMoment: async () => null,
      run: (province: Province) => {
        if (!running) {
          running = deliverWebhooks(province, { secrets }).finally(() => {
            running = undefined;
          });
          track(
            running.catch((error: unknown) =>
              log('error', 'webhook delivery failed', { error: (error as Error).message }),
            ),
          );
        }
        return Promise.race([running, wait(PATIENCE_MS, 0, { ref: false })]);
      },
    },
    {
      name: 'integrations.clear-arrived',
      passing: 'rest',
      nextMoment: async () => null,
      run: async (province: Province) => {
        const at = performance.now();
        if (cleared !== undefined && at - cleared < CLEARING_MS) return 0;
        const count = await clearArrived(province, systemClock.now());
        // A round a time until nothing is left; then it is over for a day.
        if (count === 0) cleared = at;
        return count;
      },
    },
  ];
}
