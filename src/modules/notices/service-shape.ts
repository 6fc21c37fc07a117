import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import type { ProposalList } from './schema.ts';
import { readPassage } from './passage.ts';
import { LONGEST_ORDER } from './reading.ts';
import { activeProposalAt, changed, changeProposals, lockOpen, refreshed } from './service-edit.ts';
import { noticesPermissions } from './permissions.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import {
  deleteProposal,
  findLastChange,
  insertProposals,
  listProposals,
  markTakenBack,
  saveProposal,
  shiftPositions,
} from './store/proposals.ts';
import type { ProposalRow, StoredProposal } from './store/rows.ts';

/**
 * Parts a proposal in two at a place of the document's text. Each part is read again for its own deadline and bodies;
 * what names no lead keeps that of the whole, and what a person had set stays in both.
 *
 * @param at offset in the document's text, inside the proposal
 * @throws Refusal `notices.split_outside`, `notices.split_rewritten` (422)
 */
export async function splitProposal(
  work: Work,
  documentId: string,
  proposalId: string,
  version: number,
  at: number,
): Promise<ProposalList> {
  return changeProposals(work, documentId, 'split', async (desk) => {
    const { tx, document } = desk;
    const row = activeProposalAt(desk, proposalId, version);
    const first = trimmed(document.text, row.span_from, at);
    const second = trimmed(document.text, at, row.span_to);
    if (at <= row.span_from || at >= row.span_to || !first || !second)
      throw new Refusal('notices.split_outside', 422, { fields: { at: 'notices.split_outside' } });
    if (squeezed(row.text) !== squeezed(document.text.slice(row.span_from, row.span_to)))
      throw new Refusal('notices.split_rewritten', 422, { fields: { at: 'notices.split_rewritten' } });
    const [one, two] = [await partOf(tx, document, row, first), await partOf(tx, document, row, second)];
    await shiftPositions(tx.db, documentId, row.position + 1, 1);
    const kept = changed(tx, row, { ...one, state: 'proposed' });
    const made: ProposalRow = {
      ...kept,
      ...two,
      id: newId(),
      origin: 'split',
      position: row.position + 1,
      version: 1,
    };
    await saveProposal(tx.db, kept);
    await insertProposals(tx.db, [made]);
    return { before: [row], after: [kept, made] };
  });
}

/** What a part of a split proposal says by itself, over what the whole said. */
async function partOf(
  tx: Tx,
  document: { text: string; issued_on: string | null; urgency: ProposalRow['urgency'] },
  whole: ProposalRow,
  span: readonly [number, number],
): Promise<Partial<ProposalRow>> {
  const part = await readPassage(tx, document, span, whole);
  const set = (name: string) => whole.edited.includes(name);
  const deadlineSet = set('deadlineOn') || set('noDeadline') || set('recurrence');
  return {
    ...part,
    ...(part.leads.length === 0 || set('leads') ? { leads: whole.leads } : {}),
    ...(set('cooperating') ? { cooperating: whole.cooperating } : {}),
    ...(set('product') ? { product: whole.product, product_assumed: whole.product_assumed } : {}),
    ...(set('kind') ? { kind: whole.kind } : {}),
    ...(set('urgency') ? { urgency: whole.urgency } : {}),
    ...(deadlineSet
      ? {
          deadline_on: whole.deadline_on,
          deadline_time: whole.deadline_time,
          no_deadline: whole.no_deadline,
          recurrence: whole.recurrence,
          recurrence_day: whole.recurrence_day,
          start_on: whole.start_on,
        }
      : {}),
    warnings: part.leads.length === 0 ? part.warnings.filter(({ code }) => !code.startsWith('lead-')) : part.warnings,
    settled: whole.settled.filter((code) => deadlineSet || !code.startsWith('deadline-')),
  };
}

/**
 * Joins a proposal with the one after it: the words of both, the bodies of both, and of two deadlines the earlier,
 * which then has to be looked at.
 *
 * @throws Refusal `notices.no_next` (409); `notices.proposal_changed` (409) for either of the two
 */
export async function mergeWithNext(
  work: Work,
  documentId: string,
  proposalId: string,
  version: number,
  nextVersion: number,
): Promise<ProposalList> {
  return changeProposals(work, documentId, 'merge', async (desk) => {
    const { tx } = desk;
    const row = activeProposalAt(desk, proposalId, version);
    const following = desk.proposals.find((other) => other.position > row.position && other.state !== 'dropped');
    if (!following) throw new Refusal('notices.no_next', 409);
    const next = activeProposalAt(desk, following.id, nextVersion);
    const text = `${row.text}\n${next.text}`;
    refuseLong(text);
    const joined = changed(tx, row, {
      state: 'proposed',
      text,
      span_from: Math.min(row.span_from, next.span_from),
      span_to: Math.max(row.span_to, next.span_to),
      leads: union(row.leads, next.leads),
      cooperating: union(row.cooperating, next.cooperating),
      ...joinedTimes(row, next),
      warnings: [...row.warnings, ...next.warnings],
      settled: [...new Set([...row.settled, ...next.settled])],
      edited: [...new Set([...row.edited, ...next.edited])],
      confidence: Math.min(row.confidence, next.confidence),
      product: row.product_assumed ? next.product : row.product,
      product_assumed: row.product_assumed && next.product_assumed,
    });
    const absorbed = changed(tx, next, { state: 'dropped', merged_into: row.id });
    await saveProposal(tx.db, joined);
    await saveProposal(tx.db, absorbed);
    return { before: [row, next], after: [joined, absorbed] };
  });
}

