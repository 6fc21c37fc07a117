import { useMemo } from 'react';
import type { Column } from '#web/components/DataTable.tsx';
import { DueDate } from '#web/components/DueDate.tsx';
import { StatusBadge } from '#web/components/StatusBadge.tsx';
import { TimeLine } from '#web/components/TimeLine.tsx';
import { dayOf, formatDay } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { TaskRow } from '../schema.ts';
import { shownDue } from './due.ts';
import { extensionWords } from './extension-words.ts';
import { badgeOf, statusLabel, stepBadge } from './states.ts';
import classes from './tasks.module.css';
import { words } from './words.ts';

/** The table's columns, and those a spreadsheet gets besides. `asOf` is the moment the rows are true for. */
export function useTaskColumns(
  asOf: string,
  { agency, document }: { agency: boolean; document: boolean },
): readonly Column<TaskRow>[] {
  const m = useMessages(words);
  const e = useMessages(extensionWords);
  const language = useLanguage();
  return useMemo(() => {
    const role = (row: TaskRow) => (row.role === 'lead' ? m.lead : m.cooperating);
    const columns: (Column<TaskRow> | false)[] = [
      {
        key: 'task',
        header: m.task,
        width: 'wide',
        cell: (row) => (
          <span className={classes.text}>
            {row.urgency !== 'normal' && <span className={classes.tag}>{m[row.urgency]}</span>}
            {row.period && <span className={classes.tag}>{row.period}</span>}
            {row.text.replace(/\s+/g, ' ')}
          </span>
        ),
        copy: (row) => row.text,
      },
      agency && {
        key: 'agency',
        header: m.agency,
        cell: (row) => (
          <span className={classes.agency}>
            {row.agency.name}
            <span className={classes.small}>{[role(row), row.officer?.name].filter(Boolean).join(' · ')}</span>
          </span>
        ),
        copy: (row) => row.agency.name,
      },
      document && {
        key: 'document',
        header: m.document,
        hideOnPhone: true,
        cell: (row) => (
          <span className={classes.cell}>
            {row.document.number ?? row.document.kind ?? m.noDocumentNumber}
            {row.document.issuedOn && <span className={classes.small}>{formatDay(row.document.issuedOn)}</span>}
          </span>
        ),
        copy: (row) => row.document.number,
      },
      {
        key: 'status',
        header: m.status,
        cell: (row) => <Status row={row} />,
        copy: (row) => row.status && statusLabel(row.status, language),
      },
      {
        key: 'due',
        header: m.due,
        sortable: true,
        cell: (row) => <Due row={row} asOf={asOf} />,
        copy: (row) => row.dueOn,
      },
      {
        key: 'original',
        header: e.original,
        copyOnly: true,
        cell: () => null,
        copy: (row) => row.originalDueOn ?? row.dueOn,
      },
      { key: 'extended', header: m.extendedTimes, copyOnly: true, cell: () => null, copy: (row) => row.extendedTimes },
      { key: 'role', header: m.role, copyOnly: true, cell: role, copy: role },
      {
        key: 'step',
        header: m.step,
        copyOnly: true,
        cell: () => null,
        copy: (row) => stepBadge(row.step, language).label,
      },
      { key: 'late', header: m.lateDays, copyOnly: true, cell: () => null, copy: (row) => row.lateDays },
      { key: 'percent', header: m.percent, copyOnly: true, cell: () => null, copy: (row) => row.percent },
      { key: 'officer', header: m.officer, copyOnly: true, cell: () => null, copy: (row) => row.officer?.name },
      { key: 'period', header: m.period, copyOnly: true, cell: () => null, copy: (row) => row.period },
      { key: 'product', header: m.product, copyOnly: true, cell: () => null, copy: (row) => row.product },
      {
        key: 'documentOn',
        header: m.documentOn,
        copyOnly: true,
        cell: () => null,
        copy: (row) => row.document.issuedOn,
      },
      { key: 'issuedOn', header: m.issuedOn, copyOnly: true, cell: () => null, copy: (row) => dayOf(row.issuedAt) },
    ];
    return columns.filter((column): column is Column<TaskRow> => column !== false);
  }, [m, e, language, asOf, agency, document]);
}

function Status({ row }: { row: TaskRow }) {
  const language = useLanguage();
  const m = useMessages(words);
  const step = stepBadge(row.step, language);
  // A finished part says it once; an open one says its status and how far it is.
  const open = row.status === 'OPEN_IN_TIME' || row.status === 'OPEN_OVERDUE';
  return (
    <span className={classes.cell}>
      {row.status && <StatusBadge status={badgeOf(row.status)} plain />}
      {(open || !row.status) && (
        <span className={classes.steps}>
          {step.label}
          {row.percent !== null && row.percent > 0 && row.step === 'in-progress' && ` · ${m.percentDone(row.percent)}`}
        </span>
      )}
    </span>
  );
}

function Due({ row, asOf }: { row: TaskRow; asOf: string }) {
  const m = useMessages(words);
  const e = useMessages(extensionWords);
  const due = shownDue(row.dueAt);
  return (
    <span className={classes.due}>
      <DueDate dueAt={due} now={asOf} workingDaysLeft={row.workingDaysLeft} done={row.reportedAt !== null} />
      {row.originalDueOn && <span className={classes.small}>{e.originalWas(formatDay(row.originalDueOn))}</span>}
      {row.asksExtension && <span className={classes.asking}>{m.asksExtension}</span>}
      {due && <TimeLine compact start={row.issuedAt} due={due} now={asOf} finishedAt={row.reportedAt} />}
    </span>
  );
}
