import { useSession } from '../session.tsx';
import { PageLink } from '../navigation.tsx';
import { Brand } from './Brand.tsx';
import classes from './TopBar.module.css';

/** The narrow screen's head: name and province. The places are at the bottom, under the thumb. */
export function TopBar() {
  const { province } = useSession();
  return (
    <header className={`${classes.bar} dh-no-print`}>
      <PageLink to="/" className={classes.brand}>
        <Brand />
      </PageLink>
      <span className={classes.province}>{province.name}</span>
    </header>
  );
}
