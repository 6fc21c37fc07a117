import { addDays, type LocalDate } from '#kernel/local-date.ts';
import type { Tx } from '#platform/db/province.ts';
import { sentenceOf } from '#platform/http/problem.ts';
import { type Agency, isInForce } from './domain/agency.ts';
import { type GroupName, groupOf, membersOf } from './domain/groups.ts';
import { unmarkedBodyKey, bodyKey } from './domain/names.ts';
import { NameIndex } from './domain/resolve.ts';
import { type Heirs, heirsOf } from './domain/succession.ts';
import { vietnameseDay } from './domain/words.ts';
import { orgMessages } from './messages.vi.ts';
import { findAgencyRowByCode, lastDayOfLevel, listAgencyRows, listInForce } from './store/agencies.ts';
import { allNames } from './store/names.ts';
import { allEdges } from './store/succession.ts';
import { provinceNames } from './store/units.ts';

/** Whom a name in a document means on a day. */
export interface BodyResolution {
  readonly agencyIds: readonly string[];
  /** The name stands for several ("các sở, ban, ngành"). */
  readonly group: boolean;
  /** Nobody has to be asked: exactly this is meant. */
  readonly certain: boolean;
  /** Stable code and sentence of a remark: a successor was taken, nobody is left, several would fit. */
  readonly noteCode: string | null;
  readonly note: string | null;
  /** Where somebody has to choose: those to choose from. */
  readonly candidates: readonly Agency[];
}

/**
 * Resolves a body as documents and the reader print it, on a day: 'Sở Thông tin và Truyền thông',
 * 'Văn phòng UBND tỉnh', 'UBND huyện Cam Lâm', 'các sở, ban, ngành', 'UBND cấp huyện', 'UBND cấp xã',
 * 'các sở, ngành, địa phương', 'các phòng, ban cấp huyện'. An agency that has ended gives its successor with a
 * note; where it was divided, nothing is chosen and the heirs are the candidates.
 */
export async function resolveBody(tx: Tx, name: string, on: LocalDate): Promise<BodyResolution> {
  return (await bodyResolver(tx, on))(name);
}

/** `resolveBody` for many names on one day: reads the register once. */
export async function bodyResolver(tx: Tx, on: LocalDate): Promise<(name: string) => Promise<BodyResolution>> {
  const index = await indexOf(tx, on);
  return async (name) => {
    const group = groupOf(unmarkedBodyKey(name));
    if (group) return resolveGroup(tx, group, on);
    const match = index.match(name, on);
    const now = await within(tx, match.now, match.within, on);
    if (now.length === 1 && now[0]) return one(now[0]);
    if (now.length > 1) return ask('org.body_ambiguous', { name }, now);
    if (match.before.length > 0) return follow(tx, match.before, match.within, on);
    return ask(match.later ? 'org.body_later' : 'org.body_unknown', { name, on: vietnameseDay(on) }, []);
  };
}

/** Names read in a transaction, by day; a change of agencies in the same transaction forgets them. */
const indexes = new WeakMap<Tx, Map<LocalDate, Promise<NameIndex>>>();

async function indexOf(tx: Tx, on: LocalDate): Promise<NameIndex> {
  const days = indexes.get(tx) ?? new Map<LocalDate, Promise<NameIndex>>();
  indexes.set(tx, days);
  const known = days.get(on) ?? readIndex(tx, on);
  days.set(on, known);
  return known;
}

/**
 * By our stable code, who stands for it today: the agency itself while it is in force, else its one heir. Undefined where it
 * was divided or nobody is left: then no heir is guessed.
 */
export async function findLivingAgencyByCode(tx: Tx, code: string): Promise<Agency | undefined> {
  const named = await findAgencyRowByCode(tx.db, code, tx.today);
  if (!named || isInForce(named, tx.today)) return named;
  const living = new Set((await listInForce(tx.db, { on: tx.today })).map(({ id }) => id));
  const { ids, whole } = heirsOf(named.id, await allEdges(tx.db), tx.today, (id) => living.has(id));
  return whole ? (await listAgencyRows(tx.db, ids, tx.today))[0] : undefined;
}

export function forgetNames(tx: Tx): void {
  indexes.delete(tx);
}

