import { SelectField, TextAreaField } from '#web/components/fields.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { CORRECTABLE } from '../domain/events.ts';
import { MOMENT_FIELDS, type Typed } from './action-draft.ts';
import { actionWords } from './action-words.ts';
import classes from './dossier.module.css';
import { MomentField } from './MomentField.tsx';

interface CorrectionProps {
  readonly typed: Typed;
  readonly change: (part: Partial<Typed>) => void;
}

/** What is wrong and what it should say; a moment is noted beside and moves nothing. */
export function CorrectionFields({ typed, change }: CorrectionProps) {
  const m = useMessages(actionWords);
  const isMoment = MOMENT_FIELDS.has(typed.field);
  return (
    <>
      <SelectField
        name="field"
        label={m.field}
        value={typed.field}
        onChange={(field) => change({ field, value: '' })}
        data={[{ value: '', label: m.choose }, ...CORRECTABLE.map((value) => ({ value, label: m[value] }))]}
        required
      />
      {isMoment && <p className={classes.hint}>{m.momentHint}</p>}
      {isMoment ? (
        <MomentField name="value" label={m.momentValue} value={typed.value} onChange={(value) => change({ value })} />
      ) : (
        <TextAreaField
          name="value"
          label={m.value}
          value={typed.value}
          onChange={(value) => change({ value })}
          rows={2}
          maxLength={2000}
          required
        />
      )}
    </>
  );
}
