import { isLocalDate } from '#kernel/local-date.ts';
import { DateField } from '#web/components/DateField.tsx';
import { TextField } from '#web/components/fields.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import classes from './dossier.module.css';
import { pageWords } from './page-words.ts';

interface MomentFieldProps {
  readonly name: string;
  readonly label: string;
  /** 'YYYY-MM-DDTHH:MM' of Việt Nam; either part may still be missing. */
  readonly value: string;
  readonly onChange: (moment: string) => void;
}

/** A day and an hour beside each other, both needed; a mistake of the hour is named `…-time`. */
export function MomentField({ name, label, value, onChange }: MomentFieldProps) {
  const m = useMessages(pageWords);
  const [day = '', time = ''] = value.split('T');
  return (
    <div className={classes.pair}>
      <DateField
        name={name}
        label={label}
        value={isLocalDate(day) ? day : ''}
        onChange={(next) => onChange(`${next}T${time}`)}
        required
      />
      <TextField
        name={`${name}-time`}
        label={m.hour(label)}
        placeholder="08:30"
        inputMode="numeric"
        value={time}
        onChange={(next) => onChange(`${day}T${next}`)}
        maxLength={5}
        required
      />
    </div>
  );
}
