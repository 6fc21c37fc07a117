import { Drawer, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useMessages } from '../i18n/messages.ts';
import classes from './Dialog.module.css';
import { words } from './words.ts';

interface DialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** The dialog's name; a question where something is asked. */
  readonly title: ReactNode;
  /** `middle` of the screen (default), from the `bottom` on phones, or a wide sheet from the `side`. */
  readonly place?: 'middle' | 'bottom' | 'side';
  readonly children: ReactNode;
}

/**
 * Every dialog: focus goes in and comes back, Escape closes. Built from Mantine's parts and not from its
 * ready Modal, whose <header> would be a second banner of the page to a screen reader.
 */
export function Dialog({ opened, onClose, title, place = 'middle', children }: DialogProps) {
  const m = useMessages(words);
  if (place === 'middle') {
    return (
      <Modal.Root opened={opened} onClose={onClose} lockScroll={false}>
        <Modal.Overlay />
        <Modal.Content>
          <div className={classes.head}>
            <Modal.Title>{title}</Modal.Title>
            <Modal.CloseButton aria-label={m.close} />
          </div>
          <Modal.Body>{children}</Modal.Body>
        </Modal.Content>
      </Modal.Root>
    );
  }
  return (
    <Drawer.Root
      opened={opened}
      onClose={onClose}
      lockScroll={false}
      position={place === 'bottom' ? 'bottom' : 'right'}
      size={place === 'bottom' ? 'auto' : 'lg'}
    >
      <Drawer.Overlay />
      <Drawer.Content>
        <div className={classes.head}>
          <Drawer.Title>{title}</Drawer.Title>
          <Drawer.CloseButton aria-label={m.close} />
        </div>
        <Drawer.Body>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
