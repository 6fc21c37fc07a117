import { Button } from '@mantine/core';
import { useState } from 'react';
import { putJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { ConfirmButton } from '#web/components/ConfirmButton.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { TextField } from '#web/components/fields.tsx';
import { Form, FormActions } from '#web/components/Form.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { usePageParams } from '#web/navigation.tsx';
import { useCan } from '#web/session.tsx';
import type { ApplicationView } from '../admin-schema.ts';
import classes from './integrations.module.css';
import { KeyTable } from './Keys.tsx';
import { useApplications, useChanged } from './queries.ts';
import { type Secret, SecretOnce } from './SecretOnce.tsx';
import { words as hookWords } from './webhook-words.ts';
import { Webhooks } from './Webhooks.tsx';
import { words } from './words.ts';

/** One connected application: its keys, where it is told, and who answers for it. */
export default function ApplicationPage() {
  const m = useMessages(words);
  const h = useMessages(hookWords);
  const { source = '' } = usePageParams();
  const may = useCan()('integrations.manage');
  const changed = useChanged();
  const [secret, setSecret] = useState<Secret>();
  const list = useApplications();
  const application = list.data?.applications.find((one) => one.source === source);
  return (
    <Page
      title={application ? `${application.name} (${application.source})` : source}
      breadcrumb={[{ label: m.title, to: '/quan-tri/khoa-ung-dung' }]}
      lead={application && `${application.contact}, ${application.baseUrl ?? m.noBaseUrl}`}
      secondary={may && application && <Doings application={application} />}
    >
      {list.isPending && <Loading />}
      {list.isError && <ErrorBox error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && !application && <EmptyState title={m.unknown}>{m.unknownText}</EmptyState>}
      {application && (
        <div className={classes.stack}>
          {application.disabled && (
            <p className={classes.outcome} data-tone="amber">
              {m.closedNow}
            </p>
          )}
          <Sheet title={m.keysTitle}>
            <KeyTable
              application={application}
              onMade={({ key, expiresAt }) => {
                setSecret({
                  title: m.keyReady,
                  sentence: m.keyOnce(formatMoment(expiresAt)),
                  label: m.key,
                  value: key,
                });
                void changed();
              }}
              onChanged={() => void changed()}
            />
          </Sheet>
          <Sheet title={h.webhooks}>
            <Webhooks application={application} onSecret={setSecret} />
          </Sheet>
        </div>
      )}
      <SecretOnce secret={secret} onClose={() => setSecret(undefined)} />
    </Page>
  );
}

function Doings({ application }: { application: ApplicationView }) {
  const m = useMessages(words);
  const changed = useChanged();
  const { source, name, contact, baseUrl, disabled } = application;
  const set = async (isDisabled: boolean) => {
    await putJson(`/api/applications/${source}`, { name, contact, baseUrl, disabled: isDisabled });
    await changed();
  };
  return (
    <>
      <Edit key={`${name} ${contact} ${baseUrl ?? ''}`} application={application} />
      {disabled ? (
        <ConfirmButton label={m.openIt} question={m.openQuestion} variant="default" onConfirm={() => set(false)} />
      ) : (
        <ConfirmButton label={m.closeIt} question={m.closeQuestion} variant="default" onConfirm={() => set(true)} />
      )}
    </>
  );
}

function Edit({ application }: { application: ApplicationView }) {
  const m = useMessages(words);
  const changed = useChanged();
  const { source, name, contact, baseUrl, disabled } = application;
  const [opened, setOpened] = useState(false);
  const [typed, setTyped] = useState({ name, contact, baseUrl: baseUrl ?? '' });
  const [error, setError] = useState<unknown>();
  const save = async () => {
    setError(undefined);
    try {
      const given = typed.baseUrl.trim() === '' ? null : typed.baseUrl;
      await putJson(`/api/applications/${source}`, { ...typed, baseUrl: given, disabled });
      setOpened(false);
      showToast(m.saved);
      await changed();
    } catch (failure) {
      setError(failure);
    }
  };
  const text = (field: keyof typeof typed) => ({
    name: field,
    label: m[field],
    value: typed[field],
    onChange: (value: string) => setTyped({ ...typed, [field]: value }),
    autoComplete: 'off',
  });
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {m.edit}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={m.edit}>
        <Form
          onSubmit={() => void save()}
          error={error}
          labels={{ name: m.name, contact: m.contact, baseUrl: m.baseUrl }}
        >
          <TextField {...text('name')} data-autofocus />
          <TextField {...text('contact')} />
          <TextField {...text('baseUrl')} description={m.baseUrlHelp} type="url" />
          <FormActions>
            <Button type="submit">{m.save}</Button>
          </FormActions>
        </Form>
      </Dialog>
    </>
  );
}
