import { record } from '#modules/audit/public.ts';
import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Permission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { type Ask, movesFrom, type ProposalContent } from './domain/proposal.ts';
import type { Reading } from './domain/proposal-reading.ts';
import { faultsOfRules } from './domain/rule-check.ts';
import type { Rule } from './domain/rule.ts';
import { parIndexPermissions } from './permissions.ts';
import { basisOf, effectView, firstContent, type ProposalBasis } from './proposal-basis.ts';
import { oweProposal } from './proposal-duties.ts';
import { detailOf, loadProposal, type LoadedProposal, summariesOf } from './proposal-views.ts';
import type { EffectView, ProposalDetail, ProposalList } from './proposals-schema.ts';
import {
  appendEntry,
  insertProposal,
  listEntries,
  listProposals,
  type ProposalEntryRecord,
  type ProposalRecord,
} from './store/proposals.ts';

/** All proposals, newest first; nothing for those who see their own agency only. */
export async function listProposalsFor(work: Work): Promise<ProposalList> {
  requirePermission(work.actor, parIndexPermissions.read);
  return work.run(async (tx) => ({ proposals: await summariesOf(tx, await listProposals(tx.db)) }));
}

/** @throws Refusal `par-index.proposal_not_found` (404) */
export async function getProposal(work: Work, id: string): Promise<ProposalDetail> {
  requirePermission(work.actor, parIndexPermissions.read);
  return work.run(async (tx) => detailOf(tx, await loadProposal(tx, id)));
}

/**
 * Begins a proposal on a criterion of a closed round: figures and precedents are filled in, the rest is for a person to
 * word. Where one is under way already, that one is given back.
 * @throws Refusal `par-index.not_found` (404), `par-index.not_closed` (409), `par-index.leaf_unknown` (422)
 */
export async function startProposal(work: Work, roundId: string, leaf: string): Promise<ProposalDetail> {
  requirePermission(work.actor, parIndexPermissions.manage);
  return work.run(async (tx) => {
    const basis = await basisOf(tx, roundId, leaf);
    const same = (await listProposals(tx.db)).filter((one) => one.round_id === roundId && one.leaf === leaf);
    const last = new Map(
      (
        await listEntries(
          tx.db,
          same.map(({ id }) => id),
        )
      ).map((one) => [one.proposal_id, one.kind]),
    );
    const open = same.find(({ id }) => last.get(id) !== 'withdrawn');
    if (open) return detailOf(tx, await loadProposal(tx, open.id));
    const row: ProposalRecord = {
      id: newId(),
      round_id: roundId,
      leaf,
      leaf_name: basis.leaf.name,
      made_at: tx.now,
      made_by: tx.actor.personId,
      made_by_name: tx.actor.name,
    };
    await insertProposal(tx.db, row);
    const content = await firstContent(tx, basis);
    await append(
      tx,
      { row, after: 0, writer: null },
      { kind: 'written', content, result_version: basis.ranking.version },
    );
    return detailOf(tx, await loadProposal(tx, row.id));
  });
}

/**
 * What an asking would do to every unit, without keeping anything.
 * @throws Refusal `par-index.proposal_not_found` (404), `par-index.bad_proposal` (422)
 */
export async function tryProposal(work: Work, id: string, ask: Ask): Promise<EffectView> {
  requirePermission(work.actor, parIndexPermissions.manage);
  return work.run(async (tx) => {
    const { row } = await loadProposal(tx, id);
    const basis = await basisOf(tx, row.round_id, row.leaf);
    refuseAsk(basis, ask);
    return effectView(basis, ask).view;
  });
}

/**
 * Keeps a new wording; the former ones stay. It stands on the figures of the round as they are now closed, and takes a
 * submission or approval back.
 * @throws Refusal `par-index.proposal_not_found` (404), `par-index.proposal_state`, `par-index.proposal_changed` (409),
 *   `par-index.bad_proposal`, `par-index.proposal_unchanged` (422)
 */
