import { getAgency } from '#modules/org/public.ts';
import type { UnitIdentifier } from '#modules/procedures/domain/law.ts';
import { asProgram, type Tx } from '#platform/db/province.ts';
import { addUnit, findUnit } from './store/dossiers.ts';

/** Khánh Hòa in QĐ 20/2020/QĐ-TTg: a working value, fits the order of the list and was not read in it. */
const PROVINCE_IDENTIFIER = 'H32';

/** The identifier of a receiving unit in its codes; one that has none is given the next free number of its level. */
export async function unitOf(tx: Tx, agencyId: string): Promise<UnitIdentifier> {
  const { m, y, z, v } = (await findUnit(tx.db, agencyId)) ?? (await numberUnit(tx, agencyId));
  return { M: m, Y: y, Z: z, V: v };
}

async function numberUnit(tx: Tx, agencyId: string) {
  const { level } = await getAgency(tx, agencyId);
  return asProgram(tx, () =>
    addUnit(tx.db, agencyId, PROVINCE_IDENTIFIER, level === 'tinh' ? 'y' : level === 'huyen' ? 'z' : 'v'),
  );
}
