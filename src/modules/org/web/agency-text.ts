import { formatDay } from '#web/format.ts';
import type { Language } from '#web/i18n/language.ts';
import { AGENCY_KINDS, LEVEL_NAMES } from '../domain/agency.ts';
import { knownDayWords } from '../domain/words.ts';
import type { AgencyOut } from '../schema.ts';
import { ENGLISH_KINDS, ENGLISH_LEVELS } from './words.ts';

interface PeriodWords {
  since: (day: string) => string;
  until: (day: string) => string;
  untilNow: string;
  alwaysBefore: string;
}

/** "từ tháng 10/2008 đến 28/02/2025", as exactly as it is known. */
export function periodOf(
  agency: Pick<AgencyOut, 'validFrom' | 'validTo' | 'fromPrecision' | 'toPrecision'>,
  m: PeriodWords,
): string {
  const from = agency.validFrom ? m.since(knownDayWords(agency.validFrom, agency.fromPrecision)) : m.alwaysBefore;
  const to = agency.validTo ? m.until(knownDayWords(agency.validTo, agency.toPrecision)) : m.untilNow;
  return `${from} ${to}`;
}

/** A stretch of days, both ends included. */
export function stretch(from: string | null, to: string | null, m: PeriodWords): string {
  return `${from ? m.since(formatDay(from)) : m.alwaysBefore} ${to ? m.until(formatDay(to)) : m.untilNow}`;
}

export function kindName(kind: string, language: Language): string {
  if (language === 'en') return ENGLISH_KINDS[kind] ?? kind;
  return (AGENCY_KINDS as Readonly<Record<string, string>>)[kind] ?? kind;
}

export function levelName(level: AgencyOut['level'], language: Language): string {
  return language === 'en' ? (ENGLISH_LEVELS[level] ?? level) : LEVEL_NAMES[level];
}
