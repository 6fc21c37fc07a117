import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { formatNumber } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { EffectView } from '../proposals-schema.ts';
import { formatIndex, formatPlaces, formatPoints } from './figures.ts';
import classes from './ranking.module.css';
import { proposalWords } from './proposal-words.ts';

type Unit = EffectView['units'][number];

interface ProposalEffectProps {
  readonly effect: EffectView;
  /** What leaves the table cannot be judged afterwards. */
  readonly isGone: boolean;
}

/** What a proposal would do to every unit: who moves as a picture, everything as a table. */
export function ProposalEffect({ effect, isGone }: ProposalEffectProps) {
  const m = useMessages(proposalWords);
  const language = useLanguage();
  const name = ({ agency }: Unit) => agency.name;
  const index = (value: number | null) => (value ?? 0) / 100;
  const columns: Column<Unit>[] = [
    { key: 'unit', header: m.unit, width: 'wide', cell: name, sortValue: name, copy: name },
    number('before', m.before, (row) => row.rank.before),
    number('after', m.afterRank, (row) => row.rank.after),
    number(
      'change',
      m.change,
      (row) => row.places,
      (row) => formatPlaces(row.places, language),
    ),
    number(
      'pb',
      m.pointsBefore,
      (row) => row.points.before / 100,
      (row) => formatPoints(row.points.before, language),
    ),
    number(
      'pa',
      m.pointsAfter,
      (row) => row.points.after / 100,
      (row) => formatPoints(row.points.after, language),
    ),
    number(
      'ib',
      m.indexBefore,
      (row) => index(row.indexHundredths.before),
      (row) => formatIndex(row.indexHundredths.before, language),
    ),
    number(
      'ia',
      m.indexAfter,
      (row) => index(row.indexHundredths.after),
      (row) => formatIndex(row.indexHundredths.after, language),
    ),
  ];
  return (
    <section className={classes.part} aria-labelledby="par-effect">
      <h2 id="par-effect">{m.effect}</h2>
      <p>
        <strong>{m.moves(effect.moved, effect.units.length, formatNumber(effect.meanPlaces, language, 2))}</strong>{' '}
        {effect.speaksAgainst.before && !isGone && `${m.after(effect.speaksAgainst.after)} `}
        {effect.scaled > 0 && `${m.basis(effect.exact, effect.scaled)} `}
        {m.withoutBonus}
      </p>
      <Moves effect={effect} />
      <DataTable
        caption={m.effect}
        columns={columns}
        rows={effect.units}
        rowKey={({ agency }) => agency.id}
        sort={{ key: 'before', direction: 'asc' }}
      />
    </section>
  );
}

function number(
  key: string,
  header: string,
  value: (row: Unit) => number,
  shown: (row: Unit) => string | number = value,
): Column<Unit> {
  return { key, header, align: 'end', cell: shown, sortValue: value, copy: value, copyOnly: key.startsWith('p') };
}

/** Everybody who moves: a ring where he stands, a disc where he would. */
function Moves({ effect }: { readonly effect: EffectView }) {
  const m = useMessages(proposalWords);
  const moved = effect.units.filter(({ places }) => places !== 0).sort((a, b) => a.rank.before - b.rank.before);
  const last = Math.max(2, effect.units.length);
  const at = (rank: number) => ((rank - 1) / (last - 1)) * 100;
  if (moved.length === 0) return <p className={classes.note}>{m.nobody}</p>;
  return (
    <figure className={classes.weights}>
      <figcaption>
        <strong>{m.picture}</strong>
        <span className={classes.note}>{m.pictureHint}</span>
      </figcaption>
      <ul>
        {moved.map(({ agency, rank }) => {
          const [from, to] = [at(rank.before), at(rank.after)];
          return (
            <li key={agency.id}>
              <span className={classes.weightName}>{agency.name}</span>
              <span className={classes.track} aria-hidden="true">
                <span
                  className={classes.line}
                  style={{ left: `${Math.min(from, to)}%`, width: `${Math.abs(to - from)}%` }}
                />
                <span className={classes.ring} style={{ left: `${from}%` }} />
                <span className={classes.dot} style={{ left: `${to}%` }} />
              </span>
              <span className={classes.rangeWords}>{m.moveRow(rank.before, rank.after)}</span>
            </li>
          );
        })}
      </ul>
      {effect.units.length > moved.length && (
        <p className={classes.note}>{m.unmoved(effect.units.length - moved.length)}</p>
      )}
    </figure>
  );
}
