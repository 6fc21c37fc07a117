import yauzl from 'yauzl';
import { Refusal } from '#kernel/refusal.ts';

/** Bounds against archives made to exhaust the machine; a long official document is far below each. */
const MAX_ENTRIES = 2_000;
const MAX_TOTAL_BYTES = 200 * 1024 * 1024;
const MAX_PART_BYTES = 16 * 1024 * 1024;
/** Word's XML packs 10 to 30 times; above 1 MB nothing honest packs 120 times. */
const MAX_RATIO = 120;
const RATIO_FROM_BYTES = 1024 * 1024;

/**
 * Unpacks the wanted entries of a zip held in memory.
 *
 * @returns the bytes by entry name; a wanted entry that is missing is missing from the map
 * @throws Refusal notices.file_zip_bomb above the bounds, notices.file_encrypted for a locked entry,
 *   notices.file_damaged when the archive cannot be read
 */
export async function readZipParts(bytes: Uint8Array, wanted: ReadonlySet<string>): Promise<Map<string, Uint8Array>> {
  const parts = new Map<string, Uint8Array>();
  try {
    const zip = await yauzl.fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
    });
    if (zip.entryCount > MAX_ENTRIES) throw new Refusal('notices.file_zip_bomb', 413);
    let total = 0;
    for await (const entry of zip.eachEntry()) {
      total += entry.uncompressedSize;
      if (total > MAX_TOTAL_BYTES) throw new Refusal('notices.file_zip_bomb', 413);
      if (!wanted.has(entry.fileName) || parts.has(entry.fileName)) continue;
      if (entry.isEncrypted()) throw new Refusal('notices.file_encrypted', 422);
      refuseBomb(entry.uncompressedSize, entry.compressedSize);
      parts.set(entry.fileName, await unpack(zip, entry));
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('notices.file_damaged', 422, { cause: error instanceof Error ? error.message : String(error) });
  }
  return parts;
}

function refuseBomb(unpacked: number, packed: number): void {
  if (unpacked > MAX_PART_BYTES || (unpacked > RATIO_FROM_BYTES && unpacked > packed * MAX_RATIO)) {
    throw new Refusal('notices.file_zip_bomb', 413);
  }
}

async function unpack(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The sizes in the directory may lie: what comes out is counted as well.
    refuseBomb(size, entry.compressedSize);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
