import { useQuery } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { formatNumber, formatShare } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { StepFigures } from '../analysis-schema.ts';
import { type Crowding as One, crowdings } from './crowding.ts';
import { historyWords } from './history-words.ts';
import classes from './ranking.module.css';

const SHOWN = 6;

/** Units crowding just above a step of a rule. Drawn for those who see the figures of all units. */
export function Crowding({ roundId }: { readonly roundId: string }) {
  const m = useMessages(historyWords);
  const figures = useQuery({
    queryKey: ['par-index', 'step-figures', roundId],
    queryFn: ({ signal }) => getJson<StepFigures>(`/api/par/rounds/${roundId}/step-figures`, { signal }),
  });
  if (figures.isError) return <ErrorBox error={figures.error} retry={() => void figures.refetch()} />;
  if (!figures.data || figures.data.leaves.length === 0) return null;
  const found = crowdings(figures.data.leaves);
  return (
    <section className={classes.part} aria-labelledby="par-crowding">
      <h2 id="par-crowding">{m.bunching}</h2>
      {found.length === 0 ? (
        <p>{m.bunchingNone}</p>
      ) : (
        <figure className={classes.weights}>
          <figcaption className={classes.note}>
            {m.bunchingHint} {m.tested(found.length)}
          </figcaption>
          <ul>
            {found.slice(0, SHOWN).map((one) => (
              <Row key={`${one.leaf.code} ${one.at.edge}`} one={one} />
            ))}
          </ul>
        </figure>
      )}
    </section>
  );
}

function Row({ one }: { readonly one: One }) {
  const m = useMessages(historyWords);
  const language = useLanguage();
  const { leaf, at } = one;
  const values = leaf.values.map(({ value }) => value);
  const low = Math.min(at.edge, ...values);
  const high = Math.max(at.edge, ...values);
  const place = (value: number) => (high === low ? 50 : ((value - low) / (high - low)) * 100);
  const edge = `${formatNumber(at.edge, language)}${leaf.unit === 'per-cent' ? ' %' : ''}`;
  return (
    <li>
      <span className={classes.weightName}>
        {leaf.code} {leaf.name}
      </span>
      <span className={classes.track} aria-hidden="true">
        <span className={classes.edge} style={{ left: `${place(at.edge)}%` }} />
        {leaf.values.map(({ agencyId, value }) => (
          <span key={agencyId} className={classes.speck} style={{ left: `${place(value)}%` }} />
        ))}
      </span>
      <span className={classes.rangeWords}>
        {one.chance < 0.05 && <strong>{m.suspicious}. </strong>}
        {m.bunchRow(at.justAbove, at.justBelow, edge)}; {m.chance(formatShare(one.chance, language, 0))}
      </span>
    </li>
  );
}
