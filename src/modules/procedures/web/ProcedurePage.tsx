import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { postJson } from '#web/api.ts';
import { Sheet } from '#web/components/BesideList.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { formatDay, formatNumber } from '#web/format.ts';
import { useLanguage } from '#web/i18n/language.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { PageLink, useGo, usePageParams } from '#web/navigation.tsx';
import type { ProcedureDetail, WorkflowDetail } from '../schema.ts';
import { EndDialog } from './EndDialog.tsx';
import classes from './procedures.module.css';
import reviseClasses from './revise.module.css';
import { reviseWords } from './revise-words.ts';
import { Sample } from './Sample.tsx';
import { useProcedure, workflowKey, workflowPlace } from './use-procedures.ts';
import { words } from './words.ts';

/** One procedure: what it asks for and how long it takes, its versions, its internal workflow. */
export default function ProcedurePage() {
  const m = useMessages(words);
  const { id = '' } = usePageParams();
  const procedure = useProcedure(id);
  return (
    <Page
      title={procedure.data?.name ?? m.procedure}
      breadcrumb={[{ label: m.procedures, to: '/thu-tuc' }]}
      lead={procedure.data && `${procedure.data.code ?? m.noCode} · ${procedure.data.sector}`}
      secondary={procedure.data?.canManage && <Corrections procedure={procedure.data} />}
      action={procedure.data?.canManage && <DraftAction procedure={procedure.data} />}
    >
      {procedure.isPending && <Loading lines={8} />}
      {procedure.isError && !procedure.data && (
        <ErrorBox error={procedure.error} retry={() => void procedure.refetch()} />
      )}
      {procedure.data && <ProcedureView procedure={procedure.data} />}
    </Page>
  );
}

/** Correcting it by hand, and ending it. */
function Corrections({ procedure }: { readonly procedure: ProcedureDetail }) {
  const m = useMessages(reviseWords);
  const [ending, setEnding] = useState(false);
  return (
    <div className={reviseClasses.acts}>
      <PageLink to={`/thu-tuc/${procedure.id}/sua`}>{m.revise}</PageLink>
      {!procedure.ended && (
        <Button variant="default" onClick={() => setEnding(true)}>
          {m.end}
        </Button>
      )}
      <EndDialog id={procedure.id} opened={ending} onClose={() => setEnding(false)} />
    </div>
  );
}

/** A new version to draw, or the way to the one being drawn. */
function DraftAction({ procedure }: { readonly procedure: ProcedureDetail }) {
  const m = useMessages(words);
  const go = useGo();
  const client = useQueryClient();
  const begin = useMutation({
    mutationFn: () => postJson<WorkflowDetail>(`/api/procedures/${procedure.id}/workflows`, {}),
    onSuccess: (draft) => {
      client.setQueryData(workflowKey(draft.id), draft);
      void client.invalidateQueries({ queryKey: ['procedures', 'one', procedure.id] });
      go(workflowPlace(draft.id));
    },
    onError: () => void client.invalidateQueries({ queryKey: ['procedures', 'one', procedure.id] }),
  });
  const draft = procedure.workflows.find(({ status }) => status === 'draft');
  if (draft)
    return (
      <PageLink to={workflowPlace(draft.id)} className={classes.primaryLink ?? ''}>
        {m.openDraft}
      </PageLink>
    );
  return (
    <>
      {begin.isError && <ErrorBox error={begin.error} />}
      <Button loading={begin.isPending} onClick={() => begin.mutate()}>
        {m.newDraft}
      </Button>
    </>
  );
}

