import { formatMoment } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { DossierDetail } from '../detail-schema.ts';
import { workingTime } from './dossier-state.ts';
import classes from './ledger.module.css';
import { ledgerWords } from './ledger-words.ts';

/** What the clock says in figures: the first promise beside the present one, what was used, what was lost. */
export function LedgerFigures({ dossier }: { dossier: DossierDetail }) {
  const m = useMessages(ledgerWords);
  const language = useLanguage();
  const time = (minutes: number) => workingTime(minutes, language);
  const { firstDueAt, dueAt, lawfulDueAt, finishedAt, returnedAt } = dossier;
  const hour =
    finishedAt && dueAt ? (dossier.lateByDate ? m.byDate : dossier.lateByMoment ? m.missedHour : m.keptHour) : null;
  const rows: readonly (readonly [string, string | null])[] = [
    [m.status, [dossier.statusLabel, hour].filter(Boolean).join('. ')],
    [m.firstDue, firstDueAt && formatMoment(firstDueAt)],
    [dossier.urgency === 'stopped' ? m.dueBefore : m.due, dueAt !== firstDueAt && dueAt ? formatMoment(dueAt) : null],
    [m.lawfulDue, lawfulDueAt && lawfulDueAt !== dueAt ? formatMoment(lawfulDueAt) : null],
    [m.finished, finishedAt && formatMoment(finishedAt)],
    [m.returned, returnedAt && formatMoment(returnedAt)],
    [m.elapsed, dossier.receivedAt ? time(dossier.elapsedMinutes) : null],
    [m.total, dossier.totalMinutes === dossier.elapsedMinutes ? null : time(dossier.totalMinutes)],
    [m.stopped, dossier.stoppedMinutes > 0 ? time(dossier.stoppedMinutes) : null],
    [m.fault, dossier.faultMinutes > 0 ? time(dossier.faultMinutes) : null],
    [m.lateness, dossier.latenessMinutes > 0 ? time(dossier.latenessMinutes) : null],
  ];
  return (
    <dl className={classes.figures}>
      {rows.map(
        ([label, value]) =>
          value && (
            <div key={label}>
              <dt>{label}</dt>
              <dd className="dh-tabular">{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
