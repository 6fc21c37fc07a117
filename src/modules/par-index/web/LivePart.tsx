import { EmptyState } from '#web/components/EmptyState.tsx';
import { Icon } from '#web/components/Icon.tsx';
import { formatMoment } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { LiveLeafView } from '../outlook-schema.ts';
import { formatPoints } from './figures.ts';
import { LiveThings } from './LiveThings.tsx';
import classes from './year.module.css';
import { yearWords } from './year-words.ts';

/** The leaves that are read from the system: numerator, denominator, moment of the data, and what is behind them. */
export function LivePart({ sheetId, live }: { readonly sheetId: string; readonly live: readonly LiveLeafView[] }) {
  const m = useMessages(yearWords);
  return (
    <section className={classes.part} aria-labelledby="par-live">
      <h2 id="par-live">{m.live}</h2>
      {live.length === 0 ? (
        <EmptyState title={m.noLive}>{m.noLiveText}</EmptyState>
      ) : (
        <ul className={classes.live}>
          {live.map((leaf) => (
            <LiveLeaf key={leaf.leaf} sheetId={sheetId} leaf={leaf} />
          ))}
        </ul>
      )}
    </section>
  );
}

function LiveLeaf({ sheetId, leaf }: { readonly sheetId: string; readonly leaf: LiveLeafView }) {
  const m = useMessages(yearWords);
  const language = useLanguage();
  const { numerator, denominator, atEnd } = leaf;
  const behind = denominator ?? numerator;
  const points =
    leaf.points === null ? m.noPoints : m.points(formatPoints(leaf.points, language), formatPoints(leaf.max, language));
  return (
    <li>
      <h3>
        {leaf.leaf}. {leaf.name}
      </h3>
      {leaf.refused ? (
        <p className={classes.warning}>
          <Icon name="warning" size={16} /> {m.refused} {leaf.refused.join(' ')}
        </p>
      ) : (
        <p>
          {m.now}: <strong>{denominator === null ? numerator : `${numerator}/${denominator}`}</strong>
          {denominator === 0 && ` (${m.nothingDue})`}, {points}.
        </p>
      )}
      {atEnd && (
        <p>
          {m.atEnd(atEnd.numerator, atEnd.denominator)}; {m.open(atEnd.open)}.
        </p>
      )}
      <p className={classes.hint}>
        {leaf.measure.name}. {m.measureOf(leaf.measure.numerator, leaf.measure.denominator ?? '—')}{' '}
        {m.dataAt(formatMoment(leaf.dataAt))} {leaf.remarks.join(' ')}
      </p>
      {!leaf.refused && behind > 0 && <LiveThings sheetId={sheetId} leaf={leaf.leaf} count={behind} kept={false} />}
    </li>
  );
}
