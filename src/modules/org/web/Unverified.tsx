import { useMessages } from '#web/i18n/messages.ts';
import type { AgencyOut } from '../schema.ts';
import classes from './org.module.css';
import { words } from './words.ts';

/** Marks what is inferred or not verified wherever its name stands, so that it is not taken for an official fact. */
export function Unverified({ verified }: { readonly verified: AgencyOut['verified'] }) {
  const m = useMessages(words);
  if (verified !== 'C' && verified !== 'D') return null;
  return (
    <span className={classes.unverified}>
      <span aria-hidden="true">? </span>
      {verified === 'C' ? m.badgeC : m.badgeD}
    </span>
  );
}
