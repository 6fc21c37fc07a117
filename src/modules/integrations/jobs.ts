import { setTimeout as wait } from 'node:timers/promises';
import type { Province } from '#platform/db/province.ts';
import type { SecretBox } from '#platform/secrets/secret-box.ts';
import type { Job } from '#platform/jobs/job.ts';
import { deliverWebhooks } from './deliver.ts';
import { log } from './log.ts';

/** A round waits this long; receivers that are slow go on beside the rounds and hold up nothing else. */
const PATIENCE_MS = 500;

/** The background work of this module: messages to applications outside. */
export function integrationsJobs(secrets: SecretBox): Job[] {
  let running: Promise<number> | undefined;
  return [
    {
      name: 'integrations.deliver',
      nextMoment: async () => null,
      run: (province: Province) => {
        if (!running) {
          running = deliverWebhooks(province, { secrets }).finally(() => {
            running = undefined;
          });
          running.catch((error: unknown) =>
            log('error', 'webhook delivery failed', { error: (error as Error).message }),
          );
        }
        return Promise.race([running, wait(PATIENCE_MS, 0, { ref: false })]);
      },
    },
  ];
}
