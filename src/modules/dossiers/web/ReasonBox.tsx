import { Button } from '@mantine/core';
import { Sheet } from '#web/components/BesideList.tsx';
import { TextAreaField } from '#web/components/fields.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { type ReceptionDraft, untickedPapers } from './reception-draft.ts';
import classes from './reception.module.css';
import { receptionWords } from './reception-words.ts';
import { useFirstField } from './use-first-field.ts';

interface ReasonBoxProps {
  readonly draft: ReceptionDraft;
  readonly change: (part: Partial<ReceptionDraft>) => void;
  readonly sending: boolean;
  readonly onSend: () => void;
}

/** Why a dossier is not accepted: what is missing, told once and in full, or a refusal with its reason. */
export function ReasonBox({ draft, change, sending, onSend }: ReasonBoxProps) {
  const m = useMessages(receptionWords);
  const asks = draft.decision === 'request-completion';
  const missing = untickedPapers(draft);
  useFirstField('reason', true);
  return (
    <Sheet title={asks ? m.completionTitle : m.denyTitle}>
      <div className={classes.reason}>
        {asks && <p className={classes.hint}>{m.completionLead}</p>}
        <TextAreaField
          name="reason"
          label={m.reason}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
          rows={3}
          maxLength={2000}
          required
        />
        {asks && missing.length > 0 && (
          <div>
            <p className={classes.small}>{m.missing}</p>
            <ul className={classes.bullets}>
              {missing.map(({ key, name }) => (
                <li key={key}>{name}</li>
              ))}
            </ul>
          </div>
        )}
        {asks && (draft.procedure?.papers.length ?? 0) === 0 && (
          <TextAreaField
            name="missing"
            label={m.missingLines}
            value={draft.missingLines}
            onChange={(missingLines) => change({ missingLines })}
            rows={2}
            minRows={2}
            maxLength={4000}
            required
          />
        )}
        <div className={classes.buttons}>
          <Button loading={sending} onClick={onSend}>
            {asks ? m.sendCompletion : m.sendDeny}
          </Button>
          <Button variant="default" disabled={sending} onClick={() => change({ decision: null })}>
            {m.cancel}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}
