import { useState } from 'react';
import { useDraft } from '#web/drafts.ts';
import type { AssignmentView, TaskDetail } from '../schema.ts';

/** Where the words typed into a form of a part are kept until they are sent. */
export const draftKey = (form: string, partId: string): string => `directives.${form}.${partId}`;

/** What every form of a part gets. */
export interface PartForm {
  readonly task: TaskDetail;
  readonly part: AssignmentView;
  readonly onClose: () => void;
}

/** Typed values kept as a draft, and whether they came back from one. */
export function usePartDraft<T extends object>(form: string, partId: string, initial: T) {
  const [value, setValue, forget, restored] = useDraft<T>(draftKey(form, partId), initial);
  const [wasRestored] = useState(restored);
  return {
    value,
    change: (part: Partial<T>) => setValue({ ...value, ...part }),
    forget,
    restored: wasRestored,
  };
}
