import type { ColumnType } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { TimeLimit } from '#modules/procedures/domain/time-limit.ts';
import type { DossierEvent } from '../domain/events.ts';
import type { Facts, OpenOpinion } from '../domain/facts.ts';
import type { ClockState, State } from '../domain/states.ts';
import type { Tracks } from '../domain/tracks.ts';
import type { Channel, FeeWay } from '../domain/words.ts';
import type { PersonView } from '../person-schema.ts';

export type DossierRow = {
  id: string;
  submission_id: string;
  submission_hash: string;
  code: string | null;
  origin: 'counter' | 'import' | 'demo';
  source: string | null;
  procedure_id: string | null;
  procedure_version_id: string | null;
  workflow_id: string | null;
  procedure_code: string | null;
  procedure_name: string;
  sector: string;
  law_id: string;
  time_limit: TimeLimit | null;
  channel: Channel;
  receiving_agency_id: string;
  competent_agency_id: string;
  parties: string[];
  applicant_id: string | null;
  applicant: PersonView;
  owner: PersonView;
  authorisation: string | null;
  content: string | null;
  sets: number;
  return_way: Channel;
  fee_way: FeeWay | null;
  second_facts: string[];
  tracking_token: string;
  state: State;
  clock: ClockState;
  step_key: string | null;
  step_name: string | null;
  step_minutes: number | null;
  step_entered_at: Date | null;
  step_due_at: Date | null;
  agency_id: string;
  officer_id: string | null;
  resume_state: State | null;
  submitted_at: Date;
  received_at: Date | null;
  first_due_at: Date | null;
  lawful_due_at: Date | null;
  due_at: Date | null;
  plain_end_on: string | null;
  lawful_plain_end_on: string | null;
  stopped_at: Date | null;
  finished_at: Date | null;
  ended_at: Date | null;
  returned_at: Date | null;
  outcome: 'granted' | 'refused' | null;
  reappointments: number;
  supplement_rounds: number;
  was_late: boolean;
  opinions: OpenOpinion[];
  tracks: Tracks | null;
  wait_until: string | null;
  supplement_draft_id: string | null;
  apology_draft_id: string | null;
  version: number;
  officer_name: string | null;
  last_action: string;
  changed_by: string | null;
  changed_by_name: string;
  changed_at: Date;
};

export type EventRow = {
  dossier_id: string;
  seq: number;
  at: Date;
  action: string;
  from_state: string | null;
  state: string;
  clock: string;
  step_key: string | null;
  step_name: string | null;
  step_minutes: number | null;
  step_due_at: Date | null;
  agency_id: string;
  officer_id: string | null;
  due_at: Date | null;
  lawful_due_at: Date | null;
  cause: string | null;
  cause_agency_id: string | null;
  reason: string | null;
  document_number: string | null;
  document_on: string | null;
  actor_id: string | null;
  actor_name: string;
  actor_agency_id: string | null;
  undoes: number | null;
  data: unknown;
};

export type PaperRow = {
  id: string;
  dossier_id: string;
  position: number;
  round: number;
  key: string | null;
  name: string;
  originals: number;
  /** Certified copies (bản sao chứng thực). */
  certified: number;
  copies: number;
  received: boolean;
};
export type FileRow = {
  id: string;
  dossier_id: string;
  kind: 'scan' | 'result' | 'other';
  name: string;
  media_type: string;
  size: number;
  sha256: string;
  bytes: Buffer;
  added_at: Date;
  added_by: string;
};
export type OpinionRow = {
  id: string;
  dossier_id: string;
  agency_id: string;
  branch: boolean;
  content: string;
  asked_at: Date;
  asked_by: string;
  due_at: Date | null;
  answered_at: Date | null;
  answered_by: string | null;
  answer: string | null;
};
export type SupplementRow = {
  id: string;
  dossier_id: string;
  at_reception: boolean;
  papers: unknown;
  reason: string;
  status: 'draft' | 'issued' | 'taken' | 'closed';
  drafted_at: Date;
  drafted_by: string;
  issued_at: Date | null;
  expires_on: string | null;
  taken_at: Date | null;
};
export type ApologyRow = {
  id: string;
  dossier_id: string;
  reason: string;
  cause: string;
  cause_agency_id: string | null;
  due_before: Date | null;
  new_due_at: Date | null;
  status: 'draft' | 'approved' | 'dropped';
  drafted_at: Date;
  drafted_by: string;
  approved_at: Date | null;
  approved_by: string | null;
};
export type ApplicantRow = {
  id: string;
  kind: PersonView['kind'];
  name: string;
  identity_number: string | null;
  birth_on: string | null;
  phone: string | null;
  email: string | null;
  address: string | null;
  search: string;
  phone_key: string | null;
  agencies: string[];
  dossiers: number;
  last_procedure: string | null;
  changed_at: Date;
};

