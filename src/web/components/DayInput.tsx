import { type InputHTMLAttributes, useState } from 'react';
import type { LocalDate } from '#kernel/local-date.ts';
import { useMessages } from '../i18n/messages.ts';
import { readDay, writeDay } from './day-text.ts';
import { words } from './words.ts';

interface DayInputProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'type'> {
  /** 'YYYY-MM-DD', or '' for none. */
  readonly value: LocalDate | '';
  /** Called with a day that exists, or '' when the field is emptied; never with half a day. */
  readonly onChange: (day: LocalDate | '') => void;
  /** Gives the year when only day and month are typed. */
  readonly today: LocalDate;
}

/**
 * A day typed as day/month/year, whatever the language of the browser (its own date field follows that
 * language and would show month first). A small line of text without a calendar: for filters and the
 * clock; forms take `DateField`.
 */
export function DayInput({ value, onChange, today, ...rest }: DayInputProps) {
  const m = useMessages(words);
  const [text, setText] = useState(writeDay(value));
  const [shown, setShown] = useState(value);
  // The value changed from outside (back, cleared filters): show that instead of what was typed.
  if (value !== shown) {
    setShown(value);
    setText(writeDay(value));
  }
  const isWrong = text.trim() !== '' && readDay(text, today) === undefined;
  const type = (next: string) => {
    setText(next);
    const day = next.trim() === '' ? '' : readDay(next, today);
    if (day !== undefined && day !== value) {
      setShown(day);
      onChange(day);
    }
  };
  return (
    <input
      {...rest}
      type="text"
      inputMode="numeric"
      autoComplete="off"
      placeholder={m.dayPattern}
      value={text}
      aria-invalid={isWrong || undefined}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={() => setText(isWrong ? text : writeDay(value))}
    />
  );
}
