import { useState } from 'react';
import { TextField } from '#web/components/fields.tsx';
import { type FieldError, Form } from '#web/components/Form.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { useGo } from '#web/navigation.tsx';
import type { SetDetail, SetSummary } from '../sets-schema.ts';
import { Ending } from './Ending.tsx';
import { setPlace } from './places.ts';
import classes from './sets.module.css';
import { setWords } from './set-words.ts';
import { useSets } from './use-par.ts';
import { useSetAct } from './use-sets.ts';

interface CopyFormProps {
  readonly detail: SetDetail;
  readonly onDone: () => void;
}

/** A set for another year from this one. What the year has already is said before anything is made. */
export function CopyForm({ detail, onDone }: CopyFormProps) {
  const m = useMessages(setWords);
  const go = useGo();
  const act = useSetAct(detail.id);
  const sets = useSets();
  const nextYear = detail.year + 1;
  const next = (text: string) => text.replaceAll(String(detail.year), String(nextYear));
  const [typed, setTyped] = useState({
    code: next(detail.code) === detail.code ? `${detail.code}-${nextYear}` : next(detail.code),
    year: String(nextYear),
    title: next(detail.title),
    /** The last whole year typed: title and code follow from it to the next. */
    named: String(nextYear),
  });
  const moveTo = (text: string) => {
    const to = text.trim();
    if (!/^20\d\d$/.test(to)) return setTyped({ ...typed, year: text });
    const follow = (words: string) => words.replaceAll(typed.named, to);
    setTyped({ code: follow(typed.code), title: follow(typed.title), year: text, named: to });
  };
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [code, year] = [typed.code.trim(), Number(typed.year)];
  const inYear = (sets.data?.sets ?? []).filter((one) => one.year === year && one.block === detail.block);
  const former = lastOf(inYear.filter((one) => one.code === code));
  const others = inYear.filter((one) => one.code !== code);
  const submit = () => {
    const found = [
      ...(/^[a-z0-9][a-z0-9.-]{1,80}$/.test(code) ? [] : [{ field: 'code', sentence: m.copyCodeHint }]),
      ...(/^20\d\d$/.test(typed.year.trim()) ? [] : [{ field: 'year', sentence: m.needed }]),
      ...(typed.title.trim() === '' ? [{ field: 'title', sentence: m.needed }] : []),
    ];
    setErrors(found);
    if (found.length > 0 || act.isPending) return;
    const body = { code, year, title: typed.title.trim(), follows: former?.version ?? null };
    const said = former ? m.copyNextDone(former.version + 1, typed.title.trim(), year) : m.copyDone;
    act.mutate({ path: 'copy', body, said }, { onSuccess: ({ id }) => go(setPlace(id)) });
  };
  return (
    <Form
      onSubmit={submit}
      errors={errors}
      error={act.error}
      labels={{ code: m.copyCode, year: m.copyYear, title: m.copyTitle }}
    >
      <p>{m.copyText}</p>
      <TextField
        name="title"
        label={m.copyTitle}
        value={typed.title}
        onChange={(title) => setTyped({ ...typed, title })}
        required
      />
      <TextField name="year" label={m.copyYear} value={typed.year} onChange={moveTo} inputMode="numeric" required />
      <TextField
        name="code"
        label={m.copyCode}
        description={m.copyCodeHint}
        value={typed.code}
        onChange={(text) => setTyped({ ...typed, code: text })}
        required
      />
      <div aria-live="polite">
        {former && (
          <p className={classes.note} data-tone="amber">
            {m.copyFollows(former.title, former.year, former.version, former.state === 'adopted')}
          </p>
        )}
        {!former && others.length > 0 && (
          <p className={classes.note} data-tone="amber">
            {m.copyBeside(year, [...new Set(others.map(({ title }) => title))].join('; '))}
          </p>
        )}
      </div>
      <Ending label={former ? m.copyNext(former.version + 1) : m.copy} busy={act.isPending} onDone={onDone} />
    </Form>
  );
}

function lastOf(versions: readonly SetSummary[]): SetSummary | undefined {
  return versions.reduce<SetSummary | undefined>(
    (last, one) => (one.version > (last?.version ?? 0) ? one : last),
    undefined,
  );
}
