import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MyChannels, MyChoice } from '#modules/channels/schema.ts';
import { ApiError, getJson, postJson, putJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { showProblem, showToast } from '#web/components/Toasts.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { TestResult } from '../channel-schema.ts';
import { words } from './channel-words.ts';
import classes from './channels.module.css';
import { Devices } from './Devices.tsx';
import { Feeds } from './Feeds.tsx';
import { Phone } from './Phone.tsx';
import { QuietHours } from './QuietHours.tsx';

const MINE = ['channels', 'mine'] as const;
type Way = MyChannels['order'][number];

/** Kênh nhận nhắc việc: where reminders reach me, in which order, when they may not ring, and my calendars. */
export default function MyChannelsPage() {
  const m = useMessages(words);
  const client = useQueryClient();
  const mine = useQuery({
    queryKey: MINE,
    queryFn: ({ signal }) => getJson<MyChannels>('/api/channels/mine', { signal }),
  });
  const reload = () => client.invalidateQueries({ queryKey: MINE });
  const save = useMutation({
    mutationFn: (choice: MyChoice) => putJson('/api/channels/mine', choice),
    // Drawn at once, so that the next press of an arrow starts from what is seen.
    onMutate: (choice) => client.setQueryData<MyChannels>(MINE, (known) => known && { ...known, ...choice }),
    onSuccess: () => showToast(m.saved),
    onError: (error) => showProblem(error instanceof ApiError ? error.sentence : String(error)),
    onSettled: reload,
  });
  const { data } = mine;
  return (
    <Page title={m.title} lead={m.lead} width="reading" breadcrumb={[{ label: m.account, to: '/tai-khoan' }]}>
      {mine.isPending && <Loading />}
      {mine.isError && <ErrorBox error={mine.error} retry={() => void mine.refetch()} />}
      {data && (
        <div className={classes.stack}>
          <Order
            mine={data}
            choose={(change) => save.mutate({ order: data.order, off: data.off, quiet: data.quiet, ...change })}
          />
          <Devices push={data.push} onChanged={reload} />
          <Phone mine={data} onChanged={reload} />
          <QuietHours
            quiet={data.quiet}
            onSave={(quiet) => save.mutateAsync({ order: data.order, off: data.off, quiet })}
          />
          <Feeds />
        </div>
      )}
    </Page>
  );
}

function Order({ mine, choose }: { mine: MyChannels; choose: (change: Partial<MyChoice>) => void }) {
  const m = useMessages(words);
  const test = useMutation({
    mutationFn: (channel: Way) => postJson<TestResult>('/api/reminders/channels/test', { channel }),
    onSuccess: ({ sent, text }) => (sent ? showToast(text) : showProblem(text)),
    onError: (error) => showProblem(error instanceof ApiError ? error.sentence : String(error)),
  });
  const { order, off } = mine;
  const move = (place: number, by: 1 | -1) => {
    const next = [...order];
    const [one] = next.splice(place, 1);
    if (one) next.splice(place + by, 0, one);
    choose({ order: next });
  };
  return (
    <Sheet title={m.order}>
      <ol className={classes.rows}>
        {order.map((way, place) => {
          const { isReady, text } = stateOf(way, mine, m);
          return (
            <li key={way} className={classes.row}>
              <div className={classes.what}>
                <Checkbox
                  label={m[way]}
                  aria-label={m.use(m[way])}
                  checked={!off.includes(way)}
                  onChange={({ currentTarget: { checked } }) =>
                    choose({ off: checked ? off.filter((one) => one !== way) : [...off, way] })
                  }
                />
                <p className={classes.quiet}>{text}</p>
              </div>
              <div className={classes.buttons}>
                <Button
                  variant="default"
                  size="xs"
                  disabled={!isReady}
                  loading={test.isPending && test.variables === way}
                  onClick={() => test.mutate(way)}
                >
                  {m.test}
                  <span className="dh-visually-hidden">{m.testOf(m[way])}</span>
                </Button>
                <Button
                  variant="default"
                  size="xs"
                  aria-label={m.up(m[way])}
                  disabled={place === 0}
                  onClick={() => move(place, -1)}
                >
                  ↑
                </Button>
                <Button
                  variant="default"
                  size="xs"
                  aria-label={m.down(m[way])}
                  disabled={place === order.length - 1}
                  onClick={() => move(place, 1)}
                >
                  ↓
                </Button>
              </div>
            </li>
          );
        })}
      </ol>
    </Sheet>
  );
}

/** Whether a way leads anywhere now, and where. */
function stateOf(
  way: Way,
  { email, push, phone, hasSms, hasZalo }: MyChannels,
  m: ReturnType<typeof useMessages<(typeof words)['vi']>>,
): { isReady: boolean; text: string } {
  if (way === 'email') return { isReady: email !== null, text: email ?? m.noEmail };
  if (way === 'push') return { isReady: push.devices.length > 0, text: m.devices(push.devices.length) };
  if (way === 'sms' ? !hasSms : !hasZalo) return { isReady: false, text: m.noGateway };
  if (!phone?.isConfirmed) return { isReady: false, text: m.noPhone };
  return { isReady: true, text: `${phone.masked} · ${m.paid}` };
}
