import type { Db } from '#platform/db/pool.ts';
import { type AnswerRecord, type CommentRecord, type CommentRoundRecord, tables } from './rows.ts';

export async function insertCommentRound(db: Db, row: CommentRoundRecord): Promise<void> {
  await tables(db).insertInto('par_comment_round').values(row).execute();
}

export async function listCommentRounds(db: Db): Promise<CommentRoundRecord[]> {
  return tables(db).selectFrom('par_comment_round').selectAll().orderBy('id', 'desc').execute();
}

export async function findCommentRound(db: Db, id: string): Promise<CommentRoundRecord | undefined> {
  return tables(db).selectFrom('par_comment_round').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function closeCommentRoundRow(db: Db, id: string, at: Date, by: string): Promise<boolean> {
  const done = await tables(db)
    .updateTable('par_comment_round')
    .set({ closed_at: at, closed_by_name: by })
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .returning('id')
    .execute();
  return done.length > 0;
}

export async function insertComment(db: Db, row: CommentRecord): Promise<void> {
  await tables(db).insertInto('par_comment').values(row).execute();
}

export async function listComments(db: Db, roundId: string): Promise<CommentRecord[]> {
  return tables(db)
    .selectFrom('par_comment')
    .selectAll()
    .where('comment_round_id', '=', roundId)
    .orderBy('leaf')
    .orderBy('id')
    .execute();
}

export async function findComment(db: Db, roundId: string, id: string): Promise<CommentRecord | undefined> {
  return tables(db)
    .selectFrom('par_comment')
    .selectAll()
    .where('id', '=', id)
    .where('comment_round_id', '=', roundId)
    .executeTakeFirst();
}

export async function insertAnswer(db: Db, row: AnswerRecord): Promise<void> {
  await tables(db).insertInto('par_answer').values(row).execute();
}

export async function listAnswers(db: Db, commentIds: readonly string[]): Promise<AnswerRecord[]> {
  if (commentIds.length === 0) return [];
  return tables(db)
    .selectFrom('par_answer')
    .selectAll()
    .where('comment_id', 'in', [...commentIds])
    .orderBy('comment_id')
    .orderBy('seq')
    .execute();
}

/** Whether agencies are or were asked for comments on a version. */
export async function wasCommentedOn(db: Db, setId: string): Promise<boolean> {
  const row = await tables(db)
    .selectFrom('par_comment_round')
    .select('id')
    .where('set_id', '=', setId)
    .executeTakeFirst();
  return row !== undefined;
}
