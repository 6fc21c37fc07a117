import { formatDay, formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { CAUSE_VI } from '../domain/events.ts';
import type { DossierDetail } from '../detail-schema.ts';
import type { ApologyView, LetterView, OpinionView, SupplementView } from '../papers-schema.ts';
import classes from './dossier.module.css';
import { pageWords } from './page-words.ts';

/** What hangs on a dossier beside its history: questions to others, supplements, letters of apology. */
export function DossierParts({ dossier }: { dossier: DossierDetail }) {
  const m = useMessages(pageWords);
  const { opinions, supplements, apologies, messages } = dossier;
  return (
    <>
      {opinions.length > 0 && (
        <section>
          <h3>{m.opinions}</h3>
          <ul className={classes.parts}>
            {opinions.map((one) => (
              <Opinion key={one.id} one={one} />
            ))}
          </ul>
        </section>
      )}
      {supplements.length > 0 && (
        <section>
          <h3>{m.supplements}</h3>
          <ul className={classes.parts}>
            {supplements.map((one) => (
              <Supplement key={one.id} one={one} />
            ))}
          </ul>
        </section>
      )}
      {apologies.length > 0 && (
        <section>
          <h3>{m.apologies}</h3>
          <ul className={classes.parts}>
            {apologies.map((one) => (
              <Apology key={one.id} one={one} />
            ))}
          </ul>
        </section>
      )}
      {messages.length > 0 && (
        <section>
          <h3>{m.messages}</h3>
          <ul className={classes.parts}>
            {messages.map((one) => (
              <Message key={one.id} one={one} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** What the applicant was told, and whether it reached him. */
function Message({ one }: { one: LetterView }) {
  return (
    <li>
      <span>{one.label}</span>
      <span className={classes.small}>{[one.stateLabel, formatMoment(one.sentAt ?? one.madeAt)].join(' · ')}</span>
      <span className={classes.prose}>{one.text}</span>
    </li>
  );
}

function Opinion({ one }: { one: OpinionView }) {
  const m = useMessages(pageWords);
  return (
    <li>
      <span>
        {one.agency.name}
        {one.branch && <span className={classes.small}> · {m.branch}</span>}
      </span>
      <span className={classes.prose}>{one.content}</span>
      <span className={classes.small}>
        {[
          m.askedBy(one.askedBy, formatMoment(one.askedAt)),
          one.answeredAt ? m.answered(formatMoment(one.answeredAt)) : one.late ? m.lateAnswer : m.waiting,
          one.dueAt && m.answerBy(formatMoment(one.dueAt)),
          one.answeredAt && one.late && m.answeredLate,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {one.answer && <blockquote className={classes.quote}>{one.answer}</blockquote>}
    </li>
  );
}

function Supplement({ one }: { one: SupplementView }) {
  const m = useMessages(pageWords);
  const status = {
    draft: m.supplementDraft,
    issued: m.supplementIssued(formatMoment(one.issuedAt ?? one.draftedAt)),
    taken: m.supplementTaken(formatMoment(one.takenAt ?? one.draftedAt)),
    closed: m.supplementClosed,
  }[one.status];
  return (
    <li>
      <span>{status}</span>
      <span className={classes.prose}>{one.reason}</span>
      <ul className={classes.bullets}>
        {one.papers.map(({ name }) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      <span className={classes.small}>
        {[one.draftedBy, formatMoment(one.draftedAt), one.expiresOn && m.expires(formatDay(one.expiresOn))]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </li>
  );
}

function Apology({ one }: { one: ApologyView }) {
  const m = useMessages(pageWords);
  const status =
    one.status === 'draft'
      ? m.apologyDraft
      : one.status === 'dropped'
        ? m.apologyDropped
        : m.apologyApproved(one.approvedBy ?? '', formatMoment(one.approvedAt ?? one.draftedAt));
  return (
    <li>
      <span>{[status, one.newDueAt && m.newDue(formatMoment(one.newDueAt))].filter(Boolean).join(' · ')}</span>
      <blockquote className={classes.quote}>{one.reason}</blockquote>
      <span className={classes.small}>
        {[
          `${CAUSE_VI[one.cause]}${one.causeAgency ? `: ${one.causeAgency}` : ''}`,
          one.byProgram && one.status === 'draft' ? m.byProgram : one.draftedBy,
          formatMoment(one.draftedAt),
        ].join(' · ')}
      </span>
    </li>
  );
}
