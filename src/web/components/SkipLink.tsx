import { useMessages } from '../i18n/messages.ts';
import classes from './SkipLink.module.css';
import { words } from './words.ts';

/** The first stop of the Tab key: jumps over the navigation to `<main id="main">`. */
export function SkipLink() {
  const m = useMessages(words);
  return (
    <a href="#main" className={`${classes.skip} dh-no-print`}>
      {m.skip}
    </a>
  );
}
