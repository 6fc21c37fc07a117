/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role, jsx-a11y/no-noninteractive-element-interactions --
   roles are written out because cards at phone width change `display`, which takes them away in some browsers;
   the arrow keys on the body only move the focus between the rows' own links */
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react';
import { currentLanguage } from '../i18n/language.ts';
import { useMessages } from '../i18n/messages.ts';
import { PageLink } from '../navigation.tsx';
import { type CopyCell, copyTable } from './copy-table.ts';
import classes from './DataTable.module.css';
import { Icon } from './Icon.tsx';
import { showProblem, showToast } from './toast-store.ts';
import { words } from './words.ts';

/** One column. The first column names the row: it is the row's header and, with `rowLink`, its link. */
export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** `end` for figures and dates that are compared down the column. */
  readonly align?: 'start' | 'end';
  /** Sorts by this value; without it the column cannot be sorted (unless `onSort` asks the server). */
  readonly sortValue?: (row: Row) => string | number | null | undefined;
  /** Sortable by the server: draws the button although there is no `sortValue`. */
  readonly sortable?: boolean;
  /** What a spreadsheet gets; a number stays a number, days as 'YYYY-MM-DD'. Left out: the column is not copied. */
  readonly copy?: (row: Row) => CopyCell;
  /** A word on width: `narrow` takes what it needs, `wide` the rest. */
  readonly width?: 'narrow' | 'wide';
  /** Left out of the cards at phone width. */
  readonly hideOnPhone?: boolean;
  /** Not drawn: goes along to the spreadsheet alone. */
  readonly copyOnly?: boolean;
}

/** Which column leads, in which direction. */
export interface Sort {
  readonly key: string;
  readonly direction: 'asc' | 'desc';
}

interface DataTableProps<Row> {
  /** What the table is, for those who cannot see it and on paper. */
  readonly caption: string;
  /** Draws the caption above the table; otherwise it is only read aloud. */
  readonly showCaption?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** The address a row opens; the first cell becomes the link. */
  readonly rowLink?: (row: Row) => string;
  /** The row shown beside the list. */
  readonly selectedKey?: string | undefined;
  /** The order now in force; with `onSort` the order is the caller's (address bar, server). */
  readonly sort?: Sort | undefined;
  readonly onSort?: (sort: Sort) => void;
  /** What stands in place of an empty table. */
  readonly empty?: ReactNode;
  /** A line over the table, left of "Chép bảng": the count. Default "N dòng". */
  readonly summary?: ReactNode;
  /** No line over the table. */
  readonly bare?: boolean;
}

