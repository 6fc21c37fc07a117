import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@mantine/core';
import { getJson } from '#web/api.ts';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { PrecedentList } from '../ranking-schema.ts';
import { formatPoints } from './figures.ts';
import classes from './opening.module.css';
import { precedentWords } from './precedent-words.ts';

type Precedent = PrecedentList['precedents'][number];

/** Tiền lệ: where earlier appraisals of the same criterion did not agree, and how it ended. Read on asking. */
export function Precedents({ name }: { readonly name: string }) {
  const m = useMessages(precedentWords);
  const [wanted, setWanted] = useState(false);
  const found = useQuery({
    queryKey: ['par-index', 'precedents', name],
    queryFn: ({ signal }) => getJson<PrecedentList>(`/api/par/precedents?name=${encodeURIComponent(name)}`, { signal }),
    enabled: wanted,
  });
  if (!wanted)
    return (
      <Button variant="subtle" size="xs" className={classes.start ?? ''} onClick={() => setWanted(true)}>
        {m.show}
      </Button>
    );
  if (found.isPending) return <Loading lines={3} />;
  if (found.isError) return <ErrorBox error={found.error} retry={() => void found.refetch()} />;
  return <PrecedentLines precedents={found.data.precedents} isOneLeaf />;
}

/** Precedents one below the other: who was given what at each time, and the words on both sides. */
export function PrecedentLines({ precedents, isOneLeaf }: { precedents: readonly Precedent[]; isOneLeaf: boolean }) {
  const m = useMessages(precedentWords);
  const language = useLanguage();
  if (precedents.length === 0) return <p className={classes.hint}>{m.none}</p>;
  const points = (value: number | null) => (value === null ? '—' : formatPoints(value, language));
  return (
    <ul className={classes.precedents}>
      {precedents.map((one) => (
        <li key={`${one.year} ${one.agency} ${one.leaf}`}>
          <p>
            <strong>{isOneLeaf ? m.of(one.year, one.agency) : `${one.leaf} ${one.leafName}. ${one.agency}`}</strong>
          </p>
          <p>{m.steps(points(one.self), points(one.appraisal1), points(one.appraisal2), points(one.final))}</p>
          {one.reason && <p>{m.reason(one.reason)}</p>}
          {one.explanation && <p>{m.explanation(one.explanation)}</p>}
        </li>
      ))}
    </ul>
  );
}
