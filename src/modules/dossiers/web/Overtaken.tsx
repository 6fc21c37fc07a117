import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useMessages } from '#web/i18n/messages.ts';
import { actionWords } from './action-words.ts';
import classes from './dossier.module.css';

/** Somebody else moved the dossier on while words were being typed: they cannot be sent, and are not thrown away. */
export function Overtaken({ words, onDiscard }: { words: string; onDiscard: () => void }) {
  const m = useMessages(actionWords);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} className={classes.form}>
      <output>{m.overtaken}</output>
      {words && <blockquote className={classes.quote}>{words}</blockquote>}
      <div>
        <Button variant="default" onClick={onDiscard}>
          {m.discard}
        </Button>
      </div>
    </div>
  );
}
