import { sql } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { PastDossier } from '../domain/forecast/past.ts';

/** Which dossiers teach: received from `from` on, promised for before `asOf`; of those the newest `most`. */
export interface LessonWindow {
  readonly from: Date;
  readonly asOf: Date;
  readonly most: number;
}

/** What a dossier taught when its history was last read; null: nothing. */
export interface KeptLesson {
  readonly dossierId: string;
  readonly receivedAt: Date;
  readonly procedureId: string;
  readonly agencyId: string;
  readonly version: number;
  readonly holdsUntil: Date | null;
  readonly lesson: PastDossier | null;
}

/** One learner at a time: the newest model and the lessons it counts are changed together. */
export async function holdLessons(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(current_schema() || '.dossier_forecast'))`.execute(db);
}

/** Dossiers whose history is to be read again, or for the first time, with what was kept of them. */
export async function changedLessons(
  db: Db,
  window: LessonWindow,
): Promise<(Omit<KeptLesson, 'holdsUntil'> & { readonly wasKept: boolean })[]> {
  const { rows } = await sql<{
    id: string;
    received_at: Date;
    procedure_id: string;
    agency_id: string;
    version: number;
    lesson: PastDossier | null;
    was_kept: boolean;
  }>`
    select d.id, d.received_at, d.procedure_id, d.competent_agency_id as agency_id, d.version, l.lesson,
      l.dossier_id is not null as was_kept
    from ${teaching(window)} d left join dossier_forecast_lesson l on l.dossier_id = d.id
    where l.dossier_id is null or l.version <> d.version or l.holds_until <= ${window.asOf}
      or l.procedure_id <> d.procedure_id or l.agency_id <> d.competent_agency_id
    order by d.received_at, d.id`.execute(db);
  return rows.map((row) => ({
    dossierId: row.id,
    receivedAt: row.received_at,
    procedureId: row.procedure_id,
    agencyId: row.agency_id,
    version: row.version,
    lesson: row.lesson,
    wasKept: row.was_kept,
  }));
}

/** Lets go of what no longer teaches. @returns what it taught */
export async function dropLessons(db: Db, window: LessonWindow): Promise<PastDossier[]> {
  const { rows } = await sql<{ lesson: PastDossier | null }>`
    delete from dossier_forecast_lesson l
    where not exists (select 1 from ${teaching(window)} d where d.id = l.dossier_id)
    returning lesson`.execute(db);
  return rows.flatMap(({ lesson }) => lesson ?? []);
}

/** Lets go of all, to begin afresh. */
export async function dropAllLessons(db: Db): Promise<void> {
  await sql`delete from dossier_forecast_lesson`.execute(db);
}

/** Keeps what dossiers taught, in place of what was kept of them before. */
export async function keepLessons(db: Db, lessons: readonly KeptLesson[]): Promise<void> {
  if (lessons.length === 0) return;
  await sql`
    insert into dossier_forecast_lesson (dossier_id, received_at, procedure_id, agency_id, version, holds_until, lesson)
    select "dossierId", "receivedAt", "procedureId", "agencyId", version, "holdsUntil", lesson
    from jsonb_to_recordset(${JSON.stringify(lessons)}::jsonb) as k ("dossierId" uuid, "receivedAt" timestamptz,
      "procedureId" uuid, "agencyId" uuid, version integer, "holdsUntil" timestamptz, lesson jsonb)
    on conflict (dossier_id) do update set received_at = excluded.received_at, procedure_id = excluded.procedure_id,
      agency_id = excluded.agency_id, version = excluded.version, holds_until = excluded.holds_until,
      lesson = excluded.lesson`.execute(db);
}

function teaching({ from, asOf, most }: LessonWindow) {
  return sql`(
    select id, received_at, procedure_id, competent_agency_id, version from dossier
    where received_at >= ${from} and received_at < ${asOf} and first_due_at < ${asOf} and procedure_id is not null
    order by received_at desc, id desc limit ${most})`;
}
