import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { postJson } from '#web/api.ts';
import { ConfirmButton } from '#web/components/ConfirmButton.tsx';
import { ErrorBox } from '#web/components/ErrorBox.tsx';
import { Icon } from '#web/components/Icon.tsx';
import { Loading } from '#web/components/Loading.tsx';
import { Page } from '#web/components/Page.tsx';
import { showToast } from '#web/components/Toasts.tsx';
import { useDraft } from '#web/drafts.ts';
import { formatDay } from '#web/format.ts';
import { useMessages } from '#web/i18n/messages.ts';
import { useGo, usePageParams } from '#web/navigation.tsx';
import { diffWorkflows } from '../domain/diff.ts';
import type { WorkflowBody } from '../domain/workflow.ts';
import type { WorkflowDetail } from '../schema.ts';
import { PublishDialog } from './PublishDialog.tsx';
import { Sample } from './Sample.tsx';
import type { UnreadTime } from './StepForm.tsx';
import { StepPanel } from './StepPanel.tsx';
import { useEditor } from './use-editor.ts';
import { procedurePlace, useWorkflow, workflowKey, workflowPlace } from './use-procedures.ts';
import { subtotalKey, WholePanel } from './WholePanel.tsx';
import classes from './workflow.module.css';
import { bodyOf, useAgencies, warningsOf } from './workflow-model.ts';
import { stepBoxId, WorkflowPicture } from './WorkflowPicture.tsx';
import { WorkflowDiff } from './WorkflowDiff.tsx';
import { useStepActs } from './use-step-acts.ts';
import { workflowWords } from './workflow-words.ts';
import { words } from './words.ts';

/** Quy trình nội bộ of a procedure: the picture, its warnings, and for who may the editor. */
export default function WorkflowPage() {
  const m = useMessages(workflowWords);
  const w = useMessages(words);
  const { id = '' } = usePageParams();
  const workflow = useWorkflow(id);
  if (workflow.data) return <WorkflowView key={`${id} ${workflow.data.revision}`} detail={workflow.data} />;
  return (
    <Page title={m.workflow} breadcrumb={[{ label: w.procedures, to: '/thu-tuc' }]}>
      {workflow.isPending && <Loading lines={8} />}
      {workflow.isError && <ErrorBox error={workflow.error} retry={() => void workflow.refetch()} />}
    </Page>
  );
}

function WorkflowView({ detail }: { readonly detail: WorkflowDetail }) {
  const m = useMessages(workflowWords);
  const w = useMessages(words);
  const editor = useEditor(detail);
  const { body } = editor;
  const agencies = useAgencies(detail, body);
  const warnings = warningsOf(detail, body, agencies);
  const [selected, setSelected] = useState<string>();
  const acts = useStepActs(editor, setSelected);
  const unread = useUnread(detail.id, body, setSelected);
  const [publishing, setPublishing] = useState(false);
  const step = body.steps.find((one) => one.key === selected);
  const before = detail.previous ? bodyOf(detail.previous) : undefined;
  const changes = before ? diffWorkflows(before, body) : [];
  useUndoKey(editor.undo, detail.canEdit);
  const close = () => {
    const key = selected ?? '';
    setSelected(undefined);
    requestAnimationFrame(() => document.getElementById(stepBoxId(key))?.focus());
  };
  const decision = detail.decision ? m.decided(detail.decision.number, formatDay(detail.decision.on)) : '';
  return (
    <Page
      title={m.title(detail.version)}
      breadcrumb={[
        { label: w.procedures, to: '/thu-tuc' },
        { label: detail.procedure.name, to: procedurePlace(detail.procedure.id) },
      ]}
      lead={detail.validFrom ? m.publishedLead(formatDay(detail.validFrom), decision) : m.draftLead}
      secondary={<Secondary detail={detail} />}
      action={
        detail.canEdit && (
          <Button disabled={editor.changed || unread.has} onClick={() => setPublishing(true)}>
            {m.publish}
          </Button>
        )
      }
    >
      <div className={classes.stack}>
        {detail.isSample && <Sample />}
        {detail.source && <p className={classes.hint}>{detail.source}</p>}
        {detail.canEdit && <SaveBar editor={editor} unread={unread} />}
        <div className={classes.desk}>
          <div className={classes.left}>
            <WorkflowPicture
              body={body}
              agencies={agencies}
              warnings={warnings}
              changes={changes}
              selected={selected}
              onSelect={setSelected}
              {...(detail.canEdit ? { onMove: acts.move, onInsert: acts.insert, onRemove: acts.remove } : {})}
            />
            {detail.canEdit && <p className={`${classes.hint} dh-no-print`}>{m.keys}</p>}
            <output className="dh-visually-hidden">{acts.said}</output>
          </div>
          <section className={classes.panel} aria-label={step ? step.name || m.unnamed : m.whole}>
            {step ? (
              <StepPanel
                key={step.key}
                detail={detail}
                body={body}
                step={step}
                agencies={agencies}
                warnings={warnings}
                acts={acts}
                unread={unread.times[step.key]}
                onUnread={(typed) => unread.keep(step.key, typed)}
                onClose={close}
                onChange={detail.canEdit ? editor.change : undefined}
              />
            ) : (
              <>
                <h2>{m.whole}</h2>
                <WholePanel
                  body={body}
                  limitText={detail.procedure.limit.text}
                  warnings={warnings}
                  unread={unread.times}
                  onUnread={unread.keep}
                  {...(detail.canEdit ? { onChange: editor.change, onInsertFirst: () => acts.insert(null) } : {})}
                />
              </>
            )}
          </section>
        </div>
        {before && detail.previous && (
          <WorkflowDiff
            changes={changes}
            version={detail.previous.version}
            before={before}
            after={body}
            agencies={agencies}
          />
        )}
      </div>
      <PublishDialog detail={detail} warnings={warnings} opened={publishing} onClose={() => setPublishing(false)} />
    </Page>
  );
}

