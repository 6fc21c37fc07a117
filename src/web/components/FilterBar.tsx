import { useEffect, useId, useRef, useState } from 'react';
import { isLocalDate, type LocalDate } from '#kernel/local-date.ts';
import { useMessages } from '../i18n/messages.ts';
import { dayOf } from '../format.ts';
import { useNow } from '../session.tsx';
import { useSearchParams, useSetSearchParams } from '../search-params.ts';
import { DayInput } from './DayInput.tsx';
import classes from './FilterBar.module.css';
import { Icon } from './Icon.tsx';
import { words } from './words.ts';

/** One filter; its `key` is the name in the address bar. A day typed without a year is in the year of `today` (the province's). */
export type Filter =
  | { readonly kind: 'text'; readonly key: string; readonly label: string; readonly placeholder?: string }
  | {
      readonly kind: 'select';
      readonly key: string;
      readonly label: string;
      /** '' means no filter and is added by itself as "Tất cả", or as `none` says. */
      readonly options: readonly { readonly value: string; readonly label: string }[];
      readonly none?: string;
    }
  | {
      readonly kind: 'date';
      readonly key: string;
      readonly label: string;
      readonly today?: LocalDate | undefined;
    };

interface FilterBarProps {
  readonly filters: readonly Filter[];
  /** Search values dropped whenever a filter changes, such as the cursor of a page. */
  readonly resets?: readonly string[];
}

/** Filters that live in the address bar: they survive a reload, can be sent to a colleague, and "back" works. */
export function FilterBar({ filters, resets = [] }: FilterBarProps) {
  const m = useMessages(words);
  const search = useSearchParams();
  const set = useSetSearchParams();
  const change = (key: string, value: string) =>
    set({ [key]: value, ...Object.fromEntries(resets.map((name) => [name, undefined])) });
  const active = filters.filter(({ key }) => (search[key] ?? '') !== '');
  return (
    <search className={`${classes.bar} dh-no-print`} aria-label={m.filters}>
      {filters.map((filter) => (
        <FilterInput
          key={filter.key}
          filter={filter}
          value={search[filter.key] ?? ''}
          onChange={(value) => change(filter.key, value)}
        />
      ))}
      {active.length > 0 && (
        <button
          type="button"
          className={classes.clear}
          onClick={() =>
            set(Object.fromEntries([...active.map(({ key }) => key), ...resets].map((key) => [key, undefined])))
          }
        >
          <Icon name="close" size={16} />
          {m.clearFilters}
        </button>
      )}
    </search>
  );
}

function FilterInput(props: { filter: Filter; value: string; onChange: (value: string) => void }) {
  const now = dayOf(useNow()) ?? '';
  const { filter, value, onChange } = props;
  const m = useMessages(words);
  const id = useId();
  return (
    <span className={filter.kind === 'text' ? classes.grow : classes.field}>
      <label htmlFor={id}>{filter.label}</label>
      {filter.kind === 'text' && (
        <TextFilter id={id} value={value} onChange={onChange} placeholder={filter.placeholder} />
      )}
      {filter.kind === 'select' && (
        <select
          id={id}
          value={value}
          data-active={value !== '' || undefined}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          <option value="">{filter.none ?? m.all}</option>
          {filter.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
      {filter.kind === 'date' && (
        <DayInput
          id={id}
          value={isLocalDate(value) ? value : ''}
          today={filter.today ?? now}
          data-active={value !== '' || undefined}
          onChange={onChange}
        />
      )}
    </span>
  );
}

/** Keeps what is typed at once and hands it on when the typing rests for a quarter of a second. */
function TextFilter(props: {
  id: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string | undefined;
}) {
  const { id, value, onChange, placeholder } = props;
  const [text, setText] = useState(value);
  const sent = useRef(value);
  const send = useRef(onChange);
  useEffect(() => {
    send.current = onChange;
  });
  // The address changed by other means (back, "Xóa bộ lọc"): show that.
  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value;
      setText(value);
    }
  }, [value]);
  useEffect(() => {
    if (text === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text;
      send.current(text);
    }, 250);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <input
      id={id}
      type="search"
      value={text}
      placeholder={placeholder}
      data-active={text !== '' || undefined}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
}
