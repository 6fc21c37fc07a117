import { Icon } from '#web/components/Icon.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { DossierDetail } from '../detail-schema.ts';
import classes from './dossier.module.css';
import { pageWords } from './page-words.ts';

/** The forms that can be printed of a dossier as it stands. */
export function PrintedForms({ dossier }: { dossier: DossierDetail }) {
  const m = useMessages(pageWords);
  const { receivedAt, state, supplements, apologies, actions, law } = dossier;
  const forms: readonly (readonly [string, string, boolean])[] = [
    ['giay-tiep-nhan', m.receipt, receivedAt !== null],
    ['phieu-bo-sung', m.supplementForm, supplements.some(({ status }) => status !== 'draft')],
    ['phieu-tu-choi', m.refusalForm, state === 'denied'],
    ['phieu-xin-loi', m.apologyForm, apologies.some(({ status }) => status === 'approved')],
    ['thong-bao-dung', m.stopForm, state === 'closed'],
    ['thong-bao-dung', m.stopFormToSign, law.stopNotice && actions.includes('close-expired')],
    ['phieu-kiem-soat', m.control, receivedAt !== null],
  ];
  const ready = forms.filter(([, , shown]) => shown);
  if (ready.length === 0) return null;
  return (
    <section className="dh-no-print">
      <h3>{m.forms}</h3>
      <ul className={classes.bullets}>
        {ready.map(([file, label]) => (
          <li key={label}>
            <a href={formAddress(dossier.id, file, 'pdf')} className={classes.fileLink}>
              <Icon name="print" size={16} />
              {label}
            </a>{' '}
            <a href={formAddress(dossier.id, file, 'docx')} aria-label={`${label}, Word`} className={classes.fileLink}>
              Word
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

export const formAddress = (id: string, form: string, format: 'pdf' | 'docx'): string =>
  `/api/dossiers/${id}/forms/${form}.${format}`;
