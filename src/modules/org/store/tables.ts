import type { AgencyLevel, Precision, Verified } from '../domain/agency.ts';
import type { Role } from '#platform/auth/actor.ts';

/** A `date` column as it comes: 'YYYY-MM-DD', '-infinity' or 'infinity'. */
export type DayText = string;

export interface AgencyRow {
  id: string;
  code: string;
  unit_id: string | null;
  valid_from: DayText;
  valid_to: DayText;
  from_precision: Precision;
  to_precision: Precision;
  verified: Verified;
  sources: string[];
  outside: boolean;
  ended_by: string | null;
  egov_code: string | null;
  note: string | null;
  position: number;
  revision: number;
}

export interface VersionRow {
  agency_id: string;
  from_on: DayText;
  name: string;
  parent_id: string | null;
  level: AgencyLevel;
  kind: string;
  doc_symbol: string | null;
  ranked_block: string | null;
  search_key: string;
  compact_key: string;
  change_id: string | null;
}

export interface ShortNameRow {
  agency_id: string;
  name: string;
  position: number;
  search_key: string;
  compact_key: string;
}

export interface UnitRow {
  id: string;
  code: string;
  gso_code: string;
  name: string;
  short_name: string;
  type: string;
  level: AgencyLevel;
  parent_id: string | null;
  valid_from: DayText;
  valid_to: DayText;
  search_key: string;
}

export type SuccessionKind = 'merge' | 'split' | 'rename';
export type SuccessionRule = 'whole' | 'territory' | 'function' | 'competence';

export interface UnitSuccessionRow {
  from_id: string;
  to_id: string;
  effective_on: DayText;
  kind: SuccessionKind;
  share: 'whole' | 'part';
  legal: string | null;
  note: string | null;
}

export interface SuccessionRow {
  from_id: string;
  to_id: string;
  effective_on: DayText;
  kind: SuccessionKind;
  share: 'whole' | 'part';
  rule: SuccessionRule;
  change_id: string;
}

export type ChangeKind = 'add' | 'rename' | 'move' | 'merge' | 'split' | 'end';

export interface ChangeRow {
  id: string;
  kind: ChangeKind;
  source: 'decision' | 'dataset';
  effective_on: DayText;
  reason: string | null;
  document: string | null;
  decided_by: string | null;
  decided_at: Date;
  applied_at: Date | null;
  withdrawn_at: Date | null;
  /** JSON: what each kind keeps stands in changes/detail.ts. */
  detail: unknown;
}

export interface FunctionTransferRow {
  id: string;
  field: string;
  from_id: string;
  to_id: string;
  effective_on: DayText;
  verified: Verified;
  source: string | null;
}

export interface SectionRow {
  id: string;
  agency_id: string;
  name: string;
  valid_from: DayText;
  valid_to: DayText;
}

export interface PersonRow {
  id: string;
  full_name: string;
  sort_name: string;
  birth_year: number | null;
  is_demonstration: boolean;
  search_key: string;
  revision: number;
}

export interface ContactRow {
  person_id: string;
  email: string | null;
  phone: string | null;
}

export interface PostRow {
  id: string;
  agency_id: string;
  section_id: string | null;
  title: string;
  role: Role;
  position: number;
  valid_from: DayText;
  valid_to: DayText;
  change_id: string | null;
  revision: number;
}

export interface MembershipRow {
  id: string;
  person_id: string;
  post_id: string;
  valid_from: DayText;
  valid_to: DayText;
  change_id: string | null;
  revision: number;
}

/** The tables of this module; no other module's store names them. */
export type OrgTables = {
  org_unit: UnitRow;
  org_unit_succession: UnitSuccessionRow;
  org_change: ChangeRow;
  org_agency: AgencyRow;
  org_agency_version: VersionRow;
  org_agency_short_name: ShortNameRow;
  org_succession: SuccessionRow;
  org_function_transfer: FunctionTransferRow;
  org_section: SectionRow;
  org_person: PersonRow;
  org_person_contact: ContactRow;
  org_post: PostRow;
  org_membership: MembershipRow;
};

export const BEGINNING = '-infinity';
export const OPEN_END = 'infinity';

/** null for the two infinities. */
export function dayOrNull(day: DayText): string | null {
  return day === BEGINNING || day === OPEN_END ? null : day;
}
