import { sealHours } from '#modules/audit/public.ts';
import type { Equipment } from '#modules/channels/public.ts';
import { directivesJobs } from '#modules/directives/public.ts';
import { dossiersJobs } from '#modules/dossiers/public.ts';
import { dossierJobs } from '#modules/dossiers/jobs.ts';
import { integrationsJobs } from '#modules/integrations/jobs.ts';
import { orgJobs } from '#modules/org/jobs.ts';
import { parIndexJobs } from '#modules/par-index/public.ts';
import { reminderJobs } from '#modules/reminders/jobs.ts';
import type { MailTransport } from '#modules/reminders/public.ts';
import { systemActor } from '#platform/auth/actor.ts';
import { forgetAnswers } from '#platform/http/idempotency.ts';
import type { Job } from '#platform/jobs/job.ts';

/** All background work of a province. */
export function provinceJobs(mail: MailTransport, equipment: Equipment): Job[] {
  return [
    // First: a merger of today hands its work over before anything is reminded of.
    ...orgJobs(),
    ...directivesJobs(),
    ...dossiersJobs(),
    ...parIndexJobs(),
    ...dossierJobs(mail, equipment),
    ...reminderJobs(mail, equipment),
    ...integrationsJobs(equipment.secrets, (work) => mail.track(work)),
    forgetAnswers,
    {
      name: 'audit.seal',
      passing: 'rest',
      nextMoment: async () => null,
      run: (province) => province.as(systemActor('Niêm phong nhật ký')).run(sealHours),
    },
  ];
}
