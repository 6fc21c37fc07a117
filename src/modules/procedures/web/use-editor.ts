import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { putJson } from '#web/api.ts';
import { showToast } from '#web/components/Toasts.tsx';
import { useDraft } from '#web/drafts.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { WorkflowBody } from '../domain/workflow.ts';
import type { WorkflowDetail } from '../schema.ts';
import { workflowKey } from './use-procedures.ts';
import { bodyOf } from './workflow-model.ts';
import { workflowWords } from './workflow-words.ts';

const MOST_UNDO = 100;

/**
 * The drawing as it is being changed: what is not saved survives a reload, every change can be taken back, and saving
 * stands on the revision it grew from.
 */
export function useEditor(detail: WorkflowDetail) {
  const m = useMessages(workflowWords);
  const client = useQueryClient();
  const saved = useMemo(() => bodyOf(detail), [detail]);
  const [drawn, setDrawn, forget, restored] = useDraft<WorkflowBody | null>(
    `procedures.workflow.${detail.id}.${detail.revision}`,
    null,
  );
  const [past, setPast] = useState<readonly WorkflowBody[]>([]);
  const body = detail.canEdit ? (drawn ?? saved) : saved;
  const changed = drawn !== null && JSON.stringify(drawn) !== JSON.stringify(saved);
  const change = useCallback(
    (next: WorkflowBody) => {
      setPast((before) => [...before, body].slice(-MOST_UNDO));
      setDrawn(next);
    },
    [body, setDrawn],
  );
  const undo = () => {
    const last = past.at(-1);
    if (!last) return;
    setPast(past.slice(0, -1));
    setDrawn(last);
  };
  const discard = () => {
    setPast([]);
    setDrawn(null);
    forget();
  };
  const save = useMutation({
    mutationFn: () =>
      putJson<WorkflowDetail>(`/api/procedure-workflows/${detail.id}`, { revision: detail.revision, ...body }),
    onSuccess: (next) => {
      discard();
      client.setQueryData(workflowKey(next.id), next);
      void client.invalidateQueries({ queryKey: ['procedures', 'one', next.procedure.id] });
      showToast(m.saved);
    },
  });
  return { body, change, undo, canUndo: past.length > 0, changed, discard, restored: restored && changed, save };
}
