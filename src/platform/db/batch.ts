import pg from 'pg';
import type { Answer } from './session.ts';
import { valueOf } from './value.ts';

/** The protocol as the driver's connection speaks it; what cursors and copy streams are made with too. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  parse(message: { name: string; text: string }): void;
  bind(message: { statement: string; values: readonly unknown[]; valueMapper: (value: unknown) => unknown }): void;
  describe(message: { type: 'P'; name: string }): void;
  execute(message: object): void;
  close(message: { type: 'S'; name: string }): void;
  sync(): void;
}

interface Column {
  readonly name: string;
  readonly read: (text: string) => unknown;
}

/** What one connection knows of its prepared statements. */
export class Known {
  /** The columns a statement answers with; undefined where it is prepared and has not answered yet. */
  readonly #columns = new Map<string, readonly Column[] | undefined>();
  readonly #doubtful = new Set<string>();

  isPrepared(name: string): boolean {
    return name !== '' && this.#columns.has(name);
  }

  columnsOf(name: string): readonly Column[] | undefined {
    return name === '' ? undefined : this.#columns.get(name);
  }

  prepare(name: string): void {
    if (name !== '') this.#columns.set(name, undefined);
  }

  describe(name: string, columns: readonly Column[]): void {
    if (name !== '') this.#columns.set(name, columns);
  }

  /** A batch failed while this was being prepared: whether it was, PostgreSQL does not say. */
  doubt(name: string): void {
    if (name === '') return;
    this.#columns.delete(name);
    this.#doubtful.add(name);
  }

  /** Whether it has to be closed before it is prepared again. */
  settle(name: string): boolean {
    return this.#doubtful.delete(name);
  }
}

/** One statement of a batch. `name` is empty for what is prepared for this once. */
export interface Asked {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
  done(answer: Answer): void;
  failed(error: unknown): void;
}

/** What PostgreSQL would say of a statement in a transaction that has failed. */
const ABORTED = (): Error =>
  Object.assign(new Error('current transaction is aborted: a statement sent before it failed'), { code: '25P02' });

const TAG = /^([A-Za-z]+)(?: (?:\d+ )?(\d+))?$/;

/**
 * Several statements behind one Sync: one answer packet instead of one for each, and a prepared statement does not
 * describe its columns again each time. After the first that fails PostgreSQL does none that follow.
 */
export class Batch extends pg.Query {
  readonly #asked: readonly Asked[];
  readonly #known: Known;
  /** Names that were prepared with this batch. */
  readonly #fresh = new Set<string>();
  #at = 0;
  #columns: readonly Column[] | undefined;
  #rows: unknown[] = [];
  /** Why sending ended early, or why a row could not be read. */
  #fault: unknown;
  #unreadable: unknown;

  constructor(asked: readonly Asked[], known: Known) {
    super('');
    this.#asked = asked;
    this.#known = known;
  }

  /** Sends all, up to one with a value that cannot be sent: that and those behind it fail. */
  override submit = (connection: unknown): Error | null => {
    const wire = connection as Wire;
    wire.stream.cork();
    try {
      for (const asked of this.#asked) this.#send(wire, asked);
    } catch (error) {
      this.#fault = error;
    } finally {
      wire.sync();
      wire.stream.uncork();
    }
    return null;
  };

  #send(wire: Wire, { name, text, values }: Asked): void {
    const bound = values.map(valueOf); // before anything leaves: it may refuse
    if (!this.#known.isPrepared(name)) {
      if (this.#known.settle(name)) wire.close({ type: 'S', name });
      wire.parse({ name, text });
      this.#known.prepare(name);
      this.#fresh.add(name);
    }
    wire.bind({ statement: name, values: bound, valueMapper: (value) => value });
    if (this.#known.columnsOf(name) === undefined) wire.describe({ type: 'P', name: '' });
    wire.execute({});
  }

  handleRowDescription({ fields }: { fields: readonly { name: string; dataTypeID: number }[] }): void {
    this.#columns = fields.map(({ name, dataTypeID }) => ({
      name,
      read: pg.types.getTypeParser(dataTypeID, 'text') as (text: string) => unknown,
    }));
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const asked = this.#asked[this.#at];
    this.#columns ??= asked && this.#known.columnsOf(asked.name);
    const columns = this.#columns ?? [];
    const row: Record<string, unknown> = {};
    try {
      for (let index = 0; index < columns.length; index += 1) {
        const column = columns[index] as Column;
        const text = fields[index] ?? null;
        row[column.name] = text === null ? null : column.read(text);
      }
    } catch (error) {
      this.#unreadable ??= error;
    }
    this.#rows.push(row);
  }

  handleCommandComplete({ text }: { text: string }): void {
    const asked = this.#asked[this.#at];
    this.#at += 1;
    if (!asked) return;
    if (this.#known.columnsOf(asked.name) === undefined) this.#known.describe(asked.name, this.#columns ?? []);
    const [, command = text, count] = TAG.exec(text) ?? [];
    const answer = { command, rowCount: count === undefined ? null : Number(count), rows: this.#rows };
    const unreadable = this.#unreadable;
    this.#rows = [];
    this.#columns = undefined;
    this.#unreadable = undefined;
    if (unreadable === undefined) asked.done(answer);
    else asked.failed(unreadable);
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' });
  }

  handleError(error: unknown): void {
    const [failed, ...rest] = this.#asked.slice(this.#at);
    this.#at = this.#asked.length;
    for (const { name } of [...(failed ? [failed] : []), ...rest]) if (this.#fresh.has(name)) this.#known.doubt(name);
    failed?.failed(error);
    for (const asked of rest) asked.failed(ABORTED());
  }

  handleReadyForQuery(): void {
    if (this.#at >= this.#asked.length) return;
    this.handleError(this.#fault ?? new Error('PostgreSQL answered fewer statements than it was sent'));
  }
}
