import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { deleteJson, getJson, postJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { PasswordField } from '#web/components/fields.tsx';
import { type FieldError, Form, FormActions } from '#web/components/Form.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { useSession } from '#web/session.tsx';
import { ROLE_WORDS } from '../domain/role-words.ts';
import type { CurrentSession, Ended, OpenSessions } from '../schema.ts';
import classes from './accounts.module.css';
import { NewPasswordField, newPasswordErrors } from './NewPasswordField.tsx';
import { SessionTable } from './SessionTable.tsx';
import { words } from './words.ts';

const MINE = ['accounts', 'sessions', 'mine'] as const;

/** Tài khoản của tôi: who I am here, where I am signed in, my password. */
export default function MyAccountPage() {
  const m = useMessages(words);
  return (
    <Page title={m.myTitle} width="reading">
      <div className={classes.stack}>
        <Myself />
        <Channels />
        <MySessions />
        <ChangePassword />
      </div>
    </Page>
  );
}

function Myself() {
  const m = useMessages(words);
  const language = useLanguage();
  const session = useSession() as CurrentSession;
  const facts: [string, string | undefined][] = [
    [m.login, session.person?.login],
    [m.post, session.person?.post ?? undefined],
    [m.agency, session.agency?.name],
    [m.roles, session.roles.map((role) => ROLE_WORDS[role][language]).join(', ') || undefined],
  ];
  return (
    <Sheet title={session.person?.fullName}>
      <dl className={classes.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value ?? '–'}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}

/** The page stands with reminders, which know what is sent. */
function Channels() {
  const m = useMessages(words);
  return (
    <Sheet title={m.channels}>
      <p className={classes.lead}>{m.channelsLead}</p>
      <PageLink to="/tai-khoan/kenh-nhan">{m.channelsLink}</PageLink>
    </Sheet>
  );
}

function MySessions() {
  const m = useMessages(words);
  const { province } = useSession();
  const client = useQueryClient();
  const [ending, setEnding] = useState<string>();
  const [error, setError] = useState<unknown>();
  const sessions = useQuery({
    queryKey: MINE,
    queryFn: ({ signal }) => getJson<OpenSessions>('/api/sessions', { signal }),
  });
  const run = async (id: string, work: () => Promise<string>) => {
    setEnding(id);
    setError(undefined);
    try {
      showToast(await work());
    } catch (failure) {
      setError(failure);
    }
    setEnding(undefined);
    await client.invalidateQueries({ queryKey: MINE });
  };
  const endOne = (id: string) =>
    run(id, async () => {
      await deleteJson(`/api/sessions/${id}`);
      return m.ended;
    });
  const endOthers = () => run('others', async () => m.endedMany((await deleteJson<Ended>('/api/sessions')).ended));
  const others = sessions.data?.sessions.filter((session) => !session.current) ?? [];
  return (
    <Sheet title={m.sessions}>
      <p className={classes.lead}>
        {m.sessionsLead} {province.isDemonstration && m.realTime}
      </p>
      {sessions.isPending && <Loading />}
      {sessions.isError && <ErrorBox error={sessions.error} retry={sessions.refetch} />}
      {error !== undefined && <ErrorBox error={error} />}
      {sessions.isSuccess && (
        <SessionTable sessions={sessions.data.sessions} ending={ending} onEnd={(session) => void endOne(session.id)} />
      )}
      {others.length > 0 && (
        <FormActions>
          <Button variant="default" loading={ending === 'others'} onClick={() => void endOthers()}>
            {m.endOthers}
          </Button>
        </FormActions>
      )}
    </Sheet>
  );
}

function ChangePassword() {
  const m = useMessages(words);
  const client = useQueryClient();
  const { person } = useSession() as CurrentSession;
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const owner = { login: person?.login ?? '', fullName: person?.fullName ?? '' };

  const submit = async () => {
    setError(undefined);
    const found = [
      ...(current === '' ? [{ field: 'currentPassword', sentence: m.fillCurrent }] : []),
      ...newPasswordErrors('newPassword', next, owner),
    ];
    setErrors(found);
    if (found.length > 0) return;
    setBusy(true);
    try {
      const { ended } = await postJson<Ended>('/api/password', { currentPassword: current, newPassword: next });
      setCurrent('');
      setNext('');
      showToast(m.changed(ended));
      await client.invalidateQueries({ queryKey: MINE });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Sheet title={m.changePassword}>
      <Form
        onSubmit={() => void submit()}
        errors={errors}
        error={error}
        labels={{ currentPassword: m.currentPassword, newPassword: m.newPassword }}
      >
        <PasswordField
          name="currentPassword"
          label={m.currentPassword}
          value={current}
          onChange={setCurrent}
          autoComplete="current-password"
          toggleLabel={m.showPassword}
        />
        <NewPasswordField name="newPassword" value={next} onChange={setNext} login={owner.login} />
        <FormActions>
          <Button type="submit" loading={busy}>
            {m.changePassword}
          </Button>
        </FormActions>
      </Form>
    </Sheet>
  );
}
