import { createContext, type FormEvent, type ReactNode, useContext, useEffect, useRef } from 'react';
import { ApiError } from '../api.ts';
import { useMessages } from '../i18n/messages.ts';
import { ErrorBox } from './ErrorBox.tsx';
import classes from './Form.module.css';
import { words } from './words.ts';

/** What is wrong with one field: its `name` and a sentence that says how to mend it. */
export interface FieldError {
  readonly field: string;
  readonly sentence: string;
}

const ErrorsContext = createContext<readonly FieldError[]>([]);

/** The sentence for a field of the surrounding form, or undefined. */
export function useFieldError(name: string): string | undefined {
  return useContext(ErrorsContext).find(({ field }) => field === name)?.sentence;
}

/** The id of a field's input; the error summary links to it. */
export function fieldId(name: string): string {
  return `field-${name.replace(/[^A-Za-z0-9_-]/g, '-')}`;
}

interface FormProps {
  /** Called on submit; the browser's own submit is prevented. */
  readonly onSubmit: () => void;
  /** Found here before sending. */
  readonly errors?: readonly FieldError[];
  /** Thrown by the call: its field sentences join `errors`, a failure without fields is drawn as an ErrorBox. */
  readonly error?: unknown;
  /** Field names as the summary prints them: { dueOn: 'Hạn' }. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly children: ReactNode;
}

/** A form whose mistakes are summed up on top, each linking to its field, and repeated beside the field. */
export function Form({ onSubmit, errors = [], error, labels = {}, children }: FormProps) {
  const fromServer = error instanceof ApiError ? error.fields : [];
  const all = [...errors, ...fromServer.filter(({ field }) => !errors.some((own) => own.field === field))];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <ErrorsContext value={all}>
      <form onSubmit={submit} noValidate className={classes.form}>
        <ErrorSummary errors={all} labels={labels} />
        {error !== undefined && error !== null && fromServer.length === 0 && <Failure error={error} />}
        {children}
      </form>
    </ErrorsContext>
  );
}

/** A failure that belongs to no field; the reader is brought to it, since the button he pressed may be a screen below. */
function Failure({ error }: { error: unknown }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [error]);
  return (
    <div ref={box} tabIndex={-1}>
      <ErrorBox error={error} />
    </div>
  );
}

function ErrorSummary({ errors, labels }: { errors: readonly FieldError[]; labels: Readonly<Record<string, string>> }) {
  const m = useMessages(words);
  const box = useRef<HTMLDivElement>(null);
  const shown = errors.map(({ field, sentence }) => `${field}:${sentence}`).join('|');
  // Whenever the list of mistakes changes the reader is brought to it.
  useEffect(() => {
    if (shown !== '') box.current?.focus();
  }, [shown]);
  if (errors.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1} role="alert" className={classes.summary}>
      <p className={classes.summaryTitle}>{m.errorSummary(errors.length)}</p>
      <ul>
        {errors.map(({ field, sentence }) => (
          <li key={field}>
            <a
              href={`#${fieldId(field)}`}
              onClick={(event) => {
                const input = document.getElementById(fieldId(field));
                if (!input) return;
                event.preventDefault();
                input.focus();
              }}
            >
              {labels[field] ? `${labels[field]}: ${sentence}` : sentence}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The row of buttons that ends a form: the primary one first. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className={classes.actions}>{children}</div>;
}
