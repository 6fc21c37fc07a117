import { formatDue } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { DossierDetail } from '../detail-schema.ts';
import classes from './dossier.module.css';
import { pageWords } from './page-words.ts';

/** Beside what can be done now: whose answer is still awaited, and the answer that has just come. */
export function OpinionsAwaited({ dossier }: { dossier: DossierDetail }) {
  const m = useMessages(pageWords);
  const language = useLanguage();
  const { opinions, answerable, events, asOf, urgency } = dossier;
  if (urgency === 'ended') return null;
  const open = opinions.filter(({ id, answeredAt, branch }) => !answeredAt && !branch && !answerable.includes(id));
  const last = events.findLast(({ undone }) => !undone);
  const answer =
    last?.action === 'answer-opinion' ? opinions.findLast(({ answeredAt }) => answeredAt === last.at) : undefined;
  return (
    <>
      {answer && <p className={classes.hint}>{m.justAnswered(answer.agency.name)}</p>}
      {open.map((one) => (
        <p key={one.id} className={classes.hint}>
          {m.awaits(one.agency.name)}
          {one.dueAt && ` · ${m.answerBy(formatDue(one.dueAt, asOf, language))}`}
          {one.late && <strong className={classes.overdue}> · {m.answerOverdue}</strong>}
        </p>
      ))}
    </>
  );
}
