import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useMessages } from '#web/i18n/messages.ts';
import classes from './task.module.css';
import { taskWords } from './task-words.ts';

/** Somebody else moved the part on while words were being typed: they cannot be sent, and are not thrown away. */
export function Overtaken({ words, onDiscard }: { words: string; onDiscard: () => void }) {
  const m = useMessages(taskWords);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} className={classes.overtaken}>
      <output>{m.overtaken}</output>
      <blockquote className={classes.quote}>{words}</blockquote>
      <Button variant="default" onClick={onDiscard}>
        {m.discard}
      </Button>
    </div>
  );
}
