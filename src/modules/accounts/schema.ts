import { z } from 'zod';
import { ROLES } from '#platform/auth/actor.ts';
import { ACCOUNT_STATES } from './domain/state.ts';

/** Instants on the wire: ISO 8601 with +07:00. Those of this module are real time. */
const Instant = z.string();
const Id = z.uuid();

/** A password as typed. Its rules are in domain/password.ts; here only what a request may weigh. */
const Password = z.string().min(1, 'Hãy nhập mật khẩu.').max(1000);

/** An answer without a body (204). */
export const NoContent = z.null();

export const SignIn = z.object({
  login: z.string().min(1, 'Hãy nhập tên đăng nhập.').max(200),
  password: Password,
});

export const CurrentSession = z.object({
  /** Null when nobody is signed in. */
  person: z.object({ id: Id, fullName: z.string(), post: z.string().nullable(), login: z.string() }).nullable(),
  roles: z.array(z.enum(ROLES)),
  permissions: z.array(z.string()),
  agency: z.object({ id: Id, name: z.string() }).nullable(),
  province: z.object({ code: z.string(), name: z.string(), isDemonstration: z.boolean() }),
  /** The province's time. */
  clock: Instant,
  session: z
    .object({
      id: Id,
      /** When it ends at the latest, in real time. */
      endsAt: Instant,
      /** Seconds until it ends if it is not used. */
      secondsLeft: z.int(),
      /** Whether using it makes that later. */
      canExtend: z.boolean(),
    })
    .nullable(),
});
export type CurrentSession = z.infer<typeof CurrentSession>;

export const OpenSession = z.object({
  id: Id,
  device: z.string(),
  address: z.string(),
  startedAt: Instant,
  lastUsedAt: Instant,
  endsAt: Instant,
  current: z.boolean(),
});
export type OpenSession = z.infer<typeof OpenSession>;
export const OpenSessions = z.object({ sessions: z.array(OpenSession) });
export type OpenSessions = z.infer<typeof OpenSessions>;
export const Ended = z.object({ ended: z.int() });
export type Ended = z.infer<typeof Ended>;

export const SessionParams = z.object({ id: Id });
export const PersonParams = z.object({ personId: Id });

export const ChangePassword = z.object({ currentPassword: Password, newPassword: Password });

export const MakeInvite = z.object({
  personId: Id,
  /** Needed where the person has no account yet. */
  login: z.string().max(200).optional(),
});
export const MadeInvite = z.object({
  /** '/moi/<token>': shown once, not kept. */
  path: z.string(),
  login: z.string(),
  purpose: z.enum(['invite', 'reset']),
  expiresAt: Instant,
});
export type MadeInvite = z.infer<typeof MadeInvite>;

export const InviteParams = z.object({ token: z.string().max(200) });
export const InviteView = z.object({
  fullName: z.string(),
  login: z.string(),
  purpose: z.enum(['invite', 'reset']),
  expiresAt: Instant,
  province: z.string(),
});
export type InviteView = z.infer<typeof InviteView>;
export const AcceptInvite = z.object({ password: Password });

const PersonIds = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(Id).max(100));

export const AccountsQuery = z.object({
  /** Ids with commas between: the accounts of these people, at most 100, in one page. */
  personIds: PersonIds.optional(),
  /** Part of the login. */
  login: z.string().trim().max(64).optional(),
  state: z.enum(ACCOUNT_STATES).optional(),
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const AccountRow = z.object({
  personId: Id,
  fullName: z.string(),
  login: z.string(),
  /** invited: no password yet. */
  state: z.enum(ACCOUNT_STATES),
  roles: z.array(z.enum(ROLES)),
  lastSignedInAt: Instant.nullable(),
  /** Until when an open one-time link works. */
  inviteUntil: Instant.nullable(),
});
export type AccountRow = z.infer<typeof AccountRow>;
export const AccountsPage = z.object({ accounts: z.array(AccountRow), next: z.string().nullable() });
export type AccountsPage = z.infer<typeof AccountsPage>;

/** What the sign-in page of a demonstration offers to try. */
export const DemoAccounts = z.object({
  accounts: z.array(
    z.object({
      login: z.string(),
      name: z.string(),
      role: z.object({ vi: z.string(), en: z.string() }),
      agency: z.string(),
    }),
  ),
  /** The one password of them all, no secret: it is printed at every start. */
  password: z.string(),
});
export type DemoAccounts = z.infer<typeof DemoAccounts>;
