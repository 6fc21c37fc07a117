import type { DocumentDetail, ProposalView } from '../schema.ts';
import type { Mark } from './text-segments.ts';

type Span = readonly [number, number];

/** Everything the page marks in the document: each order, the words of its fields, and the words of the head. */
export function marksOf(document: DocumentDetail): Mark[] {
  const head = document.fields.flatMap((field) => one('head', 'head', field.span));
  const proposals = document.proposals.filter((proposal) => proposal.state !== 'dropped');
  return [...head, ...proposals.flatMap(proposalMarks)];
}

function proposalMarks(proposal: ProposalView): Mark[] {
  const { id, evidence } = proposal;
  return [
    ...one(id, 'task', proposal.span),
    ...proposal.leads.flatMap((party) => one(id, 'lead', party.span)),
    ...proposal.cooperating.flatMap((party) => one(id, 'cooperating', party.span)),
    ...one(id, 'deadline', evidence['deadline']?.span ?? evidence['deadlineText']?.span),
    ...one(id, 'start', evidence['start']?.span),
    ...one(id, 'recurrence', evidence['recurrence']?.span),
    ...proposal.warnings.flatMap((warning) => one(id, 'warning', warning.span)),
  ];
}

function one(owner: string, role: Mark['role'], span: Span | null | undefined): Mark[] {
  return span ? [{ owner, role, from: span[0], to: span[1] }] : [];
}
