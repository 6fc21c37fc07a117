import type { Cell, CellValue, Workbook } from 'exceljs';

/**
 * A workbook somebody handed in: values and styles of its cells, no links, pictures or rules. The caller has made sure
 * that it does not unpack to more than he wants to hold.
 *
 * Read whole: the library's reader by pieces spoils every letter of two or three bytes that falls on the end of a piece.
 * @throws Error of the library for what is no .xlsx
 */
export async function openWorkbook(file: Uint8Array): Promise<Workbook> {
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  // A buffer of its own: what was handed in may be a part of a larger one.
  await workbook.xlsx.load(new Uint8Array(file).buffer, {
    // Merged cells too: a single range over the whole sheet would be made into as many cells.
    ignoreNodes: [
      'mergeCells',
      'drawing',
      'picture',
      'conditionalFormatting',
      'dataValidations',
      'hyperlinks',
      'extLst',
    ],
  });
  return workbook;
}

/** A formula counts as its last result; the library's `value` leaves out a result of 0. */
export function valueOf(cell: Cell): CellValue {
  return cell.formula === undefined ? cell.value : (cell.result ?? null);
}
