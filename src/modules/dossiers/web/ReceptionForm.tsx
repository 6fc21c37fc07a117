import { Button } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import { CheckField, SelectField, TextAreaField, TextField } from '#web/components/fields.tsx';
import { type FieldError, fieldId, Form } from '#web/components/Form.tsx';
import { Sheet } from '#web/components/BesideList.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { ProcedureChoice } from '../desk-schema.ts';
import { CHANNEL_VI, CHANNELS, FEE_WAY_VI, FEE_WAYS } from '../domain/words.ts';
import { ApplicantFinder, type Taken } from './ApplicantFinder.tsx';
import { DuePreviewBox } from './DuePreviewBox.tsx';
import { KnownNumber } from './KnownNumber.tsx';
import { PapersReceived } from './PapersReceived.tsx';
import { PersonFields } from './PersonFields.tsx';
import { ProcedureFinder } from './ProcedureFinder.tsx';
import { ReasonBox } from './ReasonBox.tsx';
import { type Decision, hasFee, type ReceptionDraft, receptionMistakes, type TypedPerson } from './reception-draft.ts';
import classes from './reception.module.css';
import { receptionWords } from './reception-words.ts';
import { MOST_FILES, MOST_MEGABYTES, ScansField } from './ScansField.tsx';

interface ReceptionFormProps {
  readonly draft: ReceptionDraft;
  readonly change: (part: Partial<ReceptionDraft>) => void;
  readonly counters: readonly { readonly id: string; readonly name: string }[];
  readonly files: readonly File[];
  readonly onFiles: (files: readonly File[]) => void;
  readonly send: (decision: Decision) => void;
  readonly sending: boolean;
  readonly error: unknown;
}

/** Seldom needed: reached by Tab, passed over by Enter. */
const PASSED_OVER = new Set(
  ['applicant.email', 'applicant.kind', 'owner.email', 'owner.kind', 'hasOwner'].map((name) => fieldId(name)),
);

/** The next field after `from` that waits for something; after the last one the button that accepts. */
function nextEmpty(form: HTMLElement | null, from: HTMLElement): HTMLElement | undefined {
  const stops = [...(form?.querySelectorAll<HTMLElement>('input, select, textarea, button[type=submit]') ?? [])];
  return stops.slice(stops.indexOf(from) + 1).find((stop) => {
    if (stop.tabIndex < 0 || !stop.checkVisibility() || PASSED_OVER.has(stop.id)) return false;
    if (stop instanceof HTMLInputElement) return stop.type === 'checkbox' ? !stop.checked : stop.value === '';
    return !(stop instanceof HTMLSelectElement || stop instanceof HTMLTextAreaElement) || stop.value === '';
  });
}

const channels = CHANNELS.map((value) => ({ value, label: CHANNEL_VI[value] }));
const channelOf = (value: string) => CHANNELS.find((one) => one === value) ?? 'counter';

