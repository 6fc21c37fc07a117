import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { nationalCalendar } from '#modules/calendar/public.ts';
import { parseInstant } from '#kernel/vietnam-time.ts';
import type { Action } from '../domain/actions.ts';
import { baseEvent, type Command, decide, type Rules } from '../domain/decide.ts';
import type { ClockRules, Limit } from '../domain/due.ts';
import type { DossierEvent } from '../domain/events.ts';
import { fold } from '../domain/facts.ts';
import { ledgerOf } from '../domain/ledger.ts';
import { submission } from '../domain/submission.ts';

export const COUNTER = 'agency-counter';
export const COMPETENT = 'agency-competent';
export const LAW_2018: ClockRules = {
  id: '2018',
  afterSupplement: 'restart',
  paymentStopsClock: true,
  reappointments: { max: 1, latestDaysBefore: 1 },
};
export const FIVE_DAYS: Limit = { text: '05 ngày làm việc', amount: 5, unit: 'working-day' };
export const calendar = nationalCalendar();

export const at = (text: string): Date => {
  const instant = parseInstant(text);
  if (!instant) throw new Error(`not a moment: ${text}`);
  return instant;
};

/** A dossier lived through by hand on the national calendar, or another, without a database. */
export class History {
  readonly events: DossierEvent[] = [];
  readonly law: ClockRules;
  readonly limit: Limit | null;
  readonly calendar: WorkCalendar;

  constructor(submitted: string, options: { law?: ClockRules; limit?: Limit | null; calendar?: WorkCalendar } = {}) {
    this.calendar = options.calendar ?? calendar;
    this.law = options.law ?? LAW_2018;
    this.limit = options.limit === undefined ? FIVE_DAYS : options.limit;
    this.events.push(submission(at(submitted), COUNTER, { id: null, name: 'Người Thử' }));
  }

  rules(now: string): Rules {
    return {
      now: at(now),
      calendar: this.calendar,
      law: this.law,
      limit: this.limit,
      actor: { id: null, name: 'Người Thử', agencyId: COUNTER },
    };
  }

  /** Does it, with what it needs filled in. */
  do(now: string, action: Action, more: Omit<Command, 'action'> = {}): this {
    const step = { key: `s${this.events.length}`, name: 'Thụ lý', minutes: 480, agencyId: COMPETENT };
    const enters = ['forward', 'advance', 'send-back'].includes(action) ? { step } : {};
    const paper = { number: '12/SXD', on: '2018-03-01' };
    const command = { reason: 'lý do', cause: 'agency', document: paper, ...enters, ...more, action } as const;
    this.events.push(decide(fold(this.events), command, this.rules(now)));
    return this;
  }

  undo(now: string): this {
    const last = this.events.at(-1);
    if (!last) throw new Error('nothing to undo');
    const facts = fold(this.events.slice(0, -1));
    const line = baseEvent(facts, { action: 'undo' }, this.rules(now));
    this.events.push({ ...line, seq: last.seq + 1, fromState: last.state, undoes: last.seq });
    return this;
  }

  ledger(now: string) {
    return ledgerOf(this.events, this.calendar, at(now));
  }
}
