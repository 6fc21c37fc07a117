import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { FileCheck } from '../sets-schema.ts';
import { setWords } from './set-words.ts';

type Fault = FileCheck['faults'][number];

/** Everything wrong with a set, each with its place: sheet, row and column of a workbook, or the criterion. */
export function FaultTable({ faults }: { readonly faults: readonly Fault[] }) {
  const m = useMessages(setWords);
  const columns: Column<Fault>[] = [
    { key: 'place', header: m.place, cell: (fault) => fault.place, copy: (fault) => fault.place },
    { key: 'what', header: m.what, width: 'wide', cell: (fault) => fault.text, copy: (fault) => fault.text },
  ];
  return (
    <DataTable caption={m.what} columns={columns} rows={faults} rowKey={(fault) => `${fault.place} ${fault.text}`} />
  );
}
