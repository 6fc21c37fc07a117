import { setTimeout as wait } from 'node:timers/promises';
import type { Equipment } from '#modules/channels/public.ts';
import type { MailTransport } from '#modules/reminders/public.ts';
import type { Province } from '#platform/db/province.ts';
import type { Job } from '#platform/jobs/job.ts';
import { log } from './log.ts';
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
      passing: 'day',
      nextMoment: async () => null,
      run: (province) => makeLetters(province, mail.publicUrl),
    },
    {
      name: 'dossiers.send-letters',
      passing: 'day',
      nextMoment: async () => null,
      run: beside('letters', mail, (province) => sendLetters(province, mail)),
    },
    {
      name: 'dossiers.send-sms',
      passing: 'day',
      nextMoment: async () => null,
      run: beside('sms', mail, async (province) => (equipment ? sendSms(province, equipment) : 0)),
    },
  ];
}

/** A round waits this long for messages; a slow carrier goes on beside the rounds and beside the other one. */
const PATIENCE_MS = 3_000;

function beside(
  name: string,
  mail: MailTransport,
  send: (province: Province) => Promise<number>,
): (province: Province) => Promise<number> {
  let running: Promise<number> | undefined;
  return async (province) => {
    if (!running) {
      running = send(province).finally(() => {
        running = undefined;
      });
      // It may fail long after the round that began it went on.
      mail.track(
        running.catch((error: unknown) =>
          log('error', 'messages not delivered', { name, error: (error as Error).message }),
        ),
      );
    }
    return Promise.race([running, wait(PATIENCE_MS, 0, { ref: false })]);
  };
}