async function readIndex(tx: Tx, on: LocalDate): Promise<NameIndex> {
  const names = await allNames(tx.db);
  const provinces = await provinceNames(tx.db);
  // A neighbouring province's bodies are ours only once they have joined.
  const ours = names.filter((name) => !name.outside || name.valid_to < on);
  return new NameIndex(
    ours.map((name) => ({
      agencyId: name.agency_id,
      name: name.name,
      official: name.official,
      from: name.valid_from,
      to: name.valid_to,
    })),
    provinces,
  );
}

async function resolveGroup(tx: Tx, group: GroupName, on: LocalDate): Promise<BodyResolution> {
  if (group === 'district-offices') return { ...ask('org.body_not_registered', {}, []), group: true };
  const members = membersOf(group, await listInForce(tx.db, { on }));
  if (members.length > 0) {
    const agencyIds = members.map((member) => member.id);
    return { agencyIds, group: true, certain: true, noteCode: null, note: null, candidates: [] };
  }
  const last = group === 'district-committees' ? await lastDayOfLevel(tx.db, 'huyen', on) : undefined;
  const said = last
    ? ask('org.body_level_ended', { on: vietnameseDay(addDays(last, 1)) }, [])
    : ask('org.body_group_empty', { on: vietnameseDay(on) }, []);
  return { ...said, group: true };
}

/** Keeps those under the territory that was named, when that leaves anybody. */
async function within(tx: Tx, ids: readonly string[], territory: string | null, on: LocalDate): Promise<Agency[]> {
  const agencies = await listAgencyRows(tx.db, ids, on);
  if (territory === null) return agencies;
  return agencies.filter((agency) => agency.parentName !== null && bodyKey(agency.parentName).endsWith(territory));
}

/** The heirs of agencies that bore the name; the latest bearer counts, unless several ended together. */
async function follow(
  tx: Tx,
  before: readonly string[],
  territory: string | null,
  on: LocalDate,
): Promise<BodyResolution> {
  const bearers = await within(tx, before, territory, on);
  const latest = bearers.reduce<string | null>(
    (day, one) => (one.validTo && (!day || one.validTo > day) ? one.validTo : day),
    null,
  );
  const old = bearers.filter((one) => one.validTo === latest || one.validTo === null || one.validTo >= on);
  const first = old[0];
  if (!first) return ask('org.body_unknown', { name: '', on: vietnameseDay(on) }, []);
  const edges = await allEdges(tx.db);
  const living = new Set((await listInForce(tx.db, { on })).map((agency) => agency.id));
  const all = old.map((one) => heirsOf(one.id, edges, on, (id) => living.has(id)));
  const ids = [...new Set(all.flatMap((heirs) => heirs.ids))];
  const heirs = await listAgencyRows(tx.db, ids, on);
  const values = {
    old: first.name,
    until: first.validTo ? vietnameseDay(first.validTo) : '',
    heir: heirs.map((heir) => heir.name).join('; '),
  };
  const [only] = heirs;
  if (heirs.length === 1 && only && all.every((one) => one.whole)) {
    // An agency that only changed its name is its own heir: nothing to remark but the new name.
    return { ...one(only), ...remark(only.id === first.id ? 'org.body_renamed' : 'org.body_succeeded', values) };
  }
  if (heirs.length === 0) return ask('org.body_ended', values, []);
  return ask(dividedCode(all), values, heirs);
}

function dividedCode(all: readonly Heirs[]): string {
  const how = all.find((one) => one.dividedBy !== null)?.dividedBy;
  if (how === 'competence') return 'org.body_by_competence';
  return how === 'territory' ? 'org.body_by_territory' : 'org.body_divided';
}

const remark = (code: string, details: Readonly<Record<string, unknown>>) => ({
  noteCode: code,
  note: sentenceOf(orgMessages, code, details),
});

const one = (agency: Agency): BodyResolution => ({
  agencyIds: [agency.id],
  group: false,
  certain: true,
  noteCode: null,
  note: null,
  candidates: [],
});

const ask = (
  code: string,
  details: Readonly<Record<string, unknown>>,
  candidates: readonly Agency[],
): BodyResolution => ({ agencyIds: [], group: false, certain: false, ...remark(code, details), candidates });
