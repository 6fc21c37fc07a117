import { Fragment } from 'react';
import { Sheet } from '#web/components/BesideList.tsx';
import { StatusBadge } from '#web/components/StatusBadge.tsx';
import { formatDay, formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { AssignmentView, TaskDetail } from '../schema.ts';
import { ExtensionItem } from './ExtensionItem.tsx';
import { FileLinks } from './FileLinks.tsx';
import classes from './task.module.css';
import { taskWords } from './task-words.ts';

type Report = AssignmentView['reports'][number];
type Note = AssignmentView['notes'][number];

/** What the agency wrote for its part: reports and requests with their answer, notes of progress, newest first; or nothing. */
export function Written({ task, part }: { task: TaskDetail; part: AssignmentView }) {
  const m = useMessages(taskWords);
  const entries = [
    ...part.reports.map((report) => ({ at: report.reportedAt, item: <ReportItem taskId={task.id} report={report} /> })),
    ...part.notes.map((note) => ({ at: note.at, item: <NoteItem note={note} /> })),
    // One that waits stands above, with what is to be done about it.
    ...part.extensions
      .filter(({ state }) => state !== 'open')
      .map((request) => ({ at: request.askedAt, item: <ExtensionItem taskId={task.id} request={request} /> })),
  ].sort((a, b) => b.at.localeCompare(a.at));
  // Reported, but nothing of it came over: the reader may know that, and not what was written.
  const hidden = part.reportedAt !== null && part.reports.length === 0;
  if (entries.length === 0 && !hidden) return null;
  return (
    <Sheet title={m.results}>
      {hidden && <p className={classes.hint}>{m.hiddenResults}</p>}
      {entries.length > 0 && (
        <ol className={classes.written}>
          {entries.map(({ at, item }, index) => (
            <Fragment key={`${at}-${entries.length - index}`}>{item}</Fragment>
          ))}
        </ol>
      )}
    </Sheet>
  );
}

function ReportItem({ taskId, report }: { taskId: string; report: Report }) {
  const m = useMessages(taskWords);
  return (
    <li className={classes.entry}>
      <p className={classes.entryHead}>
        <strong>{m.report}</strong>
        <span className={classes.small}>{m.reportedBy(report.reportedBy, formatMoment(report.reportedAt))}</span>
      </p>
      {report.documentNumber && (
        <p>
          {m.documentLine(report.documentNumber)}
          {report.documentOn && ` ${m.dated(formatDay(report.documentOn))}`}
        </p>
      )}
      <p className={classes.prose}>{report.text}</p>
      <FileLinks taskId={taskId} files={report.files} />
      {report.decision && (
        <div className={classes.decision}>
          <p className={classes.entryHead}>
            <StatusBadge
              status={report.decision === 'confirmed' ? 'confirmed' : 'returned'}
              label={report.decision === 'confirmed' ? m.accepted : m.returned}
              plain
            />
            <span className={classes.small}>
              {m.decided(report.decidedBy ?? '', formatMoment(report.decidedAt ?? ''))}
            </span>
          </p>
          {report.decisionNote && <p className={classes.prose}>{report.decisionNote}</p>}
        </div>
      )}
    </li>
  );
}

function NoteItem({ note }: { note: Note }) {
  const m = useMessages(taskWords);
  return (
    <li className={classes.entry}>
      <p className={classes.entryHead}>
        <strong>{note.percent === null ? m.progress : m.progressOf(note.percent)}</strong>
        <span className={classes.small}>{m.reportedBy(note.by, formatMoment(note.at))}</span>
      </p>
      <p className={classes.prose}>{note.text}</p>
    </li>
  );
}
