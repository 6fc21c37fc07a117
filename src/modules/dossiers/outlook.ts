import type { MeasureOutlook, MeasureThing, MeasureValue, OpenThing } from '#modules/measures/public.ts';
import { addDays } from '#kernel/local-date.ts';
import { dateInVietnam, instantAt } from '#kernel/vietnam-time.ts';
import type { Tx } from '#platform/db/province.ts';
import { STATE_FACTS } from './domain/states.ts';
import { findDossiers } from './store/dossiers.ts';
import { runningDue } from './store/open-due.ts';
import type { DossierRow } from './store/rows.ts';

/** The dossiers behind a number, those the actor may see, in the order they are due. */
export async function listDossierThings(tx: Tx, ids: readonly string[]): Promise<MeasureThing[]> {
  const rows = await findDossiers(tx.db, ids);
  return rows
    .map((row) => ({
      id: row.id,
      title: titleOf(row),
      link: `/ho-so/${row.id}`,
      state: STATE_FACTS[row.state].label,
      dueAt: row.lawful_due_at,
    }))
    .sort((a, b) => (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity));
}

type Question = {
  readonly agencyIds?: readonly string[];
  readonly period: { readonly from: string; readonly to: string };
};

/**
 * How a rate ends if nothing more is done: what runs and is due by the end of the period stands in the denominator, and
 * each of it adds one to the numerator when its result is ready in time. What is overdue already adds nothing any more.
 * @param by whether the day or the hour is kept
 */
export async function dossierOutlook(
  tx: Tx,
  question: Question,
  valuesNow: (tx: Tx, question: Question) => Promise<MeasureValue[]>,
  by: 'day' | 'moment',
): Promise<MeasureOutlook[]> {
  const groups = new Map<string, { numerator: number; denominator: number; open: OpenThing[] }>();
  for (const { agencyId, numerator, denominator } of await valuesNow(tx, question))
    groups.set(agencyId, { numerator, denominator: denominator ?? 0, open: [] });
  const end = instantAt(addDays(question.period.to, 1));
  const from = by === 'day' ? instantAt(tx.today) : tx.now;
  if (from < end) {
    for (const row of await runningDue(tx.db, question.agencyIds, from, end)) {
      const group = groups.get(row.competent_agency_id) ?? { numerator: 0, denominator: 0, open: [] };
      groups.set(row.competent_agency_id, group);
      group.denominator += 1;
      group.open.push(openThing(row, by));
    }
  }
  return [...groups].map(([agencyId, group]) => ({ agencyId, ...group }));
}

function openThing(row: DossierRow, by: 'day' | 'moment'): OpenThing {
  const due = row.lawful_due_at;
  const doBy = due && by === 'day' ? new Date(instantAt(addDays(dateInVietnam(due), 1)).getTime() - 1000) : due;
  return {
    id: row.id,
    title: titleOf(row),
    link: `/ho-so/${row.id}`,
    doBy,
    personId: row.officer_id,
    personName: row.officer_name,
    percent: 0,
    waits: false,
  };
}

/** No name of an applicant: the list travels further than the dossier. */
function titleOf({ code, procedure_name: name }: DossierRow): string {
  const short = name.length > 120 ? `${name.slice(0, 117).replace(/\s\S*$/, '')}…` : name;
  return code ? `${code}: ${short}` : short;
}
