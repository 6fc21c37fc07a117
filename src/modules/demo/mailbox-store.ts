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

/** Keeps mails; another copy of one that is there is only counted. */
export async function keepMails(db: Db, mails: readonly NewMail[]): Promise<void> {
  const copies = new Map<string, Mail>();
  for (const mail of mails) {
    const key = `${mail.recipient} ${mail.message_id}`;
    copies.set(key, { ...mail, copies: (copies.get(key)?.copies ?? 0) + 1 });
  }
  await db
    .$extendTables<Tables>()
    .insertInto('demo_mail')
    .values([...copies.values()])
    .onConflict((conflict) =>
      conflict
        .columns(['message_id', 'recipient'])
        .doUpdateSet({ copies: sql<number>`demo_mail.copies + excluded.copies` }),
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
