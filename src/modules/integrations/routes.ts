import { type Clock, systemClock } from '#kernel/clock.ts';
import type { SecretBox } from '#platform/secrets/secret-box.ts';
import type { App } from '#platform/http/app.ts';
import type { Messages } from '#platform/http/problem.ts';
import { applicationRoutes } from './routes-admin.ts';
import { contractRoutes } from './routes-contract.ts';
import { webhookRoutes } from './routes-webhooks.ts';

/**
 * All of this module: the interface for applications and the administrator's side of it.
 * @param messages the sentences of all refusals: an upload answers in its lines, not through the error handler
 * @param means what seals the secrets messages are signed with; the real time is given by tests
 */
export function integrationsRoutes(
  app: App,
  messages: Messages,
  { secrets, realTime = systemClock }: { readonly secrets: SecretBox; readonly realTime?: Clock },
): void {
  contractRoutes(app, messages);
  applicationRoutes(app, realTime);
  webhookRoutes(app, realTime, secrets);
}
