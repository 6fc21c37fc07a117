import { newId } from '#kernel/id.ts';
import { addDays } from '#kernel/local-date.ts';
import { modernTonePlacement, searchKey } from '#kernel/vietnamese.ts';
import type { Tx } from '#platform/db/province.ts';
import type { OrgData, UnitEdge } from './data-files.ts';
import { BEGINNING, OPEN_END, type OrgTables, type UnitSuccessionRow } from './store/tables.ts';

const KINDS: Readonly<Record<UnitEdge['kind'], UnitSuccessionRow['kind']>> = {
  thanh_lap_moi: 'merge',
  nhap_vao: 'merge',
  hop_nhat: 'merge',
  giu_ten_doi_ma: 'rename',
};

/** Loads the administrative territories and who follows whom. @returns ids by code.version */
export async function seedUnits(tx: Tx, data: OrgData): Promise<ReadonlyMap<string, string>> {
  const db = tx.db.$extendTables<OrgTables>();
  const ids = new Map(data.units.map((unit) => [unit.id, newId()]));
  const idOf = (code: string): string => {
    const id = ids.get(code);
    if (id === undefined) throw new Error(`the data files do not define unit ${code}`);
    return id;
  };
  await db
    .insertInto('org_unit')
    .values(
      data.units.map((unit) => ({
        id: idOf(unit.id),
        code: unit.id,
        gso_code: unit.code,
        name: modernTonePlacement(unit.name),
        short_name: modernTonePlacement(unit.short_name),
        type: unit.type,
        level: unit.level,
        parent_id: unit.parent === null ? null : idOf(unit.parent),
        valid_from: unit.valid_from ?? BEGINNING,
        valid_to: unit.valid_to ?? OPEN_END,
        search_key: searchKey(unit.name),
      })),
    )
    .execute();
  await db.insertInto('org_unit_succession').values(edges(data, idOf)).execute();
  return ids;
}

function edges(data: OrgData, idOf: (code: string) => string): UnitSuccessionRow[] {
  const known = data.unitEdges.map((edge) => ({
    from_id: idOf(edge.from),
    to_id: idOf(edge.to),
    effective_on: edge.date,
    kind: edge.share === 'mot_phan' ? ('split' as const) : KINDS[edge.kind],
    share: edge.share === 'mot_phan' ? ('part' as const) : ('whole' as const),
    legal: edge.legal ?? null,
    note: edge.note ?? null,
  }));
  const told = new Set(data.unitEdges.map((edge) => edge.from));
  // Districts have no edge of their own: their territory is told by the communes that followed.
  const districts = data.units
    .filter((unit) => !told.has(unit.id) && unit.valid_to !== null)
    .flatMap((unit) =>
      unit.successor.map((to) => ({
        from_id: idOf(unit.id),
        to_id: idOf(to),
        effective_on: addDays(unit.valid_to ?? '', 1),
        kind: 'split' as const,
        share: 'part' as const,
        legal: null,
        note: null,
      })),
    );
  return [...known, ...districts];
}
