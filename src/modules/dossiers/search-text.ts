import { searchKey } from '#kernel/vietnamese.ts';
import type { PersonView } from './schema.ts';

type Called = Pick<PersonView, 'name' | 'phone' | 'identityNumber'>;

/** What a dossier is found by: names without marks, numbers, the code. */
export function searchOf(code: string | null, applicant: Called, owner: Called, procedureName: string): string {
  const words = [applicant, owner].flatMap(({ name, phone, identityNumber }) => [
    name,
    phone?.replace(/\D/g, ''),
    identityNumber,
  ]);
  return searchKey([...new Set([code, ...words, procedureName])].filter((one) => one).join(' '));
}
