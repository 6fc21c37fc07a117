import { addDays, isLocalDate } from '#kernel/local-date.ts';
import { DateField } from '#web/components/DateField.tsx';
import { SelectField, TextAreaField, TextField } from '#web/components/fields.tsx';
import { AgencyPicker } from '#web/components/SearchPicker.tsx';
import { dayOf, formatDay } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { Action } from '../domain/actions.ts';
import { CAUSE_VI, CAUSES } from '../domain/events.ts';
import type { DossierDetail } from '../detail-schema.ts';
import type { Typed } from './action-draft.ts';
import { type ActionField, hasOptionalDocument } from './action-plan.ts';
import { actionWords } from './action-words.ts';
import { CorrectionFields } from './CorrectionFields.tsx';
import classes from './dossier.module.css';
import { MomentField } from './MomentField.tsx';
import { PapersField } from './PapersField.tsx';
import { QuestionField } from './QuestionField.tsx';
import { searchAgencies } from './search-agencies.ts';

type Words = (typeof actionWords)['en'];

interface FieldsProps {
  readonly action: Action;
  readonly dossier: DossierDetail;
  readonly fields: readonly ActionField[];
  readonly typed: Typed;
  readonly change: (part: Partial<Typed>) => void;
}

/** The fields an action asks for, in the order of its plan. */
export function ActionFields(props: FieldsProps) {
  return props.fields.map((field) => <OneField key={field} field={field} {...props} />);
}

