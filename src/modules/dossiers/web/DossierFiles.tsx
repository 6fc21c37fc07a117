import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { postJson } from '#web/api.ts';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Icon } from '#web/components/Icon.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { formatBytes } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import type { DossierDetail } from '../detail-schema.ts';
import { papersNow } from '../domain/papers.ts';
import classes from './dossier.module.css';
import { pageWords } from './page-words.ts';
import { keyOf } from './use-dossier.ts';

/** Papers as they were handed in, and the files: scans and results. */
export function DossierFiles({ dossier }: { dossier: DossierDetail }) {
  const m = useMessages(pageWords);
  const language = useLanguage();
  const { papers, files } = dossier;
  return (
    <>
      <section>
        <h3>{m.papers}</h3>
        {papers.length === 0 && <p className={classes.hint}>{m.noPapers}</p>}
        <ul className={classes.bullets}>
          {papersNow(papers).map(({ id, name, originals, certified, copies, received, round }) => (
            <li key={id}>
              {name}
              <span className={classes.small}>
                {[m.counts(originals, certified, copies), received ? round > 0 && m.brought : m.missing]
                  .filter(Boolean)
                  .map((one) => ` · ${one}`)}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>{m.files}</h3>
        {files.length === 0 && <p className={classes.hint}>{m.noFiles}</p>}
        <ul className={classes.bullets}>
          {files.map(({ id, name, kind, size, addedBy }) => (
            <li key={id}>
              <a href={`/api/dossiers/${dossier.id}/files/${id}`} className={classes.fileLink}>
                {name}
              </a>
              <span className={classes.small}>
                {' '}
                {m[kind]}, {formatBytes(size, language)}, {addedBy}
              </span>
            </li>
          ))}
        </ul>
        {dossier.actions.some((action) => action !== 'undo' && action !== 'correct') && (
          <div className={`${classes.buttons} dh-no-print`}>
            <Upload dossier={dossier} kind="scan" label={m.addScan} />
            <Upload dossier={dossier} kind="result" label={m.addResult} />
          </div>
        )}
      </section>
    </>
  );
}

function Upload({ dossier, kind, label }: { dossier: DossierDetail; kind: 'scan' | 'result'; label: string }) {
  const m = useMessages(pageWords);
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const send = useMutation({
    mutationFn: (files: readonly File[]) => {
      const form = new FormData();
      form.set('kind', kind);
      for (const file of files) form.append('files', file);
      return postJson<DossierDetail>(`/api/dossiers/${dossier.id}/files`, form);
    },
    onSuccess: (next, files) => {
      client.setQueryData(keyOf(dossier.id), next);
      showToast(m.uploaded(files.length));
    },
  });
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        tabIndex={-1}
        aria-label={label}
        className="dh-visually-hidden"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          if (files.length > 0) send.mutate(files);
        }}
      />
      <Button
        variant="default"
        size="xs"
        leftSection={<Icon name="upload" size={16} />}
        loading={send.isPending}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
      {send.isError && <ErrorBox error={send.error} />}
    </>
  );
}
