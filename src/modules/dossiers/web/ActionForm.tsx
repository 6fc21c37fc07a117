import { Button } from '@mantine/core';
import { useState } from 'react';
import { ApiError } from '#web/api.ts';
import { useDraft } from '#web/drafts.ts';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { useSearchParams } from '#web/search-params.ts';
import { ACTION_FACTS, type Action } from '../domain/actions.ts';
import type { DossierDetail } from '../detail-schema.ts';
import { askedOf, mistakes, QUESTION_KEY, startOf, type Typed, wordsOf } from './action-draft.ts';
import { ActionFields } from './ActionFields.tsx';
import { type ActionField, fieldsOf, hasOptionalDocument } from './action-plan.ts';
import { actionWords } from './action-words.ts';
import classes from './dossier.module.css';
import { Overtaken } from './Overtaken.tsx';
import { useAct } from './use-dossier.ts';
import { useFirstField } from './use-first-field.ts';

interface ActionFormProps {
  readonly action: Action;
  readonly dossier: DossierDetail;
  readonly onClose: () => void;
  readonly onDone: (next: DossierDetail) => void;
  readonly onUndone: (next: DossierDetail) => void;
}

const FIRST_INPUT: Readonly<Partial<Record<ActionField, string>>> = {
  document: 'document',
  agency: 'agencyId',
  officer: 'officerId',
  way: 'when',
  correction: 'field',
  due: 'dueOn',
  period: 'period',
  // Its day is today already: a calendar that opens would lie over the rest.
  verification: 'verification.at-time',
  amount: 'amountVnd',
};

/** What one action needs, asked in one small form; what is typed outlives a mistake, a lost line and a conflict. */
export function ActionForm({ action, dossier, onClose, onDone, onUndone }: ActionFormProps) {
  const m = useMessages(actionWords);
  const search = useSearchParams();
  const fields = fieldsOf(action, dossier);
  const start = startOf(action, dossier, search[QUESTION_KEY]);
  const [typed, setTyped, forget, restored] = useDraft<Typed>(
    `dossiers.${action}.${dossier.id}${dossier.parts.length > 0 ? `.${dossier.part}` : ''}`,
    start,
  );
  const [wasRestored, setWasRestored] = useState(restored);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [first] = useState(() => (fields[0] ? (FIRST_INPUT[fields[0]] ?? fields[0]) : ''));
  const act = useAct(dossier, { onDone, onUndone });
  useFirstField(first, !wasRestored);
  const end = () => {
    forget();
    onClose();
  };
  /** Closed before it was sent: what was typed waits for the next opening. */
  const leave = () => {
    if (JSON.stringify(typed) === JSON.stringify(start)) forget();
    else showToast(m.typedKept);
    onClose();
  };
  const startAnew = () => {
    setTyped(start);
    forget();
    setWasRestored(false);
  };
  const submit = () => {
    const found = mistakes(fields, typed, m, {
      optionalDocument: hasOptionalDocument(action),
      others: dossier.applicantOthers ?? 0,
    });
    setErrors(found);
    if (found.length > 0 || act.isPending) return;
    const { done } = ACTION_FACTS[action];
    act.mutate(
      { asked: askedOf(action, fields, typed, dossier), said: m.done(dossier.code ?? dossier.applicantName, done) },
      { onSuccess: end },
    );
  };
  // A colleague answered the very question: what is typed is not put under another.
  const isAnswered = action === 'answer-opinion' && !dossier.answerable.includes(typed.opinionId);
  if (!dossier.actions.includes(action) || isAnswered) return <Overtaken words={wordsOf(typed)} onDiscard={end} />;
  const isStale = act.error instanceof ApiError && act.error.code === 'dossiers.changed';
  return (
    <section className={classes.form} aria-label={ACTION_FACTS[action].label}>
      <h3>{ACTION_FACTS[action].label}</h3>
      <Form onSubmit={submit} errors={errors} error={act.error} labels={labelsOf(m)}>
        {isStale && <p className={classes.hint}>{m.stale}</p>}
        {wasRestored && (
          <p className={classes.hint}>
            {m.restored}{' '}
            <Button variant="subtle" size="compact-sm" onClick={startAnew}>
              {m.startAnew}
            </Button>
          </p>
        )}
        <ActionFields
          action={action}
          dossier={dossier}
          fields={fields}
          typed={typed}
          change={(part) => setTyped({ ...typed, ...part })}
        />
        <FormActions>
          <Button type="submit" loading={act.isPending}>
            {ACTION_FACTS[action].label}
          </Button>
          <Button variant="default" onClick={leave} disabled={act.isPending}>
            {m.cancel}
          </Button>
        </FormActions>
      </Form>
    </section>
  );
}

/** The names of fields whose sentence alone does not say which it is. */
const labelsOf = (m: (typeof actionWords)['en']) => ({
  reason: m.reason,
  text: m.text,
  document: m.documentNumber,
  documentOn: m.documentOn,
  dueOn: m.due,
  period: m.from,
  'period-time': m.from,
  'period-to': m.to,
  'period-to-time': m.to,
  'verification.at': m.verifiedAt,
  'verification.at-time': m.verifiedAt,
  'value-time': m.momentValue,
});
