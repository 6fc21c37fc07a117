import { isLocalDate } from '#kernel/local-date.ts';
import { DateField } from '#web/components/DateField.tsx';
import { CheckField, SelectField, TextAreaField, TextField } from '#web/components/fields.tsx';
import { fieldId, useFieldError } from '#web/components/Form.tsx';
import { AgencyPicker } from '#web/components/SearchPicker.tsx';
import { dayOf, formatDay } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { Action } from '../domain/actions.ts';
import { CAUSE_VI, CAUSES, CORRECTABLE } from '../domain/events.ts';
import type { DossierDetail } from '../detail-schema.ts';
import { MOMENT_FIELDS, type Typed } from './action-draft.ts';
import type { ActionField } from './action-plan.ts';
import { actionWords } from './action-words.ts';
import classes from './dossier.module.css';
import { MomentField } from './MomentField.tsx';
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
            label={action === 'close-expired' ? `${m.documentNumber} ${m.optional}` : m.documentNumber}
            value={typed.documentNumber}
            onChange={(documentNumber) => change({ documentNumber })}
            maxLength={100}
            required={action !== 'close-expired'}
          />
          <DateField
            name="documentOn"
            label={m.documentOn}
            value={isLocalDate(typed.documentOn) ? typed.documentOn : ''}
            onChange={(documentOn) => change({ documentOn })}
            max={today}
            required={action !== 'close-expired'}
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
    case 'papers':
      return <Papers dossier={dossier} typed={typed} change={change} />;
    case 'due':
    case 'newDue':
      return (
        <DateField
          name="dueOn"
          label={field === 'due' ? m.due : m.newDue}
          description={field === 'newDue' ? m.newDueHint(formatDay(dossier.reappointUntil ?? '')) : undefined}
          value={isLocalDate(typed.dueOn) ? typed.dueOn : ''}
          onChange={(dueOn) => change({ dueOn })}
          min={today}
          required={field === 'due'}
        />
      );
    case 'until':
      return (
        <DateField
          name="dueOn"
          label={m.until}
          description={m.untilHint(formatDay(dossier.waiting?.until ?? ''))}
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
      return <CorrectionFields typed={typed} change={change} />;
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

/** What the law says of the act at hand, where it has a day. */
function reasonHint(action: Action, { reappointUntil, returnUntil, asOf }: DossierDetail, m: Words) {
  if (action === 'draft-apology' && reappointUntil === null) return m.noNewDue;
  if (action !== 'draft-supplement' || !returnUntil) return undefined;
  const { on, source } = returnUntil;
  return on < (dayOf(asOf) ?? '') ? m.returnOver(formatDay(on), source) : m.returnUntil(formatDay(on), source);
}

function CorrectionFields({ typed, change }: Pick<FieldsProps, 'typed' | 'change'>) {
  const m = useMessages(actionWords);
  const isMoment = MOMENT_FIELDS.has(typed.field);
  return (
    <>
      <SelectField
        name="field"
        label={m.field}
        value={typed.field}
        onChange={(field) => change({ field, value: '' })}
        data={[{ value: '', label: m.choose }, ...CORRECTABLE.map((value) => ({ value, label: m[value] }))]}
        required
      />
      {isMoment && <p className={classes.hint}>{m.momentHint}</p>}
      {isMoment ? (
        <MomentField name="value" label={m.momentValue} value={typed.value} onChange={(value) => change({ value })} />
      ) : (
        <TextAreaField
          name="value"
          label={m.value}
          value={typed.value}
          onChange={(value) => change({ value })}
          rows={2}
          maxLength={2000}
          required
        />
      )}
    </>
  );
}

/** The published list to tick from; words are typed only where none is published. */
function Papers({ dossier, typed, change }: Pick<FieldsProps, 'dossier' | 'typed' | 'change'>) {
  const m = useMessages(actionWords);
  const error = useFieldError('papers');
  const listed = dossier.papers.filter(({ round, key }) => round === 0 && key !== null);
  if (listed.length === 0)
    return (
      <TextAreaField
        name="papers"
        label={m.otherPapers}
        description={m.otherPapersHint}
        value={typed.otherPapers}
        onChange={(otherPapers) => change({ otherPapers })}
        rows={3}
        maxLength={4000}
        required
      />
    );
  return (
    <fieldset className={classes.papersField} id={fieldId('papers')} tabIndex={-1}>
      <legend>{m.papers}</legend>
      <p className={classes.hint}>{m.papersHint}</p>
      {error && <p className={classes.fieldError}>{error}</p>}
      {listed.map(({ id, name }) => (
        <CheckField
          key={id}
          name={`paper-${id}`}
          label={name}
          checked={typed.papers.includes(id)}
          onChange={(checked) =>
            change({ papers: checked ? [...typed.papers, id] : typed.papers.filter((one) => one !== id) })
          }
        />
      ))}
    </fieldset>
  );
}
