import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { postJson } from '#web/api.ts';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { useDraft } from '#web/drafts.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { DossierDetail } from '../detail-schema.ts';
import { useProcedureChoices } from './ProcedureFinder.tsx';
import { type Decision, emptyReception, receptionInput, type ReceptionDraft } from './reception-draft.ts';
import { ReceptionDone } from './ReceptionDone.tsx';
import { ReceptionForm } from './ReceptionForm.tsx';
import { receptionWords } from './reception-words.ts';
import { keyOf } from './use-dossier.ts';
import { words } from './words.ts';

/** Tiếp nhận hồ sơ: the counter's page, one dossier after the other. */
export default function ReceptionPage() {
  const m = useMessages(receptionWords);
  const list = useMessages(words);
  const client = useQueryClient();
  const [fresh] = useState(() => emptyReception());
  // Kept in this tab alone and removed at sign-out: it holds personal data (drafts.ts).
  const [draft, setDraft, forget, restored] = useDraft<ReceptionDraft>('dossiers.reception.counts', fresh);
  const [isRestored, setRestored] = useState(restored);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [round, setRound] = useState(1);
  const choices = useProcedureChoices('', draft.counterId);

  const scans = useMutation({
    mutationFn: ({ id, chosen }: { id: string; chosen: readonly File[] }) => {
      const form = new FormData();
      form.set('kind', 'scan');
      for (const file of chosen) form.append('files', file);
      return postJson<DossierDetail>(`/api/dossiers/${id}/files`, form);
    },
    onSuccess: (next) => client.setQueryData(keyOf(next.id), next),
  });
  const reception = useMutation({
    mutationFn: (decision: Decision) => postJson<DossierDetail>('/api/dossiers', receptionInput(draft, decision)),
    onSuccess: (dossier) => {
      forget();
      setRestored(false);
      client.setQueryData(keyOf(dossier.id), dossier);
      for (const part of ['list', 'counts', 'procedures', 'applicants'])
        void client.invalidateQueries({ queryKey: ['dossiers', part] });
      if (files.length > 0) scans.mutate({ id: dossier.id, chosen: files });
    },
  });
  const startOver = () => {
    reception.reset();
    scans.reset();
    setDraft(emptyReception(draft));
    forget();
    setFiles([]);
    setRestored(false);
    setRound(round + 1);
  };
  const done = reception.data;
  return (
    <Page title={m.title} breadcrumb={[{ label: list.dossiers, to: '/ho-so' }]}>
      {choices.isPending && <Loading lines={8} />}
      {choices.isError && !choices.data && <ErrorBox error={choices.error} retry={() => void choices.refetch()} />}
      {isRestored && !done && (
        <p>
          {m.restored}{' '}
          <Button variant="subtle" size="compact-sm" onClick={startOver}>
            {m.startOver}
          </Button>
        </p>
      )}
      {done && (
        <ReceptionDone
          dossier={done}
          onNext={startOver}
          scans={{
            count: files.length,
            sending: scans.isPending,
            error: scans.error,
            retry: () => scans.mutate({ id: done.id, chosen: files }),
          }}
        />
      )}
      {!done && choices.data && (
        <ReceptionForm
          key={round}
          draft={draft}
          change={(part) => setDraft({ ...draft, ...part })}
          counters={choices.data.counters}
          files={files}
          onFiles={setFiles}
          send={(decision) => reception.mutate(decision)}
          sending={reception.isPending}
          error={reception.error}
        />
      )}
    </Page>
  );
}
