import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { asProgram, type Work } from '#platform/db/province.ts';
import type { ImportMapping } from './domain/exchange/mapping.ts';
import { problemsVi } from './exchange/problems-vi.ts';
import { checkMapping } from './exchange/read-mapping.ts';
import type { ImportRunDetail, ImportRunView, MappingList } from './import-schema.ts';
import {
  findMapping,
  findRun,
  listMappings,
  listRejects,
  listRuns,
  type RunRow,
  saveMapping,
} from './store/import-runs.ts';

const LISTED_RUNS = 50;
const LISTED_REJECTS = 1000;
/** A batch takes seconds at most; a run not heard of for this long was cut off. */
const SILENT_MS = 5 * 60_000;

/** A kept mapping by its name. @throws Refusal `dossiers.import.mapping_unknown` (404) */
export async function getMapping(work: Work, name: string): Promise<ImportMapping> {
  const row = await work.run((tx) => asProgram(tx, () => findMapping(tx.db, name)));
  if (!row) throw new Refusal('dossiers.import.mapping_unknown', 404, { name });
  return checkMapping(row.mapping);
}

/** Keeps a mapping under its own name, in place of what stood under it. @throws Refusal when it has no name */
export async function keepMapping(work: Work, mapping: ImportMapping): Promise<void> {
  const { name } = mapping;
  if (name === undefined) throw new Refusal('dossiers.import.mapping_name', 422);
  await work.run((tx) =>
    asProgram(tx, () => saveMapping(tx.db, { name, mapping, changed_at: tx.now, changed_by_name: tx.actor.name })),
  );
}

export async function keptMappings(work: Work): Promise<MappingList> {
  const rows = await work.run((tx) => asProgram(tx, () => listMappings(tx.db)));
  return {
    mappings: rows.map((row) => ({
      name: row.name,
      mapping: checkMapping(row.mapping),
      changedAt: toVietnamIso(row.changed_at),
      changedBy: row.changed_by_name,
    })),
  };
}

/** The last runs, newest first. */
export async function importRuns(work: Work): Promise<ImportRunView[]> {
  const rows = await work.run((tx) => asProgram(tx, () => listRuns(tx.db, LISTED_RUNS)));
  return rows.map(toView);
}

/** A run with the first of its refused rows. @throws Refusal `dossiers.import.run_unknown` (404) */
export async function importRun(work: Work, id: string): Promise<ImportRunDetail> {
  return work.run((tx) =>
    asProgram(tx, async () => {
      const row = await findRun(tx.db, id);
      if (!row) throw new Refusal('dossiers.import.run_unknown', 404);
      const rejects = await listRejects(tx.db, id, LISTED_REJECTS);
      return {
        ...toView(row),
        rejects: rejects.map((reject) => ({
          row: reject.row,
          code: reject.code,
          message: problemsVi(reject.problems),
        })),
      };
    }),
  );
}

function toView(row: RunRow): ImportRunView {
  const silent = row.state === 'running' && row.silent_ms > SILENT_MS;
  return {
    id: row.id,
    source: row.source,
    fileName: row.file_name,
    format: row.format,
    dryRun: row.dry_run,
    asOf: toVietnamIso(row.as_of),
    state: silent ? 'cut-off' : row.state,
    share: row.share,
    failure: row.failure,
    counts: row.counts as ImportRunView['counts'],
    startedAt: toVietnamIso(row.started_at),
    startedBy: row.started_by_name,
    finishedAt: row.finished_at && toVietnamIso(row.finished_at),
  };
}
