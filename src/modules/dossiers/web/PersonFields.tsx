import { SelectField, TextField } from '#web/components/fields.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { TypedPerson } from './reception-draft.ts';
import classes from './reception.module.css';
import { receptionWords } from './reception-words.ts';

const KINDS = ['citizen', 'organisation', 'enterprise'] as const;

interface PersonFieldsProps {
  /** 'applicant' or 'owner': the fields have the names of the wire. */
  readonly of: 'applicant' | 'owner';
  readonly person: TypedPerson;
  readonly onChange: (part: Partial<TypedPerson>) => void;
}

/** A person or an organisation, typed or filled in. */
export function PersonFields({ of, person, onChange }: PersonFieldsProps) {
  const m = useMessages(receptionWords);
  const isCitizen = person.kind === 'citizen';
  return (
    <div className={classes.grid}>
      <TextField
        name={`${of}.name`}
        label={isCitizen ? m.name : m.organisationName}
        value={person.name}
        onChange={(name) => onChange({ name })}
        autoComplete="off"
        maxLength={300}
        required
      />
      <TextField
        name={`${of}.identityNumber`}
        label={isCitizen ? m.identityNumber : m.taxNumber}
        value={person.identityNumber}
        onChange={(identityNumber) => onChange({ identityNumber })}
        inputMode={isCitizen ? 'numeric' : 'text'}
        autoComplete="off"
        maxLength={20}
      />
      <TextField
        name={`${of}.phone`}
        label={m.phone}
        value={person.phone}
        onChange={(phone) => onChange({ phone })}
        inputMode="tel"
        autoComplete="off"
        maxLength={30}
      />
      <TextField
        name={`${of}.address`}
        label={m.address}
        value={person.address}
        onChange={(address) => onChange({ address })}
        autoComplete="off"
        maxLength={500}
      />
      <TextField
        name={`${of}.email`}
        label={m.email}
        value={person.email}
        onChange={(email) => onChange({ email })}
        inputMode="email"
        autoComplete="off"
        maxLength={200}
      />
      <SelectField
        name={`${of}.kind`}
        label={m.kind}
        value={person.kind}
        onChange={(kind) => onChange({ kind: KINDS.find((one) => one === kind) ?? 'citizen' })}
        data={KINDS.map((value) => ({ value, label: m[value] }))}
      />
    </div>
  );
}
