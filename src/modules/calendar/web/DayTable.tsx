import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { deleteJson } from '#web/api.ts';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { TextField } from '#web/components/fields.tsx';
import { Form, FormActions } from '#web/components/Form.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { formatDay, weekdayName } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { DayView } from '../schema.ts';
import classes from './calendar.module.css';
import { words } from './words.ts';

/** The days of a year that depart from the weekly pattern; the province's and agencies' own can be taken out. */
export function DayTable({ year, days, mayChange }: { year: number; days: readonly DayView[]; mayChange: boolean }) {
  const m = useMessages(words);
  const language = useLanguage();
  const columns: Column<DayView>[] = [
    {
      key: 'date',
      header: m.date,
      width: 'narrow',
      cell: (day) => `${formatDay(day.date)} ${weekdayName(day.date, language)}`,
      sortValue: (day) => day.date,
      copy: (day) => day.date,
    },
    { key: 'kind', header: m.kind, width: 'narrow', cell: (day) => m[day.kind], copy: (day) => m[day.kind] },
    { key: 'name', header: m.name, cell: (day) => <NameOf day={day} />, copy: (day) => day.name },
    {
      key: 'source',
      header: m.source,
      width: 'wide',
      cell: (day) => day.sources[0]?.title ?? '–',
      copy: (day) => day.sources.map(({ title }) => title).join('; '),
      hideOnPhone: true,
    },
    { key: 'scope', header: m.scope, width: 'narrow', cell: (day) => m[day.scope], copy: (day) => m[day.scope] },
    ...(mayChange && days.some((day) => day.scope !== 'national')
      ? [
          {
            key: 'change',
            header: m.change,
            width: 'narrow' as const,
            cell: (day: DayView) => (day.scope === 'national' ? '' : <RemoveDay day={day} />),
          },
        ]
      : []),
  ];
  return <DataTable caption={m.caption(year)} columns={columns} rows={days} rowKey={(day) => day.id} />;
}

function NameOf({ day }: { day: DayView }) {
  const m = useMessages(words);
  const hours = day.periods?.map(({ from, to }) => `${from}–${to}`).join(', ');
  const notes = [
    day.pairedWith && (day.kind === 'make-up' ? m.pairWork : m.pairOff)(formatDay(day.pairedWith)),
    hours && m.onlyHours(hours),
  ].filter(Boolean);
  return (
    <span>
      {day.name}
      {notes.length > 0 && <span className={classes.quiet}> ({notes.join('; ')})</span>}
    </span>
  );
}

function RemoveDay({ day }: { day: DayView }) {
  const m = useMessages(words);
  const client = useQueryClient();
  const [opened, setOpened] = useState(false);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>();
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const isShort = reason.trim().length < 5;
  const remove = async () => {
    setTried(true);
    setError(undefined);
    if (isShort) return;
    setBusy(true);
    try {
      await deleteJson(`/api/calendar/days/${day.id}`, { body: { reason: reason.trim() } });
      setOpened(false);
      showToast(m.removed);
      await client.invalidateQueries();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={`${m.remove}: ${formatDay(day.date)}`}
        onClick={() => setOpened(true)}
      >
        {m.remove}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={m.removeThis(formatDay(day.date))}>
        <p>{m.removeText}</p>
        <Form
          onSubmit={() => void remove()}
          error={error}
          errors={tried && isShort ? [{ field: 'reason', sentence: m.fillReason }] : []}
          labels={{ reason: m.reason }}
        >
          <TextField
            name="reason"
            label={m.reason}
            description={m.reasonHelp}
            value={reason}
            onChange={setReason}
            data-autofocus
          />
          <FormActions>
            <Button type="submit" variant="default" loading={busy}>
              {m.removeButton}
            </Button>
          </FormActions>
        </Form>
      </Dialog>
    </>
  );
}
