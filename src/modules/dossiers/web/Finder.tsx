import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { fieldId, useFieldError } from '#web/components/Form.tsx';
import classes from './reception.module.css';

export interface Found {
  readonly key: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

interface FinderProps {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly options: readonly Found[];
  readonly onPick: (key: string) => void;
  /** Enter before the options answer what is typed: the page decides. @returns whether it took the key */
  readonly onEnter?: () => boolean;
  /** In place of options: what is going on. */
  readonly message?: ReactNode;
}

/** As many as are read at a glance; a longer word finds the rest. */
const MOST = 8;

/** A line that finds while one types: arrows choose, Enter takes the first. What is typed stays typed. */
export function Finder(props: FinderProps) {
  const { name, label, description, text, onText, options, onPick, onEnter, message } = props;
  const error = useFieldError(name);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const first = options[0]?.key;
  const { dropdownOpened, selectFirstOption } = combobox;
  useEffect(() => {
    if (dropdownOpened && first !== undefined) selectFirstOption();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the store is new on each render
  }, [dropdownOpened, first, options.length]);
  return (
    <Combobox
      store={combobox}
      withinPortal={false}
      onOptionSubmit={(key) => {
        combobox.closeDropdown();
        onPick(key);
      }}
    >
      <Combobox.Target>
        <TextInput
          id={fieldId(name)}
          name={name}
          label={label}
          description={description}
          error={error}
          autoComplete="off"
          value={text}
          onChange={(event) => {
            onText(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onFocus={() => combobox.openDropdown()}
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDownCapture={(event) => {
            if (event.key === 'Enter' && onEnter?.()) {
              event.preventDefault();
              event.stopPropagation();
            }
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={options.length === 0 && !message}>
        <Combobox.Options aria-label={label}>
          {options.slice(0, MOST).map(({ key, label: words, hint }) => (
            <Combobox.Option key={key} value={key}>
              <span className={classes.optionLabel}>{words}</span>
              {hint && <span className={classes.optionHint}>{hint}</span>}
            </Combobox.Option>
          ))}
          {options.length === 0 && message && <Combobox.Empty>{message}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
