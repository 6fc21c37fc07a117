import { formatDay, formatMoment } from '#web/format.ts';
import { StatusBadge, type Status } from '#web/components/StatusBadge.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { ExtensionView } from '../extension-schema.ts';
import { shownDue } from './due.ts';
import { extensionWords } from './extension-words.ts';
import { FileLinks } from './FileLinks.tsx';
import classes from './task.module.css';
import { taskWords } from './task-words.ts';

const BADGES: Readonly<Record<ExtensionView['state'], Status>> = {
  open: 'reported',
  granted: 'confirmed',
  declined: 'returned',
  withdrawn: 'cancelled',
  lapsed: 'cancelled',
};

/** A request for more time with its answer, among what was written for a part. */
export function ExtensionItem({ taskId, request }: { taskId: string; request: ExtensionView }) {
  const m = useMessages(extensionWords);
  const t = useMessages(taskWords);
  const settledBy = request.decidedBy ?? request.endedBy;
  const settledAt = request.decidedAt ?? request.endedAt;
  const why = request.endedBecause && m[`because-${request.endedBecause}`];
  return (
    <li className={classes.entry}>
      <p className={classes.entryHead}>
        <strong>{m.request}</strong>
        <span className={classes.small}>{t.reportedBy(request.askedBy, formatMoment(request.askedAt))}</span>
      </p>
      <p>
        {m.until(formatMoment(shownDue(request.askedDueAt) ?? ''))}
        {request.documentNumber && ` · ${m.byDocument(request.documentNumber)}`}
        {request.documentOn && ` ${t.dated(formatDay(request.documentOn))}`}
      </p>
      <p className={classes.prose}>{request.reason}</p>
      <FileLinks taskId={taskId} files={request.files} />
      <div className={classes.decision}>
        <p className={classes.entryHead}>
          <StatusBadge status={BADGES[request.state]} label={m[`state-${request.state}`]} plain />
          {settledAt && <span className={classes.small}>{t.decided(settledBy ?? '', formatMoment(settledAt))}</span>}
        </p>
        {request.grantedDueAt && (
          <p>
            {m.grantedUntil(formatMoment(shownDue(request.grantedDueAt) ?? ''))}
            {request.decisionDocument && ` · ${m.byDocument(request.decisionDocument)}`}
          </p>
        )}
        {why && <p>{why}</p>}
        {request.decisionNote && <p className={classes.prose}>{request.decisionNote}</p>}
      </div>
    </li>
  );
}
