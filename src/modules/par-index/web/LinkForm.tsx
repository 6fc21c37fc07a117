import { Button } from '@mantine/core';
import { useState } from 'react';
import { TextField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { type PickOption, SearchPicker } from '#web/components/SearchPicker.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { searchKey } from '#kernel/vietnamese.ts';
import { type CriteriaSet, leavesOf } from '../domain/criteria-set.ts';
import type { MappingLink } from '../domain/mapping.ts';
import { mappingWords } from './mapping-words.ts';

interface LinkFormProps {
  readonly older: CriteriaSet;
  readonly newer: CriteriaSet;
  readonly link: MappingLink;
  readonly onTie: (from: readonly string[], to: readonly string[], note: string | undefined) => void;
  readonly onClose: () => void;
}

/** Which leaves of the older set became which of the newer one; the kind of change follows from the numbers. */
export function LinkForm({ older, newer, link, onTie, onClose }: LinkFormProps) {
  const m = useMessages(mappingWords);
  const leaves = { from: optionsOf(older), to: optionsOf(newer) };
  const [from, setFrom] = useState(() => leaves.from.filter(({ id }) => link.from.includes(id)));
  const [to, setTo] = useState(() => leaves.to.filter(({ id }) => link.to.includes(id)));
  const [note, setNote] = useState(link.note ?? '');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const submit = () => {
    const wrong = from.length > 1 && to.length > 1 ? m.both : from.length + to.length === 0 ? m.neither : undefined;
    setErrors(wrong === undefined ? [] : [{ field: 'to', sentence: wrong }]);
    if (wrong !== undefined) return;
    const ids = (options: readonly PickOption[]) => options.map(({ id }) => id);
    onTie(ids(from), ids(to), note.trim() === '' ? undefined : note.trim());
  };
  return (
    <Form onSubmit={submit} errors={errors} labels={{ to: m.to }}>
      <SearchPicker
        name="from"
        label={m.from}
        description={m.fromHint}
        value={from}
        onChange={(options) => setFrom([...options])}
        search={searchIn(leaves.from)}
        multiple
      />
      <SearchPicker
        name="to"
        label={m.to}
        description={m.toHint}
        value={to}
        onChange={(options) => setTo([...options])}
        search={searchIn(leaves.to)}
        multiple
      />
      <TextField name="note" label={m.note} value={note} onChange={setNote} maxLength={1000} />
      <FormActions>
        <Button type="submit">{m.tie}</Button>
        <Button variant="default" onClick={onClose}>
          {m.cancel}
        </Button>
      </FormActions>
    </Form>
  );
}

function optionsOf(set: CriteriaSet): PickOption[] {
  // A picked name is drawn on one line, so it is cut; the whole name stands in the list to pick from.
  const short = (name: string) => (name.length > 34 ? `${name.slice(0, 33)}…` : name);
  return leavesOf(set.fields).map(({ code, name }) => ({ id: code, label: `${code} ${short(name)}`, hint: name }));
}

function searchIn(options: readonly PickOption[]) {
  return (text: string) =>
    Promise.resolve(
      options.filter(({ id, hint }) => searchKey(`${id} ${hint}`).includes(searchKey(text))).slice(0, 30),
    );
}
