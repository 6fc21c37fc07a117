import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError, getJson, postJson } from '#web/api.ts';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { type FieldError, Form } from '#web/components/Form.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink, usePageParams } from '#web/navigation.tsx';
import type { InviteView } from '../schema.ts';
import classes from './accounts.module.css';
import { NewPasswordField, newPasswordErrors } from './NewPasswordField.tsx';
import { words } from './words.ts';

/** Where a one-time link leads: who is meant, a password, and in. */
export default function InvitePage() {
  const m = useMessages(words);
  const { token = '' } = usePageParams();
  const invite = useQuery({
    queryKey: ['accounts', 'invite', token],
    queryFn: ({ signal }) => getJson<InviteView>(`/api/invites/${encodeURIComponent(token)}`, { signal }),
    retry: false,
    refetchOnWindowFocus: false,
  });
  useEffect(() => {
    document.title = `${m.inviteTitle} · Đúng Hẹn`;
  }, [m]);
  const gone = invite.error instanceof ApiError && [404, 410].includes(invite.error.status) ? invite.error : undefined;
  return (
    <div className={classes.door}>
      <div className={classes.doorSheet}>
        {invite.isPending && <Loading />}
        {invite.isError && !gone && <ErrorBox error={invite.error} retry={invite.refetch} />}
        {gone && <Gone sentence={gone.sentence} />}
        {invite.isSuccess && <SetPassword invite={invite.data} token={token} />}
      </div>
    </div>
  );
}

function Gone({ sentence }: { sentence: string }) {
  const m = useMessages(words);
  return (
    <>
      <h1 className={classes.doorTitle}>{m.inviteTitle}</h1>
      <EmptyState title={m.inviteGone} action={<PageLink to="/dang-nhap">{m.toSignIn}</PageLink>}>
        {sentence}
      </EmptyState>
    </>
  );
}

function SetPassword({ invite, token }: { invite: InviteView; token: string }) {
  const m = useMessages(words);
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  const submit = async () => {
    setError(undefined);
    const found = newPasswordErrors('password', password, invite);
    setErrors(found);
    if (found.length > 0) return;
    setBusy(true);
    try {
      await postJson(`/api/invites/${encodeURIComponent(token)}`, { password });
      // A fresh start: nothing of another person's session stays in memory, and the link leaves the history.
      location.replace('/');
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <>
      <h1 className={classes.doorTitle}>{m.inviteTo(invite.fullName)}</h1>
      <p className={classes.doorLead}>{invite.purpose === 'invite' ? m.inviteLead(invite.province) : m.resetLead}</p>
      <Form onSubmit={() => void submit()} errors={errors} error={error} labels={{ password: m.newPassword }}>
        <p>
          {m.login}: <strong>{invite.login}</strong>
        </p>
        <NewPasswordField name="password" value={password} onChange={setPassword} login={invite.login} />
        <Button type="submit" loading={busy} fullWidth>
          {m.setAndSignIn}
        </Button>
        <p className={classes.quiet}>{m.inviteUntil(formatMoment(invite.expiresAt))}</p>
      </Form>
    </>
  );
}
