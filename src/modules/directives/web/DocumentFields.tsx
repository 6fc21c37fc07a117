import { isLocalDate } from '#kernel/local-date.ts';
import { DateField } from '#web/components/DateField.tsx';
import { TextField } from '#web/components/fields.tsx';
import classes from './task.module.css';

/** Number and day of the document an answer goes with; both may be left empty. */
export interface DocumentValue {
  readonly documentNumber: string;
  readonly documentOn: string;
}

interface Props {
  readonly value: DocumentValue;
  readonly onChange: (change: Partial<DocumentValue>) => void;
  readonly words: { readonly documentNumber: string; readonly documentNumberHint: string; readonly documentOn: string };
  /** The latest day it can bear, YYYY-MM-DD; empty for any. */
  readonly latest: string;
}

export function DocumentFields({ value, onChange, words, latest }: Props) {
  return (
    <div className={classes.pair}>
      <TextField
        name="documentNumber"
        label={words.documentNumber}
        description={words.documentNumberHint}
        value={value.documentNumber}
        onChange={(documentNumber) => onChange({ documentNumber })}
        maxLength={100}
      />
      <DateField
        name="documentOn"
        label={words.documentOn}
        description={<span className={classes.spacer}> </span>}
        value={isLocalDate(value.documentOn) ? value.documentOn : ''}
        onChange={(documentOn) => onChange({ documentOn })}
        max={latest}
      />
    </div>
  );
}
