import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson } from '#web/api.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { stringifySearch } from '#web/search-params.ts';
import type { ApplicantList } from '../person-schema.ts';
import { Finder, type Found } from './Finder.tsx';
import { newPerson, type TypedPerson, typedOf, withCard } from './reception-draft.ts';
import classes from './reception.module.css';
import { receptionWords } from './reception-words.ts';
import { useFirstField } from './use-first-field.ts';
import { useRested } from './use-rested.ts';

/** Whom the form is filled with, and from where. */
export interface Taken {
  readonly id: string | null;
  readonly person: TypedPerson;
  readonly from: 'known' | 'card' | 'typed';
}

const NEW = 'new';

/** The directory's answer to a name, a number or a card. */
export const applicantsFor = (text: string) => ({
  queryKey: ['dossiers', 'applicants', text],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    getJson<ApplicantList>(`/api/dossiers/applicants${stringifySearch({ q: text })}`, { signal }),
});

/** Finds who has come before; reads the text a scanner types from an identity card, also when its Enter is quicker than we are. */
export function ApplicantFinder({ onTake }: { onTake: (taken: Taken) => void }) {
  const m = useMessages(receptionWords);
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [warning, setWarning] = useState<string | null>(null);
  const plain = text.trim();
  useFirstField('applicant-search', true);
  const rested = useRested(plain);
  const found = useQuery({ ...applicantsFor(rested), enabled: rested.length >= 2, placeholderData: keepPreviousData });
  const isFresh = found.data !== undefined && rested === plain && !found.isPlaceholderData;

  const finish = (taken: Taken, told: string | null) => {
    setWarning(told);
    setText('');
    onTake(taken);
  };
  const takeFrom = (list: ApplicantList): boolean => {
    const [only, ...others] = list.applicants;
    if (list.card) {
      const { id, person } = withCard(list.card, only);
      finish({ id, person, from: 'card' }, list.warning);
      return true;
    }
    if (only && others.length === 0) finish({ id: only.id, person: typedOf(only), from: 'known' }, list.warning);
    else if (!only && !plain.includes('|')) finish({ id: null, person: newPerson(plain), from: 'typed' }, list.warning);
    else setWarning(list.warning);
    return false;
  };
  const pick = (key: string) => {
    const hit = found.data?.applicants.find(({ id }) => id === key);
    if (key === NEW) finish({ id: null, person: newPerson(plain), from: 'typed' }, found.data?.warning ?? null);
    else if (hit) finish({ id: hit.id, person: typedOf(hit), from: 'known' }, found.data?.warning ?? null);
  };
  const enter = (): boolean => {
    if (plain.length < 2) return false;
    if (isFresh && !found.data.card && !plain.includes('|')) return false;
    void client
      .fetchQuery({ ...applicantsFor(plain), staleTime: 5000 })
      .then(takeFrom, () => setWarning(m.searchFailed));
    return true;
  };

  const hits = plain.length >= 2 && !plain.includes('|') ? (found.data?.applicants ?? []) : [];
  const options: Found[] = hits.map(({ id, name, birthOn, identityNumber, phone, dossiers, lastProcedure }) => ({
    key: id,
    label: [name, birthOn?.slice(0, 4), identityNumber && `…${identityNumber.slice(-4)}`].filter(Boolean).join(' · '),
    hint: [phone, dossiers > 0 && m.before(dossiers, lastProcedure ?? '')].filter(Boolean).join(' · '),
  }));
  if (plain.length >= 2 && !plain.includes('|')) options.push({ key: NEW, label: m.newPerson(plain) });
  const told = warning ?? (isFresh && plain.length >= 2 ? found.data.warning : null);
  return (
    <div>
      <Finder
        name="applicant-search"
        label={m.find}
        description={m.findHint}
        text={text}
        onText={(next) => {
          setText(next);
          setWarning(null);
        }}
        options={options}
        onPick={pick}
        onEnter={enter}
      />
      <output className={classes.warning}>{told}</output>
    </div>
  );
}
