import { Checkbox } from '@mantine/core';
import { CheckField, TextAreaField } from '#web/components/fields.tsx';
import { fieldId, useFieldError } from '#web/components/Form.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { ReceptionDraft } from './reception-draft.ts';
import classes from './reception.module.css';
import { receptionWords } from './reception-words.ts';

interface PapersProps {
  readonly draft: ReceptionDraft;
  readonly change: (part: Partial<ReceptionDraft>) => void;
}

/** The published papers, ticked as they lie on the counter; words only where the catalogue has no list. */
export function PapersReceived({ draft, change }: PapersProps) {
  const m = useMessages(receptionWords);
  const error = useFieldError('papers');
  const listed = draft.procedure?.papers ?? [];
  if (listed.length === 0)
    return (
      <TextAreaField
        name="papers"
        label={m.paperLines}
        description={m.paperLinesHint}
        value={draft.paperLines}
        onChange={(paperLines) => change({ paperLines })}
        rows={2}
        minRows={2}
        maxLength={4000}
      />
    );
  const all = listed.every(({ key }) => draft.papers.includes(key));
  const toggle = (key: string, on: boolean) =>
    change({ papers: on ? [...draft.papers, key] : draft.papers.filter((one) => one !== key) });
  return (
    <fieldset className={classes.papers} aria-describedby={error ? `${fieldId('papers')}-error` : undefined}>
      <legend>{m.papers}</legend>
      {error && (
        <p id={`${fieldId('papers')}-error`} className={classes.fieldError}>
          {error}
        </p>
      )}
      <Checkbox
        id={fieldId('papers')}
        label={m.allPapers(listed.length)}
        checked={all}
        indeterminate={!all && draft.papers.length > 0}
        onChange={(event) => change({ papers: event.currentTarget.checked ? listed.map(({ key }) => key) : [] })}
      />
      <div className={classes.paperList}>
        {listed.map(({ key, name, originals, copies, required }) => (
          <CheckField
            key={key}
            name={`paper-${key}`}
            label={name}
            description={[
              originals > 0 && m.originals(originals),
              copies > 0 && m.copies(copies),
              !required && m.optionalPaper,
            ]
              .filter(Boolean)
              .join(', ')}
            checked={draft.papers.includes(key)}
            onChange={(on) => toggle(key, on)}
          />
        ))}
      </div>
    </fieldset>
  );
}
