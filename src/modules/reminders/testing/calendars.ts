import fc from 'fast-check';
import { buildCalendar, type WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { DEFAULT_HOURS, type SpecialDay } from '#modules/calendar/domain/types.ts';
import { addDays, dayNumber, fromDayNumber, type LocalDate } from '#kernel/local-date.ts';
import { instantAt } from '#kernel/vietnam-time.ts';

/** Calendars of three years: any days off, closures of a week, other hours, make-up Saturdays. */
export const anyCalendar: fc.Arbitrary<WorkCalendar> = fc
  .record({
    off: fc.array(fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 9 })), { maxLength: 30 }),
    madeUp: fc.array(fc.integer({ min: 0, max: 150 }), { maxLength: 10 }),
    opens: fc.integer({ min: 5 * 60, max: 9 * 60 }),
    lunch: fc.integer({ min: 30, max: 150 }),
    closes: fc.integer({ min: 16 * 60, max: 20 * 60 }),
    saturday: fc.boolean(),
  })
  .map(({ off, madeUp, opens, lunch, closes, saturday }) => {
    const days = new Map<LocalDate, SpecialDay>();
    for (const [from, length] of off)
      for (let day = 0; day < length; day += 1) {
        const date = addDays('2018-01-10', from + day);
        days.set(date, { date, kind: 'local', name: 'nghỉ', sources: [] });
      }
    for (const week of madeUp) {
      const date = addDays('2018-01-06', week * 7);
      days.set(date, { date, kind: 'make-up', name: 'làm bù', sources: [] });
    }
    const noon = 11 * 60 + 30;
    return buildCalendar({
      years: [2018, 2019, 2020],
      days: [...days.values()].filter(({ date }) => date <= '2020-12-31'),
      hours: [
        {
          ...DEFAULT_HOURS,
          weekdays: saturday ? [1, 2, 3, 4, 5, 6] : [1, 2, 3, 4, 5],
          periods: [
            { from: opens, to: noon },
            { from: noon + lunch, to: closes },
          ],
        },
      ],
    });
  });

/** Any minute of a year and a half. */
export const moment = fc
  .tuple(fc.integer({ min: dayNumber('2018-02-01'), max: dayNumber('2019-06-30') }), fc.integer({ min: 0, max: 1439 }))
  .map(([day, minute]) => instantAt(fromDayNumber(day), minute));
/** Minutes of a term. */
export const length = fc.integer({ min: 1, max: 60 * 24 * 60 });
/** What is reckoned in working time. */
export const urgency = fc.constantFrom('normal' as const, 'urgent' as const, 'very-urgent' as const);
export const RUNS = { numRuns: 200 };
