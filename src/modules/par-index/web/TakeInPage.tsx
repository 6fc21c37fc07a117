import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, postJson } from '#web/api.ts';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { FileField } from '#web/components/FileField.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import { useGo } from '#web/navigation.tsx';
import { useSearchParams } from '#web/search-params.ts';
import { leavesOf } from '../domain/criteria-set.ts';
import type { FileCheck, SetDetail } from '../sets-schema.ts';
import { DemoStrip } from './DemoStrip.tsx';
import { FaultTable } from './FaultTable.tsx';
import { INDEX_PLACE, REPLACE, setPlace } from './places.ts';
import { SetDifferences } from './SetDifferences.tsx';
import classes from './sets.module.css';
import { setWords } from './set-words.ts';
import { useSet } from './use-par.ts';
import { words } from './words.ts';

/** Takes a set in from a file: what is wrong and where, what differs from the version before, then keeps it. */
export default function TakeInPage() {
  const m = useMessages(setWords);
  const w = useMessages(words);
  const replaces = useSearchParams()[REPLACE];
  const [file, setFile] = useState<File>();
  const check = useMutation({
    mutationFn: (chosen: File) => postJson<FileCheck>('/api/par/sets/files/check', formOf(chosen)),
  });
  return (
    <Page
      title={replaces ? m.replaceShort : m.takeIn}
      breadcrumb={[{ label: w.index, to: INDEX_PLACE }]}
      lead={m.takeInLead}
      width="reading"
    >
      <div className={classes.stack}>
        <FileField
          name="file"
          label={m.file}
          description={`${m.fileHint} ${m.takeInHint}`}
          kinds={['.xlsx', '.json']}
          file={file}
          onFile={(chosen) => {
            setFile(chosen);
            check.reset();
            if (chosen) check.mutate(chosen);
          }}
        />
        {check.isPending && (
          <>
            <p>{m.checking}</p>
            <Loading lines={3} />
          </>
        )}
        {check.isError && <ErrorBox error={check.error} />}
        {check.data && file && <Looked check={check.data} file={file} replaces={replaces} />}
      </div>
    </Page>
  );
}

function formOf(file: File, revision?: number): FormData {
  const form = new FormData();
  if (revision !== undefined) form.set('revision', String(revision));
  form.append('file', file);
  return form;
}

interface LookedProps {
  readonly check: FileCheck;
  readonly file: File;
  readonly replaces: string | undefined;
}

function Looked({ check, file, replaces }: LookedProps) {
  const m = useMessages(setWords);
  const { set, former, faults } = check;
  const before = useSet(replaces ?? former?.id);
  const isOther = Boolean(replaces && set && before.data && before.data.code !== set.id);
  return (
    <>
      <DemoStrip label={set?.label} />
      {set && <p>{m.read(set.title, set.fields.length, leavesOf(set.fields).length)}</p>}
      {faults.length === 0 ? (
        <p className={classes.note}>{m.noFaults}</p>
      ) : (
        <section className={classes.part}>
          <p className={classes.note} data-tone="amber">
            {check.keepable ? m.faultsDraft(faults.length) : m.faultsBlock(faults.length)}
          </p>
          <FaultTable faults={faults} />
        </section>
      )}
      {isOther && (
        <p className={classes.note} data-tone="amber">
          {m.otherSet}
        </p>
      )}
      {check.keepable && set && !isOther && (
        <>
          <Keep file={file} former={former} target={replaces ? before.data : undefined} replaces={replaces} />
          {before.data ? (
            <section className={classes.part} aria-labelledby="par-differences">
              <h2 id="par-differences">{m.differences(before.data.version)}</h2>
              <SetDifferences former={before.data.set} later={set} />
            </section>
          ) : (
            !former && <p>{m.firstVersion}</p>
          )}
        </>
      )}
    </>
  );
}

interface KeepProps {
  readonly file: File;
  readonly former: FileCheck['former'];
  readonly replaces: string | undefined;
  readonly target: SetDetail | undefined;
}

function Keep({ file, former, replaces, target }: KeepProps) {
  const m = useMessages(setWords);
  const go = useGo();
  const client = useQueryClient();
  const keep = useMutation({
    mutationFn: () =>
      replaces
        ? postJson<SetDetail>(`/api/par/sets/${replaces}/files`, formOf(file, target?.revision))
        : postJson<SetDetail>('/api/par/sets/files', formOf(file)),
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: ['par-index'] });
      showToast(replaces ? m.replaced : m.kept);
      go(setPlace(id));
    },
    onError: (error) => {
      if (error instanceof ApiError && error.status === 409) void client.invalidateQueries({ queryKey: ['par-index'] });
    },
  });
  return (
    <>
      {keep.isError && <ErrorBox error={keep.error} />}
      <div>
        <Button loading={keep.isPending} disabled={Boolean(replaces) && !target} onClick={() => keep.mutate()}>
          {replaces ? m.replace : m.keepAs((former?.version ?? 0) + 1)}
        </Button>
      </div>
    </>
  );
}
