import { Button } from '@mantine/core';
import { useState } from 'react';
import { ApiError, deleteJson, postJson, putJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { ConfirmButton } from '#web/components/ConfirmButton.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { FilterBar } from '#web/components/FilterBar.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { showProblem, showToast } from '#web/components/Toasts.tsx';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { useGo, usePageParams } from '#web/navigation.tsx';
import { useSearchParams } from '#web/search-params.ts';
import { useCan } from '#web/session.tsx';
import { KEPT_DAYS } from '../domain/keeping.ts';
import { WEBHOOK_EVENTS_VI, type WebhookEvent } from '../domain/webhook-events.ts';
import type { MadeSecret, Queued, Requeued, WebhookView } from '../webhook-schema.ts';
import { Deliveries } from './Deliveries.tsx';
import classes from './integrations.module.css';
import { Outcome } from './Outcome.tsx';
import { applicationAt, useApplications, useChanged, useWebhooks } from './queries.ts';
import { type Secret, SecretOnce } from './SecretOnce.tsx';
import { WebhookForm } from './WebhookForm.tsx';
import { WebhookState } from './Webhooks.tsx';
import { words } from './webhook-words.ts';
import { words as pageWords } from './words.ts';

const STATES = { cho: 'queued', 'da-nhan': 'delivered', 'khong-den': 'dead' } as const;
const OVERLAP_HOURS = 24;

/** Nơi nhận tin: one address an application is told at, how it fares, and every message to it. */
export default function WebhookPage() {
  const m = useMessages(words);
  const p = useMessages(pageWords);
  const { source = '', id = '' } = usePageParams();
  const can = useCan();
  const [tried, setTried] = useState<string>();
  const [secret, setSecret] = useState<Secret>();
  const found = useWebhooks();
  const applications = useApplications();
  const webhook = found.data?.webhooks.find((one) => one.id === id);
  const application = applications.data?.applications.find((one) => one.source === source);
  const changed = useChanged();
  const test = async () => {
    try {
      const { messageId } = await postJson<Queued>(`/api/application-webhooks/${id}/test`);
      setTried(messageId.replace('msg_', ''));
      await changed();
    } catch (error) {
      showProblem(error instanceof ApiError ? error.sentence : String(error));
    }
  };
  return (
    <Page
      title={webhook?.name ?? m.webhook}
      breadcrumb={[
        { label: p.title, to: '/quan-tri/khoa-ung-dung' },
        { label: application?.name ?? source, to: applicationAt(source) },
      ]}
      lead={webhook && <span className={classes.address}>{webhook.url}</span>}
      action={
        webhook &&
        can('integrations.manage') && (
          <Button onClick={() => void test()} disabled={webhook.state !== 'active'}>
            {m.test}
          </Button>
        )
      }
    >
      {found.isPending && <Loading />}
      {found.isError && <ErrorBox error={found.error} retry={() => void found.refetch()} />}
      {found.isSuccess && !webhook && <EmptyState title={m.goneTitle}>{m.goneText}</EmptyState>}
      {webhook && (
        <div className={classes.stack}>
          {tried && <Outcome key={tried} id={tried} />}
          <Sheet title={m.howItStands}>
            <Facts webhook={webhook} />
            {can('integrations.manage') && <Doings webhook={webhook} onSecret={setSecret} />}
          </Sheet>
          <Messages webhook={webhook} />
        </div>
      )}
      <SecretOnce secret={secret} onClose={() => setSecret(undefined)} />
    </Page>
  );
}

function Facts({ webhook }: { webhook: WebhookView }) {
  const m = useMessages(words);
  const { state, events, last, queued, dead, oldSecretUntil } = webhook;
  return (
    <dl className={classes.facts}>
      <dt>{m.state}</dt>
      <dd>
        <WebhookState state={state} /> {state === 'paused' && m.whyPaused}
        {state === 'gone' && m.whyGone}
      </dd>
      <dt>{m.events}</dt>
      <dd>
        {events
          .filter((event) => event !== 'webhook.test')
          .map((event) => WEBHOOK_EVENTS_VI[event as WebhookEvent] ?? event)
          .join('; ')}
      </dd>
      <dt>{m.last}</dt>
      <dd>{last ? `${last.errorText ?? m.answeredWith(last.status)} ${formatMoment(last.at)}` : m.nothingYet}</dd>
      <dt>{m.waiting}</dt>
      <dd>{queued}</dd>
      <dt>{m.dead}</dt>
      <dd>{dead}</dd>
      <dt>{m.secret}</dt>
      <dd>{oldSecretUntil ? m.twoSecrets(formatMoment(oldSecretUntil)) : m.oneSecret}</dd>
    </dl>
  );
}

function Doings({ webhook, onSecret }: { webhook: WebhookView; onSecret: (secret: Secret) => void }) {
  const m = useMessages(words);
  const go = useGo();
  const changed = useChanged();
  const [editing, setEditing] = useState(false);
  const at = `/api/application-webhooks/${webhook.id}`;
  const set = async (state: 'active' | 'paused') => {
    await putJson(at, { state });
    showToast(state === 'active' ? m.resumed : m.pausedDone);
    await changed();
  };
  return (
    <div className={classes.buttons}>
      {webhook.state === 'active' ? (
        <ConfirmButton label={m.pause} question={m.pauseQuestion} variant="default" onConfirm={() => set('paused')} />
      ) : (
        <ConfirmButton label={m.resume} question={m.resumeQuestion} variant="default" onConfirm={() => set('active')} />
      )}
      <Button variant="default" onClick={() => setEditing(true)}>
        {m.edit}
      </Button>
      <ConfirmButton
        label={m.rotate}
        question={m.rotateQuestion(OVERLAP_HOURS)}
        variant="default"
        onConfirm={async () => {
          const made = await postJson<MadeSecret>(`${at}/rotate-secret`, { overlapHours: OVERLAP_HOURS });
          onSecret({ title: m.secretReady, sentence: m.secretOnce, label: m.secret, value: made.secret });
          await changed();
        }}
      />
      <ConfirmButton
        label={m.remove}
        question={m.removeQuestion}
        variant="default"
        onConfirm={async () => {
          await deleteJson(at);
          showToast(m.removed);
          go(applicationAt(webhook.source), { replace: true });
          await changed();
        }}
      />
      <Dialog opened={editing} onClose={() => setEditing(false)} title={m.edit}>
        <WebhookForm
          known={{ ...webhook, events: webhook.events.filter((one) => one !== 'webhook.test') as WebhookEvent[] }}
          onSend={async ({ name, events }) => {
            await putJson(at, { name, events });
            setEditing(false);
            showToast(m.saved);
            await changed();
          }}
        />
      </Dialog>
    </div>
  );
}

function Messages({ webhook }: { webhook: WebhookView }) {
  const m = useMessages(words);
  const may = useCan()('integrations.manage');
  const changed = useChanged();
  const search = useSearchParams();
  const state = STATES[search['tin'] as keyof typeof STATES];
  return (
    <Sheet title={m.messages}>
      <FilterBar
        filters={[
          {
            kind: 'select',
            key: 'tin',
            label: m.became,
            options: Object.entries(STATES).map(([value, one]) => ({ value, label: m[one] })),
          },
        ]}
      />
      {may && webhook.dead > 0 && (
        <div className={classes.buttons}>
          <ConfirmButton
            label={m.resendAll(webhook.dead)}
            question={m.resendAllQuestion(webhook.dead)}
            variant="default"
            onConfirm={async () => {
              const { queued } = await postJson<Requeued>(`/api/application-webhooks/${webhook.id}/resend-dead`);
              showToast(webhook.state === 'active' ? m.requeued(queued) : m.requeuedWaits(queued));
              await changed();
            }}
          />
        </div>
      )}
      <Deliveries
        key={state ?? ''}
        of={{ webhookId: webhook.id, ...(state ? { state } : {}) }}
        caption={m.messages}
        empty={{ title: state ? m.noneSuch : m.noMessages, text: state ? '' : m.noMessagesText }}
      />
      <p className={classes.quiet}>{m.kept(KEPT_DAYS)}</p>
    </Sheet>
  );
}
