import { isLocalDate } from '#kernel/local-date.ts';
import type { PickOption } from '#web/components/SearchPicker.tsx';
import { dayOf } from '#web/format.ts';
import type { FieldError } from '#web/components/Form.tsx';
import type { Action } from '../domain/actions.ts';
import type { ActionInput } from '../action-schema.ts';
import type { DossierDetail } from '../detail-schema.ts';
import { type ActionField, OPTIONAL } from './action-plan.ts';
import type { actionWords } from './action-words.ts';
import type { Asked } from './use-dossier.ts';

/** What is typed into the form of an action. */
export interface Typed {
  readonly reason: string;
  readonly text: string;
  readonly documentNumber: string;
  readonly documentOn: string;
  readonly cause: string;
  readonly causeAgency: PickOption | null;
  readonly agency: PickOption | null;
  readonly officerId: string;
  readonly way: string;
  /** Names of the papers ticked; and those typed, one a line, where no list is published. */
  readonly papers: readonly string[];
  readonly otherPapers: string;
  readonly dueOn: string;
  readonly place: string;
  readonly participants: string;
  /** 'YYYY-MM-DDTHH:MM' of Việt Nam; `from` is also when something was verified. */
  readonly from: string;
  readonly to: string;
  readonly field: string;
  readonly value: string;
  /** A correction of the applicant: 'same' person or 'other'. */
  readonly person: string;
  readonly amount: string;
  readonly receiver: string;
  /** The question that is answered; empty: the first due. */
  readonly opinionId: string;
}

export const NOTHING_TYPED: Typed = {
  reason: '',
  text: '',
  documentNumber: '',
  documentOn: '',
  cause: '',
  causeAgency: null,
  agency: null,
  officerId: '',
  way: '',
  papers: [],
  otherPapers: '',
  dueOn: '',
  place: '',
  participants: '',
  from: '',
  to: '',
  field: '',
  value: '',
  person: '',
  amount: '',
  receiver: '',
  opinionId: '',
};

/** How an address names the question that is to be answered. */
export const QUESTION_KEY = 'y-kien';

/** What a form begins with: the reason of a closing prepared, the day of a verification today. */
export function startOf(
  action: Action,
  { waiting, asOf, answerable }: Pick<DossierDetail, 'waiting' | 'asOf' | 'answerable'>,
  question = '',
): Typed {
  if (action === 'answer-opinion')
    return { ...NOTHING_TYPED, opinionId: answerable.includes(question) ? question : (answerable[0] ?? '') };
  if (action === 'record-verification') return { ...NOTHING_TYPED, from: `${dayOf(asOf) ?? ''}T` };
  return action === 'close-expired' && waiting ? { ...NOTHING_TYPED, reason: waiting.closingReason } : NOTHING_TYPED;
}

type Words = (typeof actionWords)['en'];

/** Which parts of a 'YYYY-MM-DDTHH:MM' are there. */
function partsOf(text: string): { readonly hasDay: boolean; readonly hasTime: boolean } {
  const [day = '', time = ''] = text.split('T');
  return { hasDay: isLocalDate(day), hasTime: /^([01]\d|2[0-3]):[0-5]\d$/.test(time) };
}

export const MOMENT_FIELDS: ReadonlySet<string> = new Set(['receivedAt', 'finishedAt']);

