import type { FastifyRequest } from 'fastify';
import { BadWorkbook, type ReadCell, readXlsx } from '#modules/documents/public.ts';
import { Refusal } from '#kernel/refusal.ts';
import { formParts } from '#platform/http/form-parts.ts';
import { cellsOf, SURVEY_COLUMNS, type TableCell, type TableRows } from './domain/survey-table.ts';
import { searchKey } from '#kernel/vietnamese.ts';

/**
 * The table of a form: a file (.xlsx, .csv) or text that was pasted.
 * @throws Refusal `par-index.bad_form`, `par-index.one_file`, `par-index.bad_table` (422)
 */
export async function readSurveyForm(request: FastifyRequest): Promise<TableRows> {
  let table: TableRows | undefined;
  for await (const part of formParts(request)) {
    if (table) throw new Refusal('par-index.one_file', 422, { fields: { file: 'par-index.one_file' } });
    if (part.type === 'file') table = await rowsOfFile(part.bytes);
    else if (part.name === 'text') table = cellsOf(part.value);
  }
  if (!table) throw new Refusal('par-index.bad_form', 422, { fields: { text: 'par-index.bad_form' } });
  return table;
}

/** Told by the first bytes: an .xlsx is a ZIP archive, everything else is text. */
async function rowsOfFile(bytes: Uint8Array): Promise<TableRows> {
  if (!(bytes[0] === 0x50 && bytes[1] === 0x4b)) {
    try {
      return cellsOf(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    } catch {
      throw badTable();
    }
  }
  try {
    const sheets = await readXlsx(bytes);
    // Of several sheets the one that has our headings; otherwise the first, so that what is missing can be told.
    const chosen = sheets.find(({ rows }) => rows.slice(0, 10).some(isHead)) ?? sheets[0];
    return (chosen?.rows ?? []).map((row) => row.map(plain));
  } catch (error) {
    if (error instanceof BadWorkbook) throw badTable();
    throw error;
  }
}

function badTable(): Refusal {
  return new Refusal('par-index.bad_table', 422, { fields: { file: 'par-index.bad_table' } });
}

const LEAF_WORDS = new Set(SURVEY_COLUMNS.leaf.map(searchKey));

function isHead(cells: readonly ReadCell[]): boolean {
  return cells.some((cell) => typeof cell === 'string' && LEAF_WORDS.has(searchKey(cell)));
}

/** A day or an error stands for no figure of ours: shown as it cannot be read, so that its line is told. */
function plain(cell: ReadCell): TableCell {
  return typeof cell === 'object' && cell !== null ? '?' : cell;
}
