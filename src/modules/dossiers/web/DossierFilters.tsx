import { Button } from '@mantine/core';
import { useState } from 'react';
import { type Filter, FilterBar } from '#web/components/FilterBar.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { useSearchParams } from '#web/search-params.ts';
import { STATE_FACTS, STATES } from '../domain/states.ts';
import { CHANNEL_VI, CHANNELS, URGENCIES } from '../domain/words.ts';
import { AT_RISK, KEYS, type Queue } from './dossier-filters.ts';
import classes from './queue.module.css';
import { riskWords } from './risk-words.ts';
import { useRoomy } from './use-wide.ts';
import { words } from './words.ts';

const FIRST_NARROW = 1;
const FIRST_ROOMY = 3;

interface DossierFiltersProps {
  readonly queue: Queue;
  /** Whether forecasts can be made for this queue. */
  readonly foretold: boolean;
}

/** The filters of a queue; those seldom used stand behind a button until one of them is in force. */
export function DossierFilters({ queue, foretold }: DossierFiltersProps) {
  const m = useMessages(words);
  const risk = useMessages(riskWords);
  const search = useSearchParams();
  const roomy = useRoomy();
  const [opened, setOpened] = useState(false);
  const filters: readonly Filter[] = [
    { kind: 'text', key: KEYS.search, label: m.search, placeholder: m.searchHint },
    {
      kind: 'select',
      key: KEYS.urgency,
      label: m.urgency,
      options: URGENCIES.filter((one) => queue === 'all' || one !== 'ended').map((one) => ({
        value: one,
        label: m[one],
      })),
    },
    ...(foretold
      ? [
          {
            kind: 'select',
            key: KEYS.forecast,
            label: risk.filter,
            options: [{ value: AT_RISK, label: risk.atRisk }],
          } as const,
        ]
      : []),
    {
      kind: 'select',
      key: KEYS.channel,
      label: m.channel,
      options: CHANNELS.map((one) => ({ value: one, label: CHANNEL_VI[one] })),
    },
    {
      kind: 'select',
      key: KEYS.state,
      label: m.state,
      options: STATES.map((one) => ({ value: one, label: STATE_FACTS[one].label })),
    },
    { kind: 'date', key: KEYS.receivedFrom, label: m.receivedFrom },
    { kind: 'date', key: KEYS.receivedTo, label: m.receivedTo },
    ...(queue === 'all'
      ? [
          {
            kind: 'select',
            key: KEYS.ended,
            label: m.withEnded,
            none: m.withEndedNo,
            options: [{ value: 'ca', label: m.withEndedYes }],
          } as const,
        ]
      : []),
  ];
  const first = filters.slice(0, roomy && !search[KEYS.open] ? FIRST_ROOMY + Number(foretold) : FIRST_NARROW);
  const active = filters.slice(first.length).filter(({ key }) => search[key]).length;
  return (
    <div className={classes.filters}>
      <FilterBar filters={opened || active > 0 ? filters : first} resets={[KEYS.open]} />
      <Button
        variant="subtle"
        size="compact-sm"
        aria-expanded={opened}
        className="dh-no-print"
        onClick={() => setOpened(!opened)}
      >
        {opened ? m.fewerFilters : m.moreFilters(active)}
      </Button>
    </div>
  );
}
