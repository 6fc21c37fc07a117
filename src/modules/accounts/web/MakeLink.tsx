import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { postJson } from '#web/api.ts';
import { Dialog } from '#web/components/Dialog.tsx';
import { TextField } from '#web/components/fields.tsx';
import { Form, FormActions } from '#web/components/Form.tsx';
import { showProblem, showToast } from '#web/components/Toasts.tsx';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { MadeInvite } from '../schema.ts';
import classes from './accounts.module.css';
import { proposeLogin, type User } from './users.ts';
import { words } from './words.ts';

/** Makes a one-time link, and the account behind it where there is none yet; the link is shown this once. */
export function MakeLink({ user, onMade }: { user: User; onMade: () => void }) {
  const m = useMessages(words);
  const { account } = user;
  const [login, setLogin] = useState(account?.login ?? proposeLogin(user.fullName));
  const [made, setMade] = useState<MadeInvite>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const isFixed = account?.state === 'active';

  const make = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const body = { personId: user.personId, ...(isFixed ? {} : { login }) };
      setMade(await postJson<MadeInvite>('/api/accounts/invites', body));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const close = () => {
    setMade(undefined);
    onMade();
  };
  return (
    <>
      <Form onSubmit={() => void make()} error={error} labels={{ login: m.login }}>
        {account?.inviteUntil && <p className={classes.quiet}>{m.openUntil(formatMoment(account.inviteUntil))}</p>}
        {!isFixed && (
          <TextField
            name="login"
            label={m.login}
            description={m.loginHelp}
            value={login}
            onChange={setLogin}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
        <FormActions>
          <Button type="submit" loading={busy} variant={isFixed ? 'default' : 'filled'}>
            {isFixed ? m.resetButton : account ? m.newInviteButton : m.inviteButton}
          </Button>
        </FormActions>
      </Form>
      <Dialog opened={made !== undefined} onClose={close} title={m.linkReady}>
        {made && <LinkOnce made={made} />}
      </Dialog>
    </>
  );
}

function LinkOnce({ made }: { made: MadeInvite }) {
  const m = useMessages(words);
  const link = new URL(made.path, location.origin).href;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      showToast(m.linkCopied);
    } catch {
      // No clipboard on a plain-http office address: the sentence says what to do instead.
      showProblem(m.copyFailed);
    }
  };
  return (
    <div className={classes.linkText}>
      <p>{m.linkText(made.login, formatMoment(made.expiresAt))}</p>
      <TextInput label={m.link} value={link} readOnly onFocus={(event) => event.currentTarget.select()} />
      <div className={classes.buttons}>
        <Button onClick={() => void copy()} data-autofocus>
          {m.copyLink}
        </Button>
      </div>
    </div>
  );
}
