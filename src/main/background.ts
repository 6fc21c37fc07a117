import type { Equipment } from '#modules/channels/public.ts';
import type { MailTransport } from '#modules/reminders/public.ts';
import type { Province } from '#platform/db/province.ts';
import type { Job } from '#platform/jobs/job.ts';
import { openEquipment } from './equipment.ts';
import { provinceJobs } from './jobs.ts';
import { openMail } from './mail.ts';
import { publicUrlOf, type StartOptions } from './options.ts';

/** The background work of a province with all it sends by. */
export interface Background {
  readonly mail: MailTransport;
  readonly equipment: Equipment;
  readonly jobs: readonly Job[];
  /** Lets what is on its way be finished, for a moment. */
  close(): Promise<void>;
}

/**
 * What the server and `dunghen clock` both do in the background, by the same keys and with the same addresses in what
 * they send: a letter is the same whoever sent it.
 *
 * @throws SetupError naming the key that cannot be used
 */
export async function openBackground(
  province: Province,
  options: StartOptions,
  env: NodeJS.ProcessEnv,
): Promise<Background> {
  const publicUrl = publicUrlOf(options);
  const equipment = openEquipment(options.dataDir, env, publicUrl);
  const opened = await openMail(province, { ...options, publicUrl });
  const mail = opened.transport;
  return { mail, equipment, jobs: provinceJobs(mail, equipment), close: () => opened.close() };
}
