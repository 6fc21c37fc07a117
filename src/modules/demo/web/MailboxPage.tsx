import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { getJson } from '#web/api.ts';
import { BesideList, Sheet } from '#web/components/BesideList.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink, usePageParams } from '#web/navigation.tsx';
import { stringifySearch, useSearchParams, useSetSearchParams } from '#web/search-params.ts';
import type { MailHead, MailList, MailView } from '../mailbox-schema.ts';
import { mailLines } from './mail-lines.ts';
import classes from './mailbox.module.css';
import { words } from './words.ts';

/** Hộp thư trình diễn: the mails really sent over SMTP, by recipient, each readable as it arrived. */
export default function MailboxPage() {
  const m = useMessages(words);
  const { id } = usePageParams();
  const to = useSearchParams()['nguoi-nhan'];
  const list = useInfiniteQuery({
    queryKey: ['demo', 'mail', to],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      getJson<MailList>(`/api/demo/mail${stringifySearch({ to, cursor: pageParam })}`, { signal }),
    getNextPageParam: (page) => page.next,
  });
  const mails = list.data?.pages.flatMap((page) => page.mails) ?? [];
  return (
    <Page title={m.title} lead={m.lead}>
      {list.isPending && <Loading />}
      {list.isError && <ErrorBox error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && (
        <>
          <RecipientChooser recipients={list.data.pages[0]?.recipients ?? []} />
          <BesideList
            listLink={`/hop-thu${stringifySearch({ 'nguoi-nhan': to })}`}
            detailLabel={m.detail}
            detail={id && <OneMail id={id} />}
            list={
              <>
                {mails.length === 0 && <Nothing filtered={Boolean(to)} />}
                {mails.length > 0 && (
                  <ul className={classes.list} aria-label={m.mails}>
                    {mails.map((mail) => (
                      <MailRow key={mail.id} mail={mail} selected={mail.id === id} to={to} />
                    ))}
                  </ul>
                )}
                {list.hasNextPage && (
                  <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                    {m.older}
                  </Button>
                )}
              </>
            }
          />
        </>
      )}
    </Page>
  );
}

function RecipientChooser({ recipients }: { recipients: MailList['recipients'] }) {
  const m = useMessages(words);
  const id = useId();
  const to = useSearchParams()['nguoi-nhan'] ?? '';
  const set = useSetSearchParams();
  const total = recipients.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  return (
    <div className={classes.chooser}>
      <label htmlFor={id}>{m.recipient}</label>
      <select id={id} value={to} onChange={(event) => set({ 'nguoi-nhan': event.currentTarget.value || undefined })}>
        <option value="">{m.everybody(total)}</option>
        {recipients.map(({ address, count }) => (
          <option key={address} value={address}>
            {m.oneRecipient(address, count)}
          </option>
        ))}
      </select>
    </div>
  );
}

function MailRow({ mail, selected, to }: { mail: MailHead; selected: boolean; to: string | undefined }) {
  return (
    <li className={classes.item} data-selected={selected || undefined}>
      <PageLink
        to={`/hop-thu/${mail.id}${stringifySearch({ 'nguoi-nhan': to })}`}
        className={classes.link}
        {...(selected ? { 'aria-current': 'true' as const } : {})}
      >
        <span className={classes.subject}>{mail.subject}</span>
        <span className={classes.small}>
          <span>{mail.to}</span>
          <time dateTime={mail.sentAt}>{formatMoment(mail.sentAt)}</time>
        </span>
      </PageLink>
    </li>
  );
}

function OneMail({ id }: { id: string }) {
  const m = useMessages(words);
  const mail = useQuery({
    queryKey: ['demo', 'mail', 'one', id],
    queryFn: ({ signal }) => getJson<MailView>(`/api/demo/mail/${id}`, { signal }),
  });
  if (mail.isPending) return <Loading />;
  if (mail.isError) return <ErrorBox error={mail.error} retry={() => void mail.refetch()} />;
  const { subject, to, from, sentAt, text, copies, messageId } = mail.data;
  return (
    <Sheet title={subject}>
      <dl className={classes.facts}>
        <dt>{m.to}</dt>
        <dd>{to}</dd>
        <dt>{m.from}</dt>
        <dd>{from}</dd>
        <dt>{m.sentAt}</dt>
        <dd>{formatMoment(sentAt)}</dd>
        <dt>{m.messageId}</dt>
        <dd>{messageId}</dd>
      </dl>
      <div className={classes.body}>
        {mailLines(text).map((line, index) => {
          const key = `${index}`;
          if (line.kind === 'gap') return <div key={key} className={classes.gap} />;
          if (line.kind === 'words')
            return (
              <p key={key} className={classes.line}>
                {line.text}
              </p>
            );
          return (
            <p key={key}>
              <Button component={PageLink} to={line.to}>
                {line.words}
              </Button>
            </p>
          );
        })}
      </div>
      {copies > 1 && <p className={classes.small}>{m.copies(copies)}</p>}
    </Sheet>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  const m = useMessages(words);
  if (filtered) return <EmptyState title={m.noneForThis} action={<PageLink to="/hop-thu">{m.seeAll}</PageLink>} />;
  return <EmptyState title={m.none}>{m.noneText}</EmptyState>;
}
