import { listAgencies } from '#modules/org/public.ts';
import { Refusal } from '#kernel/refusal.ts';
import { type Actor, visibleAgencies } from '#platform/auth/actor.ts';
import { can } from '#platform/auth/permission.ts';
import type { Tx } from '#platform/db/province.ts';
import { type CriteriaSet, type Leaf, leavesOf } from './domain/criteria-set.ts';
import { BONUS, extraLeaves, PENALTY } from './domain/give-points.ts';
import { appraiserOf, type LeafStanding, type Party } from './domain/round-flow.ts';
import { parIndexPermissions } from './permissions.ts';
import type { BlindRecord, FlagRecord, RoundRecord, SheetRecord, ValueRecord } from './store/rows.ts';
import { findRound, findSheet, listBlind, listMonitors, lockSheet } from './store/rounds.ts';
import { findSet } from './store/sets.ts';

/** A round with what every question about it needs. */
export interface RoundContext {
  readonly round: RoundRecord;
  readonly set: CriteriaSet;
  /** The leaves of the table and the lines for bonus and penalty. */
  readonly leaves: ReadonlyMap<string, Leaf>;
  /** The agencies named for each leaf, in order. */
  readonly named: ReadonlyMap<string, readonly string[]>;
  /** Everything above and below an agency today, and itself. */
  readonly relatedTo: (agencyId: string) => ReadonlySet<string>;
  readonly agencyName: (agencyId: string) => string;
}

export interface SheetContext extends RoundContext {
  readonly sheet: SheetRecord;
  readonly blind: ReadonlyMap<string, string>;
}

/** @throws Refusal `par-index.not_found` (404) */
export async function getRoundContext(tx: Tx, roundId: string): Promise<RoundContext> {
  const round = await findRound(tx.db, roundId);
  if (!round) throw new Refusal('par-index.not_found', 404);
  return contextOf(tx, round);
}

export async function contextOf(tx: Tx, round: RoundRecord): Promise<RoundContext> {
  const set = (await findSet(tx.db, round.set_id))?.content;
  if (!set) throw new Error(`round ${round.id} has no set`);
  const kin = await kinship(tx);
  return {
    round,
    set,
    leaves: new Map([...leavesOf(set.fields), ...extraLeaves(set)].map((leaf) => [leaf.code, leaf])),
    named: await listMonitors(tx.db, round.id),
    ...kin,
  };
}

/** Who stands above and below whom today. */
export async function kinship(tx: Tx): Promise<Pick<RoundContext, 'relatedTo' | 'agencyName'>> {
  const agencies = new Map((await listAgencies(tx, { on: tx.today })).map((agency) => [agency.id, agency]));
  const known = new Map<string, ReadonlySet<string>>();
  const above = (id: string): string[] => {
    const chain: string[] = [];
    for (let at = agencies.get(id)?.parentId ?? null; at !== null && !chain.includes(at); )
      [at] = [agencies.get(at)?.parentId ?? null, chain.push(at)];
    return chain;
  };
  const relatedTo = (id: string): ReadonlySet<string> => {
    let related = known.get(id);
    if (!related) {
      // The body at the top stands above everybody who could judge its sheet: it is kin to itself alone.
      const isTop = (agencies.get(id)?.parentId ?? null) === null;
      const below = [...agencies.keys()].filter((other) => above(other).includes(id));
      related = isTop ? new Set([id]) : new Set([id, ...above(id), ...below]);
      known.set(id, related);
    }
    return related;
  };
  return { relatedTo, agencyName: (id) => agencies.get(id)?.name ?? '' };
}

/**
 * A sheet the actor may see: of his agencies, of a round he appraises in, or any for those who see the province.
 * @throws Refusal `par-index.not_found` (404), the same for what does not exist and what may not be seen
 */
export async function getSheetContext(tx: Tx, sheetId: string, hold = false): Promise<SheetContext> {
  const sheet = hold ? await lockSheet(tx.db, sheetId) : await findSheet(tx.db, sheetId);
  if (!sheet) throw new Refusal('par-index.not_found', 404);
  const context = await getRoundContext(tx, sheet.round_id);
  return sheetContextOf(tx, context, sheet, await listBlind(tx.db, sheet.round_id));
}

export function sheetContextOf(
  tx: Tx,
  context: RoundContext,
  sheet: SheetRecord,
  sample: readonly BlindRecord[],
): SheetContext {
  const whole = { ...context, sheet, blind: blindOf(sheet, sample) };
  if (!seesSheet(tx.actor, whole)) throw new Refusal('par-index.not_found', 404);
  return whole;
}

/** Who gives the second score of the sheet's leaves in the sample. */
export function blindOf(sheet: Pick<SheetRecord, 'id'>, sample: readonly BlindRecord[]): ReadonlyMap<string, string> {
  const own = sample.filter((one) => one.sheet_id === sheet.id);
  return new Map(own.map((one) => [one.leaf, one.successor_id ?? one.agency_id]));
}

