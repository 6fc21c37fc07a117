import { formatNumber, formatShare } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { LeafDiagnosis } from '../domain/analysis/diagnostics.ts';
import { formatPlaces } from './figures.ts';
import { historyWords } from './history-words.ts';
import classes from './ranking.module.css';

const SHOWN = 8;

interface DiagnosesProps {
  readonly diagnoses: readonly LeafDiagnosis[];
}

/** How much the order would be upset without each criterion, the worst first. */
export function Damage({ diagnoses, nameOf }: DiagnosesProps & { readonly nameOf: (unit: string) => string }) {
  const m = useMessages(historyWords);
  const language = useLanguage();
  const rows = diagnoses
    .filter(({ rankDamage }) => rankDamage > 0)
    .sort((a, b) => b.rankDamage - a.rankDamage)
    .slice(0, SHOWN);
  const [first] = rows;
  if (!first) return null;
  return (
    <figure className={classes.weights}>
      <figcaption>
        <strong>{m.damage}</strong>
        <span className={classes.note}>{m.damageHint}</span>
      </figcaption>
      <ul>
        {rows.map(({ leaf, rankDamage, mostMoved }) => (
          <li key={leaf.code}>
            <span className={classes.weightName}>
              {leaf.code} {leaf.name}
            </span>
            <Share value={rankDamage / first.rankDamage} />
            <span className={classes.rangeWords}>
              {m.damageRow(
                formatNumber(rankDamage, language, 2),
                nameOf(mostMoved?.unit ?? ''),
                formatPlaces(mostMoved?.places ?? 0, language),
              )}
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** How much of the differences lies in the units' hands: real weight of controllable criteria, beside the stated one. */
export function Control({ diagnoses }: DiagnosesProps) {
  const m = useMessages(historyWords);
  const language = useLanguage();
  const groups = ([true, false, null] as const).map((kind) => {
    const own = diagnoses.filter(({ leaf }) => leaf.controllable === kind);
    return {
      kind,
      count: own.length,
      real: own.reduce((sum, { effectiveWeight }) => sum + effectiveWeight, 0),
      stated: own.reduce((sum, { nominalWeight }) => sum + nominalWeight, 0),
    };
  });
  const label = (kind: boolean | null) => (kind === null ? m.unknown : kind ? m.controlled : m.uncontrolled);
  return (
    <figure className={classes.weights}>
      <figcaption>
        <strong>{m.control}</strong>
        <span className={classes.note}>{m.controlHint}</span>
      </figcaption>
      <ul>
        {groups
          .filter(({ count }) => count > 0)
          .map(({ kind, real, stated }) => (
            <li key={String(kind)}>
              <span className={classes.weightName}>{label(kind)}</span>
              <Share value={real} />
              <span className={classes.rangeWords}>
                {m.controlRow(formatShare(real, language, 0), formatShare(stated, language, 0))}
              </span>
            </li>
          ))}
      </ul>
    </figure>
  );
}

function Share({ value }: { readonly value: number }) {
  return (
    <span className={classes.track} aria-hidden="true">
      <span
        className={classes.bar}
        data-way="up"
        style={{ left: '0%', width: `${Math.max(0, Math.min(1, value)) * 100}%` }}
      />
    </span>
  );
}
