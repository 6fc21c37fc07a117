import { record } from '#modules/audit/public.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { asProgram, type Tx, type Work } from '#platform/db/province.ts';
import { sentenceOf } from '#platform/http/problem.ts';
import { compileMapping } from '../domain/exchange/compile.ts';
import { headingOf } from '../domain/exchange/fields.ts';
import type { RowProblem, RowRemark } from '../domain/exchange/imported.ts';
import type { ImportMapping } from '../domain/exchange/mapping.ts';
import type { SourceFormat } from '../domain/exchange/source.ts';
import { type Tally, tallyAsOf } from '../domain/exchange/tally.ts';
import { exchangeMessages } from '../exchange-messages.vi.ts';
import { forgetSeen } from '../store/import-bulk.ts';
import { insertRejects, insertRun, updateRun } from '../store/import-runs.ts';
import { AgencyFinder } from './agencies.ts';
import { type OpenedSource, openSource } from './open-source.ts';
import { type Incoming, takeIn } from './take-in.ts';

export interface ImportOptions {
  readonly path: string;
  /** As the person called the file. */
  readonly fileName: string;
  readonly mapping: ImportMapping;
  readonly dryRun: boolean;
  /** The moment open dossiers are judged by; the province's time when not given. */
  readonly asOf?: Date | undefined;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Told of every row that is refused, for a file of errors. */
  readonly onReject?: (reject: RowReject) => void;
}

export interface RowReject {
  readonly row: number;
  readonly code: string | null;
  readonly problems: readonly RowProblem[];
}

export interface ImportProgress {
  readonly read: number;
  readonly rejected: number;
  /** Share of the file, 0 to 1; null where it is not known. */
  readonly share: number | null;
}

/** What a run found; the first six names and their parts are a contract with scripts. */
export interface ImportCounts extends Tally {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** How often something was taken that should be looked at. */
  readonly remarks: Readonly<Partial<Record<RowRemark, number>>>;
  readonly unmatchedAgencies: readonly { readonly name: string; readonly dossiers: number }[];
}

export interface ImportResult extends ImportCounts {
  readonly runId: string;
  readonly format: SourceFormat;
  readonly source: string;
  readonly dryRun: boolean;
  readonly asOf: string;
  /** The first rows refused. */
  readonly errors: readonly RowReject[];
}

const BATCH_ROWS = 1000;
/** Events of a long case weigh as much as many rows. */
const BATCH_WEIGHT = 20_000;
const KEPT_REJECTS = 10_000;
const SHOWN_ERRORS = 100;

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
      if (run.isFull) await run.flush(source.progress());
    }
    await run.flush(1);
    await run.settle();
    return await run.end();
  } catch (error) {
    await source.records.return(undefined);
    await run.settle().catch(() => undefined); // the first fault is the one to tell
    await run.fail(error);
    throw error;
  }
}

class ImportRun {
  readonly #work: Work;
  readonly #options: ImportOptions;
  readonly #format: SourceFormat;
  readonly id = newId();
  readonly #agencies = new AgencyFinder();
  #tally = tallyAsOf(new Date(0));
  #asOf = new Date(0);
  #writing: Promise<void> | undefined;
  #batch: Incoming[] = [];
  #weight = 0;
  #rejects: RowReject[] = [];
  readonly #errors: RowReject[] = [];
  readonly #counts = { read: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 };
  readonly #remarks = new Map<RowRemark, number>();

  constructor(work: Work, options: ImportOptions, format: SourceFormat) {
    this.#work = work;
    this.#options = options;
    this.#format = format;
  }

  get isFull(): boolean {
    return this.#batch.length + this.#rejects.length >= BATCH_ROWS || this.#weight >= BATCH_WEIGHT;
  }

