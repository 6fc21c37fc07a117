import classes from './index.module.css';

/** The words a demonstration set carries on every screen and on paper; nothing for a set without any. */
export function DemoStrip({ label }: { readonly label: string | null | undefined }) {
  return label ? <p className={classes.demo}>{label}</p> : null;
}
