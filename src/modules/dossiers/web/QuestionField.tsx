import { SelectField } from '#web/components/fields.tsx';
import { formatDue } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { DossierDetail } from '../detail-schema.ts';
import type { Typed } from './action-draft.ts';
import { actionWords } from './action-words.ts';
import classes from './dossier.module.css';

interface QuestionProps {
  readonly dossier: DossierDetail;
  readonly typed: Typed;
  readonly change: (part: Partial<Typed>) => void;
}

/** The question before who answers it; where the agency was asked more than once, which of them. */
export function QuestionField({ dossier, typed, change }: QuestionProps) {
  const m = useMessages(actionWords);
  const language = useLanguage();
  const open = dossier.answerable.flatMap((id) => dossier.opinions.find((one) => one.id === id) ?? []);
  const one = open.find(({ id }) => id === typed.opinionId) ?? open[0];
  if (!one) return null;
  return (
    <>
      {open.length > 1 && (
        <SelectField
          name="opinionId"
          label={m.question}
          value={one.id}
          onChange={(opinionId) => change({ opinionId })}
          data={open.map(({ id, content, dueAt }) => ({
            value: id,
            label: [dueAt && formatDue(dueAt, dossier.asOf, language), content.slice(0, 80)].filter(Boolean).join(': '),
          }))}
          required
        />
      )}
      <figure className={classes.question}>
        <figcaption className={classes.hint}>
          {m.asks(one.askedBy)}
          {one.dueAt && ` · ${m.answerDue(formatDue(one.dueAt, dossier.asOf, language))}`}
          {one.late && <strong className={classes.overdue}> · {m.answerLate}</strong>}
        </figcaption>
        <blockquote className={classes.quote}>{one.content}</blockquote>
      </figure>
    </>
  );
}
