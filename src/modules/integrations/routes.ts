import { systemClock } from '#kernel/clock.ts';
import type { App } from '#platform/http/app.ts';
import type { Messages } from '#platform/http/problem.ts';
import { applicationRoutes } from './routes-admin.ts';
import { contractRoutes } from './routes-contract.ts';
import { webhookAdminRoutes } from './routes-webhooks-admin.ts';
import type { WebhookMeans } from './routes-one-webhook.ts';
import { webhookRoutes } from './routes-webhooks.ts';

/**
 * All of this module: the interface for applications and the administrator's side of it.
 * @param messages the sentences of all refusals: an upload answers in its lines, not through the error handler
 * @param means what seals the secrets messages are signed with; the real time and how addresses are tried are given by tests
 */
export function integrationsRoutes(
  app: App,
  messages: Messages,
  { realTime = systemClock, ...rest }: Omit<WebhookMeans, 'realTime'> & Partial<Pick<WebhookMeans, 'realTime'>>,
): void {
  const means = { ...rest, realTime };
  contractRoutes(app, messages);
  applicationRoutes(app, realTime);
  webhookRoutes(app, means);
  webhookAdminRoutes(app, means);
}
