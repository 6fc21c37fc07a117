import { useMessages } from '../i18n/messages.ts';
import classes from './DemoLabel.module.css';
import { words } from './words.ts';

/** Says "Trình diễn" on whatever shows demonstration data; printed too. */
export function DemoLabel() {
  const m = useMessages(words);
  return <span className={classes.label}>{m.demo}</span>;
}