/** Ctrl+Z outside fields, where it belongs to the text. */
function useUndoKey(undo: () => void, on: boolean): void {
  useEffect(() => {
    if (!on) return undefined;
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z' || event.shiftKey) return;
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea')) return;
      event.preventDefault();
      undo();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [undo, on]);
}

/**
 * Times that were typed and cannot be read, by step or subtotal: kept while their panel is closed. `show` brings the
 * reader to one of them; saved without it, what he typed there would be lost in silence.
 */
function useUnread(id: string, body: WorkflowBody, open: (step: string | undefined) => void) {
  const [times, setTimes, forget] = useDraft<Readonly<Record<string, UnreadTime>>>(`procedures.unread.${id}`, {});
  const keep = (key: string, typed: UnreadTime | undefined) => {
    const { [key]: _, ...others } = times;
    if (typed || key in times) setTimes(typed ? { ...others, [key]: typed } : others);
  };
  // A step that was taken out has no field any more.
  const keys = Object.keys(times).filter(
    (key) => body.steps.some((step) => step.key === key) || LEVELS.some((level) => subtotalKey(level) === key),
  );
  const show = (): boolean => {
    if (focusUnread()) return true;
    const [first] = keys;
    if (first === undefined) return false;
    open(body.steps.find(({ key }) => key === first)?.key);
    // Its panel comes with the next drawing and takes the focus to its heading first.
    setTimeout(focusUnread);
    return true;
  };
  const drop = () => {
    setTimes({});
    forget();
  };
  return { times, keep, has: keys.length > 0, show, drop };
}

const LEVELS = ['xa', 'huyen', 'tinh'] as const;

function focusUnread(): boolean {
  const field = document.querySelector<HTMLElement>('[data-unread]');
  field?.focus();
  return field !== null;
}

function SaveBar({
  editor,
  unread,
}: {
  readonly editor: ReturnType<typeof useEditor>;
  readonly unread: ReturnType<typeof useUnread>;
}) {
  const m = useMessages(workflowWords);
  const { changed, restored, save, undo, canUndo, discard } = editor;
  return (
    <div className={`${classes.save} dh-no-print`}>
      <Button
        variant="default"
        disabled={!changed && !unread.has}
        loading={save.isPending}
        onClick={() => unread.show() || save.mutate()}
      >
        {m.save}
      </Button>
      <Button variant="default" disabled={!canUndo} leftSection={<Icon name="undo" size={16} />} onClick={undo}>
        {m.undo}
      </Button>
      {(changed || unread.has) && (
        <>
          <Button
            variant="subtle"
            onClick={() => {
              unread.drop();
              discard();
            }}
          >
            {m.discard}
          </Button>
          <span>{unread.has ? m.unreadKept : restored ? m.restored : m.unsaved}</span>
        </>
      )}
      {save.isError && <ErrorBox error={save.error} />}
    </div>
  );
}

function Secondary({ detail }: { readonly detail: WorkflowDetail }) {
  const m = useMessages(workflowWords);
  const client = useQueryClient();
  const go = useGo();
  const copy = useMutation({
    mutationFn: () => postJson<WorkflowDetail>(`/api/procedures/${detail.procedure.id}/workflows`, {}),
    onSuccess: (draft) => {
      client.setQueryData(workflowKey(draft.id), draft);
      void client.invalidateQueries({ queryKey: ['procedures'] });
      go(workflowPlace(draft.id));
    },
  });
  const drop = async () => {
    await postJson(`/api/procedure-workflows/${detail.id}/drop`, { revision: detail.revision });
    showToast(m.dropped);
    go(procedurePlace(detail.procedure.id));
    void client.invalidateQueries({ queryKey: ['procedures', 'one', detail.procedure.id] });
  };
  return (
    <>
      {copy.isError && <ErrorBox error={copy.error} />}
      {detail.canEdit && (
        <ConfirmButton variant="default" label={m.drop} question={m.dropQuestion} onConfirm={drop}>
          <p>{m.dropText}</p>
        </ConfirmButton>
      )}
      {detail.canCopy && (
        <Button variant="default" loading={copy.isPending} onClick={() => copy.mutate()}>
          {m.newDraft}
        </Button>
      )}
      <Button variant="default" leftSection={<Icon name="print" size={16} />} onClick={() => window.print()}>
        {m.print}
      </Button>
    </>
  );
}
