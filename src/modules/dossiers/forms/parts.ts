import type { FormBlock, Mark, PaperForm, Signatory, Table } from '#modules/documents/public.ts';
import type { FormDossier, FormPaper, FormPerson } from './data.ts';

export const SIGN_HINT = '(Ký và ghi rõ họ tên)';

/** A line with one label; null or blank leaves room to write. */
export function field(label: string, value: string | null, bold = false): FormBlock {
  return { kind: 'fields', fields: [{ label, value }], bold };
}

/** Two short fields side by side. */
export function pair(first: readonly [string, string | null], second: readonly [string, string | null]): FormBlock {
  return { kind: 'fields', fields: [first, second].map(([label, value]) => ({ label, value })) };
}

/** A sentence; room to write where it is not known. */
export function reasonBlock(label: string, reason: string | null): readonly FormBlock[] {
  return reason === null || reason.trim() === ''
    ? [field(label, null), { kind: 'blank', lines: 1 }]
    : [{ kind: 'paragraph', text: `${label}: ${reason}` }];
}

/** Name, identity number, address, telephone and e-mail of the person who hands in. */
export function applicantBlocks(label: string, person: FormPerson): readonly FormBlock[] {
  return [
    field(label, person.name, true),
    field('Số CMND/CCCD/định danh', person.idNumber),
    field('Địa chỉ', person.address),
    pair(['Số điện thoại', person.phone], ['Email', person.email]),
  ];
}

/** Papers with their counts; a line to write on where none is listed. */
export function papersTable(papers: readonly FormPaper[]): Table {
  const rows = papers.map((paper, index) => ({
    cells: [String(index + 1), paper.name, paper.originals, paper.certified, paper.copies],
  }));
  return {
    kind: 'table',
    size: 9,
    columns: [
      { width: 7, align: 'center' },
      { width: 55 },
      { width: 13, format: 'count', align: 'center' },
      { width: 20, format: 'count', align: 'center' },
      { width: 13, format: 'count', align: 'center' },
    ],
    head: [
      [
        { text: 'TT' },
        { text: 'Tên giấy tờ' },
        { text: 'Bản chính' },
        { text: 'Bản sao chứng thực' },
        { text: 'Bản chụp' },
      ],
    ],
    rows: rows.length > 0 ? rows : [{ cells: ['', '', null, null, null] }],
  };
}

/**
 * The barcode of the code and, where there is a page for it, the QR of the tracking address. What was never received
 * has no code.
 */
export function marksOf({ code, trackingUrl }: Pick<FormDossier, 'code' | 'trackingUrl'>): readonly Mark[] {
  return [
    ...(code === '' ? [] : [{ kind: 'code-128' as const, text: code, caption: code }]),
    ...(trackingUrl === null
      ? []
      : [{ kind: 'qr' as const, text: trackingUrl, caption: 'Quét mã để xem hồ sơ đến đâu' }]),
  ];
}

/** The head every slip of a dossier has. */
export function slip(
  dossier: FormDossier,
  title: string,
  over: Pick<PaperForm, 'body' | 'signatures'> & Partial<PaperForm> & { readonly number?: string | null },
): PaperForm {
  const { unit, demonstration } = dossier;
  const { number, ...rest } = over;
  return {
    paper: 'A5',
    head: { parent: unit.parent, issuer: unit.name, number: number ?? null, place: unit.place, date: null },
    marks: marksOf(dossier),
    title,
    subtitle: null,
    to: null,
    recipients: [],
    demonstration,
    ...rest,
  };
}

/** 'Số: …' with room before the symbol of the slip where it has no number yet. */
export function slipNumber(number: string | null): string {
  return `Số: ${number ?? '............'}`;
}

export function signatory(title: string, name: string | null, hint: string | null = SIGN_HINT): Signatory {
  return { title, hint, name };
}
