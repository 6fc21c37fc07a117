import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { formatBytes } from '../format.ts';
import { useLanguage } from '../i18n/language.ts';
import { useMessages } from '../i18n/messages.ts';
import { fieldId, useFieldError } from './Form.tsx';
import classes from './FileField.module.css';
import { Icon } from './Icon.tsx';
import { words } from './words.ts';

interface FileFieldProps {
  /** The field's name on the wire: mistakes the server names by it are shown here. */
  readonly name: string;
  readonly label: string;
  /** What the file may be; stays in sight. */
  readonly description?: ReactNode;
  /** Endings that are read here, with their dot; any file when absent. */
  readonly kinds?: readonly string[];
  readonly file: File | undefined;
  readonly onFile: (file: File | undefined) => void;
  readonly required?: boolean;
}

/**
 * One file, chosen or dropped in, with its name and size, that can be taken out again. The browser's own field would
 * speak the browser's language.
 */
export function FileField({ name, label, description, kinds, file, onFile, required = false }: FileFieldProps) {
  const m = useMessages(words);
  const language = useLanguage();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState<string>();
  const error = useFieldError(name) ?? refused;
  const id = fieldId(name);
  const take = (chosen: File | undefined) => {
    if (!chosen) return;
    const fits = !kinds || kinds.some((kind) => chosen.name.toLowerCase().endsWith(kind));
    setRefused(fits ? undefined : m.fileKind(chosen.name, (kinds ?? []).join(', ')));
    if (fits) onFile(chosen);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  const described = [description ? `${id}-hint` : '', `${id}-chosen`, error ? `${id}-error` : ''];
  return (
    <div className={classes.field}>
      <label id={`${id}-label`} htmlFor={id} className={classes.label}>
        {label}
        {required && (
          <span className={classes.star} aria-hidden="true">
            {' *'}
          </span>
        )}
      </label>
      {description && (
        <span id={`${id}-hint`} className={classes.hint}>
          {description}
        </span>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- dropping is beside the button, never instead */}
      <div
        className={classes.drop}
        data-over={over || undefined}
        data-wrong={error !== undefined || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <input
          ref={input}
          id={id}
          name={name}
          type="file"
          accept={kinds?.join(',')}
          className="dh-visually-hidden"
          aria-labelledby={`${id}-label`}
          aria-describedby={described.filter(Boolean).join(' ')}
          aria-invalid={error !== undefined}
          aria-required={required}
          onChange={(event) => {
            take(event.currentTarget.files?.[0]);
            event.currentTarget.value = ''; // the same file, mended meanwhile, is a choice too
          }}
        />
        <label htmlFor={id} className={classes.choose} aria-hidden="true">
          <Icon name="upload" size={16} /> {file ? m.chooseOtherFile : m.chooseFile}
        </label>
        <span className={file ? classes.chosen : classes.invitation}>
          <output id={`${id}-chosen`} htmlFor={id}>
            {file ? `${file.name}, ${formatBytes(file.size, language)}` : m.dropFile}
          </output>
          {file && (
            <button
              type="button"
              className={classes.remove}
              aria-label={m.remove(file.name)}
              onClick={() => {
                onFile(undefined);
                input.current?.focus();
              }}
            >
              <Icon name="close" size={16} />
            </button>
          )}
        </span>
      </div>
      {error && (
        <span id={`${id}-error`} className={classes.error}>
          {error}
        </span>
      )}
    </div>
  );
}
