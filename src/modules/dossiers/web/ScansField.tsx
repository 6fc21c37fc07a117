import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { fieldId, useFieldError } from '#web/components/Form.tsx';
import { Icon } from '#web/components/Icon.tsx';
import { formatBytes } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import classes from './reception.module.css';
import { receptionWords } from './reception-words.ts';

export const MOST_FILES = 10;
export const MOST_MEGABYTES = 20;

interface ScansFieldProps {
  readonly files: readonly File[];
  readonly onChange: (files: readonly File[]) => void;
}

/** Scans: dropped in or chosen, each can be taken out again. */
export function ScansField({ files, onChange }: ScansFieldProps) {
  const m = useMessages(receptionWords);
  const language = useLanguage();
  const error = useFieldError('files');
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const id = fieldId('files');
  const add = (chosen: FileList | null) => {
    const isKnown = (file: File) => files.some(({ name, size }) => name === file.name && size === file.size);
    const fresh = [...(chosen ?? [])].filter((file) => !isKnown(file));
    if (fresh.length > 0) onChange([...files, ...fresh]);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- dropping is beside the button, never instead
    <div
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        add(event.dataTransfer.files);
      }}
    >
      <span className={classes.dropWords}>
        {m.drop}
        <Button
          id={id}
          variant="default"
          size="xs"
          leftSection={<Icon name="upload" size={16} />}
          aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}
          onClick={() => input.current?.click()}
        >
          {m.chooseFiles}
        </Button>
        <span id={`${id}-hint`} className={classes.small}>
          {m.filesHint}
        </span>
      </span>
      {error && (
        <span id={`${id}-error`} className={classes.fieldError}>
          {error}
        </span>
      )}
      <input
        ref={input}
        type="file"
        multiple
        tabIndex={-1}
        aria-label={m.files}
        className="dh-visually-hidden"
        onChange={(event) => {
          add(event.currentTarget.files);
          event.currentTarget.value = '';
        }}
      />
      {files.length > 0 && (
        <ul className={classes.fileList}>
          {files.map((file) => (
            <li key={`${file.name}-${file.size}`}>
              <span className={classes.fileName}>{file.name}</span>
              <span className={classes.small}>{formatBytes(file.size, language)}</span>
              <button
                type="button"
                className={classes.iconButton}
                aria-label={m.removeFile(file.name)}
                onClick={() => onChange(files.filter((other) => other !== file))}
              >
                <Icon name="close" size={16} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
