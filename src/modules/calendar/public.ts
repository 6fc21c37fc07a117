/*
 * What other modules may call. Arithmetic takes a `WorkCalendar` and is imported from `#modules/calendar/domain/…`;
 * pages use it too.
 */
import './events.ts';

export type { CalendarChanged } from './events.ts';
export { nationalCalendar } from './data.ts';
export { calendarVersion, foreseeCalendar, loadCalendar, loadCalendars, seedCalendar } from './load.ts';
