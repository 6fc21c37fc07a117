import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Icon } from '#web/components/Icon.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { Warning } from '../domain/check.ts';
import { casePaths } from '../domain/graph.ts';
import type { GovernmentLevel } from '../domain/law.ts';
import type { WorkflowBody } from '../domain/workflow.ts';
import { readTime, type UnreadTime } from './StepForm.tsx';
import classes from './workflow.module.css';
import { useTimeWords, useWarningWords } from './workflow-model.ts';
import { workflowWords } from './workflow-words.ts';

interface WholePanelProps {
  readonly body: WorkflowBody;
  readonly limitText: string;
  readonly warnings: readonly Warning[];
  /** What was typed into a level's subtotal and cannot be read: kept while a step is open in its place. */
  readonly unread: Readonly<Record<string, UnreadTime>>;
  readonly onUnread: (key: string, typed: UnreadTime | undefined) => void;
  /** Left out where nothing may be changed. */
  readonly onChange?: ((body: WorkflowBody) => void) | undefined;
  readonly onInsertFirst?: (() => void) | undefined;
}

/** By which name a level's subtotal is kept; no step bears it. */
export const subtotalKey = (level: GovernmentLevel): string => `subtotal ${level}`;

/** What concerns the whole: how long each case takes, subtotals of the levels, warnings. */
export function WholePanel(props: WholePanelProps) {
  const { body, limitText, warnings, unread, onUnread, onChange, onInsertFirst } = props;
  const m = useMessages(workflowWords);
  const time = useTimeWords();
  const paths = casePaths(body) ?? [];
  const levels = (['xa', 'huyen', 'tinh'] as const).filter(
    (level) => body.steps.some((step) => step.level === level) || body.subtotals.some((one) => one.level === level),
  );
  return (
    <div className={classes.fields}>
      <p className={classes.hint}>{m.wholeLead}</p>
      <h3>{m.total}</h3>
      <ul className={classes.list}>
        {paths.map((path) => (
          <li key={path.cases.join('|')}>
            <span className={classes.strong}>{path.cases.length === 0 ? m.allCases : path.cases.join(', ')}</span>:{' '}
            {m.totalOf(time(path.minutes), limitText)}
          </li>
        ))}
      </ul>
      {levels.length > 0 && (
        <>
          <h3>{m.subtotals}</h3>
          {levels.map((level) => (
            <Subtotal
              key={level}
              level={level}
              body={body}
              unread={unread[subtotalKey(level)]}
              onUnread={(typed) => onUnread(subtotalKey(level), typed)}
              onChange={onChange}
            />
          ))}
        </>
      )}
      <Warnings warnings={warnings.filter(({ step }) => step === null)} all={warnings} />
      {onInsertFirst && (
        <div className={classes.acts}>
          <Button size="compact-sm" variant="default" onClick={onInsertFirst}>
            {body.steps.length === 0 ? m.addFirst : m.insertBefore}
          </Button>
        </div>
      )}
    </div>
  );
}

function Subtotal(props: {
  readonly level: GovernmentLevel;
  readonly body: WorkflowBody;
  readonly unread: UnreadTime | undefined;
  readonly onUnread: (typed: UnreadTime | undefined) => void;
  readonly onChange: WholePanelProps['onChange'];
}) {
  const { level, body, unread, onUnread, onChange } = props;
  const m = useMessages(workflowWords);
  const time = useTimeWords();
  const stated = body.subtotals.find((one) => one.level === level)?.minutes;
  const [text, setText] = useState(unread?.text ?? (stated === undefined ? '' : String(stated / 60).replace('.', ',')));
  if (!onChange)
    return (
      <p>
        {m.levels(level)}: {stated === undefined ? m.noSubtotal : time(stated)}
      </p>
    );
  const read = text.trim() === '' ? null : readTime(text, 'hours');
  return (
    <TextInput
      label={`${m.levels(level)} (${m.unitHours})`}
      inputMode="decimal"
      value={text}
      error={read === undefined ? m.badTime : undefined}
      data-unread={read === undefined || undefined}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setText(next);
        const minutes = next.trim() === '' ? null : readTime(next, 'hours');
        onUnread(minutes === undefined ? { text: next, unit: 'hours' } : undefined);
        if (minutes === undefined) return;
        const others = body.subtotals.filter((one) => one.level !== level);
        onChange({ ...body, subtotals: minutes === null ? others : [...others, { level, minutes }] });
      }}
    />
  );
}

/** The warnings of a step or of the whole; `all` tells whether there is none at all. */
export function Warnings({
  warnings,
  all,
}: {
  readonly warnings: readonly Warning[];
  readonly all?: readonly Warning[];
}) {
  const m = useMessages(workflowWords);
  const say = useWarningWords();
  if (warnings.length === 0) return all?.length === 0 ? <p className={classes.fine}>{m.noWarnings}</p> : null;
  return (
    <div aria-live="polite">
      <h3>{m.warnings}</h3>
      <ul className={classes.warnings}>
        {warnings.map((warning) => (
          <li
            key={`${warning.code} ${warning.step ?? ''} ${warning.values['cases'] ?? warning.values['level'] ?? ''}`}
            data-severity={warning.severity}
          >
            {warning.severity !== 'note' && <Icon name="warning" size={16} />}
            <span>{say(warning)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
