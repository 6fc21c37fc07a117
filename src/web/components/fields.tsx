import {
  Checkbox,
  NativeSelect,
  type NativeSelectProps,
  PasswordInput,
  type PasswordInputProps,
  Textarea,
  type TextareaProps,
  TextInput,
  type TextInputProps,
} from '@mantine/core';
import type { ReactNode } from 'react';
import { fieldId, useFieldError } from './Form.tsx';

interface FieldProps {
  /** The field's name on the wire: mistakes the server names by it are shown here. */
  readonly name: string;
  readonly label: ReactNode;
  /** Help that stays in sight, between label and input. */
  readonly description?: ReactNode;
}

type Bound<P> = FieldProps & Omit<P, 'name' | 'label' | 'description' | 'id' | 'error' | 'value' | 'onChange'>;

interface TextValue {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A line of text. */
export function TextField({ name, value, onChange, ...rest }: Bound<TextInputProps> & TextValue) {
  const error = useFieldError(name);
  return (
    <TextInput
      {...rest}
      id={fieldId(name)}
      name={name}
      error={error}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** A long text scrolls in its field from here on, so that the button below stays within reach. */
const MOST_ROWS = 16;

/** Several lines of text that grow with what is typed. @param rows how many there are at first */
export function TextAreaField({ name, value, onChange, rows = 4, ...rest }: Bound<TextareaProps> & TextValue) {
  const error = useFieldError(name);
  return (
    <Textarea
      autosize
      minRows={Number(rows)}
      maxRows={MOST_ROWS}
      {...rest}
      id={fieldId(name)}
      name={name}
      error={error}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** A password; may be pasted and shown. `toggleLabel` names the eye button. */
export function PasswordField({
  name,
  value,
  onChange,
  toggleLabel,
  ...rest
}: Bound<PasswordInputProps> & TextValue & { readonly toggleLabel: string }) {
  const error = useFieldError(name);
  return (
    <PasswordInput
      {...rest}
      id={fieldId(name)}
      name={name}
      error={error}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      visibilityToggleButtonProps={{ 'aria-label': toggleLabel, tabIndex: 0 }}
    />
  );
}

/** One of a few: the system's own list, best on phones. `data` is [{ value, label }]. */
export function SelectField({ name, value, onChange, ...rest }: Bound<NativeSelectProps> & TextValue) {
  const error = useFieldError(name);
  return (
    <NativeSelect
      {...rest}
      id={fieldId(name)}
      name={name}
      error={error}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface CheckFieldProps extends FieldProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A yes or no. */
export function CheckField({ name, label, description, checked, onChange }: CheckFieldProps) {
  const error = useFieldError(name);
  return (
    <Checkbox
      id={fieldId(name)}
      name={name}
      label={label}
      description={description}
      error={error}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
