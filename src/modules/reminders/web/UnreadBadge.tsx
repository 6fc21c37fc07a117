import { useMessages } from '#web/i18n/messages.ts';
import classes from './badge.module.css';
import { useLiveBox } from './live-box.ts';
import { words } from './words.ts';

const MOST = 99;

/** How many reminders are unread, beside "Nhắc việc" in the navigation; nothing while there are none. */
export default function UnreadBadge() {
  const m = useMessages(words);
  const unread = useLiveBox()?.unread ?? 0;
  if (unread === 0) return null;
  return (
    <span className={classes.badge}>
      <span aria-hidden="true">{unread > MOST ? `${MOST}+` : unread}</span>
      <span className="dh-visually-hidden">{m.unreadCount(unread)}</span>
    </span>
  );
}
