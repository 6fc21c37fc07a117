import { Checkbox } from '@mantine/core';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { Icon } from '#web/components/Icon.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { Difference, ProblemCode } from '../domain/compare.ts';
import type { ImportReport } from '../schema.ts';
import classes from './procedures.module.css';
import { words } from './words.ts';

type Row = ImportReport['rows'][number];

interface ImportRowsProps {
  readonly rows: readonly Row[];
  readonly accepted: ReadonlySet<number>;
  readonly onAccept: (row: number, yes: boolean) => void;
}

/** What the trial found, row by row; a row with a question has its own box to tick. */
export function ImportRows({ rows, accepted, onAccept }: ImportRowsProps) {
  const m = useMessages(words);
  const sentences = ({ problems }: Row) => problems.map(({ code, values }) => m.problem(code as ProblemCode, values));
  const columns: readonly Column<Row>[] = [
    {
      key: 'row',
      header: m.row,
      width: 'narrow',
      cell: (row) => `${m.row} ${row.row}`,
      copy: (row) => row.row,
      sortValue: (row) => row.row,
    },
    {
      key: 'name',
      header: m.name,
      width: 'wide',
      cell: (row) => (
        <>
          <span className={`${classes.code} dh-tabular`}>{row.code ?? m.noCode}</span>{' '}
          <span className={classes.anyName}>{row.name}</span>
        </>
      ),
      copy: (row) => `${row.code ?? ''} ${row.name}`,
    },
    {
      key: 'outcome',
      header: m.outcome,
      cell: (row) => (
        <>
          <span className={classes.outcome} data-outcome={row.outcome}>
            {m.outcomes(row.outcome)}
          </span>
          {row.outcome === 'changed' && <Changes row={row} />}
        </>
      ),
      copy: (row) => m.outcomes(row.outcome),
      sortValue: (row) => row.outcome,
    },
    {
      key: 'problems',
      header: m.problems,
      cell: (row) => (
        <>
          {row.problems.length > 0 && (
            <ul className={classes.problems}>
              {row.problems.map((problem, at) => (
                <li key={`${problem.code} ${problem.values['other'] ?? ''}`} data-severity={problem.severity}>
                  {problem.severity !== 'note' && <Icon name="warning" size={14} />}
                  {sentences(row)[at]}
                </li>
              ))}
            </ul>
          )}
          {row.outcome !== 'rejected' && row.problems.some(({ severity }) => severity === 'ask') && (
            <Checkbox
              label={m.accept}
              aria-label={m.acceptRow(row.row)}
              checked={accepted.has(row.row)}
              onChange={(event) => onAccept(row.row, event.currentTarget.checked)}
            />
          )}
        </>
      ),
      copy: (row) => sentences(row).join(' '),
      sortValue: (row) => -row.problems.length,
    },
  ];
  return <DataTable caption={m.rowsCaption} columns={columns} rows={rows} rowKey={(row) => String(row.row)} />;
}

function Changes({ row }: { readonly row: Row }) {
  const m = useMessages(words);
  return (
    <div className={classes.small}>
      {m.differs(row.differences.map((part) => m.differences(part as Difference)).join(', '))}
      {row.differences.includes('limit') && <div>{m.limitWas(row.knownLimit ?? '—', row.limit)}</div>}
    </div>
  );
}