/** One screen from the person to the decision, gone through with Tab and Enter. */
export function ReceptionForm(props: ReceptionFormProps) {
  const { draft, change, counters, files, onFiles, sending } = props;
  const m = useMessages(receptionWords);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [filled, setFilled] = useState<Taken['from']>();
  const form = useRef<HTMLDivElement>(null);

  const focus = (name: string) =>
    requestAnimationFrame(() => document.getElementById(fieldId(name))?.focus({ preventScroll: false }));
  /** What was just filled in for him is no mistake of his any more. */
  const forgive = (fields: string) => setErrors((before) => before.filter(({ field }) => !field.startsWith(fields)));
  const takePerson = ({ id, person, from }: Taken) => {
    change({ applicantId: id, applicant: person });
    forgive('applicant.');
    setFilled(from);
    const empty = (['name', 'phone', 'address'] as const).find((field) => person[field] === '');
    focus(empty ? `applicant.${empty}` : 'procedureVersionId');
  };
  const takeProcedure = (procedure: ProcedureChoice) => {
    change({ procedure, papers: [], counts: {} });
    forgive('procedureVersionId');
    focus(procedure.papers.length > 0 ? 'papers' : 'accept');
  };
  const decide = (decision: Decision) => {
    if (sending) return;
    const found = receptionMistakes(draft, decision, counters.length, m);
    const large = files.find(({ size }) => size > MOST_MEGABYTES * 1_000_000);
    if (files.length > MOST_FILES) found.push({ field: 'files', sentence: m.tooManyFiles });
    else if (large) found.push({ field: 'files', sentence: m.tooLarge(large.name) });
    setErrors(found);
    if (found.length === 0) props.send(decision);
  };
  /** Enter goes on to the next field that is still empty; only a button or Ctrl + Enter sends. */
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== 'Enter' || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      decide(draft.decision ?? 'accept');
      return;
    }
    const { target } = event;
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    event.preventDefault();
    nextEmpty(form.current, target)?.focus();
  };
  const person = (of: 'applicant' | 'owner') => (part: Partial<TypedPerson>) =>
    change(
      of === 'applicant' ? { applicant: { ...draft.applicant, ...part } } : { owner: { ...draft.owner, ...part } },
    );

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the fields inside
    <div ref={form} onKeyDown={onKeyDown} className={classes.whole}>
      <Form onSubmit={() => decide('accept')} errors={errors} error={props.error} labels={useLabels()}>
        <div className={classes.desk}>
          <div className={classes.fields}>
            <Sheet title={m.person}>
              {counters.length > 1 && (
                <SelectField
                  name="agencyId"
                  label={m.counter}
                  value={draft.counterId}
                  onChange={(counterId) => change({ counterId })}
                  data={[
                    { value: '', label: m.choose },
                    ...counters.map(({ id, name }) => ({ value: id, label: name })),
                  ]}
                  required
                />
              )}
              <ApplicantFinder onTake={takePerson} />
              {filled && filled !== 'typed' && (
                <p className={classes.hint}>{filled === 'card' ? m.fromCard : m.known}</p>
              )}
              <PersonFields of="applicant" person={draft.applicant} onChange={person('applicant')} />
              <KnownNumber person={draft.applicant} onTake={takePerson} />
              <CheckField
                name="hasOwner"
                label={m.hasOwner}
                checked={draft.hasOwner}
                onChange={(hasOwner) => change({ hasOwner })}
              />
              {draft.hasOwner && (
                <fieldset className={classes.owner}>
                  <legend>{m.owner}</legend>
                  <PersonFields of="owner" person={draft.owner} onChange={person('owner')} />
                  <TextField
                    name="authorisation"
                    label={m.authorisation}
                    description={m.authorisationHint}
                    value={draft.authorisation}
                    onChange={(authorisation) => change({ authorisation })}
                    maxLength={500}
                    required
                  />
                </fieldset>
              )}
            </Sheet>
            <Sheet title={m.procedure}>
              {draft.procedure ? (
                <PickedProcedure
                  procedure={draft.procedure}
                  onDrop={() => {
                    change({ procedure: null, papers: [], counts: {} });
                    focus('procedureVersionId');
                  }}
                />
              ) : (
                <ProcedureFinder agency={draft.counterId} onTake={takeProcedure} />
              )}
              {draft.procedure && <PapersReceived draft={draft} change={change} />}
              <ScansField files={files} onChange={onFiles} />
              <details className={classes.more}>
                <summary>{m.more}</summary>
                <div className={classes.grid}>
                  <SelectField
                    name="channel"
                    label={m.channel}
                    value={draft.channel}
                    onChange={(value) => change({ channel: channelOf(value) })}
                    data={channels}
                  />
                  <SelectField
                    name="returnWay"
                    label={m.returnWay}
                    value={draft.returnWay}
                    onChange={(value) => change({ returnWay: channelOf(value) })}
                    data={channels}
                  />
                  {hasFee(draft.procedure) && (
                    <SelectField
                      name="feeWay"
                      label={m.feeWay}
                      value={draft.feeWay}
                      onChange={(value) => change({ feeWay: FEE_WAYS.find((one) => one === value) ?? '' })}
                      data={[
                        { value: '', label: m.feeWayUnsaid },
                        ...FEE_WAYS.map((value) => ({ value, label: FEE_WAY_VI[value] })),
                      ]}
                    />
                  )}
                  <TextField
                    name="sets"
                    label={m.sets}
                    value={draft.sets}
                    onChange={(sets) => change({ sets })}
                    inputMode="numeric"
                    maxLength={2}
                  />
                </div>
                <TextAreaField
                  name="content"
                  label={m.content}
                  value={draft.content}
                  onChange={(content) => change({ content })}
                  rows={2}
                  maxLength={2000}
                />
              </details>
            </Sheet>
          </div>
          <div className={classes.aside}>
            <DuePreviewBox procedure={draft.procedure} agencyId={draft.counterId} />
            {draft.decision === 'deny' || draft.decision === 'request-completion' ? (
              <ReasonBox
                draft={draft}
                change={change}
                sending={sending}
                onSend={() => decide(draft.decision ?? 'deny')}
              />
            ) : (
              <Decisions draft={draft} sending={sending} change={change} onSpot={() => decide('on-spot')} />
            )}
            <p className={classes.hint}>{m.keys}</p>
          </div>
        </div>
      </Form>
    </div>
  );
}

function useLabels(): Readonly<Record<string, string>> {
  const m = useMessages(receptionWords);
  return { procedureVersionId: m.procedure, papers: m.papers, authorisation: m.authorisation, reason: m.reason };
}

function PickedProcedure({ procedure, onDrop }: { procedure: ProcedureChoice; onDrop: () => void }) {
  const m = useMessages(receptionWords);
  return (
    <div className={classes.picked} id={fieldId('procedureVersionId')} tabIndex={-1}>
      <span className={classes.pickedName}>{procedure.name}</span>
      <span className={classes.small}>
        {[procedure.code, procedure.sector, procedure.isSample && m.sample].filter(Boolean).join(' · ')}
      </span>
      <Button variant="subtle" size="compact-sm" onClick={onDrop}>
        {m.change}
      </Button>
    </div>
  );
}

interface DecisionsProps extends Pick<ReceptionFormProps, 'draft' | 'change' | 'sending'> {
  readonly onSpot: () => void;
}

function Decisions({ draft, change, sending, onSpot }: DecisionsProps) {
  const m = useMessages(receptionWords);
  return (
    <div className={classes.decisions}>
      <Button id={fieldId('accept')} type="submit" size="md" loading={sending}>
        {m.accept}
      </Button>
      {draft.procedure?.onSpot && (
        <Button variant="default" onClick={onSpot} disabled={sending}>
          {m.onSpot}
        </Button>
      )}
      <Button variant="default" disabled={sending} onClick={() => change({ decision: 'request-completion' })}>
        {m['request-completion']}
      </Button>
      <Button variant="default" disabled={sending} onClick={() => change({ decision: 'deny' })}>
        {m.deny}
      </Button>
    </div>
  );
}