function ProcedureView({ procedure }: { readonly procedure: ProcedureDetail }) {
  const m = useMessages(words);
  const revise = useMessages(reviseWords);
  const language = useLanguage();
  const { verified, fee, limit } = procedure;
  const doubtful = Object.entries(verified).flatMap(([part, known]) =>
    known ? [] : [m.parts(part as keyof typeof verified)],
  );
  const amount = fee.amountVnd === null ? null : `${formatNumber(fee.amountVnd, language, 0)} đồng`;
  return (
    <div className={classes.stack}>
      {procedure.ended && (
        <p className={classes.doubt}>{revise.endedNow(formatDay(procedure.ended.from), procedure.ended.source)}</p>
      )}
      {procedure.isSample && <Sample />}
      <div className={classes.pair}>
        <Sheet title={m.facts}>
          <dl className={classes.facts}>
            <dt>{m.limit}</dt>
            <dd>
              {limit.text}
              {limit.cutoff === 'same-day-to-next-day' && !/15/.test(limit.text) && ` ${m.cutoff15}`}
            </dd>
            <dt>{m.agency}</dt>
            <dd>{procedure.competent.name ?? m.receivingAgency}</dd>
            <dt>{m.level}</dt>
            <dd>{m.levels(procedure.level)}</dd>
            <dt>{m.fee}</dt>
            <dd>{fee.text || amount || m.feeUnknown}</dd>
            <dt>{m.online}</dt>
            <dd>{m.onlineLevels(procedure.onlineLevel)}</dd>
            <dt>{m.source}</dt>
            <dd>{procedure.source}</dd>
            {procedure.note && (
              <>
                <dt>{m.note}</dt>
                <dd>{procedure.note}</dd>
              </>
            )}
          </dl>
          {doubtful.length > 0 && <p className={classes.doubt}>{m.unverifiedParts(doubtful.join(', '))}</p>}
        </Sheet>
        <Sheet title={m.papers}>
          {procedure.papers.length === 0 && <p>{m.noPapers}</p>}
          <ol className={classes.papers}>
            {procedure.papers.map((paper) => (
              <li key={paper.key}>
                {paper.name}
                <span className={classes.small}>
                  {[
                    paper.originals > 0 ? m.originals(paper.originals) : '',
                    paper.copies > 0 ? m.copies(paper.copies) : '',
                    paper.required ? '' : m.ifAny,
                  ]
                    .filter((part) => part !== '')
                    .join(', ')}
                </span>
              </li>
            ))}
          </ol>
        </Sheet>
      </div>
      <Sheet title={m.workflows}>
        {procedure.workflows.length === 0 && <p>{m.noWorkflow}</p>}
        <ul className={classes.lines}>
          {procedure.workflows.map((workflow) => (
            <li key={workflow.id}>
              <PageLink to={workflowPlace(workflow.id)}>{m.versionN(workflow.version)}</PageLink>
              <span>
                {[
                  m.steps(workflow.steps),
                  workflow.status === 'draft' ? m.draft : m.published,
                  workflow.validFrom ? m.validFromDay(formatDay(workflow.validFrom)) : '',
                  workflow.decision ? m.decided(workflow.decision.number, formatDay(workflow.decision.on)) : '',
                ]
                  .filter((part) => part !== '')
                  .join(' · ')}
              </span>
              {workflow.isCurrent && <span className={classes.tag}>{m.current}</span>}
              {workflow.isSample && <Sample short />}
            </li>
          ))}
        </ul>
      </Sheet>
      <Sheet title={m.versions}>
        <ul className={classes.lines}>
          {procedure.versions.map((version) => (
            <li key={version.versionId}>
              <span className={classes.strong}>{m.versionN(version.version)}</span>
              <span>
                {version.validTo && version.validTo < version.validFrom
                  ? revise.replacedAtOnce(formatDay(version.validFrom))
                  : version.validTo
                    ? m.validRange(formatDay(version.validFrom), formatDay(version.validTo))
                    : m.validFromDay(formatDay(version.validFrom))}
                {' · '}
                {version.limit}
                {version.name !== procedure.name && ` · ${version.name}`}
              </span>
              {version.isCurrent && <span className={classes.tag}>{m.current}</span>}
              {version.isSample && <Sample short />}
            </li>
          ))}
        </ul>
      </Sheet>
    </div>
  );
}
