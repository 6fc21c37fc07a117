import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { findAgency, holdersOf } from '#modules/org/public.ts';
import { can, type Permission } from '#platform/auth/permission.ts';
import type { Tx } from '#platform/db/province.ts';
import { timeLeft } from './domain/limits.ts';
import type { AccountRow, CurrentSession, InviteView as InviteWire, OpenSession } from './schema.ts';
import type { InviteView } from './service/invites.ts';
import type { ListedAccount } from './service/listing.ts';
import { findAccount } from './store/accounts.ts';
import type { Session } from './store/sessions.ts';

/**
 * Who is signed in, with which roles and permissions, where, and the province's time.
 * @param now real time, on which the session runs
 */
export async function currentSession(
  tx: Tx,
  session: Session | undefined,
  permissions: Iterable<Permission>,
  now: Date,
): Promise<CurrentSession> {
  const { actor, province } = tx;
  const first = actor.grants[0];
  const agency = first && (await findAgency(tx, first.agencyId, tx.today));
  const held = first ? await holdersOf(tx, first.agencyId, [first.role], tx.today) : [];
  const account = actor.personId ? await findAccount(tx.db, actor.personId) : undefined;
  return {
    person: account
      ? {
          id: account.personId,
          fullName: actor.name,
          post: held.find((holder) => holder.personId === account.personId)?.title ?? null,
          login: account.login,
        }
      : null,
    roles: [...new Set(actor.grants.map((grant) => grant.role))],
    permissions: [...permissions]
      .filter((permission) => can(actor, permission))
      .map((permission) => permission.name)
      .sort(),
    agency: agency ? { id: agency.id, name: agency.name } : null,
    province: { code: province.code, name: province.name, isDemonstration: province.isDemonstration },
    clock: toVietnamIso(tx.now),
    session: session ? leftOf(session, now) : null,
  };
}

function leftOf(session: Session, now: Date): CurrentSession['session'] {
  const { seconds, canExtend } = timeLeft(session, now);
  return { id: session.id, endsAt: toVietnamIso(session.endsAt), secondsLeft: seconds, canExtend };
}

export function toOpenSession(session: Session, currentId: string | undefined): OpenSession {
  return {
    id: session.id,
    device: session.device,
    address: session.address,
    startedAt: toVietnamIso(session.startedAt),
    lastUsedAt: toVietnamIso(session.lastUsedAt),
    endsAt: toVietnamIso(session.endsAt),
    current: session.id === currentId,
  };
}

export function toInviteWire(view: InviteView, province: string): InviteWire {
  return {
    fullName: view.fullName,
    login: view.login,
    purpose: view.purpose,
    expiresAt: toVietnamIso(view.expiresAt),
    province,
  };
}

export function toAccountRow(listed: ListedAccount): AccountRow {
  return {
    personId: listed.personId,
    fullName: listed.fullName,
    login: listed.login,
    state: listed.state,
    roles: [...listed.roles],
    lastSignedInAt: listed.lastSignedInAt && toVietnamIso(listed.lastSignedInAt),
    inviteUntil: listed.inviteUntil && toVietnamIso(listed.inviteUntil),
  };
}
