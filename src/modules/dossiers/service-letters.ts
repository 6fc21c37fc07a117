import { record } from '#modules/audit/public.ts';
import { agenciesById, getAgency } from '#modules/org/public.ts';
import { Refusal } from '#kernel/refusal.ts';
import { toVietnamIso } from '#kernel/vietnam-time.ts';
import { requirePermission } from '#platform/auth/permission.ts';
import { asProgram, type Tx, type Work } from '#platform/db/province.ts';
import { LETTER_KEYS, LETTER_MOMENTS, type LetterKey } from './domain/letter-moments.ts';
import { faultsOfLetter, faultVi, fill, LETTER_VARIABLES, plainSms, SAMPLE_VALUES } from './domain/letter-text.ts';
import type {
  LetterContactInput,
  LetterPreview,
  LetterSettings,
  LetterTemplate,
  LetterTemplateInput,
} from './letters-schema.ts';
import { dossiersPermissions } from './permissions.ts';
import { listContacts, listCounters, saveContact } from './store/contacts.ts';
import { countLetters, currentTemplates, insertTemplate, reviveMail, type TemplateRow } from './store/letters.ts';

/** What applicants are told, by whom they are answered, and what became of it (tin báo cho người nộp). */
export async function letterSettings(work: Work): Promise<LetterSettings> {
  requirePermission(work.actor, dossiersPermissions.letters);
  return work.run(settingsOf);
}

async function settingsOf(tx: Tx): Promise<LetterSettings> {
  const own = await currentTemplates(tx.db);
  const contacts = new Map((await listContacts(tx.db)).map((one) => [one.agency_id, one]));
  const counts = await asProgram(tx, () => countLetters(tx.db));
  const counters = await asProgram(tx, () => listCounters(tx.db));
  const count = (state: Parameters<(typeof counts)['get']>[0]) => counts.get(state) ?? 0;
  const agencies = await agenciesById(tx, [...new Set([...counters, ...contacts.keys()])]);
  return {
    templates: LETTER_KEYS.map((key) => templateView(key, own.get(key))),
    variables: Object.entries(LETTER_VARIABLES).map(([name, { text, sms }]) => ({ name, text, sms })),
    contacts: agencies
      .map(({ id, name }) => {
        const known = contacts.get(id);
        return {
          agencyId: id,
          agency: name,
          phone: known?.phone ?? null,
          place: known?.place ?? null,
          hours: known?.hours ?? null,
        };
      })
      .sort((a, b) => a.agency.localeCompare(b.agency, 'vi')),
    counts: {
      waiting: count('queued') + count('failed'),
      sent: count('sent'),
      dead: count('dead'),
      noGateway: count('no-gateway'),
      noAddress: count('no-address'),
    },
  };
}

function templateView(key: LetterKey, row: TemplateRow | undefined): LetterTemplate {
  const { subject, body, sms, enabled } = row ?? LETTER_MOMENTS[key];
  return {
    key,
    label: LETTER_MOMENTS[key].label,
    subject,
    body,
    sms,
    enabled,
    version: row?.version ?? 0,
    changedAt: row ? toVietnamIso(row.made_at) : null,
    changedBy: row?.made_by_name ?? null,
  };
}

/** A text filled in with samples, and what is wrong with it. */
export function previewLetter(text: { subject: string; body: string; sms: string }): LetterPreview {
  const sms = plainSms(fill(text.sms, SAMPLE_VALUES));
  return {
    subject: fill(text.subject, SAMPLE_VALUES),
    text: fill(text.body, SAMPLE_VALUES),
    sms,
    smsLength: sms.length,
    faults: faultsOfLetter(text).map((fault) => ({ field: fault.field, text: faultVi(fault) })),
  };
}

/**
 * Words a moment anew, as the next version; what went out under the old one stays as it went out.
 * @throws Refusal `dossiers.no_letter` (404), `dossiers.letter_faults` (422) at their fields, `dossiers.letter_changed` (409)
 */
export async function wordLetter(work: Work, key: string, input: LetterTemplateInput): Promise<LetterSettings> {
  requirePermission(work.actor, dossiersPermissions.letters);
  if (!LETTER_KEYS.includes(key as LetterKey)) throw new Refusal('dossiers.no_letter', 404);
  const text = {
    subject: input.subject.normalize('NFC'),
    body: input.body.normalize('NFC'),
    sms: input.sms.normalize('NFC'),
  };
  refuseFaults(text);
  return work.run(async (tx) => {
    const known = (await currentTemplates(tx.db)).get(key)?.version ?? 0;
    const version = known + 1;
    const row = { key, version, ...text, enabled: input.enabled, made_at: tx.now, made_by_name: tx.actor.name };
    if (known !== input.version || !(await insertTemplate(tx.db, row)))
      throw new Refusal('dossiers.letter_changed', 409);
    await record(tx, {
      action: 'dossiers.letter_worded',
      subject: { kind: 'dossier-letter', id: key },
      data: { version, enabled: input.enabled },
    });
    return settingsOf(tx);
  });
}

function refuseFaults(text: { subject: string; body: string; sms: string }): void {
  const faults = faultsOfLetter(text);
  const [first] = faults;
  if (!first) return;
  const byField = new Map(faults.toReversed().map((fault) => [fault.field, faultVi(fault)]));
  const fields = Object.fromEntries([...byField.keys()].map((field) => [field, `dossiers.letter_${field}`]));
  throw new Refusal('dossiers.letter_faults', 422, { text: faultVi(first), ...Object.fromEntries(byField), fields });
}

/** Enters where a counter is called; shown to everybody who tracks a dossier. */
export async function saveLetterContact(
  work: Work,
  agencyId: string,
  input: LetterContactInput,
): Promise<LetterSettings> {
  requirePermission(work.actor, dossiersPermissions.letters);
  const clean = (text: string | null) => text?.normalize('NFC') || null;
  return work.run(async (tx) => {
    await getAgency(tx, agencyId);
    const contact = { phone: clean(input.phone), place: clean(input.place), hours: clean(input.hours) };
    await saveContact(tx.db, { agency_id: agencyId, ...contact, changed_at: tx.now, changed_by_name: tx.actor.name });
    await record(tx, { action: 'dossiers.contact_saved', subject: { kind: 'agency', id: agencyId }, data: contact });
    return settingsOf(tx);
  });
}

/** Tries the letters no server would take once more. */
export async function resendLetters(work: Work): Promise<{ count: number }> {
  requirePermission(work.actor, dossiersPermissions.letters);
  return work.run((tx) => asProgram(tx, async () => ({ count: await reviveMail(tx.db) })));
}