/** Whether the change may mean another person, where other dossiers hang on the line of the directory. */
export const asksWhose = (field: string, others: number): boolean =>
  others > 0 && (field === 'applicantName' || field === 'identityNumber');

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** What would be refused, said before anything is sent. Names are those of the wire, so that both meet at one field. */
export function mistakes(
  fields: readonly ActionField[],
  typed: Typed,
  m: Words,
  { optionalDocument = false, others = 0 } = {},
): FieldError[] {
  const found: FieldError[] = [];
  const claim = (holds: boolean, field: string, sentence: string) => {
    if (!holds) found.push({ field, sentence });
  };
  const claimMoment = (text: string, field: string) => {
    const { hasDay, hasTime } = partsOf(text);
    claim(hasDay, field, m.needDay);
    claim(hasTime, `${field}-time`, m.needTime);
  };
  for (const field of fields) {
    if (OPTIONAL.has(field) && field !== 'amount') continue;
    if (field === 'reason') claim(typed.reason.trim() !== '', 'reason', m.needReason);
    if (field === 'text') claim(typed.text.trim() !== '', 'text', m.needText);
    if (field === 'document' && (typed.documentNumber.trim() || typed.documentOn || !optionalDocument)) {
      claim(typed.documentNumber.trim() !== '', 'document', m.needDocument);
      claim(isLocalDate(typed.documentOn), 'documentOn', m.needDocumentOn);
    }
    if (field === 'cause') {
      claim(typed.cause !== '', 'cause', m.needCause);
      claim(typed.cause !== 'other-agency' || typed.causeAgency !== null, 'causeAgencyId', m.needAgency);
    }
    if (field === 'agency') claim(typed.agency !== null, 'agencyId', m.needAgency);
    if (field === 'officer') claim(typed.officerId !== '', 'officerId', m.needOfficer);
    if (field === 'way') claim(typed.way !== '', 'when', m.needWay);
    if (field === 'papers')
      claim(typed.papers.length > 0 || lines(typed.otherPapers).length > 0, 'papers', m.needPapers);
    if (field === 'until') claim(isLocalDate(typed.dueOn), 'dueOn', m.needUntil);
    if (field === 'due') claim(isLocalDate(typed.dueOn), 'dueOn', m.needDue);
    if (field === 'period') {
      claimMoment(typed.from, 'period');
      claimMoment(typed.to, 'period-to');
    }
    if (field === 'verification') {
      claimMoment(typed.from, 'verification.at');
      claim(typed.place.trim() !== '', 'verification.place', m.needPlace);
      claim(typed.participants.trim() !== '', 'verification.participants', m.needParticipants);
    }
    if (field === 'amount') claim(/^[\d.\s]*$/.test(typed.amount), 'amountVnd', m.badAmount);
    if (field === 'correction') {
      claim(typed.field !== '', 'field', m.needField);
      if (MOMENT_FIELDS.has(typed.field)) claimMoment(typed.value, 'value');
      else claim(typed.value.trim() !== '', 'value', m.needValue);
      claim(!asksWhose(typed.field, others) || typed.person !== '', 'person', m.needPerson);
    }
  }
  return found;
}

/** The action as the server takes it. Moments are typed in Việt Nam's time. */
export function askedOf(action: Action, fields: readonly ActionField[], typed: Typed, dossier: DossierDetail): Asked {
  const has = (field: ActionField) => fields.includes(field);
  const moment = (text: string) => `${text}:00+07:00`;
  const [step] = dossier.nextSteps.filter(({ key }) => key === typed.way);
  const digits = typed.amount.replace(/\D/g, '');
  return {
    action,
    ...(has('reason') ? { reason: typed.reason.trim() } : {}),
    ...(has('text') ? { text: typed.text.trim() } : {}),
    ...(has('document') && typed.documentNumber.trim()
      ? { document: { number: typed.documentNumber.trim(), on: typed.documentOn } }
      : {}),
    ...(has('cause') ? { cause: typed.cause as NonNullable<ActionInput['cause']> } : {}),
    ...(has('cause') && typed.cause === 'other-agency' && typed.causeAgency
      ? { causeAgencyId: typed.causeAgency.id }
      : {}),
    ...(has('agency') && typed.agency ? { agencyId: typed.agency.id } : {}),
    ...(typed.officerId ? { officerId: typed.officerId } : {}),
    ...(has('way') && step ? { stepKey: step.key, ...(step.when ? { when: step.when } : {}) } : {}),
    ...(has('papers') ? { papers: papersOf(typed, dossier) } : {}),
    ...((has('due') || has('newDue') || has('until')) && typed.dueOn ? { dueOn: typed.dueOn } : {}),
    ...(has('verification')
      ? {
          verification: {
            at: moment(typed.from),
            place: typed.place.trim(),
            participants: typed.participants.trim(),
          },
        }
      : {}),
    ...(has('period') ? { period: { from: moment(typed.from), to: moment(typed.to) } } : {}),
    ...(has('correction')
      ? {
          field: typed.field as NonNullable<ActionInput['field']>,
          ...(typed.person === 'same' || typed.person === 'other' ? { person: typed.person } : {}),
          value: MOMENT_FIELDS.has(typed.field) ? moment(typed.value) : typed.value.trim(),
        }
      : {}),
    ...(has('amount') && digits ? { amountVnd: Number(digits) } : {}),
    ...(has('question') && typed.opinionId ? { opinionId: typed.opinionId } : {}),
    ...(has('receiver') && typed.receiver.trim() ? { receiver: typed.receiver.trim() } : {}),
  };
}

function papersOf(typed: Typed, { papers }: DossierDetail): NonNullable<ActionInput['papers']> {
  const ticked = papers.filter(({ id }) => typed.papers.includes(id));
  return [
    ...ticked.map(({ key, name, originals, certified, copies }) => ({
      ...(key === null ? {} : { key }),
      name,
      originals,
      certified,
      copies,
      received: false,
    })),
    ...lines(typed.otherPapers).map((name) => ({ name, originals: 0, certified: 0, copies: 0, received: false })),
  ];
}

/** The words typed, for somebody whose act has been overtaken. */
export function wordsOf(typed: Typed): string {
  return [
    typed.documentNumber,
    typed.place,
    typed.participants,
    typed.reason,
    typed.text,
    typed.otherPapers,
    typed.value,
  ]
    .filter(Boolean)
    .join('\n');
}
