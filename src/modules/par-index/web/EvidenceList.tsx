import { Button, Checkbox } from '@mantine/core';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Icon } from '#web/components/Icon.tsx';
import { formatBytes, formatDay } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { EvidenceView } from '../evidence-schema.ts';
import classes from './sheet.module.css';
import { sheetWords } from './sheet-words.ts';
import { useSheetAct } from './use-par.ts';

interface EvidenceListProps {
  readonly sheetId: string;
  readonly evidence: readonly EvidenceView[];
  readonly code: string;
  readonly seen: readonly string[];
  /** Ticks what the person has looked at; left out where nothing is being given. */
  readonly onSeen?: ((id: string, isSeen: boolean) => void) | undefined;
  /** Takes a document off the leaf again; only while the unit may still score it. */
  readonly mayRemove: boolean;
}

const ICONS = { found: 'check', differs: 'warning', 'not-found': 'document' } as const;

/** The documents that prove one leaf: number, date, issuer, the fact; what a check found wrong. */
export function EvidenceList({ sheetId, evidence, code, seen, onSeen, mayRemove }: EvidenceListProps) {
  const m = useMessages(sheetWords);
  const language = useLanguage();
  const act = useSheetAct(sheetId);
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
              <a href={`/api/par/sheets/${sheetId}/evidence/${one.id}/file`} onClick={() => onSeen?.(one.id, true)}>
                {one.file.name}
              </a>
              , {formatBytes(one.file.size, language)}
            </p>
          )}
          {one.warnings.map((warning) => (
            <p key={warning} className={classes.warning}>
              <Icon name="warning" size={16} /> {warning}
            </p>
          ))}
          <p className={one.register.state === 'differs' ? classes.warning : classes.hint}>
            <Icon name={ICONS[one.register.state]} size={16} /> {one.register.text}
          </p>
          {onSeen && (
            <Checkbox
              label={m.seen}
              aria-label={`${m.seen}: ${one.number}`}
              checked={seen.includes(one.id)}
              onChange={(event) => onSeen(one.id, event.currentTarget.checked)}
            />
          )}
          {mayRemove && (
            <Button
              variant="subtle"
              size="xs"
              className={`${classes.start} dh-no-print`}
              aria-label={`${m.unlink}: ${one.number}`}
              loading={act.isPending}
              onClick={() =>
                act.mutate({ path: `evidence/${one.id}/remove`, body: { leaf: code }, said: m.evidenceUnlinked })
              }
            >
              {m.unlink}
            </Button>
          )}
        </li>
      ))}
      {act.isError && (
        <li>
          <ErrorBox error={act.error} />
        </li>
      )}
    </ul>
  );
}
