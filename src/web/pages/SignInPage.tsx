import { Button } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { DemoLabel } from '../components/DemoLabel.tsx';
import { PasswordField, TextField } from '../components/fields.tsx';
import { type FieldError, Form } from '../components/Form.tsx';
import { useMessages } from '../i18n/messages.ts';
import { PageLink } from '../navigation.tsx';
import { useSearchParams } from '../search-params.ts';
import { signedIn, useSessionQuery, useSignIn } from '../session.tsx';
import { words } from '../shell/words.ts';
import { DemoAccounts } from './DemoAccounts.tsx';
import classes from './SignInPage.module.css';

/** Only an address inside the program is gone to after signing in, never one a link has smuggled in. */
export function safeNext(next: string | undefined): string {
  if (!next || !/^\/(?![/\\])/.test(next)) return '/';
  const url = new URL(next, location.origin);
  return url.origin === location.origin && url.pathname !== '/dang-nhap'
    ? `${url.pathname}${url.search}${url.hash}`
    : '/';
}

/** Signing in with a local account. Who has signed in already goes on to where they were. */
export default function SignInPage() {
  const m = useMessages(words);
  const router = useRouter();
  const search = useSearchParams();
  const session = useSessionQuery();
  const signIn = useSignIn();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    document.title = `${m.signInTitle} · Đúng Hẹn`;
  }, [m]);

  const isSignedIn = signedIn(session.data) !== undefined;
  // Read once: while the next page is loaded this one is still drawn, under that page's address.
  const [next] = useState(() => safeNext(search['tiep']));
  useEffect(() => {
    if (isSignedIn) router.history.replace(next);
  }, [isSignedIn, next, router]);
  if (isSignedIn) return null;

  const submit = async () => {
    setError(undefined);
    const missing: FieldError[] = [];
    if (login.trim() === '') missing.push({ field: 'login', sentence: m.fillLogin });
    if (password === '') missing.push({ field: 'password', sentence: m.fillPassword });
    setErrors(missing);
    if (missing.length > 0) return;
    setBusy(true);
    try {
      await signIn({ login: login.trim(), password });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className={classes.page}>
      <div className={classes.sheet}>
        {session.data && (
          <p className={classes.province}>
            {session.data.province.name} {session.data.province.isDemonstration && <DemoLabel />}
          </p>
        )}
        <h1 className={classes.title}>{m.signInTitle}</h1>
        <p className={classes.lead}>{search['het'] ? m.signInAgain : m.signInLead}</p>
        <Form onSubmit={() => void submit()} errors={errors} error={error}>
          <TextField
            name="login"
            label={m.login}
            value={login}
            onChange={setLogin}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            size="md"
          />
          <PasswordField
            name="password"
            label={m.password}
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
            toggleLabel={m.showPassword}
            size="md"
          />
          <Button type="submit" loading={busy} size="md" fullWidth>
            {m.signInButton}
          </Button>
        </Form>
        {/* A page of its own, drawn by the server: the whole address is asked anew. */}
        <p className={classes.publicLinks}>
          <a href="/tra-cuu">{m.trackDossier}</a>
          <PageLink to="/cong-khai/xep-hang">{m.publicResults}</PageLink>
        </p>
      </div>
      {session.data?.province.isDemonstration && (
        <DemoAccounts
          onChoose={(chosen, itsPassword) => {
            setLogin(chosen);
            setPassword(itsPassword);
            setErrors([]);
            document.querySelector<HTMLButtonElement>('button[type=submit]')?.focus();
          }}
        />
      )}
    </div>
  );
}
