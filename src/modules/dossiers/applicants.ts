import { newId } from '#kernel/id.ts';
import { Refusal } from '#kernel/refusal.ts';
import { searchKey } from '#kernel/vietnamese.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import { asProgram, type Tx, type Work } from '#platform/db/province.ts';
import { IDENTITY_FAULT_VI, phoneKey, readCardText, readIdentityNumber } from './domain/identity.ts';
import { dossiersPermissions } from './permissions.ts';
import type { ApplicantList, PersonInput, PersonView } from './person-schema.ts';
import {
  findApplicant,
  findByIdentity,
  findNamesake,
  saveApplicant,
  searchApplicants,
  touchApplicant,
} from './store/applicants.ts';
import type { ApplicantRow } from './store/rows.ts';

const MOST = 12;

/**
 * People who brought dossiers before (tìm người nộp): by name without marks, by phone, by identity number, or by the
 * text of an identity card's QR code. By name and phone a counter finds those who came to it; the whole identity
 * number, which only its bearer shows, finds them wherever they came.
 */
export async function findApplicants(work: Work, query: string): Promise<ApplicantList> {
  requirePermission(work.actor, dossiersPermissions.receive);
  return work.run(async (tx) => {
    const year = Number(tx.today.slice(0, 4));
    const card = readCardText(query, year);
    const identity = card?.number ?? wholeNumber(query);
    const found = identity
      ? await asProgram(tx, async () => [await findByIdentity(tx.db, identity)])
      : await searchApplicants(tx.db, query, MOST);
    const fault = !card && identity ? readIdentityNumber(identity, year) : undefined;
    return {
      applicants: found.flatMap((row) =>
        row ? [{ id: row.id, ...personOf(row), dossiers: row.dossiers, lastProcedure: row.last_procedure }] : [],
      ),
      card: card
        ? {
            kind: 'citizen',
            name: card.name,
            identityNumber: card.number,
            birthOn: card.birthOn,
            phone: null,
            email: null,
            address: card.address || null,
          }
        : null,
      warning: warningOf(card ? '' : query, card?.doubts ?? [], typeof fault === 'string' ? fault : undefined),
    };
  });
}

function warningOf(
  query: string,
  doubts: readonly ('year' | 'sex')[],
  fault: keyof typeof IDENTITY_FAULT_VI | undefined,
): string | null {
  if (doubts.length > 0)
    return 'Số định danh trên thẻ không khớp năm sinh hoặc giới tính. Hãy đối chiếu với thẻ trước khi dùng.';
  if (fault) return IDENTITY_FAULT_VI[fault];
  return query.includes('|') ? 'Không đọc được mã QR này: không phải mã trên thẻ căn cước.' : null;
}

function wholeNumber(query: string): string | undefined {
  const digits = query.replace(/[\s.]/g, '');
  return /^\d{12}$/.test(digits) ? digits : undefined;
}

export function personOf(row: ApplicantRow): PersonView {
  const { kind, name, identity_number: identityNumber, birth_on: birthOn, phone, email, address } = row;
  return { kind, name, identityNumber, birthOn, phone, email, address };
}

/**
 * An identity number without spaces and dots; null for none. An organisation's is whatever its paper says.
 * @throws Refusal `dossiers.identity_number` (422) at `field` for a citizen's number that cannot be one
 */
export function identityOf(told: {
  readonly kind: PersonView['kind'];
  readonly text: string;
  readonly field: string;
  readonly year: number;
}): string | null {
  const number = told.text.replace(/[\s.]/g, '') || null;
  if (number === null || told.kind !== 'citizen' || /^\d{9}$/.test(number)) return number;
  const read = readIdentityNumber(number, told.year);
  if (typeof read === 'string')
    throw new Refusal('dossiers.identity_number', 422, {
      why: IDENTITY_FAULT_VI[read].slice(0, -1),
      fields: { [told.field]: 'dossiers.identity_number' },
    });
  return number;
}

/** The person as he was told at the counter. @throws Refusal `dossiers.identity_number` (422) for a citizen's number that cannot be one */
export function personView(input: PersonInput, field: string, year: number): PersonView {
  const { kind } = input;
  return {
    kind,
    name: input.name.normalize('NFC'),
    identityNumber: identityOf({ kind, text: input.identityNumber ?? '', field: `${field}.identityNumber`, year }),
    birthOn: input.birthOn ?? null,
    phone: input.phone || null,
    email: input.email || null,
    address: input.address?.normalize('NFC') || null,
  };
}

/** Who brings what where. */
interface Bringing {
  readonly person: PersonView;
  /** The line of the directory that was picked at the counter. */
  readonly applicantId: string | undefined;
  readonly agencyId: string;
  readonly procedureName: string;
  readonly dossierId: string;
}

/** Keeps the person for the next time; what was known before stays in a line of its own. @returns his id */
export async function keepApplicant(
  tx: Tx,
  { person, applicantId, agencyId, procedureName, dossierId }: Bringing,
): Promise<string> {
  const row: ApplicantRow = {
    id: newId(),
    kind: person.kind,
    name: person.name,
    identity_number: person.identityNumber,
    birth_on: person.birthOn,
    phone: person.phone,
    email: person.email,
    address: person.address,
    search: searchKey(person.name),
    phone_key: phoneKey(person.phone),
    agencies: [agencyId],
    dossiers: 1,
    last_procedure: procedureName,
    changed_at: tx.now,
  };
  const by = { dossierId, at: tx.now, byId: tx.actor.personId, byName: tx.actor.name };
  return asProgram(tx, async () => {
    if (person.identityNumber) return saveApplicant(tx.db, row, by);
    const chosen = applicantId ? await findApplicant(tx.db, applicantId) : undefined;
    const known =
      chosen && chosen.search === row.search
        ? chosen
        : row.phone_key
          ? await findNamesake(tx.db, row.search, row.phone_key)
          : undefined;
    if (!known) return saveApplicant(tx.db, row, by);
    await touchApplicant(tx.db, known.id, row, by);
    return known.id;
  });
}
