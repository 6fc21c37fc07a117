import { type Agency, listAgencies } from '#modules/org/public.ts';
import { record } from '#modules/audit/public.ts';
import { newId } from '#kernel/id.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#platform/db/province.ts';
import { kinship, type RoundContext } from './acting.ts';
import { type Block, type CriteriaSet, leavesOf } from './domain/criteria-set.ts';
import { extraLeaves } from './domain/give-points.ts';
import { type DateFaultAt, faultsOfDates } from './domain/round-dates.ts';
import { appraiserOf } from './domain/round-flow.ts';
import type { OpenRoundBody } from './rounds-schema.ts';
import { getSet } from './service-sets.ts';
import type { MonitorRecord, RoundRecord, SheetRecord } from './store/rows.ts';
import { findRoundOf, insertMonitors, insertRound, insertSheets } from './store/rounds.ts';

/** How org names the blocks that are ranked apart. */
const RANKED: Readonly<Partial<Record<Block, string>>> = {
  'so-ban-nganh': 'so_ban_nganh',
  'nganh-doc': 'nganh_doc',
  'don-vi-su-nghiep': 'don_vi_su_nghiep',
  huyen: 'ubnd_cap_huyen',
};

/** A round as it was just opened. */
export interface Opened {
  readonly context: RoundContext;
  readonly sheets: readonly SheetRecord[];
}

/**
 * Writes a round with its sheets and the agencies that appraise, without any duty yet.
 *
 * @throws Refusal `par-index.set_not_adopted` (409), `par-index.round_exists` (409), `par-index.dates_out_of_order`,
 *   `par-index.unknown_agency`, `par-index.no_units`, `par-index.no_appraiser` (422)
 */
export async function openRoundIn(tx: Tx, input: OpenRoundBody): Promise<Opened> {
  const set = await getSet(tx, input.setId);
  if (set.state !== 'adopted') throw new Refusal('par-index.set_not_adopted', 409);
  // The program's own demonstration opens a round of the past.
  refuseDates(input, tx.actor.kind === 'system' ? input.selfDueOn : tx.today);
  if (await findRoundOf(tx.db, set.year, set.block))
    throw new Refusal('par-index.round_exists', 409, { year: set.year });
  const agencies = await listAgencies(tx, { on: tx.today });
  const units = unitsOf(agencies, set.block, input.agencyIds);
  const round: RoundRecord = {
    id: newId(),
    title: input.title.normalize('NFC'),
    year: set.year,
    block: set.block,
    set_id: set.id,
    is_demonstration: set.is_demonstration,
    period_from: input.periodFrom,
    period_to: input.periodTo,
    cut_off_on: input.cutOffOn,
    self_due_on: input.selfDueOn,
    appraisal1_due_on: input.appraisal1DueOn,
    explanation_due_on: input.explanationDueOn,
    appraisal2_due_on: input.appraisal2DueOn,
    publish_on: input.publishOn,
    reply_until: null,
    state: 'self-scoring',
    opened_at: tx.now,
    opened_by: tx.actor.personId,
    opened_by_name: tx.actor.name,
    closed_at: null,
    closed_by: null,
    closed_by_name: null,
    approved_at: null,
    approved_by: null,
    approved_by_name: null,
    decision: null,
    published_at: null,
    result_version: 0,
    revision: 1,
    run_by_agency_id: tx.actor.grants.find(({ role }) => role === 'reform-monitor')?.agencyId ?? null,
    window_ended_at: null,
  };
  const kin = await kinship(tx);
  const monitors = monitorsOf(round.id, set.content, input.monitors);
  const named = namedOf(monitors);
  refuseUnknown(agencies, monitors);
  refuseUnappraised(set.content, units, named, kin.relatedTo);
  const sheets = units.map(
    (unit): SheetRecord => ({
      id: newId(),
      round_id: round.id,
      agency_id: unit.id,
      agency_name: unit.name,
      locked_at: null,
      locked_by_name: null,
      locked_because: null,
      explained_at: null,
      revision: 1,
      result_seen_at: null,
      result_seen_by_name: null,
      successor_id: null,
    }),
  );
  await insertRound(tx.db, round);
  await insertMonitors(tx.db, monitors);
  await insertSheets(tx.db, sheets);
  await record(tx, {
    action: 'par-index.round_opened',
    subject: { kind: 'par-round', id: round.id },
    data: { title: round.title, year: round.year, block: round.block, units: units.length },
  });
  const leaves = new Map(
    [...leavesOf(set.content.fields), ...extraLeaves(set.content)].map((leaf) => [leaf.code, leaf]),
  );
  return { context: { round, set: set.content, leaves, named, ...kin }, sheets };
}

