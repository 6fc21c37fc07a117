import * as docx from 'docx';
import type { ISectionOptions } from 'docx';
import { PAGE, SIZES } from '../domain/page.ts';
import type { PreparedReport } from '../domain/prepare.ts';
import { type Docx, wordBlocks } from './blocks.ts';
import { annexHead, documentHead, signatureBlock } from './boxes.ts';
import { FONT, halfPoints, twips } from './measures.ts';

/** The report as a Word file in the layout of NĐ 30/2020: to be numbered, signed and, if need be, edited. */
export async function writeDocx(prepared: PreparedReport): Promise<Uint8Array> {
  const width = PAGE.width - PAGE.left - PAGE.right;
  const wide = PAGE.height - PAGE.left - PAGE.right;
  const document = new docx.Document({
    creator: prepared.issuer.name,
    title: prepared.docTitle,
    styles: styles(docx),
    sections: [
      {
        ...section(docx, prepared.demonstration, false),
        children: [
          ...documentHead(docx, prepared, width),
          ...wordBlocks(docx, prepared.body, width),
          signatureBlock(docx, prepared, width),
        ],
      },
      ...prepared.annexes.map((annex) => ({
        ...section(docx, prepared.demonstration, annex.landscape),
        children: [
          ...annexHead(docx, annex, annex.landscape ? wide : width),
          ...wordBlocks(docx, annex.body, annex.landscape ? wide : width),
        ],
      })),
    ],
  });
  return docx.Packer.toBuffer(document);
}

/** Each annex counts its pages anew; the first page of each bears no number. */
function section(docx: Docx, demonstration: string | null, landscape: boolean): Omit<ISectionOptions, 'children'> {
  const number = new docx.Paragraph({
    alignment: docx.AlignmentType.CENTER,
    children: [new docx.TextRun({ children: [docx.PageNumber.CURRENT], size: halfPoints(SIZES.pageNumber) })],
  });
  const label = new docx.Paragraph({
    alignment: docx.AlignmentType.CENTER,
    children: [
      new docx.TextRun({ text: demonstration ?? '', size: halfPoints(SIZES.label), bold: true, italics: true }),
    ],
  });
  const footer = () => new docx.Footer({ children: [label] });
  return {
    properties: {
      titlePage: true,
      page: {
        size: {
          width: twips(PAGE.width),
          height: twips(PAGE.height),
          orientation: landscape ? docx.PageOrientation.LANDSCAPE : docx.PageOrientation.PORTRAIT,
        },
        margin: {
          top: twips(PAGE.top),
          bottom: twips(PAGE.bottom),
          left: twips(PAGE.left),
          right: twips(PAGE.right),
          header: twips(10),
          footer: twips(8),
        },
        pageNumbers: { start: 1, formatType: docx.NumberFormat.DECIMAL },
      },
    },
    headers: { default: new docx.Header({ children: [number] }), first: new docx.Header({ children: [] }) },
    ...(demonstration === null ? {} : { footers: { default: footer(), first: footer() } }),
  };
}

/** Times New Roman and the spacing of official documents. */
export function styles(docx: Docx, body: number = SIZES.body) {
  const lineRule = docx.LineRuleType.AUTO;
  const font = { ascii: FONT, hAnsi: FONT, cs: FONT, eastAsia: FONT };
  const heading = (bold: boolean) => ({
    run: { font, size: halfPoints(body), bold, color: '000000' },
    paragraph: {
      spacing: { before: 120, after: 60, line: 252, lineRule },
      keepNext: true,
      indent: { firstLine: twips(10) },
    },
  });
  return {
    default: {
      document: {
        run: { font, size: halfPoints(body), language: { value: 'vi-VN' } },
        paragraph: { spacing: { line: 252, lineRule } },
      },
      heading1: heading(true),
      heading2: heading(true),
      heading3: heading(false),
    },
  };
}
