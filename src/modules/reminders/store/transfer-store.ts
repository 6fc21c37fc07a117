import type { LocalDate } from '#kernel/local-date.ts';
import type { Db } from '#platform/db/pool.ts';

interface TransferRow {
  id: string;
  from_agency_id: string;
  to_agency_id: string;
  effective_on: string;
  decided_at: Date;
  done_at: Date | null;
}

type Tables = { reminder_transfer: TransferRow };

export async function insertTransfer(db: Db, row: TransferRow): Promise<void> {
  await db.$extendTables<Tables>().insertInto('reminder_transfer').values(row).execute();
}

/** Transfers that take effect on or before `today` and have not been done, held for update. */
export async function lockDueTransfers(db: Db, today: LocalDate): Promise<TransferRow[]> {
  return db
    .$extendTables<Tables>()
    .selectFrom('reminder_transfer')
    .selectAll()
    .where('done_at', 'is', null)
    .where('effective_on', '<=', today)
    .orderBy('effective_on')
    .orderBy('id')
    .forUpdate()
    .skipLocked()
    .execute();
}

export async function markTransferred(db: Db, id: string, at: Date): Promise<void> {
  await db.$extendTables<Tables>().updateTable('reminder_transfer').set({ done_at: at }).where('id', '=', id).execute();
}
