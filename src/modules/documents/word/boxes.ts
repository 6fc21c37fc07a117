import type { Paragraph, Table } from 'docx';
import { ISSUER_SHARE, MOTTO, NATION, SIZES } from '../domain/page.ts';
import type { PreparedAnnex, PreparedReport } from '../domain/prepare.ts';
import type { Docx } from './blocks.ts';
import { halfPoints, twips } from './measures.ts';

export interface LineStyle {
  readonly size: number;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly align?: 'left' | 'center';
  readonly before?: number;
  readonly after?: number;
  readonly left?: number;
}

/** Width in millimetres the motto takes in bold Times New Roman of `SIZES.motto`; the rule under it is as long. */
const MOTTO_WIDTH = 58;

/** Boxes 1 to 5: nation and motto, issuing body, number, place and date, kind and subject or addressees. */
export function documentHead(docx: Docx, report: PreparedReport, width: number): (Paragraph | Table)[] {
  const left = Math.round(width * ISSUER_SHARE);
  const right = width - left;
  const body = { size: SIZES.issuer };
  const issuer = [
    ...(report.issuer.parent === null ? [] : [line(docx, report.issuer.parent, body)]),
    line(docx, report.issuer.name, { ...body, bold: true }),
    rule(docx, left, 22),
  ];
  const number = [
    line(docx, report.number, { size: SIZES.number, before: 60 }),
    ...(report.about === null ? [] : [line(docx, report.about, { size: SIZES.about })]),
  ];
  const nation = [
    line(docx, NATION, { size: SIZES.nation, bold: true }),
    line(docx, MOTTO, { size: SIZES.motto, bold: true }),
    rule(docx, right, MOTTO_WIDTH),
  ];
  const date = [line(docx, report.placeAndDate, { size: SIZES.date, italic: true, before: 60 })];
  return [
    sideBySide(
      docx,
      [left, right],
      [
        [issuer, nation],
        [number, date],
      ],
    ),
    ...(report.name === null ? [] : named(docx, report.name, report.subject ?? '', width)),
    ...addressees(docx, report.to),
    line(docx, '', { size: 6 }),
  ];
}

/** Boxes 7 to 9: recipients left, authority, position and name right. */
export function signatureBlock(docx: Docx, report: PreparedReport, width: number): Table {
  const last = report.recipients.length - 1;
  const recipients =
    last < 0
      ? [line(docx, '', { size: SIZES.recipients })]
      : [
          line(docx, 'Nơi nhận:', { size: SIZES.recipientsTitle, bold: true, italic: true, align: 'left' }),
          ...report.recipients.map((one, index) =>
            line(docx, `- ${one}${index === last ? '.' : ';'}`, { size: SIZES.recipients, align: 'left' }),
          ),
        ];
  const signed = { size: SIZES.signature, bold: true };
  const signature = [
    ...report.signature.map((one) => line(docx, one, signed)),
    line(docx, report.signer ?? '', { ...signed, before: 1240 }),
  ];
  const half = width / 2;
  return sideBySide(docx, [half, half], [[recipients, signature]]);
}

/** 'Phụ lục I', its title, and what it is annexed to. */
export function annexHead(docx: Docx, annex: PreparedAnnex, width: number): Paragraph[] {
  const big = { size: SIZES.annexName, bold: true };
  return [
    line(docx, annex.name, big),
    line(docx, annex.title, big),
    line(docx, annex.basis, { size: SIZES.body, italic: true }),
    rule(docx, width, 40),
    line(docx, '', { size: 6 }),
  ];
}

function named(docx: Docx, name: string, subject: string, width: number): Paragraph[] {
  return [
    line(docx, name, { size: SIZES.name, bold: true, before: 240 }),
    line(docx, subject, { size: SIZES.subject, bold: true }),
    rule(docx, width, 40),
  ];
}

function addressees(docx: Docx, to: readonly string[]): Paragraph[] {
  const size = SIZES.body;
  if (to.length === 0) return [];
  if (to.length === 1) return [line(docx, `Kính gửi: ${to[0]}.`, { size, before: 240 })];
  return [
    line(docx, 'Kính gửi:', { size, before: 240, align: 'left', left: 30 }),
    ...to.map((one, index) =>
      line(docx, `- ${one}${index === to.length - 1 ? '.' : ';'}`, { size, align: 'left', left: 50 }),
    ),
  ];
}

/** One paragraph, its line ends kept. */
export function line(docx: Docx, text: string, style: LineStyle): Paragraph {
  const { size, bold = false, italic = false, align = 'center', before = 0, after = 0, left } = style;
  return new docx.Paragraph({
    alignment: align === 'center' ? docx.AlignmentType.CENTER : docx.AlignmentType.LEFT,
    spacing: { before, after, line: 240, lineRule: docx.LineRuleType.AUTO },
    ...(left === undefined ? {} : { indent: { left: twips(left) } }),
    children: text.split('\n').map(
      (part, index) =>
        new docx.TextRun({
          text: part,
          bold,
          italics: italic,
          size: halfPoints(size),
          ...(index > 0 ? { break: 1 } : {}),
        }),
    ),
  });
}

/** A thin rule `length` millimetres long in the middle of a column: the upper edge of an empty line. */
export function rule(docx: Docx, column: number, length: number): Paragraph {
  const side = twips(Math.max(0, (column - length) / 2));
  return new docx.Paragraph({
    spacing: { before: 40, line: 80, lineRule: docx.LineRuleType.EXACT },
    indent: { left: side, right: side },
    border: { top: { style: docx.BorderStyle.SINGLE, size: 5, space: 1, color: '000000' } },
    children: [],
  });
}

/** Columns without borders. */
export function sideBySide(docx: Docx, widths: readonly number[], rows: readonly Paragraph[][][]): Table {
  const none = { style: docx.BorderStyle.NONE, size: 0, color: 'auto' };
  return new docx.Table({
    width: { size: twips(widths.reduce((sum, one) => sum + one, 0)), type: docx.WidthType.DXA },
    columnWidths: widths.map(twips),
    layout: docx.TableLayoutType.FIXED,
    borders: { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none },
    margins: { left: 0, right: 0 },
    rows: rows.map(
      (cells) =>
        new docx.TableRow({
          cantSplit: true,
          children: cells.map((children) => new docx.TableCell({ children })),
        }),
    ),
  });
}
