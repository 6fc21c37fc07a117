import { record } from '#modules/audit/public.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { asProgram, type Tx, type Work } from '#platform/db/province.ts';
import { headProblemsOf } from './domain/completeness.ts';
import type { ProposalState, UrgencyLevel } from './schema.ts';
import { acceptProposals } from './service-proposals.ts';
import { takeIn } from './service.ts';
import { keysOf } from './reading.ts';
import { addAudience, findDocument, listIssueDays, lockDocument, updateDocument } from './store/documents.ts';
import { listProposals, saveProposal } from './store/proposals.ts';
import type { DocumentRow, ProposalRow } from './store/rows.ts';
import { problemsOfRow } from './views.ts';
import type { Recurrence, TaskKind } from './domain/types.ts';

/** A document as the modules that act on it need it. */
export interface NoticeDocument {
  readonly id: string;
  readonly state: DocumentRow['state'];
  readonly number: string | null;
  readonly kind: string | null;
  readonly subject: string | null;
  readonly issuedOn: LocalDate | null;
  readonly issuer: string | null;
  readonly signer: string | null;
  readonly urgency: UrgencyLevel;
  readonly issuedAt: Date | null;
  readonly issuedByName: string | null;
  /** Codes of what the head lacks before work can be given out, with their fields. */
  readonly problems: readonly { readonly code: string; readonly field: string }[];
}

/** A proposal that is in play, with what still stands in its way. */
export interface NoticeProposal {
  readonly id: string;
  readonly position: number;
  readonly state: ProposalState;
  readonly version: number;
  readonly changedByName: string;
  readonly changedAt: Date;
  readonly itemPath: readonly string[];
  readonly kind: TaskKind;
  readonly text: string;
  readonly span: readonly [number, number];
  readonly leadIds: readonly string[];
  /** Without those that lead. */
  readonly cooperatingIds: readonly string[];
  readonly deadlineOn: LocalDate | null;
  readonly deadlineTime: string | null;
  readonly deadlineText: string | null;
  readonly startOn: LocalDate | null;
  readonly recurrence: Recurrence | null;
  readonly recurrenceDay: string | null;
  readonly urgency: UrgencyLevel;
  readonly product: string | null;
  readonly reportVia: string | null;
  readonly problems: readonly { readonly code: string; readonly field: string }[];
}

/** @throws Refusal `notices.not_found` (404) */
export async function getDocument(tx: Tx, id: string): Promise<NoticeDocument> {
  const row = await findDocument(tx.db, id);
  if (!row) throw new Refusal('notices.not_found', 404);
  return documentOf(row);
}

/** Holds the document until the transaction ends: nobody edits it or gives its tasks out meanwhile. */
export async function lockForIssue(tx: Tx, id: string): Promise<NoticeDocument> {
  const row = await lockDocument(tx.db, id);
  if (!row) throw new Refusal('notices.not_found', 404);
  return documentOf(row);
}

/** Proposals that were not dropped, in the order of the text. */
export async function listProposalsInPlay(tx: Tx, documentId: string): Promise<NoticeProposal[]> {
  const document = await findDocument(tx.db, documentId);
  const rows = await listProposals(tx.db, documentId);
  return rows.filter((row) => row.state !== 'dropped').map((row) => proposalOf(row, document?.issued_on ?? null));
}

/** Proposals a person has accepted, or that were given out already. */
export async function listConfirmedProposals(tx: Tx, documentId: string): Promise<NoticeProposal[]> {
  return (await listProposalsInPlay(tx, documentId)).filter(({ state }) => state === 'accepted' || state === 'issued');
}

/**
 * Closes a document whose proposals have become tasks; the agencies that got them may read it from now on.
 * @param mapping the task made of each accepted proposal
 * @param agencyIds all agencies with a part in them
 */
export async function markIssued(
  tx: Tx,
  documentId: string,
  mapping: ReadonlyMap<string, string>,
  agencyIds: readonly string[],
): Promise<void> {
  const issuer = { changed_at: tx.now, changed_by: tx.actor.personId, changed_by_name: tx.actor.name };
  for (const row of await listProposals(tx.db, documentId)) {
    if (mapping.has(row.id))
      await saveProposal(tx.db, { ...row, ...issuer, state: 'issued', version: row.version + 1 });
  }
  await addAudience(tx.db, documentId, agencyIds);
  const stamp = { issued_at: tx.now, issued_by_name: tx.actor.name };
  await updateDocument(tx.db, documentId, { state: 'issued', ...stamp });
  await record(tx, {
    action: 'notices.issued',
    subject: { kind: 'notice', id: documentId },
    data: { tasks: Object.fromEntries(mapping) },
  });
}

