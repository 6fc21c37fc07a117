import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { instantAt } from '#kernel/vietnam-time.ts';
import { searchKey } from '#kernel/vietnamese.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Work } from '#platform/db/province.ts';
import { getSheetContext } from './acting.ts';
import { archiveIndexHtml, archiveIndexXlsx, type ArchiveEntry } from './exports/archive-index.ts';
import { sheetExportOf } from './exports/index.ts';
import { parIndexPermissions } from './permissions.ts';
import { sheetDetail } from './service-sheets.ts';
import { findFile, listEvidence } from './store/evidence.ts';

/** All evidence of a sheet in one archive. */
export interface EvidenceArchive {
  readonly name: string;
  readonly stream: Readable;
}

/**
 * Every file of the sheet's evidence the caller sees, in folders by the first leaf each proves, with an index as .xlsx
 * and .html (leaf, document, day, issuer, fact, file, checksum) and `SHA256SUMS.txt` as sha256sum reads it. One file at
 * a time goes from the database into the stream, so the size of all together does not matter; files are stored as they
 * are, since what people hand in is packed already. A file that no longer is what was handed in ends the stream.
 * @throws Refusal `par-index.not_found` (404)
 */
export async function evidenceArchive(work: Work, sheetId: string): Promise<EvidenceArchive> {
  requirePermission(work.actor, parIndexPermissions.read);
  const { data, entries } = await work.run(async (tx) => {
    const { set } = await getSheetContext(tx, sheetId);
    const sheet = await sheetDetail(tx, sheetId);
    const seen = new Set(sheet.evidence.map(({ id }) => id));
    const rows = (await listEvidence(tx.db, sheetId)).filter(({ id }) => seen.has(id));
    return { data: sheetExportOf(set, sheet, 'self'), entries: entriesOf(rows) };
  });
  const zip = new ZipFile();
  const stream = Readable.from(zip.outputStream);
  const fail = (error: unknown) => stream.destroy(error instanceof Error ? error : new Error(String(error)));
  zip.on('error', fail);
  const [xlsx, html] = [await archiveIndexXlsx(data, entries), archiveIndexHtml(data, entries)];
  const index = [
    ['Danh muc tai lieu.xlsx', xlsx],
    ['Danh muc tai lieu.html', Buffer.from(html, 'utf8')],
  ] as const;
  // The day of the figures, so that the same evidence makes the same archive.
  const mtime = instantAt(data.asOf, 12 * 60);
  for (const [name, bytes] of index)
    zip.addBuffer(Buffer.from(bytes), name, { mtime, compress: name.endsWith('html') });
  const stored = entries.flatMap((entry) => (entry.path === null ? [] : [{ ...entry, path: entry.path }]));
  const sums = [
    ...index.map(([name, bytes]) => `${sha256(bytes)}  ${name}`),
    ...stored.map(({ path, sha256: sum }) => `${sum}  ${path}`),
  ];
  zip.addBuffer(Buffer.from(`${sums.join('\n')}\n`, 'utf8'), 'SHA256SUMS.txt', { mtime });
  for (const { id, path, sha256: sum, size } of stored) {
    zip.addReadStreamLazy(path, { mtime, compress: false, size: size ?? 0 }, (give) => {
      work
        .run((tx) => findFile(tx.db, sheetId, id))
        .then((bytes) => {
          if (!bytes || sha256(bytes) !== sum) throw new Error(`evidence ${id} is not what was handed in`);
          give(null, Readable.from([bytes]));
        })
        .catch(fail);
    });
  }
  zip.end();
  return { name: `tai-lieu-kiem-chung-${data.set.year}-${plainName(data.unit)}.zip`, stream };
}

/** Names inside the archive: leaf, number and the file's own ending, told apart by a count where they are the same. */
function entriesOf(rows: Awaited<ReturnType<typeof listEvidence>>): ArchiveEntry[] {
  const used = new Set<string>();
  return rows.map((row) => {
    const leaves = [...row.leaves].sort((a, b) => a.leaf.localeCompare(b.leaf, 'vi', { numeric: true }));
    const base = {
      id: row.id,
      number: row.number,
      issuedOn: row.issued_on,
      issuer: row.issuer,
      subject: row.subject,
      leaves,
      sha256: row.sha256,
      size: row.size,
    };
    if (row.file_name === null) return { ...base, path: null };
    const ending = /\.[A-Za-z0-9]{1,8}$/.exec(row.file_name)?.[0].toLowerCase() ?? '';
    const stem = `${row.issued_on}-${plainName(row.number)}-${plainName(row.file_name.slice(0, row.file_name.length - ending.length))}`;
    const folder = plainCode(leaves[0]?.leaf ?? 'chua-gan-tieu-chi');
    let path = `${folder}/${stem}${ending}`;
    for (let copy = 2; used.has(path); copy += 1) path = `${folder}/${stem}-${copy}${ending}`;
    used.add(path);
    return { ...base, path };
  });
}

/** Letters, digits and hyphens alone: a name every system can unpack, and that leads nowhere else. */
function plainName(text: string): string {
  const plain = searchKey(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain.slice(0, 80).replace(/-+$/, '') || 'khong-ten';
}

function plainCode(code: string): string {
  if (code === '+') return 'diem-thuong';
  if (code === '-') return 'diem-tru';
  return code.replace(/[^0-9A-Za-z.-]/g, '_').replace(/^\.+/, '_');
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
