import type { LocalDate } from '#kernel/local-date.ts';
import type { TimeLimit } from './time-limit.ts';

/** Who handles a procedure: one level, either of two, or one after the other (liên thông khác cấp). */
export const PROCEDURE_LEVELS = [
  'tinh',
  'huyen',
  'xa',
  'tinh+xa',
  'xa->tinh',
  'nganh-doc',
  'lien-nganh',
  'khac',
] as const;
export type ProcedureLevel = (typeof PROCEDURE_LEVELS)[number];

export const ONLINE_LEVELS = ['full', 'partial', 'full-or-partial', 'in-person', 'unknown'] as const;
/** Toàn trình, một phần, one of the two (which was not read), only in person, not known. */
export type OnlineLevel = (typeof ONLINE_LEVELS)[number];

/**
 * The agency that decides: the receiving one itself (a commune for its own procedures), one named by its code,
 * or only words of a document that were not matched with an agency.
 */
export type CompetentAgency =
  | { readonly kind: 'receiving' }
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'described'; readonly words: string };

/** Thành phần hồ sơ, as published; the desk asks for nothing else. */
export interface RequiredPaper {
  readonly key: string;
  readonly name: string;
  readonly originals: number;
  readonly copies: number;
  readonly required: boolean;
}

export interface Fee {
  /** In đồng for one dossier; null when it depends or is not known. */
  readonly amountVnd: number | null;
  readonly text: string;
}

/** What somebody read in the named source; the rest is absent, secondary or inferred. */
export interface VerifiedParts {
  readonly name: boolean;
  readonly code: boolean;
  readonly limit: boolean;
  readonly fee: boolean;
  readonly onlineLevel: boolean;
  readonly papers: boolean;
}

/** The content of one version of a procedure. */
export interface ProcedureContent {
  /** As written locally: 1.001193.000.00.00.H32; null when the document gives none. */
  readonly code: string | null;
  readonly name: string;
  readonly sector: string;
  readonly level: ProcedureLevel;
  readonly competent: CompetentAgency;
  readonly papers: readonly RequiredPaper[];
  readonly fee: Fee;
  readonly limit: TimeLimit;
  readonly onlineLevel: OnlineLevel;
  readonly source: string;
  readonly note: string | null;
  readonly verified: VerifiedParts;
  /** "Mẫu, chưa phải danh mục của tỉnh": shown wherever the procedure is. */
  readonly isSample: boolean;
}

/** Thủ tục hành chính (TTHC) as it holds from a day on. */
export interface Procedure extends ProcedureContent {
  readonly id: string;
  readonly versionId: string;
  readonly version: number;
  /** The central part C.NNNNNN, by which procedures are compared; null when there is none. */
  readonly centralCode: string | null;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
}

/** "1.001193.000.00.00.H32" and "1.001193.H32" → "1.001193"; null for anything else. C is 1, 2 or 3. */
export function centralCode(code: string | null): string | null {
  return /^\s*([123]\.\d{6})(?=$|[.\s])/.exec(code ?? '')?.[1] ?? null;
}
