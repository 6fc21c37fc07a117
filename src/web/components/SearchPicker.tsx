import { Combobox, Pill, PillsInput, useCombobox } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useMessages } from '../i18n/messages.ts';
import { fieldId, useFieldError } from './Form.tsx';
import { words } from './words.ts';
import classes from './SearchPicker.module.css';

/** Something to pick: names repeat, so `hint` says which one (unit, year of birth, level). */
export interface PickOption {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

/** Asks the server; accents, tone placement and abbreviations are forgiven there. '' lists the usual ones. */
export type PickSearch = (text: string, signal: AbortSignal) => Promise<readonly PickOption[]>;

interface SearchPickerProps {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly value: readonly PickOption[];
  readonly onChange: (value: readonly PickOption[]) => void;
  readonly search: PickSearch;
  /** Several; otherwise a new pick replaces the old one. */
  readonly multiple?: boolean;
  readonly placeholder?: string;
  readonly required?: boolean;
}

type Found =
  | { readonly state: 'idle' | 'searching' | 'failed' }
  | { readonly state: 'found'; readonly options: readonly PickOption[] };

/** A field that finds while one types: arrow keys choose, Enter takes, Backspace removes the last. */
export function SearchPicker(props: SearchPickerProps) {
  const { name, label, description, value, onChange, multiple = false, required = false } = props;
  const m = useMessages(words);
  const error = useFieldError(name);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [text, setText] = useState('');
  const found = useSearchResults(props.search, text, combobox.dropdownOpened);
  const options =
    found.state === 'found' ? found.options.filter(({ id }) => !value.some((picked) => picked.id === id)) : [];

  const take = (id: string) => {
    const option = options.find((candidate) => candidate.id === id);
    if (!option) return;
    onChange(multiple ? [...value, option] : [option]);
    setText('');
    if (!multiple) combobox.closeDropdown();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={take} withinPortal={false}>
      <Combobox.DropdownTarget>
        <PillsInput
          id={fieldId(name)}
          label={label}
          description={description}
          error={error}
          withAsterisk={required}
          inputWrapperOrder={['label', 'description', 'input', 'error']}
        >
          <Pill.Group>
            {value.map((picked) => (
              <Pill
                key={picked.id}
                withRemoveButton
                onRemove={() => onChange(value.filter(({ id }) => id !== picked.id))}
                removeButtonProps={{ 'aria-label': m.remove(picked.label), tabIndex: 0, 'aria-hidden': false }}
              >
                {picked.label}
              </Pill>
            ))}
            <Combobox.EventsTarget>
              <PillsInput.Field
                value={text}
                aria-required={required || undefined}
                placeholder={value.length === 0 ? (props.placeholder ?? m.typeToSearch) : undefined}
                onFocus={() => combobox.openDropdown()}
                onBlur={() => combobox.closeDropdown()}
                onChange={(event) => {
                  setText(event.currentTarget.value);
                  combobox.openDropdown();
                  combobox.updateSelectedOptionIndex();
                }}
                onKeyDown={(event) => {
                  if (event.key === 'Backspace' && text === '' && value.length > 0) onChange(value.slice(0, -1));
                }}
              />
            </Combobox.EventsTarget>
          </Pill.Group>
        </PillsInput>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={label}>
          {options.map((option) => (
            <Combobox.Option key={option.id} value={option.id}>
              <span className={classes.label}>{option.label}</span>
              {option.hint && <span className={classes.hint}>{option.hint}</span>}
            </Combobox.Option>
          ))}
          {options.length === 0 && (
            <Combobox.Empty>
              {found.state === 'failed' ? m.searchFailed : found.state === 'found' ? m.noMatch : m.searching}
            </Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** Searches when typing rests for 150 ms; an answer overtaken by a newer question is dropped. */
function useSearchResults(search: PickSearch, text: string, open: boolean): Found {
  const [found, setFound] = useState<Found>({ state: 'idle' });
  const ask = useRef(search);
  useEffect(() => {
    ask.current = search;
  });
  useEffect(() => {
    if (!open) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      setFound((before) => (before.state === 'found' ? before : { state: 'searching' }));
      ask.current(text.trim(), abort.signal).then(
        (options) => abort.signal.aborted || setFound({ state: 'found', options }),
        () => abort.signal.aborted || setFound({ state: 'failed' }),
      );
    }, 150);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text, open]);
  return found;
}

type SinglePicker = Omit<SearchPickerProps, 'multiple' | 'value' | 'onChange'> & {
  readonly value: PickOption | null;
  readonly onChange: (value: PickOption | null) => void;
};

/** One person. The hint of an option is unit and year of birth, since names repeat. */
export function PersonPicker({ value, onChange, ...rest }: SinglePicker) {
  return <SearchPicker {...rest} value={value ? [value] : []} onChange={(picked) => onChange(picked.at(-1) ?? null)} />;
}

/** One agency: the lead of a task. */
export function AgencyPicker({ value, onChange, ...rest }: SinglePicker) {
  return <SearchPicker {...rest} value={value ? [value] : []} onChange={(picked) => onChange(picked.at(-1) ?? null)} />;
}

/** Any number of agencies: those who cooperate. */
export function AgenciesPicker(props: Omit<SearchPickerProps, 'multiple'>) {
  return <SearchPicker {...props} multiple />;
}
