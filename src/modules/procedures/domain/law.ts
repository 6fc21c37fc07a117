import type { LocalDate } from '#kernel/local-date.ts';
import file from './law-rules.json' with { type: 'json' };

/** How far a fact can be trusted: V read in the law's text, S a secondary source, U not verified. */
export type Trust = 'V' | 'S' | 'U';

/** A fact of a rule set with where it comes from. */
export interface LawFact<T> {
  readonly value: T;
  readonly source: string;
  readonly trust: Trust;
  readonly note?: string;
  /** From when inside the rule set, when that is later than the set itself. */
  readonly from?: LocalDate;
}

export type LawId = '2015' | '2018' | '2025' | '2026';
export type FormSet = 'TT01/2018' | 'TT03/2025';
export type GovernmentLevel = 'tinh' | 'huyen' | 'xa';

/**
 * How a dossier code begins: parts of the agency identifier in order. M is the province or ministry (H32), Y, Z and V
 * the second, third and fourth level, as digits. Then `-YYMMDD-` and the number in the day of the receiving unit.
 */
export interface CodePattern {
  readonly parts: readonly ('M' | 'Y' | 'Z' | 'V')[];
  readonly digits: Readonly<Partial<Record<'Y' | 'Z' | 'V', number>>>;
  readonly sequenceDigits: number;
}

/** What the law lays down about dossiers; the type of each fact's value. */
export interface LawValues {
  /** A supplement asked at reception, before the receipt: no clock runs yet. */
  readonly supplementBeforeReceipt: 'no-clock';
  /** After a supplement asked later: the limit begins anew, or goes on. */
  readonly afterSupplement: 'restart' | 'resume';
  readonly paymentStopsClock: boolean;
  /** Waiting for another agency's opinion stops the clock; sector law may say otherwise for a procedure. */
  readonly opinionStopsClock: boolean;
  /** Hẹn lại: how often at most, and how many days before the due date at the latest. */
  readonly reappointments: { readonly max: 1; readonly latestDaysBefore: 1 };
  /** A dossier found not eligible goes back within so many working days of reception. */
  readonly returnAfterAppraisalWithinWorkingDays: number;
  /** A supplement not delivered closes the dossier after so many working days; null: no general number is known. */
  readonly supplementExpiryWorkingDays: number | null;
  /** Papers received later travel to the agency next morning; never moves a due date. */
  readonly transferCutoff: '15:00';
  /** `complete-and-correct`: shown on the receipt as well. */
  readonly clockStarts: 'reception' | 'complete-and-correct';
  readonly forms: FormSet | null;
  readonly codePattern: CodePattern | null;
  readonly levels: readonly GovernmentLevel[];
  /** Tiếp nhận phi địa giới, and from whose receipt the clock runs then; null when nothing was read. */
  readonly boundaryFree: { readonly allowed: boolean; readonly clockStarts: 'reception' | 'competent-agency' | null };
  /** An online dossier is answered within so many working hours; null: not known for the period. */
  readonly onlineAnswerWorkingHours: number | null;
}

export type LawFacts = { readonly [K in keyof LawValues]: LawFact<LawValues[K]> };

/** The rules (quy định áp dụng) of a period; a dossier keeps the set of the day it was received. */
export interface LawRules extends LawValues {
  readonly id: LawId;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
  readonly title: string;
  readonly sources: readonly { readonly text: string; readonly trust: Trust }[];
  /** Each value again with its source and trust mark. */
  readonly facts: LawFacts;
}

interface RuleSetFile {
  readonly id: LawId;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
  readonly title: string;
  readonly sources: readonly { readonly text: string; readonly trust: Trust }[];
  readonly facts: LawFacts;
}

function toRules(set: RuleSetFile): LawRules {
  const values = Object.fromEntries(Object.entries(set.facts).map(([name, fact]) => [name, fact.value]));
  return { ...set, ...(values as unknown as LawValues) };
}

/** All rule sets, oldest first; `law-rules.json` is the only place that knows their facts. */
export const LAW_RULES: readonly LawRules[] = (file.ruleSets as unknown as readonly RuleSetFile[]).map(toRules);

