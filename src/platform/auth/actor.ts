/** The roles a post can carry (vai trò). What each may do is said by the permissions of the modules. */
export const ROLES = [
  'provincial-leader',
  'office-clerk',
  'agency-head',
  'agency-clerk',
  'officer',
  'reform-monitor',
  'administrator',
  'auditor',
] as const;
export type Role = (typeof ROLES)[number];

/** A role held at an agency today, and the agency with everything below it. */
export interface Grant {
  readonly role: Role;
  readonly agencyId: string;
  readonly agencyIds: readonly string[];
}

/** What a key lets an application of others do; each stands for a part of the interface. */
export const SCOPES = ['obligations.write', 'obligations.read', 'webhooks'] as const;
export type Scope = (typeof SCOPES)[number];

/** An application outside (ứng dụng kết nối), as its key names it: it acts for one source and no other. */
export interface ApplicationCaller {
  readonly source: string;
  readonly keyId: string;
  readonly scopes: readonly Scope[];
}

/** Who acts. Nobody acts without one: background work is `systemActor`, a visitor `anonymousActor`. */
export interface Actor {
  readonly kind: 'person' | 'system' | 'anonymous' | 'application';
  readonly personId: string | null;
  readonly name: string;
  readonly grants: readonly Grant[];
  /** Only of an application: it has no person and holds no role. */
  readonly application?: ApplicationCaller;
}

export const anonymousActor: Actor = { kind: 'anonymous', personId: null, name: 'Khách', grants: [] };

/** The program itself, for jobs and the command line; `name` says which part of it. */
export function systemActor(name = 'Hệ thống Đúng Hẹn'): Actor {
  return { kind: 'system', personId: null, name, grants: [] };
}

/** Roles whose holders see every agency's work: they direct, follow or check the whole province. */
const PROVINCE_WIDE: ReadonlySet<Role> = new Set(['provincial-leader', 'office-clerk', 'reform-monitor', 'auditor']);

/** What the second wall (row-level security) lets the actor see: everything, or the work of some agencies. */
export function visibleAgencies(actor: Actor): 'all' | readonly string[] {
  if (actor.kind === 'system' || actor.grants.some((grant) => PROVINCE_WIDE.has(grant.role))) return 'all';
  return [...new Set(actor.grants.flatMap((grant) => grant.agencyIds))];
}
