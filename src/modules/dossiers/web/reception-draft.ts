import type { FieldError } from '#web/components/Form.tsx';
import type { ProcedureChoice } from '../desk-schema.ts';
import type { Channel, FeeWay } from '../domain/words.ts';
import type { ApplicantHit, PersonInput, PersonView } from '../person-schema.ts';
import type { ReceptionInput } from '../reception-schema.ts';
import type { z } from 'zod';
import type { receptionWords } from './reception-words.ts';

type Hit = z.infer<typeof ApplicantHit>;

/** A person as typed. */
export interface TypedPerson {
  readonly kind: PersonView['kind'];
  readonly name: string;
  readonly identityNumber: string;
  readonly birthOn: string | null;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
}

/** How many of a paper were handed in, as typed. */
export interface TypedCounts {
  readonly originals: string;
  readonly certified: string;
  readonly copies: string;
}

/** Everything on the reception form but the files. */
export interface ReceptionDraft {
  /** Made once a form: however often it is sent, it makes one dossier. */
  readonly submissionId: string;
  readonly counterId: string;
  /** The known person this was filled from. */
  readonly applicantId: string | null;
  readonly applicant: TypedPerson;
  readonly hasOwner: boolean;
  readonly owner: TypedPerson;
  readonly authorisation: string;
  readonly procedure: ProcedureChoice | null;
  /** Keys of the papers handed in. */
  readonly papers: readonly string[];
  /** Copies handed in where they differ from the published list, by the paper's key. */
  readonly counts: Readonly<Record<string, TypedCounts>>;
  /** Papers of a procedure without a published list, one a line. */
  readonly paperLines: string;
  readonly channel: Channel;
  readonly returnWay: Channel;
  /** '' where nobody said it. */
  readonly feeWay: FeeWay | '';
  readonly content: string;
  readonly sets: string;
  readonly decision: Decision | null;
  readonly reason: string;
  /** What is missing, one a line, where no list is published. */
  readonly missingLines: string;
}

export type Decision = 'accept' | 'request-completion' | 'deny' | 'on-spot';

export const NOBODY: TypedPerson = {
  kind: 'citizen',
  name: '',
  identityNumber: '',
  birthOn: null,
  phone: '',
  email: '',
  address: '',
};

/** An empty form; what a counter seldom changes stays from the last one. */
export function emptyReception(last?: ReceptionDraft): ReceptionDraft {
  return {
    submissionId: randomUuid(),
    counterId: last?.counterId ?? '',
    applicantId: null,
    applicant: NOBODY,
    hasOwner: false,
    owner: NOBODY,
    authorisation: '',
    procedure: null,
    papers: [],
    counts: {},
    paperLines: '',
    channel: last?.channel ?? 'counter',
    returnWay: last?.returnWay ?? 'counter',
    feeWay: last?.feeWay ?? '',
    content: '',
    sets: '1',
    decision: null,
    reason: '',
    missingLines: '',
  };
}

/** A random UUID; `crypto.randomUUID` is missing on plain-http addresses of an office network. */
function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = 0x40 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A known person, or what a card says, as the fields show it. */
export function typedOf(person: PersonView): TypedPerson {
  return {
    kind: person.kind,
    name: person.name,
    identityNumber: person.identityNumber ?? '',
    birthOn: person.birthOn,
    phone: person.phone ?? '',
    email: person.email ?? '',
    address: person.address ?? '',
  };
}

/** A known person with what his card says now: the card is newer, what it does not say is kept. */
export function withCard(card: PersonView, known: Hit | undefined): { id: string | null; person: TypedPerson } {
  const fresh = typedOf(card);
  if (!known) return { id: null, person: fresh };
  const before = typedOf(known);
  return {
    id: known.id,
    person: { ...before, ...fresh, phone: before.phone, email: before.email, address: fresh.address || before.address },
  };
}

/** What was handed in of a published paper: as typed, else as the list asks. */
export function countsOf(
  { counts }: Pick<ReceptionDraft, 'counts'>,
  { key, originals, copies }: { readonly key: string; readonly originals: number; readonly copies: number },
): TypedCounts {
  return { originals: String(originals), certified: '0', copies: String(copies), ...counts[key] };
}

/** What was typed into the search, as the first field of a new person. */
export function newPerson(text: string): TypedPerson {
  const plain = text.trim();
  const digits = plain.replace(/[\s.]/g, '');
  if (/^\d{12}$/.test(digits) || /^\d{9}$/.test(digits)) return { ...NOBODY, identityNumber: digits };
  if (/^\+?\d{8,11}$/.test(digits)) return { ...NOBODY, phone: plain };
  return { ...NOBODY, name: plain };
}

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** The published papers that were not ticked; of all, or of those that must be there. */
export function untickedPapers({ procedure, papers }: ReceptionDraft, required = false) {
  return (procedure?.papers ?? []).filter((paper) => !papers.includes(paper.key) && (!required || paper.required));
}

