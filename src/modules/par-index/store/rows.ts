import type { LocalDate } from '#kernel/local-date.ts';
import type { Db } from '#platform/db/pool.ts';
import type { Block, CriteriaSet, Hundredths } from '../domain/criteria-set.ts';
import type { MappingLink } from '../domain/mapping.ts';
import type { RoundState, Stage } from '../domain/round-flow.ts';
import type { LeafInput } from '../domain/rule.ts';

export type SetRecord = {
  id: string;
  code: string;
  version: number;
  state: 'draft' | 'adopted';
  year: number;
  block: Block;
  title: string;
  is_demonstration: boolean;
  content: CriteriaSet;
  made_at: Date;
  made_by: string | null;
  made_by_name: string;
  adopted_at: Date | null;
  adopted_by: string | null;
  adopted_by_name: string | null;
  decision: string | null;
  revision: number;
};

export type MappingRecord = {
  id: string;
  from_set_id: string;
  to_set_id: string;
  links: MappingLink[];
  made_at: Date;
  made_by: string | null;
  made_by_name: string;
};

export type RoundRecord = {
  id: string;
  title: string;
  year: number;
  block: Block;
  set_id: string;
  is_demonstration: boolean;
  period_from: LocalDate;
  period_to: LocalDate;
  cut_off_on: LocalDate;
  self_due_on: LocalDate;
  appraisal1_due_on: LocalDate;
  explanation_due_on: LocalDate;
  appraisal2_due_on: LocalDate;
  publish_on: LocalDate;
  reply_until: LocalDate | null;
  state: RoundState;
  opened_at: Date;
  opened_by: string | null;
  opened_by_name: string;
  closed_at: Date | null;
  closed_by: string | null;
  closed_by_name: string | null;
  approved_at: Date | null;
  approved_by: string | null;
  approved_by_name: string | null;
  decision: string | null;
  published_at: Date | null;
  result_version: number;
  revision: number;
  run_by_agency_id: string | null;
  window_ended_at: Date | null;
};

/** Which dates of a round were moved: [before, after] by name. */
export type DateMoveRecord = {
  id: string;
  round_id: string;
  dates: Readonly<Record<string, readonly [LocalDate | null, LocalDate]>>;
  reason: string;
  moved_at: Date;
  moved_by: string | null;
  moved_by_name: string;
};

export type MonitorRecord = {
  round_id: string;
  leaf: string;
  position: number;
  agency_id: string;
  successor_id: string | null;
};

export type SheetRecord = {
  id: string;
  round_id: string;
  agency_id: string;
  agency_name: string;
  locked_at: Date | null;
  locked_by_name: string | null;
  locked_because: 'unit' | 'deadline' | null;
  explained_at: Date | null;
  revision: number;
  result_seen_at: Date | null;
  result_seen_by_name: string | null;
  /** Who answers for the sheet since its unit was merged; null while the unit does itself. */
  successor_id: string | null;
};

/** What a live value was read from. */
export interface MeasureTrace {
  readonly measureId: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** The moment of the history, ISO 8601. */
  readonly asOf: string;
  readonly numerator: number;
  readonly denominator: number | null;
  readonly numeratorIds: readonly string[];
  readonly denominatorIds: readonly string[];
  readonly isComplete: boolean;
  readonly remarks: readonly string[];
}

export type ValueRecord = {
  id: string;
  sheet_id: string;
  leaf: string;
  stage: Stage;
  seq: number;
  input: LeafInput | null;
  points: Hundredths | null;
  deviation: number;
  measure: MeasureTrace | null;
  reason: string | null;
  evidence: string[];
  author_id: string | null;
  author_name: string;
  author_agency_id: string | null;
  at: Date;
};

export type FlagRecord = {
  id: string;
  sheet_id: string;
  leaf: string;
  reason: string;
  raised_at: Date;
  raised_by: string | null;
  raised_by_name: string;
};

export type EvidenceRecord = {
  id: string;
  sheet_id: string;
  number: string;
  issued_on: LocalDate;
  issuer: string;
  issuer_agency_id: string | null;
  subject: string;
  file_name: string | null;
  media_type: string | null;
  size: number | null;
  sha256: string | null;
  bytes: Buffer | null;
  added_at: Date;
  added_by: string | null;
  added_by_name: string;
};

