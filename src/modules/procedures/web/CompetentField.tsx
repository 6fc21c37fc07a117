import type { SearchOut } from '#modules/org/schema.ts';
import { getJson } from '#web/api.ts';
import { AgencyPicker, type PickSearch } from '#web/components/SearchPicker.tsx';
import { SelectField, TextField } from '#web/components/fields.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { useState } from 'react';
import type { RevisionBody } from '../revision-schema.ts';
import { reviseWords } from './revise-words.ts';

type Competent = RevisionBody['content']['competent'];

interface CompetentFieldProps {
  readonly competent: Competent;
  /** The name of the agency the form began with. */
  readonly knownName: string | null;
  readonly onChange: (competent: Competent) => void;
}

const NEW: Readonly<Record<Competent['kind'], Competent>> = {
  receiving: { kind: 'receiving' },
  code: { kind: 'code', code: '' },
  described: { kind: 'described', words: '' },
};

const search: PickSearch = async (text, signal) => {
  const { hits } = await getJson<SearchOut>(`/api/org/agencies/search?q=${encodeURIComponent(text)}`, { signal });
  return hits.map(({ agency }) => ({ id: agency.code, label: agency.name }));
};

/** Who decides: the desk that receives, an agency of the province, or words where none was matched. */
export function CompetentField({ competent, knownName, onChange }: CompetentFieldProps) {
  const m = useMessages(reviseWords);
  const [name, setName] = useState(knownName);
  const { kind } = competent;
  return (
    <>
      <SelectField
        name={kind === 'receiving' ? 'competent' : 'competentKind'}
        label={m.competent}
        value={kind}
        onChange={(value) => onChange(NEW[value as Competent['kind']])}
        data={[
          { value: 'receiving', label: m.receiving },
          { value: 'code', label: m.byCode },
          { value: 'described', label: m.described },
        ]}
      />
      {kind === 'code' && (
        <AgencyPicker
          name="competent"
          label={m.pickAgency}
          value={competent.code === '' ? null : { id: competent.code, label: name ?? competent.code }}
          onChange={(picked) => {
            setName(picked?.label ?? null);
            onChange({ kind: 'code', code: picked?.id ?? '' });
          }}
          search={search}
        />
      )}
      {kind === 'described' && (
        <TextField
          name="competent"
          label={m.agencyWords}
          value={competent.words}
          onChange={(written) => onChange({ kind: 'described', words: written })}
        />
      )}
    </>
  );
}