/** The rules in force on a day; undefined before 15/05/2015, of which nothing was read. */
export function findLawOn(date: LocalDate): LawRules | undefined {
  return LAW_RULES.findLast((rules) => rules.from <= date && (rules.to === null || date <= rules.to));
}

/** @throws RangeError for a day before 15/05/2015 */
export function lawOn(date: LocalDate): LawRules {
  const rules = findLawOn(date);
  if (!rules) throw new RangeError(`no rules are known for ${date}`);
  return rules;
}

/** The rule set a dossier was given at reception. @throws RangeError for an id that is not known */
export function lawById(id: string): LawRules {
  const rules = LAW_RULES.find((one) => one.id === id);
  if (!rules) throw new RangeError(`no rules ${id}`);
  return rules;
}

/**
 * Which forms are printed on a day under these rules. `official: false` where the forms of the period were not
 * read or not yet in force: the layout of the nearest known ones is used and said so.
 */
export function formsOn(rules: LawRules, on: LocalDate): { readonly forms: FormSet; readonly official: boolean } {
  const { value, from } = rules.facts.forms;
  if (value !== null && (from === undefined || from <= on)) return { forms: value, official: true };
  return { forms: 'TT01/2018', official: false };
}

/** What is not verified of the forms printed on a day under these rules, in a sentence; null when they were read. */
export function formsNoteOn(rules: LawRules, on: LocalDate): string | null {
  const { note, trust } = rules.facts.forms;
  if (formsOn(rules, on).official) return trust === 'V' ? null : (note ?? 'Mẫu lấy từ nguồn thứ cấp, chưa đối chiếu.');
  return rules.facts.forms.value === null && note
    ? note
    : 'Mẫu áp dụng vào ngày ấy chưa đọc; in theo bố cục Thông tư 01/2018/TT-VPCP.';
}

/** The code pattern of the rules; that of TT 01/2018/TT-VPCP where the period's own was not read. */
export function codePatternOf(rules: LawRules): CodePattern {
  return rules.codePattern ?? lawById('2018').codePattern ?? { parts: ['M'], digits: {}, sequenceDigits: 4 };
}

/** The identifier of a receiving unit: M of the province and numbers of the lower levels, 0 where there is none. */
export interface UnitIdentifier {
  readonly M: string;
  readonly Y: number;
  readonly Z: number;
  readonly V: number;
}

/**
 * A dossier code (mã hồ sơ): `000.00.06.H56-231027-0361` under TT 01/2018/TT-VPCP Điều 19.
 * @param sequence order in the day at the unit, from 1; longer than its digits it is written out whole
 * @throws RangeError when a number does not fit its digits
 */
export function dossierCode(pattern: CodePattern, unit: UnitIdentifier, on: LocalDate, sequence: number): string {
  if (!Number.isInteger(sequence) || sequence < 1) throw new RangeError(`not a number in the day: ${sequence}`);
  const placed = placedIn(pattern, unit);
  const head = pattern.parts.map((part) => {
    if (part === 'M') return unit.M;
    const digits = String(placed[part]).padStart(pattern.digits[part] ?? 1, '0');
    if (!/^\d+$/.test(digits) || digits.length > (pattern.digits[part] ?? 1))
      throw new RangeError(`${part} does not fit: ${placed[part]}`);
    return digits;
  });
  const day = on.slice(2).replaceAll('-', '');
  return `${head.join('.')}-${day}-${String(sequence).padStart(pattern.sequenceDigits, '0')}`;
}

/** Departments are numbered below this under every pattern: two digits until 2025. */
const COMMUNES_FROM = 100;

/**
 * The patterns since 2025 have no fourth level: communes stand directly below the province there, in three digits of
 * the second level. Until the official identifiers are read a commune keeps its own number, moved above those of the
 * departments: no two units may share a code.
 */
function placedIn(pattern: CodePattern, unit: UnitIdentifier): UnitIdentifier {
  if (unit.V === 0 || pattern.parts.includes('V')) return unit;
  if (unit.Y !== 0) throw new RangeError(`no place for the fourth level: ${unit.V}`);
  return { ...unit, Y: COMMUNES_FROM + unit.V, V: 0 };
}
