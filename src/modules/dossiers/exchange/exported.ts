import { agenciesById } from '#modules/org/public.ts';
import type { Work } from '#platform/db/province.ts';
import { doneVi, type EventKind } from '../domain/actions.ts';
import { STATE_FACTS, type State } from '../domain/states.ts';
import { CHANNEL_VI, type Channel } from '../domain/words.ts';
import {
  eventsOfDossiers,
  type ExportFilter,
  type ExportRow,
  pageOfDossiers,
  realNow,
  sourceEventsOf,
} from '../store/export.ts';

export interface ExportedEvent {
  /** Unique in the file. */
  readonly id: string;
  readonly activity: string;
  readonly at: Date;
  readonly resource: string | null;
  readonly agencyId: string | null;
  readonly agencyName: string | null;
  readonly transition: string;
  readonly state: string | null;
  readonly clock: string | null;
  readonly cause: string | null;
  /** Told by the software the dossier was imported from, not recorded here. */
  readonly bySource: boolean;
}

export interface ExportedDossier {
  readonly id: string;
  readonly code: string;
  readonly source: string | null;
  readonly procedureCode: string | null;
  readonly procedureName: string;
  readonly channel: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly state: string;
  readonly receivedAt: Date | null;
  readonly firstDueAt: Date | null;
  /** The day it is judged by; `dueAt` is what was promised last. */
  readonly lawfulDueAt: Date | null;
  readonly dueAt: Date | null;
  readonly finishedAt: Date | null;
  readonly returnedAt: Date | null;
  /** As every report of the program judges it; null where no day is known. */
  readonly late: boolean | null;
  readonly madeUp: boolean;
  readonly events: readonly ExportedEvent[];
}

export type ExportChoice = Omit<ExportFilter, 'until' | 'now'>;

const PAGE = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** The moment of an export: what is recorded later is not in it, however long the writing takes. */
export async function momentOfExport(work: Work): Promise<Date> {
  return work.run((tx) => realNow(tx.db));
}

/**
 * Every dossier the actor may see, with its history, in pages: a short transaction each, so that a slow reader holds
 * nothing in the database. Taken-back acts and what took them back are left out, as in the clock's own fold. Applicants
 * are not told of.
 */
export async function* exportedDossiers(
  work: Work,
  choice: ExportChoice,
  until: Date,
): AsyncGenerator<ExportedDossier> {
  const names = new Map<string, string>();
  let after = FIRST;
  for (;;) {
    const page = await work.run(async (tx) => {
      const rows = await pageOfDossiers(tx.db, { ...choice, until, now: tx.now }, after, PAGE);
      const ids = rows.map(({ id }) => id);
      const events = await eventsOfDossiers(tx.db, ids, until);
      const told = await sourceEventsOf(tx.db, ids);
      const unknown = new Set([...rows, ...events].map(({ agency_id }) => agency_id).filter((id) => !names.has(id)));
      for (const agency of await agenciesById(tx, [...unknown])) names.set(agency.id, agency.name);
      const { isDemonstration } = tx.province;
      return { rows, events: Map.groupBy(events, ({ dossier_id }) => dossier_id), told, isDemonstration };
    });
    for (const row of page.rows) {
      const undone = new Set((page.events.get(row.id) ?? []).map(({ undoes }) => undoes));
      const own = (page.events.get(row.id) ?? [])
        .filter(({ seq, undoes }) => undoes === null && !undone.has(seq))
        .map(
          (event): ExportedEvent => ({
            id: `${row.id}-${event.seq}`,
            activity: event.step_name ?? doneVi(event.action as EventKind),
            at: event.at,
            resource: event.actor_name,
            agencyId: event.agency_id,
            agencyName: names.get(event.agency_id) ?? null,
            transition: event.action,
            state: event.state,
            clock: event.clock,
            cause: event.cause,
            bySource: false,
          }),
        );
      const told = (page.told.get(row.id) ?? []).map(
        (event, index): ExportedEvent => ({
          id: `${row.id}-s${index + 1}`,
          activity: event.activity,
          at: new Date(event.at),
          resource: event.resource,
          agencyId: null,
          agencyName: null,
          transition: event.transition ?? 'complete',
          state: null,
          clock: null,
          cause: null,
          bySource: true,
        }),
      );
      yield toExported(row, names.get(row.agency_id) ?? '', [...own, ...told], page.isDemonstration);
    }
    const last = page.rows.at(-1);
    if (!last || page.rows.length < PAGE) return;
    after = last.id;
  }
}

function toExported(
  row: ExportRow,
  agencyName: string,
  events: ExportedEvent[],
  isDemonstration: boolean,
): ExportedDossier {
  return {
    id: row.id,
    code: row.code ?? row.id,
    source: row.source,
    procedureCode: row.procedure_code,
    procedureName: row.procedure_name,
    channel: CHANNEL_VI[row.channel as Channel] ?? row.channel,
    agencyId: row.agency_id,
    agencyName,
    state: STATE_FACTS[row.state as State]?.label ?? row.state,
    receivedAt: row.received_at,
    firstDueAt: row.first_due_at,
    lawfulDueAt: row.lawful_due_at,
    dueAt: row.due_at,
    finishedAt: row.finished_at,
    returnedAt: row.returned_at,
    late: row.late,
    madeUp: row.made_up || isDemonstration,
    events: events.sort((a, b) => a.at.getTime() - b.at.getTime()),
  };
}
