import { Checkbox, TextInput } from '@mantine/core';
import { CheckField, TextAreaField } from '#web/components/fields.tsx';
import { fieldId, useFieldError } from '#web/components/Form.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { ProcedureChoice } from '../desk-schema.ts';
import { countsOf, type ReceptionDraft, type TypedCounts } from './reception-draft.ts';
import classes from './reception.module.css';
import { receptionWords } from './reception-words.ts';

interface PapersProps {
  readonly draft: ReceptionDraft;
  readonly change: (part: Partial<ReceptionDraft>) => void;
}

/** The published papers, ticked as they lie on the counter; words only where the catalogue has no list. */
export function PapersReceived({ draft, change }: PapersProps) {
  const m = useMessages(receptionWords);
  const error = useFieldError('papers');
  const listed = draft.procedure?.papers ?? [];
  if (listed.length === 0)
    return (
      <TextAreaField
        name="papers"
        label={m.paperLines}
        description={m.paperLinesHint}
        value={draft.paperLines}
        onChange={(paperLines) => change({ paperLines })}
        rows={2}
        minRows={2}
        maxLength={4000}
      />
    );
  const all = listed.every(({ key }) => draft.papers.includes(key));
  const toggle = (key: string, on: boolean) =>
    change({ papers: on ? [...draft.papers, key] : draft.papers.filter((one) => one !== key) });
  return (
    <fieldset className={classes.papers} aria-describedby={error ? `${fieldId('papers')}-error` : undefined}>
      <legend>{m.papers}</legend>
      {error && (
        <p id={`${fieldId('papers')}-error`} className={classes.fieldError}>
          {error}
        </p>
      )}
      <Checkbox
        id={fieldId('papers')}
        label={m.allPapers(listed.length)}
        checked={all}
        indeterminate={!all && draft.papers.length > 0}
        onChange={(event) => change({ papers: event.currentTarget.checked ? listed.map(({ key }) => key) : [] })}
      />
      <div className={classes.paperList}>
        {listed.map((paper) => (
          <div key={paper.key} className={classes.paper}>
            <CheckField
              name={`paper-${paper.key}`}
              label={paper.name}
              description={[
                paper.originals > 0 && m.originals(paper.originals),
                paper.copies > 0 && m.copies(paper.copies),
                !paper.required && m.optionalPaper,
              ]
                .filter(Boolean)
                .join(', ')}
              checked={draft.papers.includes(paper.key)}
              onChange={(on) => toggle(paper.key, on)}
            />
            {draft.papers.includes(paper.key) && <Counts paper={paper} draft={draft} change={change} />}
          </div>
        ))}
      </div>
    </fieldset>
  );
}

/** How many originals, certified and plain copies lie on the counter; what the list asks until somebody types otherwise. */
function Counts({ paper, draft, change }: PapersProps & { readonly paper: ProcedureChoice['papers'][number] }) {
  const m = useMessages(receptionWords);
  const counts = countsOf(draft, paper);
  const set = (part: Partial<TypedCounts>) =>
    change({ counts: { ...draft.counts, [paper.key]: { ...counts, ...part } } });
  return (
    <span className={classes.counts}>
      {(['originals', 'certified', 'copies'] as const).map((kind) => (
        <TextInput
          key={kind}
          size="xs"
          inputMode="numeric"
          maxLength={2}
          aria-label={m.countOf(m[`${kind}Unit`], paper.name)}
          leftSection={<span className={classes.countUnit}>{m[`${kind}Unit`]}</span>}
          leftSectionWidth="4.75rem"
          value={counts[kind]}
          onChange={(event) => set({ [kind]: event.currentTarget.value })}
          onFocus={(event) => event.currentTarget.select()}
        />
      ))}
    </span>
  );
}
