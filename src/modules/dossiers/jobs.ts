import { setTimeout as wait } from 'node:timers/promises';
import type { MailTransport } from '#modules/reminders/public.ts';
import type { Province } from '#platform/db/province.ts';
import type { Job } from '#platform/jobs/job.ts';
import { draftApologies } from './apologies.ts';
import { closeUnsupplemented } from './expired-waits.ts';
import { makeLetters, sendLetters } from './letters.ts';

/** The background work of dossiers: letters to be signed in time, messages to applicants. */
export function dossierJobs(mail: MailTransport): Job[] {
  return [
    { name: 'dossiers.draft-apologies', nextMoment: async () => null, run: (province) => draftApologies(province) },
    {
      name: 'dossiers.close-unsupplemented',
      nextMoment: async () => null,
      run: (province) => closeUnsupplemented(province),
    },
    {
      name: 'dossiers.make-letters',
      nextMoment: async () => null,
      run: (province) => makeLetters(province, mail.publicUrl),
    },
    { name: 'dossiers.send-letters', nextMoment: async () => null, run: beside(mail) },
  ];
}

/** A round waits this long for letters; a slow mail server goes on beside the rounds. */
const PATIENCE_MS = 3_000;

function beside(mail: MailTransport): (province: Province) => Promise<number> {
  let running: Promise<number> | undefined;
  return async (province) => {
    running ??= sendLetters(province, mail).finally(() => {
      running = undefined;
    });
    mail.track(running);
    return Promise.race([running, wait(PATIENCE_MS, 0, { ref: false })]);
  };
}
