import { Switch } from '@mantine/core';
import { useCallback, useState } from 'react';
import { useMessages } from '../i18n/messages.ts';
import { Dialog } from './Dialog.tsx';
import classes from './KeyboardHelp.module.css';
import { useShortcut, useShortcutList, useShortcutsEnabled } from './shortcuts.ts';
import { words } from './words.ts';

export { useShortcut } from './shortcuts.ts';

/** A key as it is printed on the keyboard. */
export function Key({ children }: { children: string }) {
  return <kbd className={classes.key}>{children}</kbd>;
}

/** The dialog that "?" opens: the keys of this page, and the switch that turns them off. */
export function KeyboardHelp() {
  const m = useMessages(words);
  const [opened, setOpened] = useState(false);
  const [enabled, setEnabled] = useShortcutsEnabled();
  const list = useShortcutList();
  const open = useCallback(() => setOpened(true), []);
  useShortcut('?', m.showKeys, open);
  return (
    <Dialog opened={opened} onClose={() => setOpened(false)} title={m.keyboardTitle}>
      <dl className={classes.list}>
        {list.map(({ key, label }) => (
          <div key={`${key}-${label}`}>
            <dt>
              <Key>{key}</Key>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
      {list.length <= 1 && <p className={classes.none}>{m.keyboardNone}</p>}
      <Switch label={m.keyboardOn} checked={enabled} onChange={(event) => setEnabled(event.currentTarget.checked)} />
    </Dialog>
  );
}
