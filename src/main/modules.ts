import { demoMessages } from '#modules/demo/messages.vi.ts';
import { accountsMessages } from '#modules/accounts/messages.vi.ts';
import { calendarMessages } from '#modules/calendar/messages.vi.ts';
import { directivesMessages } from '#modules/directives/messages.vi.ts';
import { noticesMessages } from '#modules/notices/messages.vi.ts';
import { measuresMessages } from '#modules/measures/messages.vi.ts';
import { parIndexMessages } from '#modules/par-index/messages.vi.ts';
import { orgMessages } from '#modules/org/messages.vi.ts';
import { remindersMessages } from '#modules/reminders/messages.vi.ts';
import { httpMessages } from '#platform/http/messages.vi.ts';
import type { Messages } from '#platform/http/problem.ts';

/** A sentence for every refusal of the program; the test beside this file finds a code without one. */
export const messages: Messages = {
  ...httpMessages,
  ...orgMessages,
  ...accountsMessages,
  ...calendarMessages,
  ...measuresMessages,
  ...remindersMessages,
  ...noticesMessages,
  ...directivesMessages,
  ...parIndexMessages,
  ...demoMessages,
};
