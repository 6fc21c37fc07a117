import type { WorkCalendar } from '#modules/calendar/domain/calendar.ts';
import { specialDay } from '#modules/calendar/domain/calendar.ts';
import { isWorkingDay } from '#modules/calendar/domain/days.ts';
import { loadCalendar } from '#modules/calendar/public.ts';
import { agenciesById } from '#modules/org/public.ts';
import type { Procedure } from '#modules/procedures/domain/procedure.ts';
import { procedureOn, searchProcedures } from '#modules/procedures/public.ts';
import { addDays, type LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import { dateInVietnam, toVietnamIso } from '#kernel/vietnam-time.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import { partiesOf, sees } from './acting.ts';
import type { ApologyDrafts, DaysOff, ProcedureChoice, ProcedureChoices } from './desk-schema.ts';
import { dossiersPermissions } from './permissions.ts';
import { agencyNames } from './service-read.ts';
import { filterOf } from './service-list.ts';
import { apologyDraftsOf, mostReceived } from './store/desk.ts';
import { findDossier } from './store/dossiers.ts';
import { listDossiers } from './store/list.ts';
import { apologyView, iso, named } from './views.ts';

const MOST_CHOICES = 20;
const ON_SPOT: ReadonlySet<string> = new Set(['same-day', 'immediate']);

/**
 * The procedures a counter picks from: without words those it receives most, then others of its level; with words
 * what answers them, the more frequent first among equals.
 */
export async function procedureChoices(
  work: Work,
  { q = '', agency }: { readonly q?: string | undefined; readonly agency?: string | undefined },
): Promise<ProcedureChoices> {
  requirePermission(work.actor, dossiersPermissions.receive);
  const own = work.actor.grants.filter(({ role }) => role in dossiersPermissions.receive.roles);
  const counters = [...new Set(own.map(({ agencyId }) => agencyId))];
  return work.run(async (tx) => {
    const frequent = await mostReceived(tx.db, counters);
    const used = new Map(frequent.map((one) => [one.procedureId, one.used]));
    const desk = agency ?? counters[0];
    const search = { query: q, on: tx.today, limit: MOST_CHOICES };
    const found = await searchProcedures(tx, desk ? { ...search, agencyId: desk } : search);
    // What the desk receives it is offered by name too, of whatever level the catalogue says it is.
    const everywhere = q === '' ? [] : await searchProcedures(tx, { query: q, on: tx.today, limit: MOST_CHOICES });
    const first = q === '' ? await inForce(tx, frequent) : everywhere.filter(({ id }) => used.has(id));
    const known = new Set(first.map(({ id }) => id));
    const choices = [...first, ...found.filter(({ id }) => !known.has(id))].slice(0, MOST_CHOICES);
    const places = await agenciesById(tx, counters);
    return {
      counters: places.map(({ id, name }) => ({ id, name })),
      procedures: choices.map((one) => choiceOf(one, used.get(one.id) ?? 0)),
    };
  });
}

async function inForce(tx: Tx, frequent: readonly { procedureId: string }[]): Promise<Procedure[]> {
  const found: Procedure[] = [];
  for (const { procedureId } of frequent.slice(0, 8)) {
    const procedure = await procedureOn(tx, procedureId, tx.today);
    if (procedure) found.push(procedure);
  }
  return found;
}

function choiceOf(procedure: Procedure, used: number): ProcedureChoice {
  const { id, versionId, code, name, sector, limit, fee, papers, isSample } = procedure;
  return {
    id,
    versionId,
    code,
    name,
    sector,
    limitText: limit.text,
    feeText: fee.text,
    isFree: fee.amountVnd === 0,
    onSpot: ON_SPOT.has(limit.unit),
    papers: papers.map((paper) => ({ ...paper })),
    used,
    isSample,
  };
}

const MOST_APOLOGIES = 200;

/** The letters that wait for the caller's signature, the nearest due moment first. */
export async function apologyDrafts(work: Work): Promise<ApologyDrafts> {
  requirePermission(work.actor, dossiersPermissions.read);
  return work.run(async (tx) => {
    const rows = await listDossiers(tx.db, await filterOf(tx, 'apologies'), 'due', undefined, MOST_APOLOGIES);
    const drafts = new Map((await apologyDraftsOf(tx.db, rows)).map((draft) => [draft.id, draft]));
    const causes = [...drafts.values()].map(({ cause_agency_id: id }) => id);
    const names = await agencyNames(tx, [...rows.map(({ agency_id: id }) => id), ...causes]);
    const apologies = rows.flatMap((row) => {
      const draft = row.apology_draft_id ? drafts.get(row.apology_draft_id) : undefined;
      if (!draft) return [];
      const { reason, cause, causeAgency, draftedBy, byProgram, draftedAt, newDueAt } = apologyView(draft, names);
      return {
        dossierId: row.id,
        version: row.version,
        code: row.code,
        procedureName: row.procedure_name,
        applicantName: row.applicant.name,
        agency: named(names, row.agency_id),
        reason,
        cause,
        causeAgency,
        draftedBy,
        byProgram,
        draftedAt,
        dueAt: iso(row.due_at),
        newDueAt,
        canSign: partiesOf(tx.actor, row).includes('head'),
      };
    });
    return { apologies, asOf: toVietnamIso(tx.now) };
  });
}

/** A drawing of longer than this shows no days any more. */
const MOST_DAYS = 400;

/**
 * The days off under a dossier's clock, joined where they touch.
 * @throws Refusal `dossiers.not_found` (404)
 */
export async function daysOffOf(work: Work, id: string): Promise<DaysOff> {
  requirePermission(work.actor, dossiersPermissions.read);
  return work.run(async (tx) => {
    const row = await findDossier(tx.db, id);
    if (!row || !sees(tx.actor, row)) throw new Refusal('dossiers.not_found', 404);
    if (!row.received_at) return { daysOff: [] };
    const calendar = await loadCalendar(tx, row.competent_agency_id);
    const end = row.finished_at ?? row.ended_at ?? tx.now;
    const last = row.due_at && row.due_at > end ? row.due_at : end;
    return { daysOff: stretchesOff(calendar, dateInVietnam(row.received_at), dateInVietnam(last)) };
  });
}

function stretchesOff(calendar: WorkCalendar, from: LocalDate, to: LocalDate): DaysOff['daysOff'] {
  const found: DaysOff['daysOff'] = [];
  for (let day = from, left = MOST_DAYS; day <= to && left > 0; day = addDays(day, 1), left -= 1) {
    if (isWorkingDay(calendar, day)) continue;
    const name = specialDay(calendar, day)?.name ?? null;
    const before = found.at(-1);
    if (before && addDays(before.to, 1) === day) {
      before.to = day;
      before.name ??= name;
    } else found.push({ from: day, to: day, name });
  }
  return found;
}
