import { Button } from '@mantine/core';
import { Icon } from '#web/components/Icon.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { useGo } from '#web/navigation.tsx';
import { useCan } from '#web/session.tsx';
import { takeInPlace } from './places.ts';
import { setWords } from './set-words.ts';

/** How a set comes in: by file, for those who manage the index. */
export function SetShelf() {
  const m = useMessages(setWords);
  const can = useCan();
  const go = useGo();
  if (!can('par-index.manage')) return null;
  return (
    <div>
      <Button variant="default" leftSection={<Icon name="upload" size={16} />} onClick={() => go(takeInPlace())}>
        {m.takeIn}
      </Button>
    </div>
  );
}
