import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { TextAreaField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { useDraft } from '#web/drafts.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { SheetDetail, ValueView } from '../sheets-schema.ts';
import { formatPoints } from './figures.ts';
import { InputFields, OutcomeLine } from './InputFields.tsx';
import { inputOf, outcomeOf, type Typed, typedOf } from './leaf-input.ts';
import { type EntryStage, type SheetLeaf, valueAt } from './leaf-state.ts';
import classes from './sheet.module.css';
import { sheetWords } from './sheet-words.ts';
import { useSheetAct } from './use-par.ts';

interface LeafFormProps {
  readonly sheet: SheetDetail;
  readonly item: SheetLeaf;
  readonly stage: EntryStage;
  /** Evidence of this leaf the person has looked at. */
  readonly seen: readonly string[];
  /** What follows a value given: the next leaf that waits. */
  readonly onGiven: () => void;
  readonly hasNext: boolean;
}

/** What an appraiser can take over as it is: the stage before his. */
function proposedTo(item: SheetLeaf, stage: EntryStage): ValueView | undefined {
  if (stage === 'appraisal-1') return valueAt(item.view, 'self');
  if (stage === 'appraisal-2') return valueAt(item.view, 'appraisal-1');
  return undefined;
}

/** What is to be given on one leaf now: a score, an appraisal or an explanation. */
export function LeafForm(props: LeafFormProps) {
  const { item, stage } = props;
  const m = useMessages(sheetWords);
  const given = valueAt(item.view, stage);
  const proposed = proposedTo(item, stage);
  const [editing, setEditing] = useState(false);
  if (given && !editing)
    return (
      <div className={classes.buttons}>
        {props.hasNext && <Button onClick={props.onGiven}>{m.next}</Button>}
        <Button variant="default" onClick={() => setEditing(true)}>
          {m.changeMine}
        </Button>
      </div>
    );
  if (stage === 'appraisal-1' && proposed?.input && !editing)
    return <AcceptOrAdjust {...props} proposed={proposed} onAdjust={() => setEditing(true)} />;
  return (
    <EntryForm
      {...props}
      start={given ?? (stage === 'blind' ? undefined : proposed)}
      onDone={() => setEditing(false)}
      {...(editing ? { onCancel: () => setEditing(false) } : {})}
    />
  );
}

function AcceptOrAdjust(props: LeafFormProps & { proposed: ValueView; onAdjust: () => void }) {
  const { sheet, item, stage, seen, proposed, onAdjust } = props;
  const m = useMessages(sheetWords);
  const language = useLanguage();
  const act = useSheetAct(sheet.id);
  const points = proposed.points === null ? m.notApplicable : formatPoints(proposed.points, language);
  const accept = () =>
    act.mutate(
      {
        path: 'values',
        body: {
          leaf: item.leaf.code,
          stage,
          input: proposed.input,
          // Points given bare by the unit need words of the appraiser's own.
          reason: proposed.input?.type === 'points' && item.leaf.rule?.type !== 'points' ? proposed.reason : null,
          evidence: seen,
          after: 0,
        },
        said: m.saved(item.leaf.code),
      },
      { onSuccess: props.onGiven },
    );
  return (
    <Form onSubmit={accept} error={act.error}>
      <FormActions>
        <Button type="submit" loading={act.isPending}>
          {props.hasNext ? m.acceptNext(points) : m.accept(points)}
        </Button>
        <Button variant="default" onClick={onAdjust} disabled={act.isPending}>
          {m.adjust}
        </Button>
      </FormActions>
    </Form>
  );
}

interface EntryProps extends LeafFormProps {
  /** The value the fields begin with. */
  readonly start: ValueView | undefined;
  readonly onDone: () => void;
  readonly onCancel?: () => void;
}

function EntryForm({ sheet, item, stage, seen, start, onDone, onCancel, onGiven, hasNext }: EntryProps) {
  const m = useMessages(sheetWords);
  const language = useLanguage();
  const { leaf, view } = item;
  const own = valueAt(view, stage);
  const isExplanation = stage === 'explanation';
  const [typed, setTyped, forget, restored] = useDraft<Typed>(
    `par:${sheet.id}:${leaf.code}:${stage}`,
    typedOf(leaf, start?.input ?? null, own?.reason ?? null, language),
  );
  const [withFigures, setWithFigures] = useState(!isExplanation || (own !== undefined && own.input !== null));
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const act = useSheetAct(sheet.id);
  const input = withFigures ? inputOf(leaf, typed) : undefined;
  const outcome = outcomeOf(leaf, input);
  const compared = stage === 'appraisal-1' ? valueAt(view, 'self') : undefined;
  const differs = compared !== undefined && (outcome.kind === 'points' ? outcome.points : null) !== compared.points;
  const bare = typed.way === 'points' && leaf.rule?.type !== 'points';
  const needsReason = isExplanation || stage === 'appraisal-2' || differs || (withFigures && bare);
  const change = (part: Partial<Typed>) => setTyped({ ...typed, ...part });
  const submit = () => {
    const found: FieldError[] = [];
    if (withFigures && outcome.kind !== 'points' && outcome.kind !== 'not-applicable')
      found.push({ field: firstField(leaf.rule?.type, typed), sentence: m.needFigures });
    if (needsReason && typed.reason.trim() === '') found.push({ field: 'reason', sentence: m.needReason });
    setErrors(found);
    if (found.length > 0 || act.isPending) return;
    act.mutate(
      {
        path: 'values',
        body: {
          leaf: leaf.code,
          stage,
          input: input ?? null,
          reason: typed.reason.trim() === '' ? null : typed.reason.trim(),
          evidence: seen,
          after: own?.seq ?? 0,
        },
        said: m.saved(leaf.code),
      },
      {
        onSuccess: () => {
          forget();
          onDone();
          onGiven();
        },
      },
    );
  };
  const reasonLabel = isExplanation ? m.explanationText : needsReason ? m.reason : m.note;
  return (
    <Form onSubmit={submit} errors={errors} error={act.error} labels={{ reason: reasonLabel, points: m.points }}>
      {restored && <p className={classes.hint}>{m.restored}</p>}
      {isExplanation && (
        <Checkbox
          label={m.askAgain}
          checked={withFigures}
          onChange={(event) => setWithFigures(event.currentTarget.checked)}
        />
      )}
      {withFigures && (
        <>
          <InputFields
            leaf={leaf}
            typed={typed}
            onChange={change}
            mayGivePoints={stage === 'appraisal-1' || stage === 'appraisal-2' || stage === 'blind'}
          />
          <OutcomeLine leaf={leaf} outcome={outcome} />
        </>
      )}
      <TextAreaField
        name="reason"
        label={reasonLabel}
        description={isExplanation ? m.explanationHint : undefined}
        value={typed.reason}
        onChange={(reason) => change({ reason })}
        rows={isExplanation ? 5 : 2}
        maxLength={5000}
        required={needsReason}
      />
      <FormActions>
        <Button type="submit" loading={act.isPending}>
          {hasNext ? m.saveNext : m.save}
        </Button>
        {onCancel && (
          <Button
            variant="default"
            disabled={act.isPending}
            onClick={() => {
              forget();
              onCancel();
            }}
          >
            {m.cancel}
          </Button>
        )}
      </FormActions>
    </Form>
  );
}

/** Where a mistake in the figures is shown. */
function firstField(rule: string | undefined, typed: Typed): string {
  if (typed.way === 'points') return 'points';
  if (typed.way === 'not-applicable') return 'whyNot';
  const fields: Record<string, string> = {
    'yes-no': 'met',
    'all-of': 'conditions',
    timeliness: 'state',
    'count-capped': 'count',
  };
  return fields[rule ?? ''] ?? 'numerator';
}
