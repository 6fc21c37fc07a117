import type { Paragraph, Table } from 'docx';
import type { PreparedBlock, PreparedCell, PreparedRun, PreparedTable } from '../domain/prepare.ts';
import type { Align } from '../domain/report.ts';
import { halfPoints, twips } from './measures.ts';

export type Docx = typeof import('docx');

/** Paragraphs, headings and tables of a body `width` millimetres wide. */
export function wordBlocks(docx: Docx, blocks: readonly PreparedBlock[], width: number): (Paragraph | Table)[] {
  return blocks.flatMap((block, index): (Paragraph | Table)[] => {
    if (block.kind === 'table') {
      const made = wordTable(docx, block, width);
      // Two tables in a row would run together, and Word wants a paragraph after the last one.
      const next = blocks[index + 1];
      return next && next.kind !== 'table'
        ? [made]
        : [made, new docx.Paragraph({ spacing: { line: 120, lineRule: docx.LineRuleType.AUTO } })];
    }
    if (block.kind === 'heading') {
      const level = [docx.HeadingLevel.HEADING_1, docx.HeadingLevel.HEADING_2, docx.HeadingLevel.HEADING_3] as const;
      return [new docx.Paragraph({ heading: level[block.level - 1] ?? level[0], text: block.text })];
    }
    return [
      new docx.Paragraph({
        keepNext: index === blocks.length - 1, // so that no signature stands alone on a page
        alignment: alignment(docx, block.align),
        spacing: { before: 60, after: 60, line: 252, lineRule: docx.LineRuleType.AUTO },
        ...(block.indent ? { indent: { firstLine: twips(10) } } : {}),
        children: wordRuns(docx, block.runs),
      }),
    ];
  });
}

export function wordRuns(docx: Docx, runs: readonly PreparedRun[], size?: number) {
  return runs.map(
    ({ text, bold, italic }) =>
      new docx.TextRun({ text, bold, italics: italic, ...(size === undefined ? {} : { size: halfPoints(size) }) }),
  );
}

export function alignment(docx: Docx, align: Align) {
  const { LEFT, CENTER, RIGHT, JUSTIFIED } = docx.AlignmentType;
  return { left: LEFT, center: CENTER, right: RIGHT, justify: JUSTIFIED }[align];
}

/** A table `width` millimetres wide, its head on every page. */
export function wordTable(docx: Docx, table: PreparedTable, width: number): Table {
  const whole = table.widths.reduce((sum, one) => sum + one, 0);
  const columnWidths = table.widths.map((one) => twips((width * one) / whole));
  const row = (cells: readonly PreparedCell[], tableHeader: boolean) =>
    new docx.TableRow({
      tableHeader,
      cantSplit: true,
      children: cells.map((cell) => wordCell(docx, cell, table.size, tableHeader)),
    });
  return new docx.Table({
    width: { size: twips(width), type: docx.WidthType.DXA },
    columnWidths,
    layout: docx.TableLayoutType.FIXED,
    margins: { top: 40, bottom: 40, left: 70, right: 70 },
    rows: [...table.head.map((cells) => row(cells, true)), ...table.rows.map((cells) => row(cells, false))],
  });
}

function wordCell(docx: Docx, cell: PreparedCell, size: number, isHead: boolean) {
  return new docx.TableCell({
    columnSpan: cell.columns,
    rowSpan: cell.rows,
    verticalAlign: isHead ? docx.VerticalAlignTable.CENTER : docx.VerticalAlignTable.TOP,
    children: cell.text.split('\n').map(
      (text) =>
        new docx.Paragraph({
          alignment: alignment(docx, cell.align),
          spacing: { line: 240, lineRule: docx.LineRuleType.AUTO },
          children: [new docx.TextRun({ text, bold: cell.bold, size: halfPoints(size) })],
        }),
    ),
  });
}
