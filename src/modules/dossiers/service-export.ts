import type { Work } from '#platform/db/province.ts';
import { type ExportChoice, exportedDossiers, momentOfExport } from './exchange/exported.ts';
import { writeOcel } from './exchange/write-ocel.ts';
import { writeXes } from './exchange/write-xes.ts';
import { DEMONSTRATION } from './service-month.ts';

export type ExportFormat = 'xes' | 'ocel';

/** Histories of the dossiers the actor may see, piece by piece, as they stand when this is called. */
export async function exportText(
  work: Work,
  format: ExportFormat,
  choice: ExportChoice,
): Promise<AsyncGenerator<string>> {
  const until = await momentOfExport(work);
  const read = () => exportedDossiers(work, choice, until);
  const { isDemonstration, name } = await work.run(async (tx) => tx.province);
  const title = `Lịch sử hồ sơ một cửa (Đúng Hẹn), ${name}${isDemonstration ? `. ${DEMONSTRATION}` : ''}`;
  return format === 'xes' ? writeXes(read(), title) : writeOcel(read);
}
