import { Button } from '@mantine/core';
import { DemoLabel } from '#web/components/DemoLabel.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Icon } from '#web/components/Icon.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { formatDay, formatMoment } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { usePageParams } from '#web/navigation.tsx';
import { CAUSE_VI } from '../domain/events.ts';
import type { DossierDetail } from '../detail-schema.ts';
import { ClockLine } from './ClockLine.tsx';
import { workingTime } from './dossier-state.ts';
import { History } from './History.tsx';
import classes from './ledger.module.css';
import { LedgerFigures } from './LedgerFigures.tsx';
import { ledgerWords } from './ledger-words.ts';
import { useDossier } from './use-dossier.ts';
import { words } from './words.ts';

/** The ledger of a dossier on a sheet of its own: what is printed when somebody asks how the time went. */
export default function LedgerPage() {
  const m = useMessages(ledgerWords);
  const list = useMessages(words);
  const { id = '' } = usePageParams();
  const dossier = useDossier(id);
  const code = dossier.data?.code ?? dossier.data?.applicantName ?? '';
  return (
    <Page
      title={m.pageTitle}
      documentTitle={`${m.pageTitle} ${code}`}
      breadcrumb={[
        { label: list.dossiers, to: '/ho-so' },
        { label: code || '…', to: `/ho-so/${id}` },
      ]}
      lead={m.lead}
      secondary={
        <Button variant="default" leftSection={<Icon name="print" size={16} />} onClick={() => window.print()}>
          {m.print}
        </Button>
      }
    >
      {dossier.isPending && <Loading lines={8} />}
      {dossier.isError && !dossier.data && <ErrorBox error={dossier.error} retry={() => void dossier.refetch()} />}
      {dossier.data && <Ledger dossier={dossier.data} />}
    </Page>
  );
}

function Ledger({ dossier }: { dossier: DossierDetail }) {
  const m = useMessages(ledgerWords);
  const { origin, code, procedureName, applicantName, law } = dossier;
  return (
    <div className={classes.page}>
      <div>
        <h2>{procedureName}</h2>
        <p>
          <span className="dh-tabular">{code}</span> · {applicantName} · {dossier.competentAgency.name}{' '}
          {origin === 'demo' && <DemoLabel />}
        </p>
        <p className={classes.small}>
          {m.law}: {law.title} · {m.printedAt(formatMoment(dossier.asOf))}
        </p>
      </div>
      <ClockLine dossier={dossier} />
      <LedgerFigures dossier={dossier} />
      {dossier.explanation.length > 0 && (
        <section>
          <h2>{m.whyDue}</h2>
          <ol className={classes.why}>
            {dossier.explanation.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ol>
        </section>
      )}
      <Intervals dossier={dossier} />
      <section>
        <h2>{m.history}</h2>
        <History events={dossier.events} all />
      </section>
    </div>
  );
}

function Intervals({ dossier }: { dossier: DossierDetail }) {
  const m = useMessages(ledgerWords);
  const language = useLanguage();
  if (dossier.intervals.length === 0) return null;
  return (
    <section>
      <h2>{m.intervals}</h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls sideways by keyboard too */}
      <section className={classes.scroll} tabIndex={0} aria-label={m.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              {[m.from, m.to, m.clock, m.length, m.cause, m.why, m.actor].map((header) => (
                <th key={header} scope="col">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {dossier.intervals.map((one) => (
              <tr key={one.from}>
                <th scope="row">{formatMoment(one.from)}</th>
                <td>{one.to ? formatMoment(one.to) : m.now}</td>
                <td>{one.restarted ? m.restarted : one.kind === 'running' ? m.running : m.stoppedWord}</td>
                <td>{workingTime(one.workingMinutes, language)}</td>
                <td>{one.cause ? CAUSE_VI[one.cause] : ''}</td>
                <td>
                  {[one.reason, one.document && `${one.document.number}, ${formatDay(one.document.on)}`]
                    .filter(Boolean)
                    .join('; ')}
                </td>
                <td>{one.actor}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
