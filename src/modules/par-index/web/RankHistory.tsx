import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson } from '#web/api.ts';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { SelectField } from '#web/components/fields.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { formatShare } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { RankHistory as History } from '../analysis-schema.ts';
import type { RankingView } from '../ranking-schema.ts';
import type { Analysis } from './analysis.ts';
import { formatIndex } from './figures.ts';
import { historyWords } from './history-words.ts';
import { MoveWhy } from './MoveWhy.tsx';
import { RankLines } from './RankLines.tsx';
import classes from './ranking.module.css';

interface RankHistoryProps {
  readonly ranking: RankingView;
  readonly analysis: Analysis;
}

/** How the block stood over the years, and why a chosen unit moved. */
export function RankHistory({ ranking, analysis }: RankHistoryProps) {
  const m = useMessages(historyWords);
  const history = useQuery({
    queryKey: ['par-index', 'rank-history', ranking.round.id],
    queryFn: ({ signal }) => getJson<History>(`/api/par/rounds/${ranking.round.id}/rank-history`, { signal }),
  });
  return (
    <section className={classes.part} aria-labelledby="par-years">
      <h2 id="par-years">{m.history}</h2>
      {history.isPending && <Loading lines={4} />}
      {history.isError && !history.data && <ErrorBox error={history.error} retry={() => void history.refetch()} />}
      {history.data &&
        (history.data.years.length < 2 ? (
          <p>{m.onlyOne}</p>
        ) : (
          <Years years={history.data.years} ranking={ranking} analysis={analysis} />
        ))}
    </section>
  );
}

function Years({ years, ranking, analysis }: RankHistoryProps & { readonly years: History['years'] }) {
  const m = useMessages(historyWords);
  const language = useLanguage();
  const last = years.at(-1);
  const [chosen, setChosen] = useState(mostMoved(years));
  const units = last?.units ?? [];
  const unit = units.find(({ agency }) => agency.id === chosen);
  const broken = years.findIndex(({ breaks }) => breaks);
  const before = years[broken - 1];
  type Row = (typeof units)[number];
  const columns: Column<Row>[] = [
    {
      key: 'unit',
      header: m.unit,
      width: 'wide',
      cell: ({ agency }) => agency.name,
      sortValue: ({ agency }) => agency.name,
      copy: ({ agency }) => agency.name,
    },
    ...years.flatMap(({ year, units: all }): Column<Row>[] => {
      const of = (row: Row) => all.find(({ agency }) => agency.id === row.agency.id);
      return [
        {
          key: `rank-${year}`,
          header: m.rankIn(year),
          align: 'end',
          cell: (row) => of(row)?.rank ?? '—',
          sortValue: (row) => of(row)?.rank,
          copy: (row) => of(row)?.rank ?? '',
        },
        {
          key: `index-${year}`,
          header: m.indexIn(year),
          align: 'end',
          cell: (row) => formatIndex(of(row)?.indexHundredths, language),
          copy: (row) => (of(row)?.indexHundredths ?? 0) / 100,
        },
      ];
    }),
  ];
  const share = (ratio: { numerator: number; denominator: number }) =>
    formatShare(ratio.denominator === 0 ? 0 : ratio.numerator / ratio.denominator, language, 0);
  return (
    <>
      <div className={`${classes.find} dh-no-print`}>
        <SelectField
          name="history-unit"
          label={m.unit}
          value={chosen}
          onChange={setChosen}
          data={units.map(({ agency }) => ({ value: agency.id, label: agency.name }))}
        />
      </div>
      <p className={classes.note}>
        {m.hint} {broken > 0 && m.breakHint}{' '}
        {before?.exact && before.covered && m.exact(share(before.exact), share(before.covered))}
      </p>
      <RankLines years={years} chosen={chosen} name={unit?.agency.name ?? ''} />
      <MoveWhy key={chosen} years={years} chosen={chosen} analysis={analysis} ranking={ranking} />
      <DataTable
        caption={m.table}
        columns={columns}
        rows={units}
        rowKey={({ agency }) => agency.id}
        sort={{ key: `rank-${last?.year ?? 0}`, direction: 'asc' }}
      />
    </>
  );
}

/** The unit whose place changed most since the year before: what one would ask about first. */
function mostMoved(years: History['years']): string {
  const [before, after] = years.slice(-2);
  const old = new Map(before?.units.map(({ agency, rank }) => [agency.id, rank]));
  let most = after?.units[0]?.agency.id ?? '';
  let farthest = -1;
  for (const { agency, rank } of after?.units ?? []) {
    const far = Math.abs((old.get(agency.id) ?? rank) - rank);
    if (far > farthest) [most, farthest] = [agency.id, far];
  }
  return most;
}