/** The agency that answers for a sheet: the unit itself, or its successor since it was merged. */
export function answersFor(sheet: Pick<SheetRecord, 'agency_id' | 'successor_id'>): string {
  return sheet.successor_id ?? sheet.agency_id;
}

/** The successor to be shown beside the unit's own name; null while the unit answers itself. */
export function successorOf(
  sheet: Pick<SheetRecord, 'successor_id'>,
  { agencyName }: Pick<RoundContext, 'agencyName'>,
): { id: string; name: string } | null {
  return sheet.successor_id === null ? null : { id: sheet.successor_id, name: agencyName(sheet.successor_id) };
}

/** Whether the actor belongs to the unit of the sheet, or sees every unit. */
export function isOfUnit(actor: Actor, sheet: Pick<SheetRecord, 'agency_id' | 'successor_id'>): boolean {
  const seen = visibleAgencies(actor);
  return seen === 'all' || seen.includes(answersFor(sheet)) || seen.includes(sheet.agency_id);
}

export function seesSheet(actor: Actor, context: SheetContext): boolean {
  if (isOfUnit(actor, context.sheet)) return true;
  return [...context.leaves.keys()].some((code) => partiesOf(actor, context, code).length > 0);
}

/**
 * The agency that appraises a leaf of the sheet: the first named one that is not the unit or its kin. Where a merger
 * left none of them, the agency that runs the round.
 */
export function appraiserIn(context: SheetContext, code: string): string | undefined {
  const { run_by_agency_id: runner } = context.round;
  const named = context.named.get(code) ?? [];
  return appraiserOf(runner === null || named.length === 0 ? named : [...named, runner], unitOf(context));
}

/**
 * The unit, its successor when it was merged, and what is below. The body above all departments (Ủy ban nhân dân) is kin to every one of them and
 * appraises nobody, so being above counts too.
 */
export function unitOf({ sheet, relatedTo }: Pick<SheetContext, 'sheet' | 'relatedTo'>): ReadonlySet<string> {
  const answering = relatedTo(answersFor(sheet));
  return sheet.successor_id === null ? answering : new Set([...answering, sheet.agency_id]);
}

/** Where the actor stands towards one leaf. Who holds a post in the unit appraises nothing of it, wherever else he serves. */
export function partiesOf(actor: Actor, context: SheetContext, code: string): Party[] {
  if (actor.kind === 'system') return ['unit', 'appraiser', 'blind-appraiser', 'manager'];
  const parties: Party[] = [];
  const { sheet } = context;
  const roles = (agencyId: string) =>
    actor.grants.filter((grant) => grant.agencyId === agencyId).map(({ role }) => role);
  if (roles(answersFor(sheet)).some((role) => role in parIndexPermissions.score.roles)) parties.push('unit');
  const related = unitOf(context);
  const inUnit = actor.grants.some((grant) => related.has(grant.agencyId));
  const actsFor = (agencyId: string | undefined) =>
    agencyId !== undefined && !inUnit && roles(agencyId).some((role) => role in parIndexPermissions.appraise.roles);
  if (actsFor(appraiserIn(context, code))) parties.push('appraiser');
  if (actsFor(context.blind.get(code))) parties.push('blind-appraiser');
  if (can(actor, parIndexPermissions.manage)) parties.push('manager');
  return parties;
}

export function standingOf(context: SheetContext, code: string, flags: readonly FlagRecord[]): LeafStanding {
  const leaf = context.leaves.get(code);
  return {
    scorer: code === BONUS || code === PENALTY ? 'bonus' : (leaf?.scorer ?? 'appraiser'),
    sheetLocked: context.sheet.locked_at !== null,
    flagged: flags.some((flag) => flag.leaf === code),
    explained: context.sheet.explained_at !== null,
  };
}

/** The newest value by leaf and stage, for quick asking. */
export function byLeafAndStage(values: readonly ValueRecord[]): ReadonlyMap<string, ValueRecord> {
  return new Map(values.map((value) => [`${value.leaf} ${value.stage}`, value]));
}

/** The leaves of the sheet the unit scores itself. */
export function selfLeaves(context: RoundContext): Leaf[] {
  return leavesOf(context.set.fields).filter((leaf) => leaf.scorer === 'unit');
}

/** The leaves somebody appraises. */
export function appraisedLeaves(context: RoundContext): Leaf[] {
  return leavesOf(context.set.fields).filter((leaf) => leaf.scorer === 'unit' || leaf.scorer === 'appraiser');
}

/** Head or clerk of the agency itself. */
export function speaksFor(tx: Tx, agencyId: string): boolean {
  return (
    tx.actor.kind === 'system' ||
    tx.actor.grants.some((grant) => grant.agencyId === agencyId && grant.role in parIndexPermissions.speak.roles)
  );
}
