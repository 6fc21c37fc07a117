import { Button } from '@mantine/core';
import { useState } from 'react';
import { ConfirmButton } from '#web/components/ConfirmButton.tsx';
import { TextAreaField, TextField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { formatDay, formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { ExtensionView } from '../extension-schema.ts';
import type { AssignmentView, TaskDetail } from '../schema.ts';
import { shownDue } from './due.ts';
import { extensionWords } from './extension-words.ts';
import { FileLinks } from './FileLinks.tsx';
import { NewDueField, useNewDue } from './NewDue.tsx';
import { Overtaken } from './Overtaken.tsx';
import { type PartForm, usePartDraft } from './part-draft.ts';
import { ReasonForm } from './ReasonForm.tsx';
import classes from './task.module.css';
import { taskWords } from './task-words.ts';
import { useFirstField } from './use-first-field.ts';
import { useAct } from './use-task.ts';

/** The request of a part that waits for its answer, as far as the reader may know of it. */
export const openRequest = (part: AssignmentView): ExtensionView | undefined =>
  part.extensions.find(({ state }) => state === 'open');

interface OpenExtensionProps {
  readonly task: TaskDetail;
  readonly part: AssignmentView;
  readonly request: ExtensionView;
}

/** What is asked and until when, for both sides; the agency can take it back. */
export function OpenExtension({ task, part, request }: OpenExtensionProps) {
  const m = useMessages(extensionWords);
  const t = useMessages(taskWords);
  const act = useAct(task, part);
  const mine = part.extensionActs.includes('take-back');
  const by = formatMoment(shownDue(request.answerDueAt) ?? '');
  const takeBack = () =>
    act.mutateAsync({
      name: `extensions/${request.id}/take-back`,
      body: { version: part.version },
      said: m.tookBack,
    });
  return (
    <section aria-label={m.waiting} className={classes.request}>
      <p>
        <strong>{m.asks(request.agencyName, formatMoment(shownDue(request.askedDueAt) ?? ''))}</strong>{' '}
        {request.workingDaysMore !== null && m.more(request.workingDaysMore)}
      </p>
      <blockquote className={classes.quote}>{request.reason}</blockquote>
      <p className={classes.small}>
        {t.reportedBy(request.askedBy, formatMoment(request.askedAt))}
        {request.documentNumber && ` · ${m.byDocument(request.documentNumber)}`}
        {request.documentOn && ` ${t.dated(formatDay(request.documentOn))}`}
      </p>
      <FileLinks taskId={task.id} files={request.files} />
      {request.pastLead && <p>{m.saidPastLead}</p>}
      {part.reportedAt !== null && part.lateDays > 0 && <p>{m.sentLate}</p>}
      <p>
        {m.from(formatMoment(shownDue(request.fromDueAt) ?? ''))}{' '}
        {part.extensionActs.includes('decide') ? m.answerBy(by) : m.waitsFor(task.follower.name, by)}
      </p>
      {mine && (
        <div className="dh-no-print">
          <ConfirmButton variant="default" label={m.takeBack} question={m.takeBackQuestion} onConfirm={takeBack}>
            <p>{m.takeBackText}</p>
          </ConfirmButton>
        </div>
      )}
    </section>
  );
}

type AnswerForm = PartForm & { readonly request: ExtensionView; readonly onDone: () => void };

/** Đồng ý gia hạn: the day asked for or another. */
export function GrantExtension({ task, part, request, onClose, onDone }: AnswerForm) {
  const m = useMessages(extensionWords);
  const t = useMessages(taskWords);
  const draft = usePartDraft('grant', request.id, {
    dueOn: request.askedDueOn,
    note: '',
    documentNumber: '',
    pastLead: false,
  });
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const act = useAct(task, part);
  const { dueOn, note, documentNumber, pastLead } = draft.value;
  const means = useNewDue(task, part, dueOn);
  useFirstField('dueOn', !draft.restored);
  const end = () => {
    draft.forget();
    onClose();
  };
  const done = () => {
    end();
    onDone();
  };
  const submit = () => {
    const found: FieldError[] = [];
    if (dueOn === '') found.push({ field: 'dueOn', sentence: m.needDay });
    else if (means?.isLater === false) found.push({ field: 'dueOn', sentence: m.needLater });
    if (means?.leadDueOn && !pastLead) found.push({ field: 'pastLead', sentence: m.needPastLead });
    setErrors(found);
    if (found.length > 0 || act.isPending) return;
    const body = {
      version: part.version,
      dueOn,
      pastLead,
      ...(note.trim() === '' ? {} : { note: note.trim() }),
      ...(documentNumber.trim() === '' ? {} : { documentNumber: documentNumber.trim() }),
    };
    const said = m.granted(part.agency.name);
    act.mutate({ name: `extensions/${request.id}/grant`, body, said }, { onSuccess: done });
  };
  if (!part.extensionActs.includes('decide')) return <Overtaken words={note} onDiscard={end} />;
  return (
    <Form
      onSubmit={submit}
      errors={errors}
      error={act.error}
      labels={{ dueOn: m.newDueGranted, note: m.grantNote, documentNumber: m.grantDocument }}
    >
      <NewDueField
        part={part}
        label={m.newDueGranted}
        description={m.grantHint}
        dueOn={dueOn}
        onChange={(next) => draft.change({ dueOn: next })}
        means={means}
        pastLead={pastLead}
        onPastLead={(said) => draft.change({ pastLead: said })}
      />
      <TextField
        name="documentNumber"
        label={m.grantDocument}
        description={m.optional}
        value={documentNumber}
        onChange={(next) => draft.change({ documentNumber: next })}
        maxLength={100}
      />
      <TextAreaField
        name="note"
        label={m.grantNote}
        description={m.optional}
        value={note}
        onChange={(next) => draft.change({ note: next })}
        rows={2}
        maxLength={2000}
      />
      <FormActions>
        <Button type="submit" loading={act.isPending}>
          {m.grant}
        </Button>
        <Button variant="default" onClick={end} disabled={act.isPending}>
          {t.cancel}
        </Button>
      </FormActions>
    </Form>
  );
}

/** Không gia hạn: never without why. */
export function DeclineExtension({ request, onDone, ...form }: AnswerForm) {
  const m = useMessages(extensionWords);
  const { part } = form;
  const said = m.declined(part.agency.name);
  return (
    <ReasonForm
      {...form}
      draft={['decline', request.id]}
      name={`extensions/${request.id}/decline`}
      may={part.extensionActs.includes('decide')}
      words={{ label: m.declineReason, hint: m.declineHint, send: m.sendDecline, said }}
      onDone={onDone}
    />
  );
}
