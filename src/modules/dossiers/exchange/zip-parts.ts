import yauzl from 'yauzl';
import { Refusal } from '#kernel/refusal.ts';

const MAX_ENTRIES = 10_000;
const MAX_PART_BYTES = 8 * 1024 ** 3;
/** Sheets of equal rows pack some fifty times; above 100 MB nothing honest packs two hundred times. */
const MAX_RATIO = 200;
const RATIO_FROM_BYTES = 100 * 1024 * 1024;

/** The parts of a zip on disk, each read as a stream when its turn comes. */
export interface ZipParts {
  has(name: string): boolean;
  /** @throws Refusal `dossiers.import.zip_bomb` (413) while reading, when more comes out than is honest */
  read(name: string): AsyncGenerator<Uint8Array>;
  close(): void;
}

/** @throws Refusal `dossiers.import.xlsx_broken` (422) when it is no zip, `dossiers.import.zip_bomb` (413) */
export async function openZip(path: string): Promise<ZipParts> {
  const entries = new Map<string, yauzl.Entry>();
  let zip: yauzl.ZipFile;
  try {
    zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false });
    if (zip.entryCount > MAX_ENTRIES) throw new Refusal('dossiers.import.zip_bomb', 413);
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName.replace(/^\//, ''), entry);
  } catch (error) {
    throw asBroken(error);
  }
  return {
    has: (name) => entries.has(name),
    read: (name) => readPart(zip, entries.get(name)),
    close: () => zip.close(),
  };
}

async function* readPart(zip: yauzl.ZipFile, entry: yauzl.Entry | undefined): AsyncGenerator<Uint8Array> {
  if (!entry || entry.isEncrypted()) throw new Refusal('dossiers.import.xlsx_broken', 422);
  let size = 0;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      // The sizes in the directory may lie: what comes out is counted.
      if (size > MAX_PART_BYTES || (size > RATIO_FROM_BYTES && size > entry.compressedSize * MAX_RATIO))
        throw new Refusal('dossiers.import.zip_bomb', 413);
      yield chunk;
    }
  } catch (error) {
    throw asBroken(error);
  }
}

function asBroken(error: unknown): unknown {
  if (error instanceof Refusal) return error;
  const code = (error as NodeJS.ErrnoException).code;
  // The disk's own faults keep their codes; what zlib and yauzl say is about the file.
  if (code !== undefined && /^E[A-Z]+$/.test(code)) return error;
  return new Refusal('dossiers.import.xlsx_broken', 422);
}