/** What is JSON is written as text and read as it was. */
/** Who has a part beside the leading one: for the queues. */
export type PartRow = {
  readonly dossier_id: string;
  readonly id: string;
  readonly agency_id: string;
  readonly officer_id: string | null;
};

/** JSON is written as its text: the driver would make an array of PostgreSQL out of a list. */
type JsonColumn<Value> = ColumnType<Value, string, string>;

type DossierTable = Omit<DossierRow, 'opinions' | 'tracks' | 'time_limit' | 'applicant' | 'owner'> & {
  time_limit: JsonColumn<DossierRow['time_limit']>;
  applicant: JsonColumn<DossierRow['applicant']>;
  owner: JsonColumn<DossierRow['owner']>;
  opinions: JsonColumn<OpenOpinion[]>;
  tracks: ColumnType<Tracks | null, string | null, string | null>;
};

type Tables = {
  dossier: DossierTable;
  dossier_event: EventRow;
  dossier_paper: PaperRow;
  dossier_file: FileRow;
  dossier_opinion: OpinionRow;
  dossier_supplement: SupplementRow;
  dossier_apology: ApologyRow;
  dossier_applicant: ApplicantRow;
  dossier_unit: { agency_id: string; m: string; y: number; z: number; v: number; assumed: boolean };
  dossier_number: { agency_id: string; day: string; last: number };
  dossier_part: PartRow;
};

export const tables = (db: Db) => db.$extendTables<Tables>();

/** The fold that a row keeps. */
export function factsOfRow(row: DossierRow): Facts {
  return {
    state: row.state,
    clock: row.clock,
    stepKey: row.step_key,
    stepName: row.step_name,
    stepMinutes: row.step_minutes,
    stepEnteredAt: row.step_entered_at,
    stepDueAt: row.step_due_at,
    agencyId: row.agency_id,
    officerId: row.officer_id,
    resumeState: row.resume_state,
    submittedAt: row.submitted_at,
    receivedAt: row.received_at,
    firstDueAt: row.first_due_at,
    lawfulDueAt: row.lawful_due_at,
    dueAt: row.due_at,
    plainEndOn: row.plain_end_on,
    lawfulPlainEndOn: row.lawful_plain_end_on,
    stoppedAt: row.stopped_at,
    finishedAt: row.finished_at,
    endedAt: row.ended_at,
    returnedAt: row.returned_at,
    outcome: row.outcome,
    reappointments: row.reappointments,
    supplementRounds: row.supplement_rounds,
    wasLate: row.was_late,
    opinions: row.opinions,
    tracks: row.tracks,
    waitUntil: row.wait_until,
    supplementDraftId: row.supplement_draft_id,
    apologyDraftId: row.apology_draft_id,
    version: row.version,
  };
}

export function eventOfRow(row: EventRow): DossierEvent {
  return {
    seq: row.seq,
    at: row.at,
    action: row.action as DossierEvent['action'],
    fromState: row.from_state as State | null,
    state: row.state as State,
    clock: row.clock as ClockState,
    stepKey: row.step_key,
    stepName: row.step_name,
    stepMinutes: row.step_minutes,
    stepDueAt: row.step_due_at,
    agencyId: row.agency_id,
    officerId: row.officer_id,
    dueAt: row.due_at,
    lawfulDueAt: row.lawful_due_at,
    cause: row.cause as DossierEvent['cause'],
    causeAgencyId: row.cause_agency_id,
    reason: row.reason,
    document: row.document_number && row.document_on ? { number: row.document_number, on: row.document_on } : null,
    actorId: row.actor_id,
    actorName: row.actor_name,
    actorAgencyId: row.actor_agency_id,
    undoes: row.undoes,
    data: row.data as DossierEvent['data'],
  };
}

export function rowOfEvent(dossierId: string, event: DossierEvent): EventRow {
  return {
    dossier_id: dossierId,
    seq: event.seq,
    at: event.at,
    action: event.action,
    from_state: event.fromState,
    state: event.state,
    clock: event.clock,
    step_key: event.stepKey,
    step_name: event.stepName,
    step_minutes: event.stepMinutes,
    step_due_at: event.stepDueAt,
    agency_id: event.agencyId,
    officer_id: event.officerId,
    due_at: event.dueAt,
    lawful_due_at: event.lawfulDueAt,
    cause: event.cause,
    cause_agency_id: event.causeAgencyId,
    reason: event.reason,
    document_number: event.document?.number ?? null,
    document_on: event.document?.on ?? null,
    actor_id: event.actorId,
    actor_name: event.actorName,
    actor_agency_id: event.actorAgencyId,
    undoes: event.undoes,
    data: JSON.stringify(event.data),
  };
}
