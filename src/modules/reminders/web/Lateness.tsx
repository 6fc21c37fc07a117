import { Sheet } from '#web/components/BesideList.tsx';
import { Histogram } from '#web/components/charts/Histogram.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { Measures } from '../measure-schema.ts';
import { Count } from './Count.tsx';
import { listAt } from './measure-links.ts';
import { measureWords } from './measure-words.ts';
import classes from './measures.module.css';
import { PlainTable } from './PlainTable.tsx';

type Late = Measures['lateness'][number] & { readonly bucket: number };

/** How late steps were, drawn and as the table behind the drawing. */
export function Lateness({ measures: { lateness, days } }: { measures: Measures }) {
  const m = useMessages(measureWords);
  const rows: Late[] = lateness.map((one, bucket) => ({ ...one, bucket }));
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  const to = ({ bucket }: Late) => listAt('fired', { days, bucket });
  return (
    <Sheet title={m.lateCaption}>
      {total === 0 ? (
        <EmptyState title={m.noSteps} />
      ) : (
        <>
          <p className={classes.quiet}>{m.lateLead}</p>
          <div className={classes.pair}>
            <Histogram
              caption={m.lateDrawn}
              bars={rows.map((row) => ({
                label: m.shortLate(row.upToSeconds),
                value: row.count,
                to: row.count > 0 ? to(row) : undefined,
              }))}
            />
            <PlainTable
              caption={m.lateTable}
              heads={[m.lateness, m.count, m.shareOf]}
              rows={rows.map((row) => ({
                key: String(row.bucket),
                label: m.upTo(row.upToSeconds),
                cells: [<Count key="count" value={row.count} to={to(row)} />, m.share(row.count, total)],
              }))}
            />
          </div>
        </>
      )}
    </Sheet>
  );
}
