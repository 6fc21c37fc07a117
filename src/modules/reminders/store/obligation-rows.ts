import type { Selectable } from 'kysely';
import type { Obligation, Origin } from '../domain/obligation.ts';
import type { Urgency } from '../domain/ladder.ts';

export interface ObligationRow {
  id: string;
  source: string;
  key: string;
  kind: string;
  title: string;
  agency_id: string;
  person_id: string | null;
  follower_agency_id: string | null;
  start_at: Date;
  due_at: Date | null;
  urgency: Urgency;
  link: string;
  action: string | null;
  explanation: unknown;
  origin: unknown;
  state: Obligation['state'];
  closed_at: Date | null;
  policy_id: string;
  plan_version: number;
  acknowledged_at: Date | null;
  acknowledged_by: string | null;
  snoozed_until: Date | null;
  handed: number | null;
  former_agency_id: string | null;
  registered_at: Date;
  changed_at: Date;
}

/** Where the clock of an obligation stands, in a row of its own: firing writes nothing else of it. */
export interface ClockRow {
  obligation_id: string;
  next_step_key: string | null;
  next_planned_at: Date | null;
  next_at: Date | null;
  no_next_reason: string | null;
}

export interface PlanRow {
  obligation_id: string;
  version: number;
  policy_id: string;
  start_at: Date;
  due_at: Date | null;
  because: 'registered' | 'due-changed' | 'reopened' | 'calendar' | 'policy' | 'handed-over';
  made_at: Date;
}

export interface ReactionRow {
  id: string;
  obligation_id: string;
  plan_version: number;
  person_id: string;
  kind: ReactionKind;
  after_step: string | null;
  at: Date;
  /** Signed in, or straight from a message by its signed address. */
  via: 'app' | 'link';
  /** What it says in short: until when, to whom. */
  note: string | null;
  /** The person on leave it was said for. */
  instead_of: string | null;
}

export const REACTION_KINDS = ['acknowledged', 'snoozed', 'asked-more-time', 'handed-over'] as const;
export type ReactionKind = (typeof REACTION_KINDS)[number];

export type Tables = {
  reminder_obligation: ObligationRow;
  reminder_clock: ClockRow;
  reminder_plan: PlanRow;
  reminder_reaction: ReactionRow;
};

export function toObligation(row: Selectable<ObligationRow & ClockRow>): Obligation {
  return {
    id: row.id,
    source: row.source,
    key: row.key,
    kind: row.kind,
    title: row.title,
    agencyId: row.agency_id,
    personId: row.person_id,
    followerAgencyId: row.follower_agency_id,
    startAt: row.start_at,
    dueAt: row.due_at,
    urgency: row.urgency,
    link: row.link,
    action: row.action,
    explanation: row.explanation as readonly string[],
    origin: row.origin as Origin | null,
    state: row.state,
    closedAt: row.closed_at,
    policyId: row.policy_id,
    planVersion: row.plan_version,
    nextStepKey: row.next_step_key,
    nextPlannedAt: row.next_planned_at,
    nextAt: row.next_at,
    noNextReason: row.no_next_reason,
    acknowledgedAt: row.acknowledged_at,
    acknowledgedBy: row.acknowledged_by,
    snoozedUntil: row.snoozed_until,
    handed: row.handed ?? 0,
  };
}
