import { Button } from '@mantine/core';
import { useRef } from 'react';
import { fieldId, useFieldError } from '#web/components/Form.tsx';
import { Icon } from '#web/components/Icon.tsx';
import { formatBytes } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import classes from './task.module.css';
import { taskWords } from './task-words.ts';

const MOST_FILES = 10;
const MOST_MEGABYTES = 20;

/** What would be refused about files, said before anything goes up. */
export function tooMuch(
  files: readonly File[],
  m: { tooMany: string; tooLarge: (name: string) => string },
): { field: string; sentence: string }[] {
  if (files.length > MOST_FILES) return [{ field: 'files', sentence: m.tooMany }];
  const large = files.find(({ size }) => size > MOST_MEGABYTES * 1_000_000);
  return large ? [{ field: 'files', sentence: m.tooLarge(large.name) }] : [];
}

interface FilesFieldProps {
  readonly files: readonly File[];
  readonly onChange: (files: readonly File[]) => void;
}

/** Files of a report: chosen, listed with their size, each can be taken out again. */
export function FilesField({ files, onChange }: FilesFieldProps) {
  const m = useMessages(taskWords);
  const language = useLanguage();
  const error = useFieldError('files');
  const input = useRef<HTMLInputElement>(null);
  const add = (chosen: FileList | null) => {
    const fresh = [...(chosen ?? [])].filter(
      (file) => !files.some((known) => known.name === file.name && known.size === file.size),
    );
    if (fresh.length > 0) onChange([...files, ...fresh]);
    if (input.current) input.current.value = '';
  };
  const id = fieldId('files');
  return (
    <div className={classes.files}>
      <label htmlFor={`${id}-input`} className={classes.fieldLabel}>
        {m.files}
      </label>
      <span id={`${id}-hint`} className={classes.hint}>
        {m.filesHint}
      </span>
      {error && (
        <span id={`${id}-error`} className={classes.fieldError}>
          {error}
        </span>
      )}
      <input
        ref={input}
        id={`${id}-input`}
        type="file"
        multiple
        tabIndex={-1}
        aria-describedby={`${id}-hint`}
        className="dh-visually-hidden"
        onChange={(event) => add(event.currentTarget.files)}
      />
      <Button
        id={id}
        variant="default"
        leftSection={<Icon name="upload" size={16} />}
        aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}
        onClick={() => input.current?.click()}
        className={classes.choose ?? ''}
      >
        {m.chooseFiles}
      </Button>
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
