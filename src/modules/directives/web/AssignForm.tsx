import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson } from '#web/api.ts';
import { searchKey } from '#kernel/vietnamese.ts';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { PersonPicker, type PickOption, type PickSearch } from '#web/components/SearchPicker.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { OfficerList } from '../schema.ts';
import type { PartForm } from './part-draft.ts';
import { taskWords } from './task-words.ts';
import { useAct } from './use-task.ts';

/** Phân công: names one of those who hold a post in the agency today. */
export function AssignForm({ task, part, onClose }: PartForm) {
  const m = useMessages(taskWords);
  const [picked, setPicked] = useState<PickOption | null>(null);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const act = useAct(task, part);
  const officers = useQuery({
    queryKey: ['directives', 'officers', part.id],
    queryFn: ({ signal }) => getJson<OfficerList>(`/api/tasks/${task.id}/assignments/${part.id}/officers`, { signal }),
  });
  if (officers.isPending) return <Loading lines={2} />;
  if (officers.isError) return <ErrorBox error={officers.error} retry={() => void officers.refetch()} />;
  const options = officers.data.officers
    .filter(({ id }) => id !== part.officer?.id)
    .map(({ id, name, title }) => ({ id, label: name, hint: title }));
  const search: PickSearch = async (text) => {
    const words = searchKey(text).split(' ').filter(Boolean);
    return options.filter((option) => {
      const key = searchKey(`${option.label} ${option.hint}`);
      return words.every((word) => key.includes(word));
    });
  };
  const submit = () => {
    const found = picked ? [] : [{ field: 'personId', sentence: m.needOfficer }];
    setErrors(found);
    if (!picked || act.isPending) return;
    act.mutate(
      { name: 'assign', body: { version: part.version, personId: picked.id }, said: m.assigned(picked.label) },
      { onSuccess: onClose },
    );
  };
  return (
    <Form onSubmit={submit} errors={errors} error={act.error} labels={{ personId: m.officer }}>
      {options.length === 0 ? (
        <p>{m.noOfficers}</p>
      ) : (
        <PersonPicker
          name="personId"
          label={m.officer}
          description={m.officerHint}
          value={picked}
          onChange={setPicked}
          search={search}
        />
      )}
      <FormActions>
        {options.length > 0 && (
          <Button type="submit" loading={act.isPending}>
            {m.assign}
          </Button>
        )}
        <Button variant="default" onClick={onClose} disabled={act.isPending}>
          {m.cancel}
        </Button>
      </FormActions>
    </Form>
  );
}
