import { Icon } from '../components/Icon.tsx';
import { useLanguage } from '../i18n/language.ts';
import { useMessages } from '../i18n/messages.ts';
import { PageLink } from '../navigation.tsx';
import type { NavPlace, PageDef } from '../pages.ts';
import { useSession } from '../session.tsx';
import { Brand } from './Brand.tsx';
import { NavBadge } from './NavBadge.tsx';
import { PersonMenu } from './PersonMenu.tsx';
import { Preferences } from './Preferences.tsx';
import classes from './SideNav.module.css';
import { useHere } from './use-here.ts';
import { words } from './words.ts';

export type Places = readonly (PageDef & { nav: NavPlace })[];

/** The rail at the left of a wide screen: the province, the places of work, then of administration, the person. */
export function SideNav({ places }: { places: Places }) {
  const m = useMessages(words);
  const { province } = useSession();
  const here = useHere(places);
  const work = places.filter(({ nav }) => nav.group !== 'admin');
  const admin = places.filter(({ nav }) => nav.group === 'admin');
  return (
    <header className={`${classes.rail} dh-no-print`}>
      <PageLink to="/" className={classes.brand}>
        <Brand />
        <span className={classes.province}>{province.name}</span>
      </PageLink>
      <nav aria-label={m.navigation} className={classes.nav}>
        <NavList places={work} here={here} />
        {admin.length > 0 && (
          <>
            <h2 className={classes.group}>{m.admin}</h2>
            <NavList places={admin} here={here} />
          </>
        )}
      </nav>
      <div className={classes.foot}>
        <PersonMenu />
        <Preferences />
      </div>
    </header>
  );
}

/** The places as links, the open one marked in words (aria-current), ink and a line. */
export function NavList({ places, here, onGo }: { places: Places; here: string | undefined; onGo?: () => void }) {
  const language = useLanguage();
  return (
    <ul className={classes.list}>
      {places.map(({ path, nav }) => (
        <li key={path}>
          <PageLink
            to={path}
            className={classes.link}
            {...(path === here ? { 'aria-current': 'page' as const } : {})}
            {...(onGo ? { onClick: onGo } : {})}
          >
            <Icon name={nav.icon} />
            {nav.label[language]}
            <NavBadge load={nav.badge} />
          </PageLink>
        </li>
      ))}
    </ul>
  );
}
