import { useRouterState } from '@tanstack/react-router';
import { DemoLabel } from '../components/DemoLabel.tsx';
import { formatMoment } from '../format.ts';
import { useSession } from '../session.tsx';
import classes from './PrintHead.module.css';

/** The line at the head of every printed page: whose it is, of what moment, where the live state stands. */
export function PrintHead() {
  const { province, agency, clock } = useSession();
  const href = useRouterState({ select: (state) => state.location.href });
  return (
    <p className={`dh-print-only ${classes.head}`}>
      Đúng Hẹn · {province.name}
      {agency && ` · ${agency.name}`} · {formatMoment(clock)} {province.isDemonstration && <DemoLabel />}
      <br />
      {location.origin}
      {href}
    </p>
  );
}
