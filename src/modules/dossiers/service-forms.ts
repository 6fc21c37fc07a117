import { renderFormDocx, renderFormPdf } from '#modules/documents/public.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Work } from '#platform/db/province.ts';
import type { Attachment } from '#platform/http/attachment.ts';
import type { FormFile, FormName } from './domain/forms.ts';
import { formOf } from './forms/from-detail.ts';
import { DEMONSTRATION, unitOf } from './service-month.ts';
import { readDossier } from './service-read.ts';

const MEDIA = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const;

/**
 * A form of a dossier as it stands now, in the set of its day. Written after the transaction, so that a long document
 * holds no connection.
 * @param publicUrl before the tracking path behind the QR
 * @throws Refusal `dossiers.not_found` (404), `dossiers.form_not_ready` (409) saying what is missing
 */
export async function printForm(work: Work, id: string, file: FormFile, publicUrl: string): Promise<Attachment> {
  const [name, format] = file.split('.') as [FormName, 'docx' | 'pdf'];
  const detail = await readDossier(work, id);
  const context = await work.run(async (tx) => ({
    unit: await unitOf(tx, detail.receivingAgency.id),
    publicUrl,
    demonstration: tx.province.isDemonstration ? DEMONSTRATION : null,
  }));
  const form = formOf(detail, name, context);
  if ('why' in form) throw new Refusal('dossiers.form_not_ready', 409, { why: form.why });
  const bytes = await (format === 'docx' ? renderFormDocx : renderFormPdf)(form);
  return { name: `${name}-${detail.code ?? detail.id}.${format}`, mediaType: MEDIA[format], bytes };
}
