import { TextInput } from '@mantine/core';
import { fieldId, useFieldError } from '#web/components/Form.tsx';
import classes from './policy.module.css';

interface NumberFieldProps {
  readonly name: string;
  readonly label: string;
  /** NaN while it is empty or no number. */
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** A whole number; what is no number is kept as such, so that the rules can say what is missing. */
export function NumberField({ name, label, value, onChange }: NumberFieldProps) {
  const error = useFieldError(name);
  return (
    <TextInput
      id={fieldId(name)}
      name={name}
      label={label}
      error={error}
      inputMode="numeric"
      maxLength={5}
      className={classes.number ?? ''}
      value={Number.isFinite(value) ? String(value) : ''}
      onChange={(event) => {
        const text = event.currentTarget.value.trim();
        onChange(/^\d+$/.test(text) ? Number(text) : Number.NaN);
      }}
    />
  );
}

interface ClockFieldProps extends NumberFieldProps {
  readonly onChange: (minutes: number) => void;
}

/** An hour of the day in minutes since midnight: the browser's own time field, which everybody knows. */
export function ClockField({ name, label, value, onChange }: ClockFieldProps) {
  const error = useFieldError(name);
  return (
    <TextInput
      id={fieldId(name)}
      name={name}
      type="time"
      label={label}
      error={error}
      className={classes.number ?? ''}
      value={Number.isFinite(value) ? clock(value) : ''}
      onChange={(event) => {
        const [hours, minutes] = event.currentTarget.value.split(':').map(Number);
        onChange(hours !== undefined && minutes !== undefined ? hours * 60 + minutes : Number.NaN);
      }}
    />
  );
}

function clock(minutes: number): string {
  const within = minutes % 1440;
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`;
}
