import { formatNumber } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { stringifySearch } from '#web/search-params.ts';
import {
  EXTRA_COLUMNS,
  type ExtraColumn,
  FORM_COLUMNS,
  MONTH_COLUMNS,
  type MonthColumn,
  type MonthCounts,
} from '../domain/month.ts';
import type { MonthTable } from '../month-schema.ts';
import { monthWords } from './month-words.ts';
import classes from './month.module.css';

const EXTRA = Object.keys(EXTRA_COLUMNS) as readonly ExtraColumn[];
const LATE: ReadonlySet<MonthColumn> = new Set(['late', 'over', 'lateByMoment', 'overByMoment', 'lateReappointed']);
const BEGINS: ReadonlySet<MonthColumn> = new Set(['all', 'solved', 'pending', 'withdrawn']);

/** The list a number opens. */
export function cellPlace(month: string, column: MonthColumn, agency?: string, sector?: string): string {
  return `/mot-cua/thang/ho-so${stringifySearch({ month, column, agency, sector })}`;
}

/** The thirteen columns of the form and those beside it, as one table that scrolls within itself. */
export function MonthSheet({ table }: { table: MonthTable }) {
  const m = useMessages(monthWords);
  const extra = EXTRA.filter((column) => table.total.counts[column] > 0);
  const columns: readonly MonthColumn[] = [...FORM_COLUMNS, ...extra];
  const { month } = table;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard
    <section className={classes.scroll} tabIndex={0} aria-label={m.scroll}>
      <table className={classes.table}>
        <caption className="dh-visually-hidden">{m.table}</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2} className={classes.first}>
              {m.agencySector}
            </th>
            <th scope="colgroup" colSpan={4} className={classes.begins}>
              {m.received}
            </th>
            <th scope="colgroup" colSpan={4} className={classes.begins}>
              {m.solved}
            </th>
            <th scope="colgroup" colSpan={3} className={classes.begins}>
              {m.pending}
            </th>
            {extra.length > 0 && (
              <th scope="colgroup" colSpan={extra.length} className={classes.begins}>
                {m.beside}
              </th>
            )}
          </tr>
          <tr>
            {FORM_COLUMNS.map((column) => (
              <th key={column} scope="col" className={BEGINS.has(column) ? classes.begins : undefined}>
                {MONTH_COLUMNS[column].label}
                <br />({MONTH_COLUMNS[column].number})
              </th>
            ))}
            {extra.map((column, index) => (
              <th key={column} scope="col" className={index === 0 ? classes.begins : undefined}>
                {EXTRA_COLUMNS[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Line name={m.total} counts={table.total.counts} columns={columns} month={month} sum />
        </tbody>
        {table.agencies.map(({ agency, counts, sectors }) => (
          <tbody key={agency.id}>
            <Line name={agency.name} counts={counts} columns={columns} month={month} agency={agency.id} sum />
            {sectors.map((sector) => (
              <Line
                key={sector.name}
                name={sector.name}
                counts={sector.counts}
                columns={columns}
                month={month}
                agency={agency.id}
                sector={sector.name}
              />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

interface LineProps {
  readonly name: string;
  readonly counts: MonthCounts;
  readonly columns: readonly MonthColumn[];
  readonly month: string;
  readonly agency?: string;
  readonly sector?: string;
  readonly sum?: boolean;
}

function Line({ name, counts, columns, month, agency, sector, sum = false }: LineProps) {
  const language = useLanguage();
  return (
    <tr className={sum ? classes.sum : classes.sector}>
      <th scope="row" className={classes.first}>
        {name}
      </th>
      {columns.map((column) => {
        const value = counts[column];
        const late = value > 0 && LATE.has(column);
        return (
          <td
            key={column}
            className={[BEGINS.has(column) && classes.begins, late && classes.late].filter(Boolean).join(' ')}
          >
            {value === 0 ? (
              <span className={classes.zero}>0</span>
            ) : (
              <PageLink to={cellPlace(month, column, agency, sector)}>{formatNumber(value, language, 0)}</PageLink>
            )}
          </td>
        );
      })}
    </tr>
  );
}
