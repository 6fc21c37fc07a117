import { useState } from 'react';
import { Dialog } from '../components/Dialog.tsx';
import { Icon } from '../components/Icon.tsx';
import { useLanguage } from '../i18n/language.ts';
import { useMessages } from '../i18n/messages.ts';
import { PageLink } from '../navigation.tsx';
import classes from './BottomNav.module.css';
import { NavBadge } from './NavBadge.tsx';
import { PersonMenu } from './PersonMenu.tsx';
import { Preferences } from './Preferences.tsx';
import { NavList, type Places } from './SideNav.tsx';
import { useHere } from './use-here.ts';
import { words } from './words.ts';

/** Places that fit under a thumb at 320 px, beside "Thêm". */
const DIRECT = 4;

/** The bar at the bottom of a phone: the first four places, the others and the person under "Thêm". */
export function BottomNav({ places }: { places: Places }) {
  const m = useMessages(words);
  const language = useLanguage();
  const here = useHere(places);
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  const work = places.filter(({ nav }) => nav.group !== 'admin');
  const admin = places.filter(({ nav }) => nav.group === 'admin');
  const rest = work.slice(DIRECT);
  return (
    <nav aria-label={m.navigation} className={`${classes.bar} dh-no-print`}>
      {work.slice(0, DIRECT).map(({ path, nav }) => (
        <PageLink
          key={path}
          to={path}
          className={classes.place}
          {...(path === here ? { 'aria-current': 'page' as const } : {})}
        >
          <Icon name={nav.icon} />
          {nav.label[language]}
          <span className={classes.badge}>
            <NavBadge load={nav.badge} />
          </span>
        </PageLink>
      ))}
      <button type="button" className={classes.place} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name="more" />
        {m.more}
      </button>
      <Dialog opened={open} onClose={close} place="bottom" title={m.more}>
        {rest.length > 0 && <NavList places={rest} here={here} onGo={close} />}
        {admin.length > 0 && (
          <>
            <h3 className={classes.group}>{m.admin}</h3>
            <NavList places={admin} here={here} onGo={close} />
          </>
        )}
        <div className={classes.foot}>
          <PersonMenu />
          <Preferences />
        </div>
      </Dialog>
    </nav>
  );
}
