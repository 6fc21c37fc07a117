import type { ReactNode } from 'react';
import { formatDay, formatDue } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { CHANNEL_VI, FEE_WAY_VI } from '../domain/words.ts';
import type { DossierDetail } from '../detail-schema.ts';
import type { PersonView } from '../person-schema.ts';
import classes from './dossier.module.css';
import { pageWords } from './page-words.ts';

/** Who, what, where: the facts of a dossier that do not move. */
export function DossierFacts({ dossier }: { dossier: DossierDetail }) {
  const m = useMessages(pageWords);
  const language = useLanguage();
  const { applicant, owner, procedure, officer, stepName, stepDueAt, asOf } = dossier;
  const answerText = ({ dueAt, hours, source, verified }: NonNullable<DossierDetail['answer']>): string =>
    m.answerWithin(dueAt && formatDue(dueAt, asOf, language), hours, source, verified);
  const isOwner = owner.name === applicant.name && owner.identityNumber === applicant.identityNumber;
  const rows: readonly (readonly [string, ReactNode])[] = [
    [
      m.applicant,
      <>
        <Person person={applicant} />
        {dossier.readsDirectory && (
          <div className="dh-no-print">
            <PageLink to={`/ho-so/${dossier.id}/nguoi-nop`} className={classes.quietLink}>
              {m.directory}
            </PageLink>
          </div>
        )}
      </>,
    ],
    [m.owner, isOwner ? null : <Person key="owner" person={owner} />],
    [m.authorisation, dossier.authorisation],
    [m.procedure, [procedure.code, dossier.procedureName].filter(Boolean).join(' · ')],
    [m.sector, procedure.sector],
    [m.limit, procedure.limitText],
    [m.workflow, dossier.workflow && <WorkflowVersion workflow={dossier.workflow} />],
    [m.answerDue, dossier.answer && answerText(dossier.answer)],
    [m.content, dossier.content],
    [
      m.step,
      dossier.urgency !== 'ended' &&
        stepName &&
        [stepName, stepDueAt && m.stepDue(formatDue(stepDueAt, asOf, language))].filter(Boolean).join(', '),
    ],
    [m.officer, dossier.urgency === 'ended' ? officer?.name : (officer?.name ?? m.nobody)],
    [m.receiving, dossier.receivingAgency.name],
    [m.competent, dossier.competentAgency.name],
    [m.channel, CHANNEL_VI[dossier.channel]],
    [m.returnWay, CHANNEL_VI[dossier.returnWay]],
    [m.feeWay, dossier.feeWay && FEE_WAY_VI[dossier.feeWay]],
    [m.sets, dossier.sets > 1 ? String(dossier.sets) : null],
    [m.outcome, dossier.outcome && m[dossier.outcome]],
    [m.law, dossier.law.title],
  ];
  return (
    <dl className={classes.facts}>
      {rows.map(
        ([label, value]) =>
          value && (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** Which version it goes by, and that a newer one is not for it. */
function WorkflowVersion({ workflow }: { workflow: NonNullable<DossierDetail['workflow']> }) {
  const m = useMessages(pageWords);
  const { id, version, decision, isSample, newer } = workflow;
  return (
    <>
      <PageLink to={`/thu-tuc/quy-trinh/${id}`}>{m.workflowVersion(version)}</PageLink>
      <span className={classes.small}>
        {decision && ` · ${m.workflowDecision(decision.number, formatDay(decision.on))}`}
        {isSample && ` · ${m.workflowSample}`}
        {newer !== null && ` · ${m.workflowNewer(newer)}`}
      </span>
    </>
  );
}

function Person({ person }: { person: PersonView }) {
  const { name, identityNumber, phone, email, address } = person;
  return (
    <>
      {name}
      {phone && (
        <>
          {', '}
          <a href={`tel:${phone.replace(/[^\d+]/g, '')}`}>{phone}</a>
        </>
      )}
      <span className={classes.small}>
        {[identityNumber, address, email].filter(Boolean).map((one) => ` · ${one}`)}
      </span>
    </>
  );
}