function refuseDates(input: OpenRoundBody, today: LocalDate): void {
  refuseFaults(faultsOfDates(input, today));
}

/** @throws Refusal `par-index.dates_out_of_order` (422), with a sentence at each field */
export function refuseFaults(faults: readonly DateFaultAt[]): void {
  if (faults.length === 0) return;
  const fields = Object.fromEntries(
    faults.map(({ field, fault }) => [field, `par-index.date_${fault.replaceAll('-', '_')}`]),
  );
  throw new Refusal('par-index.dates_out_of_order', 422, { fields });
}

/** The agencies a set of the block is for, of those in force. */
export function blockUnits(agencies: readonly Agency[], block: Block): Agency[] {
  return agencies.filter((agency) =>
    block === 'xa'
      ? agency.level === 'xa' && agency.kind === 'uy_ban_nhan_dan'
      : RANKED[block] !== undefined && agency.rankedBlock === RANKED[block],
  );
}

function unitsOf(agencies: readonly Agency[], block: Block, asked: readonly string[] | undefined): Agency[] {
  const known = new Map(agencies.map((agency) => [agency.id, agency]));
  if (asked) {
    return [...new Set(asked)].map((id) => {
      const agency = known.get(id);
      if (!agency) throw new Refusal('par-index.unknown_agency', 422);
      return agency;
    });
  }
  const units = blockUnits(agencies, block);
  if (units.length === 0) throw new Refusal('par-index.no_units', 422);
  return units;
}

/** The named agencies of every leaf: those of the longest code it stands under. */
function monitorsOf(roundId: string, set: CriteriaSet, named: OpenRoundBody['monitors']): MonitorRecord[] {
  const ordered = [...named].sort((a, b) => b.code.length - a.code.length);
  const all = [...leavesOf(set.fields), ...extraLeaves(set)];
  return all.flatMap((leaf) => {
    const found = ordered.find(({ code }) => code === '' || leaf.code === code || leaf.code.startsWith(`${code}.`));
    return [...new Set(found?.agencyIds ?? [])].map((agency_id, index) => ({
      round_id: roundId,
      leaf: leaf.code,
      position: index + 1,
      agency_id,
      successor_id: null,
    }));
  });
}

function namedOf(monitors: readonly MonitorRecord[]): Map<string, string[]> {
  const named = new Map<string, string[]>();
  for (const one of monitors) named.set(one.leaf, [...(named.get(one.leaf) ?? []), one.agency_id]);
  return named;
}

function refuseUnknown(agencies: readonly Agency[], monitors: readonly MonitorRecord[]): void {
  const known = new Set(agencies.map((agency) => agency.id));
  if (monitors.some((one) => !known.has(one.agency_id))) throw new Refusal('par-index.unknown_agency', 422);
}

/** Nobody may be left to judge himself: every appraised leaf of every unit has somebody else. */
function refuseUnappraised(
  set: CriteriaSet,
  units: readonly Agency[],
  named: ReadonlyMap<string, readonly string[]>,
  relatedTo: RoundContext['relatedTo'],
): void {
  const appraised = [...leavesOf(set.fields), ...extraLeaves(set)].filter(
    (leaf) => leaf.scorer === 'unit' || leaf.scorer === 'appraiser',
  );
  for (const unit of units) {
    const related = relatedTo(unit.id);
    const left = appraised.find((leaf) => appraiserOf(named.get(leaf.code) ?? [], related) === undefined);
    if (left) throw new Refusal('par-index.no_appraiser', 422, { code: left.code, unit: unit.name });
  }
}
