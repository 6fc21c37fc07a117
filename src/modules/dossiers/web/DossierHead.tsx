import { DemoLabel } from '#web/components/DemoLabel.tsx';
import { StatusBadge } from '#web/components/StatusBadge.tsx';
import { WhyDate } from '#web/components/WhyDate.tsx';
import { formatDay, formatDue, formatMoment } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { DossierDetail } from '../detail-schema.ts';
import { badgeOf } from './dossier-state.ts';
import classes from './dossier.module.css';
import { ForecastBox } from './ForecastBox.tsx';
import { pageWords } from './page-words.ts';

/** What stands over everything: code, who, where it stands in time and why. */
export function DossierHead({ dossier }: { dossier: DossierDetail }) {
  const m = useMessages(pageWords);
  const language = useLanguage();
  const { code, dueAt, firstDueAt, receivedAt, submittedAt, asOf } = dossier;
  const ended = dossier.urgency === 'ended';
  const promised = dossier.urgency === 'stopped' ? m.dueBefore : m.due;
  return (
    <div className={classes.head}>
      <div className={classes.badges}>
        <StatusBadge status={badgeOf(dossier)} label={ended ? dossier.stateLabel : dossier.remaining} />
        {!ended && dossier.urgency !== 'stopped' && <span>{dossier.stateLabel}</span>}
        {dossier.refused && <strong>{m.refused}</strong>}
        {ended && <span>{dossier.statusLabel}</span>}
        {dossier.origin === 'demo' && <DemoLabel />}
      </div>
      <h2 className={`${classes.code} dh-tabular`}>{code ?? m.noCode}</h2>
      <p>
        {dossier.applicantName}
        {dossier.ownerName !== dossier.applicantName && ` · ${m.owner}: ${dossier.ownerName}`}
      </p>
      <p className={classes.small}>
        {[
          receivedAt ? m.received(formatMoment(receivedAt)) : m.submitted(formatMoment(submittedAt)),
          dueAt && promised(formatDue(dueAt, asOf, language)),
          firstDueAt && firstDueAt !== dueAt && m.first(formatDue(firstDueAt, asOf, language)),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {dossier.origin !== 'counter' && (
        <p className={classes.hint}>{dossier.origin === 'demo' ? m.demoNote : m.imported}</p>
      )}
      {dossier.waiting && <Waiting waiting={dossier.waiting} suspended={dossier.state === 'suspended'} />}
      <WhyDate explanation={dossier.explanation} />
      <ForecastBox dossier={dossier} />
    </div>
  );
}

interface WaitingProps {
  readonly waiting: NonNullable<DossierDetail['waiting']>;
  readonly suspended: boolean;
}

/** Until when it is waited, on what that rests, and what to do when the day is over. */
function Waiting({ waiting, suspended }: WaitingProps) {
  const m = useMessages(pageWords);
  const day = formatDay(waiting.until);
  return (
    <p className={classes.hint}>
      {waiting.by === 'rule' && m.waitRule(day, waiting.source)}
      {waiting.by === 'proposal' && m.waitProposal(day)}
      {waiting.by === 'office' && m.waitOffice(day)} {waiting.isOver && (suspended ? m.suspendedOver : m.waitOver)}
    </p>
  );
}
