import { setTimeout as wait } from 'node:timers/promises';
import type { Equipment } from '#modules/channels/public.ts';
import type { MailTransport } from '#modules/reminders/public.ts';
import type { Province } from '#platform/db/province.ts';
import type { Job } from '#platform/jobs/job.ts';
import { draftApologies } from './apologies.ts';
import { closeUnsupplemented } from './expired-waits.ts';
import { makeLetters, sendLetters } from './letters.ts';
import { sendSms } from './letters-sms.ts';

/** The background work of dossiers: letters to be signed in time, messages to applicants. */
export function dossierJobs(mail: MailTransport, equipment?: Equipment): Job[] {
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
    {
      name: 'dossiers.send-letters',
      nextMoment: async () => null,
      run: beside(mail, (province) => sendLetters(province, mail)),
    },
    {
      name: 'dossiers.send-sms',
      nextMoment: async () => null,
      run: beside(mail, async (province) => (equipment ? sendSms(province, equipment) : 0)),
    },
  ];
}

/** A round waits this long for messages; a slow carrier goes on beside the rounds and beside the other one. */
const PATIENCE_MS = 3_000;

function beside(
  mail: MailTransport,
  send: (province: Province) => Promise<number>,
): (province: Province) => Promise<number> {
  let running: Promise<number> | undefined;
  return async (province) => {
    running ??= send(province).finally(() => {
      running = undefined;
    });
    mail.track(running);
    return Promise.race([running, wait(PATIENCE_MS, 0, { ref: false })]);
  };
}
