import { newId } from '#kernel/id.ts';
import type { LocalDate } from '#kernel/local-date.ts';
import { modernTonePlacement, searchKey } from '#kernel/vietnamese.ts';
import type { Tx } from '#platform/db/province.ts';
import { type AgencyEntry, isOutside, readOrgData } from './data-files.ts';
import { knownChanges, type Life, livesOf, parentPeriods } from './domain/history.ts';
import { compactKey } from './domain/names.ts';
import { seedUnits } from './seed-units.ts';
import { BEGINNING, OPEN_END, type OrgTables } from './store/tables.ts';

/** Entries of the file of 2018 that no source ends are followed until the province itself was merged. */
const OLDER_LAYER_ENDS: LocalDate = '2025-06-30';

/**
 * Loads Khánh Hòa's agencies and territories with their history: 2018, the layers of 2020, 2024 and March 2025,
 * and the structure since 01/7/2025. Both data sets hold the same history; what lies after today is a change
 * that waits for its day and then hands open work over (`applyDueChanges`), what lies before is taken as done.
 *
 * @param dataset the structure in force where the province begins; it must agree with today
 * @throws Error when the province already has agencies
 */
export async function seedOrg(tx: Tx, dataset: '2018' | '2025'): Promise<void> {
  const db = tx.db.$extendTables<OrgTables>();
  const there = await db.selectFrom('org_agency').select('id').limit(1).executeTakeFirst();
  if (there) throw new Error(`the province already has agencies; data set ${dataset} is for an empty one`);
  const data = readOrgData();
  const units = await seedUnits(tx, data);
  const ids = new Map(data.agencies.map((entry) => [entry.code, newId()]));
  const idOf = (code: string): string => need(ids, code);
  const lives = livesOf(data.agencies, (code) => !code.startsWith('KH25.'), OLDER_LAYER_ENDS);
  const named = data.agencies.map((entry) => ({ ...entry, ...plainName(entry) }));

  await db
    .insertInto('org_agency')
    .values(
      named.map((entry, index) => {
        const life = need(lives, entry.code);
        return {
          id: idOf(entry.code),
          code: entry.code,
          unit_id: entry.unit === undefined ? null : need(units, entry.unit),
          valid_from: life.from ?? BEGINNING,
          valid_to: life.to ?? OPEN_END,
          from_precision: life.fromPrecision,
          to_precision: life.toPrecision,
          verified: entry.verified,
          sources: entry.sources,
          outside: isOutside(entry.code),
          ended_by: null,
          egov_code: entry.egov_code,
          note: entry.note ?? null,
          position: positionOf(entry, index),
          revision: 1,
        };
      }),
    )
    .execute();
  await db
    .insertInto('org_agency_version')
    .values(
      named.flatMap((entry) =>
        parentPeriods(entry, data.agencies, lives).map((period) => ({
          agency_id: idOf(entry.code),
          from_on: period.from ?? BEGINNING,
          name: entry.name,
          parent_id: period.parent === null ? null : idOf(period.parent),
          level: entry.level,
          kind: entry.kind,
          doc_symbol: entry.doc_symbol ?? null,
          ranked_block: entry.ranked_block ?? null,
          search_key: searchKey(entry.name),
          compact_key: compactKey(entry.name),
          change_id: null,
        })),
      ),
    )
    .execute();
  await db
    .insertInto('org_agency_short_name')
    .values(
      named.flatMap((entry) =>
        [...new Set(entry.short_names.map(modernTonePlacement))].map((name, position) => ({
          agency_id: idOf(entry.code),
          name,
          position,
          search_key: searchKey(name),
          compact_key: compactKey(name),
        })),
      ),
    )
    .execute();
  await seedChanges(tx, named, lives, idOf);
  await db
    .insertInto('org_function_transfer')
    .values(
      data.transfers.map((one) => ({
        id: newId(),
        field: one.field,
        from_id: idOf(one.from),
        to_id: idOf(one.to),
        effective_on: one.effective,
        verified: one.verified,
        source: one.source ?? null,
      })),
    )
    .execute();
}

/** Changes known from the files; those already in effect are marked as drawn, the others wait for their day. */
async function seedChanges(
  tx: Tx,
  entries: readonly AgencyEntry[],
  lives: ReadonlyMap<string, Life>,
  idOf: (code: string) => string,
): Promise<void> {
  const db = tx.db.$extendTables<OrgTables>();
  const changes = knownChanges(entries, lives).map((change) => ({ ...change, id: newId() }));
  await db
    .insertInto('org_change')
    .values(
      changes.map((change) => ({
        id: change.id,
        kind: change.kind,
        source: 'dataset' as const,
        effective_on: change.effectiveOn,
        reason: null,
        document: null,
        decided_by: null,
        decided_at: tx.now,
        applied_at: change.effectiveOn <= tx.today ? tx.now : null,
        withdrawn_at: null,
        detail: JSON.stringify({ fromIds: change.from.map(idOf), toIds: change.to.map(idOf), rule: change.rule }),
      })),
    )
    .execute();
  await db
    .insertInto('org_succession')
    .values(
      changes.flatMap((change) =>
        change.from.flatMap((from) =>
          change.to.map((to) => ({
            from_id: idOf(from),
            to_id: idOf(to),
            effective_on: change.effectiveOn,
            kind: change.succession,
            share: change.rule === 'whole' ? ('whole' as const) : ('part' as const),
            rule: change.rule,
            change_id: change.id,
          })),
        ),
      ),
    )
    .execute();
}

/** The official name; what the files add in brackets is a remark: "Sở Nội vụ (Khánh Hòa trước hợp nhất)". */
function plainName(entry: AgencyEntry): { name: string; note?: string } {
  const [, name = entry.name, remark] = /^(.*?)(?: \((.+)\))?$/.exec(entry.name) ?? [];
  const note = [remark, entry.note, entry.layer].filter((part) => part !== undefined).join('. ');
  return { name: modernTonePlacement(name), ...(note === '' ? {} : { note }) };
}

/** The order of protocol: the provincial bodies first, then the levels below, each in the order of the files. */
function positionOf(entry: AgencyEntry, index: number): number {
  const first = { hoi_dong_nhan_dan: 0, uy_ban_nhan_dan: 1 }[entry.kind] ?? 2;
  const block = { tinh: first, huyen: 3, xa: 4 }[entry.level];
  return block * 100_000 + index * 10;
}

export function need<T>(map: ReadonlyMap<string, T>, key: string): T {
  const value = map.get(key);
  if (value === undefined) throw new Error(`the data files do not define ${key}`);
  return value;
}