/**
 * The table all lists use: dense, real headers, sortable, arrow keys from row to row, copied to Excel with
 * types, cards at phone width.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, rowKey, rowLink, selectedKey, onSort, empty } = props;
  const m = useMessages(words);
  const columns = useMemo(() => props.columns.filter(({ copyOnly }) => !copyOnly), [props.columns]);
  const [ownSort, setOwnSort] = useState<Sort | undefined>(props.sort);
  const sort = onSort ? props.sort : ownSort;
  const rows = useMemo(
    () => (onSort ? props.rows : sorted(props.rows, columns, sort)),
    [onSort, props.rows, columns, sort],
  );
  if (rows.length === 0 && empty) return <>{empty}</>;

  const copied = props.columns.filter((column) => column.copy);
  const copy = async () => {
    const done = await copyTable(
      copied.map(({ header }) => header),
      rows.map((row) => copied.map((column) => column.copy?.(row))),
    );
    if (done) showToast(m.copied(rows.length));
    else showProblem(m.copyFailed);
  };
  return (
    <div className={classes.frame}>
      {!props.bare && (
        <div className={classes.over}>
          <span>{props.summary ?? m.rows(rows.length)}</span>
          {copied.length > 0 && (
            <button type="button" className={`${classes.copy} dh-no-print`} onClick={() => void copy()}>
              <Icon name="copy" size={16} />
              {m.copyTable}
            </button>
          )}
        </div>
      )}
      <table className={classes.table} role="table">
        <caption className={props.showCaption ? classes.caption : 'dh-visually-hidden'}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} sort={sort} onSort={onSort ?? setOwnSort} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" onKeyDown={moveBetweenRows}>
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row" data-selected={rowKey(row) === selectedKey || undefined}>
              {columns.map((column, index) => {
                const Cell = index === 0 ? 'th' : 'td';
                return (
                  <Cell
                    key={column.key}
                    role={index === 0 ? 'rowheader' : 'cell'}
                    {...(index === 0 ? { scope: 'row' as const } : {})}
                    data-align={column.align}
                    data-width={column.width}
                    data-hide-on-phone={column.hideOnPhone || undefined}
                    data-label={index === 0 ? undefined : column.header}
                  >
                    {index === 0 && rowLink ? (
                      <PageLink
                        to={rowLink(row)}
                        className={classes.rowLink}
                        {...(rowKey(row) === selectedKey ? { 'aria-current': 'true' as const } : {})}
                      >
                        {column.cell(row)}
                      </PageLink>
                    ) : index === 0 ? (
                      column.cell(row)
                    ) : (
                      // One piece beside its label when the row is a card, whatever it is made of.
                      <div>{column.cell(row)}</div>
                    )}
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function HeaderCell<Row>(props: { column: Column<Row>; sort: Sort | undefined; onSort: (sort: Sort) => void }) {
  const { column, sort, onSort } = props;
  const m = useMessages(words);
  const active = sort?.key === column.key ? sort.direction : undefined;
  const canSort = column.sortable || column.sortValue;
  return (
    <th
      scope="col"
      role="columnheader"
      data-align={column.align}
      data-width={column.width}
      {...(active ? { 'aria-sort': active === 'asc' ? ('ascending' as const) : ('descending' as const) } : {})}
    >
      {canSort ? (
        <button
          type="button"
          className={classes.sort}
          title={m.sortBy(column.header)}
          onClick={() => onSort({ key: column.key, direction: active === 'asc' ? 'desc' : 'asc' })}
        >
          {column.header}
          <svg width="8" height="12" viewBox="0 0 8 12" aria-hidden="true" focusable="false">
            <path d="M4 0l3.500 4.500h-7z" data-on={active === 'asc' || undefined} />
            <path d="M4 12L0.500 7.500h7z" data-on={active === 'desc' || undefined} />
          </svg>
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}

/** Up, down, Home and End go from row to row; Enter is the link's own. */
function moveBetweenRows(event: KeyboardEvent<HTMLTableSectionElement>): void {
  const moves: Record<string, (at: number, last: number) => number> = {
    ArrowDown: (at, last) => Math.min(at + 1, last),
    ArrowUp: (at) => Math.max(at - 1, 0),
    Home: () => 0,
    End: (_, last) => last,
  };
  const move = moves[event.key];
  const target = event.target as HTMLElement;
  if (!move || target.closest('input, textarea, select, [role="combobox"]')) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>(`.${classes.rowLink}`)];
  const row = target.closest('tr');
  const at = links.findIndex((link) => link.closest('tr') === row);
  const next = links[move(at, links.length - 1)];
  if (at === -1 || !next) return;
  event.preventDefault();
  next.focus();
}

/** Rows by the value of the sorting column; Vietnamese order for words, empty values last either way. */
function sorted<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sort: Sort | undefined): readonly Row[] {
  const value = columns.find(({ key }) => key === sort?.key)?.sortValue;
  if (!sort || !value) return rows;
  const collator = new Intl.Collator(currentLanguage(), { numeric: true });
  const sign = sort.direction === 'asc' ? 1 : -1;
  return [...rows].sort((left, right) => {
    const a = value(left) ?? '';
    const b = value(right) ?? '';
    if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1;
    return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b)));
  });
}
