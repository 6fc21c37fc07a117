import type { ReactNode } from 'react';
import classes from './measures.module.css';

/** One line: what it is, and its figures. */
export interface PlainRow {
  readonly key: string;
  readonly label: string;
  readonly cells: readonly ReactNode[];
}

/** A few lines with their figures, that stay a table on a phone too. The first head names the lines. */
export function PlainTable(props: { caption: string; heads: readonly string[]; rows: readonly PlainRow[] }) {
  const [first, ...heads] = props.heads;
  return (
    <table className={classes.plain}>
      <caption>{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map(({ key, label, cells }) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            {cells.map((cell, place) => (
              <td key={heads[place]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