function OneField({ field, action, dossier, typed, change }: FieldsProps & { field: ActionField }) {
  const m = useMessages(actionWords);
  const today = dayOf(dossier.asOf) ?? '';
  switch (field) {
    case 'reason':
      return (
        <TextAreaField
          name="reason"
          label={
            action === 'draft-supplement' || action === 'request-completion'
              ? m.supplementReason
              : action === 'draft-apology'
                ? m.apologyReason
                : m.reason
          }
          description={reasonHint(action, dossier, m)}
          value={typed.reason}
          onChange={(reason) => change({ reason })}
          rows={3}
          maxLength={2000}
          required
        />
      );
    case 'text':
      return (
        <TextAreaField
          name="text"
          label={
            action === 'ask-opinion' ? m.opinionText : action === 'answer-opinion' ? m.answerText : m.verificationText
          }
          value={typed.text}
          onChange={(text) => change({ text })}
          rows={4}
          maxLength={5000}
          required
        />
      );
    case 'document':
      return (
        <div className={classes.pair}>
          <TextField
            name="document"
            label={hasOptionalDocument(action) ? `${m.documentNumber} ${m.optional}` : m.documentNumber}
            value={typed.documentNumber}
            onChange={(documentNumber) => change({ documentNumber })}
            maxLength={100}
            required={!hasOptionalDocument(action)}
          />
          <DateField
            name="documentOn"
            label={m.documentOn}
            value={isLocalDate(typed.documentOn) ? typed.documentOn : ''}
            onChange={(documentOn) => change({ documentOn })}
            max={today}
            required={!hasOptionalDocument(action)}
          />
        </div>
      );
    case 'cause':
      return (
        <>
          <SelectField
            name="cause"
            label={m.cause}
            value={typed.cause}
            onChange={(cause) => change({ cause })}
            data={[{ value: '', label: m.choose }, ...CAUSES.map((value) => ({ value, label: CAUSE_VI[value] }))]}
            required
          />
          {typed.cause === 'other-agency' && (
            <AgencyPicker
              name="causeAgencyId"
              label={m.causeAgency}
              value={typed.causeAgency}
              onChange={(causeAgency) => change({ causeAgency })}
              search={searchAgencies}
              required
            />
          )}
        </>
      );
    case 'agency':
      return (
        <AgencyPicker
          name="agencyId"
          label={m.agency}
          value={typed.agency}
          onChange={(agency) => change({ agency })}
          search={searchAgencies}
          required
        />
      );
    case 'officer':
      return (
        <SelectField
          name="officerId"
          label={m.officer}
          value={typed.officerId}
          onChange={(officerId) => change({ officerId })}
          data={[
            { value: '', label: m.choose },
            ...dossier.officers.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          required
        />
      );
    case 'way':
      return (
        <SelectField
          name="when"
          label={m.way}
          value={typed.way}
          onChange={(way) => change({ way })}
          data={[
            { value: '', label: m.choose },
            ...dossier.nextSteps.map(({ key, name, when, agency }) => ({
              value: key,
              label: `${when ? `${when}: ` : ''}${name} (${agency.name})`,
            })),
          ]}
          required
        />
      );
    case 'question':
      return <QuestionField dossier={dossier} typed={typed} change={change} />;
    case 'papers':
      return <PapersField dossier={dossier} typed={typed} change={change} />;
    case 'due':
    case 'newDue':
      return (
        <DateField
          name="dueOn"
          label={field === 'due' ? m.due : m.newDue}
          description={
            field === 'newDue' ? m.newDueHint(formatDay(dossier.reappointUntil ?? '')) : dueHint(dossier, typed, m)
          }
          value={isLocalDate(typed.dueOn) ? typed.dueOn : ''}
          onChange={(dueOn) => change({ dueOn })}
          min={field === 'newDue' ? dayAfter(dossier.dueAt, today) : today}
          required={field === 'due'}
        />
      );
    case 'until':
      return (
        <DateField
          name="dueOn"
          label={m.until}
          description={dossier.waiting ? m.untilHint(formatDay(dossier.waiting.until)) : undefined}
          value={isLocalDate(typed.dueOn) ? typed.dueOn : ''}
          onChange={(dueOn) => change({ dueOn })}
          min={today}
          required
        />
      );
    case 'period':
      return (
        <>
          <p className={classes.hint}>{m.periodHint}</p>
          <MomentField name="period" label={m.from} value={typed.from} onChange={(from) => change({ from })} />
          <MomentField name="period-to" label={m.to} value={typed.to} onChange={(to) => change({ to })} />
        </>
      );
    case 'verification':
      return (
        <>
          <MomentField
            name="verification.at"
            label={m.verifiedAt}
            value={typed.from}
            onChange={(from) => change({ from })}
          />
          <TextField
            name="verification.place"
            label={m.place}
            value={typed.place}
            onChange={(place) => change({ place })}
            maxLength={300}
            required
          />
          <TextField
            name="verification.participants"
            label={m.participants}
            value={typed.participants}
            onChange={(participants) => change({ participants })}
            maxLength={1000}
            required
          />
        </>
      );
    case 'correction':
      return <CorrectionFields dossier={dossier} typed={typed} change={change} />;
    case 'amount':
      return (
        <TextField
          name="amountVnd"
          label={`${m.amount} ${m.optional}`}
          inputMode="numeric"
          value={typed.amount}
          onChange={(amount) => change({ amount })}
          maxLength={20}
        />
      );
    case 'receiver':
      return (
        <TextField
          name="receiver"
          label={`${action === 'post-result' ? m.parcel : m.receiver} ${m.optional}`}
          value={typed.receiver}
          onChange={(receiver) => change({ receiver })}
          maxLength={300}
        />
      );
  }
}

/** A new promise is later than the one before. */
const dayAfter = (dueAt: string | null, today: string): string => {
  const due = dueAt && dayOf(dueAt);
  return due && due >= today ? addDays(due, 1) : today;
};

/** Waiting for another agency stops no clock: by when the answer is of use. */
function dueHint({ dueAt, urgency }: DossierDetail, { dueOn }: Typed, m: Words) {
  const promised = dueAt && dayOf(dueAt);
  if (!promised || urgency === 'ended') return undefined;
  const day = formatDay(promised);
  return isLocalDate(dueOn) && dueOn >= promised ? m.dueTooLate(day) : m.dueHint(day);
}

/** What the law says of the act at hand, where it has a day. */
function reasonHint(action: Action, { reappointUntil, returnUntil, asOf }: DossierDetail, m: Words) {
  if (action === 'draft-apology' && reappointUntil === null) return m.noNewDue;
  if (action !== 'draft-supplement' || !returnUntil) return undefined;
  const { on, source } = returnUntil;
  return on < (dayOf(asOf) ?? '') ? m.returnOver(formatDay(on), source) : m.returnUntil(formatDay(on), source);
}
