import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { Refusal } from '#kernel/refusal.ts';
import { parseInstant, toVietnamIso } from '#kernel/vietnam-time.ts';
import { identityOf } from './applicants.ts';
import type { Correctable, Correction } from './domain/events.ts';
import { secondFacts } from './domain/identity.ts';
import type { ActionInput } from './action-schema.ts';
import type { RowChange } from './store/dossiers.ts';
import type { DossierRow } from './store/rows.ts';

/**
 * What a correction (đính chính) says and changes. Words about people and content are put right and their old value
 * kept in the line; a moment is never changed: what was found about it stands beside it, and the clock goes by
 * what was recorded when it happened.
 *
 * @param year nobody is born later
 * @throws Refusal `dossiers.needs_correction`, `dossiers.identity_number` (422)
 */
export function correctionOf(
  row: DossierRow,
  { field, value }: ActionInput,
  year: number,
): { correction: Correction; change: RowChange } {
  if (!field || !value) throw wrong('field');
  if (field === 'receivedAt' || field === 'finishedAt') {
    const moment = parseInstant(value);
    const before = field === 'receivedAt' ? row.received_at : row.finished_at;
    if (!moment || !before) throw wrong('value');
    return { correction: { field, before: toVietnamIso(before), after: toVietnamIso(moment) }, change: {} };
  }
  const after = wordsOf(row, field, value.normalize('NFC'), year);
  if (field === 'content') return { correction: { field, before: row.content, after }, change: { content: after } };
  const { before, applicant, owner } = put(row, field, after);
  const facts = secondFacts(applicant.phone, applicant.identityNumber, owner.phone, owner.identityNumber);
  return { correction: { field, before, after }, change: { applicant, owner, second_facts: facts } };
}

/** What is put down: checked as at the counter, where it can be checked. */
function wordsOf({ applicant: { kind } }: DossierRow, field: Correctable, text: string, year: number): string {
  if (field === 'email' && !z.email().safeParse(text).success) throw wrong('value');
  const number = field === 'identityNumber' ? identityOf({ kind, text, field: 'value', year }) : text;
  if (number === null) throw wrong('value');
  return number;
}

function put(row: DossierRow, field: Exclude<Correctable, 'receivedAt' | 'finishedAt' | 'content'>, after: string) {
  const { applicant, owner } = row;
  if (field === 'ownerName') return { before: owner.name, applicant, owner: { ...owner, name: after } };
  const name = field === 'applicantName' ? 'name' : field;
  const change = { [name]: after };
  // Who brings his own dossier is one person, written down twice.
  const same = isDeepStrictEqual(applicant, owner);
  return {
    before: applicant[name],
    applicant: { ...applicant, ...change },
    owner: same ? { ...owner, ...change } : owner,
  };
}

function wrong(field: string): Refusal {
  return new Refusal('dossiers.needs_correction', 422, { fields: { [field]: 'dossiers.needs_correction' } });
}
