import { CheckField, TextAreaField } from '#web/components/fields.tsx';
import { fieldId, useFieldError } from '#web/components/Form.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { DossierDetail } from '../detail-schema.ts';
import type { Typed } from './action-draft.ts';
import { actionWords } from './action-words.ts';
import classes from './dossier.module.css';

interface PapersProps {
  readonly dossier: DossierDetail;
  readonly typed: Typed;
  readonly change: (part: Partial<Typed>) => void;
}

/** The published list to tick from; words are typed only where none is published. */
export function PapersField({ dossier, typed, change }: PapersProps) {
  const m = useMessages(actionWords);
  const error = useFieldError('papers');
  const listed = dossier.papers.filter(({ round, key }) => round === 0 && key !== null);
  if (listed.length === 0)
    return (
      <TextAreaField
        name="papers"
        label={m.otherPapers}
        description={m.otherPapersHint}
        value={typed.otherPapers}
        onChange={(otherPapers) => change({ otherPapers })}
        rows={3}
        maxLength={4000}
        required
      />
    );
  return (
    <fieldset className={classes.papersField} id={fieldId('papers')} tabIndex={-1}>
      <legend>{m.papers}</legend>
      <p className={classes.hint}>{m.papersHint}</p>
      {error && <p className={classes.fieldError}>{error}</p>}
      {listed.map(({ id, name }) => (
        <CheckField
          key={id}
          name={`paper-${id}`}
          label={name}
          checked={typed.papers.includes(id)}
          onChange={(checked) =>
            change({ papers: checked ? [...typed.papers, id] : typed.papers.filter((one) => one !== id) })
          }
        />
      ))}
    </fieldset>
  );
}
