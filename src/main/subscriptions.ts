import { subscribeAccounts } from '#modules/accounts/subscriptions.ts';
import { subscribeAudit } from '#modules/audit/subscriptions.ts';
import { subscribeChannels } from '#modules/channels/subscriptions.ts';
import { publishDirectivesMeasures } from '#modules/directives/public.ts';
import { subscribeDirectives } from '#modules/directives/subscriptions.ts';
import { publishDossierMeasures } from '#modules/dossiers/public.ts';
import { subscribeDossiers } from '#modules/dossiers/subscriptions.ts';
import { subscribeIntegrations } from '#modules/integrations/subscriptions.ts';
import { subscribeParIndex } from '#modules/par-index/subscriptions.ts';
import { subscribeReminders } from '#modules/reminders/subscriptions.ts';

let done = false;

/** Who acts on which fact of the modules before it; once a process. */
export function connectModules(): void {
  if (done) return;
  done = true;
  subscribeAccounts();
  subscribeAudit();
  subscribeChannels();
  subscribeReminders();
  subscribeDirectives();
  subscribeDossiers();
  subscribeParIndex();
  subscribeIntegrations();
  publishDirectivesMeasures();
  publishDossierMeasures();
}
