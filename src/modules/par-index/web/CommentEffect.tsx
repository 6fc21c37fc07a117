import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson } from '#web/api.ts';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { SelectField } from '#web/components/fields.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { share } from '../domain/apply-rule.ts';
import type { CommentRoundDetail, EffectView } from '../comments-schema.ts';
import { commentWords } from './comment-words.ts';
import { formatIndex, formatPlaces, formatPoints } from './figures.ts';
import classes from './index.module.css';
import { backCastPlace } from './places.ts';
import { useChanges } from './use-comments.ts';

/** Before anything is adopted: what a change would have done to last year's points and places of every unit. */
export function CommentEffect({ round }: { readonly round: CommentRoundDetail }) {
  const m = useMessages(commentWords);
  const changes = useChanges(round);
  const [picked, setPicked] = useState('');
  const last = round.later.at(-1);
  if (!round.canTry || !last || !changes || changes.length === 0) return null;
  const [setId = last.id, leaf = ''] = picked === '' ? [] : picked.split(' ');
  return (
    <section className={classes.part} aria-labelledby="par-effect">
      <h2 id="par-effect">{m.effect}</h2>
      <p className={classes.small}>{m.effectText}</p>
      <SelectField
        name="which"
        label={m.which}
        value={picked}
        onChange={setPicked}
        data={[
          { value: '', label: m.allChanges(last.version) },
          ...changes.map((one) => ({
            value: `${one.setId} ${one.leaf}`,
            label: m.changeOption(one.version, one.leaf, one.name),
          })),
        ]}
      />
      <Effect roundId={round.id} setId={setId} leaf={leaf} />
    </section>
  );
}

interface EffectProps {
  readonly roundId: string;
  readonly setId: string;
  readonly leaf: string;
}

type Unit = EffectView['units'][number];

function Effect({ roundId, setId, leaf }: EffectProps) {
  const m = useMessages(commentWords);
  const language = useLanguage();
  const effect = useQuery({
    queryKey: ['par-index', 'comment-effect', roundId, setId, leaf],
    queryFn: ({ signal }) =>
      getJson<EffectView>(`/api/par/comment-rounds/${roundId}/effect/${setId}?leaf=${encodeURIComponent(leaf)}`, {
        signal,
      }),
  });
  if (effect.isPending) return <Loading lines={5} />;
  if (effect.isError) return <ErrorBox error={effect.error} retry={() => void effect.refetch()} />;
  const { data } = effect;
  const columns: Column<Unit>[] = [
    { key: 'unit', header: m.unit, width: 'wide', cell: (row) => row.agency.name, copy: (row) => row.agency.name },
    moveColumn('points', m.points, ({ points }) => [
      formatPoints(points.before, language),
      formatPoints(points.after, language),
    ]),
    moveColumn('index', m.index, ({ indexHundredths }) => [
      formatIndex(indexHundredths.before, language),
      formatIndex(indexHundredths.after, language),
    ]),
    {
      key: 'rank',
      header: m.rank,
      align: 'end',
      cell: (row) =>
        `${m.move(String(row.rank.before), String(row.rank.after))} (${formatPlaces(row.places, language)})`,
      copy: (row) => m.move(String(row.rank.before), String(row.rank.after)),
    },
  ];
  function moveColumn(key: string, header: string, of: (row: Unit) => [string, string]): Column<Unit> {
    return { key, header, align: 'end', cell: (row) => m.move(...of(row)), copy: (row) => m.move(...of(row)) };
  }
  return (
    <>
      <p>
        {m.effectOn(data.pastRound.title)} <strong>{m.moved(data.moved, data.units.length)}</strong>{' '}
        {data.exact.numerator === data.exact.denominator
          ? m.allExact
          : m.basis(formatIndex(share(10_000, data.exact), language))}{' '}
        <PageLink to={backCastPlace(data.pastRound.id, setId)}>{m.castLink}</PageLink>
      </p>
      {!data.confirmedMapping && <p className={classes.small}>{m.unconfirmed}</p>}
      <DataTable caption={m.effect} columns={columns} rows={data.units} rowKey={(row) => row.agency.id} />
    </>
  );
}
