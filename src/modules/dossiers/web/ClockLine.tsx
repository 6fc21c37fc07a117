import { useQuery } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import { TimeLine } from '#web/components/TimeLine.tsx';
import { formatMoment } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { DaysOff } from '../desk-schema.ts';
import type { DossierDetail } from '../detail-schema.ts';
import { workingTime } from './dossier-state.ts';
import classes from './ledger.module.css';
import { type LedgerModel, ledgerModel, type Mark } from './ledger-model.ts';
import { ledgerWords } from './ledger-words.ts';

/** "Một phút nhìn lại": the life of a dossier's clock as one line, and under it the part of each agency on its scale. */
export function ClockLine({ dossier, withLegs = true }: { dossier: DossierDetail; withLegs?: boolean }) {
  const m = useMessages(ledgerWords);
  const daysOff = useQuery({
    queryKey: ['dossiers', 'days-off', dossier.id],
    queryFn: ({ signal }) => getJson<DaysOff>(`/api/dossiers/${dossier.id}/days-off`, { signal }),
    enabled: dossier.receivedAt !== null,
  });
  const model = ledgerModel(dossier);
  if (!model) return <p className={classes.hint}>{m.notBegun}</p>;
  const off = (daysOff.data?.daysOff ?? []).map(({ from, to, name }) => ({ from, to, ...(name ? { name } : {}) }));
  return (
    <div className={classes.clock}>
      <TimeLine
        start={model.start}
        due={model.due ?? model.reached}
        now={model.reached}
        finishedAt={model.endedAt}
        stoppedSince={model.stoppedSince}
        daysOff={off}
        pauses={model.pauses}
      />
      {!model.due && <p className={classes.hint}>{m.noDue}</p>}
      <Marks marks={model.marks} />
      {withLegs && model.legs.length > 0 && <Legs model={model} />}
      <Legend hasOff={off.length > 0} hasPauses={model.pauses.length > 0} />
    </div>
  );
}

function Marks({ marks }: { marks: readonly Mark[] }) {
  const m = useMessages(ledgerWords);
  if (marks.length === 0) return null;
  return (
    <>
      <div className={classes.rail} aria-hidden="true">
        {marks.map((mark, index) => (
          <span key={`${mark.kind}-${mark.at}`} className={classes.mark} style={{ left: `${mark.place}%` }}>
            {index + 1}
          </span>
        ))}
      </div>
      <ol className={classes.markList} aria-label={m.marks}>
        {marks.map((mark) => (
          <li key={`${mark.kind}-${mark.at}`}>
            {mark.kind === 'fault' ? m.faultMark : m[mark.kind]}: {formatMoment(mark.at)}
          </li>
        ))}
      </ol>
    </>
  );
}

function Legs({ model }: { model: LedgerModel }) {
  const m = useMessages(ledgerWords);
  const language = useLanguage();
  return (
    <div>
      <p className={classes.legsTitle}>{m.legs}</p>
      <ol className={classes.legs} aria-label={m.legs}>
        {model.legs.map(({ leg, pieces }) => {
          const spent = workingTime(leg.elapsedMinutes, language);
          return (
            <li key={`${leg.part} ${leg.enteredAt}`} className={classes.leg}>
              <span className={classes.legWords}>
                <span className={classes.legAgency}>
                  {leg.agency.name}
                  {leg.stepName && `: ${leg.stepName}`}
                </span>
                <span className={classes.small}>
                  {[
                    leg.officer,
                    leg.budgetMinutes === null
                      ? m.usedOnly(spent)
                      : m.used(spent, workingTime(leg.budgetMinutes, language)),
                    leg.late ? m.lateLeg : null,
                    leg.faultMinutes > 0 ? m.faultLeg(workingTime(leg.faultMinutes, language)) : null,
                    leg.sideBySide ? m.sideBySide : null,
                    leg.leftAt === null ? m.stillHere : null,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              <span className={classes.legRail} aria-hidden="true">
                {pieces.map(({ left, width }) => (
                  <span
                    key={left}
                    className={classes.legBar}
                    data-late={leg.late || undefined}
                    data-open={leg.leftAt === null || undefined}
                    style={{ left: `${left}%`, width: `${Math.min(width, 100 - left)}%` }}
                  />
                ))}
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function Legend({ hasOff, hasPauses }: { hasOff: boolean; hasPauses: boolean }) {
  const m = useMessages(ledgerWords);
  return (
    <p className={classes.legend}>
      <span>
        <span className={classes.keyDue} aria-hidden="true" /> {m.legendDue}
      </span>
      {hasOff && (
        <span>
          <span className={classes.keyOff} aria-hidden="true" /> {m.legendOff}
        </span>
      )}
      {hasPauses && (
        <span>
          <span className={classes.keyPause} aria-hidden="true" /> {m.legendPause}
        </span>
      )}
    </p>
  );
}
