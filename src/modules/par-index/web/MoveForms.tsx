import { Button } from '@mantine/core';
import { useState } from 'react';
import type { LocalDate } from '#kernel/local-date.ts';
import { DateField } from '#web/components/DateField.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { TextAreaField, TextField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { dayOf } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { useNow } from '#web/session.tsx';
import { moveFrom } from '../domain/round-flow.ts';
import type { RoundDetail } from '../rounds-schema.ts';
import classes from './index.module.css';
import { roundWords } from './round-words.ts';
import { useRoundAct } from './use-par.ts';
import { words } from './words.ts';

type MoveView = RoundDetail['moves'][number];

/** What the reader may do with the round as a whole, and what stands in the way. */
export function MoveForms({ round }: { readonly round: RoundDetail }) {
  const m = useMessages(roundWords);
  const w = useMessages(words);
  const [open, setOpen] = useState<MoveView['move']>();
  const isFirst = round.moves.findIndex(({ move, obstacle }) => move !== 'cancel' && !obstacle);
  if (round.moves.length === 0) return null;
  const nameOf = (move: MoveView['move']) => m.move(move, w.stateOf(moveFrom(round.state, move) ?? ''));
  return (
    <section className={classes.part} aria-labelledby="par-moves">
      <h2 id="par-moves">{m.next}</h2>
      {round.moves
        .filter(({ obstacle }) => obstacle)
        .map(({ move, obstacle }) => (
          <p key={move} className={classes.small}>
            {nameOf(move)}: {obstacle && m.waitsFor(m.obstacle(obstacle.what, obstacle.count))}
          </p>
        ))}
      <div className={`${classes.buttons} dh-no-print`}>
        {round.moves
          .filter(({ obstacle }) => !obstacle)
          .map(({ move }) => (
            <Button
              key={move}
              variant={round.moves[isFirst]?.move === move ? 'filled' : 'default'}
              onClick={() => setOpen(move)}
            >
              {nameOf(move)}
            </Button>
          ))}
      </div>
      <Dialog opened={open !== undefined} onClose={() => setOpen(undefined)} title={open ? m.question(open) : ''}>
        {open && <MoveForm round={round} move={open} label={nameOf(open)} onDone={() => setOpen(undefined)} />}
      </Dialog>
    </section>
  );
}

interface MoveFormProps {
  readonly round: RoundDetail;
  readonly move: MoveView['move'];
  readonly label: string;
  readonly onDone: () => void;
}

function MoveForm({ round, move, label, onDone }: MoveFormProps) {
  const m = useMessages(roundWords);
  const today = dayOf(useNow()) ?? '';
  const act = useRoundAct(round.id);
  const [replyUntil, setReplyUntil] = useState<LocalDate | ''>('');
  const [text, setText] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const field = { close: 'replyUntil', approve: 'decision', cancel: 'reason' }[move as string];
  const submit = () => {
    const isEmpty = field !== undefined && (field === 'replyUntil' ? replyUntil === '' : text.trim() === '');
    const found = isEmpty && field !== undefined ? [{ field, sentence: m.needed }] : [];
    setErrors(found);
    if (found.length > 0 || act.isPending) return;
    const said = field === undefined ? {} : { [field]: field === 'replyUntil' ? replyUntil : text.trim() };
    act.mutate({ move, body: { revision: round.revision, ...said }, said: m.moved }, { onSuccess: onDone });
  };
  return (
    <Form
      onSubmit={submit}
      errors={errors}
      error={act.error}
      labels={{ replyUntil: m.replyUntil, decision: m.decision, reason: m.reason }}
    >
      <p>{m.effect(move)}</p>
      {field === 'replyUntil' && (
        <DateField
          name="replyUntil"
          label={m.replyUntil}
          value={replyUntil}
          onChange={setReplyUntil}
          min={today}
          required
        />
      )}
      {field === 'decision' && (
        <TextField name="decision" label={m.decision} value={text} onChange={setText} maxLength={200} required />
      )}
      {field === 'reason' && (
        <TextAreaField name="reason" label={m.reason} value={text} onChange={setText} maxLength={2000} required />
      )}
      <FormActions>
        <Button type="submit" loading={act.isPending}>
          {label}
        </Button>
        <Button variant="default" onClick={onDone} disabled={act.isPending}>
          {m.cancelForm}
        </Button>
      </FormActions>
    </Form>
  );
}
