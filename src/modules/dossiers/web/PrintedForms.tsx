import type { ReactNode } from 'react';
import { Icon } from '#web/components/Icon.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { stringifySearch } from '#web/search-params.ts';
import type { DossierDetail } from '../detail-schema.ts';
import classes from './dossier.module.css';
import { pageWords } from './page-words.ts';

/** The forms that can be printed of a dossier as it stands. */
export function PrintedForms({ dossier }: { dossier: DossierDetail }) {
  const m = useMessages(pageWords);
  const { receivedAt, state, supplements, apologies, actions, law, outcome } = dossier;
  const forms: readonly (readonly [string, string, boolean])[] = [
    ['giay-tiep-nhan', m.receipt, receivedAt !== null],
    ['phieu-bo-sung', m.supplementForm, supplements.some(({ status }) => status !== 'draft')],
    ['phieu-tu-choi', m.refusalForm, state === 'denied'],
    ['phieu-xin-loi', m.apologyForm, apologies.some(({ status }) => status === 'approved')],
    ['thong-bao-tu-choi', m.refusalLetter, outcome === 'refused'],
    ['thong-bao-tu-choi', m.refusalToSign, actions.includes('refuse')],
    ['thong-bao-dung', m.stopForm, law.stopNotice && state === 'closed'],
    ['thong-bao-dung', m.stopFormToSign, law.stopNotice && actions.includes('close-expired')],
    ['phieu-kiem-soat', m.control, receivedAt !== null],
  ];
  const ready = forms.filter(([, , shown]) => shown);
  if (ready.length === 0) return null;
  return (
    <section className="dh-no-print">
      <h3>{m.forms}</h3>
      {law.formsNote && (
        <p className={classes.hint}>
          {m.unverified}: {law.formsNote}
        </p>
      )}
      <ul className={classes.bullets}>
        {ready.map(([file, label]) => (
          <li key={label}>
            <PrintLink dossierId={dossier.id} form={file}>
              <Icon name="print" size={16} />
              {label}
            </PrintLink>{' '}
            <PrintLink dossierId={dossier.id} form={file} paper="A4" label={`${label}, ${m.onA4}`}>
              A4
            </PrintLink>{' '}
            <a href={formAddress(dossier.id, file, 'docx')} aria-label={`${label}, Word`} className={classes.fileLink}>
              Word
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface PrintLinkProps {
  readonly dossierId: string;
  readonly form: string;
  readonly paper?: 'A4';
  readonly label?: string;
  readonly children: ReactNode;
}

/** Opens the sheet in a tab of its own, ready to print; the page stays as it is. */
function PrintLink({ dossierId, form, paper, label, children }: PrintLinkProps) {
  return (
    <a
      href={`${formAddress(dossierId, form, 'pdf')}${stringifySearch({ paper })}`}
      target="_blank"
      rel="noreferrer"
      aria-label={label}
      className={classes.fileLink}
    >
      {children}
    </a>
  );
}

export const formAddress = (id: string, form: string, format: 'pdf' | 'docx'): string =>
  `/api/dossiers/${id}/forms/${form}.${format}`;
