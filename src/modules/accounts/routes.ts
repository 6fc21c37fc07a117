import { systemClock } from '#kernel/clock.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Province } from '#platform/db/province.ts';
import type { App } from '#platform/http/app.ts';
import { administrationRoutes } from './routes/administration.ts';
import { inviteRoutes } from './routes/invites.ts';
import { passwordRoutes } from './routes/password.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { accountsOf } from './service/context.ts';

/**
 * Sign-in, sessions, passwords, links and their administration. Calls that carry a secret, or answer with one, do
 * not use `request.work`: its idempotency keeps a fast hash of the body and the whole answer.
 * @param realTime given by tests
 */
export function accountsRoutes(app: App, province: Province, realTime: Clock = systemClock): void {
  const accounts = accountsOf(province, realTime);
  sessionRoutes(app, accounts);
  passwordRoutes(app, accounts);
  inviteRoutes(app, accounts);
  administrationRoutes(app, accounts);
}
