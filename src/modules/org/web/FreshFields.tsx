import { SelectField, TextField } from '#web/components/fields.tsx';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { AGENCY_KINDS, LEVEL_NAMES } from '../domain/agency.ts';
import { kindName, levelName } from './agency-text.ts';
import { OneAgency } from './AgencyPick.tsx';
import type { FreshDraft } from './change-draft.ts';
import { changeWords } from './change-words.ts';

interface FreshFieldsProps {
  readonly fresh: FreshDraft;
  readonly onChange: (next: FreshDraft) => void;
  /** Before the names of the fields, where several new agencies stand in one form. */
  readonly prefix?: string;
}

/** A new agency: what it is called, what it is, whom it stands under. */
export function FreshFields({ fresh, onChange, prefix = '' }: FreshFieldsProps) {
  const m = useMessages(changeWords);
  const language = useLanguage();
  const change = (part: Partial<FreshDraft>) => onChange({ ...fresh, ...part });
  return (
    <>
      <TextField
        name={`${prefix}name`}
        label={m.name}
        value={fresh.name}
        onChange={(name) => change({ name })}
        autoComplete="off"
        required
      />
      <OneAgency
        name={`${prefix}parentId`}
        label={m.parent}
        value={fresh.parent}
        onChange={(parent) => change({ parent })}
      />
      <SelectField
        name={`${prefix}kind`}
        label={m.kind}
        value={fresh.kind}
        onChange={(kind) => change({ kind })}
        data={Object.keys(AGENCY_KINDS).map((value) => ({ value, label: kindName(value, language) }))}
      />
      <SelectField
        name={`${prefix}level`}
        label={m.level}
        value={fresh.level}
        onChange={(level) => change({ level: level as FreshDraft['level'] })}
        data={(Object.keys(LEVEL_NAMES) as FreshDraft['level'][]).map((value) => ({
          value,
          label: levelName(value, language),
        }))}
      />
      <TextField
        name={`${prefix}shortNames`}
        label={m.shortNames}
        description={m.shortNamesHelp}
        value={fresh.shortNames}
        onChange={(shortNames) => change({ shortNames })}
        autoComplete="off"
      />
      <TextField
        name={`${prefix}docSymbol`}
        label={m.symbol}
        value={fresh.docSymbol}
        onChange={(docSymbol) => change({ docSymbol })}
        autoComplete="off"
      />
    </>
  );
}
