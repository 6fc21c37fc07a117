import { momentVi } from '#modules/calendar/domain/explain-vi.ts';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { type Actor, type Role, visibleAgencies } from '#platform/auth/actor.ts';
import { doneVi, type EventKind, type Party } from './domain/actions.ts';
import { dossiersPermissions } from './permissions.ts';
import type { DossierRow } from './store/rows.ts';

const MANAGERS: ReadonlySet<Role> = new Set(['agency-head', 'agency-clerk', 'office-clerk', 'provincial-leader']);

/**
 * Where the actor stands towards a dossier. An agency acts for itself only: a department does not act for those below
 * it, though it sees their work. An officer acts on what carries his name or nobody's.
 */
export function partiesOf(actor: Actor, row: DossierRow): Party[] {
  if (actor.kind === 'system') return ['system', 'counter', 'holder', 'manager', 'head', 'consulted', 'author'];
  const rolesAt = (agencyId: string): Role[] =>
    actor.grants.filter((grant) => grant.agencyId === agencyId).map(({ role }) => role);
  const parties: Party[] = [];
  const atHolder = rolesAt(row.agency_id).filter((role) => role in dossiersPermissions.process.roles);
  if (rolesAt(row.receiving_agency_id).some((role) => role in dossiersPermissions.receive.roles))
    parties.push('counter');
  const named = row.officer_id === null || row.officer_id === actor.personId;
  if (atHolder.some((role) => MANAGERS.has(role))) parties.push('manager', 'holder');
  else if (atHolder.includes('officer') && named) parties.push('holder');
  const signs = [...rolesAt(row.agency_id), ...rolesAt(row.competent_agency_id)];
  if (signs.some((role) => role in dossiersPermissions.decide.roles)) parties.push('head');
  if (row.opinions.some(({ agencyId }) => rolesAt(agencyId).some((role) => role in dossiersPermissions.process.roles)))
    parties.push('consulted');
  if (actor.personId !== null && row.changed_by === actor.personId) parties.push('author');
  return parties;
}

/** For which agency the actor acts here: the holder's, the counter's, a consulted one's, or none. */
export function actsFor(actor: Actor, row: DossierRow): string | null {
  const own = new Set(actor.grants.map(({ agencyId }) => agencyId));
  const candidates = [row.agency_id, row.receiving_agency_id, row.competent_agency_id];
  return [...candidates, ...row.opinions.map(({ agencyId }) => agencyId)].find((id) => own.has(id)) ?? null;
}

/** The first wall: a dossier is seen by every agency that has or had a part in it, and by those who watch. */
export function sees(actor: Actor, row: Pick<DossierRow, 'parties'>): boolean {
  const seen = visibleAgencies(actor);
  return seen === 'all' || row.parties.some((id) => seen.includes(id));
}

/** @throws Refusal `dossiers.changed` (409) saying who did what since, when `version` is no longer the dossier's */
export function refuseStale(row: DossierRow, version: number): void {
  if (row.version === version) return;
  throw new Refusal('dossiers.changed', 409, {
    by: row.changed_by_name,
    what: doneVi(row.last_action as EventKind),
    at: momentVi(toVietnamIso(row.changed_at)),
    version: row.version,
    state: row.state,
  });
}
