import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { can } from '#platform/auth/permission.ts';
import type { Tx } from '#platform/db/province.ts';
import {
  type EntryKind,
  factsAt,
  movesFrom,
  type ProposalContent,
  type ProposalState,
  stateAfter,
} from './domain/proposal.ts';
import { readingInWords, reasonInWords, ruleInWords } from './exports/index.ts';
import { parIndexPermissions } from './permissions.ts';
import { basisOf, effectView } from './proposal-basis.ts';
import type { ProposalDetail, ProposalSummary } from './proposals-schema.ts';
import type { RoundRecord } from './store/rows.ts';
import { findProposal, listEntries, type ProposalEntryRecord, type ProposalRecord } from './store/proposals.ts';
import { listRounds } from './store/rounds.ts';
import { findSet } from './store/sets.ts';

/** A proposal with all that happened to it. */
export interface LoadedProposal {
  readonly row: ProposalRecord;
  readonly entries: readonly ProposalEntryRecord[];
  readonly state: ProposalState;
  /** The last wording. */
  readonly written: ProposalEntryRecord;
  readonly content: ProposalContent;
  readonly version: number;
}

/** @throws Refusal `par-index.proposal_not_found` (404) */
export async function loadProposal(tx: Tx, id: string): Promise<LoadedProposal> {
  const row = await findProposal(tx.db, id);
  if (!row) throw new Refusal('par-index.proposal_not_found', 404);
  return loadedOf(row, await listEntries(tx.db, [id]));
}

function loadedOf(row: ProposalRecord, entries: readonly ProposalEntryRecord[]): LoadedProposal {
  const written = entries.findLast(({ kind }) => kind === 'written');
  const last = entries.at(-1);
  if (!written?.content || !last) throw new Error(`proposal ${row.id} has no wording`);
  return {
    row,
    entries,
    state: stateAfter(last.kind),
    written,
    content: written.content,
    version: written.result_version ?? 0,
  };
}

export async function summariesOf(tx: Tx, rows: readonly ProposalRecord[]): Promise<ProposalSummary[]> {
  const entries = await listEntries(
    tx.db,
    rows.map(({ id }) => id),
  );
  const rounds = new Map((await listRounds(tx.db)).map((round) => [round.id, round]));
  const labels = new Map<string, string | null>();
  const result: ProposalSummary[] = [];
  for (const row of rows) {
    const round = rounds.get(row.round_id);
    if (!round) throw new Error(`proposal ${row.id} has no round`);
    if (!labels.has(round.set_id))
      labels.set(round.set_id, (await findSet(tx.db, round.set_id))?.content.label ?? null);
    const loaded = loadedOf(
      row,
      entries.filter((entry) => entry.proposal_id === row.id),
    );
    result.push(summaryOf(loaded, round, labels.get(round.set_id) ?? null));
  }
  return result;
}

function summaryOf(
  { row, entries, state, written, content }: LoadedProposal,
  round: RoundRecord,
  label: string | null,
) {
  const sent = entries.findLast(({ kind }) => kind === 'sent');
  const answer = entries.findLast(({ kind }) => kind === 'answered');
  return {
    id: row.id,
    roundId: row.round_id,
    roundTitle: round.title,
    year: round.year,
    block: round.block,
    label,
    leaf: row.leaf,
    leafName: row.leaf_name,
    ask: content.ask.kind,
    state,
    writtenBy: written.by_name,
    writtenAt: toVietnamIso(written.at),
    sent: sent?.number && sent.day ? { number: sent.number, day: sent.day } : null,
    answer:
      answer?.number && answer.day && answer.decision
        ? { number: answer.number, day: answer.day, decision: answer.decision, text: answer.text ?? '' }
        : null,
  };
}

/** A proposal with its effect on the closing its last wording stands on. */
export async function detailOf(tx: Tx, loaded: LoadedProposal): Promise<ProposalDetail> {
  const { row, entries, content, state } = loaded;
  const basis = await basisOf(tx, row.round_id, row.leaf, loaded.version);
  const { view, effect } = effectView(basis, content.ask);
  const [summary] = await summariesOf(tx, [row]);
  if (!summary) throw new Error(`proposal ${row.id} has no summary`);
  return {
    ...summary,
    last: entries.length,
    max: basis.leaf.max ?? 0,
    rule: basis.leaf.rule,
    presentRule: ruleInWords(basis.leaf),
    facts: factsAt(basis.leaf, basis.figures),
    reading: readingInWords(basis.leaf.rule, content.ask),
    content: { ...content, reasons: [...content.reasons], precedents: content.precedents.map((one) => ({ ...one })) },
    effect: view,
    finding: effect.reason.before ? reasonInWords(effect.reason.before) : null,
    history: entries.map((entry) => ({
      seq: entry.seq,
      kind: entry.kind,
      number: entry.number,
      day: entry.day,
      text: entry.text,
      by: entry.by_name,
      at: toVietnamIso(entry.at),
    })),
    can: movesFrom(state).filter((kind) => mayDo(tx, loaded, kind)),
  };
}

function mayDo(tx: Tx, { written }: LoadedProposal, kind: EntryKind): boolean {
  if (kind === 'returned') return can(tx.actor, parIndexPermissions.approve);
  if (kind !== 'approved') return can(tx.actor, parIndexPermissions.manage);
  return can(tx.actor, parIndexPermissions.approve) && (written.by === null || written.by !== tx.actor.personId);
}
