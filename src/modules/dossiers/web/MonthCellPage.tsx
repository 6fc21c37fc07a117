import { useMessages } from '#web/i18n/messages.ts';
import { stringifySearch, useSearchParams } from '#web/search-params.ts';
import { columnVi, EXTRA_COLUMNS, type FormColumn, MONTH_COLUMNS, type MonthColumn } from '../domain/month.ts';
import { CellList } from './CellList.tsx';
import { monthWords } from './month-words.ts';

/** Exactly the dossiers behind one number of the month table. */
export default function MonthCellPage() {
  const m = useMessages(monthWords);
  const { column, month } = useSearchParams();
  return (
    <CellList
      title={columnName(column as MonthColumn | undefined) ?? m.cell}
      parent={{ label: m.title, to: `/mot-cua/thang${stringifySearch({ month })}` }}
      api="/api/dossiers/month/cell"
      place="/mot-cua/thang/ho-so"
    />
  );
}

/** '(13) Đang giải quyết: quá hạn'. */
function columnName(column: MonthColumn | undefined): string | undefined {
  if (column === undefined) return undefined;
  if (column in MONTH_COLUMNS) {
    const own = column as FormColumn;
    return `(${MONTH_COLUMNS[own].number}) ${columnVi(own)}`;
  }
  return EXTRA_COLUMNS[column as keyof typeof EXTRA_COLUMNS];
}
