import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { DueDate } from '#web/components/DueDate.tsx';
import { StatusBadge } from '#web/components/StatusBadge.tsx';
import { formatDay } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { AssignmentView, TaskDetail } from '../schema.ts';
import { shownDue } from './due.ts';
import { extensionWords } from './extension-words.ts';
import { byPeriod, isOpen, type PeriodGroup } from './focus.ts';
import { badgeOf, statusLabel, stepBadge } from './states.ts';
import classes from './task.module.css';
import { taskWords } from './task-words.ts';

interface PartsListProps {
  readonly task: TaskDetail;
  readonly shownId: string | undefined;
  readonly partLink: (partId: string) => string;
}

/** Every agency's part; of a recurring duty each period with its own. */
export function PartsList({ task, shownId, partLink }: PartsListProps) {
  const m = useMessages(taskWords);
  const groups = byPeriod(task.assignments);
  const table = (parts: readonly AssignmentView[]) => (
    <PartsTable parts={parts} asOf={task.asOf} shownId={shownId} partLink={partLink} />
  );
  const [only] = groups;
  if (only && groups.length === 1)
    return (
      <section>
        <h2 className={classes.partsTitle}>
          {m.parts} <Tallies parts={only.parts} />
        </h2>
        {table(only.parts)}
      </section>
    );
  return (
    <section>
      <h2 className={classes.partsTitle}>{m.parts}</h2>
      {groups.map((group, index) => (
        <details
          key={group.key}
          className={classes.period}
          open={index === 0 || group.parts.some(({ id }) => id === shownId)}
        >
          <summary>
            <PeriodLine group={group} />
          </summary>
          {table(group.parts)}
        </details>
      ))}
    </section>
  );
}

function PeriodLine({ group }: { group: PeriodGroup }) {
  const m = useMessages(taskWords);
  return (
    <>
      <strong>{group.label}</strong>{' '}
      <span className={classes.small}>
        {group.span && m.periodSpan(formatDay(group.span.from), formatDay(group.span.to))}
      </span>{' '}
      <Tallies parts={group.parts} />
    </>
  );
}

/** How many parts are overdue, open in time, done. */
function Tallies({ parts }: { parts: readonly AssignmentView[] }) {
  const m = useMessages(taskWords);
  const done = parts.filter(({ step }) => step === 'confirmed').length;
  const late = parts.filter(({ status }) => status === 'OPEN_OVERDUE').length;
  const open = parts.filter(isOpen).length - late;
  return (
    <span className={classes.tallies}>
      {late > 0 && <StatusBadge status="open-overdue" label={m.late(late)} plain />}
      {open > 0 && <StatusBadge status="open-in-time" label={m.open(open)} plain />}
      {done > 0 && <StatusBadge status="confirmed" label={m.done(done)} plain />}
    </span>
  );
}

interface PartsTableProps {
  readonly parts: readonly AssignmentView[];
  readonly asOf: string;
  readonly shownId: string | undefined;
  readonly partLink: (partId: string) => string;
}

function PartsTable({ parts, asOf, shownId, partLink }: PartsTableProps) {
  const m = useMessages(taskWords);
  const extension = useMessages(extensionWords);
  const language = useLanguage();
  const role = (part: AssignmentView) => (part.role === 'lead' ? m.lead : m.cooperating);
  const columns: Column<AssignmentView>[] = [
    {
      key: 'agency',
      header: m.agency,
      cell: (part) => part.agency.name,
      sortValue: (part) => part.agency.name,
      copy: (part) => part.agency.name,
    },
    { key: 'role', header: m.role, width: 'narrow', cell: role, sortValue: role, copy: role },
    {
      key: 'status',
      header: m.status,
      cell: (part) => <PartStatus part={part} />,
      sortValue: (part) => part.status && statusLabel(part.status, language),
      copy: (part) => part.status && statusLabel(part.status, language),
    },
    {
      key: 'due',
      header: m.due,
      cell: (part) => (
        <span className={classes.stack}>
          <DueDate
            dueAt={shownDue(part.dueAt)}
            now={asOf}
            workingDaysLeft={part.workingDaysLeft}
            done={part.workingDaysLeft === null}
          />
          {part.originalDueOn && (
            <span className={classes.small}>{extension.originalWas(formatDay(part.originalDueOn))}</span>
          )}
        </span>
      ),
      sortValue: (part) => part.dueAt,
      copy: (part) => part.dueOn,
    },
    {
      key: 'original',
      header: extension.original,
      copyOnly: true,
      cell: () => null,
      copy: (part) => part.originalDueOn ?? part.dueOn,
    },
    {
      key: 'step',
      header: m.step,
      copyOnly: true,
      cell: () => null,
      copy: (part) => stepBadge(part.step, language).label,
    },
  ];
  return (
    <DataTable
      caption={m.parts}
      columns={columns}
      rows={parts}
      rowKey={({ id }) => id}
      rowLink={({ id }) => partLink(id)}
      selectedKey={shownId}
      summary={m.partsCount(parts.length)}
    />
  );
}

function PartStatus({ part }: { part: AssignmentView }) {
  const language = useLanguage();
  const step = stepBadge(part.step, language);
  return (
    <span className={classes.stack}>
      {part.status && <StatusBadge status={badgeOf(part.status)} plain />}
      {(isOpen(part) || !part.status) && <span className={classes.small}>{step.label}</span>}
    </span>
  );
}
