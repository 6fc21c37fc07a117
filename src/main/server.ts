import { demoAccountsRoutes } from '#modules/accounts/routes/demo.ts';
import { accountsRoutes } from '#modules/accounts/routes.ts';
import { authenticate, recognise } from '#modules/accounts/public.ts';
import { auditRoutes } from '#modules/audit/routes.ts';
import { calendarRoutes } from '#modules/calendar/routes.ts';
import { mailboxRoutes } from '#modules/demo/mailbox-routes.ts';
import { type Equipment, passingEquipment } from '#modules/channels/public.ts';
import { channelsRoutes } from '#modules/channels/routes.ts';
import { demoClockRoutes } from '#modules/demo/routes.ts';
import { directivesRoutes } from '#modules/directives/routes.ts';
import { forecastRoutes } from '#modules/dossiers/routes-forecast.ts';
import { exchangeRoutes } from '#modules/dossiers/routes-exchange.ts';
import { letterRoutes } from '#modules/dossiers/routes-letters.ts';
import { dossierMonthRoutes } from '#modules/dossiers/routes-month.ts';
import { dossiersRoutes } from '#modules/dossiers/routes.ts';
import { trackingRoutes } from '#modules/dossiers/routes-tracking.ts';
import { authenticateApplication } from '#modules/integrations/public.ts';
import { integrationsRoutes } from '#modules/integrations/routes.ts';
import { noticesRoutes } from '#modules/notices/routes.ts';
import { orgRoutes } from '#modules/org/routes.ts';
import { parIndexRoutes } from '#modules/par-index/routes.ts';
import { proceduresRoutes } from '#modules/procedures/routes.ts';
import { channelRoutes } from '#modules/reminders/routes-channels.ts';
import { feedRoutes } from '#modules/reminders/routes-feed.ts';
import { policyRoutes } from '#modules/reminders/routes-policies.ts';
import { substituteRoutes } from '#modules/reminders/routes-substitutes.ts';
import { liveRoutes } from '#modules/reminders/routes-live.ts';
import { templateRoutes } from '#modules/reminders/routes-templates.ts';
import { reactionRoutes } from '#modules/reminders/routes-reactions.ts';
import type { MailTransport } from '#modules/reminders/public.ts';
import { remindersRoutes } from '#modules/reminders/routes.ts';
import type { Province } from '#platform/db/province.ts';
import type { Turns } from '#platform/db/turns.ts';
import { type App, createApp } from '#platform/http/app.ts';
import { describeApi } from '#platform/http/openapi.ts';
import { operationRoutes } from '#platform/http/operations.ts';
import { staticSite } from '#platform/http/static-site.ts';
import type { Job } from '#platform/jobs/job.ts';
import { DEMONSTRATION_PASSWORD } from './demonstrations.ts';
import { messages, permissions } from './modules.ts';

interface ServerParts {
  readonly province: Province;
  readonly jobs: readonly Job[];
  /** Keys of carriers; without it they live as long as the process. */
  readonly equipment?: Equipment;
  /** How letters leave; without it none can be tried. */
  readonly mail?: MailTransport;
  readonly webFolder?: string;
  readonly https?: boolean;
  readonly trustProxy?: string | undefined;
  /** The program is on its way out: it still answers, and says so to who asks whether it is ready. */
  readonly isEnding?: () => boolean;
  readonly logger?: boolean | object;
  readonly turns?: Turns;
}

/** The whole web application of a province, not yet listening. */
export function buildServer(parts: ServerParts): App {
  const { province, equipment = passingEquipment() } = parts;
  const app = createApp({
    province,
    messages,
    permissions,
    authenticate: (request) => authenticate(province, request),
    recognise: (request) => recognise(province, request),
    authenticateApplication: (request) => authenticateApplication(province, request),
    https: parts.https ?? false,
    logger: parts.logger ?? false,
    ...(parts.trustProxy ? { trustProxy: parts.trustProxy } : {}),
    ...(parts.turns ? { turns: parts.turns } : {}),
  });
  describeApi(app, `Đúng Hẹn: ${province.info.name}`);
  // After the description is registered, so that it sees every route.
  void app.register(async (scope) => {
    const routes = scope as App;
    operationRoutes(routes, province, parts.isEnding);
    orgRoutes(routes);
    accountsRoutes(routes, province);
    calendarRoutes(routes);
    auditRoutes(routes);
    channelsRoutes(routes, province, equipment);
    remindersRoutes(routes);
    liveRoutes(routes, province, (request) => authenticate(province, request));
    templateRoutes(routes);
    feedRoutes(routes, province);
    channelRoutes(routes, province, { mail: parts.mail, equipment });
    policyRoutes(routes);
    substituteRoutes(routes);
    reactionRoutes(routes, { province, secrets: equipment.secrets });
    noticesRoutes(routes);
    directivesRoutes(routes);
    proceduresRoutes(routes);
    dossiersRoutes(routes, province);
    forecastRoutes(routes);
    dossierMonthRoutes(routes);
    exchangeRoutes(routes, province);
    trackingRoutes(routes, province);
    letterRoutes(routes);
    parIndexRoutes(routes, province);
    integrationsRoutes(routes, messages, { secrets: equipment.secrets });
    if (province.info.isDemonstration) {
      demoAccountsRoutes(routes, province, DEMONSTRATION_PASSWORD);
      demoClockRoutes(routes, province, parts.jobs);
      mailboxRoutes(routes);
    }
    if (parts.webFolder) staticSite(routes, parts.webFolder);
  });
  return app;
}
