import { Sheet } from '#web/components/BesideList.tsx';
import { Histogram } from '#web/components/charts/Histogram.tsx';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { Measures } from '../measure-schema.ts';
import { Count } from './Count.tsx';
import { listAt } from './measure-links.ts';
import { measureWords } from './measure-words.ts';
import classes from './measures.module.css';

type Late = Measures['lateness'][number] & { readonly bucket: number };

/** How late steps were, drawn and as the table behind the drawing. */
export function Lateness({ measures: { lateness, days } }: { measures: Measures }) {
  const m = useMessages(measureWords);
  const rows: Late[] = lateness.map((one, bucket) => ({ ...one, bucket }));
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  const to = ({ bucket }: Late) => listAt('fired', { days, bucket });
  const columns: Column<Late>[] = [
    {
      key: 'late',
      header: m.lateness,
      width: 'wide',
      cell: ({ upToSeconds }) => m.upTo(upToSeconds),
      copy: ({ upToSeconds }) => m.upTo(upToSeconds),
    },
    {
      key: 'count',
      header: m.count,
      align: 'end',
      cell: (row) => <Count value={row.count} to={to(row)} />,
      copy: ({ count }) => count,
    },
    { key: 'share', header: m.shareOf, align: 'end', cell: ({ count }) => m.share(count, total) },
  ];
  return (
    <Sheet title={m.lateCaption}>
      {total === 0 ? (
        <EmptyState title={m.noSteps} />
      ) : (
        <>
          <p className={classes.quiet}>{m.lateLead}</p>
          <div className={classes.pair}>
            <Histogram
              caption={m.lateCaption}
              bars={rows.map((row) => ({
                label: m.shortLate(row.upToSeconds),
                value: row.count,
                to: row.count > 0 ? to(row) : undefined,
              }))}
            />
            <DataTable caption={m.lateCaption} columns={columns} rows={rows} rowKey={({ bucket }) => String(bucket)} />
          </div>
        </>
      )}
    </Sheet>
  );
}
