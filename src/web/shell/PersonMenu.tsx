import { Icon } from '../components/Icon.tsx';
import { ErrorBox } from '../components/ErrorBox.tsx';
import { useState } from 'react';
import { useMessages } from '../i18n/messages.ts';
import { PageLink } from '../navigation.tsx';
import { useSession, useSignOut } from '../session.tsx';
import classes from './PersonMenu.module.css';
import { words } from './words.ts';

/** Who is signed in, for which agency; the way to the account and out. */
export function PersonMenu() {
  const m = useMessages(words);
  const { person, agency } = useSession();
  const signOut = useSignOut();
  const [error, setError] = useState<unknown>();
  return (
    <div className={classes.person}>
      <p className={classes.name}>{person.fullName}</p>
      <p className={classes.place}>{[person.post, agency?.name].filter(Boolean).join(' · ')}</p>
      <div className={classes.ways}>
        <PageLink to="/tai-khoan" className={classes.way}>
          <Icon name="user" size={16} />
          {m.account}
        </PageLink>
        <button type="button" className={classes.way} onClick={() => void signOut().catch(setError)}>
          <Icon name="sign-out" size={16} />
          {m.signOut}
        </button>
      </div>
      {error !== undefined && <ErrorBox error={error} />}
    </div>
  );
}
