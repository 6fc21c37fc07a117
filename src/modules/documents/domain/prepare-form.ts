import type { FormBlock, Mark, PaperForm, Signatory } from './form.ts';
import { FORM_SIZES, type FormSizes, PAPERS, type PaperBox } from './page.ts';
import { bodyName, type PreparedTable, prepareTable, upper } from './prepare.ts';
import type { Align } from './report.ts';
import { cleanText, placeAndDate } from './wording.ts';

/** A form with every word decided; Word and PDF differ only in where they put it. */
export interface PreparedForm {
  readonly docTitle: string;
  readonly box: PaperBox;
  readonly sizes: FormSizes;
  readonly issuer: { readonly parent: string | null; readonly name: string };
  readonly number: string | null;
  readonly placeAndDate: string;
  readonly marks: readonly Mark[];
  readonly title: string;
  readonly subtitle: string | null;
  readonly to: string | null;
  readonly body: readonly PreparedFormBlock[];
  readonly signatures: readonly Signatory[];
  readonly recipients: readonly string[];
  readonly demonstration: string | null;
}

export type PreparedFormBlock =
  | {
      readonly kind: 'fields';
      readonly fields: readonly { readonly label: string; readonly value: string | null }[];
      readonly bold: boolean;
    }
  | {
      readonly kind: 'paragraph';
      readonly text: string;
      readonly align: Align;
      readonly italic: boolean;
      readonly bold: boolean;
    }
  | { readonly kind: 'blank'; readonly lines: number }
  | PreparedTable;

/** Code Set B and its like carry these and no more; a letter with a mark would be read as another. */
const PRINTABLE_ASCII = /^[\x20-\x7e]+$/;

/**
 * Cleans every text of a form and settles its measures.
 * @throws RangeError for a Code 128 of other than printable ASCII, and for a table whose rows do not fill its columns
 */
export function prepareForm(form: PaperForm): PreparedForm {
  const { head } = form;
  const optional = (text: string | null) => (text === null ? null : cleanText(text));
  return {
    docTitle: cleanText(head.number === null ? form.title : `${form.title} - ${head.number}`).replaceAll('\n', ' '),
    box: PAPERS[form.paper],
    sizes: FORM_SIZES[form.paper],
    issuer: { parent: head.parent === null ? null : bodyName(head.parent), name: bodyName(head.issuer) },
    number: optional(head.number),
    placeAndDate: cleanText(placeAndDate(head.place, head.date)),
    marks: form.marks.map(prepareMark),
    title: upper(form.title),
    subtitle: optional(form.subtitle),
    to: optional(form.to),
    body: form.body.map(prepareBlock),
    signatures: form.signatures.map(({ title, hint, name }) => ({
      title: upper(title),
      hint: optional(hint),
      name: optional(name),
    })),
    recipients: form.recipients.map(cleanText),
    demonstration: optional(form.demonstration),
  };
}

function prepareMark({ kind, text, caption }: Mark): Mark {
  if (kind === 'code-128' && !PRINTABLE_ASCII.test(text)) throw new RangeError(`not a text for Code 128: ${text}`);
  return { kind, text, caption: cleanText(caption) };
}

function prepareBlock(block: FormBlock): PreparedFormBlock {
  switch (block.kind) {
    case 'table':
      return prepareTable(block);
    case 'blank':
      return block;
    case 'fields':
      return {
        kind: 'fields',
        bold: block.bold ?? false,
        fields: block.fields.map(({ label, value }) => ({
          label: cleanText(label),
          value: value === null || value.trim() === '' ? null : cleanText(value),
        })),
      };
    case 'paragraph': {
      const { align = 'justify', italic = false, bold = false } = block;
      return { kind: 'paragraph', text: cleanText(block.text), align, italic, bold };
    }
  }
}
