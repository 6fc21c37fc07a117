import { SelectField, TextAreaField } from '#web/components/fields.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { formatMoment } from '#web/format.ts';
import { PageLink } from '#web/navigation.tsx';
import type { DossierDetail } from '../detail-schema.ts';
import { CORRECTABLE } from '../domain/events.ts';
import { asksWhose, MOMENT_FIELDS, type Typed } from './action-draft.ts';
import { actionWords } from './action-words.ts';
import classes from './dossier.module.css';
import { MomentField } from './MomentField.tsx';
import { pageWords } from './page-words.ts';

interface CorrectionProps {
  readonly dossier: DossierDetail;
  readonly typed: Typed;
  readonly change: (part: Partial<Typed>) => void;
}

/** Fields the counter fills in from its directory. */
const OF_DIRECTORY: ReadonlySet<string> = new Set(['applicantName', 'identityNumber', 'phone', 'email', 'address']);

/** What the dossier says now, beside what it should say. */
function writtenNow({ applicant, owner, content, receivedAt, finishedAt }: DossierDetail, field: string) {
  const moment = (at: string | null) => at && formatMoment(at);
  const now: Readonly<Record<string, string | null>> = {
    ...applicant,
    applicantName: applicant.name,
    ownerName: owner.name,
    content,
    receivedAt: moment(receivedAt),
    finishedAt: moment(finishedAt),
  };
  return now[field] ?? null;
}

/** What is wrong and what it should say; a moment is noted beside and moves nothing. */
export function CorrectionFields({ dossier, typed, change }: CorrectionProps) {
  const m = useMessages(actionWords);
  const page = useMessages(pageWords);
  const now = writtenNow(dossier, typed.field);
  const others = dossier.applicantOthers ?? 0;
  const isMoment = MOMENT_FIELDS.has(typed.field);
  return (
    <>
      <SelectField
        name="field"
        label={m.field}
        value={typed.field}
        onChange={(field) => change({ field, value: '', person: '' })}
        data={[{ value: '', label: m.choose }, ...CORRECTABLE.map((value) => ({ value, label: m[value] }))]}
        required
      />
      {now && <p className={classes.hint}>{m.writtenNow(now)}</p>}
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
      {asksWhose(typed.field, others) && (
        <SelectField
          name="person"
          label={m.person}
          description={m.personHint(others)}
          value={typed.person}
          onChange={(person) => change({ person })}
          data={[
            { value: '', label: m.choose },
            { value: 'same', label: m.personSame },
            { value: 'other', label: m.personOther },
          ]}
          required
        />
      )}
      {dossier.applicantOthers !== null && OF_DIRECTORY.has(typed.field) && (
        <p className={classes.hint}>
          {typed.person === 'other' ? m.directoryApart : m.directoryToo}{' '}
          {dossier.readsDirectory && <PageLink to={`/ho-so/${dossier.id}/nguoi-nop`}>{page.directory}</PageLink>}
        </p>
      )}
    </>
  );
}
