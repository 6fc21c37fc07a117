import { Checkbox } from '@mantine/core';
import classes from './ChoicesField.module.css';
import { fieldId, useFieldError } from './Form.tsx';

interface ChoicesFieldProps<T extends string> {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly all: readonly T[];
  readonly text: Readonly<Record<T, string>>;
  readonly value: readonly T[];
  readonly onChange: (value: T[]) => void;
}

/** Some of a few, each a box to tick; the error summary brings the reader to the group. */
export function ChoicesField<T extends string>(props: ChoicesFieldProps<T>) {
  const { name, label, description, all, text, value, onChange } = props;
  const error = useFieldError(name);
  return (
    <fieldset id={fieldId(name)} tabIndex={-1} className={classes.choices} aria-describedby={`${fieldId(name)}-note`}>
      <legend>{label}</legend>
      <span id={`${fieldId(name)}-note`} className={error ? classes.wrong : classes.note}>
        {error ?? description}
      </span>
      <div className={classes.boxes}>
        {all.map((one) => (
          <Checkbox
            className={classes.check ?? ''}
            key={one}
            size="sm"
            label={text[one]}
            checked={value.includes(one)}
            onChange={(event) => {
              const { checked } = event.currentTarget;
              // In the order of the list, however they were ticked.
              onChange(all.filter((other) => (other === one ? checked : value.includes(other))));
            }}
          />
        ))}
      </div>
    </fieldset>
  );
}
