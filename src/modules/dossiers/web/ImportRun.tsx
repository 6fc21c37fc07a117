import { useQuery } from '@tanstack/react-query';
import { getJson } from '#web/api.ts';
import { Figure, Sheet } from '#web/components/BesideList.tsx';
import { DataTable } from '#web/components/DataTable.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { useMessages } from '#web/i18n/messages.ts';
import type { ImportRunDetail } from '../import-schema.ts';
import classes from './import.module.css';
import { importWords } from './import-words.ts';

const ASK_AGAIN_MS = 1000;

/** How far one reading of a file has come, what it found, and the rows it refused. */
export function ImportRun({ id }: { readonly id: string }) {
  const m = useMessages(importWords);
  const run = useQuery({
    queryKey: ['dossiers', 'import-runs', id],
    queryFn: ({ signal }) => getJson<ImportRunDetail>(`/api/dossiers/import-runs/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? ASK_AGAIN_MS : false),
  });
  if (run.isPending) return <Loading />;
  if (run.isError) return <ErrorBox error={run.error} retry={run.refetch} />;
  const { counts, state, share, failure, dryRun, rejects } = run.data;
  const title = state === 'running' ? m.running : state === 'done' ? (dryRun ? m.tried : m.result) : m.failed;
  return (
    <Sheet title={title}>
      <output className={classes.told}>
        {state === 'running' && (
          <progress className={classes.progress} aria-label={m.running} value={share ?? undefined} max={1} />
        )}
        {failure !== null && <p>{failure}</p>}
        <div className={classes.figures}>
          <Figure value={counts.read} label={m.read} />
          <Figure value={counts.created} label={m.created} />
          <Figure value={counts.updated} label={m.updated} />
          <Figure value={counts.unchanged} label={m.unchanged} />
          <Figure value={counts.rejected} label={m.rejected} />
        </div>
        {counts.byDate && <p>{m.punctual(counts.byDate.onTime, counts.byDate.late)}</p>}
        {counts.open && <p>{m.open(counts.open.inTime, counts.open.overdue)}</p>}
        {counts.noDue && <p>{m.noDue(counts.noDue.finished + counts.noDue.open)}</p>}
        {counts.unmatchedAgencies && counts.unmatchedAgencies.length > 0 && (
          <p>
            {m.unmatched}: {counts.unmatchedAgencies.map(({ name, dossiers }) => `${name} (${dossiers})`).join('; ')}
          </p>
        )}
      </output>
      {rejects.length > 0 && (
        <DataTable
          caption={m.errors}
          showCaption
          columns={[
            { key: 'row', header: m.row, cell: (one) => one.row, copy: (one) => one.row, width: 'narrow' },
            { key: 'code', header: m.code, cell: (one) => one.code ?? '', copy: (one) => one.code ?? '' },
            { key: 'error', header: m.error, cell: (one) => one.message, copy: (one) => one.message, width: 'wide' },
          ]}
          rows={rejects}
          rowKey={(one) => String(one.row)}
        />
      )}
    </Sheet>
  );
}
