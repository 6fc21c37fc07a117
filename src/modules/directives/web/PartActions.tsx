import { Button } from '@mantine/core';
import { useState } from 'react';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { readDraft } from '#web/drafts.ts';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { useSearchParams } from '#web/search-params.ts';
import type { AssignmentView, TaskDetail } from '../schema.ts';
import { AskExtension } from './AskExtension.tsx';
import { AssignForm } from './AssignForm.tsx';
import { ConfirmResult } from './ConfirmResult.tsx';
import { extensionWords } from './extension-words.ts';
import { HandOverForm } from './HandOverForm.tsx';
import { asks, isOpen } from './focus.ts';
import { draftKey } from './part-draft.ts';
import { NoteForm } from './NoteForm.tsx';
import { DeclineExtension, GrantExtension, OpenExtension, openRequest } from './OpenExtension.tsx';
import { ReportForm } from './ReportForm.tsx';
import { ReturnForm } from './ReturnForm.tsx';
import classes from './task.module.css';
import { taskWords } from './task-words.ts';
import { UnreadAnswer } from './UnreadAnswer.tsx';
import { useAct } from './use-task.ts';

type Panel = 'report' | 'note' | 'assign' | 'return' | 'hand-over' | 'extend' | 'grant' | 'decline';
/** The forms whose words are kept while they are typed. */
const KEPT: readonly Panel[] = ['report', 'note', 'return', 'extend'];
/** What a reminder's address asks for: the words of older letters lead to the same form. */
const ASKED: Readonly<Record<string, 'extend' | 'assign'>> = {
  'gia-han': 'extend',
  'xin-them': 'extend',
  'phan-cong': 'assign',
};

interface PartActionsProps {
  readonly task: TaskDetail;
  readonly part: AssignmentView;
  /** After the Office has answered a report: shows the next one. */
  readonly onAnswered: (next: TaskDetail) => void;
  /** After anything about more time: the same part is shown, without the form its address asked for. */
  readonly onStay: () => void;
}

/** What the reader can do with this part now: one primary button, quiet ones beside it, or what is waited for. */
export function PartActions({ task, part, onAnswered, onStay }: PartActionsProps) {
  const m = useMessages(taskWords);
  const wanted = useSearchParams()['mo'];
  // A reminder leads straight to the form it speaks of, where the reader may use it.
  const asked = wanted === undefined || !Object.hasOwn(ASKED, wanted) ? undefined : ASKED[wanted];
  const mayAsked = asked === 'extend' ? part.extensionActs.includes('ask') : part.actions.includes('assign');
  // Words typed and not sent are shown again, whatever has happened to the part since.
  const [panel, setPanel] = useState<Panel | undefined>(
    () => KEPT.find((one) => readDraft(draftKey(one, part.id)) !== undefined) ?? (mayAsked ? asked : undefined),
  );
  const receive = useAct(task, part);
  const situation = useSituation(part);
  const e = useMessages(extensionWords);
  const request = openRequest(part);
  const decides = part.extensionActs.includes('decide');
  // What is asked of the Office then is the answer, not what the agency is at.
  const showsSituation = part.step === 'returned' || (!panel && !(decides && part.step !== 'reported'));
  // Too late to ask: said to whom a reminder's address brought here for it.
  const barred = asked === 'extend' && part.extensionBar;
  const can = (action: AssignmentView['actions'][number]) => part.actions.includes(action);
  const close = () => setPanel(undefined);
  const form = { task, part, onClose: close };
  return (
    <section aria-label={m.yours} className={classes.actions} data-asks={asks(part) || undefined}>
      <UnreadAnswer part={part} />
      {showsSituation && <p>{situation}</p>}
      {part.step === 'returned' && part.returnReason && (
        <blockquote className={classes.quote}>{part.returnReason}</blockquote>
      )}
      {barred && <p>{barred === 'overdue' ? e.tooLate : e.noDue}</p>}
      {request && <OpenExtension task={task} part={part} request={request} />}
      {receive.isError && <ErrorBox error={receive.error} />}
      {panel === 'report' && <ReportForm {...form} />}
      {panel === 'note' && <NoteForm {...form} />}
      {panel === 'extend' && <AskExtension {...form} onDone={onStay} />}
      {panel === 'grant' && request && <GrantExtension {...form} request={request} onDone={onStay} />}
      {panel === 'decline' && request && <DeclineExtension {...form} request={request} onDone={onStay} />}
      {panel === 'assign' && <AssignForm {...form} />}
      {panel === 'return' && <ReturnForm {...form} onAnswered={onAnswered} />}
      {panel === 'hand-over' && <HandOverForm {...form} />}
      {!panel && part.actions.length + part.extensionActs.length > 0 && (
        <div className={`${classes.buttons} dh-no-print`}>
          {can('receive') && (
            <Button
              loading={receive.isPending}
              onClick={() => receive.mutate({ name: 'receive', body: { version: part.version }, said: m.received })}
            >
              {m.receive}
            </Button>
          )}
          {can('report') && (
            <Button variant={can('receive') ? 'default' : 'filled'} onClick={() => setPanel('report')}>
              {m.report}
            </Button>
          )}
          {decides && (
            <>
              <Button onClick={() => setPanel('grant')}>{e.grant}</Button>
              <Button variant="default" onClick={() => setPanel('decline')}>
                {e.decline}
              </Button>
            </>
          )}
          {can('confirm') && <ConfirmResult task={task} part={part} onAnswered={onAnswered} />}
          {can('return') && (
            <Button variant="default" onClick={() => setPanel('return')}>
              {m.return}
            </Button>
          )}
          {can('note') && (
            <Button variant="default" onClick={() => setPanel('note')}>
              {m.note}
            </Button>
          )}
          {part.extensionActs.includes('ask') && (
            <Button variant="default" onClick={() => setPanel('extend')}>
              {e.ask}
            </Button>
          )}
          {can('assign') && (
            <Button variant="default" onClick={() => setPanel('assign')}>
              {part.officer ? m.reassign : m.assign}
            </Button>
          )}
          {can('hand-over') && (
            <Button variant="default" onClick={() => setPanel('hand-over')}>
              {m.handOver}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

/** In a sentence: what is asked of the reader, or what is waited for. */
function useSituation(part: AssignmentView): string {
  const m = useMessages(taskWords);
  const agency = part.agency.name;
  const mine = part.actions.includes('report');
  if (part.step === 'confirmed') return m.isDone(agency, formatMoment(part.confirmedAt ?? ''));
  if (!isOpen(part)) return m.isWithdrawn;
  if (part.step === 'reported') {
    const at = formatMoment(part.reportedAt ?? '');
    return part.actions.includes('confirm') ? m.doConfirm(agency, at) : m.waitConfirm(agency, at);
  }
  if (part.step === 'returned') {
    const by = part.reports.find(({ decision }) => decision === 'returned')?.decidedBy ?? '';
    return mine && by ? m.doMend(by) : m.waitMend(agency);
  }
  if (mine && part.status === 'OPEN_OVERDUE') return part.step === 'new' ? m.doReceiveLate : m.doLate;
  if (part.step === 'new') return mine ? m.doReceive : m.waitReceive(agency);
  return mine ? m.doReport : m.waitReport(agency);
}
