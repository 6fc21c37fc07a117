import { useMessages } from '../i18n/messages.ts';
import classes from './states.module.css';
import { words } from './words.ts';

interface LoadingProps {
  /** What is being waited for, when it can be said: "Đang đọc văn bản…". */
  readonly label?: string;
  /** How many ghost lines stand in for the list to come; 0 shows the words alone. Default 4. */
  readonly lines?: number;
}

/** An honest pending mark: ghost lines where the content will stand, and words for everybody. */
export function Loading({ label, lines = 4 }: LoadingProps) {
  const m = useMessages(words);
  return (
    <output className={classes.loading}>
      <span className={lines > 0 ? 'dh-visually-hidden' : classes.loadingLabel}>{label ?? m.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={classes.ghost} aria-hidden="true" />
      ))}
    </output>
  );
}
