import type { LocalDate } from '#kernel/local-date.ts';
import type { Annex, Block, OfficialHead, Report, Signature, Workbook } from '#modules/documents/public.ts';
import type { ProposalEffect } from '../domain/analysis/proposal-effect.ts';
import { type CriteriaSet, DEMONSTRATION_LABEL, type Hundredths } from '../domain/criteria-set.ts';
import type { LeafInput } from '../domain/rule.ts';

/** Points of a leaf; null = does not apply (không áp dụng), undefined = no value yet. */
export type Points = Hundredths | null | undefined;

/** What is known of one leaf of one unit. */
export interface LeafLine {
  /** As the unit says. */
  readonly self?: Points;
  /** As Sở Nội vụ and the field monitors say in the end. */
  readonly appraised?: Points;
  /** From surveys and statistics. */
  readonly survey?: Points;
  /** The figures behind the points. */
  readonly input?: LeafInput;
  readonly note?: string;
  /** Giải trình of the unit. */
  readonly explanation?: string;
}

/** Tài liệu kiểm chứng and what it proves. */
export interface EvidenceLine {
  readonly number: string;
  readonly issuedOn: LocalDate;
  readonly issuer: string;
  readonly subject: string;
  /** Name of the file, null for a document only cited. */
  readonly file: string | null;
  readonly leaves: readonly { readonly code: string; readonly fact: string }[];
}

/** Khó khăn, vướng mắc and the kiến nghị that follows from it. */
export interface Difficulty {
  /** The criterion it is about; null for the work as a whole. */
  readonly leaf: string | null;
  readonly difficulty: string;
  readonly cause: string | null;
  readonly request: string;
  /** Who can grant it. */
  readonly to: string;
}

/** A unit's score sheet (phiếu chấm điểm) with everything the outputs of a round need. */
export interface SheetExport {
  readonly set: CriteriaSet;
  readonly unit: string;
  /** The day the figures stand at. */
  readonly asOf: LocalDate;
  /** Which points count as obtained: the unit's own in a dossier to the Ministry, the appraised ones after that. */
  readonly basis: 'self' | 'appraised';
  readonly leaves: ReadonlyMap<string, LeafLine>;
  readonly bonus: LeafLine;
  readonly penalty: LeafLine;
  readonly evidence: readonly EvidenceLine[];
  readonly difficulties: readonly Difficulty[];
}

/** The official side of a document: who writes, signs and receives it. */
export interface Official {
  readonly head: OfficialHead;
  readonly signature: Signature;
  readonly recipients: readonly string[];
}

/** What stands in a letter of kiến nghị for one criterion. */
export interface ProposalExport {
  readonly set: CriteriaSet;
  readonly effect: ProposalEffect;
  /** Names of the units by what the effect calls them. */
  readonly unitNames: ReadonlyMap<string, string>;
  /** Kính gửi. */
  readonly to: readonly string[];
  /** Why the criterion is held to be unreasonable, in the province's own words; the figures are added. */
  readonly reasons: readonly string[];
  readonly precedents: readonly { readonly source: string; readonly what: string }[];
  /** The criterion and its rule as proposed; null when it is to be dropped. */
  readonly proposed: { readonly name: string; readonly rule: string } | null;
  /** The rule as it is, in words. */
  readonly presentRule: string;
  /** Units whose own figures were scored again under another rule, and those whose points were carried over. */
  readonly basis: { readonly exact: number; readonly scaled: number };
  /** How present figures were read under the proposed rule, each in a sentence. */
  readonly reading: readonly string[];
}

/** A comment (góp ý) on a draft set and its answer. */
export interface CommentLine {
  /** null for the set as a whole. */
  readonly leaf: string | null;
  readonly agency: string;
  readonly text: string;
  readonly answer: {
    readonly kind: 'accepted' | 'partly' | 'explained';
    readonly reason: string;
    readonly by: string;
    /** What was changed in the draft because of it. */
    readonly change: string | null;
  } | null;
}

export interface CommentsExport {
  readonly set: CriteriaSet;
  readonly comments: readonly CommentLine[];
  /** Agencies asked, to count who did not answer. */
  readonly asked: readonly string[];
}

/** The label of a demonstration set, on every output; null for a real one. */
export function labelOf(set: Pick<CriteriaSet, 'isDemonstration' | 'label'>): string | null {
  return set.isDemonstration ? (set.label ?? DEMONSTRATION_LABEL) : null;
}

/** A report or letter, complete. */
export function reportOf(
  official: Official,
  set: CriteriaSet,
  title: Report['title'],
  body: readonly Block[],
  annexes: readonly Annex[] = [],
): Report {
  return { ...official, title, body, annexes, demonstration: labelOf(set) };
}

export function workbookOf(set: CriteriaSet, title: string, sheets: Workbook['sheets']): Workbook {
  return { title, sheets, demonstration: labelOf(set) };
}
