import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { deleteJson, getJson, postJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { ConfirmButton } from '#web/components/ConfirmButton.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Icon } from '#web/components/Icon.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { StatusBadge } from '#web/components/StatusBadge.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import { useCan, useSession } from '#web/session.tsx';
import type { AccountRow, Ended, OpenSessions } from '../schema.ts';
import classes from './accounts.module.css';
import { MakeLink } from './MakeLink.tsx';
import { SessionTable } from './SessionTable.tsx';
import { fetchUser, type User } from './users.ts';
import { words } from './words.ts';

const BADGE = { active: 'confirmed', invited: 'new', disabled: 'cancelled' } as const;

/** One person's account: how it stands, and what an administrator may do about it. */
export function UserDetail({ personId, closeTo }: { personId: string; closeTo: string }) {
  const user = useQuery({
    queryKey: ['accounts', 'user', personId],
    queryFn: ({ signal }) => fetchUser(personId, signal),
  });
  return (
    <>
      {user.isPending && <Loading />}
      {user.isError && <ErrorBox error={user.error} retry={user.refetch} />}
      {user.isSuccess && <OneUser user={user.data} closeTo={closeTo} />}
    </>
  );
}

function OneUser({ user, closeTo }: { user: User; closeTo: string }) {
  const m = useMessages(words);
  const mayManage = useCan()('accounts.manage');
  const { account } = user;
  return (
    <div className={classes.detail}>
      <Sheet>
        <div className={classes.detail}>
          <div className={classes.detailHead}>
            <h2>{user.fullName}</h2>
            <PageLink to={closeTo} aria-label={m.closeDetail}>
              <Icon name="close" />
            </PageLink>
          </div>
          <Posts user={user} />
          {account ? (
            <dl className={classes.facts}>
              <Fact label={m.state}>
                <StatusBadge status={BADGE[account.state]} label={m[account.state]} />
              </Fact>
              <Fact label={m.login}>{account.login}</Fact>
              <Fact label={m.lastSignIn}>
                {account.lastSignedInAt ? formatMoment(account.lastSignedInAt) : m.never}
              </Fact>
            </dl>
          ) : (
            <p className={classes.quiet}>{m.none}</p>
          )}
          {mayManage ? <Manage user={user} /> : <p className={classes.quiet}>{m.readOnly}</p>}
        </div>
      </Sheet>
      {mayManage && account?.state === 'active' && <TheirSessions account={account} />}
    </div>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Posts({ user }: { user: User }) {
  const m = useMessages(words);
  if (user.posts.length === 0) return <p className={classes.quiet}>{m.noPost}</p>;
  return (
    <ul className={classes.posts}>
      {user.posts.map((post) => (
        <li key={`${post.title} ${post.agencyName}`}>
          {post.title}
          <small>{post.agencyName}</small>
        </li>
      ))}
    </ul>
  );
}

function Manage({ user }: { user: User }) {
  const m = useMessages(words);
  const client = useQueryClient();
  const me = useSession().person.id;
  const { account } = user;
  const refresh = () => client.invalidateQueries({ queryKey: ['accounts'] });
  const act = async (what: 'disable' | 'enable', done: string) => {
    await postJson(`/api/accounts/${user.personId}/${what}`);
    showToast(done);
    await refresh();
  };
  if (account?.state === 'disabled') {
    return (
      <ConfirmButton
        label={m.enable}
        question={`${m.enable}?`}
        variant="default"
        onConfirm={() => act('enable', m.enabledNow(user.fullName))}
      >
        <p>
          {user.fullName} · {account.login}
        </p>
      </ConfirmButton>
    );
  }
  return (
    <>
      <MakeLink user={user} onMade={() => void refresh()} />
      {account && user.personId !== me && (
        <div className={classes.buttons}>
          <ConfirmButton
            label={m.disable}
            question={m.disableQuestion(user.fullName)}
            variant="default"
            onConfirm={() => act('disable', m.disabledNow(user.fullName))}
          >
            <p>{m.disableText}</p>
          </ConfirmButton>
        </div>
      )}
    </>
  );
}

function TheirSessions({ account }: { account: AccountRow }) {
  const m = useMessages(words);
  const client = useQueryClient();
  const [ending, setEnding] = useState<string>();
  const [error, setError] = useState<unknown>();
  const key = ['accounts', 'sessions', account.personId];
  const sessions = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => getJson<OpenSessions>(`/api/accounts/${account.personId}/sessions`, { signal }),
  });
  const end = async (id: string, work: () => Promise<string>) => {
    setEnding(id);
    setError(undefined);
    try {
      showToast(await work());
    } catch (failure) {
      setError(failure);
    }
    setEnding(undefined);
    await client.invalidateQueries({ queryKey: key });
  };
  const open = sessions.data?.sessions.filter((session) => !session.current) ?? [];
  return (
    <Sheet title={m.sessions}>
      {sessions.isPending && <Loading />}
      {sessions.isError && <ErrorBox error={sessions.error} retry={sessions.refetch} />}
      {error !== undefined && <ErrorBox error={error} />}
      {sessions.isSuccess && (
        <SessionTable
          sessions={sessions.data.sessions}
          ending={ending}
          onEnd={({ id }) =>
            void end(id, async () => {
              await deleteJson(`/api/sessions/${id}`);
              return m.ended;
            })
          }
        />
      )}
      {open.length > 1 && (
        <Button
          variant="default"
          loading={ending === 'all'}
          onClick={() =>
            void end('all', async () =>
              m.endedMany((await deleteJson<Ended>(`/api/accounts/${account.personId}/sessions`)).ended),
            )
          }
        >
          {m.endAll}
        </Button>
      )}
    </Sheet>
  );
}
