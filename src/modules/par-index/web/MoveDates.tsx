import { Button } from '@mantine/core';
import { useState } from 'react';
import type { LocalDate } from '#kernel/local-date.ts';
import { DateField } from '#web/components/DateField.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { TextAreaField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { dayOf, formatDay, formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { useCan, useNow } from '#web/session.tsx';
import { faultsOfMove, movableDates, ROUND_DATES, type RoundDates } from '../domain/round-dates.ts';
import type { RoundDetail } from '../rounds-schema.ts';
import { DeadlineFields } from './DeadlineFields.tsx';
import classes from './opening.module.css';
import { openingWords } from './opening-words.ts';
import { useRoundAct } from './use-par.ts';

/** Dời hạn: a button for whoever runs the round, and for everybody how dates were moved and why. */
export function MoveDates({ round }: { readonly round: RoundDetail }) {
  const m = useMessages(openingWords);
  const can = useCan();
  const [opened, setOpened] = useState(false);
  const mayMove = can('par-index.manage') && movableDates(round.state).length > 0;
  if (!mayMove && round.dateMoves.length === 0) return null;
  return (
    <div>
      {round.dateMoves.length > 0 && (
        <details>
          <summary>
            {m.history} ({round.dateMoves.length})
          </summary>
          <ul className={classes.moves}>
            {round.dateMoves.map((one) => (
              <li key={one.at}>
                <p>
                  {Object.entries(one.dates)
                    .map(([name, [from, to]]) =>
                      m.change(labelOf(m, name), from ? formatDay(from) : '—', formatDay(to)),
                    )
                    .join('; ')}
                </p>
                <p>{one.reason}</p>
                <p className={classes.hint}>{m.by(one.by, formatMoment(one.at))}</p>
              </li>
            ))}
          </ul>
        </details>
      )}
      {mayMove && (
        <Button variant="default" size="xs" className="dh-no-print" onClick={() => setOpened(true)}>
          {m.move}
        </Button>
      )}
      <Dialog opened={opened} onClose={() => setOpened(false)} title={m.moveQuestion}>
        {opened && <MoveDatesForm round={round} onDone={() => setOpened(false)} />}
      </Dialog>
    </div>
  );
}

type Words = ReturnType<typeof useMessages<(typeof openingWords)['vi']>>;

function labelOf(m: Words, name: string): string {
  const known = [...ROUND_DATES, 'replyUntil' as const].find((one) => one === name);
  return known ? m[known] : name;
}

function MoveDatesForm({ round, onDone }: { readonly round: RoundDetail; readonly onDone: () => void }) {
  const m = useMessages(openingWords);
  const today = dayOf(useNow()) ?? '';
  const act = useRoundAct(round.id);
  const before: RoundDates = round;
  const [dates, setDates] = useState<RoundDates>({
    selfDueOn: round.selfDueOn,
    appraisal1DueOn: round.appraisal1DueOn,
    explanationDueOn: round.explanationDueOn,
    appraisal2DueOn: round.appraisal2DueOn,
    publishOn: round.publishOn,
  });
  const [until, setUntil] = useState<LocalDate | ''>(round.replyUntil ?? '');
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const mayMoveWindow = round.state === 'reply' && (round.replyUntil ?? '') >= today;
  const changed = ROUND_DATES.filter((name) => dates[name] !== before[name]);
  const windowChanged = mayMoveWindow && until !== '' && until !== round.replyUntil;
  const faults: FieldError[] = [
    ...faultsOfMove({ ...before, cutOffOn: round.cutOffOn }, dates, round.state, today).map(({ field, fault }) => ({
      field,
      sentence: m.fault(fault),
    })),
    ...(mayMoveWindow && until === '' ? [{ field: 'replyUntil', sentence: m.fault('missing') }] : []),
  ];
  const found = [
    ...faults,
    ...(changed.length === 0 && !windowChanged && faults.length === 0
      ? [{ field: movableDates(round.state)[0] ?? 'reason', sentence: m.nothingMoved }]
      : []),
    ...(reason.trim() === '' ? [{ field: 'reason', sentence: m.needed }] : []),
  ];
  const submit = () => {
    setAsked(true);
    if (found.length > 0 || act.isPending) return;
    const moved = Object.fromEntries(changed.map((name) => [name, dates[name]]));
    act.mutate(
      {
        move: 'dates',
        body: {
          revision: round.revision,
          reason: reason.trim(),
          dates: { ...moved, ...(windowChanged ? { replyUntil: until } : {}) },
        },
        said: m.moved,
      },
      { onSuccess: onDone },
    );
  };
  const labels = {
    ...Object.fromEntries(ROUND_DATES.map((name) => [name, m[name]])),
    replyUntil: m.replyUntil,
    reason: m.reason,
  };
  return (
    <Form onSubmit={submit} errors={asked ? found : []} error={act.error} labels={labels}>
      <p>{m.moveHint}</p>
      <DeadlineFields
        dates={dates}
        onChange={(name, day) => setDates({ ...dates, [name]: day })}
        shown={movableDates(round.state)}
        today={today}
        early={(name) => (asked ? undefined : faults.find(({ field }) => field === name)?.sentence)}
      />
      {mayMoveWindow && (
        <DateField name="replyUntil" label={m.replyUntil} value={until} onChange={setUntil} min={today} required />
      )}
      <TextAreaField
        name="reason"
        label={m.reason}
        value={reason}
        onChange={setReason}
        rows={2}
        maxLength={2000}
        required
      />
      <FormActions>
        <Button type="submit" loading={act.isPending}>
          {m.move}
        </Button>
        <Button variant="default" onClick={onDone} disabled={act.isPending}>
          {m.cancel}
        </Button>
      </FormActions>
    </Form>
  );
}
