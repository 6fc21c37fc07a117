import classes from './ShareBar.module.css';

interface ShareBarProps {
  readonly part: number;
  readonly whole: number;
  /** Too little happened: the frame is broken, so that it is seen without colour. */
  readonly weak?: boolean;
}

/** A part of a whole in a cell of a table, drawn beside its words: nothing is told by the drawing alone. */
export function ShareBar({ part, whole, weak = false }: ShareBarProps) {
  return (
    <span className={classes.track} data-weak={weak || undefined} aria-hidden="true">
      <span className={classes.part} style={{ width: whole === 0 ? 0 : `${(100 * part) / whole}%` }} />
    </span>
  );
}
