import { sql } from 'kysely';
import type { LocalDate } from '#kernel/local-date.ts';
import type { Db } from '#platform/db/pool.ts';
import type { ProcedureContent, ProcedureLevel } from '../domain/procedure.ts';
import type { WorkflowBody } from '../domain/workflow.ts';

export type ProcedureRow = { id: string; central_code: string | null; name_key: string; made_at: Date };

/** Kept apart as columns: what lists, search and comparison ask for. */
export type StoredContent = Omit<ProcedureContent, 'code' | 'name' | 'sector' | 'level' | 'isSample'>;

export type VersionRow = {
  id: string;
  procedure_id: string;
  version: number;
  valid_from: LocalDate;
  is_end: boolean;
  code: string | null;
  name: string;
  sector: string;
  level: ProcedureLevel;
  content: StoredContent;
  is_sample: boolean;
  search_key: string;
  made_at: Date;
  made_by: string | null;
  made_by_name: string;
};

export type WorkflowRow = {
  id: string;
  procedure_id: string;
  version: number;
  status: 'draft' | 'published' | 'dropped';
  body: WorkflowBody;
  decision_number: string | null;
  decision_on: LocalDate | null;
  valid_from: LocalDate | null;
  source: string | null;
  is_sample: boolean;
  revision: number;
  changed_at: Date;
  changed_by: string | null;
  changed_by_name: string;
  published_at: Date | null;
  published_by_name: string | null;
};

type Tables = { procedure: ProcedureRow; procedure_version: VersionRow; procedure_workflow: WorkflowRow };

export const tables = (db: Db) => db.$extendTables<Tables>();

/** A value for a jsonb column; the driver would send an array as a PostgreSQL array. */
export const json = <T>(value: T) => sql<T>`${JSON.stringify(value)}::jsonb`;
