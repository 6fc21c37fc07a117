import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { StatusBadge } from '#web/components/StatusBadge.tsx';
import { formatDay } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { ForesightView } from '../outlook-schema.ts';
import { sheetPlace } from './places.ts';
import classes from './year.module.css';
import { yearWords } from './year-words.ts';

type Row = ForesightView['missing'][number];
const STATUS = { usual: 'due-soon', later: 'open-in-time', unknown: 'new' } as const;

/** Evidence that will be needed and is not there; a row opens its leaf on the sheet. */
export function MissingPart({ sheetId, foresight }: { readonly sheetId: string; readonly foresight: ForesightView }) {
  const m = useMessages(yearWords);
  const unknown = foresight.missing.filter(({ expected }) => expected === 'unknown');
  const known = foresight.missing.filter(({ expected }) => expected !== 'unknown');
  const columns: Column<Row>[] = [
    {
      key: 'leaf',
      header: m.criterion,
      cell: (row) => `${row.leaf}. ${row.name}`,
      width: 'wide',
      copy: (row) => `${row.leaf}. ${row.name}`,
    },
    { key: 'asked', header: m.asked, cell: (row) => row.asked ?? '—', copy: (row) => row.asked ?? '' },
    {
      key: 'before',
      header: m.before,
      cell: (row) => (row.before ? `${row.before.number}, ${formatDay(row.before.issuedOn)}` : '—'),
      copy: (row) => row.before?.number ?? '',
    },
    {
      key: 'expected',
      header: m.urgency,
      cell: (row) => <StatusBadge plain status={STATUS[row.expected]} label={m[row.expected]} />,
      copy: (row) => m[row.expected],
    },
  ];
  return (
    <section className={classes.part} aria-labelledby="par-missing">
      <h2 id="par-missing">{m.missing}</h2>
      {foresight.missing.length > 0 && <p className={classes.hint}>{m.missingLead}</p>}
      {(known.length > 0 || unknown.length === 0) && (
        <DataTable
          caption={m.missing}
          columns={columns}
          rows={known}
          rowKey={(row) => row.leaf}
          rowLink={(row) => sheetPlace(sheetId, row.leaf)}
          empty={<EmptyState title={m.nothingMissing}>{m.nothingMissingText}</EmptyState>}
        />
      )}
      {unknown.length > 0 && (
        <details className={classes.how} open={known.length === 0}>
          <summary>{m.unknownToo(unknown.length)}</summary>
          <DataTable
            caption={m.unknownToo(unknown.length)}
            columns={columns.filter(({ key }) => key === 'leaf' || key === 'asked')}
            rows={unknown}
            rowKey={(row) => row.leaf}
            rowLink={(row) => sheetPlace(sheetId, row.leaf)}
          />
        </details>
      )}
    </section>
  );
}
