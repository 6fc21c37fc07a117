import { createWriteStream } from 'node:fs';
import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Clock, systemClock } from '#kernel/clock.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { fileName } from '#platform/http/file-name.ts';
import { guessFields } from '../domain/exchange/guess.ts';
import type { CellValue, SourceRecord } from '../domain/exchange/source.ts';
import type { UploadView } from '../import-schema.ts';
import { openSource } from './open-source.ts';

interface Upload {
  readonly path: string;
  readonly folder: string;
  readonly fileName: string;
  readonly personId: string | null;
  readonly timer: NodeJS.Timeout;
  /** Runs that read it now. */
  users: number;
}

/** A file that somebody reads: it stays where it is until `release`. */
export interface UploadInUse {
  readonly path: string;
  readonly fileName: string;
  release(): Promise<void>;
}

const FOLDERS = 'dunghen-import-';
const KEPT_MS = 2 * 3600_000;
/** Nobody keeps a file, or reads one in, for that long: whoever did was killed. */
const LEFT_BEHIND_MS = 24 * 3600_000;
const MOST_AT_ONCE = 20;
const SAMPLE = 8;
const LOOKED_AT = 50;

/** Files that were sent and wait to be read in: on disk under names of our own, for two hours, for who sent them. */
export class Uploads {
  readonly #held = new Map<string, Upload>();
  readonly #parent: string;
  readonly #clock: Clock;
  #over = false;

  /** @param parent where the folders of the files are made */
  constructor(parent: string = tmpdir(), clock: Clock = systemClock) {
    this.#parent = parent;
    this.#clock = clock;
  }

  /**
   * Keeps a file and says what stands in it.
   * @throws Refusal of the readers when it is no file we read
   */
  async take(stream: Readable, name: string, personId: string | null, limit: number): Promise<UploadView> {
    const oldest = [...this.#held].find(([, { users }]) => users === 0);
    if (this.#held.size >= MOST_AT_ONCE && oldest) await this.#drop(oldest[0]);
    const folder = await mkdtemp(join(this.#parent, FOLDERS));
    const path = join(folder, 'file');
    try {
      await pipeline(stream, createWriteStream(path));
      if ('truncated' in stream && stream.truncated === true)
        throw new Refusal('dossiers.import.file_too_large', 413, { limitMb: Math.floor(limit / 1_000_000) });
      const id = newId();
      const view = await lookInto(path);
      if (this.#over) throw new Refusal('dossiers.import.upload_gone', 404);
      const timer = setTimeout(() => void this.#drop(id), KEPT_MS).unref();
      this.#held.set(id, { path, folder, fileName: fileName(name, 'tep'), personId, timer, users: 0 });
      return { id, fileName: fileName(name, 'tep'), ...view };
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /**
   * A file for a run that reads it. Its two hours may be over meanwhile, or others push it out: then nobody new gets it,
   * and it goes when the last run is done.
   * @throws Refusal `dossiers.import.upload_gone` (404) also for somebody else's file
   */
  use(id: string, personId: string | null): UploadInUse {
    const upload = this.#held.get(id);
    if (!upload || upload.personId !== personId) throw new Refusal('dossiers.import.upload_gone', 404);
    upload.users += 1;
    let released = false;
    const release = async (): Promise<void> => {
      if (released) return;
      released = true;
      upload.users -= 1;
      if (upload.users === 0 && this.#held.get(id) !== upload) await remove(upload.folder);
    };
    return { path: upload.path, fileName: upload.fileName, release };
  }

  /**
   * Removes what a program that was killed left behind. Folders of other users of the machine are theirs: they are
   * neither read nor touched.
   */
  async sweep(): Promise<void> {
    const longAgo = this.#clock.now().getTime() - LEFT_BEHIND_MS;
    const own = process.getuid?.();
    for (const name of await readdir(this.#parent)) {
      if (!name.startsWith(FOLDERS)) continue;
      const folder = join(this.#parent, name);
      const found = await lstat(folder).catch(() => undefined); // another program may have swept it
      if (!found?.isDirectory() || (own !== undefined && found.uid !== own)) continue;
      if (found.mtimeMs < longAgo) await remove(folder);
    }
  }

  /** The program ends: no file stays, read or not. */
  async dropAll(): Promise<void> {
    this.#over = true;
    const all = [...this.#held.values()];
    this.#held.clear();
    for (const { timer } of all) clearTimeout(timer);
    await Promise.all(all.map(({ folder }) => remove(folder)));
  }

  async #drop(id: string): Promise<void> {
    const upload = this.#held.get(id);
    this.#held.delete(id);
    if (!upload) return;
    clearTimeout(upload.timer);
    if (upload.users === 0) await remove(upload.folder);
  }
}

const remove = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });

async function lookInto(path: string): Promise<Omit<UploadView, 'id' | 'fileName'>> {
  const source = await openSource(path, undefined);
  const records: SourceRecord[] = [];
  for await (const record of source.records) {
    records.push(record);
    if (records.length >= LOOKED_AT) break;
  }
  if (records.length === 0) throw new Refusal('dossiers.import.file_empty', 422);
  const columns = source.heading
    ? source.heading.names.filter((name) => name !== '').slice(0, 200)
    : [...new Set(records.flatMap((record) => (record.kind === 'case' ? [...record.attributes.keys()] : [])))].slice(
        0,
        200,
      );
  const places = source.heading ? columns.map((name) => source.heading?.names.indexOf(name) ?? -1) : [];
  const sample = records.slice(0, SAMPLE).map((record) => {
    if (record.kind === 'row') return places.map((index) => shown(record.cells[index]));
    return columns.map((key) => (record.kind === 'case' ? shown(record.attributes.get(key)) : ''));
  });
  return {
    format: source.format,
    columns,
    headerRow: source.heading?.row ?? null,
    sample,
    guess: guessFields(columns),
  };
}

function shown(value: CellValue | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'object') {
    const text = new Date(value.wallMs).toISOString();
    const day = `${text.slice(8, 10)}/${text.slice(5, 7)}/${text.slice(0, 4)}`;
    return value.dayOnly ? day : `${day} ${text.slice(11, 16)}`;
  }
  return String(value).slice(0, 120);
}
