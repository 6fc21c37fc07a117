import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { LinkClaim, ShortLink } from '../domain/link-token.ts';
import type { Content } from '../domain/message.ts';
import type { Audience } from '../domain/policy.ts';
import { contentOf } from './content.ts';

/** A key as it is kept: sealed, or from before keys were. */
export interface StoredLinkKey {
  readonly id: number;
  readonly sealed: string | null;
  readonly secret: Buffer | null;
}

/** The keys that are taken, the newest first. */
export async function listLinkKeys(db: Db): Promise<StoredLinkKey[]> {
  const { rows } = await sql<StoredLinkKey>`
    select id, sealed, secret from reminder_link_key where retired_at is null order by id desc`.execute(db);
  return rows;
}

/** The number the next key goes by. */
export async function nextKeyId(db: Db): Promise<number> {
  const { rows } = await sql<{ id: number }>`select coalesce(max(id), 0) + 1 as id from reminder_link_key`.execute(db);
  return rows[0]?.id ?? 1;
}

/** Adds a key; two that begin at once keep one. */
export async function insertLinkKey(db: Db, id: number, sealed: string): Promise<void> {
  await sql`insert into reminder_link_key (id, sealed) values (${id}, ${sealed}) on conflict do nothing`.execute(db);
}

/** Puts the sealed form in the place of the plain one; a second time changes nothing. */
export async function sealLinkKey(db: Db, id: number, sealed: string): Promise<void> {
  await sql`
    update reminder_link_key set sealed = ${sealed}, secret = null where id = ${id} and secret is not null`.execute(db);
}

/** The short address of a message, made when first asked for; its end stays as it was first. */
export async function shortLinkOf(db: Db, { messageId, expiresAt }: LinkClaim): Promise<ShortLink> {
  await sql`
    insert into reminder_short_link (message_id, expires_at) values (${messageId}, ${expiresAt})
    on conflict (message_id) do nothing`.execute(db);
  const { rows } = await sql<{ number: number; expires_at: Date }>`
    select number, expires_at from reminder_short_link where message_id = ${messageId}`.execute(db);
  const [row] = rows;
  if (!row) throw new Error(`no short address for message ${messageId}`);
  return { number: row.number, messageId, expiresAt: row.expires_at };
}

export async function findShortLink(db: Db, number: number): Promise<ShortLink | undefined> {
  const { rows } = await sql<{ message_id: string; expires_at: Date }>`
    select message_id, expires_at from reminder_short_link where number = ${number}`.execute(db);
  const [row] = rows;
  return row && { number, messageId: row.message_id, expiresAt: row.expires_at };
}

/** The newest message in the program to a person about a matter: where he answers it. */
export interface NewestMessage {
  readonly id: string;
  readonly personId: string;
  readonly obligationId: string;
  readonly audience: Audience;
  readonly content: Pick<Content, 'kind' | 'dueAt' | 'firedAt'>;
}

/** The newest messages about some matters, each to its person; none where he was never told of it. */
export async function newestMessages(
  db: Db,
  wanted: readonly { readonly personId: string; readonly obligationId: string }[],
): Promise<NewestMessage[]> {
  if (wanted.length === 0) return [];
  const { rows } = await sql<NewestMessage>`
    select m.id, w.person as "personId", w.matter as "obligationId", m.audience, m.content
    from unnest(${wanted.map(({ personId }) => personId)}::uuid[],
      ${wanted.map(({ obligationId }) => obligationId)}::uuid[]) as w (person, matter)
    cross join lateral (
      select n.id, n.audience, f.content from reminder_firing f join reminder_message n on n.firing_id = f.id
      where f.obligation_id = w.matter and n.recipient_id = w.person and n.channel = 'in-app'
      order by n.fired_at desc, n.id desc limit 1) m`.execute(db);
  return rows;
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
