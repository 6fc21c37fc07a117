import { useMessages } from '#web/i18n/messages.ts';
import type { TaskDetail } from '../schema.ts';
import type { PartForm } from './part-draft.ts';
import { ReasonForm } from './ReasonForm.tsx';
import { taskWords } from './task-words.ts';

/** Trả lại báo cáo: never without what has to be completed. */
export function ReturnForm({ onAnswered, ...form }: PartForm & { onAnswered: (next: TaskDetail) => void }) {
  const m = useMessages(taskWords);
  const { part } = form;
  const words = { label: m.returnReason, hint: m.returnHint, send: m.sendReturn, said: m.sentBack(part.agency.name) };
  const may = part.actions.includes('return');
  return <ReasonForm {...form} draft={['return', part.id]} name="return" may={may} words={words} onDone={onAnswered} />;
}
