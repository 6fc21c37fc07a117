import { useMessages } from '../i18n/messages.ts';
import { PageLink } from '../navigation.tsx';
import classes from './states.module.css';
import { words } from './words.ts';

interface ForbiddenProps {
  /** The server's sentence, when it gave one. */
  readonly sentence?: string;
}

/** What somebody sees where their role does not reach: why, whom to ask, the way back. */
export function Forbidden({ sentence }: ForbiddenProps) {
  const m = useMessages(words);
  return (
    <div className={classes.empty}>
      <h2>{m.forbiddenTitle}</h2>
      <p>{sentence ?? m.forbiddenText}</p>
      <PageLink to="/">{m.goHome}</PageLink>
    </div>
  );
}
