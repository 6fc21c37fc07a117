import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { addWorkingDays } from '#modules/calendar/domain/days.ts';
import type { LawRules } from '#modules/procedures/domain/law.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { dayVi } from './tracking.ts';
import type { DossierEvent } from './events.ts';
import { effective } from './facts.ts';

/**
 * After so many working days somebody looks at a dossier whose applicant brought nothing. No general number was found in
 * law; this is the one of NĐ 297/2025/NĐ-CP for its own group of procedures, proposed to look again and nothing more.
 */
export const PROPOSED_WAIT_WORKING_DAYS = 15;

type Rule = Pick<LawRules, 'facts'>;

/** Until when a supplement is waited for, and what that day rests on. */
export interface Wait {
  readonly until: LocalDate;
  /**
   * `rule`: the law's own number. `proposal`: a day to look again; nobody's right ends with it. `office`: the office
   * decided to wait longer than that day.
   */
  readonly by: 'rule' | 'proposal' | 'office';
  /** The rule was read in the law's text: the program may close by it. */
  readonly automatic: boolean;
  readonly source: string;
}

/**
 * The wait for a supplement asked today.
 * @throws Refusal `calendar.year_without_data`
 */
export function waitFrom(law: Rule, calendar: WorkCalendar, today: LocalDate): Wait {
  const days = law.facts.supplementExpiryWorkingDays.value ?? PROPOSED_WAIT_WORKING_DAYS;
  return waitUntil(law, addWorkingDays(calendar, today, days));
}

/** What `waitFrom` said of the rules, for a day that was set before. */
export function waitUntil(law: Rule, until: LocalDate): Wait {
  const { value, trust, source } = law.facts.supplementExpiryWorkingDays;
  const isRule = value !== null && trust !== 'U';
  return {
    until,
    by: isRule ? 'rule' : 'proposal',
    automatic: value !== null && trust === 'V',
    source: isRule ? source : 'Mốc xem lại do phần mềm đề xuất; quy định chung không có số ngày',
  };
}

/** The wait a history has come to, and what it rests on. @param until its last day as the dossier has it */
export function waitOf(law: Rule, events: readonly DossierEvent[], until: LocalDate): Wait {
  const set = effective(events).findLast(({ data }) => data.waitUntil !== undefined);
  return set?.action === 'extend-wait' ? longerWait(until) : waitUntil(law, until);
}

/** What a longer wait rests on: no general rule says how long. */
export const OWN_DECISION = 'Cơ quan tự quyết định; quy định chung không có số ngày';

/** The wait as the office lengthened it. */
function longerWait(until: LocalDate): Wait {
  return { until, by: 'office', automatic: false, source: OWN_DECISION };
}

/** The reason of a closing as it is prepared: what was asked when, that nothing came, and what the day rests on. */
export function closingReason(wait: Wait, askedOn: LocalDate | null, papers: readonly string[]): string {
  const asked = askedOn ? ` ngày ${dayVi(askedOn)}` : '';
  const list = papers.length > 0 ? ` (${papers.join('; ')})` : '';
  const basis = wait.by === 'rule' ? ` Căn cứ: ${wait.source}.` : '';
  return `Đã yêu cầu bổ sung hồ sơ${asked}${list}; đến hết ngày ${dayVi(wait.until)} người nộp chưa bổ sung.${basis}`;
}