  async begin(): Promise<void> {
    const { mapping, fileName, dryRun, asOf } = this.#options;
    await this.#run(async (tx) => {
      this.#asOf = asOf ?? tx.now;
      await insertRun(tx.db, {
        id: this.id,
        source: mapping.source,
        file_name: fileName,
        format: this.#format,
        mapping,
        dry_run: dryRun,
        as_of: this.#asOf,
        state: 'running',
        counts: this.#counts,
        share: 0,
        started_at: tx.now,
        started_by: tx.actor.personId,
        started_by_name: tx.actor.name,
      });
    });
    this.#tally = tallyAsOf(this.#asOf);
  }

  add(incoming: Incoming, remarks: readonly RowRemark[]): void {
    this.#counts.read += 1;
    this.#batch.push(incoming);
    this.#weight += 1 + incoming.dossier.events.length;
    for (const remark of remarks) this.#remark(remark);
  }

  reject(reject: RowReject): void {
    this.#counts.read += 1;
    this.#refuse(reject, this.#rejects);
  }

  #refuse({ row, code, problems }: RowReject, kept: RowReject[]): void {
    const reject = { row, code, problems };
    this.#counts.rejected += 1;
    if (this.#counts.rejected <= KEPT_REJECTS) kept.push(reject);
    if (this.#errors.length < SHOWN_ERRORS) this.#errors.push(reject);
    this.#options.onReject?.(reject);
  }

  #remark(remark: RowRemark): void {
    this.#remarks.set(remark, (this.#remarks.get(remark) ?? 0) + 1);
  }

  /** Sends the batch off once the one before is written; the next is read meanwhile. */
  async flush(share: number | null): Promise<void> {
    const batch = this.#batch;
    const rejects = this.#rejects;
    this.#batch = [];
    this.#rejects = [];
    this.#weight = 0;
    await this.settle();
    this.#writing = this.#write(batch, rejects, { read: this.#counts.read, share });
    // Awaited by the next flush; until then a fault is nobody's unhandled rejection.
    this.#writing.catch(() => undefined);
  }

  async settle(): Promise<void> {
    const writing = this.#writing;
    this.#writing = undefined;
    await writing;
  }

  /** @param upTo how far the file is read with this batch; by now the reading itself is further */
  async #write(
    batch: readonly Incoming[],
    told: readonly RowReject[],
    { read, share }: { readonly read: number; readonly share: number | null },
  ): Promise<void> {
    const { mapping, dryRun } = this.#options;
    const refused = [...told];
    await this.#run(async (tx) => {
      const taking = { source: mapping.source, runId: this.id, dryRun, agencies: this.#agencies };
      const taken = batch.length === 0 ? [] : await takeIn(tx, batch, taking);
      for (const [index, one] of taken.entries()) {
        const incoming = batch[index];
        if (!incoming) continue;
        if (one.result === 'rejected')
          this.#refuse({ row: incoming.row, code: incoming.dossier.code, problems: [one.problem] }, refused);
        else {
          this.#counts[one.result] += 1;
          this.#tally.add(incoming.dossier);
          if (this.#agencies.missed(incoming.dossier.agencyText)) this.#remark('agency-unknown');
        }
      }
      const rows = refused.map((reject) => ({ run_id: this.id, ...reject, problems: [...reject.problems] }));
      await insertRejects(tx.db, rows);
      await updateRun(tx.db, this.id, { counts: { ...this.#result(), read }, share });
    });
    this.#options.onProgress?.({ read, rejected: this.#counts.rejected, share });
  }

  async end(): Promise<ImportResult> {
    const { mapping, dryRun, fileName } = this.#options;
    const counts = this.#result();
    await this.#run(async (tx) => {
      await forgetSeen(tx.db, this.id);
      await updateRun(tx.db, this.id, { state: 'done', counts, share: 1, finished_at: tx.now });
      if (!dryRun)
        await record(tx, {
          action: 'dossiers.imported',
          subject: { kind: 'dossier-import', id: this.id },
          data: { source: mapping.source, fileName, ...this.#counts },
        });
    });
    return {
      ...counts,
      runId: this.id,
      format: this.#format,
      source: mapping.source,
      dryRun,
      asOf: toVietnamIso(this.#asOf),
      errors: this.#errors,
    };
  }

  /** Says of the run that it failed; the fault itself is the caller's to tell. */
  async fail(error: unknown): Promise<void> {
    const failure =
      error instanceof Refusal
        ? sentenceOf(exchangeMessages, error.code, error.details)
        : 'Việc nhập dừng vì lỗi trong hệ thống. Những hồ sơ đã nhập vẫn còn; hãy nhập lại cùng tệp.';
    await this.#run(async (tx) => {
      await forgetSeen(tx.db, this.id);
      await updateRun(tx.db, this.id, { state: 'failed', failure: failure.slice(0, 1000), finished_at: tx.now });
    });
  }

  #result(): ImportCounts {
    return {
      ...this.#counts,
      ...this.#tally.result(),
      remarks: Object.fromEntries(this.#remarks),
      unmatchedAgencies: this.#agencies.unmatched(20),
    };
  }

  #run<T>(useCase: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#work.run((tx) => asProgram(tx, () => useCase(tx)));
  }
}
