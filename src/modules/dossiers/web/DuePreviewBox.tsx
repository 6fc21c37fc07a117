import { useQuery } from '@tanstack/react-query';
import { postJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { WhyDate } from '#web/components/WhyDate.tsx';
import { formatDue } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { useNow } from '#web/session.tsx';
import type { ProcedureChoice } from '../desk-schema.ts';
import type { DuePreview } from '../reception-schema.ts';
import classes from './reception.module.css';
import { receptionWords } from './reception-words.ts';

/** When the result would be promised, and why, before anything is sent. */
export function DuePreviewBox({ procedure, agencyId }: { procedure: ProcedureChoice | null; agencyId: string }) {
  const m = useMessages(receptionWords);
  const language = useLanguage();
  const now = useNow();
  const versionId = procedure?.versionId;
  const preview = useQuery({
    queryKey: ['dossiers', 'due-preview', versionId, agencyId, now],
    queryFn: ({ signal }) =>
      postJson<DuePreview>(
        '/api/dossiers/due-preview',
        { procedureVersionId: versionId, ...(agencyId ? { agencyId } : {}) },
        { signal },
      ),
    enabled: versionId !== undefined,
  });
  return (
    <Sheet title={m.dueTitle}>
      {!procedure && <p className={classes.hint}>{m.pickFirst}</p>}
      {preview.isError && <ErrorBox error={preview.error} retry={() => void preview.refetch()} />}
      {procedure && (
        <dl className={classes.due} aria-live="polite">
          <div>
            <dt>{m.dueAt}</dt>
            <dd className={classes.dueAt}>
              {preview.data && (preview.data.dueAt ? formatDue(preview.data.dueAt, now, language) : m.noDue)}
              {preview.isPending && '…'}
            </dd>
          </div>
          <div>
            <dt>{m.limit}</dt>
            <dd>{procedure.limitText}</dd>
          </div>
          {procedure.feeText && (
            <div>
              <dt>{m.fee}</dt>
              <dd>{procedure.feeText}</dd>
            </div>
          )}
        </dl>
      )}
      {preview.data && <WhyDate explanation={preview.data.explanation} />}
    </Sheet>
  );
}
