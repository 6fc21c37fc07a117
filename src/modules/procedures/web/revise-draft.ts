import type { LocalDate } from '#kernel/local-date.ts';
import type { FieldError } from '#web/components/Form.tsx';
import { formatDay } from '#web/format.ts';
import type { RevisionBody, RevisionStart } from '../revision-schema.ts';
import type { reviseWords } from './revise-words.ts';

type Content = RevisionBody['content'];
type Words = (typeof reviseWords)['en'];

/** A paper as it is typed; the counts are text until they are read. */
export interface PaperDraft {
  /** Of the line in the form, not of the paper. */
  readonly line: number;
  readonly name: string;
  readonly originals: string;
  readonly copies: string;
  readonly required: boolean;
}

export interface RevisionDraft {
  readonly content: Omit<Content, 'papers' | 'feeAmountVnd'>;
  /** As typed; empty: it depends, or is not known. */
  readonly feeAmount: string;
  readonly papers: readonly PaperDraft[];
  readonly validFrom: LocalDate | '';
  readonly ownCatalogue: boolean;
}

/** The form as it opens: the newest version, with neither source nor day, since both are new. */
export function draftOf({ content }: RevisionStart): RevisionDraft {
  const { papers, feeAmountVnd, ...rest } = content;
  return {
    content: { ...rest, source: '' },
    feeAmount: feeAmountVnd === null ? '' : String(feeAmountVnd),
    papers: papers.map((paper, line) => ({
      ...paper,
      line,
      originals: String(paper.originals),
      copies: String(paper.copies),
    })),
    validFrom: '',
    ownCatalogue: false,
  };
}

/** What is missing, by field. */
export function mistakesOf(draft: RevisionDraft, start: RevisionStart, m: Words): FieldError[] {
  const { content, papers, validFrom } = draft;
  const found: FieldError[] = [];
  const need = (field: string, isThere: boolean, sentence: string) => {
    if (!isThere) found.push({ field, sentence });
  };
  need('content.name', content.name.trim() !== '', m.needName);
  need('content.sector', content.sector.trim() !== '', m.needSector);
  need('limit', content.limit.trim() !== '', m.needLimit);
  const { competent } = content;
  if (competent.kind === 'code') need('competent', competent.code !== '', m.needAgency);
  if (competent.kind === 'described') need('competent', competent.words.trim() !== '', m.needAgency);
  for (const { line, name, originals, copies } of papers) {
    need(`paper-${line}`, name.trim() !== '', m.needPaper);
    need(`originals-${line}`, /^\d{1,2}$/.test(originals.trim()), m.badCount);
    need(`copies-${line}`, /^\d{1,2}$/.test(copies.trim()), m.badCount);
  }
  need('content.feeAmountVnd', /^[\d.\s]*$/.test(draft.feeAmount), m.badFeeAmount);
  need('content.source', content.source.trim() !== '', m.needSource);
  if (validFrom === '') found.push({ field: 'validFrom', sentence: m.needDay });
  else need('validFrom', validFrom >= start.earliestFrom, m.tooEarly(formatDay(start.earliestFrom)));
  return found;
}

/** What is sent, once nothing is missing. */
export function bodyOf(
  { content, feeAmount, papers, validFrom, ownCatalogue }: RevisionDraft,
  seen: number,
): RevisionBody {
  const digits = feeAmount.replace(/\D/g, '');
  return {
    seen,
    validFrom,
    ownCatalogue,
    content: {
      ...content,
      feeAmountVnd: digits === '' ? null : Number(digits),
      papers: papers.map(({ name, originals, copies, required }) => ({
        name,
        originals: Number(originals),
        copies: Number(copies),
        required,
      })),
    },
  };
}
