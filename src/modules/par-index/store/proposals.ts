import type { LocalDate } from '#kernel/local-date.ts';
import type { Db } from '#platform/db/pool.ts';
import type { EntryKind, ProposalContent } from '../domain/proposal.ts';
import type { LeafInput } from '../domain/rule.ts';
import { json, tables } from './rows.ts';

export type ProposalRecord = {
  id: string;
  round_id: string;
  leaf: string;
  leaf_name: string;
  made_at: Date;
  made_by: string | null;
  made_by_name: string;
};

export type ProposalEntryRecord = {
  proposal_id: string;
  seq: number;
  kind: EntryKind;
  result_version: number | null;
  content: ProposalContent | null;
  number: string | null;
  day: LocalDate | null;
  decision: 'accepted' | 'partly' | 'declined' | null;
  text: string | null;
  at: Date;
  by: string | null;
  by_name: string;
};

const own = (db: Db) =>
  tables(db).$extendTables<{ par_proposal: ProposalRecord; par_proposal_entry: ProposalEntryRecord }>();

export async function insertProposal(db: Db, row: ProposalRecord): Promise<void> {
  await own(db).insertInto('par_proposal').values(row).execute();
}

export async function findProposal(db: Db, id: string): Promise<ProposalRecord | undefined> {
  return own(db).selectFrom('par_proposal').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Newest first. */
export async function listProposals(db: Db): Promise<ProposalRecord[]> {
  return own(db).selectFrom('par_proposal').selectAll().orderBy('id', 'desc').execute();
}

export async function listEntries(db: Db, proposalIds: readonly string[]): Promise<ProposalEntryRecord[]> {
  if (proposalIds.length === 0) return [];
  return own(db)
    .selectFrom('par_proposal_entry')
    .selectAll()
    .where('proposal_id', 'in', [...proposalIds])
    .orderBy('proposal_id')
    .orderBy('seq')
    .execute();
}

/** @returns false when somebody else wrote the entry of that number first */
export async function appendEntry(db: Db, row: ProposalEntryRecord): Promise<boolean> {
  const written = await own(db)
    .insertInto('par_proposal_entry')
    .values({ ...row, content: json(row.content) })
    .onConflict((conflict) => conflict.columns(['proposal_id', 'seq']).doNothing())
    .returning('seq')
    .execute();
  return written.length > 0;
}

/** The figures that counted for one leaf, by sheet: the newest final value of each. */
export async function listFinalInputs(
  db: Db,
  roundId: string,
  leaf: string,
): Promise<{ sheet_id: string; input: LeafInput | null }[]> {
  return tables(db)
    .selectFrom('par_value as v')
    .innerJoin('par_sheet as s', 's.id', 'v.sheet_id')
    .distinctOn('v.sheet_id')
    .select(['v.sheet_id', 'v.input'])
    .where('s.round_id', '=', roundId)
    .where('v.leaf', '=', leaf)
    .where('v.stage', '=', 'final')
    .orderBy('v.sheet_id')
    .orderBy('v.seq', 'desc')
    .execute();
}
