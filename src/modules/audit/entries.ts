import { newId } from '#kernel/id.ts';
import type { DbTransaction } from '#platform/db/pool.ts';
import type { Tx } from '#platform/db/province.ts';
import { GENESIS, linkHash } from './domain/chain.ts';
import { appendEntry, type EntryRow, foreseeHead, listOfSubject, lockHead } from './store/audit-store.ts';

/** What an entry is about: a task, a dossier, an account. */
export interface Subject {
  readonly kind: string;
  readonly id: string;
}

export interface Fact {
  /** Dotted name in the past tense: 'directives.issued'. */
  readonly action: string;
  readonly subject: Subject;
  /** Whose work it concerns; decides who may read the entry. */
  readonly agencyId?: string | null;
  /** 'subject' lets everybody read it whom the owning module lets at the subject; without an agency the default is 'auditor'. */
  readonly reach?: EntryRow['reach'];
  /** What is needed to understand the act later. Never a password, a token or a personal number. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** One act as it was recorded (dòng nhật ký). */
export interface AuditEntry {
  readonly id: string;
  readonly seq: number;
  readonly at: Date;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly action: string;
  readonly subject: Subject;
  readonly agencyId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Holds a subject's chain before all is known that goes there, so that `record` need not wait for it alone. */
export function foreseeRecord(db: DbTransaction, { kind, id }: Subject): void {
  foreseeHead(db, kind, id);
}

/** Appends a fact to its subject's chain, in the transaction of the change it tells of. */
export async function record(tx: Tx, fact: Fact): Promise<void> {
  const { kind, id: subjectId } = fact.subject;
  const { seq, hash: previous } = await lockHead(tx.db, kind, subjectId, GENESIS);
  const agencyId = fact.agencyId ?? null;
  const content = {
    subjectKind: kind,
    subjectId,
    seq,
    id: newId(),
    at: tx.now.toISOString(),
    actorId: tx.actor.personId,
    actorName: tx.actor.name.normalize('NFC'),
    action: fact.action,
    agencyId,
    data: JSON.parse(JSON.stringify(fact.data ?? {})) as unknown,
  };
  appendEntry(tx.db, {
    subject_kind: kind,
    subject_id: subjectId,
    seq,
    id: content.id,
    at: tx.now,
    actor_id: content.actorId,
    actor_name: content.actorName,
    action: fact.action,
    agency_id: agencyId,
    reach: fact.reach ?? (agencyId ? 'agency' : 'auditor'),
    data: content.data,
    prev_hash: previous,
    hash: linkHash(previous, content),
  });
}

/** Everything recorded about a subject that the actor may read, oldest first. */
export async function historyOf(tx: Tx, subject: Subject): Promise<AuditEntry[]> {
  return (await listOfSubject(tx.db, subject.kind, subject.id)).map(toEntry);
}

export function toEntry(row: EntryRow): AuditEntry {
  return {
    id: row.id,
    seq: row.seq,
    at: row.at,
    actorId: row.actor_id,
    actorName: row.actor_name,
    action: row.action,
    subject: { kind: row.subject_kind, id: row.subject_id },
    agencyId: row.agency_id,
    data: row.data as Readonly<Record<string, unknown>>,
  };
}
