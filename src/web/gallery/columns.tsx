import type { Column } from '../components/DataTable.tsx';
import { DueDate } from '../components/DueDate.tsx';
import { StatusBadge } from '../components/StatusBadge.tsx';
import { TimeLine } from '../components/TimeLine.tsx';
import { DAYS_OFF, NOW, type SampleTask } from './samples.ts';

export const columns: readonly Column<SampleTask>[] = [
  {
    key: 'title',
    header: 'Nhiệm vụ',
    cell: (row) => row.title,
    sortValue: (row) => row.title,
    copy: (row) => row.title,
    width: 'wide',
  },
  { key: 'lead', header: 'Chủ trì', cell: (row) => row.lead, sortValue: (row) => row.lead, copy: (row) => row.lead },
  { key: 'status', header: 'Tình trạng', cell: (row) => <StatusBadge status={row.status} plain />, width: 'narrow' },
  {
    key: 'due',
    header: 'Hạn',
    cell: (row) => (
      <DueDate dueAt={row.dueAt} now={NOW} workingDaysLeft={row.left} done={row.finishedAt !== undefined} />
    ),
    sortValue: (row) => row.dueAt,
    copy: (row) => row.dueAt.slice(0, 10),
    width: 'narrow',
  },
  {
    key: 'line',
    header: 'Diễn tiến',
    cell: (row) => (
      <TimeLine compact start="2018-02-26" due={row.dueAt} now={NOW} finishedAt={row.finishedAt} daysOff={DAYS_OFF} />
    ),
    hideOnPhone: true,
  },
];
