/**
 * How many days a message that arrived is kept to be looked at, by the real clock; our own, no text sets one. One that
 * did not arrive is kept until somebody sends it again. The page and the guide (`docs/reminders-api.md`) name it.
 */
export const KEPT_DAYS = 30;