/** An agency that takes work over may read the documents it came from. */
export async function openDocumentsTo(tx: Tx, documentIds: readonly string[], agencyId: string): Promise<void> {
  for (const id of documentIds) await addAudience(tx.db, id, [agencyId]);
}

function documentOf(row: DocumentRow): NoticeDocument {
  return {
    id: row.id,
    state: row.state,
    number: row.number,
    kind: row.kind,
    subject: row.subject,
    issuedOn: row.issued_on,
    issuer: row.issuer,
    signer: row.signer,
    urgency: row.urgency,
    issuedAt: row.issued_at,
    issuedByName: row.issued_by_name,
    problems: headProblemsOf({ issuedOn: row.issued_on, issuer: row.issuer }),
  };
}

function proposalOf(row: ProposalRow, issuedOn: LocalDate | null): NoticeProposal {
  const leadIds = [...new Set(row.leads.flatMap((body) => body.agencyIds))];
  const cooperating = new Set(row.cooperating.flatMap((body) => body.agencyIds));
  return {
    id: row.id,
    position: row.position,
    state: row.state,
    version: row.version,
    changedByName: row.changed_by_name,
    changedAt: row.changed_at,
    itemPath: row.item_path,
    kind: row.kind,
    text: row.text,
    span: [row.span_from, row.span_to],
    leadIds,
    cooperatingIds: [...cooperating].filter((id) => !leadIds.includes(id)),
    deadlineOn: row.deadline_on,
    deadlineTime: row.deadline_time,
    deadlineText: row.deadline_text,
    startOn: row.start_on,
    recurrence: row.recurrence,
    recurrenceDay: row.recurrence_day,
    urgency: row.urgency,
    product: row.product,
    reportVia: row.report_via,
    problems: problemsOfRow(row, issuedOn),
  };
}

/**
 * Takes a document in inside a transaction that is under way: for making a demonstration province.
 * @returns its id
 * @throws Refusal as `takeIn` does
 */
export async function takeInDocument(
  tx: Tx,
  paper: { readonly fileName: string; readonly bytes: Uint8Array; readonly issuedOn?: LocalDate | undefined },
): Promise<string> {
  const paperIn = { file: { bytes: paper.bytes, name: paper.fileName } };
  return (await takeIn(inside(tx), paperIn, paper.issuedOn ?? null)).document.id;
}

/** Accepts all proposals of such a document as they were read. @throws Refusal `notices.incomplete` (422) */
export async function acceptInPlay(tx: Tx, documentId: string): Promise<void> {
  const proposals = await listProposalsInPlay(tx, documentId);
  await acceptProposals(inside(tx), documentId, Object.fromEntries(proposals.map(({ id, version }) => [id, version])));
}

function inside(tx: Tx): Work {
  return { actor: tx.actor, run: (useCase) => useCase(tx) };
}

/** A paper as somebody cites it. */
export interface CitedPaper {
  readonly number: string;
  readonly issuedOn: LocalDate;
  readonly issuer: string;
}

/**
 * Whether the register knows papers as they are cited, in their order: `found` with number, day and issuer, `differs`
 * when that number of that issuer stands there under other days only. The whole register answers, also for papers the
 * person may not open; nothing of them is told but this.
 */
export async function findInRegister(
  tx: Tx,
  papers: readonly CitedPaper[],
): Promise<('found' | 'differs' | 'not-found')[]> {
  const keyed = papers.map(({ number, issuedOn, issuer }) => ({
    ...keysOf({ number, issuer, kind: null, signer: null, subject: null }),
    issuedOn,
  }));
  const known = await asProgram(tx, () =>
    listIssueDays(
      tx.db,
      keyed.flatMap(({ number_key }) => number_key ?? []),
    ),
  );
  return keyed.map(({ number_key, issuer_key, issuedOn }) => {
    const same = known.filter(
      (row) => row.number_key === number_key && (row.issuer_key === null || row.issuer_key === issuer_key),
    );
    if (same.some((row) => row.issued_on === issuedOn)) return 'found';
    return same.some((row) => row.issued_on !== null) ? 'differs' : 'not-found';
  });
}
