import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { MyChannels } from '#modules/channels/schema.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { words } from './channel-words.ts';
import classes from './channels.module.css';
import { type PushState, pushState, removeDevice, switchPushOn } from './push-client.ts';

/** Devices that show notifications; this one is asked for permission only on a click. */
export function Devices({ push, onChanged }: { push: MyChannels['push']; onChanged: () => Promise<unknown> }) {
  const m = useMessages(words);
  const [state, setState] = useState<PushState>();
  const [busy, setBusy] = useState<string>();
  const [error, setError] = useState<unknown>();
  const { devices, publicKey } = push;
  useEffect(() => {
    pushState().then(setState, setError);
  }, [devices.length]);
  const run = async (what: string, work: () => Promise<void>) => {
    setBusy(what);
    setError(undefined);
    try {
      await work();
      await onChanged();
    } catch (failure) {
      setError(failure);
    }
    setBusy(undefined);
  };
  const isOn = state === 'on' && devices.length > 0;
  return (
    <Sheet title={m.thisDevice}>
      <p className={classes.lead}>{m.deviceLead}</p>
      {error !== undefined && <ErrorBox error={error} />}
      {devices.length === 0 && <p className={classes.quiet}>{`${m.noDevices}. ${m.noDevicesText}`}</p>}
      <ul className={classes.rows}>
        {devices.map(({ id, label, madeAt, reachedAt }) => (
          <li key={id} className={classes.row}>
            <div className={classes.what}>
              <div>{label}</div>
              <p className={classes.quiet}>
                {m.added} {formatMoment(madeAt)} · {m.reached.toLowerCase()}{' '}
                {reachedAt ? formatMoment(reachedAt) : m.never}
              </p>
            </div>
            <Button
              variant="default"
              size="xs"
              loading={busy === id}
              onClick={() =>
                void run(id, async () => {
                  await removeDevice(id, devices.length === 1);
                  showToast(m.removed);
                })
              }
            >
              {m.remove}
              <span className="dh-visually-hidden">: {label}</span>
            </Button>
          </li>
        ))}
      </ul>
      {isOn && <p className={classes.after}>{m.isOn}</p>}
      {state === 'blocked' && <p className={classes.after}>{m.blocked}</p>}
      {state === 'unsupported' && <p className={classes.after}>{m.unsupported}</p>}
      {(state === 'off' || (state === 'on' && !isOn)) && (
        <Button
          className={classes.after}
          loading={busy === 'on'}
          onClick={() => void run('on', async () => setState(await switchPushOn(publicKey)))}
        >
          {m.switchOn}
        </Button>
      )}
    </Sheet>
  );
}
