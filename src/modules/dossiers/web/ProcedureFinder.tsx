import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson } from '#web/api.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { stringifySearch } from '#web/search-params.ts';
import type { ProcedureChoice, ProcedureChoices } from '../desk-schema.ts';
import { Finder, type Found } from './Finder.tsx';
import { receptionWords } from './reception-words.ts';
import { useRested } from './use-rested.ts';

/** The procedures of a counter, and at which counters the reader receives. */
export function useProcedureChoices(text: string, agency: string) {
  return useQuery({
    queryKey: ['dossiers', 'procedures', text, agency],
    queryFn: ({ signal }) =>
      getJson<ProcedureChoices>(`/api/dossiers/procedures${stringifySearch({ q: text, agency })}`, { signal }),
    placeholderData: keepPreviousData,
  });
}

interface ProcedureFinderProps {
  readonly agency: string;
  readonly onTake: (procedure: ProcedureChoice) => void;
}

/** Picks a procedure: without a word typed, what the counter receives most. */
export function ProcedureFinder({ agency, onTake }: ProcedureFinderProps) {
  const m = useMessages(receptionWords);
  const [text, setText] = useState('');
  const plain = text.trim();
  const rested = useRested(plain);
  const found = useProcedureChoices(rested, agency);
  const isFresh = found.data !== undefined && rested === plain && !found.isPlaceholderData;
  const options: Found[] = (isFresh ? found.data.procedures : []).map((one) => ({
    key: one.versionId,
    label: one.name,
    hint: [one.code, one.limitText, one.used > 0 && m.often(one.used), one.isSample && m.sample]
      .filter(Boolean)
      .join(' · '),
  }));
  return (
    <Finder
      name="procedureVersionId"
      label={m.procedure}
      description={m.procedureHint}
      text={text}
      onText={setText}
      options={options}
      onPick={(key) => {
        const picked = found.data?.procedures.find(({ versionId }) => versionId === key);
        if (picked) onTake(picked);
      }}
      // What was typed is not answered yet: Enter waits for it instead of taking the first of another question.
      onEnter={() => !isFresh}
      message={found.isError ? m.searchFailed : isFresh ? m.noProcedure : m.searching}
    />
  );
}
