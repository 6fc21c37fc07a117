import classes from './Brand.module.css';

/** The name with its mark: a line of time and the dot that lands exactly on its end. */
export function Brand({ large = false }: { large?: boolean }) {
  return (
    <span className={classes.brand} data-large={large || undefined}>
      <svg viewBox="0 0 28 20" aria-hidden="true" focusable="false" className={classes.mark}>
        <path d="M2 10h18M20 2.500v15" />
        <circle cx="20" cy="10" r="4.500" />
      </svg>
      Đúng Hẹn
    </span>
  );
}
