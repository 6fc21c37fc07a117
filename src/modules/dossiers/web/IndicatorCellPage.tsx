import { useMessages } from '#web/i18n/messages.ts';
import { stringifySearch, useSearchParams } from '#web/search-params.ts';
import { INDICATOR_CELLS, type IndicatorCell } from '../domain/indicators.ts';
import { CellList } from './CellList.tsx';
import { indicatorWords } from './indicator-words.ts';

/** Exactly the dossiers behind one figure of the indicators. */
export default function IndicatorCellPage() {
  const m = useMessages(indicatorWords);
  const { cell, month } = useSearchParams();
  return (
    <CellList
      title={INDICATOR_CELLS[cell as IndicatorCell] ?? m.title}
      parent={{ label: m.title, to: `/mot-cua/chi-tieu${stringifySearch({ month })}` }}
      api="/api/dossiers/indicators/cell"
      place="/mot-cua/chi-tieu/ho-so"
    />
  );
}
