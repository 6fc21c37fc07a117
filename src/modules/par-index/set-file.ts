import type { Attachment } from '#platform/http/attachment.ts';
import { BadWorkbook, readXlsx, renderXlsx } from '#modules/documents/public.ts';
import type { CriteriaSet } from './domain/criteria-set.ts';
import { type ReadSet, readCriteriaSet, writeCriteriaSet } from './domain/set-json.ts';
import type { SheetIn } from './domain/workbook/layout.ts';
import { readSetSheets } from './domain/workbook/read.ts';
import { sheetsOfSet } from './domain/workbook/write.ts';
import { ruleInWords } from './exports/rule-text.ts';

/** The two files a set travels as. */
export const SET_FORMS = ['json', 'xlsx'] as const;
export type SetForm = (typeof SET_FORMS)[number];

/** Each form of a set, to be taken in again: both come back as the same set. */
export async function writeSetFile(set: CriteriaSet, form: SetForm, name: string): Promise<Attachment> {
  if (form === 'json')
    return { name: `${name}.json`, mediaType: 'application/json', bytes: Buffer.from(writeCriteriaSet(set)) };
  return {
    name: `${name}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes: await renderXlsx({
      title: set.title,
      demonstration: set.isDemonstration ? set.label : null,
      sheets: sheetsOfSet(set, ruleInWords).map(({ name: sheet, title, columns, rows }) => ({
        name: sheet,
        titles: [title, set.title],
        columns: columns.map(({ width, isPoints }) => ({ width, format: isPoints ? 'decimal' : 'plain' })),
        head: [columns.map(({ head }) => ({ text: head }))],
        rows: rows.map((cells) => ({ cells })),
      })),
    }),
  };
}

/** Reads either form, told by its first bytes and not by its name. Nothing is kept. */
export async function readSetFile(bytes: Uint8Array): Promise<ReadSet> {
  if (!(bytes[0] === 0x50 && bytes[1] === 0x4b)) return readCriteriaSet(new TextDecoder().decode(bytes));
  let sheets: readonly SheetIn[];
  try {
    sheets = await readXlsx(bytes);
  } catch (error) {
    if (!(error instanceof BadWorkbook)) throw error;
    const text = 'Không mở được tệp Excel này. Hãy lưu lại dưới dạng .xlsx rồi gửi lại.';
    return { faults: [{ place: 'Tệp', code: '', text, blocksKeeping: true }] };
  }
  return readSetSheets(sheets);
}
