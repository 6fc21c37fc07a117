import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { DateField } from '#web/components/DateField.tsx';
import { SelectField, TextField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { formatMoment, weekdayName } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { stringifySearch } from '#web/search-params.ts';
import { useNow } from '#web/session.tsx';
import type { DueView } from '../schema.ts';
import classes from './calendar.module.css';
import { words } from './words.ts';

const UNITS = ['working-day', 'working-hour', 'calendar-day', 'month'] as const;

/** Asks the calendar for a due date and shows how it was found. */
export function TryDue({ agencyId }: { agencyId: string | undefined }) {
  const m = useMessages(words);
  const language = useLanguage();
  const now = useNow();
  // Day and time apart: the browser's own field for both would show the month first.
  const [day, setDay] = useState(now.slice(0, 10));
  const [time, setTime] = useState(now.slice(11, 16));
  const [amount, setAmount] = useState('5');
  const [unit, setUnit] = useState<string>('working-day');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const due = useMutation({
    mutationFn: () => {
      const question = { from: `${day}T${time.trim()}`, amount: amount.trim().replace(',', '.'), unit, agencyId };
      return getJson<DueView>(`/api/calendar/due${stringifySearch(question)}`);
    },
  });
  const submit = () => {
    const found = [
      ...(day ? [] : [{ field: 'day', sentence: m.fillDate }]),
      ...(/^([01]\d|2[0-3]):[0-5]\d$/.test(time.trim()) ? [] : [{ field: 'time', sentence: m.fillTime }]),
      ...(/^\d+(?:[.,]\d+)?$/.test(amount.trim()) ? [] : [{ field: 'amount', sentence: m.fillAmount }]),
    ];
    setErrors(found);
    if (found.length === 0) due.mutate();
  };
  return (
    <Sheet title={m.tryTitle}>
      <Form
        onSubmit={submit}
        errors={errors}
        error={due.error}
        labels={{ day: m.tryDay, time: m.tryTime, amount: m.tryAmount, unit: m.tryUnit }}
      >
        <DateField name="day" label={m.tryDay} value={day} onChange={setDay} />
        <TextField name="time" label={m.tryTime} description={m.tryTimeHelp} value={time} onChange={setTime} />
        <TextField name="amount" label={m.tryAmount} inputMode="decimal" value={amount} onChange={setAmount} />
        <SelectField
          name="unit"
          label={m.tryUnit}
          value={unit}
          onChange={setUnit}
          data={UNITS.map((value) => ({ value, label: m[value] }))}
        />
        <FormActions>
          <Button type="submit" variant="default" loading={due.isPending}>
            {m.tryButton}
          </Button>
        </FormActions>
      </Form>
      <div aria-live="polite" className={classes.result}>
        {due.isSuccess && (
          <>
            <p className={classes.due}>
              {m.due}: {formatMoment(due.data.dueAt)} {weekdayName(due.data.dueAt, language)}
            </p>
            <ol>
              {due.data.sentences.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ol>
          </>
        )}
      </div>
    </Sheet>
  );
}
