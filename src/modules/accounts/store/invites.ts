import type { Db } from '#platform/db/pool.ts';

export type InvitePurpose = 'invite' | 'reset';

interface InviteRow {
  id: string;
  person_id: string;
  token_hash: Buffer;
  purpose: InvitePurpose;
  made_at: Date;
  made_by: string | null;
  expires_at: Date;
  used_at: Date | null;
  voided_at: Date | null;
}
type Tables = { account_invite: InviteRow };

/** A one-time link (liên kết dùng một lần) without its secret. Instants are real time. */
export interface Invite {
  readonly id: string;
  readonly personId: string;
  readonly purpose: InvitePurpose;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly voidedAt: Date | null;
}

const toInvite = (row: Omit<InviteRow, 'token_hash' | 'made_at' | 'made_by'>): Invite => ({
  id: row.id,
  personId: row.person_id,
  purpose: row.purpose,
  expiresAt: row.expires_at,
  usedAt: row.used_at,
  voidedAt: row.voided_at,
});

const COLUMNS = ['id', 'person_id', 'purpose', 'expires_at', 'used_at', 'voided_at'] as const;

/** Makes a link; a person has one open link at most, so an earlier one is voided. */
export async function replaceInvite(
  db: Db,
  invite: {
    id: string;
    personId: string;
    tokenHash: Buffer;
    purpose: InvitePurpose;
    madeAt: Date;
    madeBy: string | null;
    expiresAt: Date;
  },
): Promise<void> {
  await voidInvites(db, invite.personId, invite.madeAt);
  await db
    .$extendTables<Tables>()
    .insertInto('account_invite')
    .values({
      id: invite.id,
      person_id: invite.personId,
      token_hash: invite.tokenHash,
      purpose: invite.purpose,
      made_at: invite.madeAt,
      made_by: invite.madeBy,
      expires_at: invite.expiresAt,
      used_at: null,
      voided_at: null,
    })
    .execute();
}

export async function voidInvites(db: Db, personId: string, at: Date): Promise<void> {
  await db
    .$extendTables<Tables>()
    .updateTable('account_invite')
    .set({ voided_at: at })
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .where('voided_at', 'is', null)
    .execute();
}

export async function findInvite(db: Db, tokenHash: Buffer): Promise<Invite | undefined> {
  const row = await db
    .$extendTables<Tables>()
    .selectFrom('account_invite')
    .select(COLUMNS)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row && toInvite(row);
}

/** The open links of the given persons. */
export async function listOpenInvites(db: Db, personIds: readonly string[], now: Date): Promise<Invite[]> {
  if (personIds.length === 0) return [];
  const rows = await db
    .$extendTables<Tables>()
    .selectFrom('account_invite')
    .select(COLUMNS)
    .where('person_id', 'in', personIds)
    .where('used_at', 'is', null)
    .where('voided_at', 'is', null)
    .where('expires_at', '>', now)
    .execute();
  return rows.map(toInvite);
}

/** Uses a link up. One of two callers at once gets true: the second finds the row already written. */
export async function useUpInvite(db: Db, id: string, at: Date): Promise<boolean> {
  const done = await db
    .$extendTables<Tables>()
    .updateTable('account_invite')
    .set({ used_at: at })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('voided_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
