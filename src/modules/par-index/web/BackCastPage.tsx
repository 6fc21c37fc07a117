import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson } from '#web/api.ts';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { SelectField } from '#web/components/fields.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink, usePageParams } from '#web/navigation.tsx';
import { share } from '../domain/apply-rule.ts';
import { ranksOf } from '../domain/analysis/ranks.ts';
import type { BackCastView, SeriesView, SetDetail } from '../sets-schema.ts';
import { DemoStrip } from './DemoStrip.tsx';
import { formatIndex } from './figures.ts';
import { mappingWords } from './mapping-words.ts';
import { INDEX_PLACE, mappingPlace, roundPlace } from './places.ts';
import { SeriesChart } from './SeriesChart.tsx';
import classes from './sets.module.css';
import { useRound, useSet } from './use-par.ts';
import { words } from './words.ts';

/** An old round under the rules of another set: every unit before and after, and the series drawn with its break. */
export default function BackCastPage() {
  const m = useMessages(mappingWords);
  const w = useMessages(words);
  const { roundId = '', setId = '' } = usePageParams();
  const round = useRound(roundId);
  const set = useSet(setId);
  const cast = useQuery({
    queryKey: ['par-index', 'back-cast', roundId, setId],
    queryFn: ({ signal }) => getJson<BackCastView>(`/api/par/rounds/${roundId}/back-cast/${setId}`, { signal }),
  });
  const series = useQuery({
    queryKey: ['par-index', 'series', roundId, setId],
    queryFn: ({ signal }) => getJson<SeriesView>(`/api/par/rounds/${roundId}/series/${setId}`, { signal }),
  });
  const failed = [round, set, cast, series].find((one) => one.isError && !one.data);
  return (
    <Page
      title={round.data && set.data ? m.castTitle(round.data.year, set.data.year) : m.castLinks}
      breadcrumb={[
        { label: w.index, to: INDEX_PLACE },
        ...(round.data ? [{ label: round.data.title, to: roundPlace(roundId) }] : []),
      ]}
      lead={m.castLead}
    >
      {failed && <ErrorBox error={failed.error} retry={() => void failed.refetch()} />}
      {!failed && !(round.data && set.data && cast.data && series.data) && <Loading lines={8} />}
      {round.data && set.data && cast.data && series.data && (
        <CastView cast={cast.data} series={series.data} newer={set.data} olderSetId={round.data.setId} />
      )}
    </Page>
  );
}

interface CastProps {
  readonly cast: BackCastView;
  readonly series: SeriesView;
  readonly newer: SetDetail;
  readonly olderSetId: string;
}

type Unit = BackCastView['units'][number];
type Row = Unit & { readonly before: number; readonly after: number };

function CastView({ cast, series, newer, olderSetId }: CastProps) {
  const m = useMessages(mappingWords);
  const language = useLanguage();
  const [picked, setPicked] = useState(cast.units[0]?.agency.id ?? '');
  const ratio = ({ numerator, denominator }: Unit['index']) => (denominator === 0 ? 0 : numerator / denominator);
  const before = ranksOf(cast.units.map(({ original }) => ratio(original)));
  const after = ranksOf(cast.units.map(({ index }) => ratio(index)));
  const rows = cast.units
    .map((unit, at): Row => ({ ...unit, before: before[at] ?? 0, after: after[at] ?? 0 }))
    .sort((a, b) => a.after - b.after);
  const per = (part: Unit['index']) => (part.denominator === 0 ? null : share(10_000, part));
  const columns: Column<Row>[] = [
    { key: 'unit', header: m.unit, width: 'wide', cell: (row) => row.agency.name, copy: (row) => row.agency.name },
    figure('was', m.was, (row) => per(row.original)),
    figure('becomes', m.becomes, (row) => per(row.index)),
    {
      key: 'rank',
      header: m.rank,
      align: 'end',
      cell: (row) => m.rankMove(row.before, row.after),
      copy: (row) => m.rankMove(row.before, row.after),
    },
    figure('exact', m.exact, (row) => per(row.exact)),
    figure('covered', m.covered, (row) => per(row.covered)),
  ];
  function figure(key: string, header: string, of: (row: Row) => number | null): Column<Row> {
    return {
      key,
      header,
      align: 'end',
      cell: (row) => formatIndex(of(row), language),
      copy: (row) => formatIndex(of(row), language),
    };
  }
  const unit = series.units.find(({ agency }) => agency.id === picked);
  return (
    <div className={classes.stack}>
      <DemoStrip label={newer.set.label} />
      {!cast.confirmedMapping && (
        <p className={classes.note} data-tone="amber">
          {m.unconfirmed}
        </p>
      )}
      <p>
        <PageLink to={mappingPlace(olderSetId, newer.id)}>{m.seeMapping}</PageLink>
      </p>
      <section className={classes.part} aria-labelledby="par-series">
        <h2 id="par-series">{m.series}</h2>
        <p className={classes.hint}>{m.seriesText}</p>
        <SelectField
          name="unit"
          label={m.seriesOf}
          value={picked}
          onChange={setPicked}
          data={series.units.map(({ agency }) => ({ value: agency.id, label: agency.name }))}
        />
        {unit && <SeriesChart name={unit.agency.name} segments={unit.segments} breaks={series.breaks} />}
      </section>
      <DataTable
        caption={m.castLinks}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.agency.id}
        empty={<EmptyState title={m.noUnits} />}
      />
    </div>
  );
}
