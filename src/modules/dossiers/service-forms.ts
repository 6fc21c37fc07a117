import { formatNumber, renderFormDocx, renderFormPdf } from '#modules/documents/public.ts';
import { getProcedureVersion } from '#modules/procedures/public.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Tx, Work } from '#platform/db/province.ts';
import type { Attachment } from '#platform/http/attachment.ts';
import type { FormFile, FormName } from './domain/forms.ts';
import { formOf, NO_FEE, stoppedOn } from './forms/from-detail.ts';
import type { DossierDetail } from './detail-schema.ts';
import { DEMONSTRATION, unitOf } from './service-month.ts';
import { readDossier } from './service-read.ts';
import { signersOf } from './signers.ts';
import { findContact } from './store/contacts.ts';

const MEDIA = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const;

/**
 * A form of a dossier as it stands now, in the set of its day. Written after the transaction, so that a long document
 * holds no connection.
 * @param publicUrl before the tracking path behind the QR
 * @param paper the sheet in the printer
 * @throws Refusal `dossiers.not_found` (404), `dossiers.form_not_ready` (409) saying what is missing
 */
export async function printForm(
  work: Work,
  id: string,
  file: FormFile,
  { publicUrl, paper }: { readonly publicUrl: string; readonly paper: 'A5' | 'A4' },
): Promise<Attachment> {
  const [name, format] = file.split('.') as [FormName, 'docx' | 'pdf'];
  const detail = await readDossier(work, id);
  const context = await work.run(async (tx) => ({
    unit: { ...(await unitOf(tx, detail.receivingAgency.id)), contact: await contactOf(tx, detail.receivingAgency.id) },
    competent: await unitOf(tx, detail.competentAgency.id),
    signers: await signersOf(tx, detail.competentAgency.id, stoppedOn(detail) ?? tx.today),
    fee: await feeOf(tx, detail),
    publicUrl,
    demonstration: tx.province.isDemonstration ? DEMONSTRATION : null,
  }));
  const form = formOf(detail, name, context);
  if ('why' in form) throw new Refusal('dossiers.form_not_ready', 409, { why: form.why });
  const bytes = await (format === 'docx' ? renderFormDocx : renderFormPdf)({ ...form, paper });
  return { name: `${name}-${detail.code ?? detail.id}.${format}`, mediaType: MEDIA[format], bytes };
}

/** Where to turn for help, as far as the desk has entered it. */
async function contactOf(tx: Tx, agencyId: string): Promise<string | null> {
  const contact = await findContact(tx.db, agencyId);
  const parts = [contact?.phone && `điện thoại ${contact.phone}`, contact?.place].filter(Boolean);
  return parts.length === 0 ? null : parts.join(', ');
}

/**
 * The fee of the version the dossier was received under, in its own words where they say more than a number: a fee by
 * page, by channel or by case is none of one amount.
 */
async function feeOf(tx: Tx, { procedure, id }: DossierDetail): Promise<string | null> {
  // Dossiers of other software name no version of ours.
  if (procedure.versionId === id) return null;
  const { fee } = await getProcedureVersion(tx, procedure.versionId);
  if (fee.amountVnd === 0) return NO_FEE;
  if (fee.text !== '') return fee.text;
  return fee.amountVnd === null ? null : `${formatNumber(fee.amountVnd, 0)} đồng`;
}