type Words = (typeof receptionWords)['en'];

/** What would be refused, said before anything is sent; the fields have the names of the wire. */
export function receptionMistakes(draft: ReceptionDraft, decision: Decision, counters: number, m: Words): FieldError[] {
  const found: FieldError[] = [];
  const claim = (holds: boolean, field: string, sentence: string) => {
    if (!holds) found.push({ field, sentence });
  };
  const { applicant, owner, procedure } = draft;
  claim(counters < 2 || draft.counterId !== '', 'agencyId', m.needCounter);
  claim(applicant.name.trim() !== '', 'applicant.name', m.needName);
  claim(isNumber(applicant), 'applicant.identityNumber', m.badNumber);
  if (draft.hasOwner) {
    claim(owner.name.trim() !== '', 'owner.name', m.needOwner);
    claim(isNumber(owner), 'owner.identityNumber', m.badNumber);
    claim(draft.authorisation.trim() !== '', 'authorisation', m.needAuthorisation);
  }
  claim(procedure !== null, 'procedureVersionId', m.needProcedure);
  claim(/^[1-9]\d?$/.test(draft.sets.trim()), 'sets', m.badSets);
  for (const paper of procedure?.papers ?? []) {
    const { originals, certified, copies } = countsOf(draft, paper);
    const isCount = [originals, certified, copies].every((text) => /^\d{1,2}$/.test(text.trim()));
    claim(!draft.papers.includes(paper.key) || isCount, `paper-${paper.key}`, m.badCounts);
  }
  const missing = untickedPapers(draft, true);
  if (decision === 'accept' || decision === 'on-spot')
    claim(missing.length === 0, 'papers', m.papersMissing(missing.map(({ name }) => name).join('; ')));
  if (decision === 'deny' || decision === 'request-completion')
    claim(draft.reason.trim() !== '', 'reason', m.needReason);
  if (decision === 'request-completion')
    claim(untickedPapers(draft).length + lines(draft.missingLines).length > 0, 'missing', m.needMissing);
  return found;
}

/** Twelve digits, nine of an old card, or nothing; an organisation's number is whatever its paper says. */
function isNumber({ kind, identityNumber }: TypedPerson): boolean {
  const digits = identityNumber.replace(/[\s.]/g, '');
  return digits === '' || kind !== 'citizen' || /^(\d{9}|\d{12})$/.test(digits);
}

/** Whether anything is, or may be, paid for the procedure. */
export const hasFee = (procedure: ProcedureChoice | null): boolean => procedure !== null && !procedure.isFree;

/** The form as the server takes it. */
export function receptionInput(draft: ReceptionDraft, decision: Decision): z.input<typeof ReceptionInput> {
  const { procedure } = draft;
  const reason = draft.reason.trim();
  const asked = decision === 'request-completion';
  return {
    submissionId: draft.submissionId,
    procedureVersionId: procedure?.versionId ?? '',
    channel: draft.channel,
    returnWay: draft.returnWay,
    ...(draft.feeWay && hasFee(procedure) ? { feeWay: draft.feeWay } : {}),
    ...(draft.counterId ? { agencyId: draft.counterId } : {}),
    ...(draft.applicantId ? { applicantId: draft.applicantId } : {}),
    applicant: personInput(draft.applicant),
    ...(draft.hasOwner ? { owner: personInput(draft.owner), authorisation: draft.authorisation.trim() } : {}),
    ...(draft.content.trim() ? { content: draft.content.trim() } : {}),
    sets: Number(draft.sets),
    papers: [
      ...(procedure?.papers ?? []).map((paper) => {
        const received = draft.papers.includes(paper.key);
        const { originals, certified, copies } = countsOf(draft, paper);
        const { key, name } = paper;
        return received
          ? { key, name, originals: Number(originals), certified: Number(certified), copies: Number(copies), received }
          : { key, name, originals: paper.originals, copies: paper.copies, received };
      }),
      ...lines(draft.paperLines).map((name) => ({ name })),
    ],
    decision,
    ...(reason && decision !== 'accept' && decision !== 'on-spot' ? { reason } : {}),
    ...(asked
      ? {
          missing: [
            ...untickedPapers(draft).map(({ key, name, originals, copies }) => ({ key, name, originals, copies })),
            ...lines(draft.missingLines).map((name) => ({ name })),
          ],
        }
      : {}),
  };
}

function personInput(typed: TypedPerson): z.input<typeof PersonInput> {
  const kept = (value: string | null) => value?.trim() || undefined;
  const entries = {
    identityNumber: kept(typed.identityNumber)?.replace(/[\s.]/g, ''),
    birthOn: kept(typed.birthOn),
    phone: kept(typed.phone),
    email: kept(typed.email),
    address: kept(typed.address),
  };
  const told = Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
  return { kind: typed.kind, name: typed.name.trim(), ...told };
}
