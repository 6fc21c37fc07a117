import { demoMessages } from '#modules/demo/messages.vi.ts';
import { accountsMessages } from '#modules/accounts/messages.vi.ts';
import { calendarMessages } from '#modules/calendar/messages.vi.ts';
import { channelsMessages } from '#modules/channels/messages.vi.ts';
import { directivesMessages } from '#modules/directives/messages.vi.ts';
import { dossiersMessages } from '#modules/dossiers/messages.vi.ts';
import { dossierMonthMessages } from '#modules/dossiers/month-messages.vi.ts';
import { exchangeMessages } from '#modules/dossiers/exchange-messages.vi.ts';
import { integrationsMessages } from '#modules/integrations/messages.vi.ts';
import { noticesMessages } from '#modules/notices/messages.vi.ts';
import { measuresMessages } from '#modules/measures/messages.vi.ts';
import { parIndexMessages } from '#modules/par-index/messages.vi.ts';
import { proceduresMessages } from '#modules/procedures/messages.vi.ts';
import { orgMessages } from '#modules/org/messages.vi.ts';
import { remindersMessages } from '#modules/reminders/messages.vi.ts';
import { accountsPermissions } from '#modules/accounts/permissions.ts';
import { auditPermissions } from '#modules/audit/permissions.ts';
import { calendarPermissions } from '#modules/calendar/permissions.ts';
import { channelsPermissions } from '#modules/channels/permissions.ts';
import { demoPermissions } from '#modules/demo/permissions.ts';
import { directivesPermissions } from '#modules/directives/permissions.ts';
import { dossiersPermissions } from '#modules/dossiers/permissions.ts';
import { integrationsPermissions } from '#modules/integrations/permissions.ts';
import { noticesPermissions } from '#modules/notices/permissions.ts';
import { orgPermissions } from '#modules/org/permissions.ts';
import { parIndexPermissions } from '#modules/par-index/permissions.ts';
import { proceduresPermissions } from '#modules/procedures/permissions.ts';
import { remindersPermissions } from '#modules/reminders/permissions.ts';
import type { Permission } from '#platform/auth/permission.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import type { Messages } from '#platform/http/problem.ts';

/** A sentence for every refusal of the program; the test beside this file finds a code without one. */
export const messages: Messages = {
  ...httpMessages,
  ...orgMessages,
  ...accountsMessages,
  ...calendarMessages,
  ...measuresMessages,
  ...channelsMessages,
  ...remindersMessages,
  ...noticesMessages,
  ...directivesMessages,
  ...dossiersMessages,
  ...dossierMonthMessages,
  ...proceduresMessages,
  ...exchangeMessages,
  ...parIndexMessages,
  ...integrationsMessages,
  ...demoMessages,
};

/** Every permission of the program; the test beside this file finds a module that is missing. */
export const permissions: readonly Permission[] = [
  ...Object.values(orgPermissions),
  ...Object.values(accountsPermissions),
  ...Object.values(calendarPermissions),
  ...Object.values(auditPermissions),
  ...Object.values(channelsPermissions),
  ...Object.values(remindersPermissions),
  ...Object.values(noticesPermissions),
  ...Object.values(directivesPermissions),
  ...Object.values(dossiersPermissions),
  ...Object.values(proceduresPermissions),
  ...Object.values(parIndexPermissions),
  ...Object.values(integrationsPermissions),
  ...Object.values(demoPermissions),
];
