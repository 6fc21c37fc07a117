import {
  createContext,
  type FormEvent,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
} from 'react';
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
type Report = (field: string, sentence: string | undefined) => void;
const UnreadContext = createContext<Report>(() => undefined);

/** The sentence for a field of the surrounding form, or undefined. */
export function useFieldError(name: string): string | undefined {
  return useContext(ErrorsContext).find(({ field }) => field === name)?.sentence;
}

/**
 * For a field that holds text it could make nothing of: the surrounding form is not sent meanwhile and says why.
 * @param sentence undefined while the field's text is in order
 */
export function useUnread(name: string, sentence: string | undefined): void {
  const report = useContext(UnreadContext);
  useEffect(() => {
    report(name, sentence);
    return () => report(name, undefined);
  }, [report, name, sentence]);
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

/**
 * A form whose mistakes are summed up on top, each linking to its field, and repeated beside the field. While a field holds
 * text that says nothing to it (`useUnread`) the form is not sent.
 */
export function Form({ onSubmit, errors = [], error, labels = {}, children }: FormProps) {
  const [unread, setUnread] = useState<readonly FieldError[]>([]);
  /** What kept the form from being sent the last time, as it was then; what has been mended since is gone. */
  const [held, setHeld] = useState<readonly FieldError[]>([]);
  const [timesHeld, setTimesHeld] = useState(0);
  const report = useCallback<Report>((field, sentence) => {
    if (sentence === undefined) {
      setUnread((before) => without(before, field));
      setHeld((before) => without(before, field));
    } else setUnread((before) => [...without(before, field), { field, sentence }]);
  }, []);
  const fromServer = error instanceof ApiError ? error.fields : [];
  const all = [held, errors, fromServer].reduce((known, more) => [
    ...known,
    ...more.filter(({ field }) => !known.some((one) => one.field === field)),
  ]);
  // Another answer or another try; not what is mended while somebody types.
  const occasion = all.length === 0 ? '' : `${timesHeld}|${textOf([...errors, ...fromServer])}`;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setHeld(unread);
    if (unread.length === 0) onSubmit();
    else setTimesHeld(timesHeld + 1);
  };
  return (
    <ErrorsContext value={all}>
      <UnreadContext value={report}>
        <form onSubmit={submit} noValidate className={classes.form}>
          <ErrorSummary errors={all} labels={labels} occasion={occasion} />
          {error !== undefined && error !== null && fromServer.length === 0 && <Failure error={error} />}
          {children}
        </form>
      </UnreadContext>
    </ErrorsContext>
  );
}

/** The same list where the field is not in it, so that nothing is drawn anew. */
function without(errors: readonly FieldError[], field: string): readonly FieldError[] {
  return errors.some((one) => one.field === field) ? errors.filter((one) => one.field !== field) : errors;
}

const textOf = (errors: readonly FieldError[]): string =>
  errors.map(({ field, sentence }) => `${field}:${sentence}`).join('|');

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

interface SummaryProps {
  readonly errors: readonly FieldError[];
  readonly labels: Readonly<Record<string, string>>;
  /** The reader is brought to the list whenever this changes; '' while there is nothing in it. */
  readonly occasion: string;
}

function ErrorSummary({ errors, labels, occasion }: SummaryProps) {
  const m = useMessages(words);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (occasion !== '') box.current?.focus();
  }, [occasion]);
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