export async function writeProposal(
  work: Work,
  id: string,
  { after, content }: { after: number; content: ProposalContent },
): Promise<ProposalDetail> {
  requirePermission(work.actor, parIndexPermissions.manage);
  return work.run(async (tx) => {
    const loaded = await loadProposal(tx, id);
    const basis = await basisOf(tx, loaded.row.round_id, loaded.row.leaf);
    refuseAsk(basis, content.ask);
    effectView(basis, content.ask);
    return step(tx, loaded, after, {
      kind: 'written',
      content: normal(content),
      result_version: basis.ranking.version,
    });
  });
}

/**
 * Lays the last wording before the leaders of the province, who then owe a decision.
 * @throws Refusal as `writeProposal`; `par-index.proposal_no_reason` (422)
 */
export async function submitProposal(work: Work, id: string, after: number): Promise<ProposalDetail> {
  return act(work, id, after, parIndexPermissions.manage, (loaded) => {
    refuseReasonless(loaded.content);
    return { kind: 'submitted' };
  });
}

/** A leader sends it back to be mended. @throws Refusal as `writeProposal` */
export async function returnProposal(work: Work, id: string, after: number, reason: string): Promise<ProposalDetail> {
  return act(work, id, after, parIndexPermissions.approve, () => ({ kind: 'returned', text: reason.normalize('NFC') }));
}

/**
 * A leader approves the last wording, which somebody else wrote.
 * @throws Refusal as `writeProposal`; `par-index.proposal_second_person` (409), `par-index.proposal_no_reason` (422)
 */
export async function approveProposal(work: Work, id: string, after: number): Promise<ProposalDetail> {
  return act(work, id, after, parIndexPermissions.approve, (loaded, tx) => {
    if (loaded.written.by !== null && loaded.written.by === tx.actor.personId)
      throw new Refusal('par-index.proposal_second_person', 409);
    refuseReasonless(loaded.content);
    return { kind: 'approved' };
  });
}

/** @throws Refusal as `writeProposal`; `par-index.day_ahead` (422) */
export async function sendProposal(
  work: Work,
  id: string,
  { after, number, day }: { after: number; number: string; day: string },
): Promise<ProposalDetail> {
  return act(work, id, after, parIndexPermissions.manage, (_, tx) => {
    refuseAhead(tx, day);
    return { kind: 'sent', number: number.normalize('NFC'), day: day as ProposalEntryRecord['day'] };
  });
}

/** @throws Refusal as `writeProposal`; `par-index.day_ahead`, `par-index.day_before` (422) */
export async function answerProposal(
  work: Work,
  id: string,
  body: { after: number; number: string; day: string; decision: 'accepted' | 'partly' | 'declined'; text: string },
): Promise<ProposalDetail> {
  const { after, decision } = body;
  return act(work, id, after, parIndexPermissions.manage, (loaded, tx) => {
    refuseAhead(tx, body.day);
    const sent = loaded.entries.find(({ kind }) => kind === 'sent');
    if (sent?.day && body.day < sent.day)
      throw new Refusal('par-index.day_before', 422, { fields: { day: 'par-index.day_before' } });
    const day = body.day as ProposalEntryRecord['day'];
    return { kind: 'answered', number: body.number.normalize('NFC'), day, decision, text: body.text.normalize('NFC') };
  });
}

/** @throws Refusal as `writeProposal` */
export async function withdrawProposal(work: Work, id: string, after: number, reason: string): Promise<ProposalDetail> {
  return act(work, id, after, parIndexPermissions.manage, () => ({ kind: 'withdrawn', text: reason.normalize('NFC') }));
}

type Next = Pick<ProposalEntryRecord, 'kind'> & Partial<ProposalEntryRecord>;

async function act(
  work: Work,
  id: string,
  after: number,
  permission: Permission,
  next: (loaded: LoadedProposal, tx: Tx) => Next,
): Promise<ProposalDetail> {
  requirePermission(work.actor, permission);
  return work.run(async (tx) => {
    const loaded = await loadProposal(tx, id);
    refuseState(loaded, after, undefined);
    return step(tx, loaded, after, next(loaded, tx));
  });
}