export type EvidenceLeafRecord = {
  evidence_id: string;
  leaf: string;
  fact: string;
  linked_at: Date;
  linked_by_name: string;
  removed_at: Date | null;
  removed_by_name: string | null;
};

export type SurveyRecord = {
  id: string;
  round_id: string;
  sheet_id: string;
  leaf: string;
  answers: number | null;
  index_hundredths: number | null;
  margin_hundredths: number | null;
  fieldwork_from: LocalDate | null;
  fieldwork_to: LocalDate | null;
  source: string;
  imported_at: Date;
  imported_by: string | null;
  imported_by_name: string;
};

export type BlindRecord = {
  round_id: string;
  sheet_id: string;
  leaf: string;
  agency_id: string;
  successor_id: string | null;
};

export type PrecedentRecord = {
  id: string;
  round_id: string;
  sheet_id: string;
  year: number;
  leaf: string;
  leaf_name: string;
  self: Hundredths | null;
  appraisal1: Hundredths | null;
  appraisal2: Hundredths | null;
  final: Hundredths | null;
  reason: string | null;
  explanation: string | null;
  made_at: Date;
};

/** [points or null for "does not apply", standard error in hundredths] */
export type ResultLeaf = readonly [Hundredths | null, number];

export type ResultRecord = {
  round_id: string;
  version: number;
  sheet_id: string;
  agency_id: string;
  agency_name: string;
  points: Hundredths;
  max: Hundredths;
  bonus: Hundredths;
  penalty: Hundredths;
  total: Hundredths;
  index_hundredths: number | null;
  class_name: string | null;
  rank: number;
  leaves: Record<string, ResultLeaf>;
  made_at: Date;
};

export type ReplyRecord = {
  id: string;
  round_id: string;
  sheet_id: string;
  leaf: string;
  text: string;
  sent_at: Date;
  sent_by: string | null;
  sent_by_name: string;
  decision: 'accepted' | 'kept' | null;
  answer: string | null;
  answered_at: Date | null;
  answered_by_name: string | null;
};

export type CommentRoundRecord = {
  id: string;
  set_id: string;
  title: string;
  opened_at: Date;
  opened_by_name: string;
  due_on: LocalDate;
  closed_at: Date | null;
  closed_by_name: string | null;
};

export type CommentRecord = {
  id: string;
  comment_round_id: string;
  agency_id: string;
  agency_name: string;
  leaf: string;
  text: string;
  proposal: string | null;
  sent_at: Date;
  sent_by: string | null;
  sent_by_name: string;
};

export type AnswerRecord = {
  id: string;
  comment_id: string;
  seq: number;
  decision: 'accepted' | 'partly' | 'explained';
  reason: string;
  change_set_id: string | null;
  change_leaf: string | null;
  answered_at: Date;
  answered_by: string | null;
  answered_by_name: string;
};

type Tables = {
  par_set: SetRecord;
  par_mapping: MappingRecord;
  par_round: RoundRecord;
  par_date_move: DateMoveRecord;
  par_monitor: MonitorRecord;
  par_sheet: SheetRecord;
  par_value: ValueRecord;
  par_flag: FlagRecord;
  par_evidence: EvidenceRecord;
  par_evidence_leaf: EvidenceLeafRecord;
  par_survey_result: SurveyRecord;
  par_blind: BlindRecord;
  par_precedent: PrecedentRecord;
  par_result: ResultRecord;
  par_reply: ReplyRecord;
  par_comment_round: CommentRoundRecord;
  par_comment: CommentRecord;
  par_answer: AnswerRecord;
};

export const tables = (db: Db) => db.$extendTables<Tables>();

/** Objects and lists go to jsonb columns as text: the driver would write a list as an array. */
export function json<T>(value: T): T {
  return (value === null ? null : JSON.stringify(value)) as T;
}

/** A statement takes at most 65,535 values: rows go in by the thousand. */
export async function inChunks<Row>(rows: readonly Row[], write: (rows: Row[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += 1000) await write(rows.slice(from, from + 1000));
}
