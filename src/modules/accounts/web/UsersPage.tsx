import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { BesideList } from '#web/components/BesideList.tsx';
import { DataTable } from '#web/components/DataTable.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { FilterBar } from '#web/components/FilterBar.tsx';
import { FormActions } from '#web/components/Form.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { StatusBadge } from '#web/components/StatusBadge.tsx';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { stringifySearch, useSearchParams } from '#web/search-params.ts';
import { useCan } from '#web/session.tsx';
import { ACCOUNT_STATES, type AccountState } from '../domain/state.ts';
import classes from './accounts.module.css';
import { AddUser } from './AddUser.tsx';
import { UserDetail } from './UserDetail.tsx';
import { fetchUsers, type User } from './users.ts';
import { words } from './words.ts';

const isState = (text: string | undefined): text is AccountState => ACCOUNT_STATES.some((state) => state === text);

/** Người dùng: the people of the province and who of them may sign in; one person beside the list. */
export default function UsersPage() {
  const m = useMessages(words);
  const can = useCan();
  const search = useSearchParams();
  const asked = search['tai-khoan'];
  const state = isState(asked) ? asked : undefined;
  const name = search['tim'] ?? '';
  const users = useInfiniteQuery({
    queryKey: ['accounts', 'users', name, state],
    queryFn: ({ pageParam, signal }) => fetchUsers({ name, state, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const rows = users.data?.pages.flatMap((page) => page.users) ?? [];
  const openId = search['nguoi'];
  const linkTo = (personId: string | undefined) =>
    `/quan-tri/nguoi-dung${stringifySearch({ ...search, nguoi: personId })}`;
  return (
    <Page title={m.usersTitle} lead={m.usersLead} action={can('org.manage') && <AddUser />}>
      <FilterBar
        filters={[
          { kind: 'text', key: 'tim', label: m.find },
          {
            kind: 'select',
            key: 'tai-khoan',
            label: m.state,
            options: ACCOUNT_STATES.map((value) => ({ value, label: m[value] })),
          },
        ]}
        resets={['nguoi']}
      />
      {users.isPending && <Loading />}
      {users.isError && <ErrorBox error={users.error} retry={users.refetch} />}
      {users.isSuccess && (
        <BesideList
          detailLabel={m.detail}
          detail={openId && <UserDetail key={openId} personId={openId} closeTo={linkTo(undefined)} />}
          list={
            <>
              <UserTable
                users={rows}
                openId={openId}
                linkTo={linkTo}
                narrow={Boolean(openId)}
                more={users.hasNextPage}
              />
              {users.hasNextPage && (
                <FormActions>
                  <Button
                    variant="default"
                    loading={users.isFetchingNextPage}
                    onClick={() => void users.fetchNextPage()}
                  >
                    {m.more}
                  </Button>
                </FormActions>
              )}
            </>
          }
        />
      )}
    </Page>
  );
}

interface UserTableProps {
  readonly users: readonly User[];
  readonly openId: string | undefined;
  readonly linkTo: (personId: string) => string;
  /** A detail stands beside the table: what it tells is left out. */
  readonly narrow: boolean;
  /** There are others after these. */
  readonly more: boolean;
}

function UserTable({ users, openId, linkTo, narrow, more }: UserTableProps) {
  const m = useMessages(words);
  return (
    <DataTable
      caption={m.caption}
      summary={m.people(users.length, more)}
      rows={users}
      rowKey={(user) => user.personId}
      rowLink={(user) => linkTo(user.personId)}
      selectedKey={openId}
      empty={<EmptyState title={m.nobody}>{m.nobodyText}</EmptyState>}
      columns={[
        {
          key: 'name',
          header: m.name,
          cell: (user) => (
            <>
              <span className={classes.name}>{user.fullName}</span>
              {user.birthYear && <span className={classes.cellNote}>{m.bornIn(user.birthYear)}</span>}
            </>
          ),
          copy: (user) => user.fullName,
        },
        ...(narrow
          ? []
          : [
              {
                key: 'posts',
                header: m.postsAndAgency,
                width: 'wide' as const,
                cell: (user: User) => user.posts.map((post) => `${post.title}, ${post.agencyName}`).join('; ') || '–',
                copy: (user: User) => user.posts.map((post) => `${post.title}, ${post.agencyName}`).join('; '),
              },
            ]),
        {
          key: 'login',
          header: m.login,
          cell: (user) => user.account?.login ?? '–',
          copy: (user) => user.account?.login ?? '',
        },
        {
          key: 'state',
          header: m.state,
          cell: (user) => <AccountBadge user={user} />,
          copy: (user) => m[user.account?.state ?? 'none'],
        },
        ...(narrow
          ? []
          : [
              {
                key: 'last',
                header: m.lastSignIn,
                align: 'end' as const,
                hideOnPhone: true,
                cell: (user: User) =>
                  user.account?.lastSignedInAt ? formatMoment(user.account.lastSignedInAt) : m.never,
              },
            ]),
      ]}
    />
  );
}

/** How the account stands, in word and shape. */
function AccountBadge({ user }: { user: User }) {
  const m = useMessages(words);
  const state = user.account?.state;
  if (!state) return <span className={classes.quiet}>{m.none}</span>;
  const status = ({ active: 'confirmed', invited: 'new', disabled: 'cancelled' } as const)[state];
  return <StatusBadge status={status} label={m[state]} plain />;
}
