import { type RawBuilder, sql } from 'kysely';

/** Somebody whose list or box is read: a page reads its caller's, the morning's letters those of all they go to. */
export interface Reader {
  readonly personId: string;
  /** Those whose unassigned work stands on his own list. */
  readonly ownAgencies: readonly string[];
  /** People on leave whose work is his meanwhile. */
  readonly insteadOf: readonly string[];
  /** The agencies whose work he may see beside what is given to him by name. */
  readonly sees: 'all' | readonly string[];
  /** Of his list only what was registered from this moment on. */
  readonly since?: Date | undefined;
  /** Of his list only what was registered before this moment. */
  readonly before?: Date | undefined;
  /** Of these matters alone. */
  readonly only?: readonly string[] | undefined;
  /** Without these matters: what a letter listed already. */
  readonly except?: readonly string[] | undefined;
}

/**
 * Readers as rows `r` of a query: `place` among those given, `person`, `people` (himself and those on leave), `own`,
 * `sees` (null: all), `since`, `before`, `only`, `except` (null: no such bound).
 */
export function readerRows(readers: readonly Reader[]): RawBuilder<unknown> {
  const rows = readers.map(({ personId, ownAgencies, insteadOf, sees, since, before, only, except }, place) => ({
    place,
    person: personId,
    people: [personId, ...insteadOf],
    own: ownAgencies,
    sees: sees === 'all' ? null : sees,
    since: since ?? null,
    before: before ?? null,
    only: only ?? null,
    except: except ?? null,
  }));
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    as r (place int, person uuid, people uuid[], own uuid[], sees uuid[], since timestamptz, before timestamptz,
      "only" uuid[], "except" uuid[])`;
}

/**
 * Whether reader `r` may see row `o` of reminder_obligation. It says what the row's policy says of the one who asks, so
 * that the program, which sees everything, finds for each reader what his page shows him and nothing more.
 */
export const SEEN_BY_READER: RawBuilder<boolean> = sql`(r.sees is null or o.agency_id = any(r.sees)
  or o.person_id = r.person or o.follower_agency_id = any(r.sees))`;

/** Whether row `o` of reminder_obligation stands on the list of reader `r`. */
export const OWED_BY_READER: RawBuilder<boolean> = sql`(o.person_id = any(r.people)
  or (o.person_id is null and o.agency_id = any(r.own)))`;

/** Whether matter `id` is among those reader `r` is asked about, and not among those left out. */
export function amongAsked(id: 'o.id' | 'm.obligation_id'): RawBuilder<boolean> {
  return sql`((r."only" is null or ${sql.ref(id)} = any(r."only"))
    and (r."except" is null or ${sql.ref(id)} <> all(r."except")))`;
}
