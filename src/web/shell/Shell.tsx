import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { ClockBanner } from '../components/ClockBanner.tsx';
import { KeyboardHelp } from '../components/KeyboardHelp.tsx';
import { SkipLink } from '../components/SkipLink.tsx';
import { useMessages } from '../i18n/messages.ts';
import { useOnline } from '../online.ts';
import { useSession } from '../session.tsx';
import { BottomNav } from './BottomNav.tsx';
import { PrintHead } from './PrintHead.tsx';
import { SessionEnding } from './SessionEnding.tsx';
import { type Places, SideNav } from './SideNav.tsx';
import classes from './Shell.module.css';
import { TopBar } from './TopBar.tsx';
import { words } from './words.ts';

/** The signed-in frame: a rail of places on a desk, a bar under the thumb on a phone, the page between. */
export function Shell({ places }: { places: Places }) {
  const m = useMessages(words);
  const session = useSession();
  const online = useOnline();
  const main = useRef<HTMLElement>(null);
  useFocusOnNewPage(main);
  return (
    <div className={classes.shell} data-demonstration={session.province.isDemonstration || undefined}>
      <SkipLink />
      {session.province.isDemonstration && <ClockBanner />}
      <TopBar />
      <SideNav places={places} />
      <main id="main" ref={main} tabIndex={-1} className={classes.main}>
        {!online && <output className={classes.offline}>{m.offline}</output>}
        <SessionEnding />
        <PrintHead />
        <Outlet />
      </main>
      <BottomNav places={places} />
      <KeyboardHelp />
    </div>
  );
}

/** After a change of page the focus is on the new page, as after a full load; not on the first one. */
function useFocusOnNewPage(main: React.RefObject<HTMLElement | null>): void {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (before.current !== undefined && path !== before.current) main.current?.focus({ preventScroll: true });
    before.current = path;
  }, [path, main]);
}
