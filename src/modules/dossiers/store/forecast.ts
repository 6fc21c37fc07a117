import type { ColumnType } from 'kysely';
import type { Db } from '#platform/db/pool.ts';
import type { DossierEvent } from '../domain/events.ts';
import type { ForecastModel } from '../domain/forecast/model.ts';
import { eventOfRow, tables } from './rows.ts';

type Tables = {
  dossier_forecast_model: {
    id: string;
    as_of: Date;
    dossiers: number;
    content: ColumnType<ForecastModel, string, string>;
    calendar: string | null;
  };
};
const own = (db: Db) => db.$extendTables<Tables>();

export interface KeptModel {
  readonly asOf: Date;
  readonly model: ForecastModel;
  /** The version of the calendar by which the kept lessons it counts were read; null when none were kept. */
  readonly calendar: string | null;
}

export async function newestModel(db: Db): Promise<KeptModel | undefined> {
  const row = await own(db)
    .selectFrom('dossier_forecast_model')
    .select(['as_of', 'content', 'calendar'])
    .orderBy('as_of', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { asOf: row.as_of, model: row.content, calendar: row.calendar };
}

export async function newestModelAt(db: Db): Promise<Date | undefined> {
  const row = await own(db)
    .selectFrom('dossier_forecast_model')
    .select('as_of')
    .orderBy('as_of', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.as_of;
}

/** Keeps a model; older ones than a month before it are of no use to anybody. */
export async function keepModel(db: Db, id: string, { asOf, model, calendar }: KeptModel): Promise<void> {
  await own(db)
    .insertInto('dossier_forecast_model')
    .values({ id, as_of: asOf, dossiers: model.dossiers, content: JSON.stringify(model), calendar })
    .execute();
  const old = new Date(asOf.getTime() - 31 * 86_400_000);
  await own(db).deleteFrom('dossier_forecast_model').where('as_of', '<', old).execute();
}

/** A dossier as the forecast learns from it. */
export interface Lesson {
  readonly id: string;
  readonly procedureId: string;
  readonly agencyId: string;
  readonly receivedAt: Date;
  readonly events: readonly DossierEvent[];
}

/**
 * Dossiers received from `from` on whose promised moment lies before `asOf`, with their histories, some at a time
 * in order of reception.
 * @param most the newest so many; the others are left out
 */
export async function* lessons(
  db: Db,
  { from, asOf, most, batch = 2000 }: { from: Date; asOf: Date; most: number; batch?: number },
): AsyncGenerator<Lesson> {
  const ids = await tables(db)
    .selectFrom('dossier')
    .select(['id', 'procedure_id', 'competent_agency_id', 'received_at'])
    .where('received_at', '>=', from)
    .where('received_at', '<', asOf)
    .where('first_due_at', '<', asOf)
    .where('procedure_id', 'is not', null)
    .orderBy('received_at', 'desc')
    .limit(most)
    .execute();
  ids.reverse();
  for (let at = 0; at < ids.length; at += batch) {
    const part = ids.slice(at, at + batch);
    const histories = await historiesOf(
      db,
      part.map(({ id }) => id),
    );
    for (const { id, procedure_id: procedureId, competent_agency_id: agencyId, received_at: receivedAt } of part)
      if (procedureId && receivedAt) yield { id, procedureId, agencyId, receivedAt, events: histories.get(id) ?? [] };
  }
}

/** The histories of some dossiers, oldest line first. */
export async function historiesOf(db: Db, ids: readonly string[]): Promise<Map<string, DossierEvent[]>> {
  const histories = new Map<string, DossierEvent[]>();
  if (ids.length === 0) return histories;
  const rows = await tables(db)
    .selectFrom('dossier_event')
    .selectAll()
    .where('dossier_id', 'in', ids)
    .orderBy('dossier_id')
    .orderBy('seq')
    .execute();
  for (const row of rows) {
    const known = histories.get(row.dossier_id);
    if (known) known.push(eventOfRow(row));
    else histories.set(row.dossier_id, [eventOfRow(row)]);
  }
  return histories;
}
