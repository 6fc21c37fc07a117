import { record } from '#modules/audit/public.ts';
import { momentVi } from '#modules/calendar/domain/explain-vi.ts';
import {
  listConfirmedProposals,
  listProposalsInPlay,
  lockForIssue,
  markIssued,
  type NoticeDocument,
  type NoticeProposal,
} from '#modules/notices/public.ts';
import { type Agency, agenciesById, isInForce, listAgencies } from '#modules/org/public.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { searchKey } from '#kernel/vietnamese.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { sentenceOf } from '#platform/http/problem.ts';
import { directivesMessages } from './messages.vi.ts';
import { openParts, type Partner } from './opening.ts';
import { hasPeriods, periodsAt, stillRuns } from './periods.ts';
import { directivesPermissions } from './permissions.ts';
import type { IssueResult } from './schema.ts';
import type { TaskRecord } from './store/rows.ts';
import { insertParties, insertTask, listTasksOfDocument } from './store/tasks.ts';

/**
 * Gives out the accepted proposals of a document as tasks (giao việc): all of them or none. Every lead and every
 * cooperating agency gets its own assignment, and what it owes is registered with the reminder engine in the same
 * transaction. A document whose tasks are out already answers with them.
 *
 * @param expectedVersions the accepted proposals and versions the clerk saw; absent = whatever stands now
 * @throws Refusal `directives.undecided`, `directives.incomplete`, `directives.nothing_to_issue` (422) saying which
 *   proposals lack what; `directives.proposals_changed` (409) saying who changed one
 */
export async function issueDocument(
  work: Work,
  documentId: string,
  { expectedVersions }: { expectedVersions?: Readonly<Record<string, number>> | undefined } = {},
): Promise<IssueResult> {
  requirePermission(work.actor, directivesPermissions.issue);
  return work.run(async (tx) => {
    const document = await lockForIssue(tx, documentId);
    if (document.state === 'issued') return resultOf(tx, document.id, document.issuedAt ?? tx.now, true);
    if (document.state === 'dropped') throw new Refusal('directives.document_dropped', 409);
    const proposals = await listProposalsInPlay(tx, documentId);
    if (expectedVersions) refuseChanged(proposals, expectedVersions);
    refuseIncomplete(document, proposals);
    const accepted = await listConfirmedProposals(tx, documentId);
    const follower = await followerOf(tx);
    const ids = [...new Set(accepted.flatMap(({ leadIds, cooperatingIds }) => [...leadIds, ...cooperatingIds]))];
    const living = (await agenciesById(tx, ids)).filter((agency) => isInForce(agency, tx.today));
    const agencies = new Map(living.map((agency) => [agency.id, agency]));
    const mapping = new Map<string, string>();
    for (const proposal of accepted) {
      const task = taskOf(tx, document, proposal, follower);
      await giveOut(tx, task, partnersOf(proposal, agencies));
      mapping.set(proposal.id, task.id);
    }
    await markIssued(tx, documentId, mapping, ids);
    return resultOf(tx, documentId, tx.now, false);
  });
}

async function resultOf(tx: Tx, documentId: string, issuedAt: Date, alreadyIssued: boolean): Promise<IssueResult> {
  const tasks = await listTasksOfDocument(tx.db, documentId);
  return {
    documentId,
    issuedAt: toVietnamIso(issuedAt),
    alreadyIssued,
    tasks: tasks.map((task) => ({
      id: task.id,
      proposalId: task.proposal_id,
      text: task.text,
      assignments: task.assignments,
    })),
  };
}

function refuseChanged(proposals: readonly NoticeProposal[], expected: Readonly<Record<string, number>>): void {
  const accepted = proposals.filter(({ state }) => state === 'accepted');
  const other = accepted.find(({ id, version }) => expected[id] !== version);
  const gone = Object.keys(expected).find((id) => !accepted.some((proposal) => proposal.id === id));
  if (!other && gone === undefined) return;
  const known = other ?? proposals.find(({ id }) => id === gone);
  throw new Refusal('directives.proposals_changed', 409, {
    proposalId: known?.id ?? gone ?? '',
    position: known?.position ?? '',
    by: known?.changedByName ?? '',
    at: known ? momentVi(toVietnamIso(known.changedAt)) : '',
  });
}

function refuseIncomplete(document: NoticeDocument, proposals: readonly NoticeProposal[]): void {
  const open = proposals.filter(({ state }) => state === 'proposed');
  const lacking = proposals
    .filter(({ problems }) => problems.length > 0)
    .map(({ id, position, problems }) => ({
      proposalId: id,
      position,
      missing: problems.map(({ code }) =>
        sentenceOf(directivesMessages, `directives.missing.${code}`).replace(/\.$/, ''),
      ),
      fields: problems.map(({ field }) => field),
    }));
  const summary = lacking.map(({ position, missing }) => `đề xuất ${position} ${missing.join(', ')}`).join('; ');
  if (document.problems.length > 0) {
    const fields = Object.fromEntries(
      document.problems.map(({ code, field }) => [field, `directives.missing.${code}`]),
    );
    throw new Refusal('directives.head_incomplete', 422, { fields, proposals: lacking });
  }
  if (lacking.length > 0) throw new Refusal('directives.incomplete', 422, { summary, proposals: lacking });
  if (open.length > 0) {
    const positions = open.map(({ position }) => position).join(', ');
    const waiting = open.map(({ id, position }) => ({ proposalId: id, position }));
    throw new Refusal('directives.undecided', 422, { positions, proposals: waiting });
  }
  if (!proposals.some(({ state }) => state === 'accepted')) throw new Refusal('directives.nothing_to_issue', 422);
}

