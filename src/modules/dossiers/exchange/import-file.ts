import type { Work } from '#platform/db/province.ts';
import { compileMapping } from '../domain/exchange/compile.ts';
import { headingOf } from '../domain/exchange/fields.ts';
import { type ImportOptions, type ImportResult, ImportRun } from './import-run.ts';
import { type OpenedSource, openSource } from './open-source.ts';

/**
 * Reads a file and takes its dossiers in, a batch a transaction: what is committed stays when the program is killed, and
 * the same file run again finds it unchanged. Memory does not grow with the file.
 * @throws Refusal `dossiers.import.…` when the file or the mapping cannot be used; the run is kept as failed
 */
export async function importFile(work: Work, options: ImportOptions): Promise<ImportResult> {
  return (await startImport(work, options)).done;
}

/** The same, given back as soon as the file is open and the run has its row: the rest goes on behind `done`. */
export async function startImport(
  work: Work,
  options: ImportOptions,
): Promise<{ readonly runId: string; readonly done: Promise<ImportResult> }> {
  const source = await openSource(options.path, options.mapping);
  const run = new ImportRun(work, options, source.format);
  try {
    await run.begin();
  } catch (error) {
    await source.records.return(undefined);
    throw error;
  }
  return { runId: run.id, done: readAll(run, options, source) };
}

async function readAll(run: ImportRun, options: ImportOptions, source: OpenedSource): Promise<ImportResult> {
  try {
    const map = compileMapping(options.mapping, source.heading && headingOf(source.heading.names));
    for await (const record of source.records) {
      if (record.kind === 'broken') {
        run.reject({
          row: record.row,
          code: null,
          problems: [{ code: 'row_broken', field: '', value: record.why }],
        });
      } else {
        const mapped = map(record);
        if (mapped.ok) run.add(mapped, mapped.remarks);
        else if (!mapped.empty) run.reject(mapped);
      }
      if (run.isFull) await run.sendFull(source.progress());
    }
    await run.sendAll();
    return await run.end();
  } catch (error) {
    await source.records.return(undefined);
    await run.settle().catch(() => undefined); // the first fault is the one to tell
    await run.fail(error);
    throw error;
  }
}
