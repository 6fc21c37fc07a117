import { record } from '#modules/audit/public.ts';
import { agenciesById, holdersOfMany, peopleById } from '#modules/org/public.ts';
import { newId } from '#kernel/id.ts';
import { addDays, dayNumber } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ROLES } from '#platform/auth/actor.ts';
import { can } from '#platform/auth/permission.ts';
import { asProgram, type Tx, type Work } from '#platform/db/province.ts';
import { personOf } from './my-work.ts';
import { remindersPermissions } from './permissions.ts';
import type { SetSubstituteBody, SubstitutePerson, Substitutes, SubstitutionView } from './substitute-schema.ts';
import {
  endSubstitution,
  holdPerson,
  insertSubstitution,
  lockSubstitution,
  overlapping,
  type Substitution,
  substitutionsOfAgencies,
} from './store/substitute-store.ts';

/** What has run out is shown this long. */
const SHOWN_DAYS = 90;
const SHOWN = 200;
/** Longer than a year is no leave: the post is to be filled. */
const MOST_DAYS = 366;

interface Member {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly agencyId: string;
}

/** Leaves of the reader's agencies, whom he may set one for, and who can stand in. */
export async function listSubstitutes(work: Work): Promise<Substitutes> {
  return work.run(async (tx) => {
    const me = personOf(tx.actor);
    const agencyIds = [...new Set(tx.actor.grants.map(({ agencyId }) => agencyId))];
    const members = await membersOf(tx, agencyIds);
    const agencies = new Map((await agenciesById(tx, agencyIds)).map(({ id, name }) => [id, name]));
    const shown = (member: Member): SubstitutePerson => ({
      id: member.id,
      name: member.name,
      title: member.title,
      agencyName: agencies.get(member.agencyId) ?? '',
    });
    const found = await substitutionsOfAgencies(tx.db, agencyIds, {
      since: addDays(tx.today, -SHOWN_DAYS),
      limit: SHOWN,
    });
    const ids = found.flatMap(({ personId, substituteId, setBy }) => [
      personId,
      substituteId,
      ...(setBy ? [setBy] : []),
    ]);
    const names = new Map((await peopleById(tx, [...new Set(ids)])).map(({ id, fullName }) => [id, fullName]));
    return {
      todayOn: tx.today,
      people: members.filter(({ id, agencyId }) => id === me || maySetFor(tx, agencyId)).map(shown),
      candidates: members.map(shown),
      substitutions: found.map(
        (one): SubstitutionView => ({
          id: one.id,
          personId: one.personId,
          personName: names.get(one.personId) ?? '',
          substituteId: one.substituteId,
          substituteName: names.get(one.substituteId) ?? '',
          agencyName: agencies.get(one.agencyId) ?? '',
          fromOn: one.fromOn,
          toOn: one.toOn,
          note: one.note,
          setBy: one.setBy ? (names.get(one.setBy) ?? '') : '',
          state: stateOf(tx, one),
          mayEnd: one.endedAt === null && one.toOn >= tx.today && (one.personId === me || maySetFor(tx, one.agencyId)),
        }),
      ),
    };
  });
}

function stateOf({ today }: Pick<Tx, 'today'>, { fromOn, toOn, endedAt }: Substitution): SubstitutionView['state'] {
  if (endedAt) return 'ended';
  if (toOn < today) return 'over';
  return fromOn > today ? 'coming' : 'running';
}

function maySetFor({ actor }: Pick<Tx, 'actor'>, agencyId: string): boolean {
  return can(actor, remindersPermissions.substitutes, agencyId);
}

/** Who holds a post in these agencies today, each once. */
async function membersOf(tx: Tx, agencyIds: readonly string[]): Promise<Member[]> {
  const held = await holdersOfMany(tx, agencyIds, ROLES, tx.today);
  const members = new Map<string, Member>();
  for (const [agencyId, holders] of held)
    for (const { personId: id, fullName: name, title } of holders)
      if (!members.has(id)) members.set(id, { id, name, title, agencyId });
  return [...members.values()];
}

/**
 * Says who stands in for somebody while he is on leave: reminders to him go to both, the one on leave only in the
 * program. One's own leave everybody may set; that of others the head or the clerk of their agency.
 * @throws Refusal `reminders.substitute_not_yours` (403), `reminders.substitute_elsewhere`, `reminders.substitute_self`,
 *   `reminders.substitute_dates`, `reminders.substitute_overlap`, `reminders.substitute_absent` (422, at the field)
 */
export async function setSubstitute(work: Work, body: SetSubstituteBody): Promise<{ id: string }> {
  return work.run(async (tx) => {
    const me = personOf(tx.actor);
    const { personId, substituteId, fromOn, toOn } = body;
    if (personId === substituteId) throw atField('substituteId', 'reminders.substitute_self');
    if (fromOn < tx.today || toOn < fromOn || dayNumber(toOn) - dayNumber(fromOn) > MOST_DAYS)
      throw atField('toOn', 'reminders.substitute_dates');
    const agencyId = await sharedAgency(tx, personId, substituteId);
    if (personId !== me && !maySetFor(tx, agencyId)) throw new Refusal('reminders.substitute_not_yours', 403);
    return asProgram(tx, async () => {
      await holdPerson(tx.db, personId);
      if (await overlapping(tx.db, { personId }, fromOn, toOn)) throw atField('fromOn', 'reminders.substitute_overlap');
      if (await overlapping(tx.db, { personId: substituteId }, fromOn, toOn))
        throw atField('substituteId', 'reminders.substitute_absent');
      const id = newId();
      const note = body.note.normalize('NFC');
      await insertSubstitution(tx.db, {
        id,
        agencyId,
        personId,
        substituteId,
        fromOn,
        toOn,
        note,
        setBy: tx.actor.personId,
        setAt: tx.now,
      });
      await record(tx, {
        action: 'reminders.substitute_set',
        subject: { kind: 'reminder-substitute', id },
        agencyId,
        data: { personId, substituteId, fromOn, toOn, note },
      });
      return { id };
    });
  });
}

function atField(field: string, code: string): Refusal {
  return new Refusal(code, 422, { fields: { [field]: code } });
}

/** The agency in which both hold a post today, among those the caller works in. */
async function sharedAgency(tx: Tx, personId: string, substituteId: string): Promise<string> {
  const agencyIds = [...new Set(tx.actor.grants.flatMap((grant) => grant.agencyIds))];
  const held = await holdersOfMany(tx, agencyIds, ROLES, tx.today);
  for (const [agencyId, holders] of held) {
    const ids = new Set(holders.map((holder) => holder.personId));
    if (ids.has(personId) && ids.has(substituteId)) return agencyId;
  }
  throw atField('substituteId', 'reminders.substitute_elsewhere');
}

/**
 * Ends a leave early, or takes back one that has not begun.
 * @throws Refusal `reminders.substitute_not_found` (404) also for what the caller may not end
 */
export async function endSubstitute(work: Work, id: string): Promise<{ ok: true }> {
  return work.run((tx) =>
    asProgram(tx, async () => {
      const me = personOf(tx.actor);
      const found = await lockSubstitution(tx.db, id);
      if (!found || (found.personId !== me && !maySetFor(tx, found.agencyId)))
        throw new Refusal('reminders.substitute_not_found', 404);
      await endSubstitution(tx.db, id, { at: tx.now, by: me });
      await record(tx, {
        action: 'reminders.substitute_ended',
        subject: { kind: 'reminder-substitute', id },
        agencyId: found.agencyId,
        data: { personId: found.personId, substituteId: found.substituteId },
      });
      return { ok: true };
    }),
  );
}
