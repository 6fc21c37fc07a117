import { Outlet } from '@tanstack/react-router';
import { SkipLink } from '../components/SkipLink.tsx';
import { Brand } from './Brand.tsx';
import { Preferences } from './Preferences.tsx';
import classes from './PublicFrame.module.css';

/** The frame of pages seen without signing in. */
export function PublicFrame() {
  return (
    <div className={classes.frame}>
      <SkipLink />
      <header className={`${classes.top} dh-no-print`}>
        <Brand />
        <Preferences />
      </header>
      <main id="main" tabIndex={-1} className={classes.main}>
        <Outlet />
      </main>
    </div>
  );
}
