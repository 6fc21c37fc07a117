import { Button } from '@mantine/core';
import { useState } from 'react';
import type { LocalDate } from '#kernel/local-date.ts';
import { ConfirmButton } from '#web/components/ConfirmButton.tsx';
import { DateField } from '#web/components/DateField.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { SelectField, TextAreaField, TextField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { dayOf } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { useNow } from '#web/session.tsx';
import type { ProposalDetail } from '../proposals-schema.ts';
import classes from './proposal.module.css';
import { proposalWords } from './proposal-words.ts';
import { useProposalAct } from './use-proposals.ts';

type Kind = 'send' | 'answer' | 'withdraw' | 'return';
const SAID = { send: 'sent', answer: 'answered', withdraw: 'withdrawn', return: 'returned' } as const;

interface ProposalActsProps {
  readonly proposal: ProposalDetail;
  /** Something is typed that the letter and the leaders would not see. */
  readonly isUnsaved: boolean;
}

/** The letter, and what may be done with the proposal next. */
export function ProposalActs({ proposal, isUnsaved }: ProposalActsProps) {
  const m = useMessages(proposalWords);
  const act = useProposalAct(proposal.id);
  const [open, setOpen] = useState<Kind>();
  const hasReason = proposal.content.reasons.length > 0;
  const may = (kind: ProposalDetail['can'][number]) => proposal.can.includes(kind);
  const approve = () => act.mutateAsync({ path: 'approve', body: { after: proposal.last }, said: m.approved });
  const submit = () => act.mutate({ path: 'submit', body: { after: proposal.last }, said: m.submitted });
  return (
    <section className={classes.part} aria-labelledby="par-letter">
      <h2 id="par-letter">{m.letter}</h2>
      <p className={classes.by}>{hasReason ? m.letterHint : m.letterNeedsReason}</p>
      <div className={`${classes.buttons} dh-no-print`}>
        {hasReason &&
          (['docx', 'pdf'] as const).map((form) => (
            <Button
              key={form}
              component="a"
              variant="default"
              href={`/api/par/proposals/${proposal.id}/letter/${form}`}
              download
            >
              {form === 'docx' ? m.letterDocx : m.letterPdf}
            </Button>
          ))}
        {may('submitted') && hasReason && (
          <Button onClick={submit} loading={act.isPending} disabled={isUnsaved}>
            {m.submit}
          </Button>
        )}
        {may('approved') && hasReason && (
          <ConfirmButton label={m.approve} question={m.approveQuestion} onConfirm={approve}>
            <p>{m.approveText}</p>
          </ConfirmButton>
        )}
        {may('returned') && (
          <Button variant="default" onClick={() => setOpen('return')}>
            {m.return}
          </Button>
        )}
        {may('sent') && <Button onClick={() => setOpen('send')}>{m.send}</Button>}
        {may('answered') && <Button onClick={() => setOpen('answer')}>{m.answer}</Button>}
        {may('withdrawn') && (
          <Button variant="default" onClick={() => setOpen('withdraw')}>
            {m.withdraw}
          </Button>
        )}
      </div>
      {may('submitted') && hasReason && <p className={classes.by}>{isUnsaved ? m.saveFirst : m.submitHint}</p>}
      {proposal.state === 'submitted' && !may('approved') && <p className={classes.by}>{m.waitsForLeader}</p>}
      {act.isError && <ErrorBox error={act.error} />}
      <Dialog opened={open !== undefined} onClose={() => setOpen(undefined)} title={open ? m[open] : ''}>
        {open && <ActForm kind={open} proposal={proposal} onDone={() => setOpen(undefined)} />}
      </Dialog>
    </section>
  );
}

interface ActFormProps {
  readonly kind: Kind;
  readonly proposal: ProposalDetail;
  readonly onDone: () => void;
}

function ActForm({ kind, proposal, onDone }: ActFormProps) {
  const m = useMessages(proposalWords);
  const today = (dayOf(useNow()) ?? '') as LocalDate | '';
  const act = useProposalAct(proposal.id);
  const [number, setNumber] = useState('');
  const [day, setDay] = useState<LocalDate | ''>(today);
  const [decision, setDecision] = useState('accepted');
  const [text, setText] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const needsDocument = kind === 'send' || kind === 'answer';
  const needsText = kind !== 'send';
  const reasonOf = kind === 'withdraw' ? m.reason : kind === 'return' ? m.returnReason : m.text;
  const submit = () => {
    const found: FieldError[] = [
      ...(needsDocument && !/^\d{1,6}\/[\p{L}\d.-]{1,60}$/u.test(number.trim())
        ? [{ field: 'number', sentence: m.needDocument }]
        : []),
      ...(needsDocument && day === '' ? [{ field: 'day', sentence: m.needDay }] : []),
      ...(needsText && text.trim() === '' ? [{ field: 'text', sentence: m.needText }] : []),
    ];
    setErrors(found);
    if (found.length > 0 || act.isPending) return;
    const after = proposal.last;
    const document = { after, number: number.trim(), day };
    const body = !needsDocument
      ? { after, reason: text.trim() }
      : kind === 'send'
        ? document
        : { ...document, decision, text: text.trim() };
    act.mutate({ path: kind, body, said: m[SAID[kind]] }, { onSuccess: onDone });
  };
  return (
    <Form onSubmit={submit} errors={errors} error={act.error} labels={{ number: m.number, day: m.day, text: reasonOf }}>
      {needsDocument && (
        <>
          <TextField name="number" label={m.number} description={m.numberHint} value={number} onChange={setNumber} />
          <DateField name="day" label={m.day} value={day} onChange={setDay} {...(today ? { max: today } : {})} />
        </>
      )}
      {kind === 'answer' && (
        <SelectField
          name="decision"
          label={m.decisionLabel}
          value={decision}
          onChange={setDecision}
          data={['accepted', 'partly', 'declined'].map((value) => ({ value, label: m.decision(value) }))}
        />
      )}
      {needsText && <TextAreaField name="text" label={reasonOf} value={text} onChange={setText} />}
      <FormActions>
        <Button type="submit" loading={act.isPending}>
          {m[kind]}
        </Button>
      </FormActions>
    </Form>
  );
}
