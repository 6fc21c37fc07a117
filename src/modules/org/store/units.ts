import type { Db } from '#platform/db/pool.ts';
import type { OrgTables } from './tables.ts';

/** Short names of the provinces in the register, this one and those that joined it: "Khánh Hòa". */
export async function provinceNames(db: Db): Promise<string[]> {
  const rows = await db
    .$extendTables<OrgTables>()
    .selectFrom('org_unit')
    .where('level', '=', 'tinh')
    .select('short_name')
    .distinct()
    .execute();
  return rows.map((row) => row.short_name);
}
