import { createHash } from 'node:crypto';
import type { LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { searchKey } from '#kernel/vietnamese.ts';
import { record } from '#modules/audit/public.ts';
import { listAgencies } from '#modules/org/public.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { addProcedures, addProcedureVersion, contentOf } from './catalogue.ts';
import { readHead, readRow } from './domain/catalogue-columns.ts';
import {
  type CatalogueRow,
  compareCatalogue,
  isTakenIn,
  type KnownProcedure,
  type RowVerdict,
} from './domain/compare.ts';
import type { CompetentAgency } from './domain/procedure.ts';
import { proceduresPermissions } from './permissions.ts';
import { MAX_ROWS, sheetRows } from './read-sheet.ts';
import type { ImportReport } from './schema.ts';
import { listNewest, lockCatalogue } from './store/procedures.ts';

export interface CatalogueFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a person decided after the dry run. */
export interface ImportDecision {
  /** Of the file that was looked at; another one is refused. */
  readonly sha256: string;
  /** Rows with a question that are taken in all the same. */
  readonly accepted: readonly number[];
  /** For rows that name no day. */
  readonly validFrom: LocalDate;
}

/**
 * Reads a catalogue and sets it beside what is known, keeping nothing: what would be new, what would change, and every
 * problem with its row.
 * @throws Refusal `procedures.no_head`, `procedures.sheet_empty`, `procedures.file_unreadable` (422), `procedures.file_too_large` (413)
 */
export async function checkCatalogue(work: Work, file: CatalogueFile): Promise<ImportReport> {
  requirePermission(work.actor, proceduresPermissions.manage);
  return work.run(async (tx) => reportOf(file, await verdictsOf(tx, file)));
}

/**
 * Takes the catalogue in: new procedures and new versions of changed ones, all or nothing. Rows with a question come in
 * only when they are named in the decision; unchanged rows make no version.
 * @throws Refusal `procedures.other_file` (409), `procedures.nothing_to_take_in` (422), and as `checkCatalogue`
 */
export async function importCatalogue(
  work: Work,
  file: CatalogueFile,
  decision: ImportDecision,
): Promise<ImportReport> {
  requirePermission(work.actor, proceduresPermissions.manage);
  if (decision.sha256 !== sha256(file)) throw new Refusal('procedures.other_file', 409);
  return work.run(async (tx) => {
    await lockCatalogue(tx.db);
    const verdicts = await verdictsOf(tx, file);
    const accepted = new Set(decision.accepted);
    const taken = verdicts.filter((verdict) => isTakenIn(verdict, accepted));
    if (taken.length === 0) throw new Refusal('procedures.nothing_to_take_in', 422);
    const dayOf = ({ validFrom }: RowVerdict) => validFrom ?? decision.validFrom;
    const added = taken.filter(({ known }) => !known);
    await addProcedures(
      tx,
      added.map((verdict) => ({ content: verdict.content, validFrom: dayOf(verdict) })),
    );
    for (const verdict of taken)
      if (verdict.known) await addProcedureVersion(tx, verdict.known.id, verdict.content, dayOf(verdict));
    const report = { ...reportOf(file, verdicts), taken: taken.map(({ row }) => row) };
    await record(tx, {
      action: 'procedures.imported',
      subject: { kind: 'procedure-catalogue', id: 'catalogue' },
      reach: 'subject',
      data: {
        file: file.name,
        sha256: report.sha256,
        counts: report.counts,
        taken: taken.length,
        accepted: [...accepted],
      },
    });
    return report;
  });
}

async function verdictsOf(tx: Tx, file: CatalogueFile): Promise<RowVerdict[]> {
  const known: KnownProcedure[] = (await listNewest(tx.db)).map(({ procedure, version }) => ({
    id: procedure.id,
    centralCode: procedure.central_code,
    content: contentOf(version),
    ended: version.is_end,
  }));
  return compareCatalogue(await readCatalogue(tx, file), known);
}

/** Lines that may stand above the head: the body's name, a title, an empty line or two. */
const HEAD_WITHIN = 20;

async function readCatalogue(tx: Tx, file: CatalogueFile): Promise<CatalogueRow[]> {
  const agencyOf = await agencyReader(tx);
  let head: ReturnType<typeof readHead>;
  const rows: CatalogueRow[] = [];
  const lines = await sheetRows(file.bytes);
  if (lines.length === 0) throw new Refusal('procedures.sheet_empty', 422);
  for (const { row, cells } of lines) {
    if (!head) {
      head = readHead(cells);
      if (!head && row >= HEAD_WITHIN) break;
      continue;
    }
    const read = readRow(cells, head, row, agencyOf, file.name);
    if (read) rows.push(read);
    if (rows.length > MAX_ROWS) throw new Refusal('procedures.file_too_large', 413, { rows: MAX_ROWS, megabytes: 60 });
  }
  if (!head) throw new Refusal('procedures.no_head', 422);
  return rows;
}

export const RECEIVING_WORDS = 'Nơi tiếp nhận hồ sơ';

/** Words of the sheet as an agency in force today: the exact name, else what the resolver of names is sure of. */
async function agencyReader(tx: Tx): Promise<(words: string) => CompetentAgency | undefined> {
  const names = new Map<string, string>();
  for (const agency of await listAgencies(tx, { on: tx.today })) {
    names.set(searchKey(agency.name), names.has(searchKey(agency.name)) ? '' : agency.code);
  }
  return (words) => {
    const key = searchKey(words);
    if (key === searchKey(RECEIVING_WORDS)) return { kind: 'receiving' };
    const code = names.get(key);
    return code ? { kind: 'code', code } : undefined;
  };
}

function sha256({ bytes }: CatalogueFile): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function reportOf(file: CatalogueFile, verdicts: readonly RowVerdict[]): ImportReport {
  const count = (outcome: RowVerdict['outcome']) => verdicts.filter((verdict) => verdict.outcome === outcome).length;
  return {
    file: file.name,
    sha256: sha256(file),
    counts: {
      read: verdicts.length,
      created: count('new'),
      changed: count('changed'),
      unchanged: count('unchanged'),
      rejected: count('rejected'),
      asked: verdicts.filter(
        ({ outcome, problems }) =>
          (outcome === 'new' || outcome === 'changed') && problems.some(({ severity }) => severity === 'ask'),
      ).length,
    },
    rows: verdicts
      .filter(({ outcome }) => outcome !== 'unchanged')
      .map(({ row, content, validFrom, known, outcome, differences, problems }) => ({
        row,
        code: content.code,
        name: content.name,
        limit: content.limit.text,
        validFrom,
        outcome,
        knownName: known?.content.name ?? null,
        knownLimit: known?.content.limit.text ?? null,
        differences: [...differences],
        problems: problems.map((problem) => ({ ...problem, values: { ...problem.values } })),
      })),
    taken: [],
  };
}
