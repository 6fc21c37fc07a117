import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { BookLineView } from '../book-schema.ts';
import classes from './book.module.css';
import { bookWords } from './book-words.ts';

/** The lines of the book, grouped for the screen; to a spreadsheet they go in the fourteen columns of the form. */
export function BookTable({ lines, summary }: { readonly lines: readonly BookLineView[]; readonly summary: string }) {
  const m = useMessages(bookWords);
  const columns: readonly Column<BookLineView>[] = [
    {
      key: 'number',
      header: m.dossier,
      width: 'wide',
      cell: (line) => (
        <span className={classes.line}>
          <span className="dh-tabular">{numberText(line.number)}</span>
          <span className={classes.cell}>
            <span>{line.procedureName}</span>
            <span className={classes.code}>
              <span className="dh-tabular">{line.code}</span>
              {line.sets > 1 && ` · ${m.setsOf(line.sets)}`}
            </span>
          </span>
        </span>
      ),
    },
    {
      key: 'owner',
      header: m.owner,
      cell: (line) => (
        <span className={classes.cell}>
          <span>{line.ownerName}</span>
          {line.address && <span className={classes.small}>{line.address}</span>}
          {line.phone && <span className={`${classes.small} dh-tabular`}>{line.phone}</span>}
        </span>
      ),
    },
    {
      key: 'times',
      header: m.times,
      cell: (line) => (
        <Moments
          pairs={[
            [m.receivedShort, line.receivedAt],
            [m.dueShort, line.dueAt],
          ]}
        />
      ),
    },
    {
      key: 'result',
      header: m.result,
      cell: (line) => (
        <span className={classes.cell}>
          <Moments
            pairs={[
              [m.finishedShort, line.finishedAt],
              [m.returnedShort, line.returnedAt],
            ]}
          />
          {line.receivedBy && <span className={classes.small}>{line.receivedBy}</span>}
        </span>
      ),
    },
    {
      key: 'officer',
      header: `${m.officer}, ${m.note.toLocaleLowerCase('vi')}`,
      cell: (line) => (
        <span className={classes.cell}>
          <span>{line.officer ?? '–'}</span>
          {line.note && <span className={classes.small}>{line.note}</span>}
        </span>
      ),
    },
    ...COPIED.map(
      ([header, of]): Column<BookLineView> => ({
        key: `copy-${header}`,
        header: m[header],
        copyOnly: true,
        cell: () => null,
        copy: of,
      }),
    ),
  ];
  return (
    <DataTable
      caption={m.caption}
      columns={columns}
      rows={lines}
      rowKey={({ number }) => String(number)}
      rowLink={({ id }) => `/ho-so/${id}`}
      summary={summary}
    />
  );
}

/** '07', as books are numbered. */
export const numberText = (number: number): string => String(number).padStart(2, '0');

/** The form's own columns in their order. */
const COPIED = [
  ['order', ({ number }) => number],
  ['code', ({ code }) => code],
  ['procedure', ({ procedureName }) => procedureName],
  ['sets', ({ sets }) => sets],
  ['name', ({ ownerName }) => ownerName],
  ['address', ({ address }) => address],
  ['phone', ({ phone }) => phone],
  ['received', ({ receivedAt }) => receivedAt],
  ['due', ({ dueAt }) => dueAt],
  ['finished', ({ finishedAt }) => finishedAt],
  ['returned', ({ returnedAt }) => returnedAt],
  ['receivedBy', ({ receivedBy }) => receivedBy],
  ['officer', ({ officer }) => officer],
  ['note', ({ note }) => note],
] as const satisfies readonly (readonly [string, (line: BookLineView) => string | number | null])[];

/** Moments under each other, each with its word; what has not come yet is a dash. */
function Moments({ pairs }: { readonly pairs: readonly (readonly [string, string | null])[] }) {
  return (
    <span className={`${classes.moments} dh-tabular`}>
      {pairs.map(([label, moment]) => (
        <span key={label} className={classes.moment}>
          <span className={classes.small}>{label}</span>
          {moment ? <time dateTime={moment}>{formatMoment(moment)}</time> : <span>–</span>}
        </span>
      ))}
    </span>
  );
}
