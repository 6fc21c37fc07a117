import type { LocalDate } from '#kernel/local-date.ts';

/**
 * The calendar changed: days off imported or altered, an agency closed, hours set. Whoever keeps due moments that
 * were counted on it counts the open ones again in the same transaction, keeps the old moment in its history and
 * tells the people concerned.
 */
export interface CalendarChanged {
  readonly what: 'year' | 'day' | 'hours';
  /** undefined = the whole province. */
  readonly agencyId?: string;
  /** First and last day whose working time changed; null = without limit. Periods that end before `from` are untouched. */
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  /** Why, in the words of who changed it. */
  readonly reason: string;
  /** What stood before and stands now, for the log. */
  readonly before: unknown;
  readonly after: unknown;
  readonly subject: { readonly kind: 'calendar'; readonly id: string };
}

declare module '#platform/events/events.ts' {
  interface EventMap {
    'calendar.changed': CalendarChanged;
  }
}
