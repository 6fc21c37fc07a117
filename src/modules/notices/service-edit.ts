import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { headProblemsOf } from './domain/completeness.ts';
import { noticesPermissions } from './permissions.ts';
import type { ProposalList } from './schema.ts';
import { lockDocument, updateDocument } from './store/documents.ts';
import { findLastChange, insertChange, listProposals } from './store/proposals.ts';
import type { ChangeAction, DocumentRow, ProposalRow, StoredProposal } from './store/rows.ts';
import { momentText, problemsOfRow, proposalList } from './views.ts';

/** A document held for a change, with its proposals as they stand. */
export interface Desk {
  readonly tx: Tx;
  readonly document: DocumentRow;
  readonly proposals: readonly ProposalRow[];
}

/**
 * Runs a change of a document's proposals while nobody else changes the document, and answers with all of them as
 * they then stand. What stood before is kept for "Hoàn tác".
 *
 * @throws Refusal `notices.not_found`, `notices.already_issued` (409), `notices.is_dropped` (409)
 */
export async function changeProposals(
  work: Work,
  documentId: string,
  action: ChangeAction,
  change: (desk: Desk) => Promise<Touched>,
): Promise<ProposalList> {
  requirePermission(work.actor, noticesPermissions.edit);
  return work.run(async (tx) => {
    const document = await lockOpen(tx, documentId);
    const { before, after } = await change({ tx, document, proposals: await listProposals(tx.db, documentId) });
    if (after.length > 0) {
      await insertChange(tx.db, {
        id: newId(),
        document_id: documentId,
        action,
        at: tx.now,
        actor_id: tx.actor.personId,
        actor_name: tx.actor.name,
        before: before.map(stored),
        after: after.map(({ id, version }) => ({ id, version })),
      });
    }
    return refreshed(tx, document);
  });
}

/** Proposals as they were and as the change left them; one that was made has no `before`. */
export interface Touched {
  readonly before: readonly ProposalRow[];
  readonly after: readonly { readonly id: string; readonly version: number }[];
}

function stored(row: ProposalRow): StoredProposal {
  return { ...row, changed_at: row.changed_at.toISOString() };
}

/** Holds a document that may still be changed. */
export async function lockOpen(tx: Tx, documentId: string): Promise<DocumentRow> {
  const document = await lockDocument(tx.db, documentId);
  if (!document) throw new Refusal('notices.not_found', 404);
  if (document.state === 'issued') {
    const at = document.issued_at ? momentText(document.issued_at) : '';
    throw new Refusal('notices.already_issued', 409, { by: document.issued_by_name ?? '', at });
  }
  if (document.state === 'dropped') throw new Refusal('notices.is_dropped', 409);
  return document;
}

/** Brings the document's state up to what its proposals and head say, and answers with them. */
export async function refreshed(tx: Tx, document: DocumentRow): Promise<ProposalList> {
  const proposals = await listProposals(tx.db, document.id);
  const state = isChecked(document, proposals) ? 'checked' : 'intake';
  if (state !== document.state) await updateDocument(tx.db, document.id, { state });
  return proposalList({ ...document, state }, proposals, await findLastChange(tx.db, document.id));
}

/** Everything decided: no proposal waits, at least one is accepted, and nothing is missing. */
export function isChecked(document: DocumentRow, proposals: readonly ProposalRow[]): boolean {
  const accepted = proposals.filter((row) => row.state === 'accepted');
  return (
    accepted.length > 0 &&
    proposals.every((row) => row.state !== 'proposed') &&
    headProblemsOf({ issuedOn: document.issued_on, issuer: document.issuer }).length === 0 &&
    accepted.every((row) => problemsOfRow(row, document.issued_on).length === 0)
  );
}

/**
 * The proposal at the version the clerk saw.
 * @throws Refusal `notices.proposal_not_found` (404), `notices.proposal_changed` (409) saying who changed it
 */
export function proposalAt(desk: Desk, id: string, version: number): ProposalRow {
  const row = desk.proposals.find((proposal) => proposal.id === id);
  if (!row) throw new Refusal('notices.proposal_not_found', 404);
  if (row.version !== version) {
    const at = momentText(row.changed_at);
    throw new Refusal('notices.proposal_changed', 409, {
      proposalId: id,
      position: row.position,
      by: row.changed_by_name,
      at,
      version: row.version,
    });
  }
  return row;
}

/** The same for a step that needs the proposal to be in play. */
export function activeProposalAt(desk: Desk, id: string, version: number): ProposalRow {
  const row = proposalAt(desk, id, version);
  if (row.state === 'dropped') throw new Refusal('notices.proposal_dropped', 409, { position: row.position });
  return row;
}

/** A new version of a proposal, by the actor, now. */
export function changed(tx: Tx, row: ProposalRow, change: Partial<ProposalRow>): ProposalRow {
  return {
    ...row,
    ...change,
    version: row.version + 1,
    changed_at: tx.now,
    changed_by: tx.actor.personId,
    changed_by_name: tx.actor.name,
  };
}
