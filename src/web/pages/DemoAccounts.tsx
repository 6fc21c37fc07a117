import { useQuery } from '@tanstack/react-query';
import { getJson } from '../api.ts';
import { type Language, useLanguage } from '../i18n/language.ts';
import { useMessages } from '../i18n/messages.ts';
import { words } from '../shell/words.ts';
import classes from './DemoAccounts.module.css';

/** An account to try a demonstration with. */
interface DemoAccount {
  readonly login: string;
  readonly name: string;
  readonly role: Readonly<Record<Language, string>>;
  readonly agency: string;
}

interface Props {
  /** Fills the form; signing in stays the person's own press of the button. */
  readonly onChoose: (login: string, password: string) => void;
}

/** The accounts of a demonstration on its sign-in page. Without an answer the form works as ever: nothing is drawn. */
export function DemoAccounts({ onChoose }: Props) {
  const m = useMessages(words);
  const language = useLanguage();
  const accounts = useQuery({
    queryKey: ['demo-accounts'],
    queryFn: ({ signal }) =>
      getJson<{ accounts: readonly DemoAccount[]; password: string }>('/api/demo/accounts', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (!accounts.isSuccess || accounts.data.accounts.length === 0) return null;
  const { password } = accounts.data;
  return (
    <section className={classes.accounts} aria-labelledby="demo-accounts">
      <h2 id="demo-accounts" className={classes.title}>
        {m.demoAccounts}
      </h2>
      <p className={classes.lead}>{m.demoAccountsLead}</p>
      <ul className={classes.list}>
        {accounts.data.accounts.map(({ login, role, agency }) => (
          <li key={login}>
            <button type="button" className={classes.account} onClick={() => onChoose(login, password)}>
              <span className={classes.login}>{login}</span>
              <span className={classes.role}>{role[language]}</span>
              <span className={classes.agency} lang="vi">
                {agency}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
