import { ConfirmButton } from '#web/components/ConfirmButton.tsx';
import { TextAreaField } from '#web/components/fields.tsx';
import { useState } from 'react';
import { useMessages } from '#web/i18n/messages.ts';
import type { AssignmentView, TaskDetail } from '../schema.ts';
import classes from './task.module.css';
import { taskWords } from './task-words.ts';
import { useAct } from './use-task.ts';

interface ConfirmResultProps {
  readonly task: TaskDetail;
  readonly part: AssignmentView;
  readonly onAnswered: (next: TaskDetail) => void;
}

/** Xác nhận hoàn thành: asks once, since it cannot be taken back, and says how the part will count. */
export function ConfirmResult({ task, part, onAnswered }: ConfirmResultProps) {
  const m = useMessages(taskWords);
  const [note, setNote] = useState('');
  const act = useAct(task, part);
  const confirm = async () => {
    const next = await act.mutateAsync({
      name: 'confirm',
      body: { version: part.version, ...(note.trim() === '' ? {} : { note: note.trim() }) },
      said: m.confirmed(part.agency.name),
    });
    onAnswered(next);
  };
  return (
    <ConfirmButton label={m.confirm} question={m.confirmQuestion(part.agency.name)} onConfirm={confirm}>
      <div className={classes.dialog}>
        <p>
          {part.lateDays > 0 ? m.confirmLate(part.lateDays) : m.confirmOnTime} {m.confirmFinal}
        </p>
        <TextAreaField name="note" label={m.confirmNote} value={note} onChange={setNote} rows={2} maxLength={2000} />
      </div>
    </ConfirmButton>
  );
}