function joinedTimes(row: ProposalRow, next: ProposalRow): Partial<ProposalRow> {
  const dated = [row, next].filter((one) => one.deadline_on !== null);
  const earliest = dated.sort((a, b) => ((a.deadline_on ?? '') < (b.deadline_on ?? '') ? -1 : 1))[0] ?? row;
  const rhythm = row.recurrence ? row : next;
  return {
    deadline_on: earliest.deadline_on,
    deadline_time: earliest.deadline_time,
    deadline_text: earliest.deadline_text ?? next.deadline_text,
    no_deadline: dated.length === 0 && row.no_deadline && next.no_deadline,
    start_on: row.start_on ?? next.start_on,
    recurrence: rhythm.recurrence,
    recurrence_day: rhythm.recurrence_day,
    evidence: { ...next.evidence, ...row.evidence, ...(earliest === next ? pick(next) : {}) },
  };
}

function pick(row: ProposalRow) {
  const { deadline, deadlineText } = row.evidence;
  return { ...(deadline ? { deadline } : {}), ...(deadlineText ? { deadlineText } : {}) };
}

function union(one: ProposalRow['leads'], other: ProposalRow['leads']): ProposalRow['leads'] {
  return [...one, ...other.filter((body) => !one.some(({ name }) => name === body.name))];
}

/**
 * A proposal from words the clerk selected, read for bodies and deadline like any other.
 * @throws Refusal `notices.selection_outside`, `notices.too_long` (422)
 */
export async function addFromSelection(
  work: Work,
  documentId: string,
  from: number,
  to: number,
): Promise<ProposalList> {
  return changeProposals(work, documentId, 'add', async (desk) => {
    const { tx, document } = desk;
    const span = to <= document.text.length ? trimmed(document.text, from, to) : undefined;
    if (!span) throw new Refusal('notices.selection_outside', 422, { fields: { to: 'notices.selection_outside' } });
    refuseLong(document.text.slice(...span));
    const before = desk.proposals.filter((row) => row.span_from <= span[0]);
    const position = Math.max(0, ...before.map((row) => row.position)) + 1;
    const read = await readPassage(tx, document, span, undefined);
    const made: ProposalRow = {
      ...read,
      id: newId(),
      document_id: documentId,
      position,
      state: 'proposed',
      origin: 'added',
      settled: [],
      edited: [],
      merged_into: null,
      version: 1,
      changed_at: tx.now,
      changed_by: tx.actor.personId,
      changed_by_name: tx.actor.name,
    };
    await shiftPositions(tx.db, documentId, position, 1);
    await insertProposals(tx.db, [made]);
    return { before: [], after: [made] };
  });
}

function refuseLong(text: string): void {
  if (text.length > LONGEST_ORDER) throw new Refusal('notices.too_long', 422, { fields: { to: 'notices.too_long' } });
}

/** The span without white space at its ends; undefined when no letter is in it. */
function trimmed(text: string, from: number, to: number): [number, number] | undefined {
  const slice = text.slice(from, Math.max(from, to));
  if (!/\p{L}/u.test(slice)) return undefined;
  const lead = slice.length - slice.trimStart().length;
  return [from + lead, from + slice.trimEnd().length];
}

/** The words alone: what joins two merged proposals is not part of either. */
function squeezed(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/**
 * Takes the newest change of the proposals back (hoàn tác), whoever made it; called again, the one before it.
 * @throws Refusal `notices.nothing_to_undo` (409)
 */
export async function undoLast(work: Work, documentId: string): Promise<ProposalList> {
  requirePermission(work.actor, noticesPermissions.edit);
  return work.run(async (tx) => {
    const document = await lockOpen(tx, documentId);
    const last = await findLastChange(tx.db, documentId);
    if (!last) throw new Refusal('notices.nothing_to_undo', 409);
    const now = new Map((await listProposals(tx.db, documentId)).map((row) => [row.id, row]));
    const before = new Map(last.before.map((row) => [row.id, row]));
    for (const { id } of last.after) {
      const was = before.get(id);
      const row = now.get(id);
      if (was && row) await saveProposal(tx.db, changed(tx, row, restorable(was)));
      else await deleteProposal(tx.db, id);
    }
    await markTakenBack(tx.db, last.id, tx.now);
    return refreshed(tx, document);
  });
}

/** What a kept proposal gives back: everything but its place in the order, which later changes may have moved. */
function restorable(was: StoredProposal): Partial<ProposalRow> {
  const { id: _id, document_id: _document, position: _position, version: _version, changed_at: _at, ...rest } = was;
  return rest;
}
