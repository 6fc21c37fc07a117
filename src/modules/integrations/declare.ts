import { Refusal } from '#kernel/refusal.ts';
import { type Agency, findAgency, findAgencyByCode, isInForce, postsOf } from '#modules/org/public.ts';
import type { Tx } from '#platform/db/province.ts';
import { type Declared, liesUnder, readMoment } from './domain/obligation.ts';
import type { ObligationPut } from './schema.ts';
import type { Application } from './store/key-store.ts';

/** Agencies and people asked for once in a transaction; a bulk upload names the same few over and over. */
export interface Finder {
  /** An agency in force today, by our code or by id. */
  readonly agency: (codeOrId: string) => Promise<Agency | undefined>;
  /** The agencies at which a person holds a post today. */
  readonly agenciesOf: (personId: string) => Promise<readonly string[]>;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function finderIn(tx: Tx): Finder {
  return {
    agency: once(async (codeOrId) => {
      const found = await (UUID.test(codeOrId)
        ? findAgency(tx, codeOrId.toLowerCase())
        : findAgencyByCode(tx, codeOrId));
      return found && isInForce(found, tx.today) ? found : undefined;
    }),
    agenciesOf: once(async (personId) => {
      const posts = (await postsOf(tx, [personId], tx.today)).get(personId) ?? [];
      return posts.map(({ agencyId }) => agencyId);
    }),
  };
}

function once<T>(ask: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const asked = new Map<string, Promise<T>>();
  return (name) => {
    const answer = asked.get(name) ?? ask(name);
    asked.set(name, answer);
    return answer;
  };
}

/**
 * What was sent, with agencies found and moments read. All that is wrong is told at once, each at its field.
 * @throws Refusal `http.invalid_input` (422) with `fields`
 */
export async function declare(application: Application, find: Finder, put: ObligationPut): Promise<Declared> {
  const fields: Record<string, string> = {};
  const agency = await find.agency(put.agency);
  if (!agency) fields['agency'] = 'integrations.unknown_agency';
  const follower = put.followerAgency === null ? null : await find.agency(put.followerAgency);
  if (follower === undefined) fields['followerAgency'] = 'integrations.unknown_agency';
  if (agency && put.personId !== null && !(await find.agenciesOf(put.personId)).includes(agency.id))
    fields['personId'] = 'integrations.unknown_person';
  const startAt = put.start === null ? null : readMoment(put.start, 'start');
  if (startAt === undefined) fields['start'] = 'integrations.bad_moment';
  const dueAt = put.due === null ? null : readMoment(put.due, 'due');
  if (dueAt === undefined) fields['due'] = 'integrations.bad_moment';
  if (put.url !== null) {
    if (application.baseUrl === null) fields['url'] = 'integrations.no_base_url';
    else if (!liesUnder(put.url, application.baseUrl)) fields['url'] = 'integrations.foreign_url';
  }
  if (
    Object.keys(fields).length > 0 ||
    !agency ||
    follower === undefined ||
    startAt === undefined ||
    dueAt === undefined
  )
    throw new Refusal('http.invalid_input', 422, { fields, baseUrl: application.baseUrl ?? '' });
  return {
    kind: put.kind,
    title: put.title,
    agencyId: agency.id,
    personId: put.personId,
    followerAgencyId: follower && follower.id,
    startAt: startAt && startAt.toISOString(),
    dueAt: dueAt && dueAt.toISOString(),
    urgency: put.urgency,
    url: put.url,
    action: put.action,
    doneWhen: put.doneWhen,
    explanation: put.explanation,
    document: put.document,
  };
}
