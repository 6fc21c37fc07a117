import { Checkbox } from '@mantine/core';
import { Icon } from '#web/components/Icon.tsx';
import { formatBytes, formatDay } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { EvidenceView } from '../schema.ts';
import classes from './sheet.module.css';
import { sheetWords } from './sheet-words.ts';

interface EvidenceListProps {
  readonly evidence: readonly EvidenceView[];
  readonly code: string;
  readonly seen: readonly string[];
  /** Ticks what the person has looked at; left out where nothing is being given. */
  readonly onSeen?: ((id: string, isSeen: boolean) => void) | undefined;
}

/** The documents that prove one leaf: number, date, issuer, the fact; what a check found wrong. */
export function EvidenceList({ evidence, code, seen, onSeen }: EvidenceListProps) {
  const m = useMessages(sheetWords);
  const language = useLanguage();
  const own = evidence.filter(({ leaves }) => leaves.some(({ leaf }) => leaf === code));
  if (own.length === 0) return <p className={classes.hint}>{m.noEvidence}</p>;
  return (
    <ul className={classes.evidence}>
      {own.map((one) => (
        <li key={one.id}>
          <p>
            <strong>{one.number}</strong>, {formatDay(one.issuedOn)}, {one.issuer}
          </p>
          <p>{one.subject}</p>
          <p className={classes.hint}>
            {m.proves}: {one.leaves.find(({ leaf }) => leaf === code)?.fact}
          </p>
          {one.file && (
            <p className={classes.hint}>
              {one.file.name}, {formatBytes(one.file.size, language)}
            </p>
          )}
          {one.warnings.map((warning) => (
            <p key={warning} className={classes.warning}>
              <Icon name="warning" size={16} /> {warning}
            </p>
          ))}
          {onSeen && (
            <Checkbox
              label={m.seen}
              aria-label={`${m.seen}: ${one.number}`}
              checked={seen.includes(one.id)}
              onChange={(event) => onSeen(one.id, event.currentTarget.checked)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
