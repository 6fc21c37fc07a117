import { sql } from 'kysely';
import { newId } from '#kernel/id.ts';
import type { Db } from '#platform/db/pool.ts';
import { prepared } from '#platform/db/session.ts';
import type { Channel } from '../domain/channel.ts';
import type { Said, Told } from '../domain/message.ts';
import type { NextStep } from '../domain/obligation.ts';
import type { Audience, StepKind } from '../domain/policy.ts';
import type { Further } from '../domain/routing.ts';
import { byKey } from './claim-store.ts';
import type { FiringRow } from './message-store.ts';

/** What is said that is the obligation's own: taken from its row as the firing is written. */
type OwnFacts = 'title' | 'link' | 'action' | 'explanation' | 'origin';

/** One way to one person, for all obligations of a group. */
export interface Outgoing {
  readonly recipientId: string;
  readonly audience: Audience;
  readonly channel: Channel;
  readonly address: string | null;
  readonly when: 'now' | 'digest';
  /** The ways to be tried after this one. */
  readonly further: readonly Further[];
  /** Of real time, before the next way takes over from a channel that is down. */
  readonly fallBackMinutes: number;
}

/** A step that was reached by some obligations alike, with what is said about it and to whom. */
export interface Reached {
  readonly stepKey: string;
  readonly kind: StepKind;
  readonly plannedAt: Date;
  /** When it might fire; null when it did not fire but was taken as fired. */
  readonly readyAt: Date | null;
  readonly outcome: FiringRow['outcome'];
  readonly folded: readonly string[];
  readonly told: readonly Told[];
  readonly said: Omit<Said, OwnFacts> | null;
  readonly outgoing: readonly Outgoing[];
}

/** What becomes of obligations alike: a step, or none while they must wait, and where their clocks go. */
export interface Outcome {
  readonly ids: readonly string[];
  readonly planVersion: number;
  readonly reached: Reached | undefined;
  readonly next: NextStep;
}

/**
 * Records firings, moves the clocks on and queues the messages, in two statements for any number. A step already on
 * record is left alone and says nothing again.
 * @returns for each outcome the obligations for which it was new
 */
export async function writeOutcomes(
  db: Db,
  outcomes: readonly Outcome[],
  firedAt: Date,
): Promise<(readonly string[])[]> {
  const written = outcomes.map((outcome) => ({
    ...outcome,
    firings: outcome.reached ? outcome.ids.map(() => newId()) : outcome.ids.map(() => null),
  }));
  const fresh = await writeFirings(db, written, firedAt);
  const made = written.map(({ ids, firings, reached }) => {
    const kept = firings.flatMap((firing, place) => {
      const obligation = ids[place];
      return firing && obligation && (!fresh || fresh.has(firing)) ? [{ firing, obligation }] : [];
    });
    return { kept, outgoing: reached?.outgoing ?? [] };
  });
  await writeMessages(db, made, firedAt);
  return made.map(({ kept }) => kept.map(({ obligation }) => obligation));
}

type Written = Outcome & { readonly firings: readonly (string | null)[] };

