import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CarrierView } from '#modules/channels/carrier-schema.ts';
import { ApiError, getJson, postJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { ConfirmButton } from '#web/components/ConfirmButton.tsx';
import { type Column, DataTable } from '#web/components/DataTable.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { type Status, StatusBadge } from '#web/components/StatusBadge.tsx';
import { showProblem, showToast } from '#web/components/Toasts.tsx';
import { formatMoment, formatNumber } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink } from '#web/navigation.tsx';
import type { ChannelState, ChannelStates } from '../channel-schema.ts';
import { words } from './channel-words.ts';
import classes from './channels.module.css';
import { SmsGateway } from './SmsGateway.tsx';
import { ZaloGateway } from './ZaloGateway.tsx';

const STATES = ['reminders', 'channels'] as const;
const CARRIERS = ['channels', 'carriers'] as const;
const LOOK_AGAIN_MS = 15_000;

/** Kênh gửi: how each channel fares, held or let go on, and what the gateways are set up with. */
export default function ChannelsPage() {
  const m = useMessages(words);
  const client = useQueryClient();
  const states = useQuery({
    queryKey: STATES,
    queryFn: ({ signal }) => getJson<ChannelStates>('/api/reminders/channels', { signal }),
    refetchInterval: LOOK_AGAIN_MS,
  });
  const carriers = useQuery({
    queryKey: CARRIERS,
    queryFn: ({ signal }) => getJson<CarrierView>('/api/channels/carriers', { signal }),
  });
  const saved = async () => {
    showToast(m.saved);
    await Promise.all([STATES, CARRIERS].map((queryKey) => client.invalidateQueries({ queryKey })));
  };
  return (
    <Page
      title={m.channels}
      lead={m.channelsLead}
      secondary={<PageLink to="/quan-tri/thu-chua-gui">{m.deadList}</PageLink>}
    >
      <div className={classes.stack}>
        {states.isPending && <Loading />}
        {states.isError && <ErrorBox error={states.error} retry={() => void states.refetch()} />}
        {states.isSuccess && <StateTable channels={states.data.channels} onChanged={saved} />}
        {carriers.isPending && <Loading />}
        {carriers.isError && <ErrorBox error={carriers.error} retry={() => void carriers.refetch()} />}
        {carriers.isSuccess && (
          <>
            <Sheet title={m.gatewaySms}>
              <SmsGateway key={carriers.data.sms.revision} known={carriers.data.sms} onSaved={saved} />
            </Sheet>
            <Sheet title={m.gatewayZalo}>
              <ZaloGateway key={carriers.data.zalo.revision} known={carriers.data.zalo} onSaved={saved} />
            </Sheet>
          </>
        )}
      </div>
    </Page>
  );
}

function StateTable({ channels, onChanged }: { channels: readonly ChannelState[]; onChanged: () => Promise<void> }) {
  const m = useMessages(words);
  const language = useLanguage();
  const number = (value: number) => formatNumber(value, language);
  const resume = useMutation({
    mutationFn: (channel: ChannelState['channel']) => postJson(`/api/reminders/channels/${channel}/resume`),
    onSuccess: onChanged,
    onError: (error) => showProblem(error instanceof ApiError ? error.sentence : String(error)),
  });
  const stateOf = (row: ChannelState): [Status, string] => {
    if (row.pausedAt) return ['returned', m.pausedBy(row.pausedBy ?? '')];
    if (!row.isConfigured) return ['new', m.notConfigured];
    return row.downSince ? ['due-soon', m.downSince(formatMoment(row.downSince))] : ['confirmed', m.running];
  };
  const columns: Column<ChannelState>[] = [
    { key: 'channel', header: m.channel, cell: (row) => m[row.channel], copy: (row) => m[row.channel] },
    {
      key: 'state',
      header: m.state,
      width: 'wide',
      cell: (row) => {
        const [status, label] = stateOf(row);
        return <StatusBadge status={status} label={label} />;
      },
      copy: (row) => stateOf(row)[1],
    },
    {
      key: 'waiting',
      header: m.waiting,
      align: 'end',
      cell: (row) => (
        <>
          {number(row.waiting)}
          {row.oldestSeconds !== null && row.oldestSeconds >= 60 && (
            <p className={classes.quiet}>{m.oldest(Math.floor(row.oldestSeconds / 60))}</p>
          )}
        </>
      ),
      copy: (row) => row.waiting,
    },
    { key: 'dead', header: m.dead, align: 'end', cell: (row) => number(row.dead), copy: (row) => row.dead },
    {
      key: 'sent',
      header: m.sent,
      align: 'end',
      cell: (row) => (
        <>
          {number(row.sent)}
          {row.delivered !== null && row.sent > 0 && <p className={classes.quiet}>{m.arrived(row.delivered)}</p>}
        </>
      ),
      copy: (row) => row.sent,
    },
    {
      key: 'error',
      header: m.lastError,
      cell: (row) =>
        row.lastError ? `${row.lastError}${row.lastErrorAt ? ` · ${formatMoment(row.lastErrorAt)}` : ''}` : m.noError,
      copy: (row) => row.lastError ?? '',
    },
    {
      key: 'do',
      header: m.pause,
      cell: (row) =>
        row.pausedAt ? (
          <Button
            variant="default"
            size="xs"
            loading={resume.isPending && resume.variables === row.channel}
            aria-label={`${m.resume}${m.testOf(m[row.channel])}`}
            onClick={() => resume.mutate(row.channel)}
          >
            {m.resume}
          </Button>
        ) : (
          <ConfirmButton
            label={m.pause}
            question={m.pauseQuestion(m[row.channel])}
            aria-label={`${m.pause}${m.testOf(m[row.channel])}`}
            variant="default"
            size="xs"
            onConfirm={async () => {
              await postJson(`/api/reminders/channels/${row.channel}/pause`);
              await onChanged();
            }}
          >
            <p>{m.pauseText}</p>
          </ConfirmButton>
        ),
    },
  ];
  return (
    <DataTable
      caption={m.channels}
      columns={columns}
      rows={channels}
      rowKey={(row) => row.channel}
      empty={<EmptyState title={m.channels} />}
    />
  );
}
