import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import type { DossierDetail } from '../detail-schema.ts';
import { ClockLine } from './ClockLine.tsx';
import { DossierActions } from './DossierActions.tsx';
import { DossierFacts } from './DossierFacts.tsx';
import { DossierFiles } from './DossierFiles.tsx';
import { DossierHead } from './DossierHead.tsx';
import { DossierParts } from './DossierParts.tsx';
import classes from './dossier.module.css';
import { History } from './History.tsx';
import { LedgerFigures } from './LedgerFigures.tsx';
import { ledgerWords } from './ledger-words.ts';
import { pageWords } from './page-words.ts';
import { PrintedForms } from './PrintedForms.tsx';
import { SideBySide } from './SideBySide.tsx';

interface DossierViewProps {
  readonly dossier: DossierDetail;
  readonly onMovedOn?: (() => void) | undefined;
  readonly onUndone?: ((id: string) => void) | undefined;
}

/** A dossier: where it stands, what to do, its clock as a drawing, everything else below. */
export function DossierView({ dossier, onMovedOn, onUndone }: DossierViewProps) {
  const m = useMessages(pageWords);
  const ledger = useMessages(ledgerWords);
  return (
    <div className={classes.frame}>
      <div className={classes.dossier}>
        <div className={classes.main}>
          <DossierHead dossier={dossier} />
          <DossierActions dossier={dossier} onMovedOn={onMovedOn} onUndone={onUndone} />
          {dossier.parts.length > 0 && <SideBySide dossier={dossier} onUndone={onUndone} />}
          <section className={classes.sheet}>
            <h3>{ledger.title}</h3>
            <ClockLine dossier={dossier} />
            {dossier.receivedAt && <LedgerFigures dossier={dossier} />}
            {dossier.receivedAt && (
              <PageLink to={`/ho-so/${dossier.id}/dong-ho`} className={`${classes.quietLink} dh-no-print`}>
                {ledger.open}
              </PageLink>
            )}
          </section>
          <DossierParts dossier={dossier} />
          <section>
            <h3>{m.history}</h3>
            <History events={dossier.events} />
          </section>
        </div>
        <div className={classes.aside}>
          <section>
            <h3>{m.facts}</h3>
            <DossierFacts dossier={dossier} />
          </section>
          <DossierFiles dossier={dossier} />
          <PrintedForms dossier={dossier} />
        </div>
      </div>
    </div>
  );
}