/** @returns the firings that were new; undefined: all */
async function writeFirings(db: Db, written: readonly Written[], firedAt: Date): Promise<Set<string> | undefined> {
  let place = 0;
  const groups = written.map(({ ids, planVersion, reached, next }) => {
    const lo = place + 1;
    place += ids.length;
    const { stepKey, kind, plannedAt, readyAt, outcome, folded, told, said } = reached ?? {};
    return {
      lo,
      hi: place,
      version: planVersion,
      step: stepKey,
      kind,
      planned: plannedAt,
      ready: readyAt,
      outcome,
      folded,
      told,
      said,
      next_step: next.nextStepKey,
      next_planned: next.nextPlannedAt,
      next_at: next.nextAt,
      reason: next.noNextReason,
    };
  });
  const expected = written.reduce((sum, { ids, reached }) => sum + (reached ? ids.length : 0), 0);
  const { rows } = await byKey(db, () =>
    sql<{ fresh: number; ids: string | null }>`
      with given as materialized (
        select ${arrayOf(written.flatMap(({ ids }) => ids))}::uuid[] as obligations,
          ${arrayOf(written.flatMap(({ firings }) => firings))}::uuid[] as firings),
      g as materialized (
        select * from jsonb_to_recordset(${JSON.stringify(groups)}::jsonb) as g (lo int, hi int, version int,
          step text, kind text, planned timestamptz, ready timestamptz, outcome text, folded jsonb, told jsonb,
          said jsonb, next_step text, next_planned timestamptz, next_at timestamptz, reason text)),
      moved as (
        update reminder_clock c
        set next_step_key = g.next_step, next_planned_at = g.next_planned, next_at = g.next_at, no_next_reason = g.reason
        from given, g cross join lateral unnest(given.obligations[g.lo:g.hi]) as one (obligation)
        where c.obligation_id = one.obligation),
      fired as (
        insert into reminder_firing (id, obligation_id, plan_version, step_key, kind, planned_at, fired_at, ready_at,
          outcome, folded, told, content)
        select one.firing, o.id, g.version, g.step, g.kind, g.planned, ${firedAt}::timestamptz, g.ready, g.outcome,
          g.folded, g.told, g.said || jsonb_build_object('title', o.title, 'link', o.link, 'action', o.action,
            'explanation', o.explanation, 'origin', o.origin)
        from given, g
        cross join lateral unnest(given.obligations[g.lo:g.hi], given.firings[g.lo:g.hi])
          as one (obligation, firing)
        join reminder_obligation o on o.id = one.obligation
        where g.step is not null
        on conflict (obligation_id, plan_version, step_key) do nothing
        returning id)
      select count(*) as fresh, case when count(*) < ${expected} then array_agg(id)::text end as ids
      from fired ${prepared}`.execute(db),
  );
  const [row] = rows;
  if (row?.fresh === expected) return undefined;
  return new Set(row?.ids?.slice(1, -1).split(',') ?? []);
}

interface Made {
  readonly kept: readonly { readonly firing: string; readonly obligation: string }[];
  readonly outgoing: readonly Outgoing[];
}

async function writeMessages(db: Db, made: readonly Made[], firedAt: Date): Promise<void> {
  let place = 0;
  const ids: string[] = [];
  const ways = made.flatMap(({ kept, outgoing }) => {
    const lo = place + 1;
    place += kept.length;
    if (kept.length === 0) return [];
    return outgoing.map(({ recipientId, audience, channel, address, when, further, fallBackMinutes }) => {
      const first = ids.length + 1;
      for (const _one of kept) ids.push(newId());
      return {
        lo,
        hi: place,
        first,
        last: ids.length,
        recipient: recipientId,
        audience,
        channel,
        address,
        state: channel === 'in-app' ? 'sent' : when === 'digest' ? 'held' : 'queued',
        ...(further.length > 0 ? { further, minutes: fallBackMinutes } : {}),
      };
    });
  });
  if (ways.length === 0) return;
  const all = made.flatMap(({ kept }) => kept);
  await sql`
    with given as materialized (
      select ${arrayOf(all.map(({ firing }) => firing))}::uuid[] as firings,
        ${arrayOf(all.map(({ obligation }) => obligation))}::uuid[] as obligations, ${arrayOf(ids)}::uuid[] as ids),
    w as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(ways)}::jsonb) as w (lo int, hi int, first int, last int,
        recipient uuid, audience text, channel text, address text, state text, further jsonb, minutes int))
    insert into reminder_message (id, firing_id, obligation_id, recipient_id, audience, channel, address, fired_at, state,
      next_attempt_at, sent_at, further, fall_back_minutes, fall_back_at)
    select one.id, one.firing, one.obligation, w.recipient, w.audience, w.channel, w.address, ${firedAt}::timestamptz,
      w.state, case w.state when 'queued' then clock_timestamp() end,
      case w.state when 'sent' then ${firedAt}::timestamptz end, w.further, w.minutes,
      clock_timestamp() + make_interval(mins => w.minutes)
    from given, w
    cross join lateral unnest(given.ids[w.first:w.last], given.firings[w.lo:w.hi], given.obligations[w.lo:w.hi])
      as one (id, firing, obligation) ${prepared}`.execute(db);
}

/** Ids as PostgreSQL reads an array: they hold nothing that would have to be quoted. */
function arrayOf(ids: readonly (string | null)[]): string {
  return `{${ids.map((id) => id ?? 'NULL').join(',')}}`;
}