async function step(tx: Tx, loaded: LoadedProposal, after: number, next: Next): Promise<ProposalDetail> {
  refuseState(loaded, after, next.kind);
  await append(tx, { row: loaded.row, after, writer: loaded.written.by }, next);
  return detailOf(tx, await loadProposal(tx, loaded.row.id));
}

/** Who looked at an older state is told so before he is told that his act does not fit the newer one. */
function refuseState({ entries, state }: LoadedProposal, after: number, kind: Next['kind'] | undefined): void {
  const last = entries.at(-1);
  if (last && last.seq !== after) throw new Refusal('par-index.proposal_changed', 409, { by: last.by_name });
  if (kind && !movesFrom(state).includes(kind)) throw new Refusal('par-index.proposal_state', 409);
}

interface Place {
  readonly row: ProposalRecord;
  readonly after: number;
  readonly writer: string | null;
}

async function append(tx: Tx, { row, after, writer }: Place, next: Next): Promise<void> {
  const entry: ProposalEntryRecord = {
    result_version: null,
    content: null,
    number: null,
    day: null,
    decision: null,
    text: null,
    ...next,
    proposal_id: row.id,
    seq: after + 1,
    at: tx.now,
    by: tx.actor.personId,
    by_name: tx.actor.name,
  };
  if (!(await appendEntry(tx.db, entry))) throw new Refusal('par-index.proposal_changed', 409, { by: '' });
  await record(tx, {
    action: `par-index.proposal_${entry.kind}`,
    subject: { kind: 'par-proposal', id: row.id },
    data: { leaf: row.leaf, seq: entry.seq, ...(entry.number ? { number: entry.number, day: entry.day } : {}) },
  });
  await oweProposal(tx, row, entry.kind, writer);
}

/** A maximum or a rule that cannot be scored by, or that changes nothing. */
function refuseAsk({ leaf }: ProposalBasis, ask: Ask): void {
  if (ask.kind === 'drop') return;
  if ((ask.kind === 'bonus' || ask.kind === 'penalty') && ask.max === 0)
    throw new Refusal('par-index.bad_proposal', 422, { fields: { max: 'par-index.bad_proposal' } });
  if (ask.kind === 'reweight' && ask.max === leaf.max)
    throw new Refusal('par-index.proposal_unchanged', 422, { fields: { max: 'par-index.proposal_unchanged' } });
  if (ask.kind !== 'replace-rule') return;
  const faults = faultsOfRules({
    fields: [{ ...leaf, max: ask.max, rule: ask.rule }],
  });
  if (faults.length > 0 || !fitsRule(ask.reading, ask.rule))
    throw new Refusal('par-index.bad_proposal', 422, { fields: { rule: 'par-index.bad_proposal' } });
}

/** A reading answers the conditions and variables of its rule, and nothing else. */
function fitsRule(reading: Reading = {}, rule: Rule): boolean {
  const conditions = rule.type === 'all-of' ? rule.conditions.length : rule.type === 'yes-no' ? 1 : 0;
  const names = rule.type === 'banded-formula' ? rule.variables.map(({ name }) => name) : [];
  return (
    (reading.conditions === undefined || reading.conditions.length === conditions) &&
    (reading.timeliness === undefined || rule.type === 'timeliness') &&
    Object.keys(reading.variables ?? {}).every((name) => names.includes(name))
  );
}

export function refuseReasonless(content: ProposalContent): void {
  if (content.reasons.length === 0)
    throw new Refusal('par-index.proposal_no_reason', 422, { fields: { reasons: 'par-index.proposal_no_reason' } });
}

function refuseAhead(tx: Tx, day: string): void {
  if (day > tx.today) throw new Refusal('par-index.day_ahead', 422, { fields: { day: 'par-index.day_ahead' } });
}

function normal(content: ProposalContent): ProposalContent {
  const nfc = (text: string) => text.normalize('NFC');
  return {
    ask: content.ask,
    name: nfc(content.name),
    ruleWords: nfc(content.ruleWords),
    reasons: content.reasons.map(nfc),
    precedents: content.precedents.map(({ source, what }) => ({ source: nfc(source), what: nfc(what) })),
  };
}
