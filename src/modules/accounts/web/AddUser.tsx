import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { MembershipOut, PersonListed, PostOut, PostWithHolders, SearchOut } from '#modules/org/schema.ts';
import { getJson, postJson } from '#web/api.ts';
import { Dialog } from '#web/components/Dialog.tsx';
import { SelectField, TextField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { Icon } from '#web/components/Icon.tsx';
import { AgencyPicker, type PickOption, type PickSearch } from '#web/components/SearchPicker.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { useGo } from '#web/navigation.tsx';
import { ROLE_WORDS } from '../domain/role-words.ts';
import { words } from './words.ts';

const NEW_POST = 'new';
const ROLES = Object.keys(ROLE_WORDS) as (keyof typeof ROLE_WORDS)[];

const searchAgencies: PickSearch = async (text, signal) => {
  if (text === '') return [];
  const { hits } = await getJson<SearchOut>(`/api/org/agencies/search?q=${encodeURIComponent(text)}`, { signal });
  return hits.map(({ agency }) => ({ id: agency.id, label: agency.name }));
};

/** Adds a person with a post, then opens them beside the list, where the invitation is made. */
export function AddUser() {
  const m = useMessages(words);
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setOpened(true)}>
        {m.addUser}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={m.addUser} place="side">
        <AddUserForm onDone={() => setOpened(false)} />
      </Dialog>
    </>
  );
}

/** What has been made so far: a second try after a failure goes on from there and makes nothing twice. */
interface Steps {
  personId?: string;
  postId?: string;
}

function AddUserForm({ onDone }: { onDone: () => void }) {
  const m = useMessages(words);
  const language = useLanguage();
  const client = useQueryClient();
  const go = useGo();
  const steps = useRef<Steps>({});
  const [fullName, setFullName] = useState('');
  const [birthYear, setBirthYear] = useState('');
  const [email, setEmail] = useState('');
  const [agency, setAgency] = useState<PickOption | null>(null);
  const [post, setPost] = useState(NEW_POST);
  const [title, setTitle] = useState('');
  const [role, setRole] = useState<string>('officer');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const posts = useQuery({
    queryKey: ['org', 'posts', agency?.id],
    queryFn: ({ signal }) => getJson<{ posts: PostWithHolders[] }>(`/api/org/posts?agencyId=${agency?.id}`, { signal }),
    enabled: agency !== null,
  });

  const choosePost = (next: string) => {
    delete steps.current.postId;
    setPost(next);
  };
  const faults = (): FieldError[] => [
    ...(fullName.trim() === '' ? [{ field: 'fullName', sentence: m.fillName }] : []),
    ...(/^(19|20)\d\d$|^$/.test(birthYear.trim()) ? [] : [{ field: 'birthYear', sentence: m.badYear }]),
    ...(agency ? [] : [{ field: 'agencyId', sentence: m.pickAgency }]),
    ...(agency && post === NEW_POST && title.trim() === '' ? [{ field: 'title', sentence: m.fillTitle }] : []),
  ];
  const add = async (agencyId: string) => {
    const made = steps.current;
    made.personId ??= (
      await postJson<PersonListed>('/api/org/people', {
        fullName: fullName.trim(),
        ...(birthYear.trim() ? { birthYear: Number(birthYear) } : {}),
        ...(email.trim() ? { email: email.trim() } : {}),
      })
    ).id;
    made.postId ??=
      post === NEW_POST
        ? (await postJson<PostOut>('/api/org/posts', { agencyId, title: title.trim(), role })).id
        : post;
    await postJson<MembershipOut>('/api/org/memberships', { personId: made.personId, postId: made.postId });
    return made.personId;
  };
  const submit = async () => {
    setError(undefined);
    const found = faults();
    setErrors(found);
    if (found.length > 0 || !agency) return;
    setBusy(true);
    try {
      const personId = await add(agency.id);
      await client.invalidateQueries({ queryKey: ['accounts'] });
      await client.invalidateQueries({ queryKey: ['org'] });
      showToast(m.userAdded(fullName.trim()));
      onDone();
      go(`/quan-tri/nguoi-dung?tim=${encodeURIComponent(fullName.trim())}&nguoi=${personId}`);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form
      onSubmit={() => void submit()}
      errors={errors}
      error={error}
      labels={{ fullName: m.fullName, birthYear: m.birthYear, email: m.email, agencyId: m.agency, title: m.newTitle }}
    >
      <TextField
        name="fullName"
        label={m.fullName}
        description={m.fullNameHelp}
        value={fullName}
        onChange={setFullName}
        autoComplete="off"
        data-autofocus
      />
      <TextField
        name="birthYear"
        label={m.birthYear}
        description={m.birthYearHelp}
        value={birthYear}
        onChange={setBirthYear}
        inputMode="numeric"
        autoComplete="off"
      />
      <TextField
        name="email"
        label={m.email}
        description={m.emailHelp}
        value={email}
        onChange={setEmail}
        type="email"
        autoComplete="off"
      />
      <AgencyPicker
        name="agencyId"
        label={m.agency}
        value={agency}
        onChange={(next) => {
          setAgency(next);
          choosePost(NEW_POST);
        }}
        search={searchAgencies}
      />
      {agency && (
        <SelectField
          name="postId"
          label={m.whichPost}
          value={post}
          onChange={choosePost}
          data={[
            { value: NEW_POST, label: m.newPost },
            ...(posts.data?.posts ?? []).map((one) => ({
              value: one.id,
              label: `${one.title} (${one.holders.length === 0 ? m.vacant : m.heldBy(one.holders.map((holder) => holder.fullName).join(', '))})`,
            })),
          ]}
        />
      )}
      {agency && post === NEW_POST && (
        <>
          <TextField name="title" label={m.newTitle} value={title} onChange={setTitle} autoComplete="off" />
          <SelectField
            name="role"
            label={m.role}
            value={role}
            onChange={setRole}
            data={ROLES.map((value) => ({ value, label: ROLE_WORDS[value][language] }))}
          />
        </>
      )}
      <FormActions>
        <Button type="submit" loading={busy}>
          {m.addUser}
        </Button>
      </FormActions>
    </Form>
  );
}
