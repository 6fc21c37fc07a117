import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Icon } from '#web/components/Icon.tsx';
import { WhyDate } from '#web/components/WhyDate.tsx';
import { formatDue } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import type { DossierDetail } from '../detail-schema.ts';
import { formAddress } from './PrintedForms.tsx';
import classes from './reception.module.css';
import { receptionWords } from './reception-words.ts';

/** How the scans that go up after the dossier stands are doing. */
export interface ScansState {
  readonly count: number;
  readonly sending: boolean;
  readonly error: unknown;
  readonly retry: () => void;
}

interface ReceptionDoneProps {
  readonly dossier: DossierDetail;
  readonly scans: ScansState;
  readonly onNext: () => void;
}

/** After the decision: the code in large, the paper to print, and on to the next in line. */
export function ReceptionDone({ dossier, scans, onNext }: ReceptionDoneProps) {
  const m = useMessages(receptionWords);
  const language = useLanguage();
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus(), []);
  const { state, code, dueAt, asOf, id } = dossier;
  const told =
    state === 'denied'
      ? m.denied
      : state === 'awaiting-completion'
        ? m.awaiting
        : state === 'returned'
          ? m.returned
          : m.accepted;
  const [form, label] =
    state === 'denied'
      ? (['phieu-tu-choi', m.printDenial] as const)
      : state === 'awaiting-completion'
        ? (['phieu-bo-sung', m.printCompletion] as const)
        : (['giay-tiep-nhan', m.printReceipt] as const);
  return (
    <section className={classes.done} aria-label={told}>
      <output>
        <span className={classes.doneWord}>{told}</span>
        <span className={`${classes.doneCode} dh-tabular`}>{code ?? m.noCode}</span>
      </output>
      <p>
        {dossier.applicantName} · {dossier.procedureName}
      </p>
      {dueAt && (
        <p className={classes.doneDue}>
          {m.dueAt} {formatDue(dueAt, asOf, language)}
        </p>
      )}
      <WhyDate explanation={dossier.explanation} />
      {scans.sending && <p>{m.uploading}</p>}
      {!scans.sending && scans.error === null && scans.count > 0 && <p>{m.uploaded(scans.count)}</p>}
      {scans.error !== null && (
        <div className={classes.reason}>
          <p>{m.uploadFailed}</p>
          <ErrorBox error={scans.error} />
          <Button variant="default" onClick={scans.retry} className={classes.start ?? ''}>
            {m.retry}
          </Button>
        </div>
      )}
      <div className={classes.buttons}>
        <Button ref={next} size="md" onClick={onNext}>
          {m.next}
        </Button>
        <Button
          component="a"
          href={formAddress(id, form, 'pdf')}
          target="_blank"
          rel="noreferrer"
          variant="default"
          size="md"
          leftSection={<Icon name="print" size={16} />}
        >
          {label}
        </Button>
        <PageLink to={`/ho-so/${id}`} className={classes.openLink}>
          {m.openDossier}
        </PageLink>
      </div>
    </section>
  );
}
