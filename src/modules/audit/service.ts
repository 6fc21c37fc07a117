import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { type Cursor, decodeCursor, encodeCursor } from '#platform/http/cursor.ts';
import { GENESIS, linkHash, merkleRoot } from './domain/chain.ts';
import { auditPermissions } from './permissions.ts';
import { type AuditEntry, toEntry } from './entries.ts';
import {
  type EntryFilter,
  type EntryRow,
  hashesOfHour,
  insertSeal,
  lastSeal,
  listEntries,
  listHeads,
  listOfSubject,
  listSeals,
  nextUnsealedHour,
} from './store/audit-store.ts';

/** A transaction may end this long after its time was taken; an hour is sealed only when none can still write into it. */
const SEAL_AFTER_MS = 10 * 60_000;

/** Seals every finished hour that is not sealed yet; may run twice and in several processes. @returns hours sealed now */
export async function sealHours(tx: Tx): Promise<number> {
  let previous = (await lastSeal(tx.db))?.root ?? GENESIS;
  let sealed = 0;
  const limit = new Date(Math.floor((tx.now.getTime() - SEAL_AFTER_MS) / 3_600_000) * 3_600_000);
  for (let hour = await nextUnsealedHour(tx.db, limit); hour; hour = await nextUnsealedHour(tx.db, limit)) {
    const hashes = await hashesOfHour(tx.db, hour);
    const root = merkleRoot([previous, ...hashes]);
    if (!(await insertSeal(tx.db, { hour, entries: hashes.length, root, prev_root: previous }))) break;
    previous = root;
    sealed += 1;
  }
  return sealed;
}

/** A place where the log no longer fits its own hashes. */
export interface Break {
  readonly where: string;
  readonly what: 'altered' | 'missing' | 'cut-off' | 'seal';
}

/** Recomputes every chain and every seal from the rows as they stand. */
export async function verifyChains(
  tx: Tx,
): Promise<{ chains: number; entries: number; seals: number; broken: Break[] }> {
  const broken: Break[] = [];
  let chains = 0;
  let entries = 0;
  let after = { kind: '', id: '' };
  for (let heads = await listHeads(tx.db, after, 500); heads.length > 0; heads = await listHeads(tx.db, after, 500)) {
    for (const head of heads) {
      const rows = await listOfSubject(tx.db, head.subject_kind, head.subject_id);
      chains += 1;
      entries += rows.length;
      const fault = faultOf(rows, head);
      if (fault) broken.push({ where: `${head.subject_kind}/${head.subject_id}`, what: fault });
      after = { kind: head.subject_kind, id: head.subject_id };
    }
  }
  const seals = await listSeals(tx.db);
  let previous = GENESIS;
  for (const seal of seals) {
    const hashes = await hashesOfHour(tx.db, seal.hour);
    if (
      seal.prev_root !== previous ||
      hashes.length !== seal.entries ||
      merkleRoot([previous, ...hashes]) !== seal.root
    ) {
      broken.push({ where: seal.hour.toISOString(), what: 'seal' });
    }
    previous = seal.root;
  }
  return { chains, entries, seals: seals.length, broken };
}

function faultOf(rows: readonly EntryRow[], head: { seq: number; hash: string }): Break['what'] | undefined {
  let previous = GENESIS;
  for (const [index, row] of rows.entries()) {
    if (row.seq !== index + 1) return 'missing';
    const { subject, at, ...entry } = toEntry(row);
    const hash = linkHash(row.prev_hash, {
      ...entry,
      subjectKind: subject.kind,
      subjectId: subject.id,
      at: at.toISOString(),
    });
    if (row.prev_hash !== previous || row.hash !== hash) return 'altered';
    previous = row.hash;
  }
  return rows.length === head.seq && previous === head.hash ? undefined : 'cut-off';
}

const PAGE = 50;

/** The log as an auditor or administrator reads it, newest first. */
export async function listAudit(
  work: Work,
  filter: EntryFilter & { cursor?: string | undefined },
): Promise<{ entries: AuditEntry[]; next: string | null }> {
  requirePermission(work.actor, auditPermissions.read);
  const place: Cursor | undefined = filter.cursor ? decodeCursor(filter.cursor, 2) : undefined;
  const before = place ? { at: new Date(String(place[0])), id: String(place[1]) } : undefined;
  return work.run(async (tx) => {
    const rows = await listEntries(tx.db, { ...filter, before }, PAGE + 1);
    const page = rows.slice(0, PAGE);
    const last = page.at(-1);
    return {
      entries: page.map(toEntry),
      next: rows.length > PAGE && last ? encodeCursor([last.at.toISOString(), last.id]) : null,
    };
  });
}

/** Recomputes the whole log for the page "Nhật ký". */
export async function checkAudit(work: Work): ReturnType<typeof verifyChains> {
  requirePermission(work.actor, auditPermissions.read);
  return work.run(verifyChains);
}
