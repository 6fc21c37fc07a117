import { transferObligations } from '#modules/reminders/public.ts';
import { loadCalendar } from '#modules/calendar/public.ts';
import { lawById } from '#modules/procedures/domain/law.ts';
import { asProgram, type Tx } from '#platform/db/province.ts';
import { baseEvent } from './domain/decide.ts';
import type { DossierEvent } from './domain/events.ts';
import { evolve } from './domain/facts.ts';
import { dueOf } from './domain/due.ts';
import { syncObligations } from './obligations.ts';
import { commitEvent } from './record.ts';
import { moveUrgings } from './store/backlog.ts';
import { countOpenOf, type HeldDossier, lockOpenOf, lockOpenWithDue } from './store/dossiers.ts';
import { moveOpinions } from './store/parts.ts';
import { type DossierRow, factsOfRow } from './store/rows.ts';

interface Successor {
  readonly id: string;
  readonly name: string;
}

/**
 * Agencies are no more: what is open passes to the successor, line by line, with its clock as it runs. What is done
 * stays where it was done. The line keeps whose the dossier was before: the months of then are read from it.
 */
export async function passOn(tx: Tx, fromIds: readonly string[], to: Successor, reason: string | null): Promise<void> {
  const from = fromIds.filter((id) => id !== to.id);
  if (from.length === 0) return;
  await asProgram(tx, async () => {
    for (const row of await lockOpenOf(tx.db, from)) await passOne(tx, row, from, to, reason);
    await moveUrgings(tx.db, from, to.id);
    await transferObligations(tx, from, to.id);
  });
}

async function passOne(
  tx: Tx,
  row: HeldDossier,
  from: readonly string[],
  to: Successor,
  reason: string | null,
): Promise<void> {
  const heir = (id: string): string => (from.includes(id) ? to.id : id);
  const facts = factsOfRow(row);
  const line = baseEvent(
    facts,
    {
      action: 'succeed',
      reason,
      data: {
        successor: { from, to: to.id },
        before: { receiving: row.receiving_agency_id, competent: row.competent_agency_id },
      },
    },
    rulesOf(tx, row),
  );
  const agencyId = heir(row.agency_id);
  const event: DossierEvent = { ...line, agencyId, officerId: agencyId === row.agency_id ? row.officer_id : null };
  await commitEvent(tx, row, event, evolve(facts, event), {
    receiving_agency_id: heir(row.receiving_agency_id),
    competent_agency_id: heir(row.competent_agency_id),
    parties: [...new Set([...row.parties, to.id])],
    officer_name: agencyId === row.agency_id ? row.officer_name : null,
  });
  await moveOpinions(tx.db, row.id, from, to.id);
}

function rulesOf(tx: Tx, row: DossierRow) {
  const { personId: id, name } = tx.actor;
  return { now: tx.now, law: lawById(row.law_id), actor: { id, name, agencyId: null } };
}

/** How many open dossiers these agencies have: shown before a merger is confirmed. */
export async function countOpenDossiers(tx: Tx, agencyIds: readonly string[]): Promise<number> {
  return asProgram(tx, () => countOpenOf(tx.db, agencyIds));
}

/**
 * The calendar changed from a day on (a storm, an announcement that came late): open promises that end there are
 * counted again where that moves them later. What was promised first stays in the history, and no day already passed
 * is moved.
 */
export async function recountOpen(tx: Tx, firstDay: string, agencyId: string | null, why: string): Promise<void> {
  await asProgram(tx, async () => {
    for (const row of await lockOpenWithDue(tx.db, firstDay, tx.now, agencyId)) await recountOne(tx, row, why);
  });
}

async function recountOne(tx: Tx, row: HeldDossier, why: string): Promise<void> {
  const facts = factsOfRow(row);
  const { lawfulDueAt, dueAt } = facts;
  // Only a clock that runs from one beginning can be counted again; what was stopped meanwhile keeps its promise.
  if (
    !row.received_at ||
    row.clock !== 'running' ||
    !lawfulDueAt ||
    lawfulDueAt.getTime() !== row.first_due_at?.getTime()
  )
    return;
  const due = dueOf(await loadCalendar(tx, row.competent_agency_id), row.received_at, row.time_limit);
  if (!due || due.dueAt <= lawfulDueAt) return;
  const line = baseEvent(
    facts,
    { action: 'recount', reason: why, cause: 'law', data: { explanation: due.explanation } },
    rulesOf(tx, row),
  );
  const moved = dueAt && dueAt > due.dueAt ? dueAt : due.dueAt;
  const event = { ...line, lawfulDueAt: due.dueAt, dueAt: moved };
  const after = evolve(facts, event);
  await commitEvent(tx, row, event, after);
  await syncObligations(tx, row, facts, after, due.explanation);
}
