import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { LinkKey } from '../domain/link-token.ts';
import type { Content } from '../domain/message.ts';
import type { Audience } from '../domain/policy.ts';
import { contentOf } from './content.ts';

/** The keys that are taken, the newest first. */
export async function linkKeys(db: Db): Promise<LinkKey[]> {
  const { rows } = await sql<LinkKey>`
    select id, secret from reminder_link_key where retired_at is null order by id desc`.execute(db);
  return rows;
}

/** Adds the first key where none is; two that begin at once keep one. */
export async function insertFirstKey(db: Db, secret: Buffer): Promise<void> {
  await sql`insert into reminder_link_key (id, secret) values (1, ${secret}) on conflict do nothing`.execute(db);
}

/** A message as the address in it speaks of it. */
export interface LinkedMessage {
  readonly id: string;
  readonly recipientId: string;
  readonly obligationId: string;
  readonly audience: Audience;
  readonly content: Content;
  readonly firedAt: Date;
}

/** undefined for a letter that speaks of no single matter. */
export async function linkedMessage(db: Db, id: string): Promise<LinkedMessage | undefined> {
  const { rows } = await sql<{
    id: string;
    recipient_id: string;
    obligation_id: string;
    audience: Audience;
    content: Content;
    fired_at: Date;
  }>`
    select m.id, m.recipient_id, m.obligation_id, m.audience, ${contentOf('m')} as content, m.fired_at
    from reminder_message m where m.id = ${id} and m.obligation_id is not null`.execute(db);
  const [row] = rows;
  return (
    row && {
      id: row.id,
      recipientId: row.recipient_id,
      obligationId: row.obligation_id,
      audience: row.audience,
      content: row.content,
      firedAt: row.fired_at,
    }
  );
}

export type LinkAction = 'acknowledge' | 'snooze';

/** What the address of a message was used for, and when. */
export async function linkUses(db: Db, messageId: string): Promise<Map<LinkAction, Date>> {
  const { rows } = await sql<{ action: LinkAction; used_at: Date }>`
    select action, used_at from reminder_link_use where message_id = ${messageId}`.execute(db);
  return new Map(rows.map(({ action, used_at: at }) => [action, at]));
}

/** Takes the one use of an address for an action. @returns false when it was taken before */
export async function useLink(db: Db, messageId: string, action: LinkAction, at: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into reminder_link_use (message_id, action, used_at) values (${messageId}, ${action}, ${at})
    on conflict do nothing returning message_id`.execute(db);
  return rows.length > 0;
}