/** The Office the acting clerk belongs to; for the program itself the Office of the province. */
async function followerOf(tx: Tx): Promise<Agency> {
  const own = tx.actor.grants.find((grant) => grant.role === 'office-clerk')?.agencyId;
  const [office] = own
    ? await agenciesById(tx, [own])
    : await listAgencies(tx, { on: tx.today, kind: 'van_phong', level: 'tinh' });
  if (!office) throw new Refusal('directives.no_office', 409);
  return office;
}

function taskOf(tx: Tx, document: NoticeDocument, proposal: NoticeProposal, follower: Agency): TaskRecord {
  const product = proposal.product ?? '';
  return {
    id: newId(),
    proposal_id: proposal.id,
    document_id: document.id,
    document_number: document.number,
    document_kind: document.kind,
    document_subject: document.subject,
    document_issued_on: document.issuedOn,
    position: proposal.position,
    item_path: [...proposal.itemPath],
    text: proposal.text,
    span_from: proposal.span[0],
    span_to: proposal.span[1],
    kind: proposal.kind,
    product,
    giver: document.issuer ?? '',
    signer: document.signer,
    follower_agency_id: follower.id,
    follower_name: follower.name,
    due_on: proposal.deadlineOn,
    due_time: proposal.deadlineTime,
    deadline_text: proposal.deadlineText,
    start_on: proposal.startOn,
    recurrence: proposal.recurrence,
    recurrence_day: proposal.recurrenceDay,
    recurs_until: null,
    next_period_on: null,
    urgency: proposal.urgency,
    report_via: proposal.reportVia,
    search: searchKey([proposal.text, product, document.number, document.subject].filter(Boolean).join(' ')),
    issued_at: tx.now,
    issued_by: tx.actor.personId,
    issued_by_name: tx.actor.name,
    withdrawn_at: null,
    withdrawn_by_name: null,
    withdrawn_reason: null,
    version: 1,
  };
}

function partnersOf(proposal: NoticeProposal, agencies: ReadonlyMap<string, Agency>): Partner[] {
  const partner = (role: Partner['role']) => (agencyId: string) => {
    const agency = agencies.get(agencyId);
    if (!agency) throw new Refusal('directives.agency_gone', 422, { position: proposal.position });
    return { agencyId, agencyName: agency.name, role };
  };
  return [...proposal.leadIds.map(partner('lead')), ...proposal.cooperatingIds.map(partner('cooperating'))];
}

/** Stores the task, opens its parts (of its first period) and tells the log. */
async function giveOut(tx: Tx, draft: TaskRecord, partners: readonly Partner[]): Promise<void> {
  const { task, periods } = firstPeriods(tx, draft);
  await insertTask(tx.db, task);
  await insertParties(
    tx.db,
    partners.map(({ agencyId, role }) => ({ task_id: task.id, agency_id: agencyId, role, ended_on: null })),
  );
  if (periods.length === 0) await openParts(tx, task, partners, task.due_on, null);
  for (const [index, period] of periods.entries()) {
    const named = index === 0 && task.due_on && task.due_on >= period.from && task.due_on <= period.to;
    await openParts(tx, task, partners, named ? task.due_on : period.dueOn, period);
  }
  await record(tx, {
    action: 'directives.issued',
    subject: { kind: 'task', id: task.id },
    reach: 'subject',
    data: {
      document: task.document_id,
      number: task.document_number,
      product: task.product,
      dueOn: task.due_on,
      leads: partners.filter(({ role }) => role === 'lead').map(({ agencyName }) => agencyName),
      cooperating: partners.filter(({ role }) => role === 'cooperating').map(({ agencyName }) => agencyName),
    },
  });
}

/**
 * A recurring duty begins with the period its start (or the day of giving out) falls in. A deadline past that period
 * says until when the duty runs.
 */
function firstPeriods(
  tx: Tx,
  draft: TaskRecord,
): { task: TaskRecord; periods: ReturnType<typeof periodsAt>['periods'] } {
  if (!hasPeriods(draft.recurrence)) return { task: draft, periods: [] };
  const from = draft.start_on && draft.start_on > tx.today ? draft.start_on : tx.today;
  const { periods, nextOn } = periodsAt(draft.recurrence, draft.recurrence_day, from, tx.today);
  const last = periods.at(-1)?.to ?? '';
  const until = draft.due_on && draft.due_on > last ? draft.due_on : null;
  const task = { ...draft, recurs_until: until };
  return { task: { ...task, next_period_on: stillRuns(task, nextOn) ? nextOn : null }, periods };
}
