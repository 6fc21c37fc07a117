import { useState } from 'react';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { formatMoment } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink, usePageParams } from '#web/navigation.tsx';
import { useCan } from '#web/session.tsx';
import type { DocumentDetail } from '../schema.ts';
import { DocumentText } from './DocumentText.tsx';
import { HeadPanel } from './HeadPanel.tsx';
import { IssueButton } from './IssueButton.tsx';
import { ProposalDesk } from './ProposalDesk.tsx';
import classes from './ReadingPage.module.css';
import { useReading } from './use-reading.ts';
import { words } from './words.ts';

/** The reading page: the document on one side, what was found in it on the other, and one button at the end. */
export default function ReadingPage() {
  const m = useMessages(words);
  const { id = '' } = usePageParams();
  const reading = useReading(id);
  const { query } = reading;
  const crumbs = [{ label: m.documents, to: '/van-ban' }];
  if (query.isPending) return <Loading />;
  if (query.isError)
    return (
      <Page title={m.documents} breadcrumb={crumbs}>
        <ErrorBox error={query.error} retry={query.refetch} />
      </Page>
    );
  return <Reading document={query.data} reading={reading} />;
}

function Reading({ document, reading }: { document: DocumentDetail; reading: ReturnType<typeof useReading> }) {
  const m = useMessages(words);
  const can = useCan();
  const readOnly = !can('notices.edit') || document.state === 'issued' || document.state === 'dropped';
  const [selectedId, setSelectedId] = useState<string | undefined>(document.proposals[0]?.id);
  const [range, setRange] = useState<{ from: number; to: number } | undefined>();
  return (
    <Page
      title={document.subject ?? m.noSubject}
      breadcrumb={[{ label: m.documents, to: '/van-ban' }]}
      lead={
        document.state === 'issued' && document.issuedAt ? (
          <>
            {m.allIssued(document.issuedBy ?? '', formatMoment(document.issuedAt))}{' '}
            <PageLink to={`/nhiem-vu?documentId=${document.id}`}>{m.openTasks}</PageLink>
          </>
        ) : undefined
      }
      action={can('directives.issue') && !readOnly && <IssueButton document={document} />}
      secondary={document.file && <a href={`/api/notices/${document.id}/file`}>{m.download}</a>}
    >
      <HeadPanel
        document={document}
        readOnly={readOnly}
        busy={reading.head.isPending}
        error={reading.head.error}
        onSave={(body, done) => reading.head.mutate(body, { onSuccess: done })}
      />
      <div className={classes.pair}>
        <DocumentText document={document} selectedId={selectedId} onSelect={setSelectedId} onRange={setRange} />
        <ProposalDesk
          document={document}
          reading={reading}
          readOnly={readOnly}
          selectedId={selectedId}
          onSelect={setSelectedId}
          range={range}
        />
      </div>
    </Page>
  );
}
