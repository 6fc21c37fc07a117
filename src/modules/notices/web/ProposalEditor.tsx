import { Button } from '@mantine/core';
import { useState } from 'react';
import { isLocalDate } from '#kernel/local-date.ts';
import { CheckField, SelectField, TextAreaField, TextField } from '#web/components/fields.tsx';
import { DateField } from '#web/components/DateField.tsx';
import { Form, FormActions } from '#web/components/Form.tsx';
import { AgenciesPicker, type PickOption } from '#web/components/SearchPicker.tsx';
import { dayOf } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { useNow } from '#web/session.tsx';
import { type ProposalBody, type ProposalView, RECURRENCES, TASK_KINDS, URGENCIES } from '../schema.ts';
import { choiceOf, optionOf, searchParties } from './parties.ts';
import classes from './ProposalCard.module.css';
import { words } from './words.ts';

type Body = Omit<ProposalBody, 'version'>;

interface ProposalEditorProps {
  readonly proposal: ProposalView;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSave: (body: Body) => void;
  readonly onCancel: () => void;
}

/** The form of one proposal; only what was changed is sent, so that two clerks on two fields do not collide by accident. */
export function ProposalEditor({ proposal, busy, error, onSave, onCancel }: ProposalEditorProps) {
  const m = useMessages(words);
  const today = dayOf(useNow());
  const [text, setText] = useState(proposal.text);
  const [leads, setLeads] = useState<readonly PickOption[]>(proposal.leads.map(optionOf));
  const [cooperating, setCooperating] = useState<readonly PickOption[]>(proposal.cooperating.map(optionOf));
  const [deadlineOn, setDeadlineOn] = useState(proposal.deadlineOn ?? '');
  const [deadlineTime, setDeadlineTime] = useState(proposal.deadlineTime ?? '');
  const [noDeadline, setNoDeadline] = useState(proposal.noDeadline);
  const [startOn, setStartOn] = useState(proposal.startOn ?? '');
  const [recurrence, setRecurrence] = useState<string>(proposal.recurrence ?? '');
  const [product, setProduct] = useState(proposal.product ?? '');
  const [urgency, setUrgency] = useState<string>(proposal.urgency);
  const [kind, setKind] = useState<string>(proposal.kind);

  const save = () => {
    const whole: Body = {
      text,
      leads: leads.map(choiceOf),
      cooperating: cooperating.map(choiceOf),
      deadlineOn: isLocalDate(deadlineOn) ? deadlineOn : null,
      deadlineTime: deadlineTime || null,
      noDeadline,
      startOn: isLocalDate(startOn) ? startOn : null,
      recurrence: RECURRENCES.find((one) => one === recurrence) ?? null,
      product: product.trim() || null,
      urgency: URGENCIES.find((one) => one === urgency) ?? 'normal',
      kind: TASK_KINDS.find((one) => one === kind) ?? 'concrete',
    };
    const before: Body = {
      text: proposal.text,
      leads: proposal.leads.map(optionOf).map(choiceOf),
      cooperating: proposal.cooperating.map(optionOf).map(choiceOf),
      deadlineOn: proposal.deadlineOn,
      deadlineTime: proposal.deadlineTime,
      noDeadline: proposal.noDeadline,
      startOn: proposal.startOn,
      recurrence: proposal.recurrence,
      product: proposal.product,
      urgency: proposal.urgency,
      kind: proposal.kind,
    };
    const keys = (Object.keys(whole) as (keyof Body)[]).filter(
      (key) => JSON.stringify(whole[key]) !== JSON.stringify(before[key]),
    );
    if (keys.length === 0) onCancel();
    else onSave(Object.fromEntries(keys.map((key) => [key, whole[key]])) as Body);
  };
  const day = today ? { today } : {};
  return (
    <div className={classes.editor}>
      <Form
        onSubmit={save}
        error={error}
        labels={{
          leads: m.lead,
          cooperating: m.cooperating,
          deadlineOn: m.deadline,
          startOn: m.start,
          product: m.product,
          text: m.content,
        }}
      >
        <TextAreaField name="text" label={m.content} value={text} onChange={setText} autosize maxRows={8} />
        <AgenciesPicker name="leads" label={m.lead} value={leads} onChange={setLeads} search={searchParties} />
        <AgenciesPicker
          name="cooperating"
          label={m.cooperating}
          value={cooperating}
          onChange={setCooperating}
          search={searchParties}
        />
        <DateField
          name="deadlineOn"
          label={m.deadline}
          value={isLocalDate(deadlineOn) ? deadlineOn : ''}
          onChange={setDeadlineOn}
          {...day}
        />
        <TextField
          name="deadlineTime"
          label={m.deadlineTime}
          value={deadlineTime}
          onChange={setDeadlineTime}
          placeholder="17:00"
        />
        <CheckField name="noDeadline" label={m.setNoDeadline} checked={noDeadline} onChange={setNoDeadline} />
        <DateField
          name="startOn"
          label={m.start}
          value={isLocalDate(startOn) ? startOn : ''}
          onChange={setStartOn}
          {...day}
        />
        <SelectField
          name="recurrence"
          label={m.recurrence}
          value={recurrence}
          onChange={setRecurrence}
          data={[{ value: '', label: m.once }, ...RECURRENCES.map((value) => ({ value, label: m[value] }))]}
        />
        <TextField name="product" label={m.product} value={product} onChange={setProduct} />
        <SelectField
          name="urgency"
          label={m.urgency}
          value={urgency}
          onChange={setUrgency}
          data={URGENCIES.map((value) => ({ value, label: m[value] }))}
        />
        <SelectField
          name="kind"
          label={m.kind}
          value={kind}
          onChange={setKind}
          data={TASK_KINDS.map((value) => ({ value, label: m[value] }))}
        />
        <FormActions>
          <Button type="submit" loading={busy}>
            {m.save}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {m.cancel}
          </Button>
        </FormActions>
      </Form>
    </div>
  );
}
