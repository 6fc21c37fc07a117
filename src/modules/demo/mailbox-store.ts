import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';

interface MailRow {
  id: string;
  message_id: string;
  recipient: string;
  sender: string;
  subject: string;
  body_text: string;
  body_html: string | null;
  sent_at: Date;
  received_at: Date;
  copies: number;
}

type Tables = { demo_mail: MailRow };

export type NewMail = Omit<MailRow, 'copies'>;
export type Mail = MailRow;

/** Keeps a mail; another copy of one that is there is only counted. */
export async function keepMail(db: Db, mail: NewMail): Promise<void> {
  await db
    .$extendTables<Tables>()
    .insertInto('demo_mail')
    .values({ ...mail, copies: 1 })
    .onConflict((conflict) =>
      conflict.columns(['message_id', 'recipient']).doUpdateSet({ copies: sql<number>`demo_mail.copies + 1` }),
    )
    .execute();
}

/** Mails of one recipient or of all, newest first. */
export async function listMails(
  db: Db,
  filter: { recipient: string | undefined; after: { sentAt: Date; id: string } | undefined; limit: number },
): Promise<Mail[]> {
  const { recipient, after, limit } = filter;
  let query = db.$extendTables<Tables>().selectFrom('demo_mail').selectAll();
  if (recipient !== undefined) query = query.where('recipient', '=', recipient);
  if (after) query = query.where(sql<boolean>`(sent_at, id) < (${after.sentAt}, ${after.id}::uuid)`);
  return query.orderBy('sent_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

export async function findMail(db: Db, id: string): Promise<Mail | undefined> {
  return db.$extendTables<Tables>().selectFrom('demo_mail').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Who has mail, and how many. */
export async function countByRecipient(db: Db): Promise<{ address: string; count: number }[]> {
  return db
    .$extendTables<Tables>()
    .selectFrom('demo_mail')
    .select((select) => ['recipient as address', select.fn.countAll<number>().as('count')])
    .groupBy('recipient')
    .orderBy('recipient')
    .execute();
}
