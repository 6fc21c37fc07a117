import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { deleteJson, getJson, patchJson, postJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { ConfirmButton } from '#web/components/ConfirmButton.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { SelectField } from '#web/components/fields.tsx';
import { Form, FormActions } from '#web/components/Form.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { showProblem, showToast } from '#web/components/Toasts.tsx';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { FeedList, FeedView, MadeFeed } from '../feed-schema.ts';
import { words } from './channel-words.ts';
import classes from './channels.module.css';

const FEEDS = ['reminders', 'feeds'] as const;
const MINE = 'mine';

/** Calendar feeds: made, copied once, renewed, revoked. */
export function Feeds() {
  const m = useMessages(words);
  const client = useQueryClient();
  const [path, setPath] = useState<string>();
  const feeds = useQuery({
    queryKey: FEEDS,
    queryFn: ({ signal }) => getJson<FeedList>('/api/reminders/feeds', { signal }),
  });
  const reload = () => client.invalidateQueries({ queryKey: FEEDS });
  const onMade = async (made: MadeFeed) => {
    setPath(made.path);
    await reload();
  };
  return (
    <Sheet title={m.feeds}>
      <p className={classes.lead}>{m.feedsLead}</p>
      {feeds.isPending && <Loading />}
      {feeds.isError && <ErrorBox error={feeds.error} retry={() => void feeds.refetch()} />}
      {feeds.isSuccess && (
        <>
          <ul className={classes.rows}>
            {feeds.data.feeds.map((feed) => (
              <Feed key={feed.id} feed={feed} onMade={onMade} onChanged={reload} />
            ))}
          </ul>
          <MakeFeed list={feeds.data} onMade={onMade} />
        </>
      )}
      <AddressOnce path={path} onClose={() => setPath(undefined)} />
    </Sheet>
  );
}

interface FeedProps {
  readonly feed: FeedView;
  readonly onMade: (made: MadeFeed) => Promise<void>;
  readonly onChanged: () => Promise<unknown>;
}

function Feed({ feed, onMade, onChanged }: FeedProps) {
  const m = useMessages(words);
  const { id, agency, alarmMinutes, lastReadAt } = feed;
  const name = agency ? m.ofAgency(agency.name) : m.mine;
  const change = async (value: string) => {
    await patchJson(`/api/reminders/feeds/${id}`, { alarmMinutes: alarmOf(value) });
    showToast(m.saved);
    await onChanged();
  };
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <div>{name}</div>
        <p className={classes.quiet}>{lastReadAt ? m.lastRead(formatMoment(lastReadAt)) : m.notRead}</p>
        <SelectField
          name={`alarm-${id}`}
          label={m.alarm}
          aria-label={`${m.alarm}: ${name}`}
          data={alarms(m)}
          value={String(alarmMinutes ?? 0)}
          onChange={(value) => void change(value).catch((error: unknown) => showProblem(String(error)))}
        />
      </div>
      <div className={classes.buttons}>
        <ConfirmButton
          label={m.renew}
          question={m.renewQuestion}
          variant="default"
          size="xs"
          onConfirm={async () => onMade(await postJson<MadeFeed>(`/api/reminders/feeds/${id}/renew`))}
        >
          <p>{m.renewText}</p>
        </ConfirmButton>
        <ConfirmButton
          label={m.revoke}
          question={m.revokeQuestion}
          variant="default"
          size="xs"
          onConfirm={async () => {
            await deleteJson(`/api/reminders/feeds/${id}`);
            showToast(m.revoked);
            await onChanged();
          }}
        >
          <p>{m.revokeText}</p>
        </ConfirmButton>
      </div>
    </li>
  );
}

function MakeFeed({ list, onMade }: { list: FeedList; onMade: (made: MadeFeed) => Promise<void> }) {
  const m = useMessages(words);
  const taken = new Set(list.feeds.map(({ agency }) => agency?.id ?? MINE));
  const choices = [
    { value: MINE, label: m.mine },
    ...list.agencies.map(({ id, name }) => ({ value: id, label: m.ofAgency(name) })),
  ].filter(({ value }) => !taken.has(value));
  const [chosen, setChosen] = useState('');
  const [alarm, setAlarm] = useState('0');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const whose = choices.some(({ value }) => value === chosen) ? chosen : choices[0]?.value;
  if (!whose) return <p className={classes.quiet}>{m.noMore}</p>;
  const make = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const agencyId = whose === MINE ? null : whose;
      await onMade(await postJson<MadeFeed>('/api/reminders/feeds', { agencyId, alarmMinutes: alarmOf(alarm) }));
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };
  return (
    <div className={classes.form}>
      <Form onSubmit={() => void make()} error={error}>
        <div className={classes.pair}>
          <SelectField name="agencyId" label={m.whose} data={choices} value={whose} onChange={setChosen} />
          <SelectField name="alarmMinutes" label={m.alarm} data={alarms(m)} value={alarm} onChange={setAlarm} />
        </div>
        <FormActions>
          <Button type="submit" variant="default" loading={busy}>
            {m.make}
          </Button>
        </FormActions>
      </Form>
    </div>
  );
}

type Words = ReturnType<typeof useMessages<(typeof words)['vi']>>;

function alarms(m: Words) {
  return [
    { value: '0', label: m.alarmNone },
    { value: '60', label: m.alarmHour },
    { value: '1440', label: m.alarmDay },
  ];
}

function alarmOf(value: string): number | null {
  return value === '0' ? null : Number(value);
}

/** The address, this once. */
function AddressOnce({ path, onClose }: { path: string | undefined; onClose: () => void }) {
  const m = useMessages(words);
  const address = path ? `${window.location.origin}${path}` : '';
  const copy = () =>
    navigator.clipboard.writeText(address).then(
      () => showToast(m.copied),
      () => showProblem(m.copyByHand),
    );
  return (
    <Dialog opened={path !== undefined} onClose={onClose} title={m.made}>
      <div className={classes.stack}>
        <p className={classes.lead}>{m.madeText}</p>
        <TextInput label={m.address} value={address} readOnly onFocus={(event) => event.currentTarget.select()} />
        <div className={classes.buttons}>
          <Button onClick={() => void copy()} data-autofocus>
            {m.copy}
          </Button>
          <Button variant="default" onClick={onClose}>
            {m.close}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
