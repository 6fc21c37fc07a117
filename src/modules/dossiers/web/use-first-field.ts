import { useEffect } from 'react';
import { fieldId } from '#web/components/Form.tsx';

/** Brings the reader to the first field of a form that has just been opened, unless it came back by itself. */
export function useFirstField(name: string, wanted: boolean): void {
  useEffect(() => {
    if (wanted) document.getElementById(fieldId(name))?.focus();
  }, [name, wanted]);
}
