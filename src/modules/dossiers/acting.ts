import { momentVi } from '#modules/calendar/domain/explain-vi.ts';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { type Actor, type Role, visibleAgencies } from '#platform/auth/actor.ts';
import { doneVi, type EventKind, type Party } from './domain/actions.ts';
import { dossiersPermissions } from './permissions.ts';
import { FIRST_TRACK, type Track, tracksAtWork } from './domain/tracks.ts';
import { type DossierRow, factsOfRow } from './store/rows.ts';

/** Who can be given a dossier, or part of it. */
export const WORKING_ROLES: readonly Role[] = [
  'officer',
  'agency-clerk',
  'agency-head',
  'office-clerk',
  'provincial-leader',
];

const MANAGERS: ReadonlySet<Role> = new Set(['agency-head', 'agency-clerk', 'office-clerk', 'provincial-leader']);

/**
 * Where the actor stands towards a dossier. An agency acts for itself only: a department does not act for those below
 * it, though it sees their work. An officer acts on what carries his name or nobody's.
 *
 * @param parts the parts he is asked about: one, or all that are at work for what concerns the whole dossier
 */
export function partiesOf(actor: Actor, row: DossierRow, parts: readonly Held[] = heldParts(row)): Party[] {
  if (actor.kind === 'system') return ['system', 'counter', 'holder', 'manager', 'head', 'consulted', 'author'];
  const rolesAt = (agencyId: string): Role[] =>
    actor.grants.filter((grant) => grant.agencyId === agencyId).map(({ role }) => role);
  const parties: Party[] = [];
  if (rolesAt(row.receiving_agency_id).some((role) => role in dossiersPermissions.receive.roles))
    parties.push('counter');
  const holds = parts.map(({ agencyId, officerId }) => {
    const roles = rolesAt(agencyId).filter((role) => role in dossiersPermissions.process.roles);
    if (roles.some((role) => MANAGERS.has(role))) return 'manager';
    return roles.includes('officer') && (officerId === null || officerId === actor.personId) ? 'holder' : undefined;
  });
  if (holds.includes('manager')) parties.push('manager', 'holder');
  else if (holds.includes('holder')) parties.push('holder');
  // Where several agencies work side by side, only the one that decides speaks for the whole.
  const signs = [...(row.tracks?.others.length ? [] : rolesAt(row.agency_id)), ...rolesAt(row.competent_agency_id)];
  if (signs.some((role) => role in dossiersPermissions.decide.roles)) parties.push('head');
  if (row.opinions.some(({ agencyId }) => rolesAt(agencyId).some((role) => role in dossiersPermissions.process.roles)))
    parties.push('consulted');
  if (actor.personId !== null && row.changed_by === actor.personId) parties.push('author');
  return parties;
}

/** Whose a part is. */
type Held = Pick<Track, 'id' | 'agencyId' | 'officerId'>;

/** The parts somebody works on, the leading one first. */
export function heldParts(row: DossierRow): readonly Held[] {
  return row.tracks
    ? tracksAtWork(factsOfRow(row))
    : [{ id: FIRST_TRACK, agencyId: row.agency_id, officerId: row.officer_id }];
}

/**
 * The part an act is done in: the one that is named, else the first the actor has, else the leading one.
 * @throws Refusal `dossiers.part_over` (409) for one that is no more at work
 */
export function partFor(actor: Actor, row: DossierRow, wanted: string | undefined): Held {
  const parts = heldParts(row);
  const named = wanted === undefined ? undefined : parts.find(({ id }) => id === wanted);
  if (wanted !== undefined && !named) throw new Refusal('dossiers.part_over', 409);
  const part = named ?? parts.find((one) => partiesOf(actor, row, [one]).includes('holder')) ?? parts[0];
  if (!part) throw new Error(`dossier ${row.id} is nobody's`);
  return part;
}

/** For which agency the actor acts here: the holder's, the counter's, a consulted one's, or none. */
export function actsFor(actor: Actor, row: DossierRow): string | null {
  const own = new Set(actor.grants.map(({ agencyId }) => agencyId));
  const candidates = [row.agency_id, row.receiving_agency_id, row.competent_agency_id];
  const others = [...(row.tracks?.others ?? []), ...row.opinions].map(({ agencyId }) => agencyId);
  return [...candidates, ...others].find((id) => own.has(id)) ?? null;
}

/** The first wall: a dossier is seen by every agency that has or had a part in it, and by those who watch. */
export function sees(actor: Actor, row: Pick<DossierRow, 'parties'>): boolean {
  const seen = visibleAgencies(actor);
  return seen === 'all' || row.parties.some((id) => seen.includes(id));
}

/** The counter and the heads, who may correct a dossier, and the auditor: not everybody who works on it. */
export function readsDirectory(actor: Actor, row: DossierRow): boolean {
  const { roles } = dossiersPermissions.directory;
  if (actor.kind === 'system' || actor.grants.some(({ role }) => role === 'auditor')) return true;
  if (!actor.grants.some(({ role }) => role in roles)) return false;
  const parties = partiesOf(actor, row);
  return parties.includes('counter') || parties.includes('head');
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
