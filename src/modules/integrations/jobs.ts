import { setTimeout as wait } from 'node:timers/promises';
import type { Province } from '#platform/db/province.ts';
import type { SecretBox } from '#platform/secrets/secret-box.ts';
import type { Job } from '#platform/jobs/job.ts';
import { CARRIER, deliverWebhooks } from './deliver.ts';
import { log } from './log.ts';
import { sealPlainSecrets } from './store/webhook-store.ts';

/** A round waits this long; receivers that are slow go on beside the rounds and hold up nothing else. */
const PATIENCE_MS = 500;

/**
 * The background work of this module: messages to applications outside.
 * @param track lets a round that goes on beside the others be finished before the program ends
 */
export function integrationsJobs(secrets: SecretBox, track: (work: Promise<unknown>) => void = () => {}): Job[] {
  const sealed = new WeakSet<Province>();
  let running: Promise<number> | undefined;
  return [
    {
      // Once in the life of a process, before its first message: a database from before secrets were sealed, or a
      // backup of one, stays plain no longer than it takes to start.
      name: 'integrations.seal-secrets',
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
  ];
}
