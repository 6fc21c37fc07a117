import { deflateSync, inflateSync } from 'node:zlib';

/** The tables of a font file by their four-letter tags. */
export type Tables = Map<string, Buffer>;

/** Reads a WOFF 1.0 file (W3C Recommendation, 13 December 2012). @throws Error when it is none */
export function readWoff(file: Buffer): Tables {
  if (file.toString('latin1', 0, 4) !== 'wOFF') throw new Error('not a WOFF file');
  const tables: Tables = new Map();
  for (let index = 0; index < file.readUInt16BE(12); index += 1) {
    const at = 44 + index * 20;
    const offset = file.readUInt32BE(at + 4);
    const stored = file.subarray(offset, offset + file.readUInt32BE(at + 8));
    const plain = stored.length < file.readUInt32BE(at + 12) ? inflateSync(stored) : stored;
    tables.set(file.toString('latin1', at, at + 4), Buffer.from(plain));
  }
  return tables;
}

const padded = (length: number) => (length + 3) & ~3;

function checksum(table: Buffer): number {
  let sum = 0;
  const whole = Buffer.concat([table], padded(table.length));
  for (let at = 0; at < whole.length; at += 4) sum = (sum + whole.readUInt32BE(at)) >>> 0;
  return sum;
}

/** Writes a TrueType-flavoured WOFF 1.0 file. Sets head.checkSumAdjustment. */
export function writeWoff(tables: Tables): Buffer {
  const head = tables.get('head');
  if (!head) throw new Error('no head table');
  head.writeUInt32BE(0, 8);
  const names = [...tables.keys()].sort();
  const count = names.length;
  const tableOf = (name: string) => tables.get(name) ?? Buffer.alloc(0);

  // The plain font as it would stand on disk: needed for its size and its checksum.
  const range = 2 ** Math.floor(Math.log2(count));
  const sfnt = Buffer.alloc(12 + 16 * count);
  sfnt.writeUInt32BE(0x00010000, 0);
  sfnt.writeUInt16BE(count, 4);
  sfnt.writeUInt16BE(range * 16, 6);
  sfnt.writeUInt16BE(Math.log2(range), 8);
  sfnt.writeUInt16BE((count - range) * 16, 10);
  let place = sfnt.length;
  names.forEach((name, index) => {
    const table = tableOf(name);
    const at = 12 + 16 * index;
    sfnt.write(name, at, 'latin1');
    sfnt.writeUInt32BE(checksum(table), at + 4);
    sfnt.writeUInt32BE(place, at + 8);
    sfnt.writeUInt32BE(table.length, at + 12);
    place += padded(table.length);
  });
  const sum = names.reduce((total, name) => (total + checksum(tableOf(name))) >>> 0, checksum(sfnt));
  head.writeUInt32BE((0xb1b0afba - sum) >>> 0, 8);

  const header = Buffer.alloc(44 + 20 * count);
  const parts: Buffer[] = [header];
  let offset = header.length;
  names.forEach((name, index) => {
    const table = tableOf(name);
    const small = deflateSync(table, { level: 9 });
    const stored = small.length < table.length ? small : table;
    const at = 44 + 20 * index;
    header.write(name, at, 'latin1');
    header.writeUInt32BE(offset, at + 4);
    header.writeUInt32BE(stored.length, at + 8);
    header.writeUInt32BE(table.length, at + 12);
    header.writeUInt32BE(sfnt.readUInt32BE(12 + 16 * index + 4), at + 16);
    parts.push(Buffer.concat([stored], padded(stored.length)));
    offset += padded(stored.length);
  });
  header.write('wOFF', 0, 'latin1');
  header.writeUInt32BE(0x00010000, 4);
  header.writeUInt32BE(offset, 8);
  header.writeUInt16BE(count, 12);
  header.writeUInt32BE(place, 16);
  header.writeUInt16BE(1, 20);
  return Buffer.concat(parts);
}
