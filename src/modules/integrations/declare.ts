import { Refusal } from '#kernel/refusal.ts';
import { type Agency, findAgency, findAgencyByCode, isInForce, postsOf } from '#modules/org/public.ts';
import type { Tx } from '#platform/db/province.ts';
import { type Declared, liesUnder, readMoment } from './domain/obligation.ts';
import type { ObligationPut } from './schema.ts';
import type { Application } from './store/key-store.ts';

/** Agencies asked for once in a transaction; a bulk upload names the same few over and over. */
export type AgencyFinder = (codeOrId: string) => Promise<Agency | undefined>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Agencies in force today, by our code or by id. */
export function agencyFinder(tx: Tx): AgencyFinder {
  const asked = new Map<string, Promise<Agency | undefined>>();
  const find = async (codeOrId: string) => {
    const found = await (UUID.test(codeOrId) ? findAgency(tx, codeOrId.toLowerCase()) : findAgencyByCode(tx, codeOrId));
    return found && isInForce(found, tx.today) ? found : undefined;
  };
  return (codeOrId) => {
    const answer = asked.get(codeOrId) ?? find(codeOrId);
    asked.set(codeOrId, answer);
    return answer;
  };
}

/**
 * What was sent, with agencies found and moments read. All that is wrong is told at once, each at its field.
 * @throws Refusal `http.invalid_input` (422) with `fields`
 */
export async function declare(
  tx: Tx,
  application: Application,
  agencyOf: AgencyFinder,
  put: ObligationPut,
): Promise<Declared> {
  const fields: Record<string, string> = {};
  const agency = await agencyOf(put.agency);
  if (!agency) fields['agency'] = 'integrations.unknown_agency';
  const follower = put.followerAgency === null ? null : await agencyOf(put.followerAgency);
  if (follower === undefined) fields['followerAgency'] = 'integrations.unknown_agency';
  if (agency && put.personId !== null && !(await worksAt(tx, put.personId, agency.id)))
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

async function worksAt(tx: Tx, personId: string, agencyId: string): Promise<boolean> {
  const posts = (await postsOf(tx, [personId], tx.today)).get(personId) ?? [];
  return posts.some((post) => post.agencyId === agencyId);
}
