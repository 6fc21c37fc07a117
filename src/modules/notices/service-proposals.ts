import { Refusal } from '#kernel/refusal.ts';
import type { Work } from '#platform/db/province.ts';
import type { ProposalBody, ProposalList } from './schema.ts';
import { editOf } from './editing.ts';
import { activeProposalAt, changed, changeProposals, type Desk, proposalAt } from './service-edit.ts';
import { saveProposal } from './store/proposals.ts';
import type { ProposalRow } from './store/rows.ts';
import { problemsOfRow } from './views.ts';

/**
 * Corrects a proposal. A field a person has set settles the reader's warnings about it.
 *
 * @throws Refusal `notices.proposal_changed` (409); `notices.unknown_agency`, `notices.unknown_name`,
 *   `notices.date_and_none`, `notices.hour_without_day`, `notices.incomplete` (422) with the fields
 */
export async function editProposal(
  work: Work,
  documentId: string,
  proposalId: string,
  body: ProposalBody,
): Promise<ProposalList> {
  return changeProposals(work, documentId, 'edit', async (desk) => {
    const row = activeProposalAt(desk, proposalId, body.version);
    const change = await editOf(desk, row, body);
    if (Object.keys(change).length === 0) return { before: [], after: [] };
    const next = changed(desk.tx, row, change);
    const contradictions = ['deadline-before-issue', 'start-after-deadline'];
    const problems = problemsOfRow(next, desk.document.issued_on);
    // An accepted proposal stays complete; one still being checked may have holes, but no contradiction.
    refuseProblems(
      next,
      row.state === 'accepted' ? problems : problems.filter((problem) => contradictions.includes(problem.code)),
    );
    await saveProposal(desk.tx.db, next);
    return { before: [row], after: [next] };
  });
}

/**
 * A person stands for the proposals as they are shown; every warning still open on them is thereby decided.
 * All of them are accepted or none.
 *
 * @param versions the versions that were seen, by proposal
 * @throws Refusal `notices.incomplete` (422) naming the fields of the first that lacks something
 */
export async function acceptProposals(
  work: Work,
  documentId: string,
  versions: Readonly<Record<string, number>>,
): Promise<ProposalList> {
  return changeProposals(work, documentId, 'accept', async (desk) => {
    const rows = Object.entries(versions)
      .map(([id, version]) => activeProposalAt(desk, id, version))
      .filter((row) => row.state === 'proposed');
    const after: ProposalRow[] = [];
    for (const row of rows) {
      refuseProblems(row, problemsOfRow(row, desk.document.issued_on));
      const settled = [...new Set([...row.settled, ...row.warnings.map((warning) => warning.code)])];
      after.push(changed(desk.tx, row, { state: 'accepted', settled }));
    }
    for (const row of after) await saveProposal(desk.tx.db, row);
    return { before: rows, after };
  });
}

function refuseProblems(row: ProposalRow, problems: readonly { code: string; field: string }[]): void {
  if (problems.length === 0) return;
  const fields = Object.fromEntries(problems.map(({ code, field }) => [field, `notices.problem.${code}`]));
  throw new Refusal('notices.incomplete', 422, { proposalId: row.id, position: row.position, fields });
}

/** Leaves a proposal out: no task will come of it. It can be taken back. */
export async function dropProposal(
  work: Work,
  documentId: string,
  proposalId: string,
  version: number,
): Promise<ProposalList> {
  return changeProposals(work, documentId, 'drop', async (desk) => {
    const row = activeProposalAt(desk, proposalId, version);
    return saveOne(desk, row, { state: 'dropped' });
  });
}

/** Takes a dropped proposal up again, to be decided anew. */
export async function restoreProposal(
  work: Work,
  documentId: string,
  proposalId: string,
  version: number,
): Promise<ProposalList> {
  return changeProposals(work, documentId, 'restore', async (desk) => {
    const row = proposalAt(desk, proposalId, version);
    if (row.merged_into) throw new Refusal('notices.proposal_merged', 409);
    if (row.state !== 'dropped') throw new Refusal('notices.proposal_not_dropped', 409, { position: row.position });
    return saveOne(desk, row, { state: 'proposed' });
  });
}

async function saveOne(desk: Desk, row: ProposalRow, change: Partial<ProposalRow>) {
  const next = changed(desk.tx, row, change);
  await saveProposal(desk.tx.db, next);
  return { before: [row], after: [next] };
}
