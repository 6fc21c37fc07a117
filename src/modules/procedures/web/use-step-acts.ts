import { useState } from 'react';
import { showUndo } from '#web/components/Toasts.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { freshKey, insertStep, moveStep, removeStep } from '../domain/edit.ts';
import type { useEditor } from './use-editor.ts';
import { stepBoxId } from './WorkflowPicture.tsx';
import { workflowWords } from './workflow-words.ts';

export type StepActions = ReturnType<typeof useStepActs>;

/** Putting in, moving and taking out steps, for keys and buttons alike; the focus goes where the step went. */
export function useStepActs(editor: ReturnType<typeof useEditor>, select: (key: string | undefined) => void) {
  const m = useMessages(workflowWords);
  const [said, setSaid] = useState('');
  const { body, change } = editor;
  const focus = (key: string) => requestAnimationFrame(() => document.getElementById(stepBoxId(key))?.focus());
  return {
    /** For a screen reader. */
    said,
    insert: (after: string | null) => {
      const near = body.steps.find((step) => step.key === after) ?? body.steps[0];
      const key = freshKey(body);
      change(
        insertStep(body, after, {
          name: m.newStep,
          role: near?.role ?? 'officer',
          agency: near?.agency ?? { kind: 'receiving' },
          level: near?.level ?? null,
        }),
      );
      select(key);
    },
    move: (key: string, by: -1 | 1) => {
      const next = moveStep(body, key, by);
      if (next === body) return;
      change(next);
      const place = next.steps.findIndex((step) => step.key === key);
      setSaid(m.moved(next.steps[place]?.name ?? '', place + 1));
      focus(key);
    },
    remove: (key: string) => {
      const at = body.steps.findIndex((step) => step.key === key);
      const step = body.steps[at];
      if (!step) return;
      const before = body;
      change(removeStep(body, key));
      select(undefined);
      focus((body.steps[at + 1] ?? body.steps[at - 1])?.key ?? '');
      showUndo(m.removed(step.name), () => change(before));
    },
  };
}
