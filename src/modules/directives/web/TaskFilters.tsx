import { Button } from '@mantine/core';
import { useState } from 'react';
import { type Filter, FilterBar } from '#web/components/FilterBar.tsx';
import { formatDay } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { useSearchParams } from '#web/search-params.ts';
import type { TaskChoices } from '../schema.ts';
import { STEP_PLACES, stepBadge } from './states.ts';
import { KEYS } from './task-filters.ts';
import classes from './tasks.module.css';
import { useRoomy } from './use-wide.ts';
import { words } from './words.ts';

/** How many filters stand open: the search alone on a phone or beside a detail, the usual ones on a desk. */
const FIRST_NARROW = 1;
const FIRST_ROOMY = 4;

/** The filters of the table; those seldom used stand behind a button until one of them is in force. */
export function TaskFilters({ choices }: { choices: TaskChoices | undefined }) {
  const m = useMessages(words);
  const search = useSearchParams();
  const roomy = useRoomy();
  const [opened, setOpened] = useState(false);
  const filters = useFilters(choices);
  const first = filters.slice(0, roomy && !search[KEYS.open] ? FIRST_ROOMY : FIRST_NARROW);
  const active = filters.slice(first.length).filter(({ key }) => search[key]).length;
  const shown = opened || (roomy && active > 0 && !search[KEYS.open]) ? filters : first;
  return (
    <div className={classes.filters}>
      <FilterBar filters={shown} resets={[KEYS.open, KEYS.part]} />
      {(opened || shown.length < filters.length) && (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={opened}
          className="dh-no-print"
          onClick={() => setOpened(!opened)}
        >
          {opened ? m.fewerFilters : m.moreFilters(active)}
        </Button>
      )}
    </div>
  );
}

function useFilters(choices: TaskChoices | undefined): readonly Filter[] {
  const m = useMessages(words);
  const language = useLanguage();
  const agencies = choices?.agencies ?? [];
  const documents = choices?.documents ?? [];
  const all: (Filter | false)[] = [
    { kind: 'text', key: KEYS.search, label: m.search, placeholder: m.searchHint },
    agencies.length > 1 && {
      kind: 'select',
      key: KEYS.agency,
      label: m.agency,
      options: agencies.map(({ id, name, count }) => ({ value: id, label: `${name} (${count})` })),
    },
    documents.length > 1 && {
      kind: 'select',
      key: KEYS.document,
      label: m.document,
      options: documents.map(({ id, number, kind, issuedOn, count }) => ({
        value: id,
        label: `${number ?? kind ?? m.noDocumentNumber}${issuedOn ? `, ${formatDay(issuedOn)}` : ''} (${count})`,
      })),
    },
    {
      kind: 'select',
      key: KEYS.step,
      label: m.step,
      options: STEP_PLACES.map(({ step, address }) => ({ value: address, label: stepBadge(step, language).label })),
    },
    {
      kind: 'select',
      key: KEYS.role,
      label: m.role,
      options: [
        { value: 'chu-tri', label: m.lead },
        { value: 'phoi-hop', label: m.cooperating },
      ],
    },
    {
      kind: 'select',
      key: KEYS.extension,
      label: m.extension,
      options: [
        { value: 'cho-tra-loi', label: m.extensionOpen },
        { value: 'da-gia-han', label: m.extensionGranted },
      ],
    },
    { kind: 'date', key: KEYS.dueFrom, label: m.dueFrom },
    { kind: 'date', key: KEYS.dueTo, label: m.dueTo },
    { kind: 'select', key: KEYS.mine, label: m.given, options: [{ value: 'toi', label: m.givenToMe }] },
    {
      kind: 'select',
      key: KEYS.sort,
      label: m.sortBy,
      none: m.soonest,
      options: [
        { value: 'han-xa', label: m.latest },
        { value: 'moi-giao', label: m.newest },
      ],
    },
    { kind: 'select', key: KEYS.counted, label: m.counted, options: [{ value: 'co', label: m.countedOnly }] },
  ];
  return all.filter((filter): filter is Filter => filter !== false);
}
