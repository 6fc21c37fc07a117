import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { putJson } from '#web/api.ts';
import { CheckField } from '#web/components/fields.tsx';
import { Form, FormActions } from '#web/components/Form.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { words } from './channel-words.ts';
import classes from './channels.module.css';

type WordName = {
  [Name in keyof typeof words.vi]: (typeof words.vi)[Name] extends string ? Name : never;
}[keyof typeof words.vi];

interface GatewayOptions<Fields, Secret extends string> {
  readonly path: string;
  /** As it is set up; a change made meanwhile is refused by its revision. */
  readonly known: { readonly isOn: boolean; readonly revision: number };
  readonly first: Fields;
  readonly secrets: readonly Secret[];
  /** What is sent of the fields. */
  readonly settingsOf: (fields: Fields) => object;
  readonly onSaved: () => Promise<void>;
}

/** What is typed about a gateway. Secrets are never read back: an empty one keeps what there is. */
export function useGateway<Fields extends Record<string, unknown>, Secret extends WordName>({
  path,
  known,
  first,
  secrets: names,
  settingsOf,
  onSaved,
}: GatewayOptions<Fields, Secret>) {
  const m = useMessages(words);
  const [fields, setFields] = useState(first);
  const [secrets, setSecrets] = useState(() => Object.fromEntries(names.map((name) => [name, ''])));
  const [isOn, setOn] = useState(known.isOn);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const set = (change: Partial<Fields>) => setFields({ ...fields, ...change });
  const save = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await putJson(path, { settings: settingsOf(fields), isOn, ...secrets, revision: known.revision });
      await onSaved();
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };
  return {
    fields,
    set,
    form: { isOn, setOn, error, busy, save },
    /** Of a field that holds a text. @param name under which the server speaks of it */
    text: (field: keyof Fields & WordName, name = `settings.${field}`) => ({
      name,
      label: m[field],
      value: String(fields[field]),
      onChange: (value: string) => set({ [field]: value } as Partial<Fields>),
      autoComplete: 'off',
      spellCheck: false,
    }),
    /** @param has whether one is kept already */
    secret: (field: Secret, has: boolean) => ({
      name: field,
      label: m[field],
      description: has ? m.keepSecret : undefined,
      value: secrets[field] ?? '',
      onChange: (value: string) => setSecrets({ ...secrets, [field]: value }),
      toggleLabel: m.showKey,
      autoComplete: 'off',
    }),
  };
}

interface GatewayFormProps {
  readonly form: ReturnType<typeof useGateway>['form'];
  /** What the fields are called in the list of mistakes. */
  readonly labels: Readonly<Record<string, string>>;
  readonly lead: ReactNode;
  readonly saveLabel: string;
  readonly children: ReactNode;
}

/** The form of a gateway: what it is, whether it is on, its fields, and the button that keeps them. */
export function GatewayForm({ form, labels, lead, saveLabel, children }: GatewayFormProps) {
  const m = useMessages(words);
  return (
    <Form onSubmit={() => void form.save()} error={form.error} labels={labels}>
      <p className={classes.lead}>{lead}</p>
      <CheckField name="isOn" label={m.isOnField} checked={form.isOn} onChange={form.setOn} />
      {children}
      <FormActions>
        <Button type="submit" variant="default" loading={form.busy}>
          {saveLabel}
        </Button>
      </FormActions>
    </Form>
  );
}
