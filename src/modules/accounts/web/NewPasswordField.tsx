import { PasswordField } from '#web/components/fields.tsx';
import type { FieldError } from '#web/components/Form.tsx';
import { messagesNow, useMessages } from '#web/i18n/messages.ts';
import { passwordFault, type PasswordOwner } from '../domain/password.ts';
import { words } from './words.ts';

interface NewPasswordFieldProps {
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Whose it is to be, so that a password manager files it rightly. */
  readonly login: string;
}

/** A new password: may be pasted and shown, so it is asked for once. */
export function NewPasswordField({ name, value, onChange, login }: NewPasswordFieldProps) {
  const m = useMessages(words);
  return (
    <>
      <input
        type="text"
        name="username"
        autoComplete="username"
        value={login}
        readOnly
        tabIndex={-1}
        aria-hidden="true"
        className="dh-visually-hidden"
      />
      <PasswordField
        name={name}
        label={m.newPassword}
        description={m.passwordHelp}
        value={value}
        onChange={onChange}
        autoComplete="new-password"
        toggleLabel={m.showPassword}
      />
    </>
  );
}

/** What is wrong with a new password, as the server will judge it too; an empty list when nothing is. */
export function newPasswordErrors(field: string, value: string, owner: PasswordOwner): FieldError[] {
  const m = messagesNow(words);
  if (value === '') return [{ field, sentence: m.fillNew }];
  const fault = passwordFault(value, owner);
  return fault ? [{ field, sentence: m[fault] }] : [];
}
