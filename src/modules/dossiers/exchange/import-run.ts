import { record } from '#modules/audit/public.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { asProgram, type Tx, type Work } from '#platform/db/province.ts';
import { sentenceOf } from '#platform/http/problem.ts';
import type { RowProblem, RowRemark } from '../domain/exchange/imported.ts';
import { laneOf, LANES } from '../domain/exchange/lanes.ts';
import type { ImportMapping } from '../domain/exchange/mapping.ts';
import type { SourceFormat } from '../domain/exchange/source.ts';
import { type Tally, tallyAsOf } from '../domain/exchange/tally.ts';
import { exchangeMessages } from '../exchange-messages.vi.ts';
import { forgetSeen } from '../store/import-bulk.ts';
import { insertRejects, insertRun, updateRun } from '../store/import-runs.ts';
import { AgencyFinder } from './agencies.ts';
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
  /** Rows that are committed. */
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

/** Rows that are written together, one batch after the other; what is read meanwhile gathers here. */
interface Lane {
  batch: Incoming[];
  rejects: RowReject[];
  weight: number;
  writing: Promise<void> | undefined;
}

const isFull = ({ batch, rejects, weight }: Lane): boolean =>
  batch.length + rejects.length >= BATCH_ROWS || weight >= BATCH_WEIGHT;

/** One reading of a file: what was read gathers in lanes, each lane is written a batch a transaction, lanes side by side. */
export class ImportRun {
  readonly #work: Work;
  readonly #options: ImportOptions;
  readonly #format: SourceFormat;
  readonly id = newId();
  readonly #agencies = new AgencyFinder();
  #tally = tallyAsOf(new Date(0));
  #asOf = new Date(0);
  readonly #lanes: readonly Lane[] = Array.from({ length: LANES }, emptyLane);
  #hasFull = false;
  #errors: RowReject[] = [];
  readonly #counts = { read: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 };
  #committed = 0;
  readonly #remarks = new Map<RowRemark, number>();

  constructor(work: Work, options: ImportOptions, format: SourceFormat) {
    this.#work = work;
    this.#options = options;
    this.#format = format;
  }

  /** Whether a batch waits to be sent off. */
  get isFull(): boolean {
    return this.#hasFull;
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
    const lane = this.#lane(laneOf(incoming.dossier.code));
    lane.batch.push(incoming);
    lane.weight += 1 + incoming.dossier.events.length;
    this.#hasFull ||= isFull(lane);
    for (const remark of remarks) this.#remark(remark);
  }

  reject(reject: RowReject): void {
    const lane = this.#lane(0);
    lane.rejects.push({ row: reject.row, code: reject.code, problems: reject.problems });
    this.#hasFull ||= isFull(lane);
  }

  /** Sends full batches off, each once the one before it in its lane is written; the next ones are read meanwhile. */
  async sendFull(share: number | null): Promise<void> {
    this.#hasFull = false;
    for (const lane of this.#lanes) if (isFull(lane)) await this.#send(lane, share);
  }

  /** Sends the rest off and waits until all of it is written. */
  async sendAll(): Promise<void> {
    for (const lane of this.#lanes) await this.#send(lane, 1);
    await this.settle();
  }

  /** Waits until nothing is being written. @throws the first fault, once no lane writes any more */
  async settle(): Promise<void> {
    const ends = await Promise.allSettled(this.#lanes.map(({ writing }) => writing ?? Promise.resolve()));
    for (const lane of this.#lanes) lane.writing = undefined;
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
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
      errors: firstOf(this.#errors),
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

  #lane(number: number): Lane {
    const lane = this.#lanes[number];
    if (!lane) throw new RangeError(`no lane ${number}`);
    return lane;
  }

  async #send(lane: Lane, share: number | null): Promise<void> {
    const { batch, rejects } = lane;
    Object.assign(lane, { batch: [], rejects: [], weight: 0 });
    await lane.writing;
    lane.writing = this.#write(batch, rejects, share);
    // Awaited by the next batch of the lane; until then a fault is nobody's unhandled rejection.
    lane.writing.catch(() => undefined);
  }

  async #write(batch: readonly Incoming[], told: readonly RowReject[], share: number | null): Promise<void> {
    const { mapping, dryRun } = this.#options;
    await this.#run(async (tx) => {
      const taking = { source: mapping.source, runId: this.id, dryRun, agencies: this.#agencies };
      const taken = batch.length === 0 ? [] : await takeIn(tx, batch, taking);
      this.#counts.read += batch.length + told.length;
      const kept: RowReject[] = [];
      for (const reject of told) this.#refuse(reject, kept);
      for (const [index, one] of taken.entries()) {
        const incoming = batch[index];
        if (!incoming) continue;
        if (one.result === 'rejected')
          this.#refuse({ row: incoming.row, code: incoming.dossier.code, problems: [one.problem] }, kept);
        else {
          this.#counts[one.result] += 1;
          this.#tally.add(incoming.dossier);
          if (this.#agencies.missed(incoming.dossier.agencyText)) this.#remark('agency-unknown');
        }
      }
      const rows = kept.map((reject) => ({ run_id: this.id, ...reject, problems: [...reject.problems] }));
      await insertRejects(tx.db, rows);
      await updateRun(tx.db, this.id, { counts: this.#result(), share });
    });
    this.#committed += batch.length + told.length;
    this.#options.onProgress?.({ read: this.#committed, rejected: this.#counts.rejected, share });
  }

  #refuse(reject: RowReject, kept: RowReject[]): void {
    this.#counts.rejected += 1;
    if (this.#counts.rejected <= KEPT_REJECTS) kept.push(reject);
    this.#errors.push(reject);
    if (this.#errors.length > 2 * SHOWN_ERRORS) this.#errors = firstOf(this.#errors);
    this.#options.onReject?.(reject);
  }

  #remark(remark: RowRemark): void {
    this.#remarks.set(remark, (this.#remarks.get(remark) ?? 0) + 1);
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

function emptyLane(): Lane {
  return { batch: [], rejects: [], weight: 0, writing: undefined };
}

/** Lanes are not equally far in the file: the first by their rows. */
function firstOf(errors: readonly RowReject[]): RowReject[] {
  return errors.toSorted((a, b) => a.row - b.row).slice(0, SHOWN_ERRORS);
}
